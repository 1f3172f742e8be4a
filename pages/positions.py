"""Who says who won?"""

from qantar import cards, frame, stances, summaries

frame.intro("Who says who won, and whether Russia and China come closer?")
look = frame.claims_chosen()
cells = stances.positions(stances.chosen(frame.kept(), **look))
if not cells.empty:
    frame.summary([*summaries.positions(cells), *summaries.camps(cells)])
frame.figure(cards.positions.positions, "who gained and who lost", look=look)
frame.figure(cards.positions.likeness, "the same questions twice", look=look)
frame.rows(cards.positions.claims, look=look)
