"""The rows of intervention: tables in, rows out."""

from __future__ import annotations

import pandas as pd

from qantar.facts import labels, sources, words
from qantar.facts.labels import january
from qantar.facts.quantities import (
    CSTO,
    KAZAKHSTAN,
    RUSSIA,
    _when,
    contingents,
    day,
    deaths_by_place,
    in_panels,
    marked,
    stated,
    together,
    undated_marked,
)


def mission(events: pd.DataFrame) -> pd.DataFrame:
    """Return the January events of the mission: those of the CSTO, and the Kazakh government's towards it."""
    theirs = events["actors"].str.split("|").map(lambda actors: "ac-csto" in actors).astype(bool)
    return january(events[theirs & events["lane"].isin(["csto_russia", "government"])])


BORDER = "pl-ukraine-border"


PHASES = {
    "planned": "people, as planned beforehand",
    "deployed": "people, stated as deployed",
    "reported": "people, as otherwise reported",
}


PLANNED = {True: " (planned)", False: ""}


MASSED, WITHDRAWAL = "troops_massed", ("days_to_withdraw", "withdrawal_to_end")


COUNTS = {
    "deaths": "deaths, all",
    "deaths_security": "deaths among security forces",
    "injured": "injured, all",
    "injured_security": "injured among security forces",
    "detained": "detained",
}


def totals(tables: sources.Tables) -> pd.DataFrame:
    """Return every stated size of the CSTO force in Kazakhstan, by phase and day."""
    rows = stated(tables, "troops")
    rows = rows[
        (rows["contributor"] == CSTO) & (rows["theatre"] == KAZAKHSTAN) & (rows["measure"] == "size_of_the_force")
    ]
    rows = rows.assign(label=[f"{row.says}, {day(row.as_of)}" for row in rows.itertuples()])
    return undated_marked(in_panels(marked(rows, rows["official"] == "yes"), PHASES, "phase"))


def shares(tables: sources.Tables) -> pd.DataFrame:
    """Return what is said of Russia's share of the force."""
    both = pd.concat([stated(tables, name) for name in ("troops", "quantities")])
    rows = both[both["measure"] == "share_of_contingent"]
    return rows.assign(panel="% of the force", label=[f"Russia's share: {says}" for says in rows["says"]])


def _abroad(rows: pd.DataFrame) -> pd.DataFrame:
    """Say in the label whose soldiers, which of them, who says so and when; each theatre has a panel of its own."""
    label = []
    for row in rows.itertuples():
        whose = ", ".join(filter(None, [row.contributor_name, row.scope]))
        said = [row.says] if row.says != row.contributor_name else []
        to_come = " (still to come)" if row.phase == "planned" else ""
        label.append(f"{whose}; {', '.join([*said, day(row.as_of)])}{to_come}")
    return rows.assign(label=pd.Series(label, index=rows.index, dtype="str")).sort_values(
        ["panel", "stated_on", "id"], na_position="last"
    )


def near_ukraine(tables: sources.Tables) -> pd.DataFrame:
    """Return the Russian soldiers massed near Ukraine, by who says so, within which distance and when."""
    rows = stated(tables, "troops")
    rows = _abroad(rows[(rows["measure"] == MASSED) & (rows["unit"] == "people")])
    return undated_marked(rows.sort_values("theatre", key=lambda theatre: theatre != BORDER, kind="stable"))


def elsewhere(tables: sources.Tables) -> pd.DataFrame:
    """Return the soldiers of other deployments and exercises, and the alliance's standing force."""
    rows, other = stated(tables, "troops"), stated(tables, "quantities")
    rows = rows[(rows["theatre"] != KAZAKHSTAN) & (rows["unit"] == "people") & (rows["measure"] != MASSED)]
    standing = other[other["measure"] == "standing_peacekeeping_force"]
    standing = standing.assign(
        contributor=standing["subject"], contributor_name=standing["subject_name"], theatre="", phase="", official="yes",
        scope="standing peacekeeping force", panel="people, the CSTO's standing force",
    )  # fmt: skip
    rows = _abroad(together(rows, standing))
    return marked(rows, rows["official"] == "yes")


def scale(tables: sources.Tables) -> pd.DataFrame:
    """Return what was counted in Kazakhstan, and after it the soldiers elsewhere."""
    force = totals(tables)
    force = force[(force["official"] == "yes") & (force["phase"] == "deployed") & force["value"].notna()]
    other = elsewhere(tables)
    if force.empty or other.empty:
        return other
    return together(force.assign(panel="people, Kazakhstan", label="CSTO force, " + force["label"]), other)


def airlift(tables: sources.Tables) -> pd.DataFrame:
    """Return flights, aircraft and days of the airlift, in and out apart."""
    rows = stated(tables, "quantities")
    rows = rows[rows["theme"] == "airlift"]
    panels = {
        "aircraft": "aircraft of the air group",
        "flights": "flights into Kazakhstan",
        "flights per day": "flights per day",
        "days": "days of the airlift in",
        "aircraft out": "aircraft on the way home",
    }
    out = rows["measure"].str.startswith("aircraft_out")
    kind = {"il_aircraft": "Il-76, ", "an_aircraft": "An-124, "}
    label = [
        f"{kind.get(row.measure, '')}{row.says}, {_when(row)}{PLANNED[row.measure.endswith('planned')]}"
        for row in rows.itertuples()
    ]
    return in_panels(rows.assign(what=rows["unit"].where(~out, "aircraft out"), label=label), panels, "what")


def casualties(tables: sources.Tables) -> pd.DataFrame:
    """Return the counts for the whole country in the order in which they were stated."""
    rows = stated(tables, "quantities")
    rows = rows[(rows["theme"] == "casualties") & (rows["subject"] == KAZAKHSTAN)]
    label = [
        f"{day(row.as_of)}, {row.says}" + (": withdrawn" if row.standing == "withdrawn" else "")
        for row in rows.itertuples()
    ]
    rows = marked(rows.assign(label=label), rows["standing"] != "", rows["standing"] == "withdrawn")
    return undated_marked(in_panels(rows, COUNTS, "measure"))


def deployments(tables: sources.Tables) -> pd.DataFrame:
    """Return the steps of the deployment by contingent: ``id, contributor, name, step, start, title, sources``."""
    events = labels.with_sources(tables, "events")
    steps = events[(events["step"] != "") & events["start"].notna()]
    order = {CSTO: 0, RUSSIA: 1}
    steps = steps.assign(
        contributor=steps["actors"],
        name=steps["actors_name"],
        order=steps["actors"].map(lambda key: order.get(key, 2)),
    )
    return steps.sort_values(["order", "name", "start", "id"]).drop(columns="order")


def plans(tables: sources.Tables) -> pd.DataFrame:
    """Return how long the withdrawal was to take, as announced: rows like those of ``deployments``, with ``end, qualifier``.

    Days without a first day are counted from the day on which the withdrawal began; empty without that day.
    """
    steps = deployments(tables)
    begins = steps.loc[(steps["contributor"] == CSTO) & (steps["step"] == "withdrawal_begins"), "start"]
    rows = stated(tables, "quantities")
    rows = rows[rows["measure"].isin(WITHDRAWAL) & bool(len(begins))]
    if rows.empty:
        return rows.assign(title="", step="", contributor="", name="")
    start = rows["start"].fillna(begins.iloc[0])
    days = rows["value"].fillna(rows["high"]).fillna(rows["low"]).astype("float")
    end = rows["end"].fillna(start + pd.to_timedelta(days, unit="D"))
    reference = rows["sources"].map(words.source_key) == "reference"
    own = rows["sources"].map(lambda keys: f" ({words.names(keys)})").mask(reference, "")
    title = [f"{row.says}, {day(row.as_of)}: {row.text}{by}" for row, by in zip(rows.itertuples(), own, strict=True)]
    return rows.assign(contributor=CSTO, name=rows["subject_name"], step="plan", start=start, end=end, title=title)[
        ["id", "contributor", "name", "step", "start", "end", "title", "qualifier", "sources"]
    ]


def rest(tables: sources.Tables) -> pd.DataFrame:
    """Return the numbers of the intervention that none of its charts draws, so that none is left out."""
    announced = plans(tables)
    # An article's plan is drawn beside reference data only, so it stays in the list whether that is there or not.
    announced = announced[announced["sources"].map(words.source_key) == "reference"]
    drawn = set(announced["id"]).union(
        *(rows(tables)["id"] for rows in (totals, contingents, shares, near_ukraine, elsewhere, airlift, casualties)),
        deaths_by_place(tables)["id"],
    )
    other = stated(tables, "quantities")
    rows = together(other[other["theme"].isin(["intervention", "casualties", "airlift"])], stated(tables, "troops"))
    return rows[~rows["id"].isin(drawn)]
