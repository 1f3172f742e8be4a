"""The page says itself when it is at rest: for tests and scripts, which would else have to guess how long to wait.

``<html data-rest="busy">`` from the reader's first touch on, ``data-rest="rest"`` once the script of the page has run to
its end, charts and map are drawn, and fonts, images and layers are there. Only for a browser that a program drives; in a
reader's the script does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st


@cache
def _script() -> str:
    return Path(__file__).with_name("rest.js").read_text(encoding="utf-8")


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component("qantar_rest", js=_script())


def say_when_at_rest() -> None:
    """Let the page say whether it is at rest."""
    _component()(key="rest")
