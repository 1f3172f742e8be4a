"""The address is the state: what it may say, what of it is understood, and how controls and links write it.

Each control has the key of its parameter and ``on_change=write``; each run begins with ``begin``, which sets what the
controls hold from the address. So every choice is one step of the browser's history, and Back restores it.

What a control is set to reaches the browser once, and not at all where a run is cut short or another follows at once: the
control would begin empty there and send that back as the reader's choice. So each is also told to begin with what it holds.

What is written into the address reaches the browser later than the reader's next click leaves it, if that comes soon or the
line is slow. So what was written stays known until the browser has it, and what it asks for meanwhile is understood with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from qantar.facts import words
from qantar.themes.parameters import PARAMETERS, REFERENCE, Parameter, plain, understood

FREE = ("fact", "table", "open", "q")
"""What may hold anything: a page or the drawer says so if it leads nowhere."""
ORDER = (
    "source", "reference", "q", "view", "day", "layers", "group", "topic", "status", "horizon", "claim", "kind", "verdict", "theme",
    "search", "shown", "table", "open", "fact",
)  # fmt: skip
"""In which order the parameters stand, so that one state has one address."""


UNDERWAY = 10.0
"""Seconds for which what was written may be on its way to a browser that asks for something else meanwhile."""
SOON = 1.5
"""Seconds after which what a control was set to has reached the browser."""
FILTERS = ("source", "reference")
"""What holds for all pages."""


def _catch_up() -> None:
    """Once in each run, before the address is read: put it right if the browser sent one of before our last change of it."""
    context, state = get_script_run_ctx(), st.session_state
    # Each run has cursors of its own.
    if context is None or state.get("caught-up") is context.cursors:
        return
    state["caught-up"] = context.cursors
    sent, page = _now(), context.page_script_hash
    written, of_page, before, when = state.get("written", (sent, page, [], 0.0))
    if sent == written or not before or time.monotonic() - when > UNDERWAY:
        state["written"] = sent, page, [], 0.0
        return
    right = sent
    if not context.is_history_navigation:
        if page == of_page:
            right = written if sent in before else sent
        elif any(_common(sent) == _common(old) for old in before):
            # A link to another page, with the filter of before.
            right = {**{name: values for name, values in sent.items() if name not in FILTERS}, **_common(written)}
    state["written"] = right, page, [*before, written, sent], when
    # In any case, since what is on its way may come after the page that the reader has gone to.
    st.query_params.from_dict(_ordered(right))


def _common(parameters: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in parameters.items() if name in FILTERS}


def asked(name: str) -> list[str]:
    """Return what the address says of a parameter, in whichever case its name is written."""
    _catch_up()
    return [value for key in st.query_params if key.lower() == name for value in st.query_params.get_all(key)]


def begin(path: str, articles: Parameter) -> list[str]:
    """Set the controls of a page from the address; return a sentence for each thing in it that isn't known."""
    known = {
        "source": articles,
        "reference": REFERENCE,
        **{name: parameter for name, parameter in PARAMETERS.items() if parameter.page == path},
    }
    st.session_state["parameters"] = known
    _begin_setting()
    sentences = []
    for name, parameter in known.items():
        texts = asked(name)
        if not parameter.values:
            _set(name, texts[-1] if texts else "")
            continue
        values, alien = understood(parameter, texts)
        if name == "reference":
            _set(name, values == ("true",))
        else:
            _set(name, list(values) if parameter.many else values[0])
        if alien:
            named = [
                value if plain(value) == plain(name) else f"{value} ({name})"
                for value, name in parameter.values.items()
            ]
            sentences.append(
                f"The address asks for {words.listed([f'“{text}”' for text in alien])}, which is none of the {parameter.what}; "
                f"it was left out. There are {words.listed(named)}."
            )
    _set("q", (asked("q") or [""])[-1].strip())
    return sentences


def _begin_setting() -> None:
    # What the last run set may not have reached the browser, if this one came too soon: a control that is there already would go on
    # to show what it held. So it is set once more, and again while runs are cut short. Not later, though: it would undo what a
    # reader chooses meanwhile. What they chose while such a setting was underway is set in their favour.
    last, when = st.session_state.get("just-set", (set(), 0.0))
    ended, since = st.session_state.pop("run-ended", False), time.monotonic() - when
    again = set() if ended and since > SOON else set(last)
    chosen = st.session_state.pop("just-chosen", set())
    chosen = chosen if since < UNDERWAY else set()
    st.session_state["set-again"], st.session_state["just-set"] = again | chosen, (again, when)


def _set(name: str, value: object) -> None:
    # Only where they differ, or may: what a widget holds already needs no second setting.
    differs = name not in st.session_state or st.session_state[name] != value
    if differs or name in st.session_state["set-again"]:
        st.session_state[name] = value
    if differs:
        names, _ = st.session_state["just-set"]
        st.session_state["just-set"] = {*names, name}, time.monotonic()


def end() -> None:
    """Note that a run of the page has come to its end, so that what it set has been sent."""
    st.session_state["run-ended"] = True


def write(name: str) -> None:
    """Write what a control holds into the address, in order and without what holds anyway: a step of the history."""
    parameter: Parameter | None = st.session_state["parameters"].get(name)
    value = st.session_state.get(name)
    st.session_state["just-chosen"] = {*st.session_state.get("just-chosen", ()), name}
    if name == "reference":
        put(reference=[] if value else ["false"])
    elif parameter is None or not parameter.values:
        put(**{name: [str(value).strip()] if str(value or "").strip() else []})
    elif parameter.many:
        picked = [key for key in parameter.values if key in (value or ())]
        st.session_state[name] = picked
        put(**{name: [] if tuple(picked) == parameter.first else picked or [""]})
    else:
        put(**{name: [] if value in (None, *parameter.first) else [str(value)]})


def put(**changes: Sequence[str]) -> None:
    """Change parameters of the address in one step of the history; an empty list takes one away."""
    after = changed(**changes)
    sent = _now()
    if after != sent:
        context, (_, _, before, _) = get_script_run_ctx(), st.session_state.get("written", (sent, "", [], 0.0))
        page = context.page_script_hash if context else ""
        st.session_state["written"] = after, page, [*before, sent], time.monotonic()
        st.query_params.from_dict(after)


def _now() -> dict[str, list[str]]:
    now: dict[str, list[str]] = {}
    for key in st.query_params:
        now.setdefault(key.lower() if key.lower() in ORDER else key, []).extend(st.query_params.get_all(key))
    return now


def changed(**changes: Sequence[str]) -> dict[str, list[str]]:
    """Return the address's parameters with some of them changed, in their order."""
    _catch_up()
    return _ordered({**_now(), **{name: list(values) for name, values in changes.items()}})


def _ordered(merged: Mapping[str, list[str]]) -> dict[str, list[str]]:
    rank = {name: n for n, name in enumerate(ORDER)}
    return {name: merged[name] for name in sorted(merged, key=lambda name: rank.get(name, -1)) if merged[name]}


def base() -> str:
    """Return the path below which the pages stand: empty, or with a slash before it."""
    given = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{given}" if given else ""


def whole(address: str) -> str:
    """Return an address with the host under which the reader knows the dashboard."""
    own = urlsplit(st.context.url or "")
    return f"{own.scheme}://{own.netloc}{address}" if own.netloc else address


def here(**changes: Sequence[str]) -> str:
    """Return the address of what is shown, with some parameters changed."""
    return _written(st.session_state.get("path", ""), changed(**changes))


def there(path: str, **more: Sequence[str]) -> str:
    """Return the address of a page under the reader's choice of articles and of reference data; ``more``: what else it shows."""
    return _written(path, {**filters(), **{name: list(values) for name, values in more.items() if values}})


def filters() -> dict[str, list[str]]:
    """Return what the address says of the articles and of reference data."""
    return _common(changed())


def _written(path: str, parameters: Mapping[str, Sequence[str]]) -> str:
    query = urlencode(parameters, doseq=True)
    return f"{base()}/{path}" + (f"?{query}" if query else "")


def anchor(text: str, address: str, about: str = "") -> str:
    """Return a link to a page of ours as HTML, which opens in the reader's tab; ``about`` says more to who can't see where it stands."""
    label = f' aria-label="{escape(about, quote=True)}"' if about else ""
    return f'<a class="to" href="{escape(address, quote=True)}" target="_self"{label}>{escape(text, quote=False)}</a>'


def pills(label: str, name: str, about: str | None = None) -> tuple[str, ...]:
    """Show a choice of several values of a parameter, one alone of them on demand; return those chosen."""
    parameter: Parameter = st.session_state["parameters"][name]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        picked = st.pills(
            label, list(parameter.values), selection_mode="multi", key=name, default=st.session_state[name],
            format_func=parameter.values.__getitem__, on_change=write, args=(name,), help=about, wrap=True,
        )  # fmt: skip
        only(name)
    return tuple(picked or ())


def one(label: str, name: str, control: Callable[..., object] = st.pills, **given: object) -> str:
    """Show a choice of one value of a parameter; return it. ``given``: what else the control is to know."""
    parameter: Parameter = st.session_state["parameters"][name]
    picked = control(
        label, list(parameter.values), key=name, default=st.session_state[name], format_func=parameter.values.__getitem__,
        required=True, on_change=write, args=(name,), **given,
    )  # fmt: skip
    return str(picked or parameter.first[0])


def field(label: str, name: str, placeholder: str, **given: Any) -> str:
    """Show a field for the words of a parameter; return them. ``given``: what else the field is to know."""
    said = st.text_input(
        label, st.session_state[name], key=name, placeholder=placeholder, on_change=write, args=(name,), **given
    )
    return str(said or "")


ALL = "All of them"
"""What undoes the choice of one alone."""


def only(name: str) -> None:
    """Offer to choose one alone of several values, or all, since a click on a chosen one takes it away."""
    values: Mapping[str, str] = st.session_state["parameters"][name].values
    st.menu_button(
        "Only …", [*values, ALL], key=f"only-{name}", type="tertiary", on_click=_only, args=(name,),
        format_func=lambda value: values.get(value, value),
    )  # fmt: skip


def _only(name: str) -> None:
    taken, values = st.session_state[f"only-{name}"], st.session_state["parameters"][name].values
    st.session_state[name] = list(values) if taken == ALL else [taken]
    write(name)
