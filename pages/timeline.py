"""What happened when, and who reports it?"""

from qantar import ui
from qantar.themes.texts import texts
from qantar.themes.timeline import cards, rows

ui.heading()
ui.chronicle(cards.moments, rows.days)
for make in (cards.january, cards.around, cards.undated):
    ui.section(texts("timeline")[make.__name__]["section"], make, key=make.__name__)
