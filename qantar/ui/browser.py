"""What only the browser knows: how wide the page is. What it does by itself is in ``web/page.js``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from qantar.themes.fitting import PHONE, STEPS, WIDE, step
from qantar.ui.address import there
from qantar.ui.state import told

KEY = "window"
SCRIPT = (Path(__file__).parent / "browser.js").read_text(encoding="utf-8")


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component("qantar_browser", js=SCRIPT)


def width() -> int:
    """Return for how many pixels the page is laid out, one of ``STEPS``: until the browser has said so, its name tells telephones."""
    phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    return int(st.session_state.get("width", STEPS[0] if phone else WIDE))


def is_narrow() -> bool:
    """Say whether the page is laid out for a telephone."""
    return width() < PHONE


def watch() -> None:
    """Ask the browser how wide the page is; it is made anew if that isn't what the server took it for."""
    st.session_state["width"] = step(float(told(KEY, "width", width())))
    with st.container(key="browser"):
        # With the filter, so that the head of the page follows each choice as it follows the page.
        data = {"width": width(), "steps": STEPS, "address": there(st.session_state["path"])}
        _component()(data=data, key=KEY, height=1, on_width_change=lambda: None)
