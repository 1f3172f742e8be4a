"""What the page of sources shows below its card: the facts of a source, the reference sources, the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from qantar.facts import tables, words
from qantar.ui.evidence import link, published
from qantar.ui.state import filtered


def facts_of(source: str) -> None:
    """Offer every fact of one source, to be opened on demand."""
    shown = st.expander("Its facts, with their passages", key=f"facts-{source}", on_change="rerun")
    if not shown.open:
        return
    lines = [
        f"<tr><th scope='row'>{link(filtered(), row.fact)}</th><td>{row.paragraph}</td><td>“{escape(row.quote)}”</td></tr>"
        for row in filtered()["evidence"].query("source == @source").itertuples()
    ]
    shown.html(_html(("Fact", "Paragraph", "Quote"), lines, f"What {words.name(source)} says, by paragraph"))


def _html(headings: Sequence[str], lines: Sequence[str], caption: str) -> str:
    """Return a table of so many lines of cells."""
    head = "".join(f"<th scope='col'>{name}</th>" for name in headings)
    return (
        f"<div class='qantar-table'><table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def page_link(title: str, url: str) -> str:
    """Return the title of a page, as a link where its address is known."""
    return f"<a href='{escape(url)}' target='_blank' rel='noopener'>{escape(title)}</a>" if url else escape(title)


def references() -> None:
    """List the sources of reference data, each with its page and how many facts rest on it."""
    tables_ = filtered(True)
    about = tables_["sources"][tables_["sources"]["tier"] == "reference"]
    if about.empty:
        st.markdown("Reference data is off. The switch is in the sidebar.")
        return
    facts = tables_["evidence"].drop_duplicates(["fact", "source"])["source"].value_counts()
    st.markdown(
        f"**{len(about)}** pages of **{about['publisher'].nunique()}** publishers stand beside the articles. "
        "By which rules they were admitted is in the codebook."
    )
    shown = st.expander("The reference sources", key="references", on_change="rerun")
    if shown.open:
        lines = [
            f"<tr><th scope='row'>{escape(row.publisher)}</th><td>{page_link(row.title, row.url)}</td>"
            f"<td>{escape(published(row).removeprefix(row.publisher).strip(', '))}</td><td>{escape(row.kind)}</td>"
            f"<td>{facts.get(row.source, 0)}</td><td>{escape(row.note)}</td></tr>"
            for row in about.sort_values(["publisher", "published"]).itertuples()
        ]
        shown.html(
            _html(("Publisher", "Page", "Published", "Kind", "Facts", "Note"), lines, "Reference sources by publisher")
        )


def codebook() -> None:
    """Offer the codebook, which stands beside the tables, to be opened on demand."""
    shown = st.expander(
        "The codebook: what a row is, how dates, vague amounts and claims are kept", key="codebook", on_change="rerun"
    )
    if shown.open:
        with shown:
            st.markdown((tables.DATA / "README.md").read_text(encoding="utf-8").replace("$", "\\$"))
