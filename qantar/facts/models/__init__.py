"""The models: what a row of each table in ``data/`` is, and what each of its cells may hold.

The descriptions are the codebook's sentences (``data/README.md``); a test holds the two together.
Every cell is modelled as the text that stands in the file, so that a fault can be named by file,
row and column; ``qantar.tables`` converts dates and numbers after validation.
"""

from __future__ import annotations

from qantar.facts.models.actors import Actors, Memberships, Places, Relations
from qantar.facts.models.contradictions import Aliases, Comparisons, Contradictions
from qantar.facts.models.events import Claims, Events, Evidence, Sources
from qantar.facts.models.model import Model
from qantar.facts.models.numbers import Investment, Projects, Quantities, Troops

__all__ = ["FACTS", "LINKS", "MODELS", "PROVEN", "Model"]

MODELS: dict[str, type[Model]] = {
    "sources": Sources, "evidence": Evidence, "events": Events, "troops": Troops,
    "investment": Investment, "quantities": Quantities, "projects": Projects, "claims": Claims, "actors": Actors,
    "places": Places, "memberships": Memberships, "relations": Relations, "comparisons": Comparisons,
    "contradictions": Contradictions, "aliases": Aliases,
}  # fmt: skip
"""Every table by name."""

FACTS: dict[str, str] = {
    "events": "id", "troops": "id", "investment": "id", "quantities": "id", "projects": "id",
    "claims": "id", "memberships": "id", "actors": "actor", "places": "place",
}  # fmt: skip
"""The tables of facts, with their key column."""
PROVEN = tuple(name for name in FACTS if name not in ("actors", "places"))
"""The tables whose rows need evidence; who and what is named rests on the facts that name it."""

# (table, column, the table whose key it holds): a cell may hold several keys separated by |.
LINKS = (
    ("evidence", "source", "sources"),
    ("events", "place", "places"),
    ("events", "origin", "places"),
    ("events", "actors", "actors"),
    ("troops", "contributor", "actors"),
    ("troops", "theatre", "places"),
    ("troops", "claimant", "actors"),
    ("investment", "recipient", "actors"),
    ("investment", "investor", "actors"),
    ("investment", "claimant", "actors"),
    ("quantities", "subject", "actors or places"),
    ("quantities", "claimant", "actors"),
    ("projects", "country", "actors"),
    ("projects", "place", "places"),
    ("projects", "claimant", "actors"),
    ("claims", "speaker", "actors"),
    ("actors", "affiliation", "actors"),
    ("actors", "country", "actors"),
    ("places", "country", "actors"),
    ("memberships", "organisation", "actors"),
    ("memberships", "member", "actors"),
    ("memberships", "claimant", "actors"),
    ("relations", "fact", "facts"),
    ("relations", "subject", "actors"),
    ("relations", "object", "actors"),
    ("relations", "sources", "sources"),
    ("comparisons", "facts", "facts"),
    ("contradictions", "facts", "facts"),
    ("contradictions", "sources", "sources"),
    ("evidence", "fact", "facts"),
)
