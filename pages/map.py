"""Where?"""

import streamlit as st

from qantar import cards, frame, maps, sources

asked = st.query_params.get("fact", "")
tables, everything = sources.with_place(frame.kept(), frame.kept(reference=True), asked), frame.everything()
frame.intro("Where did it happen?")
view = maps.FIRST
if cards.places.places(tables, everything, view, asked):
    view = st.segmented_control("View", list(maps.VIEWS), default=view, key="view", required=True, bind="query-params")
frame.deck(cards.places.places(tables, everything, view, asked), "events at a place that can be put on a map", view)
