"""The results of a search, grouped by page; each opens its evidence."""

from __future__ import annotations

from html import escape

import streamlit as st

from qantar.ui import address


def results(asked: str) -> None:
    """Show what a search finds under the filter, in place of the page."""
    st.html(f"<p>Nothing was found for “{escape(asked)}”. {address.anchor('Back to the page', address.here(q=[]))}</p>")
