"""The models: what a row of each table in ``data/`` is, and what each of its cells may hold.

The descriptions are the codebook's sentences (``data/README.md``); a test holds the two together.
Every cell is modelled as the text that stands in the file, so that a fault can be named by file,
row and column; ``qantar.tables`` converts dates and numbers after validation.
"""

from __future__ import annotations

from qantar.models.compared import Comparisons, Contradictions
from qantar.models.model import Model
from qantar.models.named import Actors, Memberships, Places, Relations
from qantar.models.numbers import Investment, Projects, Quantities, Troops
from qantar.models.told import Claims, Events, Evidence, Sources

__all__ = ["FACTS", "MODELS", "Model"]

MODELS: dict[str, type[Model]] = {
    "sources": Sources, "evidence": Evidence, "events": Events, "troops": Troops,
    "investment": Investment, "quantities": Quantities, "projects": Projects, "claims": Claims, "actors": Actors,
    "places": Places, "memberships": Memberships, "relations": Relations, "comparisons": Comparisons,
    "contradictions": Contradictions,
}  # fmt: skip
"""Every table by name."""

FACTS: dict[str, str] = {
    "events": "id", "troops": "id", "investment": "id", "quantities": "id", "projects": "id",
    "claims": "id", "memberships": "id", "actors": "actor", "places": "place",
}  # fmt: skip
"""The tables whose rows need evidence, with their key column."""
