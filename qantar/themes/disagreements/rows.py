"""The rows of disagreements: tables in, rows out."""

from __future__ import annotations

import pandas as pd

from qantar.facts import sources, words
from qantar.facts.ledger import GROWTH, growth


def side_by_side(tables: sources.Tables) -> pd.DataFrame:
    """Return the answers of the sources to every comparison, one row per comparison, fact and column.

    ``row`` (key of the comparison), ``theme, thing, note, column`` (article, or ``reference``), ``fact, answer`` (a number
    with its hedge, or when something happened), ``by`` (of reference data: what happened, who says so and when),
    ``quotes``, ``entries`` (the ledger's about a fact of the row, separated by |). An event's date is given by a source
    only if a passage of it dates the event.
    """
    asked = {fact for cell in tables["comparisons"]["facts"] for fact in cell.split("|")}
    said: dict[str, str] = {}
    for name in ("troops", "investment", "quantities", "projects", "events"):
        frame = tables[name][tables[name]["id"].isin(asked)]
        texts = words.when(frame, hedge=False) if name == "events" else words.stated(frame)
        said |= dict(zip(frame["id"], texts, strict=True))
    sums = growth(tables["investment"])
    if sums and GROWTH in said:
        said[GROWTH] += f" (its two amounts give {sums['computed']:.0f} %)"
    evidence = tables["evidence"][tables["evidence"]["fact"].isin(asked)]
    evidence = evidence.assign(column=evidence["source"].map(words.source_key).astype("str"))
    passages = {fact: list(rows.groupby("column", sort=False)) for fact, rows in evidence.groupby("fact", sort=False)}
    by = _by(tables, asked)
    rows = []
    for comparison in tables["comparisons"].itertuples():
        facts = comparison.facts.split("|")
        entries = "|".join(sources.entries(tables, facts)["id"])
        for fact in (fact for fact in facts if fact in said):
            answer = _often(said[fact]) if comparison.asks == "frequency" else said[fact]
            for column, own in passages[fact]:
                dates = own[own["dated"] == "yes"]
                undated = fact.startswith("ev-") and dates.empty
                rows.append(
                    {
                        "row": comparison.id, "theme": comparison.theme, "thing": comparison.thing,
                        "note": comparison.note, "column": column, "fact": fact,
                        "answer": "mentioned, no date" if undated else answer,
                        "by": by.get(fact, "") if column == "reference" else "",
                        "quotes": list(dict.fromkeys((own if dates.empty else dates)["quote"])),
                        "entries": entries,
                    }
                )  # fmt: skip
    columns = ["row", "theme", "thing", "note", "column", "fact", "answer", "by", "quotes", "entries"]
    return pd.DataFrame(rows, columns=columns)


def _often(answer: str) -> str:
    """Write a number of times a year, or of years from one time to the next, as how often something is held."""
    number, unit = answer.split(" ", 1)
    if unit.startswith("year"):
        return "yearly" if number == "1" else f"every {number} years"
    return "yearly" if number == "1" else f"{number} a year"


def _by(tables: sources.Tables, facts: set[str]) -> dict[str, str]:
    """Say of facts who states them and when, in short; of events what happened, too."""
    about = tables["evidence"][["fact", "source"]].merge(tables["sources"], on="source")
    about = about[about["fact"].isin(facts) & (about["tier"] == "reference")].sort_values("published")
    first = about.drop_duplicates("fact").set_index("fact")
    day = {"day": "%-d %b %Y", "month": "%b %Y", "year": "%Y", "unknown": "no date"}
    printed = {
        row.Index: (
            row.publisher,
            f"{row.published:{day[row.published_precision]}}" if pd.notna(row.published) else "no date",
        )
        for row in first.itertuples()
    }
    titles = dict(zip(tables["events"]["id"], tables["events"]["title"], strict=True))
    texts = {fact: f"{titles[fact]}; {publisher}" for fact, (publisher, _) in printed.items() if fact in titles}
    for name in ("troops", "investment", "quantities", "projects"):
        for row in tables[name][tables[name]["id"].isin(printed)].itertuples():
            publisher, published = printed[row.id]
            since, until, said = (getattr(row, column, pd.NaT) for column in ("start", "end", "as_of"))
            if pd.notna(said):
                when = f"{said.day} {said:%b %Y}"
            elif pd.notna(since) and pd.notna(until):
                whole = since.is_month_start and until == since + pd.offsets.MonthEnd(0)
                when = (
                    f"{until.day} {until:%b %Y}"
                    if since == until
                    else words.period(since, until, "month" if whole else "span")
                )
            else:
                when = f"{until:%Y}" if pd.notna(until) else published
            texts[row.id] = f"{row.claimant_name or publisher}, {when}"
    return texts
