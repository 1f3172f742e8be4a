"""The look: colours that everybody can tell from the page, and a mark of its own for every article."""

import csv
import tomllib

import plotly.io as pio
import pytest
from small import ROOT

from qantar.charts import style
from qantar.facts import words

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
PAGES = {
    "white": "#ffffff",
    "light page": THEME["light"]["backgroundColor"],
    "dark page": THEME["dark"]["backgroundColor"],
}
with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
    ARTICLES = [row["source"] for row in csv.DictReader(file) if row["tier"] == "article"]


def luminance(color: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", style.COLORS)
def test_every_colour_can_be_seen_on_every_page(key, page):
    assert contrast(style.color(key), PAGES[page]) >= 3


def test_every_article_has_a_colour_and_a_symbol_of_its_own():
    keys = [*ARTICLES, "several"]
    assert len(ARTICLES) == 5
    assert len({style.color(key) for key in keys}) == len(keys)
    assert len({style.symbol(key) for key in keys}) == len(keys)
    assert len({words.name(key) for key in keys}) == len(keys)


@pytest.mark.parametrize("answers", [("gain", "mixed", "loss"), ("closer", "stable", "rift")])
def test_answers_differ_in_colour_and_in_symbol(answers):
    assert len({style.color(key) for key in answers}) == len({style.symbol(key) for key in answers}) == 3


def test_reference_data_looks_like_no_article_and_institutions_are_told_apart():
    keys = [*ARTICLES, "several"]
    assert style.symbol("reference") not in {style.symbol(key) for key in keys}
    assert style.color("reference") not in {style.color(key) for key in keys}
    assert words.name("reference") not in {words.name(key) for key in keys}
    for together in (("ac-mofcom", "ac-edb", "ac-aei-cgit"), ("ac-china", "ac-russia")):
        assert len({style.color(key) for key in (*together, *ARTICLES)}) == len(together) + len(ARTICLES)


def test_the_key_of_a_source_says_whether_it_is_reference_data():
    """Colours, names and the switch go by the key, so key and tier must say the same."""
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        tiers = {row["source"]: row["tier"] for row in csv.DictReader(file)}
    assert "reference" in tiers.values()
    assert [key for key, tier in tiers.items() if key.startswith(words.REFERENCE) != (tier == "reference")] == []


def test_an_unknown_key_takes_no_article_s_colour():
    assert style.color("Nobody") not in {style.color(key) for key in ARTICLES}


def test_the_template_is_complete_whatever_the_default_is():
    layout = pio.templates["qantar"].layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "#ffffff"
    assert contrast(layout.font.color, "#ffffff") >= 7
    assert layout.colorway
    assert not set(layout.colorway) & {style.color(key) for key in ARTICLES}
