"""How to cite: a source, and a view of the dashboard with what it rests on, as text, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from qantar import __version__
from qantar.facts import edition, words

AUTHORS = "The Qantar authors"
SITE = "Qantar"
FAMILY_FIRST = {"Feng Yujun"}
"""Authors whose family name stands first."""


@dataclass(frozen=True)
class View:
    """A page under a choice of articles: its title, what is chosen (in words), its address, the day (UTC), the edition of the data."""

    page: str
    choice: str
    address: str
    day: dt.date
    data: str = field(default_factory=edition.name)

    @property
    def title(self) -> str:
        """The title under which the view is cited."""
        return f"Qantar: {self.page} ({self.choice})"

    @property
    def key(self) -> str:
        """The key of the view in a list of references."""
        return "-".join(["Qantar", *re.findall("[A-Za-z0-9]+", f"{self.page} {self.choice}"), f"{self.day:%Y-%m-%d}"])

    @property
    def issued(self) -> dt.date:
        """The day of the newest change of the data."""
        return dt.date.fromisoformat(self.data[:10])


def authors(row: pd.Series) -> list[str]:
    """Return the authors of a source as they are printed."""
    return [name for name in re.split(r";\s*", row["authors"]) if name]


def parted(author: str) -> tuple[str, str]:
    """Return an author's family name and given names; all in the first where the name has one word."""
    first, _, last = author.partition(" ") if author in FAMILY_FIRST else author.rpartition(" ")
    return (first, last) if author in FAMILY_FIRST else (last, first)


def citation(row: pd.Series) -> str:
    """Return a source as a line of a bibliography."""
    written = {"day": "%-d %B %Y", "month": "%B %Y, day not stated", "year": "%Y"}.get(row["published_precision"])
    date = f"{row['published']:{written}}" if written else "date not stated"
    named = row["authors"] or "Author not named in the text"
    address = {"original": row["url"], "republication": f"republished at {row['url']}"}
    return f"{named}. “{row['title']}.” {row['publisher']}, {date}. " + address.get(
        row["url_kind"], "No address established."
    )


def bibtex(row: pd.Series, seen: dt.date | None = None) -> str:
    """Return a source as a BibTeX entry; ``seen``: the day (UTC) on which its page is cited, if it has an address."""
    return _entry(
        row["source"],
        author=" and ".join(_tex(_inverted(name)) for name in authors(row)),
        title=f"{{{_tex(row['title'])}}}",
        publisher=_tex(row["publisher"]),
        year=_dated(row, "%Y", "day", "month", "year"),
        month=_dated(row, "%-m", "day", "month"),
        url=row["url"],
        urldate=f"{seen:%Y-%m-%d}" if seen and row["url"] else "",
    )


def ris(row: pd.Series, seen: dt.date | None = None) -> str:
    """Return a source as a RIS record: ``T2`` is the site, as reference managers read it of a web page; ``seen`` as in ``bibtex``."""
    day = {"day": "%Y/%m/%d/", "month": "%Y/%m//", "year": "%Y///"}.get(row["published_precision"], "")
    fields = [("TY", "ELEC"), ("ID", row["source"])]
    fields += [("AU", _inverted(name)) for name in authors(row)]
    fields += [("TI", row["title"]), ("T2", row["publisher"]), ("PY", _dated(row, "%Y", "day", "month", "year"))]
    fields += [("DA", _dated(row, day, "day", "month", "year")), ("UR", row["url"])]
    fields += [("Y2", f"{seen:%Y/%m/%d/}" if seen and row["url"] else "")]
    return _record(fields)


def csl(row: pd.Series, seen: dt.date | None = None) -> dict[str, Any]:
    """Return a source as an item of CSL-JSON; ``seen`` as in ``bibtex``."""
    parts = {"day": 3, "month": 2, "year": 1}.get(row["published_precision"], 0)
    item = {
        "id": row["source"],
        "type": "webpage",
        "title": row["title"],
        "container-title": row["publisher"],
        "author": [_person(name) for name in authors(row)],
        "issued": {"date-parts": [_parts(row["published"])[:parts]]} if parts else None,
        "accessed": {"date-parts": [_parts(seen)]} if seen and row["url"] else None,
        "URL": row["url"],
    }
    return {name: value for name, value in item.items() if value}


def view_text(view: View, sources: pd.DataFrame) -> str:
    """Cite a view as text: a line for the view, then one for each source that it rests on."""
    own = f"{view.title}. Version {__version__}, data {view.data}, seen {words.day(view.day)} (UTC). {view.address}"
    each = [citation(row) for _, row in sources.iterrows()]
    return "\n\n".join([own, *(["It rests on:", *each] if each else [])])


def view_bibtex(view: View, sources: pd.DataFrame) -> str:
    """Cite a view and each source that it rests on as BibTeX entries."""
    own = _entry(
        view.key,
        author=f"{{{AUTHORS}}}",
        title=f"{{{_tex(view.title)}}}",
        year=f"{view.issued:%Y}",
        version=__version__,
        url=view.address,
        urldate=f"{view.day:%Y-%m-%d}",
        note=_tex(_note(view, sources)),
    )
    return "\n\n".join([own, *[bibtex(row, view.day) for _, row in sources.iterrows()]]) + "\n"


def view_ris(view: View, sources: pd.DataFrame) -> str:
    """Cite a view and each source that it rests on as RIS records, each with the day of access if it has an address."""
    own = _record(
        [
            ("TY", "ELEC"),
            ("ID", view.key),
            ("AU", AUTHORS),
            ("TI", view.title),
            ("T2", SITE),
            ("PY", f"{view.issued:%Y}"),
            ("DA", f"{view.issued:%Y/%m/%d/}"),
            ("UR", view.address),
            ("Y2", f"{view.day:%Y/%m/%d/}"),
            ("N1", _note(view, sources)),
        ]
    )
    return "\n\n".join([own, *[ris(row, view.day) for _, row in sources.iterrows()]]) + "\n"


def view_csl(view: View, sources: pd.DataFrame) -> str:
    """Cite a view and each source that it rests on as CSL-JSON."""
    own = {
        "id": view.key,
        "type": "webpage",
        "title": view.title,
        "container-title": SITE,
        "author": [{"literal": AUTHORS}],
        "issued": {"date-parts": [_parts(view.issued)]},
        "accessed": {"date-parts": [_parts(view.day)]},
        "URL": view.address,
        "version": __version__,
        "note": _note(view, sources),
    }
    return (
        json.dumps([own, *[csl(row, view.day) for _, row in sources.iterrows()]], ensure_ascii=False, indent=1) + "\n"
    )


FORMS: dict[str, tuple[str, str, Callable[[View, pd.DataFrame], str]]] = {
    "txt": ("Text", "text/plain; charset=utf-8", view_text),
    "bib": ("BibTeX", "application/x-bibtex; charset=utf-8", view_bibtex),
    "ris": ("RIS", "application/x-research-info-systems; charset=utf-8", view_ris),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", view_csl),
}
"""How a view is cited, by the ending of the file: name, media type, and what writes it."""


def _note(view: View, sources: pd.DataFrame) -> str:
    rests = f". Rests on {', '.join(sources['source'])}" if len(sources) else ""
    return f"Version {__version__}, data {view.data}{rests}"


def _inverted(author: str) -> str:
    """Return an author as ``Last, First``."""
    return ", ".join(filter(None, parted(author)))


def _person(author: str) -> dict[str, str]:
    family, given = parted(author)
    return {"family": family, "given": given} if given else {"literal": family}


def _parts(day: dt.date) -> list[int]:
    return [day.year, day.month, day.day]


def _dated(row: pd.Series, written: str, *known: str) -> str:
    """Write the day of publication if it is known so exactly, else nothing."""
    return f"{row['published']:{written}}" if row["published_precision"] in known else ""


def _tex(text: str) -> str:
    spelled = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[&%$#_{}\\~^]", lambda mark: spelled.get(mark[0], "\\" + mark[0]), text)


def _entry(key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _record(fields: list[tuple[str, str]]) -> str:
    return "\n".join([f"{tag}  - {text}" for tag, text in fields if text] + ["ER  - "])


def stamped(inside: Mapping[str, str]) -> dict[str, str]:
    """Return what a picture's file says of itself, with the state of the data beside its sources."""
    return {**inside, "Source": f"{inside['Source']} · data {edition.name()}"}


def tab(page: str, chosen: Sequence[str], every: Sequence[str], reference: bool = True) -> str:
    """Return how the tab, a bookmark and a search engine call a page: with what is chosen, unless it is everything."""
    return ", ".join(filter(None, [page, filtered(chosen, every, reference)])) + f" · {SITE}"


def filtered(chosen: Sequence[str], every: Sequence[str], reference: bool = True) -> str:
    """Return what is chosen in words; nothing if it is everything."""
    articles = "" if list(chosen) == list(every) else words.chosen(chosen)
    return ", ".join(filter(None, [articles, "" if reference else "reference data off"]))


def sheet(address: str) -> str:
    """Return the CSS of a printed sheet: A4 upright, at its foot what it is of, which is the address and the state of the data.

    Both the first HTML and the app have it, since either may be there without the other.
    """
    said = f"Qantar · {address} · data {edition.name()}"
    written = "".join(
        letter if letter.isalnum() or letter in " ·-./:?=&#" else f"\\{ord(letter):x} " for letter in said
    )
    at_foot = f'@bottom-left {{ content: "{written}"; font: 8pt sans-serif; }}'
    return f"@media print {{ @page {{ size: A4 portrait; margin: 12mm 12mm 16mm; {at_foot} }} }}"
