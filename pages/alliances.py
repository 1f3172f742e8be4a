"""Who belongs to what, and who moved whom?"""

from qantar import ui
from qantar.themes.alliances import cards as alliances_cards

ui.intro("Who belonged to which alliance, who leads it, and who moved whom in January 2022?")
ui.switched_off("accession dates and of the steps that only agencies reported")
ui.figure(alliances_cards.belonging, "who belongs to what")
ui.figure(alliances_cards.leads, "who leads what")
ui.figure(alliances_cards.reshuffle, "who was removed, detained or appointed")
ui.figure(alliances_cards.support, "who backed whom")
ui.figure(alliances_cards.contacts, "who spoke with or wrote to whom")
ui.figure(alliances_cards.blame, "who criticised or blamed whom")
