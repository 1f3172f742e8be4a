"""Titles that state a chart's finding, made from the rows that it draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from qantar import style, words

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


def events_title(events: pd.DataFrame, what: str) -> str:
    """State how many events there are and how many of them several articles report."""
    shared = int(events["sources"].str.contains("|", regex=False).sum())
    if not shared:
        return f"{what}: {words.many(len(events), 'event')}, each reported by one article alone".replace(
            ": 1 event, each", ": 1 event,"
        )
    return f"{what}: {words.many(len(events), 'event')}, {shared} of them in more than one article"


def either(words: Sequence[str]) -> str:
    """Write alternatives: ``a or b or c``."""
    return " or ".join(words)


def troops_title(troops: pd.DataFrame) -> str:
    """State the official counts of the CSTO force, or, without any, what there is instead."""
    exact = troops.dropna(subset=["value"])
    counted = exact[exact["phase"] == "deployed"]
    if (exact["official"] == "yes").any():
        low, high = exact["value"].min(), exact["value"].max()
        said = exact[(exact["official"] == "yes") & (exact["phase"] == "deployed")]
        first = f"{style.number(float(said['value'].iloc[0]))} by official count; " if len(said) else ""
        return f"CSTO force: {first}stated from {style.number(float(low))} to {style.number(float(high))}"
    vague = troops[troops["value"].isna()]
    if len(exact) > 1:
        return f"{len(exact)} figures for the CSTO force, {style.listed(list(dict.fromkeys(exact['text'])))}"
    if len(exact):
        row = counted.iloc[0] if len(counted) else exact.iloc[0]
        more = f"; {style.names(vague['sources'].iloc[0])} gives only a range" if len(vague) else ""
        return f"One figure for the CSTO force: {row['text']}, from {style.names(row['sources'])}{more}"
    return f"No figure for the CSTO force, only “{vague['stated'].iloc[0]}” ({style.names(vague['sources'].iloc[0])})"


def contingents_title(rows: pd.DataFrame) -> str:
    """State for which countries there is an official figure, and for which not."""
    counted = rows[rows["official"] & rows[["value", "low", "high"]].notna().any(axis=1)]
    without = [name for name in dict.fromkeys(rows["country"]) if name not in set(counted["country"])]
    first = counted.drop_duplicates("country", keep="last")
    parts = [f"{row.country} {style.number(float(row.value))}" for row in first.dropna(subset=["value"]).itertuples()]
    none = f"no official figure for {style.listed(without)}" if without else ""
    return "; ".join(part for part in (", ".join(parts), none) if part)


def deployments_title(steps: pd.DataFrame) -> str:
    """State how long it took from the first to the last step of the whole force."""
    whole = steps[steps["contributor"] == "ac-csto"]
    whole = whole if len(whole) else steps
    first, last = whole["start"].min(), whole["start"].max()
    return f"From request to last aircraft: {(last - first).days} days, {first.day}–{style.day(last)}"


def airlift_title(rows: pd.DataFrame) -> str:
    """State the range of the stated sizes of the air group and of the flights in."""
    parts = []
    for measure, what in (("aircraft_in_the_air_group", "aircraft"), ("flights_in", "flights in")):
        said = rows[rows["measure"] == measure]
        if len(said):
            parts.append(
                f"{either(list(dict.fromkeys(said['text'].str.replace(r' (aircraft|flights)$', '', regex=True))))} {what}"
            )
    return "The airlift: " + ", ".join(parts) if parts else f"The airlift: {words.many(len(rows), 'number')}"


def elsewhere_title(rows: pd.DataFrame) -> str:
    """Name the theatres that are set beside the force in Kazakhstan."""
    theatres = list(dict.fromkeys(panel.split(", ", 1)[1] for panel in rows["panel"]))
    return f"For scale: soldiers at or in {style.listed(theatres)}"


def casualties_title(rows: pd.DataFrame) -> str:
    """State how the official count of deaths changed; others' counts have no ``standing``."""
    official = (rows["measure"] == "deaths") & (rows["standing"] != "")
    deaths = rows[official & rows["value"].notna()].sort_values("as_of")
    if len(deaths) < 2:
        return f"Deaths, injured and detained: {words.many(len(rows), 'count')}"
    said = [
        style.number(float(row.value)) + (" (withdrawn)" if row.standing == "withdrawn" else "")
        for row in deaths.drop_duplicates("value").itertuples()
    ]
    return f"Deaths as the official count changed: {', '.join(said)}"


def places_title(rows: pd.DataFrame) -> str:
    """State how many of the dead have no place."""
    whole, rest = rows.iloc[-1], rows[rows["id"] == ""].iloc[0]
    first = rows.iloc[0]
    dead, without = float(whole["value"]), float(rest["value"])
    return f"{first['text'].split()[0]} of the {dead:.0f} died in {first['place']}; {without:.0f} have no place"


def region_title(rows: pd.DataFrame) -> str:
    """State how far the numbers are apart, and by how many institutions they are."""
    exact = rows.dropna(subset=["value"]).sort_values("value")
    what = "Chinese direct investment in the five states"
    if exact["says"].nunique() < 2:
        return (
            f"{what}: {style.listed([f'{row.text} in {row.end:%Y}' for row in exact.sort_values('at').itertuples()])}"
        )
    return (
        f"Chinese money in the five states: {words.many(len(rows), 'number')} by {words.many(rows['says'].nunique(), 'institution')}, "
        f"from {exact['text'].iloc[0]} to {exact['text'].iloc[-1]}"
    )


def measures_title(rows: pd.DataFrame) -> str:
    """State how many numbers there are, and in how many measures."""
    return (
        f"Chinese money in Kazakhstan: {words.many(len(rows), 'number')} in {words.many(rows['measure'].nunique(), 'measure')}, "
        "not to be added up"
    )


def project_list_title(rows: pd.DataFrame) -> str:
    """State from how many projects to how many the list changed."""
    count = rows[(rows["panel"].str.startswith("number")) & rows["value"].notna()].sort_values("at")
    if len(count) < 2:
        return "The list of joint projects: " + style.listed(list(rows["text"]))
    first, last = count.iloc[0], count.iloc[-1]
    most = count.loc[count["value"].astype(float).idxmax()]
    return (
        f"The list of joint projects: {float(first['value']):.0f} in {first['end']:%Y}, {float(most['value']):.0f} in "
        f"{most['end']:%Y}, {float(last['value']):.0f} in {last['end']:%Y}"
    )


def beside_title(rows: pd.DataFrame, what: str) -> str:
    """State the last numbers of China and of Russia, each with its year."""
    exact = rows.dropna(subset=["value"]).sort_values("at")
    year = min(part["end"].dt.year.max() for _, part in exact.groupby("series"))
    said = []
    for _, part in exact[exact["end"].dt.year == year].groupby("series"):
        said.append(f"{part['series_name'].iloc[0]} {either(list(dict.fromkeys(part['text'])))}")
    return f"{what}, {year}: {style.listed(said)}"


def size_title(rows: pd.DataFrame) -> str:
    """State where Chinese investment weighs most against GDP, and where least."""
    mixed = rows[rows["mixed"]].sort_values("share")
    mixed = mixed if len(mixed) > 1 else rows.sort_values("share")
    low, high = mixed.iloc[0], mixed.iloc[-1]
    return f"Against GDP: from {low['text']} ({low['country']}) to {high['text']} ({high['country']})"


def projects_title(rows: pd.DataFrame) -> str:
    """State how many projects there are, and for how many a sum is stated."""
    return f"{words.many(len(rows), 'entry', 'entries')} on named projects, {int((rows['stated'] != '').sum())} of them with a sum"


def growth_title(sums: Mapping[str, float]) -> str:
    """State that the printed growth isn't what its two amounts give."""
    amounts = f"{style.amount(sums['first'], 'US$ bn')} to {style.amount(sums['last'], 'US$ bn')}"
    return f"From {amounts} is +{sums['computed']:.0f} %, not the {sums['printed']:.0f} % printed"


def winners_title(counts: pd.DataFrame) -> str:
    """State how many speakers see a gain and how many a loss, in the numbers drawn."""
    table = counts.pivot_table(index="country", columns="outcome", values="speakers", aggfunc="sum", fill_value=0)
    parts = []
    for country in ("russia", "china", "kazakhstan"):
        if country in table.index:
            gain, loss = (int(table.loc[country].get(outcome, 0)) for outcome in ("gain", "loss"))
            parts.append(f"{country.title()} {gain} to {loss}")
    return "On the crisis, speakers who see a gain against speakers who see a loss: " + ", ".join(parts)


def coverage_title(counts: pd.DataFrame) -> str:
    """State how many facts rest on each source."""
    total = counts.groupby("source", sort=False)["facts"].sum().sort_values(ascending=False, kind="stable")
    return "Facts by article: " + style.listed([f"{style.name(key)} {n}" for key, n in total.items()])


def days_title(days: pd.DataFrame) -> str:
    """State on how many days events fall and which day has most."""
    sizes = days.groupby("start").size()
    start = f"{words.many(len(days), 'event')} on {words.many(len(sizes), 'dated day')} of January 2022"
    alone = sizes.max() > 1 and (sizes == sizes.max()).sum() == 1
    return start + (f", the most ({sizes.max()}) on the {_ordinal(sizes.idxmax().day)}" if alone else "")


def steps_title(steps: pd.DataFrame) -> str:
    """State from when to when the chosen sources date the intervention."""
    days = steps[steps["precision"] == "day"].sort_values("start")
    if len(days) > 1:
        first, last = days.iloc[0], days.iloc[-1]
        return f"The mission, {first['start'].day}–{last['start']:%-d %B}: {_lower(first['title'])}; {_lower(last['title'])}"
    return f"The mission: {words.many(len(steps), 'step')}" + (", none" if days.empty else ", one") + " on a stated day"


def _lower(title: str) -> str:
    """Put a title into a sentence: its first letter small unless it begins a name."""
    first = title.split()[0]
    return title if first.isupper() or first in NAMED else title[0].lower() + title[1:]


def map_title(rows: pd.DataFrame, when: str) -> str:
    """State where what happened; ``rows``: the facts seen on the map, of which those that are over don't count."""
    now = rows[rows["now"] == ""]
    said = []
    for kind, verb in (("protest", "protest"), ("violence", "violence")):
        n = now.loc[now["kind"] == kind, "spot"].nunique()
        if n:
            said.append(f"{verb} in {words.many(n, 'place')}")
    soldiers = now.loc[now["kind"] == "deployment", "spot"].nunique()
    if soldiers:
        said.append(f"CSTO soldiers at {words.many(soldiers, 'place')}")
    if not said:
        said = [words.many(len(now), "fact") + f" at {words.many(now['spot'].nunique(), 'place')}"]
    return f"{when}: {style.listed(said)}"


def _ordinal(n: int) -> str:
    return f"{n}" + {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(n, "th")
