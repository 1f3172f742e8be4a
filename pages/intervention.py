"""How many troops, whose, for how long?"""

from qantar import ui
from qantar.themes.intervention import cards
from qantar.themes.texts import texts

SECTIONS = texts("intervention")["sections"]

ui.heading()
ui.card(cards.troops)
ui.pair(cards.contingents, cards.deployments)
ui.pair(cards.toll, cards.deaths_by_place)
ui.section(SECTIONS["airlift"], cards.home, cards.airlift, key="airlift")
ui.section(SECTIONS["counts"], cards.counts, key="counts")
ui.section(SECTIONS["scale"], cards.near_ukraine, cards.elsewhere, key="scale")
ui.section(SECTIONS["others"], cards.others, key="others")
