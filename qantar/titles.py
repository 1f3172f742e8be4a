"""Titles that state a chart's finding, made from the rows that it draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from qantar import style, words


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
    return f"From request to last aircraft: {(last - first).days} days, {first.day}–{style.day(last)}"


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
        said = [f"“{row.stated.split('|')[0]}” ({style.names(row.sources)})" for row in there.itertuples()]
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
        style.number(float(row.value)) + (" (withdrawn)" if row.standing == "withdrawn" else "")
        for row in deaths.drop_duplicates("value").itertuples()
    ]
    title = f"Deaths as the official count changed: {', '.join(said)}"
    more = []
    for measure in ("injured", "detained"):
        counts = rows[(rows["measure"] == measure) & (rows["standing"] == "stands") & rows["value"].notna()]
        if len(counts):
            more.append(f"{style.number(float(counts['value'].max()))} {measure}")
    return title + (f"; {style.listed(more)}" if more else "")


def places_title(rows: pd.DataFrame) -> str:
    """State how many of the dead have no place."""
    whole, rest = rows.iloc[-1], rows[rows["id"] == ""].iloc[0]
    first = rows.iloc[0]
    dead, without = float(whole["value"]), float(rest["value"])
    return f"{first['text'].split()[0]} of the {dead:.0f} died in {first['place']}; {without:.0f} have no place"


def region_title(rows: pd.DataFrame) -> str:
    """State the last stock of each institution that has one, or the numbers there are."""
    last = rows[rows["measure"] == "fdi_stock"].sort_values("at").drop_duplicates("says", keep="last")
    if len(last) > 1:
        said = [f"{row.text} ({row.says}, {row.end:%Y})" for row in last.sort_values("at").itertuples()]
        return f"China in the five states: {either(said)}, for they don't count the same"
    exact = rows.dropna(subset=["value"]).sort_values("at")
    said = [f"{row.text} in {row.end:%Y}" for row in exact.itertuples()]
    return f"Chinese direct investment in the five states: {style.listed(said)}"


def measures_title(rows: pd.DataFrame) -> str:
    """State the smallest and the largest number but for flows of a year, each with its measure; or the only one."""
    exact = rows[rows["measure"] != "fdi_net_flow"].dropna(subset=["value"]).sort_values("value")
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"Chinese money in Kazakhstan: {row['text']}, by {row['says']} alone"
    if len(exact) < 2:
        return f"Chinese money in Kazakhstan: {style.listed(list(rows['text']))}, not to be added up"
    low, high = exact.iloc[0], exact.iloc[-1]
    return (
        f"Chinese money in Kazakhstan: {words.many(rows['group'].nunique(), 'measure')}, from {low['text']} "
        f"({_lower(low['group'])}) to {high['text']} ({_lower(high['group'])}), not to be added up"
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


def flows_title(rows: pd.DataFrame) -> str:
    """State what the net flows of all years drawn come to."""
    years = rows["year"]
    total = style.amount(round(float(rows["value"].sum()), 1), "US$ bn")
    out = int((rows["value"] < 0).sum())
    back = f"; in {out} of {len(rows)} years more went back than came" if out else ""
    return f"China's direct investment in Kazakhstan, net, {years.min()}–{years.max()}: {total}{back}"


def size_title(rows: pd.DataFrame) -> str:
    """State by whose count Chinese investment weighs how much against GDP, where most and where least."""
    whole = rows[rows["whole"]]
    ranked = (whole if len(whole) > 1 else rows).sort_values("share")
    low, high = ranked.iloc[0], ranked.iloc[-1]
    by = f", by the {high['says']}'s count" if len(whole) > 1 else ""
    said = f"from {low['text']} ({low['country']}) to {high['text']} ({high['country']})"
    return f"China's stock of direct investment against GDP{by}: {said}"


def projects_title(rows: pd.DataFrame) -> str:
    """State of how many sums it is said that they are what a project costs."""
    stated = rows["stated"] != ""
    costs = int((stated & rows["value_kind"].str.contains("cost")).sum())
    if not stated.any():
        return f"{words.many(len(rows), 'entry', 'entries')} on named projects, none with a sum"
    of = f"of {words.many(int(stated.sum()), 'sum')}, {costs or 'none'} {'is' if costs == 1 else 'are'} what something costs"
    return f"Named projects: {of}; the others are a price, a loan, a contract or a plan"


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
        return f"The mission as told, from {first['start']:%-d %B} (“{first['title']}”) to {last['start']:%-d %B} (“{last['title']}”)"
    return f"The mission: {words.many(len(steps), 'step')}" + (", none" if days.empty else ", one") + " on a stated day"


def map_title(rows: pd.DataFrame, when: str) -> str:
    """State where what happened; ``rows``: what ``marks.shown`` returns, of which only what is certain at a place on the day counts."""
    now = rows[rows["now"] == ""]
    placed = now[now["at"] != ""]
    said = []
    for kind, verb in (("protest", "protest"), ("violence", "violence")):
        n = placed.loc[placed["kind"] == kind, "at"].nunique()
        if n:
            said.append(f"{verb} in {words.many(n, 'place')}")
    soldiers = placed.loc[placed["stays"], "at"].nunique()
    if soldiers:
        said.append(f"CSTO soldiers at {words.many(soldiers, 'place')}")
    left = now.loc[now["leaves"] & (now["origin"] != ""), "begin"].nunique()
    if left:
        said.append(f"departures from {words.many(left, 'place')}")
    if not said:
        n = placed["at"].nunique()
        at = f"at {words.many(n, 'place')}" if n else "at no place that is stated"
        said = [f"{words.many(len(now), 'fact')} {at}" if len(now) else "nothing that is certain on this day"]
    return f"{when}: {style.listed(said)}"


def _ordinal(n: int) -> str:
    return f"{n}" + {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(n, "th")


def _lower(title: str) -> str:
    """Put a heading into a sentence: its first letter small unless its first word is an abbreviation."""
    return title if title.split()[0].isupper() else title[0].lower() + title[1:]
