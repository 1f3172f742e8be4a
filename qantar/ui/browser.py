"""What only the browser knows: how wide its window is. What it does by itself is in ``web/page.js``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from qantar.ui.address import there

KEY = "window"
SCRIPT = (Path(__file__).parent / "browser.js").read_text(encoding="utf-8")


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component("qantar_browser", js=SCRIPT)


def is_narrow() -> bool:
    """Say whether the window is narrow, as far as is known: until it has said so itself, the browser's name tells."""
    return bool(st.session_state.get("narrow", "Mobi" in (st.context.headers.get("User-Agent") or "")))


def watch() -> None:
    """Ask the window how wide it is; the page is made anew if that isn't what the server took it for."""

    def told() -> None:
        st.session_state["narrow"] = bool(st.session_state[KEY].narrow)

    with st.container(key="browser"):
        # With the filter, so that the head of the page follows each choice as it follows the page.
        data = {"narrow": is_narrow(), "address": there(st.session_state["path"])}
        _component()(data=data, key=KEY, height=1, on_narrow_change=told)
