"""The evidence panel: a fact with every passage of the chosen articles that supports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from qantar.charts import words
from qantar.facts import labels, ledger, sources
from qantar.facts import words as facts_words
from qantar.themes.positions import rows as positions_rows
from qantar.ui.state import choice, filtered, safe

SAID = {
    "asserted": "Said flatly", "hedged": "Hedged", "reported": "Reported as the view of others",
    "rejected": "Carried by the article only to be rejected",
}  # fmt: skip
CODED = {
    "gain": "{} gains", "loss": "{} loses", "mixed": "{} gains and loses",
    "closer": "Russia and China come closer", "stable": "Russia and China stay as close as they were",
    "rift": "Russia and China part",
}  # fmt: skip
HOME = {
    "events": "timeline", "troops": "intervention", "investment": "investment", "quantities": "disagreements",
    "projects": "investment", "claims": "positions", "memberships": "alliances", "actors": "alliances", "places": "map",
    "relations": "alliances",
}  # fmt: skip
"""The page on which the address of a fact opens it, by the fact's table."""
VERDICTS = {
    "error": "Doesn't hold", "contradiction": "Can't both be true", "tension": "In tension: both may hold",
    "scope": "Of different scope", "date": "Of different days", "definition": "Differently defined",
}  # fmt: skip
"""How the weight of an entry is written."""


def linked(passage: Any) -> str:
    """Return the paragraph of a passage as a link that opens it; as plain words where there is no address."""
    place = f"paragraph {passage.paragraph}" if pd.notna(passage.paragraph) else "open the page"
    return f"[{place}]({passage.link})" if passage.link else f"{place} (no address known)"


def published(passage: Any) -> str:
    """Say where a passage is printed: the article's name, or a reference source's publisher and date."""
    if not str(passage.source).startswith(facts_words.REFERENCE):
        return facts_words.name(passage.source)
    day = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}.get(passage.published_precision)
    return f"{passage.publisher}, {passage.published:{day}}" if day else f"{passage.publisher}, date not stated"


def evidence(fact: str, where: str = "", alone: bool = True) -> None:
    """Show a fact: who says it, every passage of the chosen sources, and what is around it.

    Around it stand what contradicts it and what else its passages support; ``where`` tells two panels of
    one fact on a page apart; ``alone``: whether it is all that is opened, so that an entry of the ledger is open at once.
    """
    entry = filtered(True)["contradictions"].query("id == @fact").to_dict("records")
    if entry:
        contradiction(entry[0], where, alone)
        return
    found = sources.find(filtered(True), fact)
    if found is None:
        st.info(f"The chosen sources don't support `{fact}`. Choose more articles in the sidebar.")
        return
    name, row = found
    # What is around a relation is around the event or claim that shows it.
    shows = row["fact"] if name == "relations" else fact
    lines = _told([fact])
    if shows != fact:
        lines.insert(1, f"Told with: {inner(_label(shows), address(shows))}")
    for entry in sources.entries(filtered(True), [shows]).to_dict("records"):
        lines.append(f"**Contested.** {entry_link(entry)}. {safe(entry['finding'])}")
    st.markdown("\n\n".join(lines), unsafe_allow_html=True)
    _beside(shows, where)


def _told(facts: Sequence[str]) -> list[str]:
    """Return what facts that rest on the same passages say, and these passages once."""
    found = [sources.find(filtered(True), fact) for fact in facts]
    rows = [one for one in found if one]
    lines = [f"**{safe(row['label'])}**" for _, row in rows]
    lines += dict.fromkeys(safe(text) for name, row in rows for text in _about(name, row) if text)
    for passage in sources.passages(filtered(True), facts[0]).itertuples():
        lines.append(f"> “{safe(passage.quote)}”  \n> {safe(published(passage))}, {linked(passage)}")
    return lines


def _beside(fact: str, where: str) -> None:
    """Offer what else the passages of a fact support, each with the address that opens it."""
    others = sources.beside(filtered(True), fact)
    if others.empty:
        return
    spots = sources.passages(filtered(True), fact).drop_duplicates(["source", "paragraph"])
    of = "page" if spots["paragraph"].isna().all() else "paragraph"
    of += "s" if len(spots) > 1 else ""
    shown = st.expander(
        f"What else the same {of} {'say' if of.endswith('s') else 'says'}: {facts_words.many(len(others), 'fact')}",
        key=f"beside-{where}-{fact}",
        on_change="rerun",
    )
    if shown.open:
        with shown:
            listed = [f"- {inner(_label(key), address(key))}" for key in others["fact"]]
            st.markdown("\n".join(listed), unsafe_allow_html=True)


def address(fact: str) -> str:
    """Return the address that opens a fact or an entry of the ledger under the reader's choice."""
    entries = filtered(True)["contradictions"]["id"]
    found = None if (entries == fact).any() else sources.find(filtered(True), fact)
    page = HOME[found[0]] if found else "disagreements"
    return f"/{page}{choice().query(fact=fact)}"


def inner(text: str, address: str) -> str:
    """Return a link to a page of ours, which opens in the reader's tab; Markdown's own links open another one."""
    return f'<a href="{escape(address)}" target="_self">{safe(text)}</a>'


def entry_link(entry: Mapping[str, Any]) -> str:
    """Return the title of an entry of the ledger as a link that opens it."""
    return inner(entry["title"], address(entry["id"]))


def _about(name: str, row: pd.Series) -> list[str]:
    """Say what is known of a fact besides its label, and who says it."""
    one = row.to_frame().T
    if name == "events":
        return [facts_words.when(one).iloc[0], row["detail"]]
    if name in labels.NUMBERS:
        said = facts_words.stated(one).iloc[0]
        printed = f"; printed as “{row['stated'].replace('|', '” and “')}”" if row["stated"] else ""
        by = f"{row['claimant_name']}: " if row["claimant_name"] else ""
        return [f"{by}{said}{printed}.", row["note"]]
    if name == "projects":
        return [words.project_lines(one.assign(text=facts_words.stated(one)))[0], row["note"]]
    if name == "claims":
        coded = [CODED[row[key]].format(key.title()) for key in positions_rows.QUESTIONS if row[key] != "none"]
        # The label names the speaker already.
        role = row["speaker_role"][:1].upper() + row["speaker_role"][1:]
        return [". ".join(filter(None, [role, SAID[row["status"]], *coded])) + "."]
    if name == "memberships":
        dated = row[["since", "until"]].notna().any()
        return [
            facts_words.since(row) if dated else "",
            f"Said by {row['claimant_name'].replace('Author of', 'the author of')}." if row["claimant_name"] else "",
            row["note"],
        ]
    if name == "relations" and row["status"] == "reported":
        return ["Passed on by the article as what others report."]
    return []


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
        st.markdown(f"### {safe(said)}")
        passage = sources.passages(filtered(True), fact).iloc[0]
        link = f"[{sources.where(passage)}]({passage['link']})" if passage["link"] else sources.where(passage)
        by = found[1]["claimant_name"]
        st.caption(f"{safe(by)}, in {link}")


def contradiction(entry: Mapping[str, str], where: str = "", alone: bool = False, folded: bool = False) -> None:
    """Show what doesn't fit, why, what it comes to, and what the charts show because of it.

    ``entry``: with ``who``, the sides, if they are known. ``where`` tells two panels of one entry on a page apart; one that
    stands ``alone`` is open.
    ``folded``: the title alone, with what it comes to; the rest on demand, for a list of many.
    """
    who = entry.get("who") or ledger.parties(filtered(True)).at[entry["id"], "who"]
    weight = f"{VERDICTS[entry['verdict']]} · {who}"
    if folded:
        shown = st.expander(
            f"**{safe(entry['title'])}**  \n{safe(weight)}", key=f"entry{where}-{entry['id']}", on_change="rerun"
        )
        if shown.open:
            with shown:
                st.markdown(safe(entry["finding"]))
                st.caption(safe(f"In the charts: {entry['shown_as']}"))
                _passages_of(entry)
        return
    with st.container(border=True, key=f"contradiction{where}-{entry['id']}"):
        st.markdown(f"**{safe(entry['title'])}**")
        st.markdown(safe(entry["finding"]))
        st.caption(safe(f"{weight} · In the charts: {entry['shown_as']}"))
        shown = st.expander(
            "The passages",
            expanded=alone,
            key=f"passages{where}-{entry['id']}",
            on_change="rerun",
        )
        if shown.open:
            with shown:
                _passages_of(entry)


def _passages_of(entry: Mapping[str, str]) -> None:
    alike: dict[tuple[object, ...], list[str]] = {}
    for fact in entry["facts"].split("|"):
        rows = sources.passages(filtered(True), fact)
        alike.setdefault(
            tuple(zip(rows["source"], rows["paragraph"].fillna(0), rows["quote"], strict=True)), []
        ).append(fact)
    for facts in alike.values():
        st.markdown("\n\n".join(_told(facts)), unsafe_allow_html=True)
    st.markdown(inner("Link to this entry", address(entry["id"])), unsafe_allow_html=True)


def facts_of(source: str) -> None:
    """Offer every fact of one source, to be opened on demand."""
    shown = st.expander("Its facts, with their passages", key=f"facts-{source}", on_change="rerun")
    if shown.open:
        own = filtered()["evidence"].query("source == @source")
        with shown:
            st.table(
                pd.DataFrame(
                    {
                        "fact": [_label(fact) for fact in own["fact"]],
                        "paragraph": own["paragraph"],
                        "quote": [safe(f"“{quote}”") for quote in own["quote"]],
                    }
                ),
                hide_index=True,
            )


def _label(fact: str) -> str:
    found = sources.find(filtered(True), fact)
    return safe(found[1]["label"]) if found else fact


def references() -> None:
    """List the sources of reference data, each with its page and how many facts rest on it."""
    kept_all = filtered(True)
    about = kept_all["sources"][kept_all["sources"]["tier"] == "reference"]
    if about.empty:
        st.markdown("Reference data is off. The switch is in the sidebar.")
        return
    facts = kept_all["evidence"].drop_duplicates(["fact", "source"])["source"].value_counts()
    st.markdown(
        f"**{len(about)}** pages of **{about['publisher'].nunique()}** publishers stand beside the articles on the pages "
        "Intervention, Investment, Map, Disagreements and Alliances. By which rules they were admitted is in the codebook."
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
