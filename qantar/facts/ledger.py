"""What doesn't fit: the sums that the ledger recomputes, and who disagrees with whom."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations
from typing import Any

import pandas as pd

from qantar.facts import alliances, sources, words

CRISIS = 2022
SHARP = ("error", "contradiction")
"""What an entry comes to if something can't be true."""


GROWTH = "inv-fdi-region-growth"
"""The printed growth, which isn't that of its own two amounts."""


def growth(investment: pd.DataFrame) -> dict[str, float] | None:
    """Compare the printed growth of Chinese investment with what its own two amounts give.

    Returns ``first, last`` (US$ bn), ``printed`` (%), ``computed`` (%), ``implied_last`` (US$ bn,
    the first amount with the printed growth) and ``share`` (the growth as a share of the last
    amount, %), or None where one of the three numbers isn't there.
    """
    values = investment.set_index("id")["value"]
    needed = ["inv-fdi-region-2013", "inv-fdi-region-2018", GROWTH]
    if not set(needed) <= set(values.index) or values[needed].isna().any():
        return None
    first, last, printed = (float(values[key]) for key in needed)
    return {
        "first": first,
        "last": last,
        "printed": printed,
        "computed": (last / first - 1) * 100,
        "implied_last": first * (1 + printed / 100),
        "share": (last - first) / last * 100,
    }


SUMS: dict[str, tuple[tuple[str, ...], Callable[..., str]]] = {
    "crimea_years": (("ev-crimea-2014",), lambda year: f"{CRISIS - year:.0f} years"),
    "took_office": (("ev-nazarbayev-resigned", "qt-nazarbayev-29-years"), lambda year, years: f"{year - years:.0f}"),
    "border_gap": (
        ("qt-ref-border-1783", "qt-china-border-length"),
        lambda longer, shorter: f"{longer - shorter:.0f} km",
    ),
    "force_gap": (("tr-csto-kazakhstan-2500", "tr-ref-total-tokayev-2030"), lambda more, fewer: f"{more - fewer:.0f}"),
    "asia_total": (
        ("inv-fdi-region-2018", "inv-fdi-region-share-asia"),
        lambda amount, share: f"US${amount / share * 100:,.0f} bn",
    ),
    "net_flow": (
        tuple(f"inv-ref-nbk-flow-china-{year}" for year in range(2005, 2021)),
        lambda *flows: f"US${sum(flows):.1f} bn",
    ),
    "flights_per_day": (("qt-ref-flights-108", "qt-ref-airlift-4-days"), lambda flights, days: f"{flights / days:.0f}"),
}
"""What is computed from which facts: a number by its value or its one bound, an event by its year."""


def computed(tables: sources.Tables) -> dict[str, str]:
    """Return the numbers that titles and findings of ``contradictions.csv`` name in braces, as they are written.

    A sum whose facts aren't all there is left out.
    """
    sums = growth(tables["investment"])
    texts = {}
    if sums is not None:
        texts = {
            "growth": f"{sums['computed']:.0f} %",
            "share": f"{sums['share']:.1f} %",
            "implied": f"US${sums['implied_last']:.1f} bn",
        }
    known: dict[str, float] = {}
    for name in ("troops", "investment", "quantities"):
        frame = tables[name]
        numbers = frame["value"].fillna(frame["low"]).fillna(frame["high"])
        known |= dict(zip(frame["id"], numbers, strict=True))
    known |= dict(zip(tables["events"]["id"], tables["events"]["start"].dt.year, strict=True))
    for name, (facts, write) in SUMS.items():
        numbers = [known.get(fact) for fact in facts]
        if not any(pd.isna(number) for number in numbers):
            texts[name] = write(*map(float, numbers))
    members = alliances.members(tables)
    if members["ac-csto"] and members["ac-sco"]:
        texts["overlap"] = str(len(members["ac-csto"] & members["ac-sco"]))
        texts["in_all"] = str(len(members["ac-sco"] & members["ac-bri"] & members["ac-aiib"]))
    return texts


GROUPS = ("articles", "outside", "itself", "references")
"""Who stands against whom in an entry, in the order of the page."""


def _sides(row: Any, beyond: set[str]) -> list[list[str]]:
    """Return the sides of an entry: those of its articles, and reference data where a fact of it is only there."""
    articles = [key for key in row.sources.split("|") if key]
    sides = [side.split("|") for side in row.sides.split(sources.VERSUS)] if row.sides else [[key] for key in articles]
    if not sides or (beyond & set(row.facts.split("|")) and not any(sources.REFERENCE in side for side in sides)):
        sides.append([sources.REFERENCE])
    return sides


def parties(tables: sources.Tables) -> pd.DataFrame:
    """Return who stands against whom in each entry, by its key: ``group`` (of ``GROUPS``) and ``who``, in words."""
    beyond, rows = outside(tables), tables["contradictions"]
    found = []
    for row in rows.itertuples():
        sides = _sides(row, beyond)
        articles = sum(side != [sources.REFERENCE] for side in sides)
        group = (
            "articles" if articles > 1 else ("outside" if len(sides) > 1 else "itself") if articles else "references"
        )
        names = list(dict.fromkeys(words.names(side) for side in sides))
        who = " v ".join(names)
        # An article that prints both sides is named once.
        both = [key for key in dict.fromkeys(chain(*sides)) if sum(key in side for side in sides) > 1]
        apart = list(filter(None, ([key for key in side if key not in both] for side in sides)))
        if both and apart:
            who = f"{' v '.join(map(words.names, apart))}; {words.names(both)} print{'s' if len(both) == 1 else ''} both sides"
        if len(names) == 1 < len(sides):
            # Both sides are printed in one article.
            group, who = "itself", names[0]
        found.append((group, {"itself": f"{who} with itself", "references": "Reference sources"}.get(group, who)))
    return pd.DataFrame(found, columns=["group", "who"], index=rows["id"])


def sharpest(entries: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return so many entries that can't be true, in the order of the file; without any, those that pull apart."""
    sharp = entries[entries["verdict"].isin(SHARP)]
    return (sharp if len(sharp) else entries[entries["verdict"] == "tension"]).head(most)


def weigh(verdict: str) -> str:
    """Return what a verdict comes to, in three: ``sharp``, ``tension`` or ``difference``."""
    return "sharp" if verdict in SHARP else verdict if verdict == "tension" else "difference"


def outside(tables: sources.Tables) -> set[str]:
    """Return the facts that reference sources alone support."""
    evidence = tables["evidence"]
    return set(evidence["fact"]) - set(evidence.loc[~evidence["source"].str.startswith(words.REFERENCE), "fact"])


def who(tables: sources.Tables) -> pd.DataFrame:
    """Count the entries by the two that they set against each other: ``one, other, weight, entries, facts, count``.

    ``one`` and ``other`` are articles or ``reference`` and equal where one contradicts itself. An entry counts for
    each two who stand on different sides of it, and on none together; an article that prints both sides stands
    against itself. ``weight``: ``sharp`` for what doesn't hold or can't both be true, ``tension`` where both may hold,
    ``difference`` where they only seem to differ.
    """
    beyond, order = outside(tables), [*sources.keys(tables["sources"]), sources.REFERENCE]
    rows = []
    for row in tables["contradictions"].itertuples():
        sides = _sides(row, beyond)
        apart = combinations(sides, 2) if len(sides) > 1 else [(sides[0], sides[0])]
        pairs = {
            tuple(sorted((one, other), key=order.index))
            for left, right in apart
            for one in left
            for other in right
            if one == other or not any({one, other} <= set(side) for side in sides)
        }
        weight = weigh(row.verdict)
        rows += [
            {"one": one, "other": other, "weight": weight, "entries": row.id, "facts": row.facts}
            for one, other in sorted(pairs, key=lambda pair: [order.index(key) for key in pair])
        ]
    frame = pd.DataFrame(rows, columns=["one", "other", "weight", "entries", "facts"])
    grouped = frame.groupby(["one", "other", "weight"], as_index=False, sort=False)
    return grouped.agg(count=("entries", "size"), entries=("entries", "|".join), facts=("facts", _together))


def _together(cells: pd.Series) -> str:
    return "|".join(dict.fromkeys("|".join(cells).split("|")))
