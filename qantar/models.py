"""The models: what a row of each table in ``data/`` is, and what each of its cells may hold.

The descriptions are the codebook's sentences (``data/README.md``); a test holds the two together.
Every cell is modelled as the text that stands in the file, so that a fault can be named by file,
row and column; ``qantar.tables`` converts dates and numbers after validation.
"""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa
from pandera.typing import Series

COMPUTED = ("growth", "share", "implied", "crimea_years", "took_office")
"""The numbers that ``derive.computed`` puts into the texts of the contradictions."""
LANES = ("street", "government", "csto_russia", "china_sco", "west", "economy")
OUTCOMES = ("gain", "loss", "mixed", "none")
TIES = ("closer", "stable", "rift", "none")
TOPICS = (
    "relationship", "security", "intervention", "sco", "economy", "influence", "kazakhstan",
    "unrest", "west",
)  # fmt: skip
STATUSES = ("asserted", "hedged", "reported", "rejected")
QUALIFIERS = (
    "exact",
    "about",
    "nearly",
    "over",
    "at_least",
    "at_most",
    "few",
    "tens",
    "plural",
    "unspecified",
)
ACTOR = r"^ac-[a-z0-9]+(-[a-z0-9]+)*$"
PLACE = r"^pl-[a-z0-9]+(-[a-z0-9]+)*$"


def _one_of(values: tuple[str, ...], description: str) -> Any:
    return pa.Field(isin=list(values), description=description, metadata={"allowed": " | ".join(values)})


def _text(description: str, pattern: str = r"[^\s].*[^\s]|[^\s]", allowed: str = "text") -> Any:
    return pa.Field(str_matches=rf"^(?:{pattern})$", description=description, metadata={"allowed": allowed})


def _maybe(description: str, pattern: str = r".*", allowed: str = "text or empty") -> Any:
    return _text(description, rf"(?:{pattern})?", allowed)


def _key(description: str, pattern: str, what: str) -> Any:
    return _text(description, pattern.strip("^$"), f"{what} key")


def _keys(description: str, pattern: str, what: str) -> Any:
    one = pattern.strip("^$")
    return _maybe(description, rf"{one}(?:\|{one})*", f"{what} keys separated by |, or empty")


def _id(description: str, prefix: str) -> Any:
    return pa.Field(
        str_matches=rf"^{prefix}-[a-z0-9]+(-[a-z0-9]+)*$",
        unique=True,
        description=description,
        metadata={"allowed": f"{prefix}-… in small letters, digits and hyphens, used once"},
    )


def _date(description: str) -> Any:
    return pa.Field(description=description, metadata={"type": "date", "allowed": "YYYY-MM-DD or empty"})


def _number(description: str) -> Any:
    return pa.Field(description=description, metadata={"type": "number", "allowed": "a number or empty"})


class Model(pa.DataFrameModel):
    """What all tables share: exactly these columns, in this order."""

    class Config:
        strict = True
        ordered = True


class Sources(Model):
    """A row is a publication: an article, or later a reference source."""

    source: Series[str] = pa.Field(
        str_matches=r"^[A-Za-z0-9-]+$",
        unique=True,
        description="Key of the source in the filter and in addresses.",
        metadata={"allowed": "letters, digits and hyphens, used once"},
    )
    title: Series[str] = _text("Title as printed.")
    publisher: Series[str] = _text("Who published it.")
    authors: Series[str] = _maybe("Authors, separated by a semicolon; empty where not named.")
    published: Series[str] = _date("Date of publication; the first day of the month if only that is known.")
    published_precision: Series[str] = _one_of(("day", "month"), "How exactly the date is known.")
    url: Series[str] = _maybe("Address; empty where none is established.", r"https://\S+", "https://… or empty")
    url_kind: Series[str] = _one_of(("original", "republication", "none"), "What the address leads to.")
    kind: Series[str] = _text("Kind of publication, for readers.")
    tier: Series[str] = _one_of(("article", "reference"), "One of the five articles, or a source for context.")
    note: Series[str] = _maybe("What a reader should know about the source.")


class Evidence(Model):
    """A row says that one passage of one source supports one fact."""

    fact: Series[str] = _text(
        "The fact that the passage supports: its id, actor or place key.", r"[a-z]+-\S+", "the key of a fact"
    )
    source: Series[str] = _text("Where it is printed.", allowed="a source key")
    paragraph: Series[str] = pa.Field(
        description="Position in the article: count of its non-empty lines from 1; empty for reference sources.",
        metadata={"type": "integer", "allowed": "a whole number or empty"},
    )
    quote: Series[str] = _text("Verbatim words of the passage, 3 to 15 of them.")
    dated: Series[str] = _one_of(
        ("yes", "no", ""), "Events only: whether this passage, read in its article, gives the event its date."
    )


class Events(Model):
    """A row is something that happened, once or over a time."""

    id: Series[str] = _id("Key of the event.", "ev")
    start: Series[str] = _date("First day, or earliest possible day; empty if undated.")
    end: Series[str] = _date("Last day, or latest possible day; empty if undated.")
    precision: Series[str] = _one_of(("day", "span", "month", "year", "undated"), "How exactly the date is known.")
    extent: Series[str] = _one_of(
        ("moment", "lasting", "within"),
        "Happened on the day (moment), went on from start to end (lasting), or happened on an unknown day between "
        "them (within).",
    )
    dated_by: Series[str] = _one_of(
        ("stated", "resolved", "inferred", "none"),
        "The date stands in the text (stated), is a weekday or relative expression turned into a date (resolved), or is bounded by the "
        "order of the narration (inferred).",
    )
    title: Series[str] = _text("What happened, in at most 60 characters.", r".{1,60}", "1 to 60 characters")
    detail: Series[str] = _text("What happened, in one or two sentences of our own.")
    lane: Series[str] = _one_of(LANES, "The lane of the timeline.")
    place: Series[str] = _maybe(
        "Where it happened, only if an article says so.", PLACE.strip("^$"), "a place key or empty"
    )
    actors: Series[str] = _keys("Who took part.", ACTOR, "actor")


class Troops(Model):
    """A row is one stated number of soldiers, by one claimant."""

    id: Series[str] = _id("Key of the number.", "tr")
    measure: Series[str] = _text("What is counted.", r"[a-z_]+", "small letters and _")
    contributor: Series[str] = _key("Whose soldiers.", ACTOR, "an actor")
    theatre: Series[str] = _key("Where they are. Numbers from different theatres are never added.", PLACE, "a place")
    value: Series[str] = _number("The number, where one is stated.")
    low: Series[str] = _number("Lower bound of a vague amount; empty if open.")
    high: Series[str] = _number("Upper bound of a vague amount; empty if open.")
    qualifier: Series[str] = _one_of(QUALIFIERS, "How the number is hedged.")
    unit: Series[str] = _text("Unit of value, low and high.")
    as_of: Series[str] = _date("The day that the number is for; empty if not stated.")
    phase: Series[str] = _one_of(
        ("planned", "reported", "deployed"), "Announced beforehand, said by others, or counted on the spot."
    )
    claimant: Series[str] = _keys("Who says so.", ACTOR, "actor")
    stated: Series[str] = _text("The number as printed; two printed forms are separated by |.")
    note: Series[str] = _maybe("What the number is and isn't.")


class Investment(Model):
    """A row is one stated number of money or projects, by one claimant."""

    id: Series[str] = _id("Key of the number.", "inv")
    recipient: Series[str] = _key("Where the money goes.", ACTOR, "an actor")
    investor: Series[str] = _key("Where it comes from.", ACTOR, "an actor")
    measure: Series[str] = _text(
        "What is measured. Different measures are never added.", r"[a-z_]+", "small letters and _"
    )
    start: Series[str] = _date("First day of the period that the number is for; empty if not stated.")
    end: Series[str] = _date("Last day of that period; empty if not stated.")
    value: Series[str] = _number("The number, where one is stated.")
    low: Series[str] = _number("Lower bound of a vague amount; empty if open.")
    high: Series[str] = _number("Upper bound of a vague amount; empty if open.")
    qualifier: Series[str] = _one_of(QUALIFIERS, "How the number is hedged.")
    unit: Series[str] = _text("Unit of value, low and high.")
    claimant: Series[str] = _keys("Who says so.", ACTOR, "actor")
    stated: Series[str] = _text("The number as printed; two printed forms are separated by |.")
    note: Series[str] = _maybe("What the number is and isn't.")


class Quantities(Model):
    """A row is any other stated number: a duration, a length, a count."""

    id: Series[str] = _id("Key of the number.", "qt")
    subject: Series[str] = _keys(
        "Who or what the number is about.", r"(?:ac|pl)-[a-z0-9]+(?:-[a-z0-9]+)*", "actor or place"
    )
    measure: Series[str] = _text("What is counted.", r"[a-z_]+", "small letters and _")
    value: Series[str] = _number("The number, where one is stated.")
    low: Series[str] = _number("Lower bound of a vague amount; empty if open.")
    high: Series[str] = _number("Upper bound of a vague amount; empty if open.")
    qualifier: Series[str] = _one_of(QUALIFIERS, "How the number is hedged.")
    unit: Series[str] = _text("Unit of value, low and high.")
    start: Series[str] = _date("First day of the period that the number is for; empty if not stated.")
    end: Series[str] = _date("Last day of that period; empty if not stated.")
    claimant: Series[str] = _keys("Who says so.", ACTOR, "actor")
    stated: Series[str] = _text("The number as printed; two printed forms are separated by |.")
    note: Series[str] = _maybe("What the number is and isn't.")
    theme: Series[str] = _one_of(
        ("intervention", "economy", "context"),
        "The page on which it is shown; context is shown with the sources.",
    )


class Claims(Model):
    """A row is one evaluating or explaining statement by one speaker."""

    id: Series[str] = _id("Key of the claim.", "cl")
    speaker: Series[str] = _key("Whose view it is; authors are speakers too.", ACTOR, "an actor")
    topic: Series[str] = _one_of(TOPICS, "What it is about.")
    claim: Series[str] = _text("The statement in our own words.")
    russia: Series[str] = _one_of(OUTCOMES, "Whether the claim says that Russia gains; none if it doesn't speak of it.")
    china: Series[str] = _one_of(OUTCOMES, "The same for China.")
    kazakhstan: Series[str] = _one_of(OUTCOMES, "The same for Kazakhstan: state, government or people.")
    relationship: Series[str] = _one_of(
        TIES,
        "What the claim says about Russia and China: closer, stable (no change), rift, or none if it doesn't speak of it.",
    )
    status: Series[str] = _one_of(
        STATUSES,
        "Said flatly, hedged, reported as the view of others, or carried only to be rejected by the author.",
    )


class Actors(Model):
    """A row is a person, organisation, government or group that the articles name."""

    actor: Series[str] = pa.Field(
        str_matches=ACTOR,
        unique=True,
        description="Key of the actor.",
        metadata={"allowed": "ac-… used once"},
    )
    name: Series[str] = _text("Name in the one spelling used here.")
    kind: Series[str] = _one_of(("person", "organisation", "government", "group", "publication"), "What it is.")
    role: Series[str] = _maybe("Role in January 2022, as the articles give it.")
    affiliation: Series[str] = _maybe("Where the person belongs.", ACTOR.strip("^$"), "an actor key or empty")
    country: Series[str] = _maybe("State of the actor.", ACTOR.strip("^$"), "an actor key or empty")
    aliases: Series[str] = _maybe("Every spelling in the articles, separated by |.")


class Places(Model):
    """A row is a place that the articles name as a place."""

    place: Series[str] = pa.Field(
        str_matches=PLACE,
        unique=True,
        description="Key of the place.",
        metadata={"allowed": "pl-… used once"},
    )
    name: Series[str] = _text("Name in January 2022.")
    kind: Series[str] = _one_of(("city", "region", "country", "border", "area", "site"), "What it is.")
    country: Series[str] = _maybe("State in which it lies.", ACTOR.strip("^$"), "an actor key or empty")
    lat: Series[str] = _number("Latitude in degrees (WGS 84); empty for areas too wide for a point.")
    lon: Series[str] = _number("Longitude in degrees (WGS 84).")
    coordinate_source: Series[str] = _maybe("Where the coordinates are from.")
    precision: Series[str] = _one_of(
        ("site", "city", "region", "country", "approximate"), "How exactly the point locates the place."
    )


class Memberships(Model):
    """A row is one stated membership or leadership."""

    id: Series[str] = _id("Key of the membership.", "mem")
    organisation: Series[str] = _key("The organisation or initiative.", ACTOR, "an actor")
    member: Series[str] = _key("The member.", ACTOR, "an actor")
    since: Series[str] = _date("First day, where stated.")
    until: Series[str] = _date("Last day, where stated.")
    status: Series[str] = _one_of(("member", "leads", "chairs", "initiated"), "What the member is said to be.")
    claimant: Series[str] = _keys("Who says so.", ACTOR, "actor")


_NUMBER = r"\{(?:" + "|".join(COMPUTED) + r")\}"
BRACES = rf"(?:[^{{}}\s]|{_NUMBER})(?:[^{{}}]|{_NUMBER})*"


class Contradictions(Model):
    """A row is something to know before trusting a number or a date."""

    id: Series[str] = _id("Key of the entry.", "con")
    kind: Series[str] = _one_of(
        ("arithmetic", "fact", "date", "between", "within"),
        "What doesn't fit: a sum, an outside fact, two dates, two sources, or one source with itself.",
    )
    title: Series[str] = _text("What doesn't fit, in a line.", BRACES, "text; in braces only " + ", ".join(COMPUTED))
    finding: Series[str] = _text(
        "Why it doesn't, in a sentence or two. Names in braces, in title and finding, stand for computed numbers.",
        BRACES,
        "text; in braces only " + ", ".join(COMPUTED),
    )
    facts: Series[str] = _text(
        "The facts that don't fit each other, separated by |.",
        r"[a-z]+-[a-z0-9-]+(?:\|[a-z]+-[a-z0-9-]+)*",
        "fact keys separated by |",
    )
    sources: Series[str] = _text(
        "The articles that it sets against each other, separated by |; it is shown when all are chosen.",
        r"[A-Za-z0-9-]+(?:\|[A-Za-z0-9-]+)*",
        "source keys separated by |",
    )
    shown_as: Series[str] = _text("What the charts show because of it.")


MODELS: dict[str, type[Model]] = {
    "sources": Sources, "evidence": Evidence, "events": Events, "troops": Troops,
    "investment": Investment, "quantities": Quantities, "claims": Claims, "actors": Actors,
    "places": Places, "memberships": Memberships, "contradictions": Contradictions,
}  # fmt: skip
"""Every table by name."""

FACTS: dict[str, str] = {
    "events": "id", "troops": "id", "investment": "id", "quantities": "id", "claims": "id",
    "memberships": "id", "actors": "actor", "places": "place",
}  # fmt: skip
"""The tables whose rows need evidence, with their key column."""
