"""The address: what of it is understood, what is named in a sentence, and what links and controls make of it."""

from __future__ import annotations

import pytest

from qantar.themes.parameters import PARAMETERS, REFERENCE, Parameter, plain, understood
from qantar.ui import address

SOURCES = Parameter(
    "articles", {"SCMP": "SCMP", "RFERL": "RFE/RL", "CEIAS": "CEIAS"}, ("SCMP", "RFERL", "CEIAS"), True,
    spellings={"Radio Free Europe": "RFERL"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "values", "alien"),
    [
        ([], ("SCMP", "RFERL", "CEIAS"), []),
        (["SCMP"], ("SCMP",), []),
        (["CEIAS", "SCMP"], ("SCMP", "CEIAS"), []),
        (["scmp"], ("SCMP",), []),
        (["rfe/rl"], ("RFERL",), []),
        (["radio free europe"], ("RFERL",), []),
        ([""], (), []),
        (["Times"], ("SCMP", "RFERL", "CEIAS"), ["Times"]),
        (["Times", "SCMP"], ("SCMP",), ["Times"]),
    ],
)
def test_a_choice_of_several_is_understood(asked, values, alien):
    assert understood(SOURCES, asked) == (values, alien)


@pytest.mark.parametrize(
    ("name", "asked", "value"),
    [
        ("view", [], "central-asia"),
        ("view", ["almaty"], "almaty"),
        ("view", ["Almaty"], "almaty"),
        ("view", ["Central Asia"], "central-asia"),
        ("view", ["ALL_PLACES"], "all-places"),
        ("day", [], "all"),
        ("day", ["5"], "5"),
        ("day", ["05"], "5"),
        ("day", ["5 January"], "5"),
        ("day", ["2022-01-05"], "5"),
        ("day", ["January 5"], "5"),
        ("day", ["All days"], "all"),
        ("day", ["3", "5"], "5"),
    ],
)
def test_spellings_that_people_try_are_taken_for_what_they_mean(name, asked, value):
    assert understood(PARAMETERS[name], asked) == ((value,), [])


@pytest.mark.parametrize("name", ["view", "day"])
def test_what_is_none_of_the_values_is_named(name):
    assert understood(PARAMETERS[name], ["nonsense"]) == (PARAMETERS[name].first, ["nonsense"])


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("0", "false"),
        ("no", "false"),
        ("OFF", "false"),
        ("False", "false"),
        ("1", "true"),
        ("yes", "true"),
        ("on", "true"),
    ],
)
def test_the_switch_takes_what_people_write_for_yes_and_no(asked, value):
    assert understood(REFERENCE, [asked]) == ((value,), [])


def test_each_value_of_each_parameter_means_itself_under_its_key_and_its_name():
    for parameter in PARAMETERS.values():
        for value, name in parameter.values.items():
            for spelt in (value, name, value.upper(), f" {name} "):
                assert understood(parameter, [spelt]) == ((value,), []), spelt
        assert set(parameter.first) <= set(parameter.values)


def test_no_two_values_of_a_parameter_are_written_alike():
    for name, parameter in PARAMETERS.items():
        spelt = [{plain(value), plain(shown)} for value, shown in parameter.values.items()]
        assert sum(map(len, spelt)) == len(set().union(*spelt)) if spelt else True, name


def test_every_parameter_has_its_place_in_the_address():
    assert {*PARAMETERS, *address.FREE, "source", "reference"} <= set(address.ORDER)


def test_a_link_carries_its_text_and_address_safely():
    made = address.anchor("A & <b>", '/map?fact=a&view="x"', "To the map")
    assert made == (
        '<a class="to" href="/map?fact=a&amp;view=&quot;x&quot;" target="_self" aria-label="To the map">A &amp; &lt;b&gt;</a>'
    )
