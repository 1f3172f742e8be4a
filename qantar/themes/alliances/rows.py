"""The rows of alliances: who belonged to what in January 2022, and who is said to lead it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import ledger, sources, words
from qantar.facts.alliances import ORGANISATIONS, WHOLES, deciding, held, members

LED = ("leads", "chairs", "initiated")
"""What is said of one country in an organisation, rather than that it belongs."""
STATUSES = ("member", "signatory", "participant", "observer", "partner", "prospective", "initiated")
"""What a country may be to an organisation, what weighs most first: a cell shows one."""
GROUPS = {
    (True, True): "In both the CSTO and the SCO", (True, False): "In the CSTO alone", (False, True): "In the SCO alone",
    (False, False): "In neither",
}  # fmt: skip


def statements(tables: sources.Tables) -> list[dict[str, Any]]:
    """Return every statement that a country belonged to one of the organisations, or began it.

    Each is a row of ``memberships`` with ``sources`` (keys separated by |), ``country`` and ``short`` (the organisation's name), in
    the order of both.
    """
    rows = tables["memberships"]
    order = list(ORGANISATIONS)
    found = [
        {**row, "sources": keys, "country": row["member_name"], "short": ORGANISATIONS[row["organisation"]]}
        for row, keys in zip(rows.to_dict("records"), sources.by_fact(tables, rows), strict=True)
        if row["organisation"] in ORGANISATIONS and row["status"] in STATUSES
    ]
    return sorted(
        found, key=lambda row: (order.index(row["organisation"]), row["country"], STATUSES.index(row["status"]))
    )


def belonging(tables: sources.Tables) -> list[dict[str, Any]]:
    """Return what each country was to each organisation in January 2022: a cell each, countries one after the other.

    Each has ``member`` (its key), ``country``, ``group`` (of ``GROUPS``; empty where no list of the members of the CSTO and the SCO is
    whole), ``organisation``, ``spelled`` (its whole name), ``status`` (of ``STATUSES``, ``none`` where it was nothing, ``unsaid`` where
    the chosen sources don't say), ``year`` (of joining, or ""), ``aside`` (that it ended before or began later), ``wrong`` (what an
    article says that can't be true), ``facts`` and ``sources`` (separated by |). Only reference data lists all members, so only beside
    it is a country said to be outside.
    """
    said = statements(tables)
    listed = {row["organisation"] for row in said if words.source_key(row["sources"]) == sources.REFERENCE}
    whole = {"ac-csto", "ac-sco"} <= listed
    false = _false(tables)
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in said:
        found.setdefault(row["member"], {}).setdefault(row["organisation"], []).append(row)
    within = members(tables)
    order = list(GROUPS.values())

    def group(member: str) -> str:
        return GROUPS[member in within["ac-csto"], member in within["ac-sco"]] if whole else ""

    names = {row["member"]: row["country"] for row in said}
    spelled = dict(zip(tables["actors"]["actor"], tables["actors"]["name"], strict=True))
    rows = sorted(
        (member for member in found if not (whole and member in WHOLES)),
        key=lambda one: (order.index(group(one)) if whole else 0, one in WHOLES,
                         -sum(one in states for states in within.values()), -len(found[one]), names[one]),
    )  # fmt: skip
    return [
        {
            "member": member, "country": names[member], "group": group(member), "organisation": organisation,
            "spelled": spelled.get(organisation, ""),
            **_cell(found[member].get(organisation, []), organisation in listed, false),
        }
        for member in rows
        for organisation in ORGANISATIONS
    ]  # fmt: skip


def _false(tables: sources.Tables) -> set[str]:
    """Return the facts that an entry of the ledger says can't be true, or can't be beside another."""
    entries = tables["contradictions"]
    return {fact for cell in entries.loc[entries["verdict"].isin(ledger.SHARP), "facts"] for fact in cell.split("|")}


def _cell(rows: list[dict[str, Any]], listed: bool, false: set[str]) -> dict[str, Any]:
    """Return what one country was to one organisation; ``listed``: all members of the organisation are known."""
    now = sorted((row for row in deciding(rows) if held(row)), key=lambda row: STATUSES.index(row["status"]))
    status = now[0]["status"] if now else "none" if listed else "unsaid"
    aside = ""
    if not now and rows:
        row = deciding(rows)[0]
        aside = f"until {row['until']:%Y}" if pd.notna(row["until"]) else f"from {row['since']:%Y}"
    wrong = [
        row for row in rows
        if row["id"] in false and row["status"] != status and words.source_key(row["sources"]) != sources.REFERENCE
    ]  # fmt: skip
    keys = list(dict.fromkeys("|".join(row["sources"] for row in rows).split("|"))) if rows else []
    return {
        "status": status,
        "year": f"{now[0]['since']:%Y}" if now and pd.notna(now[0]["since"]) else "",
        "aside": aside,
        "wrong": f"{words.names('|'.join(row['sources'] for row in wrong))}: {wrong[0]['status']}" if wrong else "",
        "facts": "|".join(row["id"] for row in rows),
        "sources": "|".join(keys),
    }


def leads(tables: sources.Tables) -> list[dict[str, Any]]:
    """Return who is said to lead, chair or have begun what: a row for each organisation, role and answer.

    Each has ``organisation``, ``short`` (its name), ``status`` (of ``LED``), ``who`` (the countries that one speaker names together, as
    words), ``facts`` and ``sources`` (separated by |), the answer of most sources first.
    """
    rows = tables["memberships"]
    told: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row, keys in zip(rows.to_dict("records"), sources.by_fact(tables, rows), strict=True):
        if row["organisation"] in ORGANISATIONS and row["status"] in LED:
            by = row["claimant"] or keys
            told.setdefault((row["organisation"], row["status"], by), []).append({**row, "sources": keys})
    answers: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for (organisation, status, _), own in told.items():
        who = words.listed(sorted({row["member_name"] for row in own}))
        answers.setdefault((organisation, status, who), []).extend(own)
    order = list(ORGANISATIONS)
    found = [
        {
            "organisation": organisation, "short": ORGANISATIONS[organisation], "status": status, "who": who,
            "facts": "|".join(row["id"] for row in own),
            "sources": "|".join(dict.fromkeys("|".join(row["sources"] for row in own).split("|"))),
        }
        for (organisation, status, who), own in answers.items()
    ]  # fmt: skip
    return sorted(
        found,
        key=lambda row: (
            order.index(row["organisation"]),
            LED.index(row["status"]),
            -row["sources"].count("|"),
            row["who"],
        ),
    )
