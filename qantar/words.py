"""Sentences made from rows: titles that state the finding, alt texts, credits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from qantar import style

NAMED = (
    "Tokayev",
    "Tokayev's",
    "Russia",
    "Russian",
    "China",
    "China's",
    "Wang",
    "Xi",
    "Beijing",
    "Nazarbayev",
    "Massimov",
)
HEDGES = ("nearly", "over", "at_least", "at_most")
"""Hedges of a printed number; without a number the printed words are shown with their bounds."""
COPYRIGHT = "Qantar, CC BY 4.0, except the quotes and titles of articles, which stay their publishers'"
"""What a picture's file says of its rights."""
ALT_ROWS = 40
"""So many rows are read out in an alt text; the table beside the chart holds the rest."""


def many(n: int, one: str, more: str | None = None) -> str:
    """Write a count with its noun: ``1 event``, ``12 events``, ``no events``."""
    return f"{n or 'no'} {one if n == 1 else more or one + 's'}"


def when(events: pd.DataFrame) -> pd.Series:
    """Say for each event when it happened and how that is known."""
    hedges = {
        "resolved": " (worked out from a weekday or a relative date)",
        "inferred": " (bounded by the narration)",
    }

    def one(event: pd.Series) -> str:
        text = style.period(event["start"], event["end"], event["precision"])
        if event["extent"] == "within" and event["precision"] != "undated":
            text = f"Some time in {text}"
        return text + hedges.get(event["dated_by"], "")

    texts = [one(event) for _, event in events.iterrows()]
    return pd.Series(texts, index=events.index, dtype="str")


def stated(numbers: pd.DataFrame) -> pd.Series:
    """Write each stated quantity: a number with its hedge, or the vague words with their bounds."""

    def one(row: pd.Series) -> str:
        value, low, high = (None if pd.isna(row[column]) else float(row[column]) for column in ("value", "low", "high"))
        text = style.stated(value, low, high, row["qualifier"], row["unit"])
        if row["unit"] == "rank":
            return f"“{row['stated'].split('|')[0]}”"
        printed = row["stated"].split("|")[0]
        if value is not None or (row["qualifier"] in HEDGES and re.search("[0-9]", printed)):
            return text
        return f"“{printed}” ({text})" if low is not None or high is not None else f"“{printed}”"

    return pd.Series([one(row) for _, row in numbers.iterrows()], index=numbers.index, dtype="str")


def alt(kind: str, lines: Sequence[str]) -> str:
    """Return the text alternative of a chart: its kind, then each row drawn."""
    shown = list(lines[:ALT_ROWS])
    rest = len(lines) - len(shown)
    more = f"; and {rest} more, in the table below the chart" if rest else ""
    return f"{kind}, {many(len(lines), 'row')}: " + "; ".join(shown) + more + "."


def credit(sources: Sequence[str], chosen: Sequence[str], every: Sequence[str], today: dt.date) -> str:
    """Return a chart's credit line: sources of what is drawn, the filter, the date, the project."""
    choice = f"all {len(every)} articles" if list(chosen) == list(every) else f"filter: {style.names(chosen)}"
    return (
        f"Sources: {', '.join(style.name(key) for key in sources)} · {choice} · {style.day(today)} · Qantar, CC BY 4.0"
    )


def readme(title: str, day: dt.date, articles: Sequence[str], files: Mapping[str, str]) -> str:
    """Return the note that goes with a page's files; ``files``: what each file holds, by its name.

    The browser fills in ``{address}`` and ``{pictures}``, since it alone knows what it could draw.
    """
    return "\n".join(
        [
            title,
            f"Saved on {style.day(day)} from {{address}}",
            "",
            f"Rests on: {style.listed(articles)}.",
            "Each picture carries its sources, the filter and the day inside the image and in its file.",
            "The CSV files have a row for each fact and passage: who says so, in which paragraph, in which words.",
            "",
            *[f"{name}: {what}" for name, what in files.items()],
            "{pictures}",
            "",
            f"{COPYRIGHT}.",
            "",
        ]
    )


def events_title(events: pd.DataFrame, what: str) -> str:
    """State how many events there are and how many of them several articles report."""
    shared = int(events["sources"].str.contains("|", regex=False).sum())
    if not shared:
        return f"{what}: {many(len(events), 'event')}, each reported by one article alone".replace(
            ": 1 event, each", ": 1 event,"
        )
    return f"{what}: {many(len(events), 'event')}, {shared} of them in more than one article"


def troops_title(troops: pd.DataFrame) -> str:
    """State what the articles say of the size of the CSTO force."""
    force = troops[troops["measure"] == "size_of_the_force"]
    exact = force.dropna(subset=["value"])
    vague = force[force["value"].isna()]
    if len(exact) > 1:
        figures = [f"{row.text} ({style.names(row.sources)})" for row in exact.itertuples()]
        return f"{len(exact)} figures for the CSTO force: {style.listed(figures)}"
    if len(exact):
        row = exact.iloc[0]
        more = f"; {style.names(vague['sources'].iloc[0])} gives only a range" if len(vague) else ""
        return f"One figure for the CSTO force: {row['text']}, from {style.names(row['sources'])}{more}"
    if len(vague):
        return (
            f"No figure for the CSTO force, only “{vague['stated'].iloc[0]}” ({style.names(vague['sources'].iloc[0])})"
        )
    return "Troops elsewhere, but no figure for the CSTO force in Kazakhstan"


def growth_title(sums: Mapping[str, float]) -> str:
    """State that the printed growth isn't what its two amounts give."""
    amounts = f"{style.amount(sums['first'], 'US$ bn')} to {style.amount(sums['last'], 'US$ bn')}"
    return f"From {amounts} is +{sums['computed']:.0f} %, not the {sums['printed']:.0f} % printed"


def money_title(money: pd.DataFrame) -> str:
    """State how many numbers there are, and in how many measures."""
    return f"Chinese money: {many(len(money), 'number')} in {many(money['measure'].nunique(), 'measure')}, not to be added up"


def winners_title(counts: pd.DataFrame) -> str:
    """State how many speakers see a gain and how many a loss, in the numbers drawn."""
    table = counts.pivot_table(index="country", columns="outcome", values="speakers", aggfunc="sum", fill_value=0)
    parts = []
    for country in ("russia", "china", "kazakhstan"):
        if country in table.index:
            gain, loss = (int(table.loc[country].get(outcome, 0)) for outcome in ("gain", "loss"))
            parts.append(f"{country.title()} {gain} to {loss}")
    return "Speakers who see a gain against speakers who see a loss: " + ", ".join(parts)


def positions_title(cells: pd.DataFrame) -> str:
    """State how many speakers say flatly that the two powers come closer, stay as they are, or part."""
    speakers = many(cells["speaker"].nunique(), "speaker")
    ties = cells[(cells["question"] == "relationship") & (cells["flat"] > 0)]
    if ties.empty:
        return f"{speakers}, none of whom says flatly whether Russia and China come closer"
    of = [ties.loc[ties["answer"] == answer, "speaker"].nunique() for answer in ("closer", "stable", "rift")]
    parts = [f"{of[0] or 'none'} {'sees' if of[0] == 1 else 'see'} Russia and China closer"]
    parts += [f"{of[1] or 'none'} unchanged", f"{of[2] or 'none'} a rift"]
    several = int((ties.groupby("speaker")["answer"].nunique() > 1).sum())
    note = f" ({several} {'gives' if several == 1 else 'give'} more than one of these answers)" if several else ""
    return f"Of {speakers}, {style.listed(parts)}{note}"


def coverage_title(counts: pd.DataFrame) -> str:
    """State how many facts rest on each source."""
    total = counts.groupby("source", sort=False)["facts"].sum()
    return "Facts by article: " + style.listed([f"{style.name(key)} {n}" for key, n in total.items()])


def days_title(days: pd.DataFrame) -> str:
    """State on how many days events fall and which day has most."""
    sizes = days.groupby("start").size()
    start = f"{many(len(days), 'event')} on {many(len(sizes), 'dated day')} of January 2022"
    alone = sizes.max() > 1 and (sizes == sizes.max()).sum() == 1
    return start + (f", the most ({sizes.max()}) on the {_ordinal(sizes.idxmax().day)}" if alone else "")


def _ordinal(n: int) -> str:
    return f"{n}" + {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(n, "th")


def steps_title(steps: pd.DataFrame) -> str:
    """State from when to when the chosen sources date the intervention."""
    days = steps[steps["precision"] == "day"].sort_values("start")
    if len(days) > 1:
        first, last = days.iloc[0], days.iloc[-1]
        return f"The mission, {first['start'].day}–{last['start']:%-d %B}: {_lower(first['title'])}; {_lower(last['title'])}"
    return f"The mission: {many(len(steps), 'step')}" + (", none" if days.empty else ", one") + " on a stated day"


def _lower(title: str) -> str:
    """Put a title into a sentence: its first letter small unless it begins a name."""
    first = title.split()[0]
    return title if first.isupper() or first in NAMED else title[0].lower() + title[1:]


def map_title(places: pd.DataFrame) -> str:
    """State how many places are named and where most happened."""
    happened = places[places["events"] > 0].sort_values("events", ascending=False)
    start = f"{many(len(places), 'place')} named, events at {len(happened) or 'none'} of them"
    return start + (f"; most ({happened['events'].iloc[0]}) in {happened['name'].iloc[0]}" if len(happened) else "")


def place_texts(places: pd.DataFrame) -> pd.DataFrame:
    """Add ``what``, ``who`` and ``mark``: the texts and the colour key of a place on the map."""
    what = [
        many(n, "event")
        + (": " + "; ".join(titles.split("|")[:4]) + (" …" if n > 4 else "") if n else " reported here")
        for n, titles in zip(places["events"], places["titles"], strict=True)
    ]
    return places.assign(
        what=what, who=places["sources"].map(style.names), mark=places["sources"].map(style.source_key)
    )


def event_lines(events: pd.DataFrame) -> list[str]:
    """Write each event in a line: ``5 January 2022: CSTO decided to send troops``."""
    return [f"{row.when}: {row.title}" for row in events.itertuples()]


def number_lines(numbers: pd.DataFrame) -> list[str]:
    """Write each number in a line: what it counts, how much, who says so."""
    return [f"{row.label}: {row.text} ({row.claimant_name})" for row in numbers.itertuples()]


def growth_lines(pair: pd.DataFrame, sums: Mapping[str, float]) -> list[str]:
    """Write the two amounts and the printed growth, with the growth that they give."""
    lines = number_lines(pair)
    printed = list(pair["id"]).index("inv-fdi-region-growth")
    lines[printed] += f"; computed from the two amounts: +{sums['computed']:.0f} %"
    return lines


def outcome_lines(counts: pd.DataFrame) -> list[str]:
    """Write each count of speakers in a line."""
    verbs = {"gain": "gains", "loss": "loses", "mixed": "gains and loses at once"}
    return [
        f"{row.country.title()} {verbs[row.outcome]}: {many(row.speakers, 'speaker')}, {many(row.claims, 'claim')}"
        for row in counts.itertuples()
    ]


def position_lines(cells: pd.DataFrame) -> list[str]:
    """Write each answer of each speaker in a line."""
    questions = {"relationship": "Russia and China"}
    hedge = {0: ", only hedged or reported"}
    return [
        f"{row.speaker_name}. {questions.get(row.question, row.question.title())}: {row.answer} "
        f"({many(row.claims, 'claim')}{hedge.get(row.flat, '')})"
        for row in cells.itertuples()
    ]


def claim_lines(claims: pd.DataFrame) -> list[str]:
    """Write each claim in a line with its speaker and how it is put."""
    return [f"{row.label} ({row.status})" for row in claims.itertuples()]


def place_lines(places: pd.DataFrame) -> list[str]:
    """Write each place in a line with what happened there."""
    return [
        f"{row.name}: {row.what}"
        for row in places.rename(columns={"name": "title"}).assign(name=lambda f: f["title"]).itertuples(index=False)
    ]


def coverage_lines(counts: pd.DataFrame) -> list[str]:
    """Write each count of facts in a line."""
    return [f"{style.name(row.source)}, {row.table}: {many(row.facts, 'fact')}" for row in counts.itertuples()]
