"""The smallest Streamlit app that draws one pydeck map under a filter: what the page of the map is measured against."""

import pydeck as pdk
import streamlit as st

PLACES = {
    "Almaty": (76.9, 43.2), "Aktau": (51.2, 43.7), "Shymkent": (69.6, 42.3), "Taraz": (71.4, 42.9), "Aktobe": (57.2, 50.3),
}  # fmt: skip

chosen = st.pills(
    "Places", list(PLACES), selection_mode="multi", default=list(PLACES), key="source", bind="query-params"
)
rows = [{"name": name, "at": PLACES[name]} for name in PLACES if name in chosen]
layer = pdk.Layer(
    "ScatterplotLayer", rows, id="places", get_position="at", get_radius=40000, get_fill_color=[31, 86, 115]
)
view = pdk.ViewState(longitude=67, latitude=47, zoom=3.5)
st.title("Places")
st.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_provider=None), key="map")
