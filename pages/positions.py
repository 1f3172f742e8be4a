"""Who says who won?"""

from qantar import ui
from qantar.themes.positions import cards
from qantar.themes.texts import texts

about = texts("positions")["choice"]
ui.heading()
group, look = ui.claims_chosen()
ui.card(cards.positions, {**look, "group": group})
ui.section(about["alike"], cards.likeness, key="alike", look=look)
claims = ui.section(about["claims"], key="claims")
if claims.open:
    with claims:
        ui.card(cards.claims, {**look, "search": ui.claims_searched()})
