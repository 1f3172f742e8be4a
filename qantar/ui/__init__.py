"""What the pages share on the screen: the frame around every page, and the parts that pages are made of."""

from __future__ import annotations

from qantar.ui import publications
from qantar.ui.ahead import work_ahead
from qantar.ui.browser import is_narrow
from qantar.ui.card import made
from qantar.ui.choices import claims_chosen, claims_searched
from qantar.ui.days import chronicle
from qantar.ui.disagreements import entries, ledger, side_by_side
from qantar.ui.frame import run
from qantar.ui.front import contradictions, numbers
from qantar.ui.map import show_map
from qantar.ui.page import card, heading, pair, section

__all__ = [
    "card",
    "chronicle",
    "claims_chosen",
    "claims_searched",
    "contradictions",
    "entries",
    "heading",
    "is_narrow",
    "ledger",
    "made",
    "numbers",
    "pair",
    "publications",
    "run",
    "section",
    "show_map",
    "side_by_side",
    "work_ahead",
]  # fmt: skip
