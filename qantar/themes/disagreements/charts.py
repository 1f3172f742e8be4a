"""Charts of who disagrees with whom, and of what the sources count and date."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.facts import words

WEIGHTS = {"sharp": "doesn't hold, or can't both be true", "mild": "in tension, or of another scope, day or definition"}
SHIFT = {"sharp": -0.2, "mild": 0.2}
ACROSS, WIDEST = 112, 56
"""So many letters fit in all columns of the grid, and so many in one at most; longer answers are broken."""


def who(pairs: pd.DataFrame, articles: Sequence[str], top: int) -> go.Figure:
    """Draw how many entries set which two sources against each other; on the diagonal a source against itself.

    ``pairs``: ``one, other, weight, count, entries``; ``articles``: all keys, so that a row stays where it is;
    ``top``: the largest count under any filter. The area of a dot is the number of entries.
    """
    order = [*articles, "reference"]
    figure = go.Figure()
    for weight, name in WEIGHTS.items():
        rows = pairs[pairs["weight"] == weight]
        color = style.color("rift" if weight == "sharp" else "none")
        figure.add_scatter(
            x=[order.index(key) + SHIFT[weight] for key in rows["one"]],
            y=[order.index(key) for key in rows["other"]],
            mode="markers+text", name=name,
            text=[str(n) for n in rows["count"]], textposition="bottom center", textfont={"size": 12}, cliponaxis=False,
            customdata=[[row.entries, words.name(row.one), words.name(row.other)] for row in rows.itertuples()],
            hovertemplate="<b>%{customdata[1]}</b> and <b>%{customdata[2]}</b>: %{text}<extra></extra>",
            marker={"size": [8 + 20 * (n / top) ** 0.5 for n in rows["count"]], "opacity": 1, "color": color,
                    "symbol": "circle" if weight == "sharp" else "diamond"},
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    names = [words.name(key).replace(" ", "<br>") for key in order]
    height = 170 + 62 * len(order)
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-0.5, len(order) - 0.5], "tickvals": list(range(len(order))), "ticktext": names, "side": "top",
               "fixedrange": True, "tickangle": 0},
        yaxis={"range": [len(order) - 0.4, -0.5], "tickvals": list(range(len(order))), "ticktext": names, "fixedrange": True},
        legend={"y": -10 / height, "itemsizing": "constant"},
        hovermode="closest",
    )  # fmt: skip


def _telling(answer: str, quotes: Sequence[str]) -> str:
    """Return the first of the quotes that holds most of the numbers of an answer."""
    numbers = re.findall(r"[\d.,]*\d", answer)
    return max(quotes, key=lambda quote: sum(number in quote for number in numbers))


def grid(cells: pd.DataFrame, columns: Sequence[str]) -> go.Figure:
    """Draw what each source answers, a row for each thing, a column for each source, with its words under the answer.

    ``cells``: as ``ledger.side_by_side`` returns them. Nothing stands where a source is silent.
    """
    # Reference data gives several answers to most questions: its column is as wide as two.
    last = len(columns) - 0.5 + ("reference" in columns)
    wide = min(round(ACROSS / (last + 0.5)), WIDEST)
    figure = go.Figure()
    drawn, ticks, lines, y = [], {}, [], 0.0
    for _, rows in cells.groupby("row", sort=False):
        tallest, start = 1.0, y
        for column, part in rows.groupby("column", sort=False):
            at = start
            for row in part.itertuples():
                if column == "reference":
                    text = textwrap.wrap(f"{row.answer}  {row.by}", 2 * wide + 1)
                    text[0] = text[0].replace(row.answer, f"<b>{row.answer}</b>", 1)
                else:
                    text = [f"<b>{line}</b>" for line in textwrap.wrap(row.answer, wide)]
                    text += textwrap.wrap(f"“{_telling(row.answer, row.quotes)}”", wide + 1)
                drawn.append((columns.index(str(column)), at + (len(text) - 1) / 2, "<br>".join(text), row))
                at += len(text) + 0.3
            tallest = max(tallest, at - start)
        thing = textwrap.wrap(rows["thing"].iloc[0], 24) + (["<i>contested</i>"] if rows["entries"].iloc[0] else [])
        tallest = max(tallest, len(thing))
        ticks[start + (len(thing) - 1) / 2] = "<br>".join(thing)
        y = start + tallest + 0.8
        lines.append(y - 0.95)
    for column in columns:
        own = [(x, at, text, row) for x, at, text, row in drawn if columns[x] == column]
        figure.add_scatter(
            x=[x - 0.44 for x, *_ in own], y=[at for _, at, *_ in own], mode="markers+text", showlegend=False,
            text=[text for *_, text, _ in own], textposition="middle right", textfont={"size": 12}, cliponaxis=False,
            customdata=[[row.fact, row.thing, row.quotes[0]] for *_, row in own],
            hovertemplate="<b>%{customdata[1]}</b><br>“%{customdata[2]}”<extra></extra>",
            marker={"size": 7, "opacity": 1, "color": style.color(column),
                    "symbol": style.symbol(column)},
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=round(118 + 16.6 * y),
        xaxis={"range": [-0.5, last], "tickvals": list(range(len(columns))), "side": "top",
               "ticktext": [f"<b>{words.name(key)}</b>".replace(" ", "<br>") for key in columns], "showgrid": False,
               "fixedrange": True, "tickangle": 0},
        yaxis={"range": [y + 0.1, -0.9], "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False,
               "fixedrange": True},
        shapes=[{"type": "line", "x0": -0.5, "x1": last, "y0": at, "y1": at,
                 "line": {"color": style.GRID, "width": 1}} for at in lines[:-1]],
        hovermode="closest",
    )  # fmt: skip
