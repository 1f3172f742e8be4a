"""What the page of sources shows below its card: the facts of a source, the reference sources, the codebook."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from qantar.facts import tables
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
