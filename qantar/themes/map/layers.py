"""What the browser fetches for the map: marks, names, areas and movements, each with its look for every day."""

from __future__ import annotations

import pandas as pd

from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols
from qantar.themes.map.unlocated import hint, lines, panel, placed, text_width, top_of_list
from qantar.themes.map.views import FIRST, LABELS, WATERS, pixels, screen

__all__ = ["curves", "labels", "names", "panel", "placed", "records", "rings"]

ALWAYS = 6
"""So many places are named whatever it covers."""
STEP = 19
"""How far apart the marks of one place stand, in pixels."""
SHADE = {map_rows.THAT_DAY: 255, map_rows.PERHAPS: 255, map_rows.OVER: 190, map_rows.NOT_YET: 0}
"""How strongly a name is written, by the strongest of its marks; in a list and in the view of the city, never fainter than ``FAINT``."""
FAINT = 120
ALPHA = {map_rows.THAT_DAY: 255, map_rows.PERHAPS: 150, map_rows.OVER: 80, map_rows.NOT_YET: 0}
"""How strongly a mark is drawn, by how it stands to the day."""
METRES = {"block": 300, "airfield": 1500, "approximate": 2300}
"""Radius of the area for which a place in the city stands: that of two points given for one stadium is 2.3 km."""
FADED = 7
"""In so many pieces a way fades out that leads to, or comes from, a country alone."""


def records(rows: pd.DataFrame, view: str, narrow: bool = False) -> list[dict[str, object]]:
    """Return marks as the browser needs them.

    ``rows``: what ``marks.marks`` returns. Position ``p``, offset on each day ``o`` and size ``s`` in pixels, symbol ``i``, strength
    on each day ``a``, texts of the tooltip (``w5``: what there is to say on 5 January), how much of its width it is moved to
    the left ``t``, ``facts``, and ``n`` in the colour ``c``: the number written on a mark.
    """
    stand = placed(rows, view, narrow)
    offsets = _offsets(stand, view)
    found = []
    for row in stand.itertuples():
        alpha = [ALPHA[state] for state in row.standing]
        found.append(
            {"p": [row.lon, row.lat], "o": offsets[row.Index], "s": _size(row), "i": symbols.icon(row.kind, row.hollow),
             "a": alpha, "title": f"{map_rows.titled(row.kind)}: {row.name}",
             **{f"w{day}": _some(row, day) for day in range(len(alpha)) if alpha[day]},
             "exactness": row.exactness, "who": row.who,
             "t": hint(pixels(row.lon, row.lat, view, narrow)[0] + offsets[row.Index][0][0], narrow),
             "facts": row.facts, "n": f"{row.amount:.0f}" if row.kind == "deaths" else "",
             "c": [60, 50, 50] if row.hollow else [255, 255, 255]}
        )  # fmt: skip
    return found


def _offsets(stand: pd.DataFrame, view: str) -> dict[int, list[list[int]]]:
    """Return for each mark where it stands beside its place on each day: one alone stands on it, several close together."""
    found: dict[int, list[list[int]]] = {n: [] for n in stand.index}
    for _, part in stand.groupby(["lat", "lon"], sort=False):
        beside = text_width(part["name"].iloc[0], view) + 16 if part["unlocated"].iloc[0] else None
        for day in range(len(map_rows.DAYS) + 1):
            seen = [
                n for n, states in zip(part.index, part["standing"], strict=True) if states[day] != map_rows.NOT_YET
            ]
            across = min(len(seen), 3)
            at = {n: slot for slot, n in enumerate(seen)}
            for n in part.index:
                slot = at.get(n, 0)
                line, column = divmod(slot, 3)
                middle = round((column - (across - 1) / 2) * STEP) if seen else 0
                found[n].append([middle, -line * STEP] if beside is None else [round(beside + slot * STEP), 0])
    return found


def _size(row: pd.Series) -> float:
    if row.kind == "deaths":
        return round(16 + 1.5 * row.amount**0.5, 1)
    if map_rows.KINDS[row.kind] == "Projects":
        return round(15 + 5 * (row.amount if pd.notna(row.amount) else 0) ** 0.5, 1)
    return round(min(17 + 3 * (row.count - 1) ** 0.5, 27), 1)


def _some(row: pd.Series, day: int) -> str:
    """Write what a mark stands for on a day: what is certain, what may have been then, or else what is over."""
    parts: list[str] = []
    facts = list(zip(row.titles, row.whens, row.each, strict=True))
    for state, called in (
        (map_rows.THAT_DAY, ""),
        (map_rows.PERHAPS, "Perhaps on this day: "),
        (map_rows.OVER, "Over: "),
    ):
        if state == map_rows.OVER and parts:
            break
        listed = [f"{title} ({when})" if when else title for title, when, states in facts if states[day] == state]
        if listed:
            more = f"; and {len(listed) - 3} more: click" if len(listed) > 3 else ""
            parts.append(called + "; ".join(listed[:3]) + more)
    return ". ".join(parts)


def labels(narrow: bool = False) -> list[dict[str, object]]:
    """Return names of countries and waters, which stand still behind all marks: position ``p``, text ``t``, whether of water ``w``.

    In a narrow window those that would be cut, or stand below the list, are left out.
    """
    said = [(named is WATERS, *one) for named in (LABELS, WATERS) for one in named]
    if narrow:
        width, bottom = screen(narrow)[0], top_of_list(FIRST, narrow)
        boxes = [_label_box(name, lon, lat, FIRST, narrow) for _, name, lon, lat in said]
        said = [
            one for one, box in zip(said, boxes, strict=True) if box[0] >= 0 and box[1] <= width and box[3] <= bottom
        ]
    return [{"p": [lon, lat], "t": name, "w": int(water)} for water, name, lon, lat in said]


def names(rows: pd.DataFrame, moves: pd.DataFrame, view: str, narrow: bool = False) -> list[dict[str, object]]:
    """Return the names to be written: position ``p``, offset ``o``, text ``t``, anchor ``h``, strength on each day ``a``.

    None covers another: of two that would, the place with more facts is named.
    """
    stand = placed(rows, view, narrow)
    parts: list[pd.DataFrame] = [stand[["name", "lat", "lon", "unlocated", "count", "standing"]]]
    if view != map_rows.CITY and len(moves):
        for end in ("from_", ""):
            ends = moves.loc[
                ~moves[f"{end}precision"].isin(map_rows.AREAS), [f"{end}name", f"{end}lat", f"{end}lon", "standing"]
            ]
            ends.columns = ["name", "lat", "lon", "standing"]
            # Of a place in a city where something happened, the city is named.
            parts.append(ends[~ends["lat"].isin(parts[0]["lat"])].assign(unlocated=False, count=0))
    spots = pd.concat(parts)
    written: list[dict[str, object]] = []
    clusters = [
        _cluster(lon, lat, len(part), view, narrow)
        for (lat, lon), part in stand[~stand["unlocated"]].groupby(["lat", "lon"])
    ]
    taken: list[tuple[float, float, float, float]] = [_list_box(one, view, narrow) for one in panel(rows, view, narrow)]
    if view == FIRST:
        taken += [_label_box(*one, view, narrow) for one in (*LABELS, *WATERS)]
    groups = [(part["count"].sum(), key, part) for key, part in spots.groupby(["lat", "lon", "unlocated"], sort=False)]
    for _, (lat, lon, unlocated), part in sorted(groups, key=lambda group: -group[0]):
        text = " · ".join(map_rows.called(name, view) for name in dict.fromkeys(part["name"]))
        shades = [max(SHADE[state] for state in states) for states in zip(*part["standing"], strict=True)]
        if unlocated:
            shades = [max(shade, FAINT) for shade in shades]
            written.append({"p": [lon, lat], "o": [0, 0], "t": text, "h": "start", "a": shades})
            continue
        half = text_width(text) / 2
        x, y = pixels(lon, lat, view, narrow)
        own = _cluster(lon, lat, len(part), view, narrow)
        sides = [
            ("middle", 0, 19.0),
            ("start", own[1] - x + 4, 0),
            ("end", own[0] - x - 4, 0),
            ("middle", 0, own[2] - y - 9),
        ]
        for anchor, across, down in sides:
            middle = x + across + {"start": half, "end": -half, "middle": 0}[anchor]
            box = (middle - half, middle + half, y + down - 8, y + down + 8)
            if _leaves(box, x, narrow):
                continue
            # The places where most happened are named even over other marks, but never over another name.
            last = (anchor, across, down) == sides[-1] and len(written) < ALWAYS
            if not any(
                _overlap(box, other)
                for other in (taken if last else [*taken, *(one for one in clusters if one != own)])
            ):
                taken.append(box)
                written.append(
                    {"p": [lon, lat], "o": [round(across), round(down)], "t": text, "h": anchor,
                     "a": [max(shade, FAINT) for shade in shades] if view == map_rows.CITY else shades}
                )  # fmt: skip
                break
    return [*written, *lines(rows, view, narrow)]


def _cluster(lon: float, lat: float, n: int, view: str, narrow: bool) -> tuple[float, float, float, float]:
    """Return the box on the screen that the marks of one spot take at most: left, right, upper and lower edge."""
    x, y = pixels(lon, lat, view, narrow)
    half, above = min(max(n, 1), 3) * STEP / 2, (max(n, 1) - 1) // 3
    return x - half, x + half, y - 10 - above * STEP, y + 10


def _list_box(one: dict[str, object], view: str, narrow: bool) -> tuple[float, float, float, float]:
    """Return the box on the screen of the ground of a list."""
    corners = [pixels(lon, lat, view, narrow) for lon, lat in one["ring"]]  # type: ignore[attr-defined]
    across, down = zip(*corners, strict=True)
    return min(across), max(across), min(down), max(down)


def _label_box(text: str, lon: float, lat: float, view: str, narrow: bool) -> tuple[float, float, float, float]:
    x, y = pixels(lon, lat, view, narrow)
    half = text_width(text) / 2
    return x - half, x + half, y - 8, y + 8


def _leaves(box: tuple[float, float, float, float], x: float, narrow: bool) -> bool:
    """Say whether a name would be cut at the side of the screen on which its place is."""
    width = screen(narrow)[0]
    return 0 <= x <= width and not (box[0] >= 0 and box[1] <= width)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def rings(rows: pd.DataFrame, view: str) -> list[dict[str, object]]:
    """Return the areas of the view of the city: position ``p``, strength on each day ``a``, radius ``m`` in metres.

    A block, an airfield and a place that is only roughly known are as large as they are. The other views show
    cities, beside which all of these are too small to be seen.
    """
    vague = rows[rows["precision"].isin(METRES)] if view == map_rows.CITY else rows.iloc[:0]
    found = []
    for _, part in vague.groupby("spot", sort=False):
        states = [max(ALPHA[state] for state in day) for day in zip(*part["standing"], strict=True)]
        found.append({"p": [float(part["lon"].iloc[0]), float(part["lat"].iloc[0])], "a": states,
                      "m": METRES[part["precision"].iloc[0]]})  # fmt: skip
    return found


def curves(moves: pd.DataFrame) -> list[dict[str, object]]:
    """Return movements as the browser needs them: ``path``, its start ``p`` with a dot of radius ``r``, width ``w``, strength ``a``,
    texts and ``facts``.

    Where only a country is known at one end, the line fades out on the way there.
    """
    found = []
    for row in moves.itertuples():
        unknown = row.from_precision in map_rows.AREAS, row.precision in map_rows.AREAS
        if all(unknown):
            continue
        alpha = [ALPHA[state] for state in row.standing]
        people = "" if pd.isna(row.people) else f". Contingent: {row.people:.0f} people, officially"
        what = f"{row.title} ({row.when}){people}"
        about = {
            "w": 1.5 if pd.isna(row.people) else round(2 + row.people / 40, 1), "title": f"{row.from_name} → {row.name}",
            **{f"w{day}": what for day in range(len(alpha)) if alpha[day]}, "exactness": _way(*unknown), "who": row.who, "t": -50,
            "facts": row.fact,
        }  # fmt: skip
        path = _bent(row.from_lon, row.from_lat, row.lon, row.lat)
        start = {"p": path[0], "r": 0 if unknown[0] else 4}
        if not any(unknown):
            found.append({"path": path, **start, "a": alpha, **about})
            continue
        path = path[::-1] if unknown[0] else path
        for n in range(FADED):
            piece = {"path": path[2 * n : 2 * n + 3], **(start if n == 0 else {"p": path[2 * n], "r": 0})}
            found.append({**piece, "a": [round(one * (1 - n / FADED)) for one in alpha], **about})
    return found


def _way(start: bool, end: bool) -> str:
    """Say how much of a movement is known; ``start``, ``end``: only the country is."""
    if start or end:
        return f"The line fades out: where in the country it {'began' if start else 'ended'} isn't stated"
    return "Both ends are stated; the way between is drawn, not known"


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
