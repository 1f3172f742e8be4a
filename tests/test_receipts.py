"""The warnings of the check: quotes of claims and events that a stranger may not understand."""

from __future__ import annotations

import pytest
from test_checks import found, plant, read_changed

from qantar.__main__ import main
from qantar.facts import checks
from qantar.facts.tables import read_all


def warned(folder) -> list[tuple]:
    return [(fault.file, fault.row, fault.column) for fault in checks.warn(read_changed(folder))]


def test_the_small_tables_give_no_warning(folder):
    assert warned(folder) == []


THIN = [
    ("cl-trust", "could lose trust"),  # three words
    ("cl-trust", "the most violent riots since independence"),
    ("cl-trust", "The most violent riots since independence"),  # a capital that names nobody
    ("cl-trust", "far more competitive than cooperative"),
    ("ev-riots", "at the beginning of 2022"),
]


@pytest.mark.parametrize(("fact", "quote"), THIN)
def test_a_thin_quote_of_a_claim_or_event_is_named_by_row_and_column_and_is_no_fault(folder, fact, quote):
    row = plant(folder, "evidence", fact, quote=quote)
    assert warned(folder) == [("evidence.csv", row, "quote")]
    assert found(folder) == set()


GOOD = [
    "the forces could not be trusted",  # an auxiliary
    "the soldiers lost all their trust",  # a verb of the list
    "the riots shattered all their trust",  # -ed
    "still losing trust among the neighbours",  # -ing
    "to legitimize the use of force",  # -ize
    "a triumph for Russia in the region",  # a name
    "Russia without trust in the region",  # a name at the beginning
    "some 2,500 troops of the CSTO",  # a name of capitals
]


@pytest.mark.parametrize("quote", GOOD)
def test_a_name_or_a_verb_in_four_words_is_enough(folder, quote):
    plant(folder, "evidence", "cl-trust", quote=quote)
    assert warned(folder) == []


def test_a_spelling_of_an_actor_is_a_name_in_small_letters_too(folder):
    row = plant(folder, "evidence", "cl-trust", quote="a triumph of several analysts alone")
    assert warned(folder) == [("evidence.csv", row, "quote")]
    plant(folder, "actors", "ac-anna", aliases="Anna|analysts")
    assert warned(folder) == []


def test_numbers_and_memberships_are_not_judged(folder):
    plant(folder, "evidence", "tr-few", quote="a few thousand more")
    plant(folder, "evidence", "mem-csto-russia", quote="one of several members")
    assert warned(folder) == []


def test_a_quote_in_another_language_is_judged_by_its_translation(folder):
    row = plant(folder, "evidence", "cl-trust", quote="доверие за рубежом утрачено")
    assert warned(folder) == [], "it isn't in Latin letters and has no translation"
    plant(folder, "evidence", "cl-trust", translation="trust abroad is lost")
    assert warned(folder) == []
    plant(folder, "evidence", "cl-trust", translation="no more trust abroad")
    assert warned(folder) == [("evidence.csv", row, "quote")]


def test_the_command_prints_warnings_with_their_number_and_does_not_fail(folder, capsys):
    row = plant(folder, "evidence", "cl-trust", quote="could lose trust")
    other = plant(folder, "evidence", "cl-gains", quote="far more competitive than cooperative")
    assert main(["check", "--data", str(folder)]) == 0
    first, second, count, result = capsys.readouterr().out.splitlines()
    parts = ("warning", "evidence.csv", "column quote")
    assert all(part in first for part in (*parts, f"row {other}", "cl-gains", "neither a name nor a verb"))
    assert all(part in second for part in (*parts, f"row {row}", "could lose trust", "3 words"))
    assert count.startswith("2 warning(s)")
    assert result.startswith("No fault")


def test_a_fault_beside_a_warning_still_fails(folder, capsys):
    plant(folder, "evidence", "cl-trust", quote="could lose trust")
    plant(folder, "claims", "cl-gains", speaker="ac-nobody")
    assert main(["check", "--data", str(folder)]) == 1
    assert [line.startswith("warning") for line in capsys.readouterr().out.splitlines()] == [True, False, False]


def test_few_quotes_of_the_real_tables_are_thin():
    """So that a warning stays worth reading: at most one in thirty quotes of claims and events."""
    tables = read_all()
    judged = tables["evidence"]["fact"].str.startswith(("cl-", "ev-")).sum()
    assert len(checks.warn(tables)) <= judged / 30
