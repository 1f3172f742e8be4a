"""How many troops, whose, for how long?"""

from qantar import frame
from qantar.cards import intervention

tables, everything = frame.kept(), frame.everything()
frame.intro("How many troops, whose, and for how long?")
frame.figure(intervention.troops(tables, everything), "the number of troops")
frame.figure(intervention.steps(tables, everything), "when the CSTO force came and went")
frame.rows(intervention.numbers(tables, everything))
