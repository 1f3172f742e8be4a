"""How to cite: a source, and a view of the dashboard with what it rests on, as text, BibTeX and RIS."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import pandas as pd

from qantar import __version__
from qantar.facts import words


@dataclass(frozen=True)
class View:
    """A page under a choice of articles: its title, what is chosen (in words), its address, the day."""

    page: str
    choice: str
    address: str
    day: dt.date

    @property
    def title(self) -> str:
        """The title under which the view is cited."""
        return f"Qantar: {self.page} ({self.choice})"


def citation(row: pd.Series) -> str:
    """Return a source as a line of a bibliography."""
    written = {"day": "%-d %B %Y", "month": "%B %Y, day not stated", "year": "%Y"}.get(row["published_precision"])
    date = f"{row['published']:{written}}" if written else "date not stated"
    authors = row["authors"] or "Author not named in the text"
    address = {"original": row["url"], "republication": f"republished at {row['url']}"}
    return f"{authors}. “{row['title']}.” {row['publisher']}, {date}. " + address.get(
        row["url_kind"], "No address established."
    )


def bibtex(row: pd.Series) -> str:
    """Return a source as a BibTeX entry."""
    return _entry(
        row["source"],
        author=" and ".join(_tex(name) for name in row["authors"].split("; ")) if row["authors"] else "",
        title=f"{{{_tex(row['title'])}}}",
        publisher=_tex(row["publisher"]),
        year=_dated(row, "%Y", "day", "month", "year"),
        month=_dated(row, "%-m", "day", "month"),
        url=row["url"],
    )


def ris(row: pd.Series) -> str:
    """Return a source as a RIS record."""
    day = {"day": "%Y/%m/%d/", "month": "%Y/%m//", "year": "%Y///"}.get(row["published_precision"], "")
    fields = [("TY", "ELEC"), ("ID", row["source"])]
    fields += [("AU", name) for name in row["authors"].split("; ") if name]
    fields += [("TI", row["title"]), ("PB", row["publisher"]), ("PY", _dated(row, "%Y", "day", "month", "year"))]
    fields += [("DA", _dated(row, day, "day", "month", "year")), ("UR", row["url"])]
    return _record(fields)


def _dated(row: pd.Series, written: str, *known: str) -> str:
    """Write the day of publication if it is known so exactly, else nothing."""
    return f"{row['published']:{written}}" if row["published_precision"] in known else ""


def view_text(view: View, sources: pd.DataFrame) -> str:
    """Cite a view as text: a line for the view, then one for each source that it rests on."""
    own = f"{view.title}. Version {__version__}, {words.day(view.day)}. {view.address}"
    return "\n\n".join([own, "It rests on:", *[citation(row) for _, row in sources.iterrows()]])


def view_bibtex(view: View, sources: pd.DataFrame) -> str:
    """Cite a view and each source that it rests on as BibTeX entries."""
    own = _entry(
        "-".join(["Qantar", *re.findall("[A-Za-z0-9]+", f"{view.page} {view.choice}"), f"{view.day:%Y-%m-%d}"]),
        author="{The Qantar authors}",
        title=f"{{{_tex(view.title)}}}",
        year=f"{view.day:%Y}",
        version=__version__,
        url=view.address,
        urldate=f"{view.day:%Y-%m-%d}",
        note=_tex(f"Rests on {', '.join(sources['source'])}"),
    )
    return "\n\n".join([own, *[bibtex(row) for _, row in sources.iterrows()]]) + "\n"


def view_ris(view: View, sources: pd.DataFrame) -> str:
    """Cite a view and each source that it rests on as RIS records."""
    own = _record(
        [
            ("TY", "ELEC"),
            ("AU", "The Qantar authors"),
            ("TI", view.title),
            ("PY", f"{view.day:%Y}"),
            ("ET", __version__),
            ("UR", view.address),
            ("Y2", f"{view.day:%Y/%m/%d/}"),
            ("N1", f"Rests on {', '.join(sources['source'])}"),
        ]
    )
    return "\n\n".join([own, *[ris(row) for _, row in sources.iterrows()]]) + "\n"


def _tex(text: str) -> str:
    spelled = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[&%$#_{}\\~^]", lambda mark: spelled.get(mark[0], "\\" + mark[0]), text)


def _entry(key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _record(fields: list[tuple[str, str]]) -> str:
    return "\n".join([f"{tag}  - {text}" for tag, text in fields if text] + ["ER  - "])
