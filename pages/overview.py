"""What happened, and what do the five make of it?"""

import streamlit as st

from qantar import ui
from qantar.facts import ledger
from qantar.themes.overview import cards as overview_cards

tables = ui.filtered()
ui.intro(
    "In January 2022 protests in Kazakhstan turned violent, and soldiers of a Russian-led alliance came. "
    "Five articles say what it meant for Russia and China. They disagree."
)

st.caption(
    "CSTO: Collective Security Treaty Organization, led by Russia. SCO: Shanghai Cooperation Organisation, of China, Russia "
    "and others. Tokayev: president of Kazakhstan; Nazarbayev: his predecessor; Massimov: head of security until January 2022."
)

for column, (label, fact) in zip(
    st.columns(4),
    (
        ("CSTO soldiers in Kazakhstan", "tr-csto-kazakhstan-2500"),
        ("Time in which they were to leave", "qt-withdrawal-days"),
        ("Chinese direct investment in Central Asia, 2018", "inv-fdi-region-2018"),
        ("Chinese investment in Kazakhstan, 2005–2020", "inv-kazakhstan-2005-2020"),
    ),
    strict=True,
):
    with column:
        ui.value(label, fact)

st.caption("None of the five articles gives a number of dead, injured or detained.")

ui.figure(overview_cards.days, "what happened on which day of January 2022")
ui.figure(overview_cards.winners, "who gained and who lost")

entries = ledger.sharpest(tables["contradictions"], 3)
sharp = entries.empty or entries["verdict"].isin(ledger.SHARP).all()
st.subheader("What can't all be true" if sharp else "Where they pull apart", anchor="contradictions")
if entries.empty:
    st.info("The chosen articles don't contradict each other or themselves here. Add another article in the sidebar.")
for entry in entries.to_dict("records"):
    ui.contradiction(entry)
