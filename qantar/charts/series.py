"""Charts of numbers over the years: a line for each who measures, named at its end, a mark for each number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qantar.charts import placing, style
from qantar.charts.numbers import FULL, held
from qantar.facts import words

HEIGHT, PHONE = 330, 280
"""Pixels of the chart's plot, and on a telephone."""
MARKS = {"ac-mofcom": "diamond", "ac-edb": "square", "ac-aei-cgit": "triangle-up", "ac-nbk": "circle",
         "ac-china": "circle", "ac-china|chinese": "diamond", "ac-russia": "square", "list": "circle", "other": "x"}  # fmt: skip
STANDS = {"end": 1.0, "day": 0.5, "until": 0.5, "year": 0.5}
"""Where the year is written under which a number stands: at its end, or in its middle, between two lines."""
ARROW = 0.1
"""Part of the scale that the arrow of an open end is long."""
BESIDE = ("middle right", "top right", "bottom right", "top center", "bottom center", "middle left")
"""The sides of its last mark on which the name of a line may stand."""
CLOSE = ("top right", "bottom right", "middle right")
"""The same where lines end so close to each other that a name is as near to another one's end."""
SIGNS = {"circle-open": "●", "square-open": "■", "diamond-open": "◆", "triangle-up-open": "▲"}
"""How a mark is written beside a name."""
OFF = (
    "top center",
    "bottom center",
    "middle right",
    "middle left",
    "top right",
    "bottom right",
    "top left",
    "bottom left",
)
"""The sides of a mark on which its number may stand, off the line first."""
NAMES = 180
"""Pixels right of the last year for the names of lines, at most."""


def over_years(
    rows: Sequence[Mapping[str, Any]],
    end: float,
    title: str,
    years: tuple[int, int],
    stands: str,
    breaks: Sequence[tuple[float, str]] = (),
    width: int = FULL,
    narrow: bool = False,
) -> dict[str, Any]:
    """Draw numbers over the years.

    ``rows``: ``id, label, series, name, line, at, value, low, high, text, sources``; ``at`` is a year with its part; ``name``: of
    the series, at the end of its line, empty where it has none; ``line``: what joins the numbers of a series that are of one kind,
    empty where none does. ``end`` and ``title``: of the upright scale; ``years``: first and last; ``stands``: what the place of a number
    means, one of ``STANDS``; ``breaks``: years at which a series isn't comparable with itself, with what to say there. ``width``: pixels
    of the chart where it is narrowest. An article's number has the article's mark and colour; a vague one is a line from its
    bound, open at an arrow. ``narrow``: for a telephone.
    """
    rows = [row for row in rows if any(held(row[column]) for column in ("value", "low", "high"))]
    written = STANDS[stands]
    ticks = list(range(years[0], years[1] + 1))
    # On a telephone the first year stands clear of the corner.
    first, last = years[0] + (0.6 if written == 1 else -0.4 if narrow else 0.0), years[1] + 1.1
    named = {} if narrow else _named(rows)
    longest = max((len(line) for name in named.values() for line in name.split("<br>")), default=0)
    # With room for a sign before the name.
    wide = (placing.LETTER * (longest + 2) + placing.MARK) if named else 0
    plot = 260 if narrow else width - 60
    # Behind the last year there is room for names, since a picture has margins of its own.
    last += 0 if narrow else (last - first) * min(wide, NAMES) / (plot - min(wide, NAMES))
    size = (plot, PHONE - 60 if narrow else HEIGHT - 60)
    per_year, high = plot / (last - first), size[1] / end
    notes = [_note(at, text, (at - first) * per_year) for at, text in breaks]

    def at(row: Mapping[str, Any]) -> tuple[float, float]:
        return (row["at"] - first) * per_year, _height(row) * high

    # The names first, each with the last number of its line; a name beside another one moves up or down.
    ends = sorted((row for row in rows if row["id"] in named), key=lambda row: -_height(row))
    at_ends = [(*at(row), [named[row["id"]]]) for row in ends]
    held_by = placing.place(at_ends, size, sides=BESIDE)
    if not all(side for side, _ in held_by):
        # Lines that end at one place: the name of the upper one above it, the others below, each with its mark.
        at_ends = [
            (x, y, [f"{SIGNS.get(_symbol(row), '')} {text}".strip()])
            for row, (x, y, (text,)) in zip(ends, at_ends, strict=True)
        ]
        held_by = placing.place(at_ends, size, sides=CLOSE, anyhow=range(len(ends)))
    names = dict(zip([row["id"] for row in ends], held_by, strict=True))
    nameless = {row["series"] for row in (rows if narrow else ends) if narrow or not names[row["id"]][0]}
    taken = [placing.box(*at(row), text, side) for row, (side, text) in zip(ends, held_by, strict=True) if side]
    told = _told(rows) - {key for key, (side, _) in names.items() if side}
    marks = [(*at(row), [_short(row)] if row["id"] in told else []) for row in rows]
    arrows = [_arrow(row, end) for row in rows if not held(row["value"])]
    taken += [
        (x - 6, x + 6, low * high, top * high)
        for x, low, top in (((at_ - first) * per_year, low, top) for at_, low, top in arrows)
    ]
    found = placing.place(marks, size, [*taken, *(box for _, box in notes)], OFF)
    sides = dict(zip([row["id"] for row in rows], found, strict=True))
    every = -(-40 // int(per_year)) if per_year < 40 else 1
    return {
        "data": [
            *_lines(rows),
            *_vague(rows, end, sides),
            _marks(rows, sides),
            *([_names(ends, names)] if ends else []),
            *(_legend([row for row in rows if row["series"] in nameless]) if nameless else []),
        ],
        "layout": {
            "template": style.LOOK,
            "height": (PHONE + 60) if narrow else HEIGHT + (90 if nameless else 40),
            "margin": {"l": 8, "r": 16, "t": 22, "b": 84 if nameless else 34},
            "xaxis": {"range": [first, last], "tickvals": [year + written for year in ticks[::every]],
                      "ticktext": [str(year) for year in ticks[::every]], "tickangle": 0, "ticklabeloverflow": "allow",
                      "fixedrange": True, "showgrid": written == 1,
                      "minor": {"tickvals": [*ticks, years[1] + 1], "showgrid": written != 1, "gridcolor": style.GRID}},
            "yaxis": {"range": [0, end], "tickformat": ",", "fixedrange": True, "nticks": 6},
            "hovermode": "closest", "showlegend": bool(nameless), "legend": {"y": -0.14, "font": {"size": 12}},
            "shapes": [{"type": "line", "x0": at, "x1": at, "yref": "y domain", "y0": 0, "y1": 1,
                        "line": {"color": style.color("several"), "width": 1, "dash": "dash"}} for at, _ in breaks],
            "annotations": [{"text": title, "xref": "paper", "x": 0, "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom",
                             "showarrow": False, "font": {"size": 12.5}, "xshift": -20, "yshift": 4}, *[note for note, _ in notes]],
        },
    }  # fmt: skip


over_years_narrow = partial(over_years, narrow=True)
"""Draw numbers over the years for a telephone, with the names of the lines below."""


def _note(at: float, text: str, pixels: float) -> tuple[dict[str, Any], placing.Box]:
    """Return what is said at a break, right of its line, and where it stands."""
    lines = text.split("<br>")
    wide, high = placing.LETTER * max(map(len, lines)) + 8, placing.LINE * len(lines)
    note = {"text": text, "x": at, "y": 0, "yref": "y domain", "showarrow": False, "xanchor": "left", "yanchor": "bottom", "xshift": 4,
            "align": "left", "font": {"size": 12}}  # fmt: skip
    return note, (pixels, pixels + wide, 0.0, float(high))


def _named(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the name of each series and its last number, by that number, beside which they are written."""
    last: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        if row["name"] and (row["series"] not in last or row["at"] >= last[row["series"]]["at"]):
            last[row["series"]] = row
    return {row["id"]: f"{row['name']} {_short(row)}" for row in last.values()}


def _told(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return the numbers that are written: of a line its ends, its top and its bottom, and all that no line joins."""
    found, lines = set(), defaultdict(list)
    for row in rows:
        lines[row["line"]].append(row)
    for line, own in lines.items():
        found |= {row["id"] for row in own if not line or not held(row["value"])}
        if not line:
            continue
        ordered = sorted(own, key=lambda row: row["at"])
        by_height = sorted(own, key=_height)
        found |= {row["id"] for row in (ordered[0], ordered[-1], by_height[0], by_height[-1])}
    return found


def _height(row: Mapping[str, Any]) -> float:
    """Return where the number is written: at its mark, or at the bound of a vague one."""
    return next(float(row[column]) for column in ("value", "low", "high") if held(row[column]))


def _short(row: Mapping[str, Any]) -> str:
    value, low, high = (words.rounded(row[column]) if held(row[column]) else "" for column in ("value", "low", "high"))
    return value or (f"{low}–{high}" if low and high else f">{low}" if low else f"<{high}")


def _color(row: Mapping[str, Any]) -> str:
    key = words.source_key(row["sources"])
    return style.color(key if key != "reference" else row["series"].split("|")[0])


def _symbol(row: Mapping[str, Any]) -> str:
    key = words.source_key(row["sources"])
    return style.symbol(key) if key != "reference" else f"{MARKS.get(row['series'], 'circle')}-open"


def _lines(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Draw the lines of each series as one, interrupted where its numbers aren't of one kind."""
    joined: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["at"]):
        if row["line"] and held(row["value"]):
            joined[row["line"]].append(row)
    traces: dict[str, dict[str, list[Any]]] = {}
    for part in joined.values():
        own = traces.setdefault(style.color(part[0]["series"].split("|")[0]), {"x": [], "y": []})
        own["x"] += [*(row["at"] for row in part), None]
        own["y"] += [*(float(row["value"]) for row in part), None]
    return [
        {"type": "scatter", "mode": "lines", "x": own["x"], "y": own["y"], "hoverinfo": "skip", "showlegend": False,
         "line": {"color": color, "width": 2}}
        for color, own in traces.items()
    ]  # fmt: skip


def _marks(rows: Sequence[Mapping[str, Any]], sides: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    own = [row for row in rows if held(row["value"])]
    colors = [_color(row) for row in own]
    return {
        "type": "scatter", "mode": "markers+text", "x": [row["at"] for row in own], "y": [float(row["value"]) for row in own],
        "text": [sides[row["id"]][1] for row in own], "textposition": [sides[row["id"]][0] or "top center" for row in own],
        "textfont": {"size": 12}, "cliponaxis": False, "customdata": [[row["id"]] for row in own], "showlegend": False,
        "hovertext": [f"<b>{row['text']}</b><br>{row['label']}" for row in own], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": [_symbol(row) for row in own], "size": 10, "color": colors, "opacity": 1,
                   "line": {"width": 2, "color": colors}},
        "unselected": style.UNSELECTED,
    }  # fmt: skip


def _arrow(row: Mapping[str, Any], end: float) -> tuple[float, float, float]:
    """Return where a vague number is drawn: its year, and from where to where."""
    low = float(row["low"]) if held(row["low"]) else float(row["high"]) - ARROW * end
    return row["at"], low, float(row["high"]) if held(row["high"]) else low + ARROW * end


def _vague(rows: Sequence[Mapping[str, Any]], end: float, sides: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Draw the vague numbers: a dotted line for each colour, with an arrow where an end is open; how long it is says nothing."""
    traces: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        if held(row["value"]):
            continue
        own = traces.setdefault(
            _color(row), {"x": [], "y": [], "text": [], "side": [], "symbol": [], "id": [], "hover": []}
        )
        _, low, high = _arrow(row, end)
        at_low = held(row["low"])
        side, text = sides[row["id"]]
        own["x"] += [row["at"], row["at"], None]
        own["y"] += [low, min(high, end), None]
        own["text"] += [text if at_low else "", "" if at_low else text, ""]
        own["side"] += [side or "top center"] * 3
        own["symbol"] += [
            "line-ew" if at_low else "arrow-down",
            "line-ew" if held(row["high"]) else "arrow-up",
            "circle",
        ]
        own["id"] += [[row["id"]]] * 3
        own["hover"] += [f"<b>{row['text']}</b><br>{row['label']}"] * 3
    return [{
        "type": "scatter", "mode": "lines+markers+text", "x": own["x"], "y": own["y"], "text": own["text"], "textposition": own["side"],
        "textfont": {"size": 12}, "cliponaxis": False, "customdata": own["id"], "showlegend": False, "hovertext": own["hover"],
        "hovertemplate": "%{hovertext}<extra></extra>", "line": {"color": color, "width": 2, "dash": "dot"}, "unselected": style.UNSELECTED,
        "marker": {"symbol": own["symbol"], "size": 10, "color": color, "opacity": 1, "line": {"width": 2, "color": color}},
    } for color, own in traces.items()]  # fmt: skip


def _names(rows: Sequence[Mapping[str, Any]], names: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Write the name of each series with its last number beside that, in its colour."""
    return {
        "type": "scatter", "mode": "markers+text", "x": [row["at"] for row in rows], "y": [_height(row) for row in rows],
        "text": [f"<b>{names[row['id']][1]}</b>" for row in rows], "textposition": [names[row["id"]][0] or "top center" for row in rows],
        "hoverinfo": "skip", "textfont": {"size": 12, "color": [_color(row) for row in rows]}, "cliponaxis": False, "showlegend": False,
        "marker": {"size": 12, "opacity": 0},
    }  # fmt: skip


def _legend(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Name series below the chart, which have no room at the ends of their lines."""
    first = {row["series"]: row for row in reversed(rows) if row["name"]}
    return [
        {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": row["name"].replace("<br>", " "),
         "marker": {"symbol": _symbol(row), "size": 10, "color": _color(row), "line": {"width": 2, "color": _color(row)}}}
        for row in first.values()
    ]  # fmt: skip
