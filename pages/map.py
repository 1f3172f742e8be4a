"""Where?"""

import streamlit as st

from qantar import cards, frame, maps

tables, everything = frame.kept(), frame.everything()
frame.intro("Where did it happen?")
view = maps.FIRST
if cards.places.places(tables, everything):
    view = st.segmented_control("View", list(maps.VIEWS), default=view, key="view", required=True, bind="query-params")
frame.deck(cards.places.places(tables, everything, view), "events at a place that can be put on a map", view)
