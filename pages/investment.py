"""How much Chinese money is in the region, and beside Russia's?"""

from qantar import ui
from qantar.themes.investment import cards as investment_cards

ui.intro("How much Chinese money is in the region, what exactly was counted, and how does it stand beside Russia's?")
ui.switched_off("Russia's investment, trade in goods, GDP and named projects")
ui.figure(investment_cards.fdi, "investment in the region in two years that could be compared")
ui.figure(investment_cards.region, "Chinese direct investment in the five states")
ui.figure(investment_cards.measures, "sums of Chinese money in Kazakhstan")
ui.figure(investment_cards.project_list, "the list of joint projects")
ui.figure(investment_cards.stocks, "investment by Kazakhstan's central bank", articles=False)
ui.figure(investment_cards.flows, "flows of investment by Kazakhstan's central bank", articles=False)
ui.figure(investment_cards.trade, "trade in goods", articles=False)
ui.figure(investment_cards.size, "investment against GDP", articles=False)
ui.rows(investment_cards.projects)
ui.rows(investment_cards.others)
