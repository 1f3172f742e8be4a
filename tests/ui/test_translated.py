"""A page that the browser has translated: its texts are others' nodes, and none may keep what was under another filter."""

from __future__ import annotations

import pytest
from browsing import at_rest, open_page, pill
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
# What a translating browser does: each text in the page is put into elements of its own.
TRANSLATE = """() => {
  const walk = document.createTreeWalker(document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT), texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  for (const text of texts) {
    if (!text.data.trim() || text.parentElement.closest("svg, script, style, [translate=no]")) continue;
    const outer = document.createElement("font"), inner = document.createElement("font");
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
}"""
TEXTS = """() => [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2, h3, p, li, th, td)")]
  .map((one) => one.innerText.trim()).filter(Boolean)"""


def test_no_text_of_another_filter_stays_on_a_translated_page(page: Page):
    open_page(page, "/disagreements")
    before = page.evaluate(TEXTS)
    page.evaluate(TRANSLATE)
    for key in ("RFERL", "CEIAS"):
        pill(page, key).click()
        at_rest(page)
    after = page.evaluate(TEXTS)
    open_page(page, page.url)
    fresh = page.evaluate(TEXTS)
    assert before != fresh
    assert sorted(after) == sorted(fresh)
