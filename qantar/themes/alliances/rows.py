"""The rows of alliances: tables in, rows out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qantar.facts import sources, words
from qantar.facts.alliances import FIRST_DAY, LAST_DAY, ORGANISATIONS, WHOLES, members
from qantar.facts.cells import RELATIONS

MOVES = ("removed", "detained", "appointed")
"""The relations of the reshuffle."""


SUPPORT, CONTACTS, BLAME = ("asked", "backed"), ("called",), ("criticised", "blamed")
"""The relations of support, of calls and messages, and of the opposite of support."""


NO_DAY = "no day"
"""What stands for the day of what has none."""


UNSAID = "By whom isn't said"
"""Who stands for the subject that a passage in the passive leaves out."""


LED = ("leads", "chairs", "initiated")
"""What is said of one country in an organisation, rather than that it belongs."""


GROUPS = {
    (True, True): "In the CSTO and the SCO", (True, False): "In the CSTO alone", (False, True): "In the SCO alone",
    (False, False): "In neither",
}  # fmt: skip


def belonging(tables: sources.Tables) -> pd.DataFrame:
    """Return who belonged to the five organisations in January 2022, one row per statement.

    ``id, organisation, organisation_name, member, country, mark, year, sources, side, group``. ``mark``: the status, or
    ``later`` where it began after January 2022; what had ended before isn't there. ``side``: article or reference.
    ``group``: whether the country was a member of CSTO and SCO; empty without reference data, which alone has whole lists.
    """
    rows = _named(tables)
    rows = rows[rows["organisation"].isin(ORGANISATIONS) & ~rows["status"].isin(LED) & ~rows["member"].isin(WHOLES)]
    rows = rows[rows["until"].isna() | (rows["until"] >= FIRST_DAY)]
    rows = rows.assign(
        mark=rows["status"].mask(rows["since"] > LAST_DAY, "later"),
        year=rows["since"].dt.strftime("%Y").fillna(""),
        side=["reference" if words.source_key(keys) == "reference" else "article" for keys in rows["sources"]],
    )
    within = members(tables)
    # What an article leaves out of its list isn't outside of the organisation: no groups without reference data.
    known = (rows["side"] == "reference").any()
    group = [GROUPS[key in within["ac-csto"], key in within["ac-sco"]] if known else "" for key in rows["member"]]
    rows = rows.assign(group=pd.Series(group, index=rows.index, dtype="str"))
    order = {group: n for n, group in enumerate(GROUPS.values())}
    count = rows.groupby("member")["organisation"].nunique()
    rows = rows.assign(order=rows["group"].map(order).fillna(0), count=rows["member"].map(count))
    by = ["order", "count", "country", "organisation", "side"]
    return rows.sort_values(by, ascending=[True, False, True, True, True]).drop(columns=["order", "count"])


def leads(tables: sources.Tables) -> pd.DataFrame:
    """Return who is said to lead, chair or have begun an organisation, one row per statement.

    ``speaker``: who says so, of reference data the publishers; ``group``: speakers of the articles, or reference data.
    """
    rows = _named(tables)
    rows = rows[rows["organisation"].isin(ORGANISATIONS) & rows["status"].isin(LED)]
    publisher = dict(zip(tables["sources"]["source"], tables["sources"]["publisher"], strict=True))
    beyond = rows["sources"].map(words.source_key) == "reference"
    printed = [
        words.listed(sorted({publisher[key] for key in cell.split("|")})) if reference else words.names(cell)
        for cell, reference in zip(rows["sources"], beyond, strict=True)
    ]
    named = rows["claimant_name"]
    speaker = named.where(named != "", pd.Series(printed, index=rows.index, dtype="str"))
    group = beyond.map({False: "In the articles", True: "Reference data"}).astype("str")
    return rows.assign(speaker=speaker, group=group).sort_values(["group", "speaker", "organisation", "status"])


def _named(tables: sources.Tables) -> pd.DataFrame:
    rows = tables["memberships"]
    short = rows["organisation"].map(ORGANISATIONS).fillna(rows["organisation_name"])
    return rows.assign(sources=sources.by_fact(tables, rows), country=rows["member_name"], organisation_name=short)


def network(tables: sources.Tables, kinds: Sequence[str] = RELATIONS) -> pd.DataFrame:
    """Return who did what to whom, of some kinds, one row per relation and fact, in order of time.

    ``id, fact, subject, object, subject_name, object_name, relation, status, when, day, title, start, sources``; ``day``:
    ``when`` in short.
    """
    rows = tables["relations"]
    rows = rows[rows["relation"].isin(kinds)]
    events = tables["events"].set_index("id")
    about = tables["claims"].set_index("id")["label"]
    rows = rows.assign(
        start=[events["start"].get(fact, pd.NaT) for fact in rows["fact"]],
        title=[events["title"].get(fact, about.get(fact, "")) for fact in rows["fact"]],
        when=[
            words.when(events.loc[[fact]], hedge=False).iloc[0] if fact in events.index else "" for fact in rows["fact"]
        ],
        day=[
            brief(events.at[fact, "start"], events.at[fact, "end"]) if fact in events.index else NO_DAY
            for fact in rows["fact"]
        ],
        sources=sources.by_fact(tables, rows),
        subject_name=rows["subject"].map(ORGANISATIONS | {"": UNSAID}).fillna(rows["subject_name"]),
        object_name=rows["object"].map(ORGANISATIONS).fillna(rows["object_name"]),
    )
    order = rows["relation"].map({name: n for n, name in enumerate(RELATIONS)})
    return rows.assign(order=order).sort_values(["start", "order", "id"], na_position="last").drop(columns="order")


def edges(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each two, what one did to the other on which day, and whose mark it gets.

    ``subject, subject_name, object_name, relation, day, source, status, ids, sources``; ``source``: the article, ``several`` or
    ``reference``.
    """
    rows = rows.assign(source=rows["sources"].map(words.source_key).astype("str"))
    by = ["subject", "subject_name", "object_name", "relation", "day", "source", "status"]
    grouped = rows.groupby(by, as_index=False, sort=False)
    return grouped.agg(ids=("id", "|".join), sources=("sources", "|".join))


def brief(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Write a day or a span of days in short: ``5 Jan``, ``2–10 Jan``, ``no day``."""
    if pd.isna(start) or pd.isna(end):
        return NO_DAY
    last = f"{end.day} {end:%b}"
    if start == end:
        return last
    return (
        f"{start.day}–{last}"
        if (start.year, start.month) == (end.year, end.month)
        else f"{start.day} {start:%b}–{last}"
    )
