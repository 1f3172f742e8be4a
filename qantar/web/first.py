"""What the first HTML of a page says, before any script: its heading, answer, lead chart, numbers with their sources, and links."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from qantar import themes
from qantar.facts import citations, edition, package, shared, sources
from qantar.facts import words as facts_words
from qantar.themes.disagreements import cards as disagreements
from qantar.themes.map import cards as map_cards
from qantar.themes.map import shared as map_shared
from qantar.themes.overview import rows as overview_rows
from qantar.themes.overview.titles import number_label
from qantar.themes.texts import texts
from qantar.web import previews
from qantar.web.lines import rows_of, tables_for

HERE = Path(__file__).resolve().parent
ROWS = 12
"""So many rows of the lead chart are written out; the table has all."""
ABOUT = "The crisis in Kazakhstan of January 2022, read through {} articles"
NO_ARTICLE = "No article is chosen, so there is nothing to show."
PICTURED = {"disagreements": disagreements.who}
"""What the picture of a page shows, if its first card has no chart."""


@dataclass(frozen=True)
class First:
    """What a page says in words: ``lines`` are its numbers or rows, each with the fact that opens it and who says so.

    ``picture``: the name of the picture of its lead chart; ``pictured``: whether that was drawn ahead of what is said here, else it
    says it in words: the first ``rows`` of so ``many``; ``shows``: what the chart shows, in words.
    """

    name: str
    heading: str
    question: str
    answer: str
    card: str = ""
    title: str = ""
    subtitle: str = ""
    lines: Sequence[tuple[str, str, str]] = ()
    more: int = 0
    credit: str = ""
    picture: str = ""
    pictured: bool = False
    shows: str = ""
    rows: Sequence[tuple[str, str, str]] = ()
    many: int = 0


def name_of(path: str) -> str:
    """Return the name of a page, as the navigation has it."""
    return path.title() or "Overview"


def named(choice: themes.Choice) -> str:
    """Return what is chosen in words; nothing if it is everything."""
    return citations.filtered(choice.chosen, choice.every, choice.reference)


def filtered_by(choice: themes.Choice) -> str:
    """Return what is chosen as a line above a page: ``Only SCMP``, ``Reference data off``; nothing if it is everything."""
    said = named(choice)
    return said and (f"{said[0].upper()}{said[1:]}" if list(choice.chosen) == list(choice.every) else f"Only {said}")


def first(path: str, choice: themes.Choice, changed: float) -> First:
    """Return what a page says under a choice; worked out once."""
    return _first(path, tuple(choice.chosen), choice.reference, changed, str(shared.folder()))


@lru_cache(maxsize=100)
def _first(path: str, chosen: tuple[str, ...], reference: bool, changed: float, _folder: str) -> First:
    every = sources.keys(shared.everything(changed)["sources"])
    about = texts(themes.theme_of(path))
    heading, question = str(about.get("title", name_of(path))), str(about.get("question", ""))
    if not chosen:
        return First(name_of(path), heading, question, NO_ARTICLE)
    # The day of the data, since what is said is kept as long as they stay the same.
    choice = themes.Choice(chosen, every, edition.edition().day, reference)
    answer = themes.ANSWERS.get(path)
    with shared.WORKING:
        said = answer(*tables_for(choice, changed)) if answer else ""
        filtered, everything = tables_for(choice, changed)
        if path == "map":
            facts = map_shared.facts(chosen, reference, changed)
            said = "" if facts.empty else map_cards.answer(filtered, facts)
        card = themes.PAGES[path][0](filtered, everything)
        shown = pictured_by(path, choice, changed) if path in PICTURED else card
    if card is None or card.rows.empty:
        return First(name_of(path), heading, question, said)
    picture = previews.name(name_of(path), choice)
    pictured = shown is not None and previews.drawn().get(picture) == previews.of_same(shown)
    rows = rows_of(card, filtered, every)
    lines = _numbers(filtered) if path == "" else rows
    first_lines = lines[:ROWS]
    return First(
        name_of(path), heading, question, said or card.title, card.name, card.title, card.subtitle, first_lines,
        len(lines) - len(first_lines), themes.credit(card, filtered, choice), picture, pictured,
        _in_words(shown if pictured and shown is not None else card), rows[:ROWS], len(rows),
    )  # fmt: skip


def _in_words(card: themes.Card) -> str:
    return " ".join(f"{text.rstrip('.')}." for text in (card.title, card.subtitle))


def pictured_by(path: str, choice: themes.Choice, changed: float) -> themes.Card | None:
    """Return the card that the picture of a page shows under a choice; None where its articles are silent."""
    return PICTURED.get(path, themes.PAGES[path][0])(*tables_for(choice, changed))


def _numbers(filtered: sources.Tables) -> list[tuple[str, str, str]]:
    """Return the numbers of the front page, each followed by the one that stands against it."""
    about = texts("overview")["numbers"]
    found = []
    for row in overview_rows.numbers(filtered):
        label = number_label(row, about)
        if row["value"]:
            found.append((f"{label}: {row['value']}", row["fact"].split("|")[0], row["who"]))
        if row["value"] and row["rival_value"]:
            beside = f"{label}: {about['rivals'][row['name']]} {row['rival_value']}"
            found.append((beside, row["rival_fact"].split("|")[0], row["rival_who"]))
    return found


def address_of_picture(said: First, choice: themes.Choice) -> str:
    """Return where the picture of a page under a choice is answered, below the dashboard's address."""
    return f"/preview/{said.name.lower()}.png{choice.query(v=edition.name())}"


def picture(said: First, choice: themes.Choice) -> bytes:
    """Return the picture of a page's lead chart under a choice, as PNG: as it was drawn, else what it shows in words."""
    if said.pictured:
        return previews.file(said.picture).read_bytes()
    # What several say in the same words stands there once.
    lines: dict[str, list[str]] = {}
    for text, _, who in said.rows:
        lines.setdefault(text, []).extend([who] if who not in lines.get(text, ()) else [])
    more = said.many - len(said.rows)
    rows = [(text, ", ".join(who)) for text, who in lines.items()]
    return previews.in_words(f"Qantar · {said.name}", filtered_by(choice), said.title, rows, said.credit, more)


def body(path: str, said: First, choice: themes.Choice) -> str:
    """Return what stands in the root of a page until the app is up."""
    every, query = choice.every, choice.query()
    pages = "".join(
        f'<a href="./{other}{escape(query)}"{" aria-current=page" if other == path else ""}>{name_of(other)}</a>'
        for other in themes.PAGES
    )
    only = f"<p class=only>{escape(filtered_by(choice))}</p>" if named(choice) else ""
    shown = ""
    if said.pictured and not named(choice):
        width, height = previews.SIZE
        shown = (
            f'<img src=".{address_of_picture(said, choice)}" width={width} height={height} '
            f'decoding=async alt="{escape(f"Chart: {said.shows}")}">'
        )
    more = choice.query(table=said.card)
    rest = f'<p><a href="./{path}{escape(more)}">{facts_words.many(said.more, "more row")}</a></p>' if said.more else ""
    lines = "".join(f"<li>{_line(path, one, choice)}</li>" for one in said.lines)
    chart = (
        f"<h2>{escape(said.title)}</h2><p>{escape(said.subtitle)}</p>{shown}<ul>{lines}</ul>{rest}"
        if said.title
        else ""
    )
    own = said.name.lower()
    return (
        f"<div id=first><header><p><b>Qantar</b> {escape(ABOUT.format(facts_words.spelled(len(every))))}</p>"
        f"<nav aria-label=Pages>{pages}</nav></header><main><h1>{escape(said.heading)}</h1>{only}"
        f"<p>{escape(said.question)} <strong>{escape(said.answer)}</strong></p>{chart}<p class=credit>{escape(said.credit)}</p>"
        f'<p class=away>To take away: <a href="./data/qantar.xlsx{escape(query)}">all tables for Excel</a>, '
        f'<a href="./data/">each table</a>, '
        f'<a href="./data/README.md">the codebook</a>, <a href="./cite/{own}.ris{escape(query)}">the citation</a>.</p>'
        "<noscript><p class=away>Charts that answer to a click, the filter and the search need scripts.</p></noscript></main></div>"
    )


def _line(path: str, one: tuple[str, str, str], choice: themes.Choice) -> str:
    text, fact, who = one
    linked = f'<a href="./{path}{escape(choice.query(fact=fact))}">{escape(text)}</a>' if fact else escape(text)
    return f"{linked} <small>{escape(who)}</small>"


def head(path: str, said: First, choice: themes.Choice, home: str) -> str:
    """Return what stands in the head of a page: what it is called and about, for tabs, other sites and reference managers."""
    address = f"{home}/{path}{choice.query()}"
    title, about = (
        citations.tab(said.name, choice.chosen, choice.every, choice.reference),
        _short(said.answer or said.question),
    )
    tags: list[tuple[str, str, str]] = [
        ("name", "description", about),
        ("property", "og:type", "website"),
        ("property", "og:site_name", citations.SITE),
        ("property", "og:title", said.title or title),
        ("property", "og:description", about),
        ("property", "og:url", address),
        ("name", "twitter:title", said.title or title),
        ("name", "twitter:description", about),
        ("name", "citation_title", f"Qantar: {said.name} ({choice.words()})"),
        # Reference managers take what stands before a comma for the last name, and without one the last word: here, all of it.
        ("name", "citation_author", f"{citations.AUTHORS},"),
        ("name", "citation_publication_date", f"{edition.edition().day:%Y/%m/%d}"),
        ("name", "citation_public_url", address),
        ("name", "qantar-data", edition.name()),
    ]
    if said.picture:
        image = f"{home}{address_of_picture(said, choice)}"
        tags += [
            ("property", "og:image", image),
            ("property", "og:image:width", str(previews.SIZE[0])),
            ("property", "og:image:height", str(previews.SIZE[1])),
            ("property", "og:image:alt", said.shows),
            ("name", "twitter:card", "summary_large_image"),
            ("name", "twitter:image", image),
        ]
    else:
        tags.append(("name", "twitter:card", "summary"))
    meta = "".join(f'<meta {kind}="{name}" content="{escape(text)}">' for kind, name, text in tags)
    cited, query = f"./cite/{said.name.lower()}", escape(choice.query())
    cite = "".join(
        f'<link rel="alternate" type="{media.split(";")[0]}" title="{form}" href="{cited}.{end}{query}">'
        for end, (form, media, _) in citations.FORMS.items()
        if end != "txt"
    )
    linked = json.dumps(_linked(said, title, about, address, home), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<title>{escape(title)}</title>{meta}<link rel="canonical" href="{escape(address)}">{cite}'
        f'<link rel="alternate" type="application/json+oembed" href="{escape(home)}/oembed?url={quote(address, safe="")}">'
        f'<script type="application/ld+json">{linked}</script><style>{citations.sheet(address)}</style>'
    )


def _short(text: str, letters: int = 300) -> str:
    """Return a text of at most so many letters, cut at a word."""
    return text if len(text) <= letters else text[:letters].rsplit(" ", 1)[0] + " …"


def _linked(said: First, title: str, about: str, address: str, home: str) -> Mapping[str, Any]:
    """Return what search engines and programs read of a page (schema.org): the page, and the data it is made of."""
    day = f"{edition.edition().day:%Y-%m-%d}"
    author = {"@type": "Organization", "name": citations.AUTHORS}
    files = [("text/csv", "qantar.zip"), (None, "qantar.xlsx"), ("application/json", "datapackage.json")]
    data = {
        "@type": "Dataset", "name": package.TITLE, "description": ABOUT.format("five"), "url": f"{home}/sources",
        "license": package.LICENCE["path"], "creator": author, "dateModified": day, "version": edition.name(),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{home}/data/{name}", **({"encodingFormat": kind} if kind else {})}
            for kind, name in files
        ],
    }  # fmt: skip
    return {
        "@context": "https://schema.org", "@type": "WebPage", "name": title, "headline": said.title or title, "description": about,
        "url": address, "dateModified": day, "inLanguage": "en", "author": author, "mainEntity": data,
    }  # fmt: skip
