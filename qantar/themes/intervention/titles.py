"""The titles of intervention, and the answer to its question: sentences that depend on rows."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from qantar.charts.titles import either
from qantar.facts import quantities, words
from qantar.facts.sources import Tables
from qantar.themes.intervention import rows as intervention_rows

LONGEST = 80
"""So many characters a title has at most."""


def answer(tables: Tables, all_tables: Tables) -> str:
    """Answer how many troops, whose and for how long, as far as the chosen sources say."""
    force = quantities.force(tables)
    sized, stay = _sized(force), quantities.stay(tables)
    countries = quantities.contingents(tables)["country"].nunique()
    share = intervention_rows.shares(tables)
    whose = f"from {_spelt(countries)} countries" if countries > 1 else ""
    if not whose and len(share):
        first = share.iloc[0]
        whose = f"“{first['stated'].split('|')[0]}” from Russia, says {words.names(first['sources'])}"
    days = f"in the country {words.period(*stay, 'span').removesuffix(' 2022')}" if stay else ""
    limit = tables["quantities"]
    limit = limit[(limit["measure"] == "days_to_withdraw") & (limit["qualifier"] == "at_most")]
    if not days and len(limit):
        days = f"to leave within {float(limit['high'].iloc[0]):.0f} days, says Tokayev" if _tokayev(limit) else ""
    said = [part for part in (sized, whose, days) if part]
    if not said:
        return "No number, no country and no day is given."
    sentence = ", ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _tokayev(rows: pd.DataFrame) -> bool:
    return str(rows["claimant"].iloc[0]) == "ac-tokayev"


def _sized(force: dict[str, dict[str, Any]]) -> str:
    """Say how many soldiers there were: by count, or as planned, and by each article."""
    parts = []
    if "counted" in force:
        row = force["counted"]
        name = row["claimant_name"].split()[-1]
        parts.append(f"{_number(row)} soldiers by {name}'s count of {row['as_of']:%-d %B}")
    elif "planned" in force:
        parts.append(f"{_number(force['planned'])} soldiers as planned")
    for key, row in force.items():
        if key not in ("counted", "planned"):
            what = _number(row) if pd.notna(row["value"]) else f"“{row['stated'].split('|')[0]}”"
            parts.append(
                f"{what}{'' if parts else ' soldiers'} {'according to' if not parts else 'in'} {words.name(key)}"
            )
    return words.listed(parts)


def _number(row: dict[str, Any]) -> str:
    return str(row["text"]).removesuffix(" people")


def _spelt(count: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(count, str(count))


def troops_title(rows: pd.DataFrame) -> str:
    """State what the sizes of the force come to: that the planned number lived on, the count, or what there is instead.

    ``rows``: as ``rows.totals`` returns them.
    """
    exact = rows[rows["value"].notna()]
    official = exact["official"] == "yes"
    counted, planned = (exact[official & (exact["phase"] == phase)] for phase in ("deployed", "planned"))
    if len(counted):
        count = float(counted["value"].iloc[0])
        if len(planned) and (plan := float(planned["value"].iloc[0])) != count:
            lives = exact[~official & (exact["value"].astype(float) == plan)]
            if len(lives):
                return f"The planned number lived on: {words.number(plan)} in the press, {words.number(count)} by count"
        low, high = float(exact["value"].min()), float(exact["value"].max())
        if low == high:
            return f"{words.number(count)} soldiers by official count"
        return (
            f"{words.number(count)} soldiers by official count; others say {words.number(low)} to {words.number(high)}"
        )
    vague = rows[rows["value"].isna()]
    if exact.empty:
        row = vague.iloc[0]
        return f"No number for the force, only “{row['stated'].split('|')[0]}” ({words.names(row['sources'])})"
    said = list(dict.fromkeys(text.removesuffix(" people") for text in exact["text"]))
    if len(said) > 1:
        return (
            f"The force by who says so: {either(said)}"
            if len(said) < 4
            else f"The force: {said[0]} or {len(said) - 1} other numbers"
        )
    row = exact.iloc[0]
    title = f"{said[0][0].upper() + said[0][1:]} soldiers, says {words.names(row['sources'])}"
    if len(vague):
        more = vague.iloc[0]
        title += f"; {words.names(more['sources'])} says only “{more['stated'].split('|')[0]}”"
    return title


def contingents_title(rows: pd.DataFrame) -> str:
    """State which countries gave no number; or, if all did, who sent most by official figures.

    ``rows``: as ``rows.contingents`` returns them.
    """
    counted = rows[rows["official"] & rows[["value", "low", "high"]].notna().any(axis=1)]
    without = [name for name in dict.fromkeys(rows["country"]) if name not in set(counted["country"])]
    # The largest by anybody's number first.
    most = rows.assign(n=rows["value"].fillna(rows["high"]).astype(float)).groupby("country")["n"].max()
    without = sorted(without, key=lambda name: (-float(most.fillna(0)[name]), name))
    if without:
        return f"{words.listed(without)} gave no number"
    last = counted.drop_duplicates("country", keep="last").sort_values("value", ascending=False)
    return ", ".join(f"{row.country} {words.number(float(row.value))}" for row in last.itertuples())


def shares_title(rows: pd.DataFrame) -> str:
    """State what is said of Russia's share of the force."""
    said = [f"“{row.stated.split('|')[0]}” ({words.names(row.sources)})" for row in rows.itertuples()]
    return f"Russia's share of the force: {either(said)}"


def deployments_title(steps: pd.DataFrame, plans: pd.DataFrame) -> str:
    """State when the last soldiers left and whether that was within the days announced, or how long the steps took."""
    whole = steps[steps["contributor"] == quantities.CSTO]
    begins, home = (whole.loc[whole["step"] == step, "start"] for step in ("withdrawal_begins", "home"))
    if len(begins) and len(home):
        took = (home.max() - begins.min()).days
        limits = plans[plans["qualifier"].isin(["at_most", "exact"])]
        days = sorted(set((limits["end"] - limits["start"]).dt.days))
        after = words.many(took, "day")
        if days and took <= days[0]:
            return f"The withdrawal took {after}; {either([_spelt_day(n) for n in days])} had been announced"
        return f"The last soldiers left on {home.max():%-d %B}, {after} after the withdrawal began"
    first, last = steps["start"].min(), steps["start"].max()
    return (
        f"{words.many((last - first).days, 'day')} from the first known step to the last, {first.day}–{words.day(last)}"
    )


def _spelt_day(count: int) -> str:
    return {10: "ten"}.get(count, str(count))


def home_title(rows: pd.DataFrame) -> str:
    """State on which day most aircraft flew home, planned ones left out where there are others."""
    done = rows[rows["measure"] == "aircraft_out"]
    done = done if len(done) else rows
    most = done.loc[done["value"].astype(float).idxmax()]
    last = done.sort_values("end").iloc[-1]
    end = f"; the last {_number_of(last)} on {last['end']:%-d %B}" if last["id"] != most["id"] else ""
    when = words.period(most["start"], most["end"], "span").removesuffix(" 2022")
    return f"Home by air: {_number_of(most)} aircraft on {when}{end}"


def _number_of(row: Any) -> str:
    return words.number(float(row["value"]))


def airlift_title(rows: pd.DataFrame) -> str:
    """State how many flights brought the force in, in how many days, or how many aircraft the air group had."""
    flights, days, group = (
        list(dict.fromkeys(rows.loc[rows["measure"] == measure, "text"]))
        for measure in ("flights_in", "days_of_airlift", "aircraft_in_the_air_group")
    )
    if flights:
        took = either(sorted(day.removesuffix(" days") for day in days))
        return f"The airlift: {flights[0]}" + (f" in {took} days" if days else "")
    return f"The airlift: {either(group or list(dict.fromkeys(rows['text']))[:3])}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def near_ukraine_title(rows: pd.DataFrame) -> str:
    """State from which number to which it goes at Ukraine's border, or that there is no number."""
    there = rows[rows["theatre"] == intervention_rows.BORDER]
    numbers = _in_order(there[there["stated"].str.contains("[0-9]")])
    if numbers.empty:
        said = [f"“{row.stated.split('|')[0]}” ({words.names(row.sources)})" for row in there.itertuples()]
        return f"Russian soldiers at Ukraine's border: no number, only {either(said)}"
    least, most = (row["text"].removesuffix(" people") for row in (numbers.iloc[0], numbers.iloc[-1]))
    return "Russian soldiers at Ukraine's border: " + (least if least == most else f"{least} to {_lower(most)}")


def elsewhere_title(rows: pd.DataFrame) -> str:
    """State the fewest and the most soldiers elsewhere, each with its place."""
    other = _in_order(rows)
    least, most = (f"{row['text'].removesuffix(' people')} in {_place(row)}" for row in (other.iloc[0], other.iloc[-1]))
    return "For scale: " + (least if least == most else f"{least}, {most}")


def _place(row: pd.Series) -> str:
    return re.sub("^the CSTO's ", "the ", row["panel"].split(", ", 1)[1])


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows by their number, or the bound that is stated."""
    return rows.iloc[rows["value"].fillna(rows["high"]).fillna(rows["low"]).astype(float).argsort(kind="stable")]


def toll_title(rows: pd.DataFrame) -> str:
    """State how the official count of the dead changed; others' counts have no ``standing``."""
    official = rows[(rows["standing"] != "") & rows["value"].notna()].sort_values("stated_on")
    gone, kept = official[official["standing"] == "withdrawn"], official[official["standing"] != "withdrawn"]
    if kept.empty:
        first = rows.iloc[0]
        return f"{first['text'].removesuffix(' people')} dead, says {first['who']}"
    first, last = (f"{float(row['value']):.0f}" for row in (kept.iloc[0], kept.iloc[-1]))
    if len(gone):
        came = f"the count went from {first} to {last}" if first != last else last
        return f"{float(gone['value'].iloc[0]):.0f} dead, a number withdrawn; then {came}"
    return f"{last} dead by the last official count" + (f", {first} by the first" if first != last else "")


def counts_title(rows: pd.DataFrame) -> str:
    """State the largest counts of injured and of detained that still stand."""
    parts = []
    for measure in ("injured", "detained"):
        counts = rows[(rows["measure"] == measure) & (rows["standing"] == "stands") & rows["value"].notna()]
        if len(counts):
            parts.append(f"{words.number(float(counts['value'].max()))} {measure}")
    return f"{words.listed(parts)}, by the last official counts" if parts else "Injured and detained, count by count"


def places_title(rows: pd.DataFrame) -> str:
    """State how many of the dead died in the place with most, and how many have no place."""
    whole, rest = rows.iloc[-1], rows[rows["id"] == ""].iloc[0]
    first = rows.iloc[0]
    dead, without = float(whole["value"]), float(rest["value"])
    return f"{first['text'].split()[0]} of the {dead:.0f} died in {first['place']}; {without:.0f} have no place"
