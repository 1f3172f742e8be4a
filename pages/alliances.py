"""Who belongs to what, and who moved whom?"""

from qantar import frame
from qantar.cards import alliances

frame.intro("Who belonged to which alliance, who leads it, and who moved whom in January 2022?")
frame.switched_off("accession dates and of the steps that only agencies reported")
frame.figure(alliances.belonging, "who belongs to what")
frame.figure(alliances.leads, "who leads what")
frame.figure(alliances.reshuffle, "who was removed, detained or appointed")
frame.figure(alliances.support, "who backed whom")
frame.figure(alliances.contacts, "who spoke with or wrote to whom")
frame.figure(alliances.blame, "who criticised or blamed whom")
