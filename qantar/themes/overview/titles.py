"""The sentences of the front page that depend on its rows; those on who won are of the theme positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qantar.facts.words import spelled


def strip_title(unrest: list[dict[str, Any]], moments: list[dict[str, Any]]) -> str:
    """Say on which day the unrest was at its widest, and when the last soldiers left, as far as the rows know."""
    violence = [row for row in unrest if row["form"] == "violence"]
    rows = violence or unrest
    last = next((row for row in moments if "ev-ref-home" in row["facts"].split("|")), None)
    if rows:
        worst = max(rows, key=lambda row: (row["places"], -row["day"]))
        what = "Violence" if violence else "Protest"
        where = f"{spelled(worst['places'])} place{'s' if worst['places'] > 1 else ''}"
        first = f"{what} hit {where} on {worst['day']} January"
        return f"{first}; the last soldiers left on the {last['day']}th" if last else first
    if not moments:
        return "Nothing is dated to a day"
    days = f"{moments[0]['day']} to {moments[-1]['day']}" if len(moments) > 1 else str(moments[0]["day"])
    return f"What is dated to a day: {days} January"


def number_label(row: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """Return what a number of the front page counts; a rival that stands alone counts something else, or at no time that is stated."""
    labels: Mapping[str, str] = about["labels"]
    return labels.get(row["fact"], labels[row["name"]])


def moment_lines(rows: Any) -> list[str]:
    """Write each row of the strip in a line: ``5 January 2022: violence in Almaty and Taraz``."""
    return [f"{row.day} January 2022: {row.what}" for row in rows.itertuples()]


def answer(dead: str, who_won: str) -> str:
    """Say how many died, where that is counted, and who won in the eyes of the articles."""
    parts = [f"{dead} people died by the last official count." if dead else "", f"{who_won}." if who_won else ""]
    return " ".join(filter(None, parts))
