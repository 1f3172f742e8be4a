"""What the pages share on the screen: the frame around every page, and the parts that pages are made of."""

from __future__ import annotations

from qantar.ui import publications
from qantar.ui.browser import is_narrow
from qantar.ui.card import made
from qantar.ui.choices import claims_chosen, claims_searched
from qantar.ui.days import chronicle
from qantar.ui.disagreements import entries, ledger, side_by_side
from qantar.ui.frame import run
from qantar.ui.front import contradictions, numbers
from qantar.ui.map import show_map
from qantar.ui.page import card, figure, heading, intro, pair, rows, section, summary
from qantar.ui.sources import codebook, contradiction, facts_of, references, value
from qantar.ui.state import all_tables, articles, chosen, filtered, nothing, query, referenced, safe, switched_off

__all__ = [
    "all_tables",
    "articles",
    "card",
    "chosen",
    "chronicle",
    "claims_chosen",
    "claims_searched",
    "codebook",
    "contradiction",
    "contradictions",
    "entries",
    "facts_of",
    "figure",
    "filtered",
    "heading",
    "intro",
    "is_narrow",
    "ledger",
    "made",
    "nothing",
    "numbers",
    "pair",
    "publications",
    "query",
    "referenced",
    "references",
    "rows",
    "run",
    "safe",
    "section",
    "show_map",
    "side_by_side",
    "summary",
    "switched_off",
    "value",
]  # fmt: skip
