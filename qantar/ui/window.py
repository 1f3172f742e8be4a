"""How wide the reader's window is: charts are laid out anew where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

KEY = "window"
# Says it once, and again when a telephone is turned; nothing where the server knows it already.
SCRIPT = """export default function ({ data, setStateValue }) {
  const window = matchMedia("(max-width: 760px)");
  const tell = () => { if (window.matches !== data.narrow) setStateValue("narrow", window.matches); };
  tell();
  window.addEventListener("change", tell);
  return () => window.removeEventListener("change", tell);
}"""


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component("qantar_window", js=SCRIPT)


def is_narrow() -> bool:
    """Say whether the window is narrow, as far as is known: until it has said so itself, the browser's name tells."""
    return bool(st.session_state.get("narrow", "Mobi" in (st.context.headers.get("User-Agent") or "")))


def watch() -> None:
    """Let the window say whether it is narrow; the page is only run again where that is news."""

    def hear() -> None:
        st.session_state["narrow"] = st.session_state[KEY].narrow

    _component()(data={"narrow": is_narrow()}, key=KEY, on_narrow_change=hear)
