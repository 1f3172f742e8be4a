"""Who says who won?"""

import streamlit as st

from qantar import ui
from qantar.themes.positions import cards as positions_cards
from qantar.themes.positions import rows as positions_rows
from qantar.themes.positions import summary as positions_summary

ui.intro("Who says who won, and whether Russia and China come closer?")
look = ui.claims_chosen()
tables = positions_rows.chosen(ui.filtered(), **look)
cells = positions_rows.positions(tables)
if not cells.empty:
    ui.summary(positions_summary.headline(cells))
    with st.expander("Question by question, and who is in which group"):
        ui.summary(
            [
                *positions_summary.positions(cells, tables["claims"]["speaker"].nunique()),
                *positions_summary.camps(cells),
            ]
        )
ui.figure(positions_cards.positions, "who gained and who lost", look=look)
ui.figure(positions_cards.likeness, "what two speakers could be compared by", look=look)
ui.rows(positions_cards.claims, look=look)
