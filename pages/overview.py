"""What happened, and what do the five make of it?"""

from qantar import ui
from qantar.themes.overview import cards, rows

ui.heading()
# On a telephone the matrix comes first: it is what the product is about, and shorter there.
first, second = (cards.glance, cards.strip) if ui.is_narrow() else (cards.strip, cards.glance)
ui.card(first)
ui.card(second)
ui.numbers(rows.numbers)
ui.contradictions()
