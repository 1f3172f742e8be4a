"""What only the page of sources shows: the articles in a table, the facts and the citation of each, and the tables to take away."""

from __future__ import annotations

from html import escape

import streamlit as st

from qantar.facts import citations, words
from qantar.facts.models import FACTS
from qantar.themes.positions import rows as positions_rows
from qantar.themes.positions import titles as positions_titles
from qantar.themes.texts import texts
from qantar.ui.address import base
from qantar.ui.sources import codebook, facts_of, page_link, references
from qantar.ui.state import choice, filtered, once_for_each_choice, query, safe


@once_for_each_choice(100)
def _table() -> str:
    """Return the chosen articles as an HTML table."""
    about = filtered()["sources"]
    concluded = positions_titles.concluded(positions_rows.at_a_glance(filtered()))
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("Article", "Headline", "By", "Published", "Kind", "Concludes")
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(words.name(row.source))}</th><td>{page_link(row.title, row.url)}</td>'
        f"<td>{escape(row.authors.replace(';', ',') or 'not named')}</td><td>{escape(_day(row))}</td><td>{escape(row.kind)}</td>"
        f"<td>{escape(concluded.get(row.source, 'nothing flatly'))}</td></tr>"
        for row in about.itertuples()
    )
    return f'<table class="qantar-publications"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def articles() -> None:
    """Show the chosen articles in a table: headline, author, day, kind and what they conclude, and below it, closed, the facts of each."""
    st.html(_table())
    for _, row in filtered()["sources"].iterrows():
        shown = st.expander(
            f"{safe(words.name(row['source']))}: its facts, how to cite it",
            key=f"source-{row['source']}",
            on_change="rerun",
        )
        if shown.open:
            with shown:
                st.markdown(safe(citations.citation(row)).replace("https\\://", "https://"))
                st.caption(safe(row["note"]))
                st.code(citations.bibtex(row, choice().day), language=None, wrap_lines=True)
                facts_of(row["source"])


def _day(row: object) -> str:
    known = getattr(row, "published_precision", "") == "day"
    published = row.published  # type: ignore[attr-defined]
    return f"{published:%-d %B %Y}" if known else f"{published:%B %Y}, no day given"


def missing() -> None:
    """Say what the sources don't tell."""
    about = texts("coverage")["missing"]
    st.subheader(about["title"], anchor="missing")
    silent = [name for name in FACTS if filtered()[name].empty]
    if silent:
        st.markdown(f"The chosen articles say nothing of {' or '.join(silent)}.")
    st.markdown(about["text"])
    st.caption(about["paragraphs"])


def tables() -> None:
    """Offer reference sources, tables and codebook."""
    about = texts("coverage")["tables"]
    st.subheader("Reference data", anchor="reference")
    references()
    st.subheader(about["title"], anchor="tables")
    rows, asked = filtered(True), query()
    links = [
        f"[{name}]({base()}/data/{name}.csv{asked}) ({words.many(len(rows[name]), 'row')}; "
        f"[Excel]({base()}/data/{name}.xlsx{asked}), [JSON]({base()}/data/{name}.json{asked}))"
        for name in (*FACTS, "relations", "comparisons", "contradictions", "evidence", "sources")
    ]
    st.markdown(" · ".join(links))
    codebook()
    st.caption(about["licence"])
