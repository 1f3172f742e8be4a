"""What charts of stated numbers have in common: a mark for a number, a range with open ends for a vague amount, words above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.facts import words

OPEN, NEARLY = 0.12, 0.05  # of the axis: the arrow of an open end, whose length means nothing


def note(text: str, at: float, panel: int = 1, size: float = 12.5) -> dict[str, object]:
    """Return words above a row, at a height of a panel; given to a figure together, which takes a fraction of one by one."""
    number = "" if panel == 1 else str(panel)
    return {
        "text": text, "x": 0, "xref": f"x{number} domain", "y": at, "yref": f"y{number}", "showarrow": False, "xanchor": "left",
        "yanchor": "top" if "<br>" in text else "middle", "font": {"size": size}, "align": "left",
    }  # fmt: skip


def mark(key: str, symbol: str = "") -> dict[str, Any]:
    """Return the mark of a number by a source or by reference data."""
    return {"symbol": symbol or style.symbol(key), "size": 12, "color": style.color(key),
            "line": {"width": 2, "color": style.color(key)}}  # fmt: skip


def amount(figure: go.Figure, row: Any, at: float, end: float, panel: Mapping[str, int] | None = None) -> None:
    """Draw one number as a mark, or one vague amount as a range whose unknown end is an arrow of a fixed length.

    ``row``: as for ``by_unit``, and ``group`` if the label alone doesn't say what it is; ``end``: of the axis.
    """
    key = words.source_key(row.sources)
    name, symbol = getattr(row, "kind", "") or words.name(key), getattr(row, "symbol", "")
    lines = [f"<b>{row.text}</b>", getattr(row, "group", ""), row.label, words.names(row.sources)]
    about = {
        "hovertemplate": "<br>".join(filter(None, lines)) + "<extra></extra>",
        "legendgroup": name, "name": name, "showlegend": False, **(panel or {}),
    }  # fmt: skip
    if pd.notna(row.value):
        figure.add_scatter(
            x=[row.value], y=[at], mode="markers", marker=mark(key, symbol), customdata=[[row.id]], **about
        )
        return
    is_open = pd.isna(row.low), pd.isna(row.high)
    arrow = end * (NEARLY if getattr(row, "qualifier", "") == "nearly" else OPEN)
    low = max(float(row.high) - arrow, 0.0) if is_open[0] else float(row.low)
    high = low + arrow if is_open[1] else float(row.high)
    bound = symbol or "line-ns"
    figure.add_scatter(
        x=[low, high], y=[at, at], mode="lines+markers", customdata=[[row.id], [row.id]],
        line={"color": style.color(key), "width": 3, "dash": "dot" if any(is_open) else "solid"},
        marker={
            "symbol": ["arrow-left" if is_open[0] else bound, "arrow-right" if is_open[1] else bound],
            "size": 13, "color": style.color(key), "line": {"width": 3, "color": style.color(key)}, "opacity": 1,
        },
        **about,
    )  # fmt: skip
