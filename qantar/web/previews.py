"""The pictures that other sites show of a page: its lead chart, drawn ahead, or what that says in words, drawn when asked for.

A chart is drawn by a browser, which the server doesn't have. So those of everything and of each article alone lie ready, with a
mark of what they show; under any other choice, and after a change of the data, the picture says the same rows in words.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from qantar.export.white import GREY, INK, PAPER
from qantar.themes import Card, Choice
from qantar.web.files import FONTS

FOLDER = Path(__file__).resolve().parent / "preview"
DRAWN = "drawn.json"
"""The file that says of what each picture was drawn."""
SIZE = 1200, 630
"""In pixels, as the sites that show it ask for."""
ACCENT, RULE = "#1f5673", "#d9d6d0"
SIDE, GAP = 56, 12
"""Room at the sides, and between what stands side by side."""
LAST = 40
"""Room for the line that says how many more rows there are."""
COLORS = 64
"""A picture of few colours is small."""


def of_same(card: Card) -> str:
    """Return a mark of what a card shows in words, by which a picture drawn of it is known to be of the same."""
    return hashlib.sha256("\n".join([card.title, card.subtitle, *card.lines]).encode()).hexdigest()[:12]


def name(page: str, choice: Choice) -> str:
    """Return the name of a page's picture under a choice: ``timeline``, ``timeline-scmp``, ``timeline-no-reference``."""
    chosen = [] if list(choice.chosen) == list(choice.every) else [key.lower() for key in choice.chosen] or ["none"]
    return "-".join([page.lower(), *chosen, *([] if choice.reference else ["no-reference"])])


def file(picture: str) -> Path:
    """Return where the picture of a name lies, if it was drawn ahead."""
    return FOLDER / f"{picture}.png"


@cache
def drawn() -> dict[str, str]:
    """Return of what each picture was drawn, by its name."""
    path = FOLDER / DRAWN
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {picture: mark for picture, mark in found.items() if file(picture).is_file()}


@cache
def _font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    path = FONTS[family]
    if path is None:
        return ImageFont.load_default(size)
    font = ImageFont.truetype(str(path), size)
    axes = font.get_variation_axes()
    # The first axis is the weight; a serif's second is for which size it is drawn.
    font.set_variation_by_axes([weight, *(min(size, axis["maximum"] or size) for axis in axes[1:])])
    return font


def in_words(above: str, only: str, title: str, lines: Sequence[tuple[str, str]], credit: str, more: int = 0) -> bytes:
    """Return a picture as PNG: ``lines`` are what the chart shows, each with who says so; as many as there is room for.

    ``above`` says where it stands, ``only`` what is chosen; ``more``: how many rows there are besides.
    """
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    width, bottom = SIZE[0] - 2 * SIDE, SIZE[1] - 40
    small, bold = _font("sans", 22, 400), _font("sans", 24, 650)
    for line in reversed(_wrapped(credit, small, width, 3)):
        bottom -= 28
        pen.text((SIDE, bottom), line, GREY, small)
    bottom -= 16
    pen.text((SIDE, 36), above, GREY, _font("sans", 24, 400))
    if only:
        pen.text((SIZE[0] - SIDE, 36), _cut(only, bold, width - pen.textlength(above, bold) - GAP), ACCENT, bold, "ra")
    head = _font("serif", 42, 650)
    y = 84
    for line in _wrapped(title, head, width, 3):
        pen.text((SIDE, y), line, INK, head)
        y += 52
    y += 14
    said, who = _font("sans", 27, 400), _font("sans", 24, 400)
    for n, (text, source) in enumerate(lines):
        # In one line if both fit there.
        alone = width - said.getlength(text) - 3 * GAP
        beside = _wrapped(source, who, max(width * 0.36, alone), 2)
        room = width - max(who.getlength(line) for line in beside) - 2 * GAP
        taken = _wrapped(f"{text[:1].upper()}{text[1:]}", said, room, 2)
        high, left = 34 * max(len(taken), len(beside)) + 18, len(lines) - n + more
        if y + high + (LAST if left > 1 else 0) > bottom:
            pen.text((SIDE, y + 8), f"and {left} more", GREY, who)
            break
        pen.line((SIDE, y, SIZE[0] - SIDE, y), RULE, 2)
        for at, line in enumerate(taken):
            pen.text((SIDE, y + 8 + 34 * at), line, INK, said)
        for at, line in enumerate(beside):
            pen.text((SIZE[0] - SIDE, y + 10 + 34 * at), line, GREY, who, "ra")
        y += high
    else:
        if more:
            pen.text((SIDE, y + 8), f"and {more} more", GREY, who)
    return packed(image)


def packed(image: Image.Image) -> bytes:
    """Return an image as a small PNG; no mark is too small to keep its colour."""
    out = io.BytesIO()
    few = image.quantize(COLORS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float, most: int) -> list[str]:
    """Return a text in at most so many lines of a width in pixels; what is left out is marked."""
    lines, left = [""], text.split()
    while left:
        longer = f"{lines[-1]} {left[0]}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
            left.pop(0)
        elif len(lines) < most:
            lines.append("")
        else:
            lines[-1] += f" {' '.join(left)}"
            break
    return [_cut(line, font, width) for line in lines]


def _cut(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> str:
    """Return a text as far as a width in pixels goes; what is left out is marked."""
    if font.getlength(text) <= width:
        return text
    # At a word, if the line has several.
    while text and font.getlength(f"{text} …") > width:
        text = text.rpartition(" ")[0] or text[:-1]
    return f"{text} …"
