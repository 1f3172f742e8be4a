"""Charts of who is said to gain and lose."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.facts import words

WORDS = {
    "gain": "gains", "mixed": "both", "loss": "loses", "closer": "closer", "stable": "unchanged", "rift": "rift",
    "russia": "Russia", "china": "China", "kazakhstan": "Kazakhstan", "relationship": "Russia and China",
}  # fmt: skip
"""How answers and questions are written."""
LEGEND = {
    "gain": "gains", "mixed": "both at once", "loss": "loses", "closer": "closer", "stable": "ties unchanged",
    "rift": "a rift",
}  # fmt: skip
PLACES = {"loss": -0.27, "mixed": 0, "gain": 0.27, "rift": -0.27, "stable": 0, "closer": 0.27}
"""Where in its cell an answer stands, so that two answers of one speaker are two marks."""
BELOW = 0.3
"""So far below the line of its speaker a mark about the longer run stands, so that it covers none on the crisis."""
SIZES = {"crisis": (12, 1.0, 11), "trend": (7, 0.65, 9)}
"""Size, opacity and size of the number of a mark."""
LONGEST = 44
"""So many letters of a role and affiliation stand in a line under a name."""


def matrix(cells: pd.DataFrame, speakers: pd.DataFrame, questions: Sequence[str]) -> go.Figure:
    """Draw speakers by question, a mark for each answer that a speaker gives, a short line for silence.

    ``cells``: ``speaker, question, answer, horizon, claims, flat, facts, sources``; ``speakers``: ``speaker,
    speaker_name, about, heading``, one row each from top to bottom; where ``heading`` changes it stands as
    a line of its own. A mark is hollow where the speaker only hedges or reports others' view (``flat`` is 0), small
    and pale where the claims are about the longer run.
    """
    figure = go.Figure()
    at, headings = _rows(speakers)
    named = dict(zip(speakers["speaker"], speakers["speaker_name"], strict=True))
    column = {question: n for n, question in enumerate(questions)}
    for answer in [answer for answer in LEGEND if answer in set(cells["answer"])]:
        # The filled marks on the crisis first: the legend shows the first one.
        rows = cells[cells["answer"] == answer].assign(hollow=lambda part: part["flat"] == 0)
        rows = rows.sort_values(["horizon", "hollow"], kind="stable")
        sizes = [SIZES[horizon] for horizon in rows["horizon"]]
        figure.add_scatter(
            x=rows["question"].map(column) + PLACES[answer],
            y=rows["speaker"].map(at) + BELOW * (rows["horizon"] == "trend"),
            mode="markers+text",
            name=LEGEND[answer],
            text=[
                str(flat or n) if (flat or n) > 1 else "" for flat, n in zip(rows["flat"], rows["claims"], strict=True)
            ],
            textposition="middle right",
            textfont={"size": [letters for _, _, letters in sizes]},
            cliponaxis=False,
            customdata=[
                [
                    row.facts,
                    named[row.speaker],
                    WORDS[row.question],
                    WORDS[answer],
                    row.claims,
                    words.names(row.sources),
                    " about the longer run" if row.horizon == "trend" else "",
                ]
                for row in rows.itertuples()
            ],
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}: %{customdata[3]}, "
            "%{customdata[4]} claim(s)%{customdata[6]}<br>%{customdata[5]}<extra></extra>",
            marker={
                "symbol": [style.symbol(answer) + ("" if flat else "-open") for flat in rows["flat"]],
                "size": [size for size, _, _ in sizes],
                "opacity": [opacity for _, opacity, _ in sizes],
                "color": style.color(answer),
                "line": {"width": 2, "color": style.color(answer)},
            },
        )
    for name, shown, look in (
        (
            "hollow: hedged or reported only",
            (cells["flat"] == 0).any(),
            {"symbol": "diamond-open", "size": 12, "opacity": 1},
        ),
        (
            "small: about the longer run",
            (cells["horizon"] == "trend").any(),
            {"symbol": "diamond", "size": 7, "opacity": 0.65},
        ),
    ):
        if shown:
            figure.add_scatter(
                x=[None], y=[None], mode="markers", name=name, hoverinfo="skip",
                marker={**look, "color": style.color("none"), "line": {"width": 2, "color": style.color("none")}},
            )  # fmt: skip
    said = set(zip(cells["speaker"], cells["question"], strict=True))
    silent = [
        (column[question], at[speaker]) for speaker in at for question in questions if (speaker, question) not in said
    ]
    figure.add_scatter(
        x=[x for x, _ in silent], y=[y for _, y in silent], mode="markers", name="silent", hoverinfo="skip",
        marker={"symbol": "line-ew-open", "size": 8, "opacity": 1, "color": style.color("none"), "line": {"width": 1.5}},
    )  # fmt: skip
    last = len(speakers) + len(headings)
    lines = [{"type": "line", "x0": n + 0.5, "x1": n + 0.5, "y0": -0.5, "y1": last - 0.5,
              "line": {"color": style.GRID, "width": 1}} for n in range(len(questions) - 1)]  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    ticks = {**{n: f"<b>{text}</b>" for text, n in headings.items()},
             **{at[row.speaker]: _about(row.speaker_name, row.about) for row in speakers.itertuples()}}  # fmt: skip
    deep = max((text.count("<br>") for text in ticks.values()), default=1)
    height = 140 + (22 + 18 * max(deep, 1)) * last
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-0.5, len(questions) - 0.5], "tickvals": list(column.values()), "side": "top",
               "ticktext": [_wrapped(WORDS[question]) for question in questions], "showgrid": False,
               "fixedrange": True, "tickangle": 0},
        yaxis={"range": [last - 0.4, -0.6], "tickvals": list(ticks), "ticktext": list(ticks.values()),
               "showgrid": False, "fixedrange": True},
        shapes=lines,
        legend={"y": -10 / height},
        hovermode="closest",
    )  # fmt: skip


def _rows(speakers: pd.DataFrame) -> tuple[dict[str, int], dict[str, int]]:
    """Return the row of each speaker and of each heading, counted from the top."""
    at: dict[str, int] = {}
    headings: dict[str, int] = {}
    for row in speakers.itertuples():
        if row.heading and row.heading not in headings:
            headings[row.heading] = len(at) + len(headings)
        at[row.speaker] = len(at) + len(headings)
    return at, headings


def _about(name: str, about: str) -> str:
    """Write a speaker's name over role and affiliation, which are broken into lines where they are long."""
    lines = "<br>".join(textwrap.wrap(about, LONGEST))
    return f"{name}<br><span style='font-size:11px'>{lines}</span>" if about else name


def likeness(pairs: pd.DataFrame, speakers: pd.DataFrame) -> go.Figure:
    """Draw how alike each two speakers are: a square for each pair, with the number of shared questions in it.

    ``pairs``: ``one, other, shared, alike, facts``; ``speakers``: ``speaker, speaker_name``, in order. A
    pair with too few shared questions to compare is an empty square.
    """
    order = list(speakers["speaker"])
    names = list(speakers["speaker_name"])
    at = {key: n for n, key in enumerate(order)}
    figure = go.Figure()
    share = pairs["alike"].astype(float)
    for name, color, rows in (
        ("more alike than not (over half)", style.color("closer"), pairs[share > 0.5]),
        ("half alike", style.color("none"), pairs[share == 0.5]),
        ("less alike (under half)", style.color("rift"), pairs[share < 0.5]),
        ("too few shared questions", None, pairs[share.isna() & (pairs["shared"] > 0)]),
    ):
        if rows.empty:
            continue
        # Below the diagonal alone: the other half would say the same.
        figure.add_scatter(
            x=rows["one"].map(at), y=rows["other"].map(at), mode="markers+text", name=name,
            text=[
                str(row.shared) if pd.isna(row.alike) else f"<b>{row.alike:.0%}</b><br><span style='font-size:9px'>of {row.shared}</span>"
                for row in rows.itertuples()
            ],
            textposition="middle center", textfont={"size": 12 if color else 9},
            customdata=[
                [row.facts, names[at[row.one]], names[at[row.other]], row.shared,
                 "too few to compare" if pd.isna(row.alike) else f"{row.alike:.0%} alike"]
                for row in rows.itertuples()
            ],
            hovertemplate="<b>%{customdata[1]}</b> and <b>%{customdata[2]}</b><br>%{customdata[3]} shared question(s), "
            "%{customdata[4]}<extra></extra>",
            marker={"symbol": "square-open", "size": 36 if color else 14, "color": color or style.color("none"),
                    "opacity": 1, "line": {"width": 3 if color else 1}},
        )  # fmt: skip
    figure.update_traces(unselected={"marker": {"opacity": 0.5}}, selector={"type": "scatter"})
    height = 120 + 42 * len(order)
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-0.6, len(order) - 1.4], "tickvals": list(range(len(order) - 1)), "side": "top", "tickangle": 0,
               "ticktext": [str(n) for n in range(1, len(order))], "showgrid": False, "fixedrange": True},
        yaxis={"range": [len(order) - 0.4, -0.6], "tickvals": list(range(len(order))), "showgrid": False, "fixedrange": True,
               "ticktext": [f"{name}  <b>{n}</b>" for n, name in enumerate(names, 1)]},
        legend={"y": -10 / height},
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
        speakers = rows["speakers"].fillna(0)
        # «Both» is neither side, so it has a thin row of its own below, across the middle.
        both = outcome == "mixed"
        figure.add_bar(
            y=[n + (0.42 if both else 0) for n in range(len(countries))],
            x=[sign * n for n in speakers],
            base=[-n / 2 if both else 0 for n in speakers],
            orientation="h",
            width=0.16 if both else 0.5,
            name={"gain": "gains", "loss": "loses", "mixed": "both at once"}[outcome],
            text=[f"{n:.0f}" if n else "" for n in speakers],
            customdata=[[facts] for facts in rows["facts"].fillna("")],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{text} speakers<extra>%{fullData.name}</extra>",
            marker={"color": style.color(outcome)},
        )
    step = 5 if end > 8 else 2
    last = step * -(-end // step)
    ticks = list(range(-last, last + 1, step))
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "bar"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=120 + 74 * len(countries),
        barmode="overlay",
        xaxis={"range": [-last - step / 4, last + step / 4], "tickvals": ticks, "ticktext": [str(abs(n)) for n in ticks],
               "title": {"text": "← loses · number of speakers · gains →"}, "fixedrange": True, "zeroline": True,
               "zerolinecolor": style.GRID},
        yaxis={"range": [len(countries) - 0.4, -0.5], "tickvals": list(range(len(countries))),
               "ticktext": [WORDS[country] for country in countries], "showgrid": False, "fixedrange": True},
        legend={"y": -0.34},
    )  # fmt: skip
