"""How much Chinese money is in the region?"""

from qantar import frame
from qantar.cards import investment

tables, everything = frame.kept(), frame.everything()
frame.intro("How much Chinese money is in the region, and what exactly was counted?")
frame.figure(investment.fdi(tables, everything), "investment in the region in two years that could be compared")
frame.figure(investment.money(tables, everything), "sums of money or numbers of projects")
frame.rows(investment.numbers(tables, everything))
