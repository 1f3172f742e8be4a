"""How much Chinese money is in the region, and beside Russia's?"""

from qantar import frame
from qantar.cards import investment

frame.intro("How much Chinese money is in the region, what exactly was counted, and how does it stand beside Russia's?")
frame.switched_off("Russia's investment, trade in goods, GDP and named projects")
frame.figure(investment.fdi, "investment in the region in two years that could be compared")
frame.figure(investment.region, "Chinese direct investment in the five states")
frame.figure(investment.measures, "sums of Chinese money in Kazakhstan")
frame.figure(investment.project_list, "the list of joint projects")
frame.figure(investment.stocks, "investment by Kazakhstan's central bank", articles=False)
frame.figure(investment.flows, "flows of investment by Kazakhstan's central bank", articles=False)
frame.figure(investment.trade, "trade in goods", articles=False)
frame.figure(investment.size, "investment against GDP", articles=False)
frame.projects(investment.projects)
frame.rows(investment.others)
