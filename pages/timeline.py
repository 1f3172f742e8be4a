"""What happened when, and who reports it?"""

from qantar import ui
from qantar.themes.timeline import cards as timeline_cards

ui.intro("What happened when, and who reports it?")
ui.figure(timeline_cards.january, "dated events of January 2022")
ui.figure(timeline_cards.background, "dated events of the years around it")
ui.rows(timeline_cards.undated)
