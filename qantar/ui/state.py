"""The tables under the reader's choice of articles, read once and shared by all readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from qantar import themes
from qantar.facts import labels, sources, tables, words
from qantar.themes.disagreements import cards as disagreements_cards
from qantar.themes.map import cards as map_cards
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.positions import cards as positions_cards


@st.cache_resource(show_spinner=False, max_entries=4)
def _everything(changed: float) -> sources.Tables:
    return labels.labelled(tables.read_all())


@st.cache_resource(show_spinner=False, max_entries=4)
def _articles(changed: float) -> list[str]:
    return sources.keys(_everything(changed)["sources"])


# Its key is short, since every part of a page asks for it: with hundreds of reference sources in it, each asking
# would cost more than all that is made of the answer.
@st.cache_resource(show_spinner=False, max_entries=40)
def _kept(chosen: tuple[str, ...], reference: bool, changed: float) -> sources.Tables:
    whole = _everything(changed)
    return sources.keep(whole, [*chosen, *(sources.keys(whole["sources"], "reference") if reference else [])])


def changed() -> float:
    """Return when the tables were last changed, as it was found when this run of the page began."""
    if "changed" not in st.session_state:
        check_for_changes()
    return float(st.session_state["changed"])


def check_for_changes() -> None:
    """Look whether the tables have been changed; once for each run, since every part of a page asks."""
    st.session_state["changed"] = tables.changed(tables.DATA)


def all_tables(reference: bool = False) -> sources.Tables:
    """Return all tables, whatever the filter: for axes and orders that are to stay as they are.

    ``reference``: with reference data, whether it is on or not; else what the five articles say.
    """
    return _everything(changed()) if reference else _kept(tuple(articles()), False, changed())


def articles() -> list[str]:
    """Return the keys of the five articles."""
    return _articles(changed())


def referenced() -> bool:
    """Say whether reference data is on."""
    return bool(st.session_state.get("reference", True))


def chosen() -> list[str]:
    """Return the keys of the chosen articles, in file order."""
    picked = st.session_state.get("source", [])
    return [key for key in articles() if key in picked]


def choice() -> themes.Choice:
    """Return what is chosen, with today's date, for credits and file names."""
    return themes.Choice(chosen(), articles(), dt.date.today(), referenced())


def filtered(reference: bool = False) -> sources.Tables:
    """Return the tables with what the chosen articles support; with ``reference``, reference data too if it is on."""
    return _kept(tuple(chosen()), reference and referenced(), changed())


def query(path: str = "") -> str:
    """Return the part of an address that says what is chosen, for links; with ``path`` what that page itself shows, too."""
    return choice().query(**look(path))


ALL = "All of them"
"""What undoes the choice of one alone."""
LOOKS: dict[str, dict[str, str | list[str]]] = {
    "map": {"view": map_deck.FIRST, "day": map_cards.ALL_DAYS, "layers": list(map_rows.FIRST_LAYERS)},
    "positions": {
        "topic": list(positions_cards.TOPIC_NAMES),
        "status": list(positions_cards.STATUS_NAMES),
        "horizon": list(positions_cards.HORIZON_NAMES),
    },
    "disagreements": {
        "kind": list(disagreements_cards.KIND_NAMES),
        "verdict": list(disagreements_cards.VERDICT_NAMES),
        "theme": next(iter(disagreements_cards.THEME_NAMES.values())),
    },
}
"""What a page shows at first of what can be chosen on it alone, by the name that it has in the address."""


def look(path: str) -> dict[str, str | list[str]]:
    """Return what the address of a page says besides the sources, where it isn't what is shown first."""
    first = LOOKS.get(path, {})
    asked = {name: st.query_params.get_all(name) for name in first if name in st.query_params}
    now = {
        name: st.session_state.get(name, asked.get(name, []) if isinstance(value, list) else asked.get(name, [""])[0])
        for name, value in first.items()
    }
    return {name: value for name, value in now.items() if value and value != first[name]}


def in_order(key: str, names: tuple[str, ...]) -> None:
    """Keep what is chosen of several names in their order, so that the first choice leaves the address."""
    picked = st.session_state.get(key) or []
    st.session_state[key] = [name for name in names if name in picked]


def pills(label: str, key: str, names: Mapping[str, str], about: str | None = None) -> tuple[str, ...]:
    """Show a choice of several names, all at first, which stands in the address; return the keys of those chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        picked = st.pills(
            label, list(names), selection_mode="multi", default=list(names), key=key, bind="query-params",
            on_change=in_order, args=(key, tuple(names)), help=about, wrap=True,
        )  # fmt: skip
        only(key, list(names))
    return tuple(names[name] for name in picked or ())


def only(key: str, names: Sequence[str], write: Callable[[str], str] = str) -> None:
    """Offer to choose one alone of several names, or all, since a click on a chosen one takes it away."""
    st.menu_button(
        "Only …", [*names, ALL], key=f"only-{key}", type="tertiary", on_click=_only, args=(key, tuple(names)),
        format_func=lambda name: name if name == ALL else write(name),
    )  # fmt: skip


def _only(key: str, names: tuple[str, ...]) -> None:
    taken = st.session_state[f"only-{key}"]
    st.session_state[key] = list(names) if taken == ALL else [taken]


def safe(text: str) -> str:
    """Escape what Streamlit's Markdown would take for markup or a formula."""
    for character in "\\$*_[]`<>#~:":
        text = text.replace(character, "\\" + character)
    return text


def nothing(what: str) -> None:
    """Say that the chosen articles are silent on something (empty: on what a card shows), and how to go on."""
    silent = f"{words.names(chosen())} {'says' if len(chosen()) == 1 else 'say'}"
    others = [key for key in articles() if key not in chosen()]
    ways = [f"add {words.names(others) if len(others) < 3 else 'another article'}"] if others else []
    ways += [] if referenced() else ["switch reference data on"]
    more = f" {words.listed(ways).replace(' and ', ' or ').capitalize()} in the sidebar to see more." if ways else ""
    st.info(f"{silent} nothing about {what or 'what stands here otherwise'}.{more}")


def switched_off(what: str) -> None:
    """Say what a page doesn't show while reference data is off."""
    if not referenced():
        st.info(f"Reference data is off: this page shows exactly what the articles say, and nothing of {what}.")


def intro(text: str) -> None:
    """Show the question that a page answers."""
    st.markdown(f"##### {text}")


def summary(sentences: Sequence[tuple[str, str]]) -> None:
    """Show what a page comes to: sentences made from its rows, each with the words that stand out before it."""
    st.markdown(
        "\n".join(f"- **{safe(lead)}** {safe(text)}" if lead else f"- {safe(text)}" for lead, text in sentences)
    )


def theme() -> str:
    """Return the reader's theme, light or dark."""
    return st.context.theme.type or "light"


def codebook() -> None:
    """Offer the codebook, which stands beside the tables, to be opened on demand."""
    shown = st.expander(
        "The codebook: what a row is, how dates, vague amounts and claims are kept", key="codebook", on_change="rerun"
    )
    if shown.open:
        with shown:
            st.markdown((tables.DATA / "README.md").read_text(encoding="utf-8").replace("$", "\\$"))
