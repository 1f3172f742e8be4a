"""Pictures without the app: the command, what it says when it can't, and that no text is cut or covered."""

from __future__ import annotations

import base64
import datetime as dt
import io
import itertools
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from qantar import export, offline, themes
from qantar.__main__ import main
from qantar.charts import style
from qantar.facts import edition
from qantar.themes.intervention import cards as intervention_cards

pytestmark = pytest.mark.browser

# Draws a picture and returns its lines of text with their boxes, in points.
LINES = """async ([data, version]) => {
  const room = await import(`/assets/export/${version}/picture.js`);
  const svg = await (await room.picture(data, "svg")).text();
  const box = document.createElement("div");
  box.style.cssText = "position: absolute; left: 0; top: 0; width: max-content";
  box.innerHTML = svg.slice(svg.indexOf("<svg"));
  document.body.replaceChildren(box);
  const root = box.querySelector("svg");
  const whole = root.getBoundingClientRect();
  const lines = [...root.querySelectorAll("text")].flatMap(text => {
    const parts = [...text.querySelectorAll(":scope > tspan.line")];
    return parts.length ? parts : [text];
  });
  return {
    width: whole.width,
    height: whole.height,
    lines: lines.filter(line => line.textContent.trim()).map(line => {
      const range = document.createRange();
      range.selectNodeContents(line);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return [line.textContent.trim(), left - whole.left, right - whole.left, top - whole.top, bottom - whole.top];
    }),
  };
}"""
SHAPE = """async ([data, version, form]) => {
  const room = await import(`/assets/export/${version}/picture.js`);
  return room.base64(new Uint8Array(await (await room.picture(data, form)).arrayBuffer()));
}"""


def called(*arguments: str) -> int:
    """Call the command in a thread of its own: the browser's has a loop that doesn't end."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(main, ["export", *arguments]).result()


@pytest.fixture(scope="module")
def blank(browser: Browser, server: str) -> Page:
    """A page beside the scripts, without the app."""
    page = browser.new_page()
    page.goto(f"{server}/assets/export/{export.version()}/picture.js")
    return page


def faults(page: Page, data: dict[str, object]) -> list[str]:
    """Return what is cut or covered in a picture: lines outside of it, and pairs of lines on one spot."""
    drawn = page.evaluate(LINES, [data, export.version()])
    lines = drawn["lines"]
    assert len(lines) > 5
    found = [
        f"«{text}» is cut"
        for text, left, right, top, bottom in lines
        if left < 2 or right > drawn["width"] - 2 or top < 2 or bottom > drawn["height"] - 2
    ]
    for (text, left, right, top, bottom), (other, left2, right2, top2, bottom2) in itertools.combinations(lines, 2):
        if min(right, right2) - max(left, left2) > 1 and min(bottom, bottom2) - max(top, top2) > 4:
            found.append(f"«{text}» covers «{other}»")
    return found


def choices(articles: list[str]) -> list[themes.Choice]:
    """All articles with reference data, and two of them alone without it: most texts, and fewest."""
    day = dt.date(2026, 9, 30)
    alone = [themes.Choice([key], articles, day, reference=False) for key in ("SCMP", "CEIAS")]
    return [themes.Choice(articles, articles, day), *alone]


def test_nothing_is_cut_or_covered_under_any_filter(blank, whole, articles):
    wrong = [
        f"{drawing.file}: {fault}"
        for choice in choices(articles)
        for drawing in offline.drawings(whole, choice)
        for fault in faults(blank, drawing.data)
    ]
    assert not wrong


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="librsvg isn't installed: apt-get install librsvg2-bin")
def test_another_program_draws_the_charts_as_svg_with_nothing_cut(blank, whole, articles, tmp_path):
    """Without the fonts, which it doesn't take from the file, letters are wider."""
    drawn = list(offline.drawings(whole, choices(articles)[0]))
    assert len(drawn) > 20
    cut, legends, command = [], 0, ["rsvg-convert", "--width", "832"]
    for drawing in drawn:
        svg = base64.b64decode(blank.evaluate(SHAPE, [drawing.data, export.version(), "svg"]))
        run = subprocess.run(command, input=svg, capture_output=True, check=True)
        picture = Image.open(io.BytesIO(run.stdout)).convert("L")
        width, height = picture.size
        edges = [(0, 0, 4, height), (width - 4, 0, width, height), (0, 0, width, 4), (0, height - 4, width, height)]
        if [picture.crop(edge).getextrema()[0] for edge in edges] != [255] * 4:
            cut.append(drawing.file)
        assert picture.getextrema()[0] < 60, "it has dark text"
        free = re.sub(rb' clip-path="url\(#legend[^"]*"', b"", svg)
        legends += free != svg
        if subprocess.run(command, input=free, capture_output=True, check=True).stdout != run.stdout:
            cut.append(f"{drawing.file}: its legend")
    assert cut == []
    assert legends > 3


def test_a_text_that_is_cut_or_covered_is_found(blank, tables):
    card = intervention_cards.troops(tables, tables)
    figure = style.figure(card.draw(*card.arguments))
    figure.add_annotation(text="over and over and over", x=0.2, y=0.5, xref="paper", yref="paper", showarrow=False)
    figure.add_annotation(text="over and over and out", x=0.2, y=0.5, xref="paper", yref="paper", showarrow=False)
    figure.add_annotation(text="far and away outside", x=1.2, y=0.5, xref="paper", yref="paper", showarrow=False)
    data = export.chart(figure, card.title, card.subtitle, "Sources: none", "x", {"Title": "x"}, "x", False)
    found = faults(blank, {**data, "address": "http://localhost"})
    assert any("over and over" in fault and "covers" in fault for fault in found)
    assert "«far and away outside» is cut" in found


def test_kazakh_letters_are_drawn_each_with_a_shape_of_its_own(blank, tables):
    """A letter that no font holds is drawn as a box, like every other one that is missing."""
    card = intervention_cards.troops(tables, tables)
    pictures = {}
    for letter in "ӘҒҚҢӨҰҮҺІЖЯ":
        drawn = style.figure(card.draw(*card.arguments))
        data = export.chart(drawn, letter * 20, letter * 20, "Sources: none", "x", {"Title": "x"}, "x", True)
        pictures[letter] = blank.evaluate(SHAPE, [{**data, "address": "http://localhost"}, export.version(), "png"])
    assert len(set(pictures.values())) == len(pictures)


# What the command is asked for: numbers of two articles as PNG, reference data beside another as SVG.
PNG, SVG = ("png", ("RFERL", "SCMP"), False), ("svg", ("CEIAS",), True)
CARDS = ("troops", "growth")


@pytest.mark.parametrize(("form", "asked", "reference"), [PNG, SVG], ids=["png", "svg"])
def test_the_command_draws_what_it_is_asked_for_as_the_app_does(
    form, asked, reference, blank, whole, articles, tmp_path, capsys, monkeypatch
):
    out, day = tmp_path / "new" / "folder", dt.date(2026, 9, 30)
    monkeypatch.setattr(edition, "today", lambda: day)
    choice = themes.Choice([key for key in articles if key in asked], articles, day, reference)
    drawings = offline.drawings(whole, choice, "https://example.org/q")
    every = {drawing.data["anchor"] for drawing in drawings}
    cards = [name for name in CARDS if name in every]
    words = [word for key in asked for word in ("--source", key)] + [
        word for name in cards for word in ("--card", name)
    ]
    more = [] if reference else ["--no-reference"]
    assert called("--out", str(out), *words, "--format", form, "--home", "https://example.org/q", *more) == 0
    what = "CEIAS" if reference else "SCMP-RFERL-articles-only"
    files = {name: out / f"qantar-{name}-{what}-{choice.day:%Y-%m-%d}.{form}" for name in cards}
    assert sorted(out.iterdir()) == sorted(files.values())
    assert f"{len(cards)} chart" in capsys.readouterr().out
    drawing = next(one for one in drawings if one.data["anchor"] == "troops")
    mine = files["troops"].read_bytes()
    other = base64.b64decode(blank.evaluate(SHAPE, [drawing.data, export.version(), form]))
    if form == "svg":
        assert mine.startswith(b"<svg") or b"<svg" in mine[:200]
        assert mine == other
        return
    one, two = Image.open(io.BytesIO(mine)), Image.open(io.BytesIO(other))
    assert one.size == two.size
    assert one.size[0] == 2400
    assert ImageChops.difference(one.convert("RGB"), two.convert("RGB")).getbbox() is None
    assert one.text["URL"] == "https://example.org/q/intervention?source=SCMP&source=RFERL&reference=false#troops"
    assert one.text == two.text


def test_without_a_card_s_name_it_draws_every_chart_that_the_articles_fill(
    whole, articles, tmp_path, capsys, monkeypatch
):
    asked: list[str] = []

    async def note(to_draw, out, form, address, tell):
        asked.extend(drawing.file for drawing in to_draw)
        return [out / f"{drawing.file}.{form}" for drawing in to_draw]

    monkeypatch.setattr(offline, "_draw", note)
    day = dt.date(2026, 9, 30)
    monkeypatch.setattr(edition, "today", lambda: day)
    assert called("--out", str(tmp_path), "--source", "CEIAS") == 0
    drawings = offline.drawings(whole, themes.Choice(["CEIAS"], articles, day, True))
    assert asked == [drawing.file for drawing in drawings]
    assert len(asked) > len(CARDS)
    assert f"{len(asked)} charts" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--source", "Nobody"], "the keys are Diplomat, SCMP"), (["--card", "nothing"], "the charts are ")],
)
def test_what_is_asked_for_in_vain_is_named(tmp_path, capsys, arguments, says):
    assert called("--out", str(tmp_path), *arguments) == 1
    assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_without_a_browser_it_says_how_to_get_one(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    assert called("--out", str(tmp_path), "--source", "CEIAS", "--no-reference") == 1
    said = capsys.readouterr().err
    assert "apt-get install chromium" in said
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_the_folder_is_kept(tmp_path, capsys):
    (tmp_path / "taken").write_text("mine")
    assert called("--out", str(tmp_path / "taken")) == 1
    assert "can't be made a folder" in capsys.readouterr().err
    assert (tmp_path / "taken").read_text() == "mine"


def test_without_the_extra_it_says_how_to_get_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "choreographer", None)
    assert called("--out", str(tmp_path / "out"), "--source", "SCMP") == 1
    assert "qantar[export]" in capsys.readouterr().err
