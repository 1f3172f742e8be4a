"""How much Chinese money, and beside Russia's?"""

from qantar import ui
from qantar.themes.investment import cards
from qantar.themes.texts import texts

SECTIONS = texts("investment")["sections"]

ui.heading()
ui.card(cards.measures)
ui.pair(cards.fdi, cards.stocks)
ui.card(cards.region)
ui.section(SECTIONS["flows"], cards.flows, key="flows")
ui.section(SECTIONS["trade"], cards.trade, key="trade")
ui.section(SECTIONS["size"], cards.size, key="size")
ui.section(SECTIONS["list"], cards.project_list, cards.list_value, key="list")
ui.section(SECTIONS["projects"], cards.projects, key="projects")
ui.section(SECTIONS["others"], cards.others, key="others")
