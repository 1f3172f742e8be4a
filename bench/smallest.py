"""The smallest Streamlit app that draws one Plotly chart under a filter: what the dashboard is measured against."""

import plotly.graph_objects as go
import streamlit as st

KEYS = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]

chosen = st.pills("Articles", KEYS, selection_mode="multi", default=KEYS, key="source", bind="query-params")
rows = [key for key in KEYS if key in chosen]
figure = go.Figure(go.Bar(x=[len(key) for key in rows], y=rows, orientation="h"))
st.title("Letters")
st.plotly_chart(figure, key="chart")
