"""What is told, and where: publications, passages, events and claims."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from qantar.facts import cells
from qantar.facts.cells import ACTOR, FORMS, HORIZONS, LANES, OUTCOMES, PLACE, STATUSES, STEPS, SYMBOLS, TIES, TOPICS
from qantar.facts.models.model import Model


class Sources(Model):
    """A row is a publication: one of the five articles, or a page that a reference fact rests on."""

    source: Series[str] = pa.Field(
        str_matches=r"^[A-Za-z0-9-]+$",
        unique=True,
        description="Key of the source in the filter and in addresses.",
        metadata={"allowed": "letters, digits and hyphens, used once"},
    )
    name: Series[str] = cells.maybe("Of an article: how it is called in charts and texts.")
    spellings: Series[str] = cells.maybe(
        "Of an article: how our texts may name it, separated by |; a sentence that does is dropped while it isn't chosen."
    )
    color: Series[str] = cells.maybe(
        "Of an article: its colour, with a contrast of at least 3 : 1 on white and on the dark page.",
        r"#[0-9a-f]{6}",
        "#rrggbb or empty",
    )
    symbol: Series[str] = cells.one_of(("", *SYMBOLS), "Of an article: its mark, so that colour is never the only cue.")
    position: Series[str] = pa.Field(
        description="Of an article: its place in the order of the filter, the charts and the credits.",
        metadata={"type": "integer", "allowed": "a whole number or empty"},
    )
    text: Series[str] = cells.maybe("Of an article: the file of its text, in the folder given to `check --articles`.")
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
    translation: Series[str] = cells.maybe("Our English translation of a quote in another language; else empty.")
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
        "them (within). Undated, it is lasting where it is a state or goes on, else a moment.",
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
    actors: Series[str] = cells.keys(
        "Who took part, or to whom it was done; not who is only spoken of.", ACTOR, "actor"
    )
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
    short: Series[str] = cells.text(
        "A headline of at most 36 characters where the title is too long for a label; else empty.",
        r".{0,36}",
        "at most 36 characters",
    )
    happening: Series[str] = cells.maybe(
        "Joins the rows of one happening, of articles or of reference data, so that a chart shows it once; empty where "
        "there is one row.",
        r"hp-[a-z0-9]+(?:-[a-z0-9]+)*",
        "hp-… in small letters, digits and hyphens, or empty",
    )
    weight: Series[str] = cells.one_of(
        ("key", "normal", "minor"),
        "How much it matters to the story: one of the moments that a newcomer has to know (key), the rest of the crisis "
        "(normal), or a detail (minor).",
    )


class Claims(Model):
    """A row is one evaluating or explaining statement by one speaker."""

    id: Series[str] = cells.identity("Key of the claim.", "cl")
    speaker: Series[str] = cells.key("Whose view it is; authors are speakers too.", ACTOR, "an actor")
    topic: Series[str] = cells.one_of(TOPICS, "What it is about.")
    claim: Series[str] = cells.text("The statement in our own words.")
    short: Series[str] = cells.text(
        "Its gist in at most 36 characters, for a cell of the matrix of articles; empty where none is needed.",
        r".{0,36}",
        "at most 36 characters",
    )
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
    horizon: Series[str] = cells.one_of(
        HORIZONS,
        "Whether it is about what happened in January 2022 and what follows from it (crisis), or about anything lasting or "
        "longer (trend).",
    )
