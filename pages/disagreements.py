"""What can't all be true?"""

from qantar import frame
from qantar.cards import disagreements

frame.intro("Who disagrees with whom, about what, and does it matter?")
frame.switched_off("outside evidence that corrects them")
frame.figure(disagreements.who, "anything that another of them, or it itself, contradicts")
frame.side_by_side(disagreements.side_by_side, "anything that can be counted or dated")
frame.ledger(disagreements.ledger)
