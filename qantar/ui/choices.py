"""What can be chosen on the Positions page: how speakers stand together, and which claims count."""

from __future__ import annotations

import streamlit as st

from qantar.themes.positions.cards import filtered_by
from qantar.themes.texts import texts
from qantar.ui import address
from qantar.ui.state import safe


def claims_chosen() -> tuple[str, dict[str, tuple[str, ...]]]:
    """Show one quiet line of choices; return how speakers stand together, and the filter of claims for the cards of the page."""
    about = texts("positions")["choice"]
    picked = {name: tuple(st.session_state[name]) for name in ("topic", "status", "horizon")}
    what = filtered_by(*picked.values())
    with st.container(horizontal=True, vertical_alignment="center", key="claims-choice"):
        group = address.one(about["group"], "group", st.segmented_control, label_visibility="collapsed")
        label = about["some"].format(what=what) if what else about["all"]
        # Made only while it is open: what a closed one holds would tell the server again, at the next click, what it last knew.
        opened = st.popover(safe(label), type="tertiary", key="claims-filter", on_change="rerun")
        if opened.open:
            with opened:
                address.pills(about["topics"], "topic")
                address.pills(about["statuses"], "status", about["statuses_help"])
                address.pills(about["horizons"], "horizon", about["horizons_help"])
    return group, {"topics": picked["topic"], "statuses": picked["status"], "horizons": picked["horizon"]}


def claims_searched() -> str:
    """Show a field to search the claims; return the words."""
    about = texts("positions")["choice"]
    return address.field(about["search"], "claim", about["search_hint"])
