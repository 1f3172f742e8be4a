"""What was opened is brought into view: a mark that was clicked may stand far above its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

# Charts above it may still be growing, so it is looked for again, unless the reader has moved in the meantime.
_SCRIPT = """export default function ({ parentElement }) {
  const panel = (parentElement.getRootNode().host ?? parentElement).closest('[class*="st-key-evidence-"]');
  let moved = false;
  const leave = () => (moved = true);
  const events = ["wheel", "touchmove", "keydown", "pointerdown"];
  events.forEach((name) => addEventListener(name, leave, { once: true, passive: true }));
  const look = () => {
    if (moved || !panel) return;
    const { top, bottom, height } = panel.getBoundingClientRect();
    const whole = height < innerHeight * 0.8;
    if (top < 60 || (whole ? bottom : top + 200) > innerHeight) panel.scrollIntoView({ block: whole ? "nearest" : "start" });
  };
  const waits = [0, 400, 1200, 2500].map((wait) => setTimeout(look, wait));
  return () => {
    waits.forEach(clearTimeout);
    events.forEach((name) => removeEventListener(name, leave));
  };
}"""


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component("qantar_reveal", js=_SCRIPT)


def reveal(name: str, key: str) -> None:
    """Bring the evidence of a card, within which this stands, into view; ``key``: what it is of."""
    _component()(data=key, key=f"reveal-{name}", height=1)
