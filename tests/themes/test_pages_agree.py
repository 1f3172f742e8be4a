"""Two pages never say different things of one matter: what they say of it is compared under every choice of articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import pandas as pd
import pytest

from qantar.facts import happenings, quantities
from qantar.themes.disagreements import cards as disagreements
from qantar.themes.intervention import cards as intervention
from qantar.themes.intervention import titles as intervention_titles
from qantar.themes.overview import cards as overview
from qantar.themes.overview import rows as overview_rows
from qantar.themes.overview import titles as overview_titles
from qantar.themes.positions import cards as positions
from qantar.themes.texts import texts
from qantar.themes.timeline import cards as timeline

Tables = dict[str, pd.DataFrame]
KEYS = ("Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL")
CHOICES = [
    *([(list(KEYS), reference) for reference in (True, False)]),
    *([([key], reference) for key in KEYS for reference in (True, False)]),
    *([(list(pair), False) for pair in combinations(KEYS, 2)]),
]


def front(tables: Tables) -> dict[str, dict[str, str]]:
    """Return the six numbers of the front page by name."""
    return {row["name"]: row for row in overview_rows.numbers(tables)}


def soldiers(tables: Tables) -> list[tuple[str, str]]:
    """The size of the force: on the front page, and in the answer of Intervention."""
    row, said = front(tables)["soldiers"], intervention_titles.answer(tables, tables).lower()
    shown = [re.sub(r" \(.*\)$", "", row[key]) for key in ("value", "rival_value") if row[key]]
    return [(value if value.strip("“”") in said else said, value) for value in shown]


def stay(tables: Tables) -> list[tuple[str, str]]:
    """The days of the soldiers in the country: front page, Intervention, Timeline and the strip."""
    found = quantities.stay(tables)
    if found is None:
        return []
    came, left = (f"{day:%-d}" for day in found)
    told = timeline.answer(tables, tables)
    strip = overview.strip(tables, tables)
    pairs = [
        (front(tables)["days"]["who"], f"{came}–{left} January"),
        *re.findall(r"in the country ()(\S+ January)", intervention_titles.answer(tables, tables)),
        *((f"{day} January", f"{came} January") for day in re.findall(r"came on (\d+) January", told)),
        *((f"{day} January", f"{left} January") for day in re.findall(r"gone by (\d+) January", told)),
        *((day, left) for day in re.findall(r"left on the (\d+)th", strip.title if strip else "")),
    ]
    return [(f"{came}–{left} January", other) if one == "" else (one, other) for one, other in pairs]


def dead(tables: Tables) -> list[tuple[str, str]]:
    """The dead by the last official count: front page and the toll's title."""
    value, card = front(tables)["dead"]["value"], intervention.toll(tables, tables)
    if not value or card is None:
        return []
    told = re.match(r"(\d+) people died", overview.answer(tables, tables))
    counts = quantities.dead(tables)
    last = f"{counts.loc[counts['standing'] == 'stands', 'value'].iloc[-1]:.0f}"
    return [
        (value, last),
        (last if re.search(rf"\b{last}\b", card.title) else card.title, last),
        (told[1] if told else "", last),
    ]


def beginning(tables: Tables) -> list[tuple[str, str]]:
    """The first day of protest: the answer of Timeline, and the first bar or moment of the strip."""
    told = re.search(r"began in \S+ on (\d+) January", timeline.answer(tables, tables))
    days = [row["day"] for row in happenings.unrest(tables) if row["form"] == "protest"]
    return [(told[1], str(min(days)))] if told and days else []


def violence(tables: Tables) -> list[tuple[str, str]]:
    """The first day of violence: the answer of Timeline, and the first red bar of the strip."""
    told = re.search(r"turned violent on (\d+) January", timeline.answer(tables, tables))
    days = [row["day"] for row in happenings.unrest(tables) if row["form"] == "violence"]
    return [(told[1], str(min(days)))] if told and days else []


def winners(tables: Tables) -> list[tuple[str, str]]:
    """Who gains and who loses: the answers of the front page and of Positions."""
    one = re.sub(r"^\d+ people died [^.]*\. ?", "", overview.answer(tables, tables))
    return [(one, positions.answer(tables, tables)[: len(one)])]


def ties(tables: Tables) -> list[tuple[str, str]]:
    """Who sees a rift: the title of the matrix and the answer of Positions."""
    card = overview.glance(tables, tables)
    if card is None:
        return []
    said = positions.answer(tables, tables)
    return [(("rift" in card.title) and "rift", ("a rift" in said) and "rift")] if "rift" in card.title else []


def untrue(tables: Tables) -> list[tuple[str, str]]:
    """What can't be true: the count in the answer of Disagreements, and the rows of its lead."""
    card = disagreements.corrections(tables, tables)
    said = disagreements.answer(tables, tables)
    return [] if card is None else [(str(counted(said)), str(len(card.rows)))]


def counted(said: str) -> int:
    """Add up the numbers that a sentence spells out."""
    spelt = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    numbers = [spelt.index(word) + 1 for word in re.findall(r"\w+", said.lower()) if word in spelt]
    numbers += [1] * len(re.findall(r"\bonce\b", said.lower())) + [2] * len(re.findall(r"\btwice\b", said.lower()))
    # "two sides can't both be right" counts no sides.
    return (
        sum(numbers) - 2 * len(re.findall(r"\btwo sides\b", said.lower())) + sum(map(int, re.findall(r"\b\d+\b", said)))
    )


MATTERS: tuple[Callable[[Tables], list[tuple[str, str]]], ...] = (
    soldiers, stay, dead, beginning, violence, winners, ties, untrue,
)  # fmt: skip


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.__name__)
def test_pages_say_the_same_of_one_matter(filtered, matter):
    for chosen, reference in CHOICES:
        for one, other in matter(filtered(chosen, reference)):
            assert one == other, (chosen, reference)
    assert matter(filtered(KEYS, True)), "with everything chosen there is something to compare"


@pytest.mark.parametrize(("chosen", "reference"), CHOICES)
def test_a_number_of_the_front_page_has_the_years_that_are_stated_of_it(filtered, chosen, reference):
    part = filtered(chosen, reference)
    years = {
        row.id: {str(day.year) for day in (row.start, row.end) if pd.notna(day)}
        for row in part["investment"].itertuples()
    }
    about = texts("overview")["numbers"]
    for row in overview_rows.numbers(part):
        for fact, label in (
            (row["fact"], overview_titles.number_label(row, about)),
            (row["rival_fact"], about["rivals"][row["name"]]),
        ):
            if fact in years and "others" not in label:
                assert set(re.findall(r"\d{4}", label)) == years[fact], label
                assert ("no" in label.split() and "stated" in label) == (not years[fact])
