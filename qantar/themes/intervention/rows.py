"""The rows of intervention: tables in, rows out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import labels, quantities, sources, speakers, words
from qantar.facts.quantities import CSTO, KAZAKHSTAN, RUSSIA, day, stated, together
from qantar.facts.sources import memoized

BORDER = "pl-ukraine-border"
MASSED, WITHDRAWAL = "troops_massed", ("days_to_withdraw", "withdrawal_to_end")
PHASES = {"planned": "planned", "reported": "reported", "deployed": "as deployed"}
"""How the phases of a size of the force are called."""
COUNTS = {
    "injured": "Injured",
    "injured_security": "Injured security forces",
    "detained": "Detained",
    "deaths_security": "Dead security forces",
}
"""The counts beside the dead, by measure, in the order of their chart."""
AIRLIFT = (
    "flights_in", "days_of_airlift", "flights_per_day", "aircraft_in_the_air_group", "il_aircraft", "an_aircraft", "aircraft_out",
    "aircraft_out_planned",
)  # fmt: skip
"""The measures of the airlift, in the order of its list."""
AROUND = ("intervention", "casualties", "airlift", "context")
"""The themes of numbers that belong to this page."""


@memoized
def totals(tables: sources.Tables) -> pd.DataFrame:
    """Return every stated size of the CSTO force in Kazakhstan with ``who, said, label``, in the order of the days."""
    rows = speakers.spoken(tables, quantities.totals(tables))
    label = [f"{row.said}, {day(row.as_of)}, {PHASES[row.phase]}" for row in rows.itertuples()]
    return rows.assign(label=pd.Series(label, index=rows.index, dtype="str"))


@memoized
def shares(tables: sources.Tables) -> pd.DataFrame:
    """Return what is said of Russia's share of the force."""
    both = pd.concat([stated(tables, name) for name in ("troops", "quantities")])
    rows = speakers.spoken(tables, both[both["measure"] == "share_of_contingent"])
    return rows.assign(label=("Russia's share: " + rows["said"]).astype("str"), country="Russia")


@memoized
def contingents(tables: sources.Tables) -> pd.DataFrame:
    """Return what is said of each country's contingent, with ``who, said``."""
    rows = speakers.spoken(tables, quantities.contingents(tables))
    label = [f"{row.country}: {row.said}, {day(row.as_of)}" for row in rows.itertuples()]
    return rows.assign(label=pd.Series(label, index=rows.index, dtype="str"))


def by_country(rows: pd.DataFrame, shares: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a row for each country's contingent, the largest first, as ``charts.numbers`` draws them.

    Its bar is the last number that an official gives, or else the largest of others, hatched. ``shares``: of Russia's part.
    """
    found: list[dict[str, Any]] = []
    for country, own in rows.groupby("country", sort=False):
        number = own["value"].fillna(own["high"]).fillna(own["low"]).astype(float)
        official = own[own["official"] & own["value"].notna()]
        if len(official):
            row = official.sort_values("as_of").iloc[-1]
            other = [text for text in own.loc[number != float(row["value"]), "text"] if text != "no number given"]
            brief = " · ".join([row["text"], *([f"others: {words.listed(_bare(other))}"] if other else [])])
        elif number.notna().any():
            row = own.loc[number.idxmax()]
            said = _bare(filter(None, own.loc[own["official"] & number.isna(), "scope"]))
            brief = f"unofficial: {_bare([row['text']])[0]}"
            if said:
                brief = f"{words.listed(said)}; {brief}"
            elif country == "Russia" and len(shares):
                brief += "".join(f" or {text}" for text in dict.fromkeys(shares["text"]) if text[0] != "“")
        else:
            row, brief = own.iloc[0], "no number"
        value = number[row.name] if number.notna().any() else None
        found.append(
            {"id": row["id"], "label": country, "value": value, "low": None, "high": None, "brief": brief.replace(" people", ""),
             "hover": f"<b>{row['text']}</b><br>{row['label']}", "sources": row["sources"], "bar": True, "hatched": not len(official),
             "color": ""}
        )  # fmt: skip
    return sorted(found, key=lambda row: -(row["value"] or 0))


def _bare(texts: Any) -> list[str]:
    """Return numbers in words without their unit, each once, the hedged one instead of the same without a hedge."""
    bare = list(dict.fromkeys(text.removesuffix(" people") for text in texts))
    return [text for text in bare if f"about {text}" not in bare]


def _abroad(tables: sources.Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Say in the label whose soldiers, which of them, who says so and when."""
    rows = speakers.spoken(tables, rows)
    label = []
    for row in rows.itertuples():
        whose = ", ".join(filter(None, [row.contributor_name, row.scope]))
        said = [row.said] if row.says != row.contributor_name else []
        to_come = " (still to come)" if row.phase == "planned" else ""
        label.append(f"{whose}; {', '.join([*said, day(row.as_of)])}{to_come}")
    return rows.assign(label=pd.Series(label, index=rows.index, dtype="str")).sort_values(
        ["panel", "stated_on", "id"], na_position="last"
    )


@memoized
def near_ukraine(tables: sources.Tables) -> pd.DataFrame:
    """Return the Russian soldiers massed near Ukraine, by who says so, within which distance and when."""
    rows = stated(tables, "troops")
    rows = _abroad(tables, rows[(rows["measure"] == MASSED) & (rows["unit"] == "people")])
    return rows.sort_values("theatre", key=lambda theatre: theatre != BORDER, kind="stable")


@memoized
def elsewhere(tables: sources.Tables) -> pd.DataFrame:
    """Return the soldiers of other deployments and exercises, and the alliance's standing force."""
    rows, other = stated(tables, "troops"), stated(tables, "quantities")
    rows = rows[(rows["theatre"] != KAZAKHSTAN) & (rows["unit"] == "people") & (rows["measure"] != MASSED)]
    standing = other[other["measure"] == "standing_peacekeeping_force"]
    standing = standing.assign(
        contributor=standing["subject"], contributor_name=standing["subject_name"], theatre="", phase="", official="yes",
        scope="standing peacekeeping force", panel="people, the CSTO's standing force",
    )  # fmt: skip
    return _abroad(tables, together(rows, standing))


@memoized
def airlift(tables: sources.Tables) -> pd.DataFrame:
    """Return flights, aircraft and days of the airlift with ``who, said, label``; ``out`` marks those on the way home."""
    rows = stated(tables, "quantities")
    rows = speakers.spoken(tables, rows[(rows["theme"] == "airlift") & rows["measure"].isin(AIRLIFT)])
    out = rows["measure"].str.startswith("aircraft_out")
    kind = {"il_aircraft": "Il-76, ", "an_aircraft": "An-124, "}
    label = [
        f"{kind.get(row.measure, '')}{row.said}, {quantities.when(row)}{' (planned)' if row.measure.endswith('planned') else ''}"
        for row in rows.itertuples()
    ]
    return rows.assign(out=out, label=pd.Series(label, index=rows.index, dtype="str"))


@memoized
def toll(tables: sources.Tables) -> pd.DataFrame:
    """Return the counts of the dead in the order in which they were stated, with ``who, said, label``."""
    rows = speakers.spoken(tables, quantities.dead(tables))
    fate = {"withdrawn": ", withdrawn", "superseded": "", "stands": "", "": ""}
    label = [f"{day(row.as_of)}, {row.said}{fate[row.standing]}" for row in rows.itertuples()]
    return rows.assign(label=pd.Series(label, index=rows.index, dtype="str"))


@memoized
def counts(tables: sources.Tables) -> pd.DataFrame:
    """Return the counts of injured, detained and dead of the security forces for the whole country, by measure and day."""
    rows = stated(tables, "quantities")
    rows = rows[(rows["theme"] == "casualties") & (rows["subject"] == KAZAKHSTAN) & rows["measure"].isin(COUNTS)]
    rows = speakers.spoken(tables, rows)
    label = [
        f"{COUNTS[row.measure]}, {day(row.as_of)}, {row.said}" + (" (withdrawn)" if row.standing == "withdrawn" else "")
        for row in rows.itertuples()
    ]
    order = rows["measure"].map(list(COUNTS).index)
    rows = rows.assign(label=pd.Series(label, index=rows.index, dtype="str"), order=order)
    return rows.sort_values("order", kind="stable").drop(columns="order")


@memoized
def deployments(tables: sources.Tables) -> pd.DataFrame:
    """Return the steps of the deployment by contingent: ``id, contributor, name, step, start, title, sources``."""
    events = labels.with_sources(tables, "events")
    steps = events[(events["step"] != "") & events["start"].notna()]
    order = {CSTO: 0, RUSSIA: 1}
    # A step of the whole force may name who asked for it or answered, too.
    whose = [CSTO if CSTO in cell.split("|") else cell.split("|")[0] for cell in steps["actors"]]
    known = dict(zip(tables["actors"]["actor"], tables["actors"]["name"], strict=True))
    steps = steps.assign(
        contributor=pd.Series(whose, index=steps.index, dtype="str"),
        name=pd.Series([known.get(key, key) for key in whose], index=steps.index, dtype="str"),
        order=[order.get(key, 2) for key in whose],
    )
    return steps.sort_values(["order", "name", "start", "id"]).drop(columns="order")


@memoized
def plans(tables: sources.Tables) -> pd.DataFrame:
    """Return how long the withdrawal was to take, as announced: ``id, name, start, end, title, qualifier, text, who, sources``.

    Days without a first day are counted from the day on which the withdrawal began; empty without that day.
    """
    steps = deployments(tables)
    begins = steps.loc[(steps["contributor"] == CSTO) & (steps["step"] == "withdrawal_begins"), "start"]
    rows = stated(tables, "quantities")
    rows = speakers.spoken(tables, rows[rows["measure"].isin(WITHDRAWAL) & bool(len(begins))])
    if rows.empty:
        return rows.assign(title="", step="", contributor="", name="")
    start = rows["start"].fillna(begins.iloc[0])
    days = rows["value"].fillna(rows["high"]).fillna(rows["low"]).astype("float")
    end = rows["end"].fillna(start + pd.to_timedelta(days, unit="D"))
    reference = rows["sources"].map(words.source_key) == "reference"
    own = rows["sources"].map(lambda keys: f" ({words.names(keys)})").mask(reference, "")
    title = [f"{row.says}, {day(row.as_of)}: {row.text}{by}" for row, by in zip(rows.itertuples(), own, strict=True)]
    return rows.assign(contributor=CSTO, name=rows["subject_name"], step="plan", start=start, end=end, title=title)[
        ["id", "contributor", "name", "step", "start", "end", "title", "qualifier", "text", "who", "sources"]
    ]


def rest(tables: sources.Tables) -> pd.DataFrame:
    """Return the numbers of the intervention that none of its charts draws, so that none is left out."""
    drawn = set().union(
        *(make(tables)["id"] for make in (totals, contingents, shares, near_ukraine, elsewhere, airlift, toll, counts)),
        quantities.deaths_by_place(tables)["id"],
    )
    # An article's plan is drawn beside reference data only, so it stays in the list whether that is there or not.
    announced = plans(tables)
    drawn |= set(announced.loc[announced["sources"].map(words.source_key) == "reference", "id"])
    other = stated(tables, "quantities")
    rows = together(other[other["theme"].isin(AROUND)], stated(tables, "troops"))
    return rows[~rows["id"].isin(drawn)]
