"""Who and what is named: actors, places, and who belongs to what or did what to whom."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from qantar.facts import cells
from qantar.facts.cells import ACTOR, BELONGING, PLACE, RELATIONS
from qantar.facts.models.model import Model


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
    status: Series[str] = cells.one_of(
        BELONGING,
        "What the member is said to be. A partner is the SCO's dialogue partner; prospective: approved by the AIIB, not yet "
        "a member; signatory: signed a paper on the Belt and Road, which has no members; participant: is said to take part in it.",
    )
    claimant: Series[str] = cells.keys("Who says so; empty where the publisher does.", ACTOR, "actor")
    precision: Series[str] = cells.one_of(
        ("day", "month", "year", ""), "How exactly `since` is known; empty without it."
    )
    note: Series[str] = cells.maybe("What the date is, and what isn't established.")


class Relations(Model):
    """A row says that a fact shows someone to have done something to someone else in the crisis."""

    id: Series[str] = cells.identity("Key of the row.", "rel")
    fact: Series[str] = cells.text(
        "The event or claim that shows it and has the passages.", r"(?:ev|cl)-\S+", "a fact key"
    )
    subject: Series[str] = cells.keys("Who did it; empty where the passage doesn't say.", ACTOR, "actor")
    relation: Series[str] = cells.one_of(
        RELATIONS,
        "Took a post from, detained, appointed, asked for help, supported in word or deed, spoke with or wrote to, criticised, "
        "blamed for the unrest.",
    )
    object: Series[str] = cells.key("To whom.", ACTOR, "an actor")
    sources: Series[str] = cells.text(
        "Those of the fact's sources whose passages show it, separated by |; others may tell of the fact without saying who did it.",
        r"[A-Za-z0-9-]+(?:\|[A-Za-z0-9-]+)*",
        "source keys separated by |",
    )
    status: Series[str] = cells.one_of(
        ("asserted", "reported"), "Whether these sources say so themselves or pass on what others report."
    )
