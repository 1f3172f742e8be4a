"""What the browser fetches for the map: marks, names, rings and movements, each with its look for every day."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qantar import marks, symbols
from qantar.maps.views import SCREEN, VIEWS, pixels

LETTER = 7.4
"""The width of a letter of a name, in pixels, on the safe side."""
ALWAYS = 6
"""So many places are named whatever it covers."""
STEP = 19
"""How far apart the marks of one place stand, in pixels."""
SHADE = {marks.THAT_DAY: 255, marks.PERHAPS: 255, marks.OVER: 190, marks.NOT_YET: 0}
"""How strongly a name is written, by the strongest of its marks; in the view of the city, never fainter than ``FAINT``."""
FAINT = 120
ALPHA = {marks.THAT_DAY: 255, marks.PERHAPS: 150, marks.OVER: 80, marks.NOT_YET: 0}
"""How strongly a mark is drawn, by how it stands to the day."""
METRES = {"block": 300, "airfield": 1500, "approximate": 2300}
"""Radius of the area for which a place in the city stands: that of two points given for one stadium is 2.3 km."""
TRAY = {"latitude": 43.4, "longitude": 76.613, "step": 0.0123}
"""Where the view of the city lists what is somewhere in it: beside its outline."""


def records(rows: pd.DataFrame, view: str) -> list[dict[str, object]]:
    """Return marks as the browser needs them.

    ``rows``: what ``marks.marks`` returns. Position ``p``, offset ``o`` and size ``s`` in pixels, symbol ``i``, strength
    on each day ``a``, texts of the tooltip, ``facts``, and ``n`` in the colour ``c``: the number written on a mark.
    """
    stand = placed(rows, view)
    slots = stand.groupby(["lat", "lon"]).cumcount()
    several = stand.groupby(["lat", "lon"])["mark"].transform("size")
    found = []
    for row, slot, of in zip(stand.itertuples(), slots, several, strict=True):
        across = min(of, 3)
        column, line = slot % 3, slot // 3
        offset = [-slot * STEP, 0] if row.tray else [round((column - (across - 1) / 2) * STEP), -line * STEP]
        found.append(
            {"p": [row.lon, row.lat], "o": offset, "s": _size(row), "i": symbols.icon(row.kind, row.hollow),
             "a": [ALPHA[state] for state in row.standing], "title": f"{marks.titled(row.kind)}: {row.name}",
             "what": _some(row.titles, row.whens), "exactness": marks.EXACTNESS[row.precision], "who": row.who,
             "facts": row.facts, "n": f"{row.amount:.0f}" if row.kind == "deaths" else "",
             "c": [60, 50, 50] if row.hollow else [255, 255, 255]}
        )  # fmt: skip
    return found


def _size(row: pd.Series) -> float:
    if row.kind == "deaths":
        return round(16 + 1.5 * row.amount**0.5, 1)
    if marks.KINDS[row.kind] == "Projects":
        return round(15 + 5 * (row.amount if pd.notna(row.amount) else 0) ** 0.5, 1)
    return round(min(17 + 3 * (row.count - 1) ** 0.5, 27), 1)


def _some(titles: Sequence[str], whens: Sequence[str]) -> str:
    """Write the first facts of a mark, and how many more there are."""
    listed = [f"{title} ({when})" if when else title for title, when in zip(titles, whens, strict=True)]
    return "; ".join(listed[:3]) + (f"; and {len(listed) - 3} more: click" if len(listed) > 3 else "")


def placed(rows: pd.DataFrame, view: str) -> pd.DataFrame:
    """Return marks with ``tray``: those of the city that are only known to be in it, which are listed beside its outline."""
    if view != marks.CITY:
        return rows.assign(tray=False)
    tray = rows["precision"] == "city"
    first = {spot: n for n, spot in enumerate(dict.fromkeys(rows.loc[tray, "spot"]))}
    n = rows["spot"].map(first)
    return rows.assign(
        tray=tray,
        lat=rows["lat"].where(~tray, TRAY["latitude"] - n * TRAY["step"]),
        lon=rows["lon"].where(~tray, TRAY["longitude"]),
    )


def names(rows: pd.DataFrame, moves: pd.DataFrame, view: str) -> list[dict[str, object]]:
    """Return the names to be written: position ``p``, offset ``o``, text ``t``, anchor ``h``, strength on each day ``a``.

    None covers another: of two that would, the place with more facts is named.
    """
    parts = [placed(rows, view)[["name", "lat", "lon", "tray", "count", "standing"]]]
    if view != marks.CITY and len(moves):
        starts = moves[["from_name", "from_lat", "from_lon", "standing"]]
        starts.columns = ["name", "lat", "lon", "standing"]
        # Of a place in a city where something happened, the city is named.
        starts = starts[~starts["lat"].isin(parts[0]["lat"])]
        parts.append(starts.assign(tray=False, count=0))
    spots = pd.concat(parts)
    written: list[dict[str, object]] = []
    clusters = [_cluster(lon, lat, len(part), view) for (lat, lon), part in placed(rows, view).groupby(["lat", "lon"])]
    taken: list[tuple[float, float, float, float]] = []
    groups = [(part["count"].sum(), key, part) for key, part in spots.groupby(["lat", "lon", "tray"], sort=False)]
    for _, (lat, lon, tray), part in sorted(groups, key=lambda group: -group[0]):
        text = " · ".join(_called(name, view) for name in dict.fromkeys(part["name"]))
        shades = [max(SHADE[state] for state in states) for states in zip(*part["standing"], strict=True)]
        half = len(text) * LETTER / 2
        x, y = pixels(lon, lat, view)
        own = _cluster(lon, lat, len(part), view)
        sides = [
            ("middle", 0, 19.0),
            ("start", own[1] - x + 4, 0),
            ("end", own[0] - x - 4, 0),
            ("middle", 0, own[2] - y - 9),
        ]
        for anchor, across, down in [("start", 14, 0)] if tray else sides:
            middle = x + across + {"start": half, "end": -half, "middle": 0}[anchor]
            box = (middle - half, middle + half, y + down - 8, y + down + 8)
            others = taken if tray else [*taken, *(cluster for cluster in clusters if cluster != own)]
            if not tray and _leaves(box, x, view):
                continue
            # The places where most happened are named even over other marks, but never over another name.
            last = (anchor, across, down) == sides[-1] and len(written) < ALWAYS
            if not any(_overlap(box, other) for other in (taken if last else others)):
                taken.append(box)
                written.append(
                    {"p": [lon, lat], "o": [round(across), round(down)], "t": text, "h": anchor,
                     "a": [max(shade, FAINT) for shade in shades] if view == marks.CITY else shades}
                )  # fmt: skip
                break
    if view == marks.CITY and spots["tray"].any():
        written.append({"p": [TRAY["longitude"], TRAY["latitude"] + TRAY["step"]], "o": [-58, 0], "h": "start",
                        "t": f"{marks.UNKNOWN}, no exact place known:", "a": [255] * (len(marks.DAYS) + 1)})  # fmt: skip
    return written


def _cluster(lon: float, lat: float, n: int, view: str) -> tuple[float, float, float, float]:
    """Return the box on the screen that the marks of one spot take: left, right, upper and lower edge."""
    x, y = pixels(lon, lat, view)
    half, lines = min(max(n, 1), 3) * STEP / 2, (max(n, 1) - 1) // 3
    return x - half, x + half, y - 10 - lines * STEP, y + 10


def _leaves(box: tuple[float, float, float, float], x: float, view: str) -> bool:
    """Say whether a name would be cut at the side of the screen on which its place is."""
    left = pixels(VIEWS[view]["longitude"], 0, view)[0] - SCREEN[0] / 2
    right = left + SCREEN[0]
    return left <= x <= right and not (left <= box[0] and box[1] <= right)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _called(name: str, view: str) -> str:
    """Return how a place is written on the map."""
    if view == marks.CITY:
        return "no place in it stated" if name == marks.CITY else name.removesuffix(f", {marks.CITY}").split(" (")[0]
    return name.split(" (")[0].removesuffix(" border crossing").removesuffix(" airfield")


def rings(rows: pd.DataFrame, view: str) -> list[dict[str, object]]:
    """Return a ring for each spot that stands for an area: position ``p``, strength on each day ``a``, radius ``m`` in metres.

    In the view of the city a block, an airfield and a place that is only roughly known are as large as they are.
    """
    vague = rows[rows["precision"].isin(METRES if view == marks.CITY else marks.VAGUE)]
    found = []
    for _, part in vague.groupby("spot", sort=False):
        states = [max(ALPHA[state] for state in day) for day in zip(*part["standing"], strict=True)]
        found.append({"p": [float(part["lon"].iloc[0]), float(part["lat"].iloc[0])], "a": states,
                      "m": METRES.get(part["precision"].iloc[0], 0)})  # fmt: skip
    return found


def curves(moves: pd.DataFrame) -> list[dict[str, object]]:
    """Return movements as the browser needs them: ``path``, its start ``p``, width ``w``, strength ``a``, texts and ``facts``."""
    return [
        {"path": _bent(row.from_lon, row.from_lat, row.lon, row.lat), "p": [row.from_lon, row.from_lat],
         "w": 1.5 if pd.isna(row.people) else round(2 + row.people / 40, 1), "a": [ALPHA[state] for state in row.standing],
         "title": f"{row.from_name} → {row.name}",
         "what": f"{row.title} ({row.when})" + ("" if pd.isna(row.people) else f". Contingent: {row.people:.0f} people, officially"),
         "exactness": f"The way between is drawn, not known; the end is {marks.EXACTNESS[row.precision]}", "who": row.who,
         "facts": row.fact}
        for row in moves.itertuples()
    ]  # fmt: skip


def _bent(lon: float, lat: float, to_lon: float, to_lat: float, points: int = 24) -> list[list[float]]:
    """Return a curve between two places that bends to the north."""
    across, up = to_lon - lon, to_lat - lat
    middle = (lon + across / 2 - 0.12 * up, lat + up / 2 + 0.12 * abs(across))
    path = []
    for n in range(points + 1):
        t = n / points
        path.append([
            round((1 - t) ** 2 * lon + 2 * t * (1 - t) * middle[0] + t**2 * to_lon, 3),
            round((1 - t) ** 2 * lat + 2 * t * (1 - t) * middle[1] + t**2 * to_lat, 3),
        ])  # fmt: skip
    return path
