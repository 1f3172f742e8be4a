"""Who says who won?"""

from qantar import frame
from qantar.cards import positions

tables, everything = frame.kept(), frame.everything()
frame.intro("Who says who won, and whether Russia and China come closer?")
frame.figure(positions.positions(tables, everything), "who gained and who lost")
frame.rows(positions.claims(tables, everything))
