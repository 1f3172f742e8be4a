"""The charts of the front page: thirteen days in one strip, and the articles at a glance.

Both are laid out in pixels for the width that they are given, so that they stand on a wide screen, on a telephone and in a
picture alike.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from qantar.charts import pixels, style
from qantar.facts import words
from qantar.themes.positions.titles import SUBJECTS, answer_words

NARROW, WIDE = 600, 1020
"""Below so many pixels a chart is laid out for a telephone; so many a wide screen has for it."""
BESIDE = 780
"""From so many pixels on the legend of the days has room beside what happened."""
LEGEND = {"orientation": "v", "x": 0.985, "xanchor": "right", "y": 0.7, "yanchor": "top", "font": {"size": 12},
          "bgcolor": "rgba(0,0,0,0)"}  # fmt: skip
LETTER, LINE, EDGE, ROOM = 6.7, 17, 10, 5
"""Pixels: the mean width of a letter, the height of a line, what is kept free at the edges, and above and below a row."""
DAYS = 20
MARK = {"article": "circle", "reference": "circle-open"}
BY = {"article": "day by an article", "reference": "day by reference data"}


def strip(unrest: Sequence[dict[str, Any]], moments: Sequence[dict[str, Any]], width: int = WIDE) -> dict[str, Any]:
    """Draw how widespread the unrest was from day to day, and above it the moments that mattered.

    ``unrest``: ``day, form, places, names, facts``; ``moments``: ``day, text, by, facts``; ``width`` in pixels.
    """
    return _days_down(unrest, moments, width) if width < NARROW else _days_across(unrest, moments, width)


def _days_across(unrest: Sequence[dict[str, Any]], moments: Sequence[dict[str, Any]], width: int) -> dict[str, Any]:
    pixel = (DAYS + 0.2) / (width - 2 * EDGE)  # in days
    side, reach, written, top, down = {}, {}, {}, {}, 8.0
    for row in moments:
        day = row["day"]
        after, before = (DAYS + 0.5 - day) / pixel - 16, (day - 0.5) / pixel - 16
        right = after >= min(len(row["text"]) * LETTER, width * 0.4)
        lines = textwrap.wrap(row["text"], int((after if right else before) / LETTER))
        wide = (max(map(len, lines)) * LETTER + 16) * pixel
        side[day] = "middle right" if right else "middle left"
        reach[day] = (day, day + wide) if right else (day - wide, day)
        written[day] = "<br>".join(lines)
        top[day] = down + len(lines) * LINE / 2
        down += len(lines) * LINE + 2
    high = max(down + 14, 150)
    low = {day: high - at - LINE * (written[day].count("<br>") + 1) / 2 for day, at in top.items()}
    top = {day: high - at for day, at in top.items()}
    total: dict[int, int] = {}
    for bar in unrest:
        total[bar["day"]] = total.get(bar["day"], 0) + bar["places"]
    # No bar reaches a label above it.
    room = [
        (low[row["day"]] - 4) / total[day]
        for row in moments
        for day in total
        if reach[row["day"]][0] - 0.4 <= day <= reach[row["day"]][1] + 0.4
    ]
    scale = min([*room, (high - LINE * 2) / max(total.values(), default=1), 22])
    bars = [_bars([row for row in unrest if row["form"] == form], form, scale, "v") for form in ("protest", "violence")]
    stems = {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False,
        "line": {"color": "rgba(128,128,128,0.5)", "width": 1},
        "x": [at for row in moments for at in (row["day"], row["day"], None)],
        "y": [at for row in moments for at in (total.get(row["day"], 0) * scale, top[row["day"]], None)],
    }  # fmt: skip
    moments = [{**row, "text": _apart(written[row["day"]], side[row["day"]])} for row in moments]
    marks = [_moments(moments, by, [row["day"] for row in moments], [top[row["day"]] for row in moments],
                      [side[row["day"]] for row in moments]) for by in MARK]  # fmt: skip
    return _figure(
        [bar for bar in bars if bar["x"]] + [stems] + [mark for mark in marks if mark["x"]],
        {
            "height": round(high + (34 if width >= BESIDE else 62)),
            "margin": {"l": EDGE, "r": EDGE, "t": 4, "b": 30 if width >= BESIDE else 58, "pad": 0},
            "barmode": "stack",
            "bargap": 0.35,
            "xaxis": {"range": [0.4, DAYS + 0.6], "tickmode": "array", "tickvals": list(range(1, DAYS + 1)), "showgrid": False,
                      "ticktext": [f"{day} Jan" if day in (1, DAYS) else str(day) for day in range(1, DAYS + 1)],
                      "fixedrange": True, "zeroline": False, "showline": True, "linecolor": "rgba(128,128,128,0.6)", "automargin": False},
            "yaxis": {"range": [0, high], "visible": False, "automargin": False, "fixedrange": True},
            "legend": LEGEND if width >= BESIDE else {**LEGEND, "orientation": "h", "x": 0, "xanchor": "left", "y": -0.12},
        },
    )  # fmt: skip


def _apart(text: str, side: str) -> str:
    """Keep a label apart from its mark."""
    lines = text.split("<br>")
    return "<br>".join(f"\u2002{line}" if side == "middle right" else f"{line}\u2002" for line in lines)


def _days_down(unrest: Sequence[dict[str, Any]], moments: Sequence[dict[str, Any]], width: int) -> dict[str, Any]:
    """Lay the strip out for a telephone: a row for each day, its bar at the left, its moments beside it."""
    text = {row["day"]: textwrap.wrap(row["text"], int((width - 140) / LETTER)) for row in moments}
    days = range(1, max([*text, *(row["day"] for row in unrest)], default=DAYS) + 1)
    at, down = {}, 0.0
    for day in days:
        tall = max(len(text.get(day, ())), 1) * (LINE - 2) + 6
        at[day] = down + tall / 2
        down += tall
    most = max((sum(row["places"] for row in unrest if row["day"] == day) for day in days), default=1) or 1
    bars = [
        _bars(
            [row for row in unrest if row["form"] == form],
            form,
            1,
            "h",
            [at[row["day"]] for row in unrest if row["form"] == form],
        )
        for form in ("protest", "violence")
    ]
    beside = [{**row, "text": _apart("<br>".join(text[row["day"]]), "middle right")} for row in moments]
    n = len(moments)
    marks = [
        _moments(beside, by, [most * 1.25] * n, [at[row["day"]] for row in moments], ["middle right"] * n)
        for by in MARK
    ]
    pixels = 70 / most
    return _figure(
        [bar for bar in bars if bar["x"]] + [mark for mark in marks if mark["x"]],
        {
            "height": round(down + 66),
            "margin": {"l": 26, "r": 2, "t": 2, "b": 60, "pad": 0},
            "barmode": "stack",
            "xaxis": {"range": [0, (width - 28) / pixels], "visible": False, "automargin": False, "fixedrange": True},
            "yaxis": {"range": [down, 0], "fixedrange": True, "tickmode": "array",
                      "tickvals": list(at.values()), "ticktext": [str(day) for day in days],
                      "showgrid": False, "zeroline": False, "automargin": False, "tickfont": {"size": 12}},
            # From the lower edge of the chart, which stays where it is when the window changes.
            "legend": {"orientation": "h", "x": 0, "xanchor": "left", "yref": "container", "y": 2 / (down + 66), "yanchor": "bottom",
                       "font": {"size": 11}},
        },
    )  # fmt: skip


def _bars(
    rows: Sequence[dict[str, Any]], form: str, scale: float, way: str, places: Sequence[float] = ()
) -> dict[str, Any]:
    """Return the bars of one form of unrest: upright (``v``), or lying (``h``) at these heights."""
    long = [row["places"] * scale for row in rows]
    days = [row["day"] for row in rows]
    x, y = (days, long) if way == "v" else (long, list(places))
    return {
        "type": "bar", "orientation": way, "name": f"places with {form}{' alone' if form == 'protest' else ''}", "x": x, "y": y,
        **({"width": [14.0] * len(rows)} if way == "h" else {}),
        "marker": {"color": style.color(form), "line": {"width": 0}},
        "text": [str(row["places"]) if row["places"] * scale >= LINE * 0.8 or way == "h" else "" for row in rows],
        "textposition": "inside", "insidetextanchor": "middle", "textangle": 0,
        "constraintext": "none", "textfont": {"size": 12, "color": "#ffffff"},
        "customdata": [[row["facts"], row["names"], row["places"]] for row in rows],
        "hovertemplate": f"<b>%{{customdata[2]}} with {form}</b><br>%{{customdata[1]}}<extra></extra>",
    }  # fmt: skip


def _moments(
    moments: Sequence[dict[str, Any]], by: str, x: Sequence[float], y: Sequence[float], sides: Sequence[str]
) -> dict[str, Any]:
    """Return the marks of the moments whose day one kind of source gives."""
    own = [n for n, row in enumerate(moments) if row["by"] == by]
    return {
        "type": "scatter", "mode": "markers+text", "name": BY[by], "x": [x[n] for n in own], "y": [y[n] for n in own],
        "text": [moments[n]["text"] for n in own], "textposition": [sides[n] for n in own], "textfont": {"size": 13},
        "cliponaxis": False,
        "marker": {"symbol": MARK[by], "size": 9, "color": style.INK_BLUE, "line": {"width": 2, "color": style.INK_BLUE}},
        "customdata": [[moments[n]["facts"], moments[n]["day"]] for n in own],
        "hovertemplate": "<b>%{customdata[1]} January</b><br>%{text}<extra></extra>",
    }  # fmt: skip


def glance(cells: Sequence[dict[str, Any]], articles: Sequence[str], width: int = WIDE) -> dict[str, Any]:
    """Draw what each article says of who won: a row for each, a column for each question, a mark for each answer.

    ``cells``: ``article, question, answers`` as ``rows.at_a_glance`` returns them; ``articles``: keys, from top to bottom.
    """
    narrow = width < NARROW
    first = 92 if narrow else 150
    column = (width - first) / len(SUBJECTS)
    # On the front page of a wide screen, which is to hold it whole, lines are as long as they may be.
    room, letter = (20, 6.3) if narrow else (26, 5.2) if width >= WIDE else (30, 5.9)
    letters = max(int((column - room) / letter), 6)
    lines = {
        (cell["article"], cell["question"]): [_lines(one, letters, narrow) for one in cell["answers"]] for cell in cells
    }
    heads = [_head(question, narrow, column) for question in SUBJECTS]
    head = LINE * (2 if narrow else 1 + max(name.count("<br>") for name in heads)) + 8
    top, down = {}, float(head)
    for article in articles:
        tall = max(
            [sum(map(len, lines[article, question])) for question in SUBJECTS if (article, question) in lines] + [1]
        )
        top[article] = down
        down += tall * LINE + 2 * ROOM
    marks: dict[str, list[Any]] = {
        name: [] for name in ("x", "y", "symbol", "color", "line", "facts", "text", "textat", "silent")
    }
    for cell in cells:
        left = first + column * list(SUBJECTS).index(cell["question"])
        at = top[cell["article"]] + ROOM
        if not cell["answers"]:
            marks["silent"].append((left + 8, at + LINE / 2))
        for one, text in zip(cell["answers"], lines[cell["article"], cell["question"]], strict=True):
            color = style.color(one["answer"])
            for name, value in (
                ("x", left + 8), ("y", at + LINE / 2), ("symbol", style.symbol(one["answer"]) + ("" if one["flat"] else "-open")),
                ("color", color), ("facts", one["facts"]), ("text", "<br>".join(text)), ("textat", at + len(text) * LINE / 2),
                ("line", f"{words.name(cell['article'])}, {SUBJECTS[cell['question']]}: {answer_words(one['answer'], one['flat'])}"),
            ):  # fmt: skip
                marks[name].append(value)
            at += len(text) * LINE
    half = column / 2
    middle = {key: top[key] + ROOM + LINE / 2 for key in articles}
    names = {key: _short(words.name(key), narrow) for key in articles}
    traces = [
        # Wide and unseen, so that a click anywhere in a cell opens it.
        {"type": "scatter", "mode": "markers", "x": [x - 8 + half for x in marks["x"]], "y": marks["textat"], "showlegend": False,
         "marker": {"size": 34, "symbol": "square", "opacity": 0}, "customdata": [[facts] for facts in marks["facts"]],
         "text": marks["line"], "hovertemplate": "%{text}<extra></extra>"},
        {"type": "scatter", "mode": "markers", "x": marks["x"], "y": marks["y"], "showlegend": False, "cliponaxis": False,
         "marker": {"symbol": marks["symbol"], "size": 11, "color": marks["color"], "line": {"width": 2, "color": marks["color"]}},
         "customdata": [[facts] for facts in marks["facts"]], "text": marks["line"], "hovertemplate": "%{text}<extra></extra>"},
        pixels.texts([(x + 11, y, text) for x, y, text in zip(marks["x"], marks["y"], marks["text"], strict=True)],
                     12.5 if not narrow else 11.5),
        pixels.texts([(x, y, "–" if narrow else "– silent") for x, y in marks["silent"]]),
        pixels.texts([(24.0 if not narrow else 16.0, middle[key] - LINE * name.count("<br>") / 2, f"<b>{name}</b>")
                      for key, name in names.items()], 13 if not narrow else 12),
        {"type": "scatter", "mode": "markers", "x": [10 if not narrow else 6] * len(articles), "y": list(middle.values()),
         "hoverinfo": "skip", "showlegend": False,
         "marker": {"symbol": [style.symbol(key) for key in articles], "size": 11 if not narrow else 9,
                    "color": [style.color(key) for key in articles]}},
        pixels.texts([(first + column * n, head / 2 - 3 - LINE * name.count("<br>") / 2, f"<b>{name}</b>")
                      for n, name in enumerate(heads)], 13 if not narrow else 11.5),
    ]  # fmt: skip
    return pixels.chart(traces, width, down + 4, list(top.values()))


def _lines(one: dict[str, Any], letters: int, narrow: bool) -> list[str]:
    """Return the lines of an answer: the word with its number of speakers, and the gist, below it where the line is too short."""
    said = answer_words(one["answer"], one["flat"])
    gist = one["gist"].removeprefix(f"{said} ")
    if narrow:
        shown = said.replace("unchanged", "same")
        # Of the smallest telephones, which are 320 pixels wide, a column has 48.
        by = [f"by {one['speakers']}"] if one["speakers"] > 1 else []
        return [*(f"<b>{part}</b>" for part in ([shown] if len(shown) <= letters else shown.split())), *by]
    count = f" · {words.many(one['speakers'], 'speaker')}" if one["speakers"] > 1 else ""
    if len(f"{said}{count}") > letters:
        return [f"<b>{said}</b>", count.removeprefix(" · "), *textwrap.wrap(gist, letters)]
    if gist and len(f"{said}{count}: {gist}") <= letters:
        return [f"<b>{said}</b>{count}: {gist}"]
    return [f"<b>{said}</b>{count}", *textwrap.wrap(gist, letters)]


def _head(question: str, narrow: bool, column: float) -> str:
    name = SUBJECTS[question][0].upper() + SUBJECTS[question][1:]
    return (
        {"Kazakhstan": "Kazakh-<br>stan", "Ties of Russia and China": "Russia–<br>China"}.get(name, name)
        if narrow
        else "<br>".join(pixels.broken(name, column - 8, 14))
    )


def _short(name: str, narrow: bool) -> str:
    return "<br>".join(textwrap.wrap(name, 10)) if narrow else name


def _figure(traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> dict[str, Any]:
    """Return a chart as a plain dictionary, which Plotly needn't look through."""
    return {"data": list(traces), "layout": {"template": style.TEMPLATE, "hovermode": "closest", **layout}}
