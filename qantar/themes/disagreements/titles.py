"""The titles of disagreements: sentences that depend on its rows."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from qantar.facts import words

WEIGHTS = {
    "can't be true": {"error": ("doesn't hold", "don't hold"), "contradiction": ("contradiction", "contradictions")},
    "in tension (both may hold)": {"tension": ("", "")},
    "only {seem} to differ": {"scope": ("in scope", "in scope"), "date": ("in days", "in days"),
                              "definition": ("in definition", "in definition")},
}  # fmt: skip
"""What entries of the ledger come to, in three, and the verdicts behind each."""


def ledger_summary(entries: pd.DataFrame) -> str:
    """Count the entries of the ledger by what they come to, in three and by verdict."""
    count = Counter(entries["verdict"])
    said = []
    for weight, verdicts in WEIGHTS.items():
        parts = [f"{count[key]} {names[count[key] > 1]}" for key, names in verdicts.items() if count[key] and names[0]]
        said.append((weight, sum(count[key] for key in verdicts), f" ({words.listed(parts)})" if parts else ""))
    return f"{words.many(len(entries), 'disagreement')}: {_weighed(said)}{_beyond(entries)}."


def _beyond(entries: pd.DataFrame) -> str:
    """Say how many of the entries no article has a part in, and how many of these can't be true."""
    rest = entries[entries["sources"] == ""]
    if rest.empty:
        return ""
    sharp = int(rest["verdict"].isin(list(WEIGHTS["can't be true"])).sum())
    said = f"; {len(rest)} of them {'is' if len(rest) == 1 else 'are'} among reference sources alone"
    return said + (f", {sharp} of those that can't be true" if sharp else "")


def _weighed(counts: list[tuple[str, int, str]]) -> str:
    return words.listed(
        [f"{n} {weight.format(seem='seems' if n == 1 else 'seem')}{more}" for weight, n, more in counts if n]
    )


def who_title(pairs: pd.DataFrame) -> str:
    """State which article stands against the others most often, and which one outside evidence corrects most."""
    others = pairs[(pairs["one"] != pairs["other"]) & (pairs["one"] != "reference")]
    within = others[others["other"] != "reference"]
    parts = []
    if len(within):
        each = pd.concat([within[["one", "entries"]], within[["other", "entries"]].rename(columns={"other": "one"})])
        counts = each.groupby("one", sort=False)["entries"].agg(lambda cells: len(set("|".join(cells).split("|"))))
        total = len({entry for cell in within["entries"] for entry in cell.split("|")})
        first = f"{words.name(counts.idxmax())} stands against another article in {counts.max()}"
        parts.append(f"{first} of {words.many(total, 'entry between articles', 'entries between articles')}")

    beyond = others[others["other"] == "reference"].groupby("one", sort=False)["count"].sum()
    if len(beyond):
        parts.append(
            f"{'r' if parts else 'R'}eference data differs most with {words.name(beyond.idxmax())} ({beyond.max()})"
        )
    own = {entry for cell in pairs.loc[pairs["one"] == pairs["other"], "entries"] for entry in cell.split("|")}
    return "; ".join(parts) or f"{words.many(len(own), 'entry', 'entries')} set a source against itself"


def side_by_side_title(cells: pd.DataFrame) -> str:
    """State how many things are counted or dated by several articles, by one, and by reference data alone."""
    count = cells[cells["column"] != "reference"].groupby("row")["column"].nunique()
    total, several = cells["row"].nunique(), int((count > 1).sum())
    rest = total - len(count)
    more = f", {rest} by reference data alone" if rest else ""
    one = len(count) - several
    return (
        f"{words.many(total, 'thing')} that can be counted or dated: {several or 'none'} by more than one article, "
        f"{one or 'none'} by one{more}"
    )


def ledger_title(entries: pd.DataFrame) -> str:
    """State how many entries there are, and how many of them can't be true, pull apart or only seem to differ."""
    counts = [
        (weight.split(" (")[0], int(entries["verdict"].isin(list(verdicts)).sum()), "")
        for weight, verdicts in WEIGHTS.items()
    ]
    return f"{words.many(len(entries), 'disagreement')}: {_weighed(counts)}{_beyond(entries)}"
