"""What can't all be true?"""

from qantar import ui
from qantar.themes.disagreements import cards

ui.heading()
ui.entries(cards.corrections)
if ui.made(cards.who):
    ui.card(cards.who)
ui.ledger(cards.ledger, cards.tensions, cards.differences)
ui.side_by_side(cards.side_by_side)
