"""Who says who won?"""

from qantar import frame
from qantar.cards import positions

frame.intro("Who says who won, and whether Russia and China come closer?")
frame.figure(positions.positions, "who gained and who lost")
frame.rows(positions.claims)
