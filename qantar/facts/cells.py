"""What a cell of a table may hold: the kinds of columns, each with its sentence for the codebook."""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa

COMPUTED = (
    "growth", "share", "implied", "crimea_years", "took_office", "border_gap", "force_gap", "flights_per_day", "overlap", "in_all",
    "asia_total", "net_flow",
)  # fmt: skip
"""The numbers that ``ledger.computed`` puts into the texts of the contradictions."""
LANES = ("street", "government", "csto_russia", "china_sco", "west", "economy")
OUTCOMES = ("gain", "loss", "mixed", "none")
TIES = ("closer", "stable", "rift", "none")
TOPICS = (
    "relationship", "security", "intervention", "sco", "economy", "influence", "kazakhstan",
    "unrest", "west",
)  # fmt: skip
FORMS = ("protest", "violence", "operation", "deployment", "meeting", "call", "order")
STEPS = ("request", "decision", "sent", "deployed", "withdrawal_announced", "withdrawal_begins", "home")
CONTRAST = 3
"""So much contrast, to one, has an article's colour at least (WCAG 2) on the pages' backgrounds."""
BACKGROUNDS = ("#ffffff", "#14171c")
SYMBOLS = (
    "circle", "square", "diamond", "triangle-up", "hexagon2", "pentagon", "triangle-down", "star-square", "cross", "x",
)  # fmt: skip
STATUSES = ("asserted", "hedged", "reported", "rejected")
HORIZONS = ("crisis", "trend")
QUALIFIERS = (
    "exact", "about", "nearly", "over", "at_least", "at_most", "few", "tens", "between", "plural", "unspecified",
)  # fmt: skip
KINDS = ("arithmetic", "fact", "date", "between", "within")
VERDICTS = ("error", "contradiction", "tension", "scope", "date", "definition")
ASKED = ("count", "money", "share", "duration", "frequency", "length", "date")
THEMES = ("intervention", "force", "unrest", "support", "money", "organisations", "background")
BELONGING = ("member", "leads", "chairs", "initiated", "observer", "partner", "prospective", "signatory", "participant")
RELATIONS = ("removed", "detained", "appointed", "asked", "backed", "called", "criticised", "blamed")
ACTOR = r"^ac-[a-z0-9]+(-[a-z0-9]+)*$"
PLACE = r"^pl-[a-z0-9]+(-[a-z0-9]+)*$"
FACT = r"[a-z]+-[a-z0-9-]+"


def one_of(values: tuple[str, ...], description: str) -> Any:
    """A column that holds one of these values."""
    return pa.Field(isin=list(values), description=description, metadata={"allowed": " | ".join(values)})


def text(description: str, pattern: str = r"[^\s].*[^\s]|[^\s]", allowed: str = "text") -> Any:
    """A column of text that is never empty, or of text of a pattern."""
    return pa.Field(str_matches=rf"^(?:{pattern})$", description=description, metadata={"allowed": allowed})


def maybe(description: str, pattern: str = r".*", allowed: str = "text or empty") -> Any:
    """A column of text that may be empty."""
    return text(description, rf"(?:{pattern})?", allowed)


def key(description: str, pattern: str, what: str) -> Any:
    """A column that holds the key of another table's row."""
    return text(description, pattern.strip("^$"), f"{what} key")


def keys(description: str, pattern: str, what: str) -> Any:
    """A column that holds several such keys, separated by |, or nothing."""
    one = pattern.strip("^$")
    return maybe(description, rf"{one}(?:\|{one})*", f"{what} keys separated by |, or empty")


def identity(description: str, prefix: str) -> Any:
    """The column of a table's own keys."""
    return pa.Field(
        str_matches=rf"^{prefix}-[a-z0-9]+(-[a-z0-9]+)*$",
        unique=True,
        description=description,
        metadata={"allowed": f"{prefix}-… in small letters, digits and hyphens, used once"},
    )


def date(description: str) -> Any:
    """A column of dates."""
    return pa.Field(description=description, metadata={"type": "date", "allowed": "YYYY-MM-DD or empty"})


def number(description: str) -> Any:
    """A column of numbers."""
    return pa.Field(description=description, metadata={"type": "number", "allowed": "a number or empty"})
