"""The chart of what each article adds."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from qantar.charts import style
from qantar.charts.pixels import GREY, LINE, NARROW, RULE, texts
from qantar.facts import words
from qantar.themes.coverage.rows import KINDS

ROW, HEAD = 40, 30
LIGHT = "rgba(128,128,128,0.28)"


def coverage(counts: Sequence[dict[str, Any]], articles: Sequence[str], top: int, width: int = 1100) -> dict[str, Any]:
    """Draw for each article and kind a bar of its facts, dark as far as no other article has them.

    ``counts``: ``source, kind, facts, only``; ``articles``: keys from top to bottom; ``top``: the largest count under any filter;
    ``width`` in pixels.
    """
    narrow = width < NARROW
    first = 78 if narrow else 190
    column = (width - first) / len(KINDS)
    # The label stands right of the longest bar.
    scale = (column - (30 if narrow else 70)) / top
    at = {key: HEAD + ROW * n + ROW / 2 for n, key in enumerate(articles)}
    left = {kind: first + column * n for n, kind in enumerate(KINDS)}
    about = [f"{words.name(row['source'])}, {row['kind']}" for row in counts]
    y = [at[row["source"]] for row in counts]
    base = [left[row["kind"]] for row in counts]
    bar = {"type": "bar", "orientation": "h", "y": y, "width": [15.0] * len(y), "text": about, "textposition": "none"}
    shared = [row["facts"] - row["only"] for row in counts]
    short = {"judgements": "views", "memberships": "groups"} if narrow else {}
    size = 12 if narrow else 14
    numbers = [
        str(row["only"]) if narrow or not more else f"{row['only']} of {row['facts']}"
        for row, more in zip(counts, shared, strict=True)
    ]
    titles = ["<br>".join(textwrap.wrap(words.name(key), 10 if narrow else 40)) for key in articles]
    traces = [
        {**bar, "showlegend": False, "x": [row["only"] * scale for row in counts], "base": base,
         "marker": {"color": [style.color(row["source"]) for row in counts]}, "customdata": [[row["only"]] for row in counts],
         "hovertemplate": "%{text}: %{customdata[0]} only here<extra></extra>"},
        {**bar, "showlegend": False, "x": [more * scale for more in shared],
         "base": [start + row["only"] * scale for start, row in zip(base, counts, strict=True)], "marker": {"color": LIGHT},
         "hovertemplate": "%{text}: %{customdata[0]} that others have too<extra></extra>", "customdata": [[more] for more in shared]},
        texts([(start + row["facts"] * scale + 3, down, number)
               for start, row, down, number in zip(base, counts, y, numbers, strict=True)], 12),
        texts([(16.0 if narrow else 24.0, down - LINE * title.count("<br>") / 2, f"<b>{title}</b>")
               for down, title in zip(at.values(), titles, strict=True)], size),
        {"type": "scatter", "mode": "markers", "x": [6 if narrow else 10] * len(articles), "y": list(at.values()),
         "hoverinfo": "skip", "showlegend": False,
         "marker": {"symbol": [style.symbol(key) for key in articles], "size": 10, "color": [style.color(key) for key in articles]}},
        # The legend shows no article's colour for what holds for all of them.
        *({"type": "bar", "x": [None], "y": [None], "name": name, "marker": {"color": color}, "hoverinfo": "skip"}
          for name, color in (("in colour: no other article has it", GREY), ("grey: others have it too", LIGHT)) * (len(articles) > 1)),
        texts([(left[kind], HEAD / 2, f"<b>{short.get(kind, kind)}</b>") for kind in KINDS], 12),
    ]  # fmt: skip
    line = {"type": "line", "x0": 0, "x1": width, "line": {"color": RULE, "width": 1}}
    return {
        "data": traces,
        "layout": {
            "template": style.TEMPLATE, "height": HEAD + ROW * len(articles) + 34, "barmode": "overlay", "hovermode": "closest",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 30, "pad": 0},
            "xaxis": {"range": [0, width], "visible": False, "fixedrange": True, "automargin": False},
            "yaxis": {"range": [HEAD + ROW * len(articles), 0], "visible": False, "fixedrange": True, "automargin": False},
            "shapes": [{**line, "y0": y - ROW / 2, "y1": y - ROW / 2} for y in at.values()],
            "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.02, "yanchor": "top", "font": {"size": 12}},
        },
    }  # fmt: skip
