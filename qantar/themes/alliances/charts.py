"""The charts of alliances: who belonged to what, and whom the reshuffle moved. Both are tables with marks, laid out in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qantar.charts import style
from qantar.charts.pixels import LINE, NARROW, WIDE, areas, broken, chart, colored, marks, texts
from qantar.facts import words
from qantar.facts.alliances import ORGANISATIONS
from qantar.themes.alliances.titles import HERE, cell_line, step_line

INK = style.INK_BLUE
WRONG = style.color("wrong")
WIDTH = 1000
"""So many pixels has a card beside the sidebar on a screen of 1400; on a wider one all moves apart."""
ROW, GROUP, HEAD = 25, 26, 26
"""Pixels: a row of the matrix, the name of a group, the heads of the columns."""
TIGHT = 115
"""Pixels of a column in which a status of two words has no room."""
SMALL = 12.5
"""The size of what stands beside marks, and of the organisations' whole names."""
SYMBOLS = {"member": "circle", "other": "circle-open-dot"}
KEY = {"member": "member", "other": "another status", "none": "no"}
DATED, WRITTEN = ", with the year of joining", ", as written"
"""The legend, and what it adds where there is room."""


def belonging(cells: Sequence[dict[str, Any]], width: int = WIDTH) -> dict[str, Any]:
    """Draw countries down and organisations across, one mark for what a country was; red is what an article gets wrong.

    ``cells``: as ``rows.belonging`` returns them, ``width`` in pixels.
    """
    narrow = width < NARROW
    first = 92 if narrow else 190
    shown = [
        key for key in ORGANISATIONS if any(cell["status"] != "unsaid" for cell in cells if cell["organisation"] == key)
    ]
    column = (width - first) / (len(ORGANISATIONS) if narrow else max(len(shown), 3))
    down = 22.0
    heads = (_head(ORGANISATIONS[key], narrow) for key in shown)
    written = [(first + column * n + (0 if narrow else 2), down + HEAD / 2, head) for n, head in enumerate(heads)]
    # Letters alone tell a newcomer nothing; a name that begins as its short one does says no more.
    spelled = {
        cell["organisation"]: cell["spelled"]
        for cell in cells
        if not cell["spelled"].startswith(ORGANISATIONS[cell["organisation"]])
    }
    full = [broken(spelled[key], column - 12, SMALL) if key in spelled and not narrow else [] for key in shown]
    whole = [
        (first + column * n + 2, down + HEAD / 2 + LINE, colored("<br>".join(lines))) for n, lines in enumerate(full)
    ]
    down += HEAD + (12 if narrow else LINE * max(map(len, full), default=0))
    names, groups, rules, small = [], [], [], [*whole]
    placed: dict[str, list[tuple[float, float, str, str]]] = {"member": [], "other": [], "wrong": []}
    unsaid: list[tuple[float, float, str]] = []
    wide = []
    countries = list(dict.fromkeys(cell["country"] for cell in cells))
    group = None
    for country in countries:
        own = [cell for cell in cells if cell["country"] == country and cell["organisation"] in shown]
        if own[0]["group"] and own[0]["group"] != group:
            group = own[0]["group"]
            rules.append(down + 3)
            groups.append((0.0, down + 3 + GROUP / 2, colored(f"<b>{group}</b>")))
            down += GROUP
        lines = [_lines(cell, narrow, column) for cell in own]
        below = max(map(len, lines)) if narrow else max(max(map(len, lines)) - 1, 0)
        called = broken(country, first)
        tall = ROW + max((13 if narrow else LINE - 2) * below, 13 * (len(called) - 1))
        at = down + ROW / 2
        names += [(0.0, at + 13 * n, part) for n, part in enumerate(called)]
        for n, (cell, said) in enumerate(zip(own, lines, strict=True)):
            left = first + column * n + 8
            mark = _mark(cell)
            if mark in placed:
                placed[mark].append((left, at, cell["facts"], cell_line(cell)))
            elif mark == "none":
                unsaid.append((left - 4, at, colored("–")))
            if cell["facts"]:
                wide.append((left + column / 2 - 8, at, cell["facts"], cell_line(cell)))
            for part, text in enumerate(said):
                spot = (left - 9, at + 15 + 12 * part, text) if narrow else (left + 10, at + (LINE - 2) * part, text)
                small.append(spot)
        down += tall
    missing = _missing(shown, width)
    if missing:
        small.append((0.0, down + 14, colored("<br>".join(missing))))
        down += 8 + LINE * len(missing)
    traces = [
        areas(wide, 22),
        marks(placed["member"], SYMBOLS["member"], INK),
        marks(placed["other"], SYMBOLS["other"], INK),
        texts(written, 13 if not narrow else 12),
        texts(groups, 12.5 if not narrow else 12),
        texts(names, 14 if not narrow else 12.5),
        texts(unsaid, 13),
        texts(small, SMALL if not narrow else 10.5),
        *_legend(cells, narrow),
    ]
    return chart(traces, width, down + 4, rules)


def _missing(shown: Sequence[str], width: int) -> list[str]:
    """Say of which organisations the sources name nobody, in lines; nothing where there are none."""
    silent = [f"the {name}" for key, name in ORGANISATIONS.items() if key not in shown]
    return broken(f"Not said: who belongs to {words.listed(silent)}.", width, 12.5) if silent else []


def _mark(cell: dict[str, Any]) -> str:
    if cell["status"] in ("member", "none", "unsaid"):
        return str(cell["status"])
    return "other"


def _lines(cell: dict[str, Any], narrow: bool, column: float) -> list[str]:
    """Return what is written beside (on a telephone below) a cell's mark."""
    status = cell["status"]
    if narrow:
        said = {"member": "", "none": cell["aside"], "unsaid": "", "signatory": ""}.get(status, HERE.get(status, ""))
    else:
        said = {"member": cell["year"], "none": cell["aside"], "unsaid": ""}.get(
            status, f"{HERE.get(status, '')} {cell['year'] if status == 'signatory' else ''}".strip()
        )
    if narrow or column < TIGHT:
        said = said.replace("dialogue partner", "partner")
    lines = [colored(said)] if said else []
    if cell["wrong"]:
        parts = cell["wrong"].split(": ") if narrow else [cell["wrong"]]
        parts = [f"{parts[0]}:", *parts[1:]] if len(parts) > 1 else parts
        reds = [colored(f"<b>{part}</b>", WRONG) for part in parts]
        if not narrow and lines and (len(said) + len(cell["wrong"]) + 3) * 12.5 * WIDE < column - 26:
            lines = [f"{lines[0]} · {reds[0]}"]
        else:
            lines += reds
    return lines


def _legend(cells: Sequence[dict[str, Any]], narrow: bool) -> list[dict[str, Any]]:
    """Return the line above the matrix that says what its marks mean, as far as they occur."""
    across, said, circles = 0.0, [], []
    shown = {_mark(cell) for cell in cells}
    dated = not narrow and any(cell["status"] == "member" and cell["year"] for cell in cells)
    key = {
        **KEY,
        "member": KEY["member"] + (DATED if dated else ""),
        "other": KEY["other"] + ("" if narrow else WRITTEN),
    }
    for mark in ("member", "other", "none"):
        if mark in shown:
            if mark in SYMBOLS:
                circles.append((across + 7, 9.0, mark))
            else:
                said.append((across + 3, 9.0, colored("–")))
            said.append((across + 16, 9.0, colored(key[mark])))
            across += 16 + len(key[mark]) * (11 if narrow else 12) * WIDE + (8 if narrow else 18)
    if any(cell["wrong"] for cell in cells):
        said.append(
            (
                across,
                9.0,
                colored("<b>red</b>", WRONG) + colored(": wrong" if narrow else ": what an article gets wrong"),
            )
        )
    return [
        {**marks([(x, y, "", "") for x, y, _ in circles], [SYMBOLS[mark] for *_, mark in circles], INK, 10), "hoverinfo": "skip",
         "hovertemplate": None, "customdata": None},
        texts(said, 12 if not narrow else 11),
    ]  # fmt: skip


def _head(name: str, narrow: bool) -> str:
    return f"<b>{name.replace('Belt and Road', 'Belt &<br>Road') if narrow else name}</b>"


def reshuffle(people: Sequence[dict[str, Any]], width: int = WIDTH) -> dict[str, Any]:
    """Draw whom the reshuffle moved: each name once, with the post, and what happened on which day, by whom, and who says so.

    ``people``: as ``rows.reshuffle`` returns them, ``width`` in pixels. A filled mark: an article says so,
    a hollow one: reference data alone.
    """
    return _down(people, width) if width < NARROW else _across(people, width)


def _across(people: Sequence[dict[str, Any]], width: int) -> dict[str, Any]:
    shares = (0.0, 0.27, 0.335, 0.58, 0.775)
    name, day, what, by, who = (width * share for share in shares)
    heads = [(x, 12.0, colored(f"<b>{text}</b>")) for x, text in
             ((day, "January"), (what + 14, "What happened"), (by, "By whom"), (who, "Who says so"))]  # fmt: skip
    names, posts, cells, rules = [], [], [], []
    spots: list[tuple[float, float, str, str, bool]] = []
    down = 26.0
    for one in people:
        rules.append(down)
        at = down + 5
        names.append((name, at + LINE / 2, f"<b>{one['person']}</b>"))
        post = broken(one["post"], day - 14, 12.5)
        posts.append((name, at + LINE * 1.5, colored("<br>".join(post))))
        for step in one["steps"]:
            columns = (
                (day, broken(_bare(step["when"]) or "no day", what - day)),
                (what + 14, broken(step["what"], by - what - 22)),
                (by, broken(step["by"] or "–", who - by - 10)),
                (who, broken(step["who"], width - who)),
            )
            cells += [(x, at + LINE / 2, "<br>".join(lines)) for x, lines in columns]
            spots.append((what + 4, at + LINE / 2, step["facts"], step_line(one["person"], step), step["article"]))
            at += LINE * max(len(lines) for _, lines in columns) + 3
        down = max(at, down + 5 + LINE * (1 + (len(post) if one["post"] else 0))) + 5
    traces = [
        areas([(x + 90, y, facts, said) for x, y, facts, said, _ in spots], 20),
        *_marks(spots),
        texts(heads, 12.5),
        texts(names, 14),
        texts(posts, 12.5),
        texts(cells, 13),
    ]
    return chart(traces, width, down + 2, rules)


def _down(people: Sequence[dict[str, Any]], width: int) -> dict[str, Any]:
    """Lay the reshuffle out for a telephone: a name, its post, and below each other what happened."""
    names, posts, cells, rules = [], [], [], []
    spots: list[tuple[float, float, str, str, bool]] = []
    down = 2.0
    line = LINE - 1
    for one in people:
        rules.append(down)
        at = down + 4 + line / 2
        names.append((0.0, at, f"<b>{one['person']}</b>"))
        at += line
        if one["post"]:
            post = broken(one["post"], width, 11.5)
            posts.append((0.0, at, colored("<br>".join(post))))
            at += line * len(post)
        for step in one["steps"]:
            when = f"{step['when']}: " if step["when"] else ""
            said = broken(f"{when}{step['what']}", width - 20, 12.5)
            by = f"by {step['by']} · " if step["by"] else ""
            source = broken(f"{by}{step['who']}", width - 20, 11.5)
            spots.append((7.0, at, step["facts"], step_line(one["person"], step), step["article"]))
            cells.append((16.0, at, "<br>".join(said)))
            at += line * len(said)
            posts.append((16.0, at, colored("<br>".join(source))))
            at += line * len(source) + 3
        down = at - line / 2 + 6
    traces = [
        areas([(x + 80, y, facts, said) for x, y, facts, said, _ in spots], 26),
        *_marks(spots),
        texts(names, 13),
        texts(posts, 11.5),
        texts(cells, 12.5),
    ]
    return chart(traces, width, down + 2, rules)


def _marks(spots: Sequence[tuple[float, float, str, str, bool]]) -> list[dict[str, Any]]:
    return [
        marks([(x, y, facts, said) for x, y, facts, said, article in spots if article is filled], symbol, INK, 9)
        for filled, symbol in ((True, "circle"), (False, "circle-open"))
    ]


def _bare(when: str) -> str:
    """Leave out the month where the head of the column gives it."""
    return when.removesuffix(" Jan")
