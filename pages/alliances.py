"""Who belongs to what, and who moved whom?"""

from qantar import ui
from qantar.themes.alliances import cards
from qantar.themes.texts import texts

ui.heading()
ui.card(cards.belonging)
ui.card(cards.reshuffle)
more = texts("alliances")["sections"]
ui.section(more["support"], cards.support, key="backing")
ui.section(more["contacts"], cards.contacts, key="calls")
ui.section(more["blame"], cards.blame, key="criticism")
ui.section(more["leads"], cards.leads, key="leadership")
