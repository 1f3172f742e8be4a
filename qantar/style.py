"""The look: colours by key, the Plotly template, and how numbers and dates are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go
import plotly.io as pio

# One colour, one meaning. All keep a contrast of at least 3 : 1 on white and on the dark page, and
# each article has a marker of its own as well, so that colour is never the only cue.
COLORS = {
    "Diplomat": "#7a5fd0",
    "SCMP": "#a67c00",
    "Bedfellows": "#c2416b",
    "CEIAS": "#12897b",
    "RFERL": "#8f6248",
    "several": "#6f7782",
    "reference": "#7b8794",
    "gain": "#2f7fc1",
    "mixed": "#8a8f98",
    "loss": "#d0612a",
    "closer": "#2f7fc1",
    "stable": "#5f8fa8",
    "rift": "#d0612a",
    "none": "#8a8f98",
    "ac-russia": "#5674a0",
    "ac-china": "#b5533f",
    "ac-kazakhstan": "#2592a3",
    "computed": "#6f7782",
    # Kinds of marks on the map.
    "protest": "#bd7a0c",
    "violence": "#c9352b",
    "operation": "#5d7288",
    "deployment": "#4a63c9",
    "order": "#8d8247",
    "meeting": "#a0569f",
    "call": "#a0569f",
    "other": "#80868f",
    "deaths": "#85706c",
    "energy": "#b5533f",
    "transport": "#b5533f",
    "industry": "#b5533f",
    "crossing": "#b5533f",
    "background": "#80868f",
    # Institutions that measure, in charts of several.
    "ac-mofcom": "#9c4a7d",
    "ac-edb": "#4f7d2f",
    "ac-aei-cgit": "#b0741e",
    "ac-nbk": "#3a6ea5",
}
SYMBOLS = {
    "Diplomat": "circle",
    "SCMP": "square",
    "Bedfellows": "diamond",
    "CEIAS": "triangle-up",
    "RFERL": "hexagon2",
    "several": "star",
    "reference": "circle-open",
    "gain": "triangle-up",
    "mixed": "diamond",
    "loss": "triangle-down",
    "closer": "circle",
    "stable": "square",
    "rift": "x",
}
NAMES = {
    "Diplomat": "The Diplomat",
    "SCMP": "SCMP",
    "Bedfellows": "Strange Bedfellows",
    "CEIAS": "CEIAS",
    "RFERL": "RFE/RL",
    "several": "several articles",
    "reference": "reference data",
    "street": "Street",
    "government": "Government",
    "csto_russia": "CSTO and Russia",
    "china_sco": "China and SCO",
    "west": "West and others",
    "economy": "Economy",
}
SINGULAR = {"countries": "country", "parties": "party", "crises": "crisis", "people": "person"}
"""Units whose singular isn't the plural without its s."""
REFERENCE = "ref-"
"""How the keys of reference sources begin."""
FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Noto Sans", "DejaVu Sans", sans-serif'
GRID = "rgba(128,128,128,0.22)"
INK = "#1d1d1f"

# What isn't chosen steps back but stays readable, on white and on the dark page.
UNSELECTED = {"marker": {"opacity": 0.5}, "textfont": {"color": "#757c86"}}

TEMPLATE = "qantar"
pio.templates[TEMPLATE] = go.layout.Template(
    layout=go.Layout(
        font={"family": FONT, "size": 14, "color": INK},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        colorway=[COLORS["several"]],
        margin={"l": 8, "r": 16, "t": 16, "b": 8},
        hoverlabel={"font": {"family": FONT, "size": 13}, "align": "left"},
        xaxis={"gridcolor": GRID, "zeroline": False, "automargin": True, "title": {"standoff": 12}},
        yaxis={"gridcolor": GRID, "zeroline": False, "automargin": True, "title": {"standoff": 12}},
        legend={"orientation": "h", "yanchor": "top", "y": -0.16, "x": 0, "title": {"text": ""}},
        dragmode=False,
    )
)


def name(key: str) -> str:
    """Return how a key is written for readers."""
    if key.startswith(REFERENCE):
        return NAMES["reference"]
    return NAMES.get(key, key.replace("_", " "))


def color(key: str) -> str:
    """Return the colour of a key, the neutral one for a key without its own."""
    return COLORS.get(key, COLORS["several"])


def source_key(sources: str) -> str:
    """Return the key that marks a fact: its article, ``several`` for a list separated by |, or ``reference``.

    A reference source beside an article doesn't change whose fact it is.
    """
    articles = [key for key in sources.split("|") if not key.startswith(REFERENCE)]
    return "reference" if not articles else "several" if len(articles) > 1 else articles[0]


def names(sources: str | Sequence[str]) -> str:
    """Write a list of sources (or one separated by |) as words: ``SCMP, RFE/RL and reference data``."""
    parts = sources.split("|") if isinstance(sources, str) else list(sources)
    return listed(list(dict.fromkeys(name(part) for part in parts if part)))


def listed(words: Sequence[str]) -> str:
    """Write words as a list: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def number(value: float) -> str:
    """Write a number as people do: 2,500, 14.7, −50."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    return text.replace("-", "−")


def amount(value: float, unit: str) -> str:
    """Write a number with its unit: US$14.7 bn, −US$0.5 bn, 40 %, 2,500 people."""
    if unit.startswith("US$"):
        return f"{'−' if value < 0 else ''}US${number(abs(value))}{unit[3:]}"
    return f"{number(value)} {SINGULAR.get(unit, unit.removesuffix('s')) if value == 1 else unit}"


def stated(value: float | None, low: float | None, high: float | None, qualifier: str, unit: str) -> str:
    """Write a stated quantity with its hedge; an open range stays a range.

    ``value``, ``low`` and ``high`` may be None. A vague amount never becomes a number.
    """
    if value is not None:
        return ("about " if qualifier == "about" else "") + amount(value, unit)
    if low is not None and high is not None:
        if qualifier == "between":
            return amount(high, unit).replace(number(high), f"{number(low)} to {number(high)}", 1)
        return f"{number(low)} to under {amount(high, unit)}"
    if high is not None:
        return ("at most " if qualifier == "at_most" else "just under ") + amount(high, unit)
    if low is not None:
        return ("more than " if qualifier == "over" else "at least ") + amount(low, unit)
    return "no number given"


def day(date: dt.date) -> str:
    """Write a date: 5 January 2022."""
    return f"{date.day} {date:%B %Y}"


def period(start: dt.date | None, end: dt.date | None, precision: str) -> str:
    """Write when something happened: 5–13 January 2022, January 2022, 2014, date not stated."""
    if start is None or end is None or precision == "undated":
        return "Date not stated"
    if precision == "year":
        return str(start.year)
    if precision == "month":
        return f"{start:%B %Y}"
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}–{end.year}" if start.year != end.year else str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {day(end)}"
    return f"{day(start)} – {day(end)}"
