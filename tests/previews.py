"""Draws the pictures of each page's lead chart that other sites show: ``make previews``. Needs Chromium.

For each page that of everything, of each article alone, and of the articles without reference data, 1200 × 630 pixels, in
``qantar/web/preview``. Draw them anew when the data or a lead chart changed; only those that show something else are.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator

from browsing import ARGUMENTS, at_rest, download, serve
from browsing import card as card_of
from get_browser import find
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from qantar import export, themes
from qantar.charts import style
from qantar.export.white import PAPER
from qantar.facts import edition, shared, sources, tables
from qantar.web import first, previews
from qantar.web.lines import tables_for


def choices() -> Iterator[themes.Choice]:
    """Yield the choices that readers share the most: everything, each article alone, all without reference data."""
    every, day = sources.keys(shared.everything(tables.changed())["sources"]), edition.edition().day
    yield themes.Choice(every, every, day)
    for one in every:
        yield themes.Choice([one], every, day)
    yield themes.Choice(every, every, day, False)


def drawn(page: Page, card: themes.Card, choice: themes.Choice) -> bytes:
    """Return the picture of a card, as its download has it."""
    filtered, _ = tables_for(choice, tables.changed())
    data = themes.picture(card, style.figure(card.draw(*card.arguments)), filtered, choice, export.chart)
    script = f"""async data => {{
      const room = await import("/assets/export/{export.version()}/picture.js");
      const blob = await room.picture(JSON.parse(data), "png");
      return room.base64(new Uint8Array(await blob.arrayBuffer()));
    }}"""
    return base64.b64decode(page.evaluate(script, json.dumps(data)))


def of_map(page: Page, choice: themes.Choice) -> bytes:
    """Return the picture of the map, as its download has it."""
    page.goto(f"/map{choice.query()}")
    at_rest(page)
    card_of(page, "map").get_by_role("button", name="Download").click()
    return download(page, page.get_by_role("button", name="as PNG"))


def fitted(picture: bytes) -> bytes:
    """Return a picture in the size that other sites show: the whole of it, with its sources."""
    width, height = previews.SIZE
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    scale = min(width / image.width, height / image.height)
    small = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", previews.SIZE, PAPER)
    paper.paste(small, ((width - small.width) // 2, max((height - small.height) // 2, 0)))
    return previews.packed(paper)


def main() -> None:
    """Draw all pictures that show something else than before; take away those that show nothing any more."""
    previews.FOLDER.mkdir(exist_ok=True)
    before, marks, changed = previews.drawn(), {}, tables.changed()
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.set_default_timeout(90_000)
        page.goto("/sources")
        for choice in choices():
            for path in themes.PAGES:
                card = first.pictured_by(path, choice, changed)
                if card is None:
                    continue
                name = previews.name(first.name_of(path), choice)
                marks[name] = previews.of_same(card)
                if before.get(name) == marks[name]:
                    continue
                picture = fitted(of_map(page, choice) if path == "map" else drawn(page, card, choice))
                previews.file(name).write_bytes(picture)
                print(f"{name}: {len(picture) // 1000} KB")
        browser.close()
    for lost in {file.stem for file in previews.FOLDER.glob("*.png")} - set(marks):
        previews.file(lost).unlink()
    (previews.FOLDER / previews.DRAWN).write_text(json.dumps(marks, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
