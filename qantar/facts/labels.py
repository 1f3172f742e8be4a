"""Pure derivations: what a chart needs from the tables, and the sums that the dashboard checks."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from qantar.facts import articles, ledger, sources, words
from qantar.facts.models import FACTS

FIRST_DAY, LAST_DAY = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-01-20")
NUMBERS = ("troops", "investment", "quantities")
NAMED = {
    "events": ("actors",), "troops": ("contributor",), "investment": ("recipient",), "quantities": ("subject",),
    "projects": ("country", "place"), "memberships": ("organisation", "member"), "relations": ("subject", "object"),
}  # fmt: skip
"""The columns of keys that charts write as names."""


def labelled(tables: sources.Tables) -> sources.Tables:
    """Return the tables with a ``label`` on every fact: what it is, in a line, for readers.

    Numbers get the ``panel`` of the chart in which they stand, the name of their claimant, ``text``, as they are written,
    and ``bounded``: whether there is a number at all, or only words.

    The contradictions get their computed numbers. To be done before filtering: a fact keeps its
    label whichever of its sources is chosen.
    """
    articles.register(tables["sources"])
    actors, places = tables["actors"], tables["places"]
    known = dict(zip(actors["actor"], actors["name"], strict=True))
    known |= dict(zip(places["place"], places["name"], strict=True))

    def called(keys: pd.Series) -> pd.Series:
        return keys.map(lambda cell: " and ".join(known.get(key, key) for key in cell.split("|")))

    what = {
        name: tables[name]["measure"].str.replace("_", " ").str.replace("fdi", "FDI").str.replace("gdp", "GDP")
        for name in NUMBERS
    }
    troops, money, other = (tables[name] for name in NUMBERS)
    claims, members = tables["claims"], tables["memberships"]
    verbs = {
        "member": " in ", "leads": " leading ", "chairs": " chairing ", "initiated": " as initiator of ",
        "observer": " as observer in ", "partner": " as partner of ", "prospective": " as prospective member of ",
        "signatory": " as signatory to ", "participant": " as participant in ",
    }  # fmt: skip
    projects = tables["projects"]
    text = {
        "projects": projects["name"],
        "events": tables["events"]["title"],
        "troops": called(troops["contributor"]) + ", " + called(troops["theatre"]) + ": " + what["troops"],
        "investment": called(money["investor"])
        + " in "
        + called(money["recipient"])
        + _years(money)
        + ": "
        + what["investment"],
        "quantities": called(other["subject"]) + ": " + what["quantities"],
        "claims": called(claims["speaker"]) + ": " + claims["claim"],
        "memberships": called(members["member"]) + members["status"].map(verbs) + called(members["organisation"]),
        "actors": actors["name"],
        "places": places["name"],
    }
    out = {name: frame.assign(label=text[name]) if name in text else frame for name, frame in tables.items()}
    out["claims"]["speaker_name"] = called(claims["speaker"])
    out["claims"]["speaker_role"] = claims["speaker"].map(roles(actors)).astype("str")
    out["memberships"]["claimant_name"] = called(members["claimant"])
    sums, against = defaultdict(lambda: "(not computed)", ledger.computed(tables)), tables["contradictions"]
    out["contradictions"] = against.assign(
        title=[text.format_map(sums) for text in against["title"]],
        finding=[text.format_map(sums) for text in against["finding"]],
    )
    for name in NUMBERS:
        # Soldiers in two theatres are never on one axis.
        panel = tables[name]["unit"] + (", " + called(troops["theatre"]) if name == "troops" else "")
        out[name]["panel"] = panel.astype("str")
        out[name]["claimant_name"] = called(tables[name]["claimant"])
    out["projects"]["panel"] = projects["unit"].astype("str")
    out["projects"]["claimant_name"] = called(projects["claimant"])
    for name in (*NUMBERS, "projects"):
        amount = out[name][["value", "low", "high"]].notna().any(axis=1)
        out[name]["text"], out[name]["bounded"] = words.stated(tables[name]), amount & (tables[name]["unit"] != "rank")
    # Names whose actor or place the chosen sources may not name themselves.
    for name, columns in NAMED.items():
        for column in columns:
            out[name] = out[name].assign(**{f"{column}_name": called(out[name][column]).astype("str")})
    said = [words.relation(row) for row in out["relations"].itertuples()]
    out["relations"] = out["relations"].assign(label=pd.Series(said, index=out["relations"].index, dtype="str"))
    return out


def roles(actors: pd.DataFrame) -> dict[str, str]:
    """Return actor → role and affiliation as written: ``senior fellow, Center for Eastern Studies``."""
    named = dict(zip(actors["actor"], actors["name"], strict=True))
    return {
        row.actor: ", ".join(filter(None, [row.role, named.get(row.affiliation, "")])) for row in actors.itertuples()
    }


def _years(numbers: pd.DataFrame) -> pd.Series:
    """Write the years that a number is for: `` 2018``, `` 2005–2020``, `` by 2023``, or nothing."""
    first, last = (numbers[column].dt.strftime("%Y").fillna("") for column in ("start", "end"))
    years = first.where(first == last, (first + "–" + last).where(first != "", "by " + last)).where(last != "", "")
    return (" " + years).where(years != "", "").astype("str")


def with_sources(tables: sources.Tables, name: str) -> pd.DataFrame:
    """Return a table with ``sources``: the keys of each fact's sources, separated by |."""
    frame = tables[name]
    return frame.assign(sources=sources.by_fact(tables, frame, FACTS[name]))


def january(events: pd.DataFrame) -> pd.DataFrame:
    """Return the dated events that fall within 1–20 January 2022."""
    inside = (events["end"] >= FIRST_DAY) & (events["start"] <= LAST_DAY)
    brief = (events["end"] - events["start"]).dt.days <= 45
    return events[inside & brief & (events["start"] >= FIRST_DAY - pd.Timedelta(days=31))]


def amounts(tables: sources.Tables, name: str, theme: str = "") -> pd.DataFrame:
    """Return the numbers of a table (of one theme) with ``sources``, exact ones first."""
    return _amounts(tables, name, theme).copy(deep=False)


@sources.memoized
def _amounts(tables: sources.Tables, name: str, theme: str) -> pd.DataFrame:
    frame = with_sources(tables, name)
    if theme:
        frame = frame[frame["theme"] == theme]
    return frame.sort_values(["panel", "bounded"], ascending=[True, False], kind="stable")


def axes(numbers: pd.DataFrame) -> dict[str, tuple[float, str]]:
    """Return panel → (end of its axis, its title), a little beyond the largest number or bound."""
    ends = numbers.groupby("panel")[["value", "low", "high"]].max().max(axis=1).dropna().astype(float)
    ends = ends[numbers["panel"].value_counts().reindex(ends.index).sort_values(ascending=False, kind="stable").index]

    def one(panel: str, end: float) -> tuple[float, str]:
        percent = panel.startswith("%")
        title = panel.replace("%", "per cent").replace("US$ bn", "US$ billion")
        return (max(100.0, end) if percent else end * 1.25), title

    return {str(panel): one(str(panel), end) for panel, end in ends.items()}
