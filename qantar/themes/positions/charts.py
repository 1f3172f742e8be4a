"""The matrix of positions: the articles' speakers, a column for each question, laid out in pixels for the width given."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from qantar.charts import style
from qantar.facts import words
from qantar.themes.positions.rows import ANSWERS, QUESTIONS, Row
from qantar.themes.positions.titles import CAMPS, HEADS, SUBJECTS, line_words

NARROW = 600
"""Below so many pixels a chart is laid out for a telephone."""
ROW, LOW, HEADING = 26, 20, 24
"""Pixels: the height of a line, on a telephone of a speaker's marks, and of a heading or a name without marks."""
LETTER, GAP, INDENT = 6.3, 10, 22
"""Pixels: the mean width of a letter, what is kept free between questions, and how far a speaker stands in."""
SHARES = {"russia": 1.0, "china": 1.0, "kazakhstan": 1.0, "relationship": 1.4}
"""How wide the columns are: the words of the last are longer."""
SIZES = {"crisis": (11, 1.0), "trend": (6, 0.6)}
"""Size and opacity of a mark."""
BESIDE = 13
"""Pixels that a mark in the long run stands beside one on the crisis."""
GREY = "#73777f"
FAINT, FIRM = "rgba(128,128,128,0.18)", "rgba(128,128,128,0.45)"
KEY = (
    ("said flatly", {"symbol": "hexagon", "size": 11}),
    ("hedged or reported", {"symbol": "hexagon-open", "size": 11}),
    ("in the long run", {"symbol": "hexagon", "size": 6, "opacity": 0.6}),
    ("says nothing of it", {"symbol": "line-ew-open", "size": 8}),
)  # fmt: skip
"""What the look of a mark means, and how that looks."""


def matrix(lines: Sequence[Row], width: int = 1100) -> dict[str, Any]:
    """Draw a line for each speaker and in it a mark for each answer, at the place that the head of its column names.

    ``lines``: as ``rows.by_article`` or ``rows.by_camp`` returns them, from top to bottom; ``width`` in pixels. A mark is filled where the
    answer is given flatly at least once, small and pale where it is about the long run; a short line is silence.
    """
    narrow = width < NARROW
    left = 4.0 if narrow else min(300.0, width * 0.325)
    places = _places(left, float(width))
    top = 84.0 if narrow else 76.0
    at, borders, down = _down(lines, top, narrow)
    traces = [
        *_key(width, narrow),
        *_heads(places, left, width, narrow),
        *_names(lines, at, left, narrow),
        _across(lines, at, width, narrow),
        _silent(lines, at, places),
        *_marks(lines, at, places),
    ]
    line = {"type": "line", "x0": 0, "x1": width, "layer": "below", "line": {"color": FIRM, "width": 1}}
    return {
        "data": traces,
        "layout": {
            "template": style.TEMPLATE,
            "hovermode": "closest",
            "height": round(down + 6),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "xaxis": {"range": [0, width], "visible": False, "fixedrange": True, "automargin": False},
            "yaxis": {"range": [down + 4, 0], "visible": False, "fixedrange": True, "automargin": False},
            "shapes": [{**line, "y0": y, "y1": y} for y in borders],
            "showlegend": False,
        },
    }


def _places(left: float, width: float) -> dict[tuple[str, str], float]:
    """Return where the marks of each answer to each question stand across."""
    unit = (width - left) / sum(SHARES.values())
    found, start = {}, left
    for question in QUESTIONS:
        wide = unit * SHARES[question] - GAP
        for n, answer in enumerate(ANSWERS[question]):
            found[question, answer] = start + GAP / 2 + wide * (n + 0.5) / 3
        start += unit * SHARES[question]
    return found


def _down(lines: Sequence[Row], top: float, narrow: bool) -> tuple[list[float], list[float], float]:
    """Return where the marks of each line stand, where a group begins, and where the last line ends."""
    at, borders, down = [], [], top
    for line in lines:
        if line["heading"]:
            borders.append(down)
        marks = bool(line["cells"])
        tall = (HEADING - 6) * bool(line["name"] or not marks) + LOW * marks if narrow else ROW if marks else HEADING
        at.append(down + tall - LOW / 2 if narrow and marks else down + tall / 2)
        down += tall + (4 if narrow else 0)
    return at, borders, down


def _key(width: int, narrow: bool) -> list[dict[str, Any]]:
    """Return what the look of a mark means, in a line on top; on a telephone, where no word stands above the marks, of each answer too."""
    shown = [(name, {"color": GREY, "opacity": 1.0, **look}) for name, look in KEY]
    if narrow:
        shown += [
            (HEADS[answer], {"symbol": style.symbol(answer), "size": 10, "opacity": 1.0, "color": style.color(answer)})
            for answer in (*ANSWERS["russia"], *ANSWERS["relationship"])
        ]
    spots, x, y = [], 10.0, 10.0
    for name, _ in shown:
        wide = 24 + len(name) * (5.6 if narrow else LETTER)
        if x + wide > width:
            x, y = 10.0, y + 16
        spots.append((x, y))
        x += wide + (2 if narrow else 18)
    marks = {
        "type": "scatter", "mode": "markers", "x": [x for x, _ in spots], "y": [y for _, y in spots], "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {**{name: [look[name] for _, look in shown] for name in ("symbol", "size", "opacity", "color")},
                   "line": {"width": 2, "color": [look["color"] for _, look in shown]}},
    }  # fmt: skip
    return [
        marks,
        _text([(x + 11, y, name) for (x, y), (name, _) in zip(spots, shown, strict=True)], 11 if narrow else 12.5),
    ]


def _heads(places: dict[tuple[str, str], float], left: float, width: int, narrow: bool) -> list[dict[str, Any]]:
    """Return the heads of the columns: the question, and where which answer stands; on a telephone the answers' marks."""
    middle = {question: places[question, ANSWERS[question][1]] for question in QUESTIONS}
    short = {"kazakhstan": "Kazakhstan", "relationship": "Russia–China ties"} if narrow else {}
    heads = [
        (middle[question], 72 if narrow else 38, f"<b>{short.get(question, subject[0].upper() + subject[1:])}</b>")
        for question, subject in SUBJECTS.items()
    ]
    if narrow:
        return [_text(heads, 11, "middle center")]
    answers = [(x, 60, HEADS[answer]) for (_, answer), x in places.items()]
    return [_text(heads, 13.5, "middle center"), _text(answers, 12.5, "middle center", GREY)]


def _names(lines: Sequence[Row], at: Sequence[float], left: float, narrow: bool) -> list[dict[str, Any]]:
    """Return articles, speakers and camps at the left (on a telephone above their marks), an article with its own mark."""
    up = LOW / 2 + (HEADING - 6) / 2 - 2 if narrow else 0
    letters = int((left - INDENT - 6) / LETTER) if not narrow else 50
    said, marks = [], []
    for line, y in zip(lines, at, strict=True):
        high = y - (up if line["cells"] else 0)
        x = INDENT if line["article"] or not line["camp"] else 2
        said.append((x, high, _name(line, letters)))
        if line["article"] and (line["heading"] or not _under_articles(lines)):
            marks.append((10.0, high, words.source_key(line["article"])))
    about = [
        f"<b>{line['name']}</b><br>{line['role']}<br>{words.names(line['article'])}" if line["name"] else "" for line in lines
    ]  # fmt: skip
    names = {**_text(said, 12.5 if narrow else 13), "hovertext": about, "hoverinfo": "text"}
    own = {
        "type": "scatter", "mode": "markers", "x": [x for x, _, _ in marks], "y": [y for _, y, _ in marks], "hoverinfo": "skip",
        "marker": {"symbol": [style.symbol(key) for _, _, key in marks], "size": 10, "opacity": 1,
                   "color": [style.color(key) for _, _, key in marks]},
    }  # fmt: skip
    return [names, own] if marks else [names]


def _under_articles(lines: Sequence[Row]) -> bool:
    return not any(line["heading"] and line["camp"] and not line["article"] for line in lines)


def _name(line: Row, letters: int) -> str:
    """Write whose line it is: ``SCMP, its author``, ``Velina Tchakarova, director``, a camp."""
    if not line["name"]:
        return f"<b>{words.name(line['article']) if line['article'] else CAMPS[line['camp']]}</b>"
    own = line["name"].startswith("Author of")
    if line["heading"]:
        article = words.name(line["article"])
        who = "its author" if own else f"{line['name']}, author"
        return f"<b>{article}</b>" + _grey(f", {who}")
    name = line["name"][0].upper() + line["name"][1:]
    role = line["role"].split(", ")[0]
    role = (
        ""
        if own or role.startswith("unnamed")
        else textwrap.shorten(role, max(letters - len(name) - 2, 1), placeholder="…")
    )
    return name + (_grey(f", {role}") if len(role) > 1 else "")


def _grey(text: str) -> str:
    return f"<span style='color:{GREY}'>{text}</span>"


def _across(lines: Sequence[Row], at: Sequence[float], width: int, narrow: bool) -> dict[str, Any]:
    """Return the faint lines that lead the eye from a name to its marks."""
    drawn = [] if narrow else [y + ROW / 2 for line, y in zip(lines, at, strict=True) if line["cells"]]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": FAINT, "width": 1},
        "x": [x for _ in drawn for x in (0, width, None)], "y": [y for at_ in drawn for y in (at_, at_, None)],
    }  # fmt: skip


def _silent(lines: Sequence[Row], at: Sequence[float], places: dict[tuple[str, str], float]) -> dict[str, Any]:
    """Return a short line for each question to which a speaker answers nothing."""
    spots = [
        (places[question, ANSWERS[question][1]], y)
        for line, y in zip(lines, at, strict=True)
        if line["cells"]
        for question in QUESTIONS
        if question not in {cell["question"] for cell in line["cells"]}
    ]
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [x for x, _ in spots], "y": [y for _, y in spots],
        "marker": {"symbol": "line-ew-open", "size": 8, "opacity": 1, "color": GREY, "line": {"width": 1.5, "color": GREY}},
    }  # fmt: skip


def _marks(lines: Sequence[Row], at: Sequence[float], places: dict[tuple[str, str], float]) -> list[dict[str, Any]]:
    """Return the marks of the answers, those on the crisis above those in the long run, each with an unseen wide one to be hit."""
    drawn = []
    for line, y in zip(lines, at, strict=True):
        now = {(cell["question"], cell["answer"]) for cell in line["cells"] if cell["horizon"] == "crisis"}
        for cell in line["cells"]:
            spot = (cell["question"], cell["answer"])
            x = places[spot] + (BESIDE if cell["horizon"] == "trend" and spot in now else 0)
            told = f"<b>{cell['speaker_name']}</b> ({words.names(cell['article'])})<br>{line_words(cell)}"
            drawn.append((x, y, cell, told))
    common = {
        "type": "scatter", "mode": "markers", "x": [x for x, *_ in drawn], "y": [y for _, y, *_ in drawn], "cliponaxis": False,
        "customdata": [[cell["facts"]] for _, _, cell, _ in drawn], "text": [told for *_, told in drawn],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    cells = [cell for _, _, cell, _ in drawn]
    colors = [style.color(cell["answer"]) for cell in cells]
    return [
        {
            **common,
            "unselected": style.UNSELECTED,
            "marker": {
                "symbol": [style.symbol(cell["answer"]) + ("" if cell["flat"] else "-open") for cell in cells],
                "size": [SIZES[cell["horizon"]][0] for cell in cells],
                "opacity": [SIZES[cell["horizon"]][1] for cell in cells],
                "color": colors,
                "line": {"width": 2, "color": colors},
            },
        },
        {
            **common,
            "marker": {
                "symbol": "square", "opacity": 0,
                "size": [24 if cell["horizon"] == "crisis" else 12 for cell in cells],
            },
        },
    ]  # fmt: skip


def _text(
    said: Sequence[tuple[float, float, str]], size: float, side: str = "middle right", color: str = ""
) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text", "x": [x for x, _, _ in said], "y": [y for _, y, _ in said], "text": [text for *_, text in said],
        "textposition": side, "hoverinfo": "skip", "cliponaxis": False, "textfont": {"size": size, **({"color": color} if color else {})},
    }  # fmt: skip
