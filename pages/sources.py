"""Where is this from, and what is missing?"""

import streamlit as st

from qantar import ui
from qantar.facts import citations, words
from qantar.facts.models import FACTS
from qantar.themes.coverage import cards as coverage_cards
from qantar.themes.coverage import rows as coverage_rows

tables = ui.filtered()
ui.intro("Where is this from, and what is missing?")

ui.figure(coverage_cards.coverage, "anything")
counts = coverage_rows.coverage(tables)

for row in (row for _, row in tables["sources"].iterrows()):
    with st.container(key=f"source-{row['source']}", border=True):
        st.subheader(words.name(row["source"]), anchor=row["source"])
        st.markdown(ui.safe(citations.citation(row)).replace("https\\://", "https://"))
        st.caption(ui.safe(f"{row['kind'].capitalize()}. {row['note']}"))
        own = counts[counts["source"] == row["source"]]
        st.markdown(words.listed([f"**{n}** {name}" for name, n in zip(own["table"], own["facts"], strict=True)]) + ".")
        ui.facts_of(row["source"])
        cite = st.expander("BibTeX", key=f"bibtex-{row['source']}", on_change="rerun")
        if cite.open:
            cite.text(citations.bibtex(row))

st.caption(
    "A paragraph number counts the non-empty lines of the article's text as it was read here, its title, captions and "
    "headings included. The link beside it opens the article at the quoted words."
)
st.subheader("Reference data", anchor="reference")
ui.references()
st.subheader("What is missing", anchor="missing")
silent = [name for name in FACTS if tables[name].empty]
if silent:
    st.markdown(f"The chosen articles state nothing for: {words.listed(silent)}.")
st.markdown(
    "The articles give no number of dead, injured or detained, no contingent by country and no date of the last soldier's "
    "departure; reference data does, as far as it was said. Nobody gave an official number of soldiers for Russia or Belarus. "
    "What isn't here isn't known to the dashboard; it is not zero."
)

st.subheader("The tables", anchor="tables")
query = ui.query()
tables = ui.filtered(reference=True)
st.markdown(
    "\n".join(
        f"- **{name}**: {words.many(len(tables[name]), 'row')}, [CSV](/data/{name}.csv{query}), [JSON](/data/{name}.json{query})"
        for name in (*FACTS, "relations", "comparisons", "contradictions", "evidence", "sources")
    )
)
ui.codebook()
st.caption("Data: CC BY 4.0, the quotes excepted, which stay their publishers'.")
