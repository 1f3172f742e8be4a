"""What is counted: soldiers, money, projects and all else."""

from __future__ import annotations

from pandera.typing import Series

from qantar.facts import cells
from qantar.facts.cells import ACTOR, PLACE, QUALIFIERS
from qantar.facts.models.model import Model


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
    scope: Series[str] = cells.maybe(
        "What is counted where that isn't a force as a whole, in a few words: within a distance, an exercise, one company."
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
