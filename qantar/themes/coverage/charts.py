"""Charts of what the dashboard owes to each source."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.facts import words


def coverage(counts: pd.DataFrame, tables: Sequence[str], articles: Sequence[str], top: int) -> go.Figure:
    """Draw how many facts of each table each source supports.

    ``counts``: ``table, source, facts``; ``articles``: all keys, so that a column stays where it
    is; ``top``: the largest count under any filter. The area of a dot is the number of facts.
    """
    figure = go.Figure()
    for source in articles:
        rows = counts[counts["source"] == source]
        figure.add_scatter(
            x=[articles.index(source)] * len(rows),
            y=[tables.index(table) for table in rows["table"]],
            mode="markers+text",
            text=[str(n) for n in rows["facts"]],
            textposition="middle right",
            textfont={"size": 13},
            cliponaxis=False,
            name=words.name(source),
            hovertemplate="%{text} facts<extra>%{fullData.name}</extra>",
            marker={"size": [6 + 26 * (n / top) ** 0.5 for n in rows["facts"]], "opacity": 1, "color": style.color(source),
                    "symbol": style.symbol(source)},
            showlegend=False,
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=90 + 46 * len(tables),
        xaxis={"range": [-0.4, len(articles) - 0.4], "tickvals": list(range(len(articles))), "side": "top",
               "ticktext": [words.name(source).replace(" ", "<br>") for source in articles], "showgrid": False,
               "fixedrange": True, "tickangle": 0},
        yaxis={"range": [len(tables) - 0.5, -0.5], "tickvals": list(range(len(tables))), "ticktext": list(tables),
               "fixedrange": True},
    )  # fmt: skip
