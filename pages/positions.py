"""Who says who won?"""

import streamlit as st

from qantar import cards, frame, stances, summaries

frame.intro("Who says who won, and whether Russia and China come closer?")
look = frame.claims_chosen()
tables = stances.chosen(frame.kept(), **look)
cells = stances.positions(tables)
if not cells.empty:
    frame.summary(summaries.headline(cells))
    with st.expander("Question by question, and who is in which group"):
        frame.summary([*summaries.positions(cells, tables["claims"]["speaker"].nunique()), *summaries.camps(cells)])
frame.figure(cards.positions.positions, "who gained and who lost", look=look)
frame.figure(cards.positions.likeness, "what two speakers could be compared by", look=look)
frame.rows(cards.positions.claims, look=look)
