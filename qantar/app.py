"""The script behind every page: page config, the list of pages, the frame around the page."""

from pathlib import Path

import streamlit as st

from qantar import ui

HERE = Path(__file__).resolve().parent
PAGES = (
    "Overview",
    "Timeline",
    "Intervention",
    "Investment",
    "Map",
    "Positions",
    "Disagreements",
    "Alliances",
    "Sources",
)

st.set_page_config(page_icon=str(HERE / "icon.svg"), layout="wide")
pages = [
    st.Page(
        HERE.parent / "pages" / f"{name.lower()}.py",
        title=name,
        url_path=None if name == "Overview" else name.lower(),
        default=name == "Overview",
    )
    for name in PAGES
]
# The frame shows the links, which keep the reader's choice.
ui.run(st.navigation(pages, position="hidden"), pages)
