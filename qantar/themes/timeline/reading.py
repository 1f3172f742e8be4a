"""January day by day as a list to read, as HTML: a heading for each day, what happened, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from qantar.charts import style
from qantar.facts import words

Address = Callable[[Sequence[str]], str]


def html(days: Sequence[Mapping[str, Any]], address: Address, open_: str, more: str) -> str:
    """Return the days as HTML, with everything escaped.

    ``days``: as ``rows.days`` returns them; ``address(facts)``: what opens the evidence of facts; ``open_``: the heading of what has no
    day; ``more``: what stands on the fold of a day, with ``{n}`` for the number of its lines.
    """
    return f'<div class="qantar-chronicle">{"".join(_day(day, address, open_, more) for day in days)}</div>'


def _day(day: Mapping[str, Any], address: Address, open_: str, more: str) -> str:
    heading = open_ if day["day"] is None else f"{day['day']} January"
    folded = _list(day["more"], address)
    if folded:
        said = escape(more.format(n=len(day["more"])))
        folded = f'<details><summary aria-label="{said}, {escape(heading)}">{said}</summary>{folded}</details>'
    anchor = "" if day["day"] is None else f' id="january-{day["day"]}"'
    return f"<section{anchor}><h3>{escape(heading)}</h3><div>{_list(day['open'], address)}{folded}</div></section>"


def _list(lines: Sequence[Mapping[str, Any]], address: Address) -> str:
    return f"<ul>{''.join(_line(line, address) for line in lines)}</ul>" if lines else ""


def _line(line: Mapping[str, Any], address: Address) -> str:
    title = _link(line["title"], line["facts"], address)
    title = f"<b>{title}</b>" if line["key"] else title
    note = f" <small>{escape(line['note'])}</small>" if line["note"] else ""
    chips = [
        f'<span class="chip" style="--of: {style.color(key)}">{_link(words.name(key), [fact], address)}</span>'
        for key, fact in line["chips"]
    ]
    chips += [f'<span class="chip outside">{_link(name, [fact], address)}</span>' for name, fact in line["publishers"]]
    if line["rest"]:
        others = _link(f"+{line['rest']}", line["facts"], address)
        chips.append(f'<span class="chip outside">{others}</span>')
    return f'<li>{title}{note} <span class="chips">{" ".join(chips)}</span></li>'


def _link(text: str, facts: Sequence[str], address: Address) -> str:
    return f'<a class="to" href="{escape(address(facts))}" target="_self">{escape(text)}</a>'
