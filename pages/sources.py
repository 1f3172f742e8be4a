"""Where is this from, and what is missing?"""

from qantar import ui
from qantar.themes.coverage import cards

ui.heading()
ui.card(cards.coverage)
ui.publications.articles()
ui.publications.missing()
ui.publications.tables()
