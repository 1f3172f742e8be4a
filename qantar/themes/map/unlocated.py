"""The list that a view shows beside its map: what is known to have been somewhere in it, but not where."""

from __future__ import annotations

import pandas as pd

from qantar.themes.map import rows as map_rows
from qantar.themes.map.views import NARROW_TRAYS, TRAYS, place, screen

LETTER = 7.4
"""The width of a letter of a name, in pixels, on the safe side."""
WIDTH = 226
"""The width of the list's ground, in pixels."""
HEADING = "No exact place stated:"


def text_width(name: str, view: str | None = None) -> float:
    """Return how wide a text is on the map; with ``view``, as that view writes the name."""
    return len(name if view is None else map_rows.called(name, view)) * LETTER


def listed(rows: pd.DataFrame, view: str) -> pd.Series:
    """Say of marks whether they have no place on the map: areas, or in the view of the city what is only known to be in it."""
    return rows["precision"] == "city" if view == map_rows.CITY else rows["precision"].isin(map_rows.AREAS)


def placed(rows: pd.DataFrame, view: str, narrow: bool = False) -> pd.DataFrame:
    """Return marks with ``unlocated``: those of the list, which stand in it, a line for each spot, that with most facts first."""
    unlocated = listed(rows, view)
    order = rows[unlocated].groupby("spot", sort=False)["count"].sum().sort_values(ascending=False, kind="stable")
    at = {spot: _line(n, len(order), view, narrow) for n, spot in enumerate(order.index)}
    where = [at.get(spot) if no else None for spot, no in zip(rows["spot"], unlocated, strict=True)]
    return rows.assign(
        unlocated=unlocated,
        lon=[lon if to is None else to[0] for lon, to in zip(rows["lon"], where, strict=True)],
        lat=[lat if to is None else to[1] for lat, to in zip(rows["lat"], where, strict=True)],
    )


def _line(n: int, of: int, view: str, narrow: bool) -> tuple[float, float]:
    """Return where a line of the list begins; they are closer together if there are many."""
    left, top, step = (NARROW_TRAYS if narrow else TRAYS)[view]
    return place(left, top + n * min(step, (screen(narrow)[1] - 12 - top) / max(of, 1)), view, narrow)


def lines(rows: pd.DataFrame, view: str, narrow: bool = False) -> list[dict[str, object]]:
    """Return the heading of the list, as ``names`` returns names, if there is a list."""
    if not listed(rows, view).any():
        return []
    left, top, step = (NARROW_TRAYS if narrow else TRAYS)[view]
    text = f"{map_rows.UNKNOWN}, no exact place known:" if view == map_rows.CITY else HEADING
    at = list(place(left, top - step, view, narrow))
    return [{"p": at, "o": [0, 0], "h": "start", "t": text, "a": [255] * (len(map_rows.DAYS) + 1)}]


def top_of_list(view: str, narrow: bool = False) -> int:
    """Return where the ground of the list begins on the screen for which a view is made, in pixels."""
    _, top, step = (NARROW_TRAYS if narrow else TRAYS)[view]
    return top - step - 12


def panel(rows: pd.DataFrame, view: str, narrow: bool = False) -> list[dict[str, object]]:
    """Return the ground of the list, ``ring``, which keeps it apart from the land; the city's has land enough beside it."""
    spots = rows.loc[listed(rows, view), "spot"].nunique()
    if view == map_rows.CITY or not spots:
        return []
    left, top, step = (NARROW_TRAYS if narrow else TRAYS)[view]
    upper = top_of_list(view, narrow)
    # In a narrow window it takes all that is below the land.
    lower = screen(narrow)[1] + 200 if narrow else min(top + (spots - 1) * step, screen()[1] - 12) + 14
    right = screen(narrow)[0] + 400 if narrow else left + WIDTH
    corners = ((-400, upper), (right, upper), (right, lower), (-400, lower))
    return [{"ring": [list(place(x, y, view, narrow)) for x, y in corners]}]


def hint(x: float, narrow: bool = False) -> int:
    """Return by how much of its width a tooltip at ``x`` is moved, in per cent, so that it stays within the map."""
    width = screen(narrow)[0]
    return -round(100 * min(max(x / width, 0), 1))
