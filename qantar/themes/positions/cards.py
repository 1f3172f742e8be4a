"""Who says who won, and whether Russia and China come closer?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

import pandas as pd

from qantar.facts import labels, sources
from qantar.facts import words as facts_words
from qantar.facts.cells import HORIZONS, STATUSES, TOPICS
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.positions import charts, rows, titles
from qantar.themes.texts import texts

TOPIC_NAMES = {
    "Russia and China": "relationship", "Security": "security", "Intervention": "intervention", "SCO": "sco",
    "Economy": "economy", "Influence": "influence", "Kazakhstan": "kazakhstan", "Unrest": "unrest", "The West": "west",
}  # fmt: skip
"""How topics are written, and their keys."""
STATUS_NAMES = {"Said flatly": "asserted", "Hedged": "hedged", "Reported": "reported", "Rejected": "rejected"}
HORIZON_NAMES = {"The crisis": "crisis", "The long run": "trend"}
GROUPS = ("article", "camp")
"""By what the speakers of the matrix stand together."""
PHONE, PICTURE = 340, 780
"""Pixels that a chart has on a telephone, and points in a picture."""


def filtered_by(topics: Sequence[str], statuses: Sequence[str], horizons: Sequence[str]) -> str:
    """Say which claims a filter leaves: ``economy and influence; hedged``, ``all but the West``; empty where it leaves all."""
    choices = ((TOPIC_NAMES, topics, TOPICS), (STATUS_NAMES, statuses, STATUSES), (HORIZON_NAMES, horizons, HORIZONS))
    some = []
    for named, picked, every in choices:
        if len(picked) == len(every):
            continue
        most = len(picked) > len(every) / 2
        shown = [_small(name) for name, key in named.items() if (key in picked) != most]
        some.append(f"all but {facts_words.listed(shown)}" if most else facts_words.listed(shown) or "none")
    return "; ".join(some)


def _small(name: str) -> str:
    """Write a name within a sentence."""
    return name if name in ("SCO", "Kazakhstan", "Russia and China") else name[0].lower() + name[1:]


def _only(*choice: Sequence[str]) -> tuple[str, str]:
    """Return what the filter leaves, as a sentence and as a part of a file's name; both empty for all claims."""
    said = filtered_by(*choice)
    slug = "-".join(key for picked, every in zip(choice, (TOPICS, STATUSES, HORIZONS), strict=True)
                    if len(picked) < len(every) for key in picked)  # fmt: skip
    return (f". Claims: {said}" if said else ""), slug


def positions(
    tables: Tables,
    all_tables: Tables,
    topics: Sequence[str] = TOPICS,
    statuses: Sequence[str] = STATUSES,
    horizons: Sequence[str] = HORIZONS,
    group: str = GROUPS[0],
) -> Card | None:
    """Return what each speaker answers to each question, under the articles or by camp."""
    some = rows.chosen(tables, topics, statuses, horizons)
    answers = rows.answers(some, apart=group != "camp")
    if not answers:
        return None
    articles = sources.keys(tables["sources"])
    lines = rows.by_camp(answers) if group == "camp" else rows.by_article(answers, articles, rows.authors(all_tables))
    about, (only, slug) = texts("positions")["positions"], _only(topics, statuses, horizons)
    said = titles.position_lines(answers)
    return Card(
        name="positions",
        title=titles.positions_title(answers),
        subtitle=(about["subtitle"] if not only else about["subtitle"].split(":")[0]) + only,
        notes=about["notes"],
        rows=rows.frame(answers),
        lines=said,
        columns={
            "Who says what": said,
            "Role": [row["role"] for row in answers],
        },
        key="facts",
        draw=charts.matrix,
        arguments=(lines,),
        file="-".join(filter(None, ["positions", group if group != GROUPS[0] else "", slug])),
        contests=("cl-",),
        narrow=partial(charts.matrix, width=PHONE),
        printed=partial(charts.matrix, width=PICTURE),
    )


def likeness(
    tables: Tables,
    all_tables: Tables,
    topics: Sequence[str] = TOPICS,
    statuses: Sequence[str] = STATUSES,
    horizons: Sequence[str] = HORIZONS,
) -> Card | None:
    """Return how alike each two speakers are, as a list."""
    pairs = rows.likeness(rows.answers(rows.chosen(tables, topics, statuses, horizons), apart=False))
    if not pairs:
        return None
    about, (only, slug) = texts("positions")["likeness"], _only(topics, statuses, horizons)
    return Card(
        name="likeness",
        title=titles.likeness_title(pairs),
        subtitle=about["subtitle"] + only,
        notes=about["notes"],
        rows=pd.DataFrame(pairs),
        lines=titles.likeness_lines(pairs),
        key="facts",
        file="-".join(filter(None, ["likeness", slug])),
    )


def claims(
    tables: Tables,
    all_tables: Tables,
    topics: Sequence[str] = TOPICS,
    statuses: Sequence[str] = STATUSES,
    horizons: Sequence[str] = HORIZONS,
    search: str = "",
) -> Card | None:
    """Return every claim, as a list; ``search``: words that a claim, with its speaker, or a passage of it has to hold, all of them."""
    some = labels.with_sources(rows.chosen(tables, topics, statuses, horizons), "claims")
    quotes = tables["evidence"].groupby("fact")["quote"].agg(" ".join).to_dict() if search.strip() else {}
    held = [
        facts_words.holds(f"{label} {quotes.get(key, '')}", search)
        for key, label in zip(some["id"], some["label"], strict=True)
    ]
    some = some[held]
    if some.empty:
        return None
    about, (only, slug) = texts("positions")["claims"], _only(topics, statuses, horizons)
    return Card(
        name="claims",
        title=about["title"] + (f": “{search.strip()}”" if search.strip() else ""),
        subtitle=about["subtitle"] + only,
        rows=some,
        lines=titles.claim_lines(some),
        file="-".join(filter(None, ["claims", slug, *re.findall(r"\w+", search.lower())])),
    )


def answer(tables: Tables, all_tables: Tables) -> str:
    """Return who says who won, in a sentence: the one of the front page."""
    return titles.answer(rows.at_a_glance(tables))
