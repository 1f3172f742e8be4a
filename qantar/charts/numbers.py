"""Rows of numbers: what it is in a column at the left, a mark or a range, and the number beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qantar.charts import style
from qantar.charts.panels import wrapped
from qantar.facts import words

ROW, HEAD = 26, 30  # pixels of a row, and of a row with the name of a group
PHONE = 296  # pixels of a chart on the narrowest telephone in use
LETTER = 6.3  # pixels of a letter at 12.5 pixels
OPEN, NEARLY = 0.09, 0.045
"""Parts of the axis: the length of an open end, which says only that it is open."""
FULL, HALF = 760, 390
"""Pixels of the narrowest wide chart, and of one of two side by side."""
COLUMN = 0.55
"""So much of the width the column at the left may take at most."""
SHORT = 30  # letters of numbers that stand before their labels on a telephone
AXIS = 46  # pixels of the axis below


def in_rows(
    rows: Sequence[Mapping[str, Any]],
    end: float,
    title: str,
    width: int = FULL,
    start: float = 0.0,
    line: str = "",
    narrow: bool = False,
) -> dict[str, Any]:
    """Draw numbers in rows, each beside its mark.

    ``rows``: ``id, label, value, low, high, brief, hover, sources``, from the top; what may be there too: ``group`` (named once above
    its first row), ``symbol`` (the mark, instead of the source's), ``color``, ``bar`` (draw the number as a bar; ``hatched``: one
    that is computed here or official nowhere), ``joined`` (what ``line`` joins), ``qualifier``. A row without a number has words alone.
    ``brief``: the words beside the mark. ``end``, ``start`` and ``title``: of the axis, ``end`` the largest number that is drawn; a range
    that goes beyond stays open there. ``width``: pixels of the chart where it is narrowest; ``line``: the shape of a line
    that joins the marks of ``joined`` rows. ``narrow``: for a telephone, the words above each row.
    """
    levels, names, height = _levels(rows, narrow)
    lines = [line for _, text in names for line in text.split("<br>")]
    column = 0 if narrow else min(max((_letters(line) for line in lines), default=0) * LETTER, COLUMN * width)
    top = _room(rows, end, start, PHONE - 20 if narrow else width - column - 16, narrow)
    ticks = _ticks(start, end, 4 if narrow or width < FULL else 7)
    data = []
    if line:
        data += _joined(rows, levels, line)
    data += _bars(rows, levels, narrow)
    data += _ranges(rows, levels, (start, end, top), narrow)
    data += _marks(rows, levels, narrow)
    if narrow:
        data.append(_text([(start, level, text, "middle right") for level, text in names]))
    return {
        "data": data,
        "layout": {
            "template": style.LOOK,
            "height": height + AXIS,
            "margin": {"l": 12 if narrow else 8, "r": 8, "t": 4, "b": AXIS - 4},
            "xaxis": {"range": [start - (top - start) * _before(rows, start, top), top],
                      "tickformat": "~s" if narrow and end >= 10000 else ",", "showgrid": True, "fixedrange": True,
                      "tickfont": {"size": 12}, "tickvals": ticks, "automargin": False},
            # Below the middle of what is numbered: words right of the marks need room for which there are no numbers.
            "annotations": [{"text": title, "x": (ticks[0] + ticks[-1]) / 2, "y": 0, "yref": "paper", "yanchor": "top", "yshift": -22,
                             "showarrow": False, "font": {"size": 12.5}}],
            "yaxis": {"range": [height, 0], "showgrid": False, "fixedrange": True, "ticks": "", "automargin": not narrow,
                      "tickvals": [] if narrow else [level for level, _ in names],
                      "ticktext": [] if narrow else [text for _, text in names], "tickfont": {"size": 12.5}},
            "hovermode": "closest", "showlegend": False, "barmode": "overlay", "bargap": 0,
        },
    }  # fmt: skip


in_rows_narrow = partial(in_rows, narrow=True)
"""Draw numbers in rows for a telephone."""


def _before(rows: Sequence[Mapping[str, Any]], start: float, top: float) -> float:
    """Return what part of the axis is left before its start: more where a mark there would touch the labels."""
    near = start + 0.02 * (top - start)
    return 0.03 if any(not row.get("bar") and (at := _at(row)) is not None and at <= near for row in rows) else 0.012


def _ticks(start: float, end: float, most: int) -> list[float]:
    """Return round numbers from the start of the axis to the largest number drawn, so many at most: none stands below mere words."""
    span = (end - start) / most
    step = next(step for step in (n * 10.0**e for e in range(-3, 9) for n in (1, 2, 5)) if step >= span)
    first = -(-start // step)
    return [round((first + n) * step, 6) for n in range(int((end - first * step) / step + 1e-9) + 1)]


def _letters(text: str) -> int:
    return len(re.sub(r"<[^>]*>", "", text))


def _levels(rows: Sequence[Mapping[str, Any]], narrow: bool) -> tuple[list[float], list[tuple[float, str]], float]:
    """Return the height of each row's mark, what is written at which height, and the height of all, in pixels from the top."""
    levels, names, at, group = [], [], 4.0, ""
    # Short numbers stand first, where the eye runs down; what is half a sentence follows its label.
    first = all(len(row["brief"]) < SHORT for row in rows)
    for row in rows:
        if row.get("group", "") not in ("", group):
            group = row["group"]
            names.append((at + HEAD / 2 + 3, f"<b>{group}</b>"))
            at += HEAD
        if narrow:
            number, label = f"<b>{row['brief']}</b>", row["label"]
            pair = (number, label) if first else (label, number)
            lines = wrapped(" · ".join(pair) if row["brief"] else label, PHONE / LETTER - 2)
            names.append((at + 8 * len(lines), "<br>".join(lines)))
            at += 16 * len(lines)
            levels.append(at + 9)
            at += 24
        else:
            names.append((at + ROW / 2, row["label"]))
            levels.append(at + ROW / 2)
            at += ROW
    return levels, names, at + 4


def _room(rows: Sequence[Mapping[str, Any]], end: float, start: float, pixels: float, narrow: bool) -> float:
    """Return where the axis ends so that the words beside each mark fit within the plot."""
    most = start + (end - start) * 1.06
    if narrow:
        return most
    for row in rows:
        at = None if _clipped(row, end) else _last(row, start, end)
        free = pixels - len(row["brief"]) * LETTER - 20
        if at is not None and free > 0:
            # Where words would take nearly all of the plot, it is the words that have to give way.
            most = max(most, start + min((at - start) * pixels / free, (end - start) * 3.2))
    return most


def _last(row: Mapping[str, Any], start: float, end: float) -> float | None:
    """Return where a row's mark ends at the right."""
    ends = _ends(row, start, end)
    return float(row["value"]) if held(row["value"]) else ends[1] if ends else None


def _clipped(row: Mapping[str, Any], end: float) -> bool:
    """Say whether a range goes beyond the axis: its words stand above it."""
    return held(row["low"]) and held(row["high"]) and float(row["high"]) > end


def held(value: Any) -> bool:
    """Say whether there is a number."""
    return value is not None and value == value and str(value) != "<NA>"


def _ends(row: Mapping[str, Any], start: float, end: float) -> tuple[float, float] | None:
    """Return from where to where a vague amount is drawn, an open end as long as ``OPEN`` says; None without a bound."""
    if held(row["value"]) or not (held(row["low"]) or held(row["high"])):
        return None
    arrow = (end - start) * (NEARLY if row.get("qualifier", "") == "nearly" else OPEN)
    low = float(row["low"]) if held(row["low"]) else max(float(row["high"]) - arrow, start)
    high = float(row["high"]) if held(row["high"]) else low + arrow
    return low, min(high, end)


def _color(row: Mapping[str, Any]) -> str:
    return row.get("color") or style.color(words.source_key(row["sources"]))


def _texts(row: Mapping[str, Any], narrow: bool) -> str:
    return "" if narrow else f" {row['brief']}"


def _bars(rows: Sequence[Mapping[str, Any]], levels: Sequence[float], narrow: bool) -> list[dict[str, Any]]:
    found = [(row, y) for row, y in zip(rows, levels, strict=True) if row.get("bar") and held(row["value"])]
    if not found:
        return []
    hatched = [bool(row.get("hatched")) for row, _ in found]
    return [{
        "type": "bar", "orientation": "h", "width": 14, "x": [float(row["value"]) for row, _ in found], "y": [y for _, y in found],
        "base": 0, "text": [_texts(row, narrow) for row, _ in found], "textposition": "none" if narrow else "outside",
        "textfont": {"size": 12.5}, "constraintext": "none", "cliponaxis": False, "customdata": [[row["id"]] for row, _ in found],
        "hovertext": [row["hover"] for row, _ in found], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [_color(row) for row, _ in found],
                   "pattern": {"shape": ["/" if is_so else "" for is_so in hatched], "fgcolor": "#ffffff", "size": 6}},
        "unselected": {"marker": {"opacity": 0.5}},
    }]  # fmt: skip


def _marks(rows: Sequence[Mapping[str, Any]], levels: Sequence[float], narrow: bool) -> list[dict[str, Any]]:
    found = [(row, y) for row, y in zip(rows, levels, strict=True) if held(row["value"]) and not row.get("bar")]
    if not found:
        return []
    return [{
        "type": "scatter", "mode": "markers+text", "x": [float(row["value"]) for row, _ in found], "y": [y for _, y in found],
        "text": [_texts(row, narrow) for row, _ in found], "textposition": "middle right", "textfont": {"size": 12.5},
        "cliponaxis": False, "customdata": [[row["id"]] for row, _ in found], "hovertext": [row["hover"] for row, _ in found],
        "hovertemplate": "%{hovertext}<extra></extra>", "unselected": style.UNSELECTED,
        "marker": {"size": 11, "color": [_color(row) for row, _ in found], "opacity": 1,
                   "symbol": [_symbol(row) for row, _ in found],
                   "line": {"width": 2, "color": [_color(row) for row, _ in found]}},
    }]  # fmt: skip


def _symbol(row: Mapping[str, Any]) -> str:
    return row.get("symbol") or style.symbol(words.source_key(row["sources"]))


def _ranges(
    rows: Sequence[Mapping[str, Any]], levels: Sequence[float], ends: tuple[float, float, float], narrow: bool
) -> list[dict[str, Any]]:
    """Draw the vague amounts: a line for each colour, with a stroke at a bound and an arrow where an end is open, and their words."""
    start, end, _ = ends
    traces: dict[str, dict[str, list[Any]]] = {}
    told: list[tuple[float, float, str, str]] = []
    for row, y in zip(rows, levels, strict=True):
        span = _ends(row, start, end)
        if span is None:
            continue
        own = traces.setdefault(_color(row), {"x": [], "y": [], "symbol": [], "id": [], "hover": []})
        clipped = _clipped(row, end)
        is_open = not held(row["low"]), not held(row["high"]) or float(row["high"]) > end
        bound = row.get("symbol") or "line-ns"
        own["x"] += [*span, None]
        own["y"] += [y, y, None]
        text = _texts(row, narrow).strip()
        # Words over an arrow stand clear of it.
        told.append(
            (span[0], y - 4, f"\u2002{text}", "top right") if clipped else (span[1], y, f"\u2002{text}", "middle right")
        )
        own["symbol"] += ["arrow-left" if is_open[0] else bound, "arrow-right" if is_open[1] else bound, "circle"]
        own["id"] += [[row["id"]]] * 3
        own["hover"] += [row["hover"]] * 3
    lines = [{
        "type": "scatter", "mode": "lines+markers", "x": own["x"], "y": own["y"], "cliponaxis": False, "customdata": own["id"],
        "hovertext": own["hover"], "hovertemplate": "%{hovertext}<extra></extra>", "line": {"color": color, "width": 3},
        "marker": {"symbol": own["symbol"], "size": 11, "color": color, "opacity": 1, "line": {"width": 2.5, "color": color}},
        "unselected": style.UNSELECTED,
    } for color, own in traces.items()]  # fmt: skip
    return lines + ([_text(told)] if told and not narrow else [])


def _text(told: Sequence[tuple[float, float, str, str]]) -> dict[str, Any]:
    """Write words: where they stand across and down, the words, and on which side."""
    across, down, texts, sides = zip(*told, strict=True)
    return {
        "type": "scatter", "mode": "text", "x": list(across), "y": list(down), "text": list(texts), "textposition": list(sides),
        "textfont": {"size": 12.5}, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def _joined(rows: Sequence[Mapping[str, Any]], levels: Sequence[float], shape: str) -> list[dict[str, Any]]:
    """Draw the line that joins what one speaker says from row to row."""
    points = [(_at(row), y, _color(row)) for row, y in zip(rows, levels, strict=True) if row.get("joined")]
    if len(points) < 2:
        return []
    return [{
        "type": "scatter", "mode": "lines", "x": [x for x, _, _ in points], "y": [y for _, y, _ in points], "hoverinfo": "skip",
        "line": {"shape": shape, "width": 2, "color": points[0][2]},
    }]  # fmt: skip


def _at(row: Mapping[str, Any]) -> float | None:
    return next((float(row[column]) for column in ("value", "low", "high") if held(row[column])), None)
