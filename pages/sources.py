"""Where is this from, and what is missing?"""

import streamlit as st

from qantar import cards, citations, derive, frame, style, words
from qantar.models import FACTS

tables = frame.kept()
frame.intro("Where is this from, and what is missing?")

frame.figure(cards.coverage.coverage, "anything")
counts = derive.coverage(tables)

for row in (row for _, row in tables["sources"].iterrows()):
    with st.container(key=f"source-{row['source']}", border=True):
        st.subheader(style.name(row["source"]), anchor=row["source"])
        st.markdown(frame.safe(citations.citation(row)).replace("https\\://", "https://"))
        st.caption(frame.safe(f"{row['kind'].capitalize()}. {row['note']}"))
        own = counts[counts["source"] == row["source"]]
        st.markdown(style.listed([f"**{n}** {name}" for name, n in zip(own["table"], own["facts"], strict=True)]) + ".")
        frame.facts_of(row["source"])
        cite = st.expander("BibTeX", key=f"bibtex-{row['source']}", on_change="rerun")
        if cite.open:
            cite.text(citations.bibtex(row))

st.caption(
    "A paragraph number counts the non-empty lines of the article's text as it was read here, its title, captions and "
    "headings included. The link beside it opens the article at the quoted words."
)
st.subheader("Reference data", anchor="reference")
frame.references()
st.subheader("What is missing", anchor="missing")
silent = [name for name in FACTS if tables[name].empty]
if silent:
    st.markdown(f"The chosen articles state nothing for: {style.listed(silent)}.")
st.markdown(
    "The articles give no number of dead, injured or detained, no contingent by country and no date of the last soldier's "
    "departure; reference data does, as far as it was said. Nobody gave an official number of soldiers for Russia or Belarus. "
    "What isn't here isn't known to the dashboard; it is not zero."
)

st.subheader("The tables", anchor="tables")
query = frame.query()
tables = frame.kept(reference=True)
st.markdown(
    "\n".join(
        f"- **{name}**: {words.many(len(tables[name]), 'row')}, [CSV](/data/{name}.csv{query}), [JSON](/data/{name}.json{query})"
        for name in (*FACTS, "relations", "comparisons", "contradictions", "evidence", "sources")
    )
)
frame.codebook()
st.caption("Data: CC BY 4.0, the quotes excepted, which stay their publishers'.")
