"""Charts of who is said to gain and lose."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from qantar import style

WORDS = {
    "gain": "gains", "mixed": "both", "loss": "loses", "closer": "closer", "stable": "unchanged", "rift": "rift",
    "russia": "Russia", "china": "China", "kazakhstan": "Kazakhstan", "relationship": "Russia and China",
}  # fmt: skip
"""How answers and questions are written."""
LEGEND = {
    "loss": "loses; a rift", "rift": "loses; a rift", "mixed": "both at once", "stable": "ties unchanged",
    "gain": "gains; closer", "closer": "gains; closer",
}  # fmt: skip
"""A mark means the same on either side of the matrix, so it stands in the legend once."""
PLACES = {"loss": -0.27, "mixed": 0, "gain": 0.27, "rift": -0.27, "stable": 0, "closer": 0.27}
"""Where in its cell an answer stands, so that two answers of one speaker are two marks."""


def matrix(cells: pd.DataFrame, speakers: Sequence[str], questions: Sequence[str]) -> go.Figure:
    """Draw speakers by question, a mark for each answer that a speaker gives.

    ``cells``: ``speaker, speaker_name, question, answer, claims, flat, facts, sources``; ``speakers``:
    keys from top to bottom. A mark is hollow where the speaker only hedges or reports others' view
    (``flat`` is 0). An empty cell means that the speaker doesn't speak of it.
    """
    figure = go.Figure()
    at = {speaker: n for n, speaker in enumerate(speakers)}
    shown: set[str] = set()
    column = {question: n for n, question in enumerate(questions)}
    for answer in [answer for answer in PLACES if answer in set(cells["answer"])]:
        # The filled marks first: the legend shows the first one's symbol.
        rows = cells[cells["answer"] == answer].sort_values("flat", ascending=False, kind="stable")
        figure.add_scatter(
            x=rows["question"].map(column) + PLACES[answer],
            y=rows["speaker"].map(at),
            mode="markers+text",
            name=LEGEND[answer],
            legendgroup=style.SYMBOLS[answer],
            showlegend=style.SYMBOLS[answer] not in shown,
            text=[str(n) if n > 1 else "" for n in rows["claims"]],
            textposition="middle right",
            textfont={"size": 11},
            cliponaxis=False,
            customdata=[
                [
                    row.facts,
                    row.speaker_name,
                    WORDS[row.question],
                    WORDS[answer],
                    row.claims,
                    style.names(row.sources),
                ]
                for row in rows.itertuples()
            ],
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}: %{customdata[3]}, "
            "%{customdata[4]} claim(s)<br>%{customdata[5]}<extra></extra>",
            marker={
                "symbol": [style.SYMBOLS[answer] + ("" if flat else "-open") for flat in rows["flat"]],
                "size": 12,
                "opacity": 1,
                "color": style.color(answer),
                "line": {"width": 2, "color": style.color(answer)},
            },
        )
        shown.add(style.SYMBOLS[answer])
    names = cells.drop_duplicates("speaker").set_index("speaker")["speaker_name"]
    lines = [{"type": "line", "x0": n + 0.5, "x1": n + 0.5, "y0": -0.5, "y1": len(speakers) - 0.5,
              "line": {"color": style.GRID, "width": 1}} for n in range(len(questions) - 1)]  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=120 + 30 * len(speakers),
        xaxis={"range": [-0.5, len(questions) - 0.5], "tickvals": list(column.values()), "side": "top",
               "ticktext": [_wrapped(WORDS[question]) for question in questions], "showgrid": False,
               "fixedrange": True, "tickangle": 0},
        yaxis={"range": [len(speakers) - 0.4, -0.6], "tickvals": list(at.values()),
               "ticktext": [names[speaker] for speaker in speakers], "fixedrange": True},
        shapes=lines,
        legend={"y": -10 / (120 + 30 * len(speakers))},
        hovermode="closest",
    )  # fmt: skip


def _wrapped(text: str) -> str:
    return text.replace(" and ", "<br>and ")


def winners(counts: pd.DataFrame, countries: Sequence[str], end: int) -> go.Figure:
    """Draw for each country how many speakers say that it gains, loses, or both.

    ``counts``: ``country, outcome, speakers, facts``; ``end``: the longest bar under any filter.
    """
    figure = go.Figure()
    for outcome, sign in (("loss", -1), ("mixed", 1), ("gain", 1)):
        rows = counts[counts["outcome"] == outcome].set_index("country").reindex(countries)
        # «Both» stands left of the gains but doesn't count as one, so it has a row of its own below.
        offset = {"loss": 0, "gain": 0, "mixed": 0.32}[outcome]
        figure.add_bar(
            y=[n + offset for n in range(len(countries))],
            x=[sign * n for n in rows["speakers"].fillna(0)],
            orientation="h",
            width=0.3 if outcome == "mixed" else 0.5,
            name={"gain": "gains", "loss": "loses", "mixed": "both at once"}[outcome],
            text=[f"{n:.0f}" if n else "" for n in rows["speakers"].fillna(0)],
            customdata=[[facts] for facts in rows["facts"].fillna("")],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{text} speakers<extra>%{fullData.name}</extra>",
            marker={"color": style.color(outcome)},
        )
    step = 5 if end > 8 else 2
    ticks = list(range(-step * (end // step + 1), step * (end // step + 1) + 1, step))
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=120 + 74 * len(countries),
        barmode="overlay",
        xaxis={"range": [-end * 1.15, end * 1.15], "tickvals": ticks, "ticktext": [str(abs(n)) for n in ticks],
               "title": {"text": "← loses · number of speakers · gains →"}, "fixedrange": True, "zeroline": True,
               "zerolinecolor": style.GRID},
        yaxis={"range": [len(countries) - 0.4, -0.5], "tickvals": list(range(len(countries))),
               "ticktext": [WORDS[country] for country in countries], "showgrid": False, "fixedrange": True},
        legend={"y": -0.34},
    )  # fmt: skip
