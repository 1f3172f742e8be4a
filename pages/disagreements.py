"""What can't all be true?"""

import streamlit as st

from qantar import ui
from qantar.facts import words
from qantar.themes.disagreements import cards as disagreements_cards
from qantar.themes.disagreements import titles as disagreements_titles

ui.intro("Who disagrees with whom, and about what?")
st.caption(words.SPELT)
entries = ui.filtered(reference=True)["contradictions"]
if not entries.empty:
    st.markdown(
        f"{disagreements_titles.ledger_summary(entries)} On this page: [who contradicts whom](#who), [things side by side](#side-by-side), "
        "[the ledger](#ledger)."
    )
ui.switched_off("outside evidence that corrects them")
ui.figure(disagreements_cards.who, "anything that another of them, or it itself, contradicts")
ui.side_by_side(disagreements_cards.side_by_side, "anything that can be counted or dated")
ui.ledger(disagreements_cards.ledger)
