"""What the drawer says of a fact or an entry of the ledger, as HTML: who says it, in which words, and what is around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from qantar.charts import style
from qantar.facts import labels, ledger, scripts, sources
from qantar.facts import words as facts_words
from qantar.facts.models import LINKS, PROVEN
from qantar.themes.positions import rows as positions_rows
from qantar.ui.address import anchor, here, there

SAID = {
    "asserted": "Said flatly", "hedged": "Hedged", "reported": "Reported as the view of others",
    "rejected": "The article carries this view only to reject it",
}  # fmt: skip
CODED = {
    "gain": "{} gains", "loss": "{} loses", "mixed": "{} gains and loses",
    "closer": "Russia and China come closer", "stable": "Russia and China stay as close as they were",
    "rift": "Russia and China part",
}  # fmt: skip
HOME = {
    "events": "timeline", "troops": "intervention", "investment": "investment", "quantities": "disagreements",
    "projects": "investment", "claims": "positions", "memberships": "alliances", "actors": "alliances", "places": "map",
    "relations": "alliances", "contradictions": "disagreements",
}  # fmt: skip
"""The page that a link to a fact opens, by the fact's table."""
NAMES_OF_PAGES = {"": "Overview"}
"""How a page is called, if not as its path."""
VERDICTS = {
    "error": "Doesn't hold", "contradiction": "Can't both be true", "tension": "In tension: both may hold",
    "scope": "Of different scope", "date": "Of different days", "definition": "Differently defined",
}  # fmt: skip
"""How the weight of an entry is written."""
FIRST = 5
"""So many other facts of a paragraph, and so many facts of one mark, stand open at once."""


def published(passage: Any) -> str:
    """Say where a passage is printed: the article's name, or a reference source's publisher and date."""
    if not str(passage.source).startswith(facts_words.REFERENCE):
        return facts_words.name(passage.source)
    day = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}.get(passage.published_precision)
    return f"{passage.publisher}, {passage.published:{day}}" if day else f"{passage.publisher}, date not stated"


def table_of(tables: sources.Tables, fact: str) -> str | None:
    """Return the table that has a fact or an entry of the ledger, None if none has."""
    if (tables["contradictions"]["id"] == fact).any():
        return "contradictions"
    found = sources.find(tables, fact)
    return found[0] if found else None


def headline(tables: sources.Tables, fact: str) -> tuple[str, str]:
    """Return what kind of thing a fact or an entry is, and its headline."""
    name = table_of(tables, fact)
    if name == "contradictions":
        entry = tables["contradictions"].set_index("id").loc[fact]
        return VERDICTS[entry["verdict"]], str(entry["title"])
    found = sources.find(tables, fact)
    if found is None:
        return "", fact
    name, row = found
    if name == "events":
        return facts_words.when(row.to_frame().T).iloc[0], str(row["title"])
    if name in labels.NUMBERS:
        said = facts_words.stated(row.to_frame().T).iloc[0]
        return str(row["label"]), said[0].upper() + said[1:]
    if name == "claims":
        return str(row["speaker_name"]), str(row["claim"])
    kinds = {"projects": "Project", "memberships": "Membership", "relations": "Who did what to whom", "places": "Place"}
    return kinds.get(name, str(row.get("kind", "")).capitalize()), str(row["label"])


def link(tables: sources.Tables, fact: str, text: str = "") -> str:
    """Return the headline of a fact, or a text, as a link that opens it on the page that is shown."""
    return anchor(text or _told_as(tables, fact), here(fact=[fact]))


def home(tables: sources.Tables, fact: str) -> str:
    """Return the address that opens a fact on the page where it belongs, to be passed on."""
    return there(HOME.get(table_of(tables, fact) or "", ""), fact=[fact])


def _told_as(tables: sources.Tables, fact: str) -> str:
    kind, said = headline(tables, fact)
    found = sources.find(tables, fact)
    if found and found[0] in labels.NUMBERS:
        return f"{kind}: {said}"
    return f"{kind}: {said}" if found and found[0] == "claims" else said


def quotes(tables: sources.Tables, fact: str) -> str:
    """Return every passage of the chosen sources that supports a fact, each with the link that opens it."""
    return "".join(map(quoted, sources.passages(tables, fact).itertuples()))


def quoted(passage: Any) -> str:
    """Return a passage as a quotation in its language, with our translation after it, where it was printed and its link."""
    tag, direction = scripts.language(passage.quote)
    key = facts_words.source_key(passage.source)
    english = f'<p class="translation">In English: “{escape(passage.translation)}”</p>' if passage.translation else ""
    return (
        f'<blockquote style="border-color: {style.color(key)}">'
        f'<p lang="{tag}" dir="{direction}">“{escape(passage.quote)}”</p>{english}'
        f"<p class='printed'>{escape(published(passage))}, {place(passage)}</p></blockquote>"
    )


def place(passage: Any) -> str:
    """Return the paragraph of a passage as a link that opens it; as plain words where there is no address."""
    said = f"paragraph {passage.paragraph}" if pd.notna(passage.paragraph) else "open the page"
    return f'<a href="{escape(passage.link, quote=True)}">{said}</a>' if passage.link else f"{said} (no address known)"


def told(tables: sources.Tables, fact: str) -> str:
    """Return what is said of one fact: what, by whom, in which words, and what speaks against it."""
    name = table_of(tables, fact)
    if name == "contradictions":
        return _entry(tables, tables["contradictions"].set_index("id", drop=False).loc[fact].to_dict())
    found = sources.find(tables, fact)
    if found is None:
        return ""
    name, row = found
    parts = [f"<p>{escape(text)}</p>" for text in _about(tables, name, row) if text]
    if name in ("actors", "places"):
        return "".join(parts) + _named_by(tables, fact)
    # What is around a relation is around the event or claim that shows it.
    shows = str(row["fact"]) if name == "relations" else fact
    parts.append(quotes(tables, fact))
    if shows != fact:
        parts.append(f"<p>Told with: {link(tables, shows)}</p>")
    entries = sources.entries(tables, [shows]).to_dict("records")
    if entries:
        lines = "".join(f"<li>{link(tables, one['id'])}. {escape(one['finding'])}</li>" for one in entries)
        parts.append(f'<h3 class="contested">Contested</h3><ul>{lines}</ul>')
    return "".join(parts)


def around(tables: sources.Tables, fact: str) -> str:
    """Return what else the passages of a fact support: the first few, and the rest folded."""
    found = sources.find(tables, fact)
    if found is None or found[0] in ("actors", "places"):
        return ""
    shows = str(found[1]["fact"]) if found[0] == "relations" else fact
    others = list(sources.beside(tables, shows)["fact"])
    if not others:
        return ""
    of = "page" if sources.passages(tables, shows)["paragraph"].isna().all() else "paragraph"
    return f"<h3>The same {of} also says</h3>" + _listed(tables, others)


def _listed(tables: sources.Tables, facts: Sequence[str], first: int = FIRST) -> str:
    """Return links to facts as a list: the first few, and the rest folded."""
    lines = [f"<li>{link(tables, fact)}</li>" for fact in facts]
    rest = f"<details><summary>{len(lines) - first} more</summary><ul>{''.join(lines[first:])}</ul></details>"
    return f"<ul>{''.join(lines[:first])}</ul>" + (rest if len(lines) > first else "")


def several(tables: sources.Tables, facts: Sequence[str]) -> str:
    """Return the facts of one mark: the first few with their passages, the rest as links."""
    parts = []
    for fact in facts[:FIRST]:
        kind, said = headline(tables, fact)
        parts.append(
            f"<section><p class='kind'>{escape(kind)}</p><h3>{link(tables, fact, said)}</h3>{_brief(tables, fact)}</section>"
        )
    rest = facts[FIRST:]
    more = f"<h3>{len(rest)} more</h3>" + _listed(tables, rest, 25) if rest else ""
    return "".join(parts) + more


def _brief(tables: sources.Tables, fact: str) -> str:
    if table_of(tables, fact) == "contradictions":
        entry = tables["contradictions"].set_index("id").loc[fact]
        return f"<p>{escape(entry['finding'])}</p>"
    found = sources.find(tables, fact)
    about = [f"<p>{escape(text)}</p>" for text in _about(tables, *found)[:1] if text] if found else []
    return "".join(about) + quotes(tables, fact)


def _entry(tables: sources.Tables, entry: Mapping[str, Any]) -> str:
    """Return what doesn't fit, why, what it comes to, what the charts show because of it, and all passages behind it."""
    who = ledger.parties(tables).at[entry["id"], "who"]
    parts = [
        f"<p>{escape(entry['finding'])}</p>",
        f"<p class='kind'>{escape(who)} · In the charts: {escape(entry['shown_as'])}</p>",
    ]
    alike: dict[tuple[object, ...], list[str]] = {}
    for fact in entry["facts"].split("|"):
        rows = sources.passages(tables, fact)
        alike.setdefault(
            tuple(zip(rows["source"], rows["paragraph"].fillna(0), rows["quote"], strict=True)), []
        ).append(fact)
    for facts in alike.values():
        titles = "".join(f"<h3>{link(tables, fact)}</h3>" for fact in facts)
        parts.append(f"<section>{titles}{quotes(tables, facts[0])}</section>")
    return "".join(parts)


def _named_by(tables: sources.Tables, key: str) -> str:
    """Return links to the facts that name an actor or a place."""
    facts = naming(tables, key)
    if not facts:
        return ""
    return f"<h3>Named by {facts_words.many(len(facts), 'fact')}</h3>" + _listed(tables, facts, 20)


def naming(tables: sources.Tables, key: str) -> list[str]:
    """Return the facts that name an actor or a place, in the order of the tables."""
    found: dict[str, None] = {}
    for name, column, of in LINKS:
        if name in PROVEN and ("actors" in of or "places" in of):
            cells = zip(tables[name]["id"], tables[name][column], strict=True)
            found |= dict.fromkeys(fact for fact, cell in cells if key in cell.split("|"))
    return list(found)


def _about(tables: sources.Tables, name: str, row: pd.Series) -> list[str]:
    """Say what is known of a fact besides its headline, and who says it."""
    if name == "events":
        return [row["detail"]]
    if name in labels.NUMBERS:
        printed = f" Printed as “{row['stated'].replace('|', '” and “')}”." if row["stated"] else ""
        by = f"Said by {_within(row['claimant_name'])}." if row["claimant_name"] else ""
        return [f"{by}{printed}".strip(), row["note"]]
    if name == "projects":
        said = facts_words.stated(row.to_frame().T).iloc[0]
        return [f"{said[0].upper()}{said[1:]} ({row['value_kind']}). {row['status'].capitalize()}.", row["note"]]
    if name == "claims":
        coded = [CODED[row[key]].format(key.title()) for key in positions_rows.QUESTIONS if row[key] != "none"]
        role = row["speaker_role"][:1].upper() + row["speaker_role"][1:]
        return [". ".join(filter(None, [role, SAID[row["status"]], *coded])) + "."]
    if name == "memberships":
        dated = row[["since", "until"]].notna().any()
        by = f"Said by {_within(row['claimant_name'])}." if row["claimant_name"] else ""
        return [facts_words.since(row) if dated else "", by, row["note"]]
    if name == "actors":
        role = labels.roles(tables["actors"]).get(row["actor"], "")
        return [f"{role[0].upper()}{role[1:]}." if role else ""]
    if name == "relations" and row["status"] == "reported":
        return ["The article passes this on as what others report."]
    return []


def _within(name: str) -> str:
    """Write a claimant within a sentence."""
    return name.replace("Author of", "the author of").replace("Analysts", "analysts")


def alike(facts: Iterable[str]) -> list[str]:
    """Return facts without repetition, in their order."""
    return list(dict.fromkeys(filter(None, facts)))
