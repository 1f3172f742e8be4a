"""What the pages Overview and Sources show besides cards: single numbers, the facts of a source, the reference sources, the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from qantar.facts import ledger, sources, tables
from qantar.facts import words as facts_words
from qantar.ui.evidence import VERDICTS, link, place, published
from qantar.ui.state import filtered, safe


def value(label: str, fact: str) -> None:
    """Show one number large, with who says it; or say that the chosen articles don't."""
    found = sources.find(filtered(True), fact)
    with st.container(key=f"value-{fact}"):
        st.caption(safe(label))
        if found is None:
            st.markdown("##### not stated")
            st.caption("by the chosen articles")
            return
        said = facts_words.stated(found[1].to_frame().T).iloc[0]
        passage = next(sources.passages(filtered(True), fact).itertuples())
        st.html(
            f"<p class='qantar-value'>{link(filtered(True), fact, said)}</p>"
            f"<p class='qantar-by'>{escape(found[1]['claimant_name'])}, in {escape(published(passage))}, {place(passage)}</p>"
        )


def contradiction(entry: Mapping[str, Any]) -> None:
    """Show what doesn't fit and why, with a link to the passages."""
    who = ledger.parties(filtered(True)).at[entry["id"], "who"]
    st.html(
        f"<section class='qantar-entry'><h3>{link(filtered(True), entry['id'])}</h3><p>{escape(entry['finding'])}</p>"
        f"<p class='kind'>{escape(VERDICTS[entry['verdict']])} · {escape(who)}</p></section>"
    )


def facts_of(source: str) -> None:
    """Offer every fact of one source, to be opened on demand."""
    shown = st.expander("Its facts, with their passages", key=f"facts-{source}", on_change="rerun")
    if not shown.open:
        return
    lines = [
        f"<tr><th scope='row'>{link(filtered(), row.fact)}</th><td>{row.paragraph}</td><td>“{escape(row.quote)}”</td></tr>"
        for row in filtered()["evidence"].query("source == @source").itertuples()
    ]
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("Fact", "Paragraph", "Quote"))
    with shown:
        st.html(
            f"<div class='qantar-table'><table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
        )


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
        listed = pd.DataFrame(
            {
                "Publisher": about["publisher"],
                "Page": about["title"],
                "Published": [published(row).removeprefix(row.publisher).strip(", ") for row in about.itertuples()],
                "Kind": about["kind"],
                "Facts": [int(facts.get(key, 0)) for key in about["source"]],
                "Address": about["url"],
                "Note": about["note"],
            }
        ).sort_values(["Publisher", "Published"])
        shown.dataframe(
            listed, hide_index=True, alt="Reference sources by publisher",
            column_config={"Address": st.column_config.LinkColumn(display_text="open")},
        )  # fmt: skip


def codebook() -> None:
    """Offer the codebook, which stands beside the tables, to be opened on demand."""
    shown = st.expander(
        "The codebook: what a row is, how dates, vague amounts and claims are kept", key="codebook", on_change="rerun"
    )
    if shown.open:
        with shown:
            st.markdown((tables.DATA / "README.md").read_text(encoding="utf-8").replace("$", "\\$"))
