"""Draws the picture of each page's lead chart that other sites show of it: ``python tests/previews.py``. Needs Chromium.

The pictures stand in ``qantar/web/preview``, 1200 × 630 pixels; draw them anew when the data or a lead chart changed.
"""

from __future__ import annotations

import base64
import io
import json

from browsing import ARGUMENTS, at_rest, card, download, serve
from get_browser import find
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from qantar import export, themes
from qantar.charts import style
from qantar.facts import edition, shared, sources, tables
from qantar.web import first

COLORS = 128


def everything() -> tuple[list[str], sources.Tables]:
    """Return the keys of the articles, and the tables as pages get them while everything is chosen."""
    every = sources.keys(shared.everything(tables.changed())["sources"])
    return every, shared.filtered(tuple(every), True, tables.changed())


def shown(path: str) -> themes.Card:
    """Return the card that a page's picture shows."""
    _, filtered = everything()
    found = first.PICTURED.get(path, themes.PAGES[path][0])(filtered, shared.everything(tables.changed()))
    assert found is not None
    return found


def drawn(page: Page, path: str) -> bytes:
    """Return the picture of a page's lead chart, as its download has it."""
    every, filtered = everything()
    found, choice = shown(path), themes.Choice(every, every, edition.edition().day)
    data = themes.picture(found, style.figure(found.draw(*found.arguments)), filtered, choice, export.chart)
    script = f"""async data => {{
      const room = await import("/assets/export/{export.version()}/picture.js");
      const blob = await room.picture(JSON.parse(data), "png");
      return room.base64(new Uint8Array(await blob.arrayBuffer()));
    }}"""
    return base64.b64decode(page.evaluate(script, json.dumps(data)))


def of_map(page: Page) -> bytes:
    """Return the picture of the map, as its download has it."""
    page.goto("/map")
    at_rest(page)
    card(page, "map").get_by_role("button", name="Download").click()
    return download(page, page.get_by_role("button", name="as PNG"))


def fitted(picture: bytes) -> bytes:
    """Return a picture in the size that other sites show: the whole of it, with its sources."""
    width, height = first.SIZE
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    scale = min(width / image.width, height / image.height)
    small = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", first.SIZE, "#ffffff")
    paper.paste(small, ((width - small.width) // 2, max((height - small.height) // 2, 0)))
    out = io.BytesIO()
    paper.quantize(COLORS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Draw all pictures."""
    first.PREVIEWS.mkdir(exist_ok=True)
    marks: dict[str, str] = {}
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.set_default_timeout(90_000)
        page.goto("/sources")
        for path in themes.PAGES:
            picture = fitted(of_map(page) if path == "map" else drawn(page, path))
            first.picture(path).write_bytes(picture)
            marks[first.picture(path).stem] = first.fingerprint(shown(path))
            print(f"{first.picture(path).name}: {len(picture) // 1000} KB")
        browser.close()
    (first.PREVIEWS / first.DRAWN).write_text(json.dumps(marks, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
