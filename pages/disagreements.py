"""What can't all be true?"""

import streamlit as st

from qantar import frame, summaries, words
from qantar.cards import disagreements

frame.intro("Who disagrees with whom, and about what?")
st.caption(words.SPELT)
entries = frame.kept(reference=True)["contradictions"]
if not entries.empty:
    st.markdown(
        f"{summaries.ledger(entries)} On this page: [who contradicts whom](#who), [things side by side](#side-by-side), "
        "[the ledger](#ledger)."
    )
frame.switched_off("outside evidence that corrects them")
frame.figure(disagreements.who, "anything that another of them, or it itself, contradicts")
frame.side_by_side(disagreements.side_by_side, "anything that can be counted or dated")
frame.ledger(disagreements.ledger)
