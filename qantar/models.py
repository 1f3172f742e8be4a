"""The models: what a row of each table in ``data/`` is, and what each of its cells may hold.

The descriptions are the codebook's sentences (``data/README.md``); a test holds the two together.
Every cell is modelled as the text that stands in the file, so that a fault can be named by file,
row and column; ``qantar.tables`` converts dates and numbers after validation.
"""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from qantar import cells
from qantar.cells import ACTOR, COMPUTED, FORMS, LANES, OUTCOMES, PLACE, QUALIFIERS, STATUSES, STEPS, TIES, TOPICS


class Model(pa.DataFrameModel):
    """What all tables share: exactly these columns, in this order."""

    class Config:
        strict = True
        ordered = True


class Sources(Model):
    """A row is a publication: one of the five articles, or a page that a reference fact rests on."""

    source: Series[str] = pa.Field(
        str_matches=r"^[A-Za-z0-9-]+$",
        unique=True,
        description="Key of the source in the filter and in addresses.",
        metadata={"allowed": "letters, digits and hyphens, used once"},
    )
    title: Series[str] = cells.text("Title as printed.")
    publisher: Series[str] = cells.text("Who published it.")
    authors: Series[str] = cells.maybe("Authors, separated by a semicolon; empty where not named.")
    published: Series[str] = cells.date(
        "Date of publication; the first day of the month or year if only that is known; empty if unknown."
    )
    published_precision: Series[str] = cells.one_of(
        ("day", "month", "year", "unknown"), "How exactly the date is known; unknown for reference sources only."
    )
    url: Series[str] = cells.maybe("Address; empty where none is established.", r"https?://\S+", "http(s)://… or empty")
    url_kind: Series[str] = cells.one_of(("original", "republication", "none"), "What the address leads to.")
    kind: Series[str] = cells.text("Kind of publication, for readers.")
    tier: Series[str] = cells.one_of(("article", "reference"), "One of the five articles, or a source for context.")
    note: Series[str] = cells.maybe("What a reader should know about the source.")


class Evidence(Model):
    """A row says that one passage of one source supports one fact."""

    fact: Series[str] = cells.text(
        "The fact that the passage supports: its id, actor or place key.", r"[a-z]+-\S+", "the key of a fact"
    )
    source: Series[str] = cells.text("Where it is printed.", allowed="a source key")
    paragraph: Series[str] = pa.Field(
        description="Position in the article: count of its non-empty lines from 1; empty for reference sources.",
        metadata={"type": "integer", "allowed": "a whole number or empty"},
    )
    quote: Series[str] = cells.text("Verbatim words of the passage, 3 to 15 of them.")
    dated: Series[str] = cells.one_of(
        ("yes", "no", ""), "Events only: whether this passage, read in its article, gives the event its date."
    )


class Events(Model):
    """A row is something that happened, once or over a time."""

    id: Series[str] = cells.identity("Key of the event.", "ev")
    start: Series[str] = cells.date("First day, or earliest possible day; empty if undated.")
    end: Series[str] = cells.date("Last day, or latest possible day; empty if undated.")
    precision: Series[str] = cells.one_of(("day", "span", "month", "year", "undated"), "How exactly the date is known.")
    extent: Series[str] = cells.one_of(
        ("moment", "lasting", "within"),
        "Happened on the day (moment), went on from start to end (lasting), or happened on an unknown day between "
        "them (within).",
    )
    dated_by: Series[str] = cells.one_of(
        ("stated", "resolved", "inferred", "none"),
        "The date stands in the text (stated), is a weekday or relative expression turned into a date (resolved), or is bounded by the "
        "order of the narration (inferred).",
    )
    title: Series[str] = cells.text("What happened, in at most 60 characters.", r".{1,60}", "1 to 60 characters")
    detail: Series[str] = cells.text("What happened, in one or two sentences of our own.")
    lane: Series[str] = cells.one_of(LANES, "The lane of the timeline.")
    place: Series[str] = cells.maybe(
        "Where it happened, only if an article says so.", PLACE.strip("^$"), "a place key or empty"
    )
    actors: Series[str] = cells.keys("Who took part.", ACTOR, "actor")
    step: Series[str] = cells.one_of(
        ("", *STEPS), "Reference events only: the step of the deployment, of one contingent or of the whole force."
    )
    form: Series[str] = cells.one_of(
        ("", *FORMS),
        "What it was on the ground: people gather (protest), force is used (violence), Kazakhstan's own forces act (operation), "
        "soldiers of the CSTO move or stand guard (deployment), people meet or call, or the state "
        "orders something for a place (order: emergency, internet cut). Empty for all else.",
    )
    origin: Series[str] = cells.maybe(
        "Of a movement of soldiers: where it began; `place` is where it ended.",
        PLACE.strip("^$"),
        "a place key or empty",
    )


class Troops(Model):
    """A row is one stated number of soldiers, by one claimant."""

    id: Series[str] = cells.identity("Key of the number.", "tr")
    measure: Series[str] = cells.text("What is counted.", r"[a-z_]+", "small letters and _")
    contributor: Series[str] = cells.key("Whose soldiers.", ACTOR, "an actor")
    theatre: Series[str] = cells.key(
        "Where they are. Numbers from different theatres are never added.", PLACE, "a place"
    )
    value: Series[str] = cells.number("The number, where one is stated.")
    low: Series[str] = cells.number("Lower bound of a vague amount; empty if open.")
    high: Series[str] = cells.number("Upper bound of a vague amount; empty if open.")
    qualifier: Series[str] = cells.one_of(QUALIFIERS, "How the number is hedged.")
    unit: Series[str] = cells.text("Unit of value, low and high.")
    as_of: Series[str] = cells.date("The day that the number is for; empty if not stated.")
    phase: Series[str] = cells.one_of(
        ("planned", "reported", "deployed"), "Announced beforehand, said by others, or counted on the spot."
    )
    claimant: Series[str] = cells.keys("Who says so.", ACTOR, "actor")
    stated: Series[str] = cells.text("The number as printed; two printed forms are separated by |.")
    official: Series[str] = cells.one_of(
        ("", "yes"), "Whether an official of the contributor, or of the host, says so."
    )
    note: Series[str] = cells.maybe("What the number is and isn't.")


class Investment(Model):
    """A row is one stated number of money or projects, by one claimant."""

    id: Series[str] = cells.identity("Key of the number.", "inv")
    recipient: Series[str] = cells.key("Where the money goes.", ACTOR, "an actor")
    investor: Series[str] = cells.key("Where it comes from.", ACTOR, "an actor")
    measure: Series[str] = cells.text(
        "What is measured. Different measures are never added.", r"[a-z_]+", "small letters and _"
    )
    start: Series[str] = cells.date("First day of the period that the number is for; empty if not stated.")
    end: Series[str] = cells.date("Last day of that period; empty if not stated.")
    value: Series[str] = cells.number("The number, where one is stated.")
    low: Series[str] = cells.number("Lower bound of a vague amount; empty if open.")
    high: Series[str] = cells.number("Upper bound of a vague amount; empty if open.")
    qualifier: Series[str] = cells.one_of(QUALIFIERS, "How the number is hedged.")
    unit: Series[str] = cells.text("Unit of value, low and high.")
    claimant: Series[str] = cells.keys("Who says so.", ACTOR, "actor")
    stated: Series[str] = cells.text("The number as printed; two printed forms are separated by |.")
    note: Series[str] = cells.maybe("What the number is and isn't.")


class Quantities(Model):
    """A row is any other stated number: a duration, a length, a count."""

    id: Series[str] = cells.identity("Key of the number.", "qt")
    subject: Series[str] = cells.keys(
        "Who or what the number is about.", r"(?:ac|pl)-[a-z0-9]+(?:-[a-z0-9]+)*", "actor or place"
    )
    measure: Series[str] = cells.text("What is counted.", r"[a-z_]+", "small letters and _")
    value: Series[str] = cells.number("The number, where one is stated.")
    low: Series[str] = cells.number("Lower bound of a vague amount; empty if open.")
    high: Series[str] = cells.number("Upper bound of a vague amount; empty if open.")
    qualifier: Series[str] = cells.one_of(QUALIFIERS, "How the number is hedged.")
    unit: Series[str] = cells.text("Unit of value, low and high.")
    start: Series[str] = cells.date("First day of the period that the number is for; empty if not stated.")
    end: Series[str] = cells.date("Last day of that period; empty if not stated.")
    claimant: Series[str] = cells.keys("Who says so.", ACTOR, "actor")
    stated: Series[str] = cells.text("The number as printed; two printed forms are separated by |.")
    note: Series[str] = cells.maybe("What the number is and isn't.")
    theme: Series[str] = cells.one_of(
        ("intervention", "economy", "context", "casualties", "airlift", "size"),
        "What it is shown with; context is shown with the sources.",
    )
    as_of: Series[str] = cells.date("The day of the statement; empty if not stated or the same as the period.")
    standing: Series[str] = cells.one_of(
        ("", "stands", "superseded", "withdrawn"),
        "Official counts of casualties only: whether it still stands, was replaced by a later one, or was taken back.",
    )


class Projects(Model):
    """A row is one named project with Chinese money or firms in it, as one source puts it."""

    id: Series[str] = cells.identity("Key of the project.", "pr")
    name: Series[str] = cells.text("What it is called here.")
    country: Series[str] = cells.keys("Where it is.", ACTOR, "actor")
    sector: Series[str] = cells.text("Sector, in a word or two.")
    partner: Series[str] = cells.maybe("The Chinese party.")
    value: Series[str] = cells.number("The sum, where one is stated.")
    low: Series[str] = cells.number("Lower bound of a vague amount; empty if open.")
    high: Series[str] = cells.number("Upper bound of a vague amount; empty if open.")
    qualifier: Series[str] = cells.one_of(QUALIFIERS, "How the sum is hedged; unspecified where none is stated.")
    unit: Series[str] = cells.maybe("Unit of value, low and high.")
    value_kind: Series[str] = cells.text(
        "What the sum is: announced cost, loan, price of a stake, or that none was found."
    )
    status: Series[str] = cells.text("How far it is, on the day of as_of.")
    as_of: Series[str] = cells.date(
        "The day of the statement; the first day of the month or year if only that is known."
    )
    place: Series[str] = cells.maybe("Where it lies, if that is known.", PLACE.strip("^$"), "a place key or empty")
    claimant: Series[str] = cells.keys("Who says so; empty where the publisher does.", ACTOR, "actor")
    stated: Series[str] = cells.maybe("The sum as printed; two printed forms are separated by |.")
    note: Series[str] = cells.maybe("What the sum is and isn't, and what others say.")


class Claims(Model):
    """A row is one evaluating or explaining statement by one speaker."""

    id: Series[str] = cells.identity("Key of the claim.", "cl")
    speaker: Series[str] = cells.key("Whose view it is; authors are speakers too.", ACTOR, "an actor")
    topic: Series[str] = cells.one_of(TOPICS, "What it is about.")
    claim: Series[str] = cells.text("The statement in our own words.")
    russia: Series[str] = cells.one_of(
        OUTCOMES, "Whether the claim says that Russia gains; none if it doesn't speak of it."
    )
    china: Series[str] = cells.one_of(OUTCOMES, "The same for China.")
    kazakhstan: Series[str] = cells.one_of(OUTCOMES, "The same for Kazakhstan: state, government or people.")
    relationship: Series[str] = cells.one_of(
        TIES,
        "What the claim says about Russia and China: closer, stable (no change), rift, or none if it doesn't speak of it.",
    )
    status: Series[str] = cells.one_of(
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
    name: Series[str] = cells.text("Name in the one spelling used here.")
    kind: Series[str] = cells.one_of(("person", "organisation", "government", "group", "publication"), "What it is.")
    role: Series[str] = cells.maybe("Role in January 2022, as the articles give it.")
    affiliation: Series[str] = cells.maybe("Where the person belongs.", ACTOR.strip("^$"), "an actor key or empty")
    country: Series[str] = cells.maybe("State of the actor.", ACTOR.strip("^$"), "an actor key or empty")
    aliases: Series[str] = cells.maybe("Every spelling in the articles, separated by |.")


class Places(Model):
    """A row is a place that the articles name as a place."""

    place: Series[str] = pa.Field(
        str_matches=PLACE,
        unique=True,
        description="Key of the place.",
        metadata={"allowed": "pl-… used once"},
    )
    name: Series[str] = cells.text("Name in January 2022.")
    kind: Series[str] = cells.one_of(
        ("city", "region", "country", "border", "area", "site", "airfield", "crossing"), "What it is."
    )
    country: Series[str] = cells.maybe("State in which it lies.", ACTOR.strip("^$"), "an actor key or empty")
    lat: Series[str] = cells.number("Latitude in degrees (WGS 84); empty for areas too wide for a point.")
    lon: Series[str] = cells.number("Longitude in degrees (WGS 84).")
    coordinate_source: Series[str] = cells.maybe("Where the coordinates are from.")
    precision: Series[str] = cells.one_of(
        ("site", "airfield", "block", "city", "region", "country", "approximate"),
        "How exactly the point locates the place. With `city`, a site is somewhere in its city.",
    )
    within: Series[str] = cells.maybe(
        "Of a site or airfield: the city that it belongs to.", PLACE.strip("^$"), "a place key or empty"
    )


class Memberships(Model):
    """A row is one stated membership or leadership."""

    id: Series[str] = cells.identity("Key of the membership.", "mem")
    organisation: Series[str] = cells.key("The organisation or initiative.", ACTOR, "an actor")
    member: Series[str] = cells.key("The member.", ACTOR, "an actor")
    since: Series[str] = cells.date("First day, where stated.")
    until: Series[str] = cells.date("Last day, where stated.")
    status: Series[str] = cells.one_of(("member", "leads", "chairs", "initiated"), "What the member is said to be.")
    claimant: Series[str] = cells.keys("Who says so.", ACTOR, "actor")


_NUMBER = r"\{(?:" + "|".join(COMPUTED) + r")\}"
BRACES = rf"(?:[^{{}}\s]|{_NUMBER})(?:[^{{}}]|{_NUMBER})*"


class Contradictions(Model):
    """A row is something to know before trusting a number or a date."""

    id: Series[str] = cells.identity("Key of the entry.", "con")
    kind: Series[str] = cells.one_of(
        ("arithmetic", "fact", "date", "between", "within"),
        "What doesn't fit: a sum, an outside fact, two dates, two sources, or one source with itself.",
    )
    title: Series[str] = cells.text(
        "What doesn't fit, in a line.", BRACES, "text; in braces only " + ", ".join(COMPUTED)
    )
    finding: Series[str] = cells.text(
        "Why it doesn't, in a sentence or two. Names in braces, in title and finding, stand for computed numbers.",
        BRACES,
        "text; in braces only " + ", ".join(COMPUTED),
    )
    facts: Series[str] = cells.text(
        "The facts that don't fit each other, separated by |.",
        r"[a-z]+-[a-z0-9-]+(?:\|[a-z]+-[a-z0-9-]+)*",
        "fact keys separated by |",
    )
    sources: Series[str] = cells.text(
        "The articles that it sets against each other, separated by |; it is shown when all are chosen.",
        r"[A-Za-z0-9-]+(?:\|[A-Za-z0-9-]+)*",
        "source keys separated by |",
    )
    shown_as: Series[str] = cells.text("What the charts show because of it.")


MODELS: dict[str, type[Model]] = {
    "sources": Sources, "evidence": Evidence, "events": Events, "troops": Troops,
    "investment": Investment, "quantities": Quantities, "projects": Projects, "claims": Claims, "actors": Actors,
    "places": Places, "memberships": Memberships, "contradictions": Contradictions,
}  # fmt: skip
"""Every table by name."""

FACTS: dict[str, str] = {
    "events": "id", "troops": "id", "investment": "id", "quantities": "id", "projects": "id",
    "claims": "id", "memberships": "id", "actors": "actor", "places": "place",
}  # fmt: skip
"""The tables whose rows need evidence, with their key column."""
