"""The picture to take away: white, of one size, with title, reading line and credit inside."""

import datetime as dt
import functools
import json
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest
from fontTools.ttLib import TTFont
from hypothesis import example, given
from hypothesis import strategies as st

from qantar import export, themes, web
from qantar.charts import style
from qantar.export.white import _LETTERS, CREDIT, READING, SIDE, TITLE
from qantar.themes.map import deck as map_deck
from qantar.themes.map import symbols as map_symbols

WHAT = "From US$8.9 bn to US$14.7 bn is +65 %, not the 40 % printed"
HOW = "Direct investment in the five Central Asian states. The dotted line is our sum, not the ministry's."
WHO = "Sources: SCMP · all 5 articles · 5 January 2026 · Qantar, CC BY 4.0"
TEXTS = export.texts(WHAT, HOW, WHO)
INSIDE = {"Title": WHAT, "Source": WHO}
SENTENCES = st.lists(st.text("абвxyzÉ%+", min_size=1, max_size=14), min_size=1, max_size=60).map(" ".join)
CHOICES = [["SCMP"], ["CEIAS"], ["RFERL", "Bedfellows"], ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]]


def simple() -> go.Figure:
    return go.Figure(go.Scatter(x=[1, 2], y=[3, 4], marker={"color": style.color("SCMP")})).update_layout(
        template=style.TEMPLATE, height=400, paper_bgcolor="#14171c", plot_bgcolor="#14171c"
    )


@pytest.fixture(scope="module")
def real(articles, filtered, made) -> list[export.Texts]:
    """The texts around the pictures of all cards, of all articles with reference data and of one alone."""
    day = dt.date(2022, 9, 30)
    found = []
    for chosen, reference in ((articles, True), (["SCMP"], False)):
        part, choice = filtered(chosen, reference), themes.Choice(chosen, articles, day, reference)
        for card in made(chosen, reference):
            credit = themes.credit(card, part, choice) + (f" · {map_deck.OUTLINES}" if card.legend else "")
            found.append(export.texts(card.title, card.subtitle, credit))
    return found


def lines(figure: go.Figure) -> list[str]:
    """Return every line that stands in the title or in an annotation, without markup."""
    written = [figure.layout.title.text or "", *(note.text for note in figure.layout.annotations)]
    return [re.sub(r"<[^>]+>", "", line) for text in written for line in text.split("<br>")]


def inside(figure: go.Figure, text: str) -> bool:
    """Say whether a text stands in a figure, however its lines are broken."""
    return " ".join(text.split()) in " ".join(" ".join(lines(figure)).split())


# The height


def test_one_row_more_than_fits_makes_the_picture_higher():
    def height(rows: int) -> int:
        axes = {"xaxis": {"side": "top"}, "yaxis": {"range": [rows, 0]}}
        return export.white(simple().update_layout(height=100 + 25 * rows, **axes), TEXTS).layout.height

    heights = [height(rows) for rows in range(1, 60)]
    assert heights == sorted(heights)
    first = next(n for n, high in enumerate(heights) if high > export.HEIGHT)
    assert set(heights[:first]) == {export.HEIGHT}
    assert {high - low for low, high in zip(heights[first:], heights[first + 1 :], strict=False)} == {25}


def test_a_dark_chart_becomes_white_and_stays_dark_itself():
    figure = simple()
    before = figure.to_dict()
    picture = export.white(figure, TEXTS)
    assert picture.layout.paper_bgcolor == picture.layout.plot_bgcolor == "#ffffff"
    assert figure.to_dict() == before


# The texts


@given(SENTENCES, SENTENCES, SENTENCES)
def test_long_texts_are_broken_into_lines_and_lose_no_word(title, reading, credit):
    picture = export.white(simple(), export.texts(title, reading, credit))
    for text in (title, reading, credit):
        assert inside(picture, text)
    assert all(len(line) <= 185 for line in lines(picture))


def packed(words: list[str], letters: int) -> list[list[str]]:
    """Return words in as few lines as they need: as many in each as fit."""
    out: list[list[str]] = []
    for word in words:
        if out and len(" ".join([*out[-1], word])) <= letters:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def longest_last(words: list[str], letters: int) -> int:
    """Return how long the last line can be with no line more than is needed."""
    needed = len(packed(words, letters))
    ends = (
        len(" ".join(words[n:]))
        for n in range(len(words))
        if len(packed(words[:n], letters)) == needed - 1 and len(" ".join(words[n:])) <= letters
    )
    return max(ends)


@pytest.mark.parametrize("part", ["title", "reading", "credit"])
@given(words=st.lists(st.text("абвxyzÉ%+", min_size=1, max_size=14), min_size=1, max_size=50))
@example(words=["word"] * 18 + ["alone"])
@example(words=["word"] * 19)
def test_lines_are_as_few_as_can_be_and_the_last_does_not_stand_alone(part, words):
    letters = _LETTERS[part]
    words = " ".join(words)[: 3 * letters - 60].split()
    broken = getattr(export.texts(**dict.fromkeys(("title", "reading", "credit"), " ".join(words))), part)
    assert " ".join(broken).split() == words
    assert max(map(len, broken)) <= letters
    assert len(broken) == len(packed(words, letters))
    assert len(broken[-1]) > letters / 3 or longest_last(words, letters) <= letters / 3


def test_no_line_of_a_credit_begins_with_the_dot_between_its_parts():
    broken = set()
    for length in range(60, 140):
        credit = f"Sources: {'a ' * (length // 2)}b · all 5 articles · 27 November 2026"
        lines = export.texts("", "", credit).credit
        broken.add(len(lines))
        assert " ".join(lines) == credit
        assert not any(line.startswith("·") for line in lines)
    assert broken == {1, 2}


def test_no_text_is_no_line():
    assert export.texts("", "", "").to_dict() == {"title": [], "reading": [], "credit": []}


def test_a_credit_can_be_had_in_one_line():
    credit = f"{WHO} · {WHO} · {WHO} · {map_deck.OUTLINES}"
    broken = export.texts("", "", credit)
    assert len(broken.credit) > 1
    assert broken.joined_credit() == credit


def test_a_longer_title_pushes_the_plot_down():
    short, long = (export.white(simple(), export.texts(title, HOW, WHO)).layout for title in ("Short", WHAT * 3))
    assert long.margin.t > short.margin.t
    assert long.width == short.width


@functools.cache
def letters(font: str, weight: int) -> dict[str, float]:
    """Return character → its width in a font of one point, as the font itself says."""
    with TTFont(web.FONTS[font]) as opened:
        size = {axis.axisTag: TITLE for axis in opened["fvar"].axes if axis.axisTag == "opsz"}
        glyphs = opened.getGlyphSet(location={"wght": weight} | size)
        unit = opened["head"].unitsPerEm
        return {chr(code): glyphs[name].width / unit for code, name in opened.getBestCmap().items()}


def test_the_lines_of_real_texts_fit_the_picture_s_width(real):
    serif, sans = letters("serif", 700), letters("sans", 400)
    wide = {
        line: sum(font[letter] for letter in line) * size
        for texts in real
        for part, font, size in ((texts.title, serif, TITLE), (texts.reading, sans, READING), (texts.credit, sans, CREDIT))
        for line in part
    }  # fmt: skip
    assert len(wide) > 50
    assert {line: width for line, width in wide.items() if width > export.WIDTH - 2 * SIDE} == {}


# What the browser gets


@pytest.fixture
def shown(monkeypatch):
    """What the buttons hand to the browser, by key."""
    found: dict[str, dict] = {}

    def show(script: str, key: str, data: dict, **given) -> None:
        json.dumps(data)
        found[key] = {"script": script, "data": data, "given": given}

    monkeypatch.setattr(export, "_show", show)
    return found


def read(script: str, name: str) -> set[str]:
    """Return which fields of an object a script reads, by the object's name."""
    source = (Path(export.__file__).parent / f"{script}.js").read_text(encoding="utf-8")
    return set(re.findall(rf"(?<![\w.]){name}\.(\w+)", source))


def taken_apart(script: str, function: str) -> set[str]:
    """Return which fields of its last argument a function of a script takes apart."""
    source = (Path(export.__file__).parent / f"{script}.js").read_text(encoding="utf-8")
    (fields,) = re.findall(rf"function {function}\((?:\w+, )*\{{(.*?)\}}\)", source)
    return {field.strip() for field in re.sub(r":\s*\[[^]]*\]", "", fields).split(",")}


SYMBOL = map_symbols.address("protest", "light")


def show_map(texts: export.Texts) -> None:
    export.map_button(
        "map", "qantar-map", texts, INSIDE, [("Protest", SYMBOL)], ("No exact place stated", [("Kazakhstan", [SYMBOL])]),
        (321, "1,000 km"), [236, 232, 224], export.map_size((780, 430)), 5, "No WebGL", print, str,
    )  # fmt: skip


def test_a_chart_s_buttons_hand_over_all_that_the_scripts_read(shown):
    export.chart_buttons("fdi", export.chart(simple(), WHAT, HOW, WHO, "qantar-fdi", INSIDE, "fdi", False))
    about = shown["export-fdi"]
    assert about["script"] == "button"
    assert about["data"]["formats"] == ["png", "svg"]
    assert about["data"]["key"] == "fdi"
    # ``map`` is of maps alone; without ``address`` the picture names the page that it was taken from.
    assert read("button", "data") | read("picture", "data") <= set(about["data"]) | {"map", "address"}
    assert taken_apart("picture", "draw") == {"figure", "scale", "anchor"}
    assert taken_apart("picture", "draw") <= set(about["data"])


def test_a_map_s_button_hands_over_all_that_the_scripts_read(shown):
    show_map(TEXTS)
    about = shown["export-map"]
    data = about["data"]
    assert data["formats"] == ["png"], "a canvas has no lines to keep"
    assert read("button", "data") | read("picture", "data") <= set(data) | {"address"}
    assert read("picture", "m") | taken_apart("button", "printed") <= set(data["map"])
    assert taken_apart("button", "printed") == {"canvas", "land", "parts"}
    assert about["given"] == {"on_asked_change": print, "on_done_change": str}
    assert data["map"]["width"] == 2400, "its height follows what it holds"
    assert data["map"]["side"] * 2 + data["map"]["canvas"][0] == pytest.approx(2400, abs=1)
    assert min(data["map"]["sizes"]) >= 2400 / 65
    assert [data["map"][part] for part in ("title", "reading", "credit")] == [[WHAT], [HOW], [WHO]]


def test_the_button_for_all_hands_over_all_that_the_script_reads(shown):
    export.bundle_button("qantar-map", "Read", "Cite", None, [], True, None, print)
    about = shown["export-bundle"]
    assert about["script"] == "bundle"
    assert read("bundle", "data") | {"asked"} == set(about["data"])
    assert about["data"]["rows"] is None, "nothing is sent before it is asked for"
    export.bundle_button("qantar-map", "Read", "Cite", {"a.csv": "a\n1\n"}, [], True, "7", print)
    assert shown["export-bundle"]["data"]["rows"] == {"a.csv": "a\n1\n"}


def test_the_scripts_address_changes_with_them_alone(monkeypatch, tmp_path):
    export.version.cache_clear()
    before = export.version()
    assert re.fullmatch("[0-9a-f]{8}", before)
    for path in Path(export.__file__).parent.glob("*.js"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(export, "_HERE", tmp_path)
    export.version.cache_clear()
    assert export.version() == before
    (tmp_path / "button.js").write_bytes((tmp_path / "button.js").read_bytes() + b"\n")
    export.version.cache_clear()
    assert export.version() != before
    export.version.cache_clear()
