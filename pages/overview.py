"""What happened, and what do the five make of it?"""

from qantar import ui
from qantar.themes.overview import cards, rows

ui.heading("overview", cards.answer)
ui.card(cards.strip)
ui.card(cards.glance)
ui.numbers(rows.numbers)
ui.contradictions()
