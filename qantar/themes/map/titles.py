"""The sentences of the map that depend on its rows: the card's title, and what the page answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar.facts import words
from qantar.themes.map import rows as map_rows

LONGEST = 80
"""So many letters a headline has at most."""
NAMED = 5
"""So many places a sentence names."""
Unrest = Sequence[dict[str, Any]]
"""What ``happenings.unrest`` returns."""


def map_title(rows: pd.DataFrame, when: str, unrest: Unrest | None = None) -> str:
    """State where what happened; ``rows``: what ``marks.shown`` returns, of which only what is certain at a place on the day counts.

    ``unrest``: the unrest of the day shown, which is counted as on every other page; None counts the rows.
    """
    now = rows[rows["now"] == ""]
    placed = now[now["at"] != ""]
    said: list[str] = []
    if unrest is None:
        for kind in ("protest", "violence"):
            n = placed.loc[placed["kind"] == kind, "at"].nunique()
            said += [f"{kind} in {n if said else words.many(n, 'place')}"] if n else []
    elif unrest:
        every, violent = _places(unrest), _places(unrest, "violence")
        said.append(
            f"violence in {words.many(violent, 'place')}" if violent == every
            else f"unrest in {words.many(every, 'place')}, violence in {violent}" if violent
            else f"protest in {words.many(every, 'place')}"
        )  # fmt: skip
    soldiers = placed.loc[placed["stays"], "at"].nunique()
    if soldiers:
        said.append(f"CSTO soldiers at {words.many(soldiers, 'place')}")
    left = now.loc[now["leaves"] & (now["origin"] != ""), "begin"].nunique()
    if left:
        said.append(f"departures from {words.many(left, 'place')}")
    if not said:
        n = placed["at"].nunique()
        counted = words.many(len(placed) or len(now), "fact")
        where = words.many(n, "place") if n else "no place that is stated"
        said = [f"{counted} at {where}" if len(now) else "nothing that is certain"]
    # As many as fit a headline, the first first.
    while len(said) > 1 and len(f"{when}: {words.listed(said)}") > LONGEST:
        said.pop()
    return f"{when}: {words.listed(said)}"


def _places(unrest: Unrest, form: str = "") -> int:
    return sum(row["places"] for row in unrest if form in ("", row["form"]))


def answer(
    rows: pd.DataFrame, view: str, day: int, unrest: Unrest, moves: pd.DataFrame, called: Mapping[str, str]
) -> str:
    """Say in a sentence what the map shows; ``rows``: what ``marks.shown`` returns, ``unrest``: that of all days, if it is shown.

    ``moves``: the movements among the rows, as ``marks.moves`` returns them; ``called``: the name of each place.
    """
    now = rows[rows["now"] == ""]
    if view == map_rows.CITY:
        said = _in_city(now)
    else:
        said = _unrest_of(day, unrest) if day else _widest(unrest)
        said += _soldiers(now, moves[moves["fact"].isin(now["fact"])], called) if day else _from(moves) + _deaths(now)
    said = said or _rest(now)
    where = f"In {map_rows.CITY}, " if view == map_rows.CITY else ""
    when = f"{'on' if where else 'On'} {day} January " if day else ""
    sentence = f"{where}{when}{'; '.join(said)}."
    return sentence[0].upper() + sentence[1:]


def _some(names: Sequence[str], most: int = NAMED) -> str:
    names = list(dict.fromkeys(map_rows.called(name, "") for name in names))
    return words.listed(names if len(names) <= most + 1 else [*names[:most], f"{len(names) - most} more places"])


def _unrest_of(day: int, unrest: Unrest) -> list[str]:
    """Say where there was violence on a day, and where protest alone."""
    said = []
    for form, verb in (("violence", "violence hit"), ("protest", "people protested in")):
        names = [name for row in unrest if (row["day"], row["form"]) == (day, form) for name in _split(row["names"])]
        if names:
            said.append(f"{verb} {_some(names)}")
    return said


def _split(names: str) -> list[str]:
    return [name for part in names.split(", ") for name in part.split(" and ")]


def _widest(unrest: Unrest) -> list[str]:
    """Say on which day most places had unrest."""
    days = {row["day"]: 0 for row in unrest}
    for row in unrest:
        days[row["day"]] += row["places"]
    if not days:
        return []
    worst = max(days, key=lambda day: (days[day], -day))
    violent = sum(row["places"] for row in unrest if row["day"] == worst and row["form"] == "violence")
    more = f", with violence in {violent} of them" if 0 < violent < days[worst] else ""
    return [f"unrest was at its widest on {worst} January, in {words.many(days[worst], 'place')}{more}"]


def _from(moves: pd.DataFrame) -> list[str]:
    """Say from how many airfields soldiers came to Kazakhstan."""
    fields = moves.loc[~moves["leaves"] & (moves["from_precision"] == "airfield"), "from_name"].nunique()
    return [f"CSTO soldiers flew in from {words.many(fields, 'airfield')}"] if fields else []


def _soldiers(rows: pd.DataFrame, moves: pd.DataFrame, called: Mapping[str, str]) -> list[str]:
    """Say from where soldiers came on a day, where others were, and from where they left."""
    came = moves.loc[~moves["leaves"] & (moves["from_precision"] == "airfield"), "from_name"]
    here = rows.loc[rows["stays"] & (rows["at"] != "") & (rows["origin"] == ""), "at"]
    did = [f"flew in from {_some(list(came))}"] if len(came) else []
    did += [f"were in {_some([called[spot] for spot in here])}"] if len(here) else []
    left = moves.loc[moves["leaves"], "from_name"]
    said = [f"CSTO soldiers {' and '.join(did)}"] if did else []
    return said + ([f"soldiers left from {_some(list(left))}"] if len(left) else [])


def _deaths(rows: pd.DataFrame) -> list[str]:
    """Say where most of the dead were, of those that are counted by place."""
    dead = rows[rows["kind"] == "deaths"]
    if dead.empty:
        return []
    most = dead.loc[dead["amount"].idxmax()]
    name = map_rows.called(most["name"], "")
    if len(dead) == 1:
        return [f"{words.number(most['amount'])} people died in {name}"]
    return [
        f"{words.number(dead['amount'].sum())} of the dead are counted by place, {words.number(most['amount'])} of them in {name}"
    ]


def _in_city(rows: pd.DataFrame) -> list[str]:
    """Say at which sites of the city something happened, and of how many none is known."""
    said = []
    verbs = {"violence": "violence hit", "protest": "people protested at", "deployment": "CSTO soldiers were at"}
    for kind, verb in verbs.items():
        part = rows[(rows["kind"] == kind) & (rows["precision"] != "city")]
        if len(part):
            sites = [
                "the airport"
                if exact == "airfield"
                else map_rows.called(name, map_rows.CITY).replace("City hall", "city hall")
                for name, exact in zip(part["name"], part["precision"], strict=True)
            ]
            said.append(f"{verb} {words.listed(list(dict.fromkeys(sites)))}")
    loose = rows.loc[(rows["precision"] == "city") & (rows["place"] != map_rows.CITY_PLACE), "place"].nunique()
    if loose:
        said.append(
            f"{words.many(loose, 'more site' if said else 'site')} can't be placed and {'stands' if loose == 1 else 'stand'} in the list"
        )
    return said


def _rest(rows: pd.DataFrame) -> list[str]:
    """Say how much is certain where there is neither unrest nor soldiers."""
    if rows.empty:
        return ["nothing is certain: the marks show what was over, or may have been"]
    placed = int((rows["at"] != "").sum())
    n, verb = len(rows), "is" if len(rows) == 1 else "are"
    if not placed:
        return [f"{words.many(n, 'fact')} {verb} known, {'not' if n == 1 else 'none'} at an exact place"]
    return [f"{words.many(n, 'fact')} {verb} known, {placed} at a place on the map"]
