"""The titles of intervention: sentences that depend on its rows."""

from __future__ import annotations

import pandas as pd

from qantar.charts.titles import either
from qantar.facts import words


def troops_title(troops: pd.DataFrame) -> str:
    """State the official counts of the CSTO force, or, without any, what there is instead."""
    exact = troops.dropna(subset=["value"])
    counted = exact[exact["phase"] == "deployed"]
    if (exact["official"] == "yes").any():
        low, high = exact["value"].min(), exact["value"].max()
        said = exact[(exact["official"] == "yes") & (exact["phase"] == "deployed")]
        first = f"{words.number(float(said['value'].iloc[0]))} by official count; " if len(said) else ""
        return f"CSTO force: {first}stated from {words.number(float(low))} to {words.number(float(high))}"
    vague = troops[troops["value"].isna()]
    if len(exact) > 1:
        return f"{len(exact)} figures for the CSTO force, {words.listed(list(dict.fromkeys(exact['text'])))}"
    if len(exact):
        row = counted.iloc[0] if len(counted) else exact.iloc[0]
        more = f"; {words.names(vague['sources'].iloc[0])} gives only a range" if len(vague) else ""
        return f"One figure for the CSTO force: {row['text']}, from {words.names(row['sources'])}{more}"
    return f"No figure for the CSTO force, only “{vague['stated'].iloc[0]}” ({words.names(vague['sources'].iloc[0])})"


def contingents_title(rows: pd.DataFrame) -> str:
    """State for which countries there is an official figure, and for which not."""
    counted = rows[rows["official"] & rows[["value", "low", "high"]].notna().any(axis=1)]
    without = [name for name in dict.fromkeys(rows["country"]) if name not in set(counted["country"])]
    first = counted.drop_duplicates("country", keep="last")
    parts = [f"{row.country} {words.number(float(row.value))}" for row in first.dropna(subset=["value"]).itertuples()]
    none = f"no official figure for {words.listed(without)}" if without else ""
    return "; ".join(part for part in (", ".join(parts), none) if part)


def deployments_title(steps: pd.DataFrame, plans: pd.DataFrame) -> str:
    """State how long the withdrawal took and was to take, or else how long it took from the first to the last step."""
    whole = steps[steps["contributor"] == "ac-csto"]
    whole = whole if len(whole) else steps
    begins, home = (whole.loc[whole["step"] == step, "start"] for step in ("withdrawal_begins", "home"))
    if len(begins) and len(home):
        least = plans[plans["qualifier"].isin(["at_most", "exact"])]
        days = sorted(set((least["end"] - least["start"]).dt.days))
        announced = f"; {either([str(n) for n in days])} had been announced" if days else ""
        took = words.many((home.max() - begins.min()).days, "day")
        return f"Gone by {home.max():%-d %B}, {took} after the withdrawal began{announced}"
    first, last = whole["start"].min(), whole["start"].max()
    return f"From request to last aircraft: {(last - first).days} days, {first.day}–{words.day(last)}"


def airlift_title(rows: pd.DataFrame) -> str:
    """State what the fewest flights in the most days make a day beside the average that is stated, or the flights in."""
    flights, days, average = (
        rows[(rows["measure"] == measure) & rows["low"].fillna(rows["value"]).notna()]
        for measure in ("flights_in", "days_of_airlift", "flights_per_day")
    )
    if flights.empty:
        return f"The airlift: {words.many(len(rows), 'number')}"
    if days.empty or average.empty:
        return f"The airlift: {either(list(dict.fromkeys(flights['text'])))} into Kazakhstan"
    fewest = flights.loc[flights["low"].fillna(flights["value"]).astype(float).idxmin()]
    most = days.loc[days["value"].astype(float).idxmax()]
    a_day = float(fewest["value"] if pd.notna(fewest["value"]) else fewest["low"]) / float(most["value"])
    more = "" if pd.notna(fewest["value"]) else "more than "
    text = fewest["text"][0].upper() + fewest["text"][1:]
    stated = average["text"].iloc[0].removesuffix(" flights per day")
    return f"{text} in {most['text']} make {more}{a_day:.0f} a day; {stated} are stated too"


def near_ukraine_title(rows: pd.DataFrame) -> str:
    """State from which number to which it goes at Ukraine's border, or that there is no number."""
    there = rows[rows["theatre"] == "pl-ukraine-border"]
    numbers = _in_order(there[there["stated"].str.contains("[0-9]")])
    if numbers.empty:
        said = [f"“{row.stated.split('|')[0]}” ({words.names(row.sources)})" for row in there.itertuples()]
        return f"Russian soldiers at Ukraine's border: no number, only {either(said)}"
    least, most = (
        f"{row['text'].removesuffix(' people')} ({row['scope']})" for row in (numbers.iloc[0], numbers.iloc[-1])
    )
    return "Russian soldiers near Ukraine: " + (least if least == most else f"from {least} to {most}")


def elsewhere_title(rows: pd.DataFrame) -> str:
    """State what was counted in Kazakhstan beside the fewest and the most soldiers elsewhere."""
    here = rows[rows["theatre"] == "pl-kazakhstan"]
    other = _in_order(rows[~rows["id"].isin(here["id"])])
    least, most = (
        f"{row['text'].removesuffix(' people')} ({row['panel'].split(', ', 1)[1]})"
        for row in (other.iloc[0], other.iloc[-1])
    )
    first = f"{here['text'].iloc[0].removesuffix(' people')} in Kazakhstan; " if len(here) else ""
    return f"For scale: {first}elsewhere " + (least if least == most else f"from {least} to {most}")


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows by their number, or the bound that is stated."""
    return rows.iloc[rows["value"].fillna(rows["high"]).fillna(rows["low"]).astype(float).argsort(kind="stable")]


def casualties_title(rows: pd.DataFrame) -> str:
    """State how the official count of deaths changed; others' counts have no ``standing``."""
    official = (rows["measure"] == "deaths") & (rows["standing"] != "")
    deaths = rows[official & rows["value"].notna()].sort_values("as_of")
    if len(deaths) < 2:
        return f"Deaths, injured and detained: {words.many(len(rows), 'count')}"
    said = [
        words.number(float(row.value)) + (" (withdrawn)" if row.standing == "withdrawn" else "")
        for row in deaths.drop_duplicates("value").itertuples()
    ]
    title = f"Deaths as the official count changed: {', '.join(said)}"
    more = []
    for measure in ("injured", "detained"):
        counts = rows[(rows["measure"] == measure) & (rows["standing"] == "stands") & rows["value"].notna()]
        if len(counts):
            more.append(f"{words.number(float(counts['value'].max()))} {measure}")
    return title + (f"; {words.listed(more)}" if more else "")


def places_title(rows: pd.DataFrame) -> str:
    """State how many of the dead have no place."""
    whole, rest = rows.iloc[-1], rows[rows["id"] == ""].iloc[0]
    first = rows.iloc[0]
    dead, without = float(whole["value"]), float(rest["value"])
    return f"{first['text'].split()[0]} of the {dead:.0f} died in {first['place']}; {without:.0f} have no place"


def steps_title(steps: pd.DataFrame) -> str:
    """State from when to when the chosen sources date the intervention."""
    days = steps[steps["precision"] == "day"].sort_values("start")
    if len(days) > 1:
        first, last = days.iloc[0], days.iloc[-1]
        return f"The mission as told, from {first['start']:%-d %B} (“{first['title']}”) to {last['start']:%-d %B} (“{last['title']}”)"
    return f"The mission: {words.many(len(steps), 'step')}" + (", none" if days.empty else ", one") + " on a stated day"
