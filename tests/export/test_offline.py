"""Pictures without the app: the command, what it says when it can't, and that no text is cut or covered."""

from __future__ import annotations

import base64
import datetime as dt
import io
import itertools
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page
from small import ROOT

from qantar import export, offline, themes
from qantar.charts import style
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
SHAPE = """async ([data, version]) => {
  const room = await import(`/assets/export/${version}/picture.js`);
  return room.base64(new Uint8Array(await (await room.picture(data, "png")).arrayBuffer()));
}"""


@dataclass(frozen=True)
class Exported:
    """What the command has drawn in which form and folder, what it says, and what it should have drawn."""

    form: str
    out: Path
    said: str
    choice: themes.Choice
    drawings: list[offline.Drawing]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qantar", "export", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}, timeout=120
    )


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
        pictures[letter] = blank.evaluate(SHAPE, [{**data, "address": "http://localhost"}, export.version()])
    assert len(set(pictures.values())) == len(pictures)


# What the command is asked for: numbers of two articles as PNG, reference data beside another as SVG.
PNG, SVG = ("png", ("RFERL", "SCMP"), False), ("svg", ("CEIAS",), True)


@pytest.fixture(scope="module")
def exported(request, whole, articles, tmp_path_factory) -> Exported:
    """What the command has drawn, once for all that is looked at in it."""
    form, asked, reference = request.param
    out = tmp_path_factory.mktemp("exported") / "new" / "folder"
    chosen = [word for key in asked for word in ("--source", key)]
    more = [] if reference else ["--no-reference"]
    done = run("--out", str(out), *chosen, "--format", form, "--home", "https://example.org/q", *more)
    assert done.returncode == 0, done.stderr
    choice = themes.Choice([key for key in articles if key in asked], articles, dt.date.today(), reference)
    return Exported(form, out, done.stdout, choice, offline.drawings(whole, choice, "https://example.org/q"))


@pytest.mark.parametrize("exported", [PNG, SVG], ids=["png", "svg"], indirect=True)
def test_the_command_draws_every_chart_that_the_articles_fill(exported):
    files = sorted(path.name for path in exported.out.iterdir())
    assert files == sorted(f"{drawing.file}.{exported.form}" for drawing in exported.drawings)
    what = "CEIAS" if exported.choice.reference else "SCMP-RFERL-articles-only"
    assert f"qantar-troops-{what}-{exported.choice.day:%Y-%m-%d}.{exported.form}" in files
    assert f"{len(files)} charts" in exported.said


@pytest.mark.parametrize("exported", [PNG], ids=["png"], indirect=True)
def test_the_command_and_the_app_draw_the_same_picture(exported, blank):
    drawing = next(one for one in exported.drawings if one.data["anchor"] == "troops")
    mine = Image.open(exported.out / f"{drawing.file}.png")
    other = Image.open(io.BytesIO(base64.b64decode(blank.evaluate(SHAPE, [drawing.data, export.version()]))))
    assert mine.size == other.size == (2400, 1350)
    assert ImageChops.difference(mine.convert("RGB"), other.convert("RGB")).getbbox() is None
    assert mine.text["URL"] == "https://example.org/q/intervention?source=SCMP&source=RFERL&reference=false#troops"
    assert mine.text == other.text


@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        (["--source", "Nobody"], {}, "the keys are Diplomat, SCMP"),
        (["--source", "CEIAS", "--no-reference"], {"BROWSER_PATH": "/nowhere/chrome"}, "apt-get install chromium"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(tmp_path, arguments, environment, says):
    done = run("--out", str(tmp_path), *arguments, **environment)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_the_folder_is_kept(tmp_path: Path):
    (tmp_path / "taken").write_text("mine")
    done = run("--out", str(tmp_path / "taken"))
    assert done.returncode == 1
    assert "can't be made a folder" in done.stderr
    assert (tmp_path / "taken").read_text() == "mine"


def test_without_the_extra_it_says_how_to_get_it(tmp_path):
    (tmp_path / "choreographer.py").write_text("raise ImportError('not here')")
    done = run("--out", str(tmp_path / "out"), "--source", "SCMP", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "qantar[export]" in done.stderr
    assert "Traceback" not in done.stderr
