"""The pictures' fonts hold every letter that a picture can contain, else another machine's would stand in."""

import ast
from pathlib import Path

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from small import ROOT

from qantar import web
from qantar.facts import words

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ÁÄČÉÍŁŃÓÖŘŠȚÜÝŽáäčéíłńóöřšțüýž"
SIGNS = " .,:;!?'\"“”‘’«»()–—-+−×/%&·…°$€№"
LACKING = "\u6f22"  # a Chinese letter, of which neither font has any
# Whose texts are drawn: titles and reading lines, labels, axes, legends.
WRITERS = [
    *(path for path in sorted((ROOT / "qantar" / "facts").rglob("*.py")) if path.stem != "scripts"),
    *sorted((ROOT / "qantar" / "charts").glob("*.py")),
    *sorted((ROOT / "qantar" / "themes").rglob("*.py")),
]  # fmt: skip
# Columns of text that no picture shows: keys, addresses, and what stands in the articles themselves.
UNSEEN = {"sources": {"url", "url_kind"}, "places": {"coordinate_source"}}


def known(font: str) -> set[str]:
    """Return the characters that a font has a letter for, as the font itself says."""
    with TTFont(web.FONTS[font]) as opened:
        return {chr(code) for code in opened.getBestCmap()}


def lacking(font: str, texts: dict[str, str]) -> dict[str, str]:
    """Return where → the characters there for which a font has no letter."""
    has = known(font)
    missing = {where: "".join(sorted(set(text) - has)) for where, text in texts.items()}
    return {where: letters for where, letters in missing.items() if letters}


def constants(path: Path) -> str:
    """Return all that stands between quotation marks in a script, documentation left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return "".join(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    )


@pytest.fixture(scope="module")
def written(tables) -> dict[str, str]:
    """All text that can reach a picture, by where it stands."""
    cells = {
        f"{name}.{column}": "".join(frame[column].dropna())
        for name, frame in tables.items()
        for column in frame
        if pd.api.types.is_string_dtype(frame[column]) and column not in UNSEEN.get(name, ())
    }
    # Space that is wider, or none, needs no letter.
    space = str.maketrans("", "", "\n\u2002\u2060")
    scripts = {str(path.relative_to(ROOT)): constants(path).translate(space) for path in WRITERS}
    return cells | scripts | {"names": "".join(words.NAMES.values())}


def test_what_is_looked_at_has_text(written):
    for where in ("events.title", "claims.claim", "investment.stated", "investment.note", "places.name", "actors.name",
                  "events.label", "quantities.claimant_name"):  # fmt: skip
        assert len(written[where]) > 100, where
    assert "places with " in written["qantar/themes/overview/charts.py"]


@pytest.mark.parametrize("font", ["sans", "serif"])
def test_a_picture_s_font_holds_all_that_can_be_written(written, font):
    # Of the signs that stand in lines below a title, which are in the sans alone.
    signs = str.maketrans("", "", "●" if font == "serif" else "")
    assert lacking(font, {where: text.translate(signs) for where, text in written.items()}) == {}


@pytest.mark.parametrize("font", ["sans", "serif"])
def test_a_picture_s_font_holds_the_alphabets_of_the_region(font):
    alphabets = {
        "Russian": RUSSIAN + RUSSIAN.upper(), "Kazakh": KAZAKH + KAZAKH.upper(), "Latin": LATIN, "signs": SIGNS + "←→",
    }  # fmt: skip
    assert [len(set(text)) for text in (RUSSIAN, RUSSIAN.upper(), KAZAKH, KAZAKH.upper())] == [33, 33, 42, 42]
    assert lacking(font, alphabets) == {}


@pytest.mark.parametrize("font", ["sans", "serif"])
def test_a_letter_that_a_font_lacks_is_found(written, font):
    assert lacking(font, {"title": f"Қазақстан {LACKING}"}) == {"title": LACKING}
    some = dict(written, title=LACKING)
    assert LACKING in lacking(font, some)["title"]


@pytest.mark.parametrize(("font", "family"), [("sans", "SourceSans"), ("serif", "SourceSerif")])
def test_a_font_is_the_one_that_the_pictures_name_upright_and_of_every_weight_used(font, family):
    with TTFont(web.FONTS[font]) as opened:
        assert opened["name"].getDebugName(1).replace(" ", "").startswith(family)
        assert not opened["head"].macStyle & 0b10, "it isn't the italic one"
        (weight,) = [axis for axis in opened["fvar"].axes if axis.axisTag == "wght"]
        # Normal text is 400, names on the map 600, titles 700; the scripts promise 200 to 900.
        assert (weight.minValue, weight.maxValue) == (200, 900)
