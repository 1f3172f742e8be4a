"""How many troops, whose, for how long?"""

from qantar import ui
from qantar.themes.intervention import cards as intervention_cards

ui.intro("How many troops, whose, and for how long?")
ui.switched_off("contingents, the days of each, the airlift, other deployments, and the dead, injured and detained")
ui.figure(intervention_cards.troops, "the number of troops")
ui.figure(intervention_cards.contingents, "the contingent of any country", articles=False)
ui.rows(intervention_cards.shares)
ui.figure(intervention_cards.deployments, "the days of each contingent", articles=False)
ui.figure(intervention_cards.steps, "when the CSTO force came and went")
ui.figure(intervention_cards.airlift, "the airlift", articles=False)
ui.figure(intervention_cards.elsewhere, "other deployments", articles=False)
ui.figure(intervention_cards.near_ukraine, "soldiers near Ukraine")
ui.figure(intervention_cards.casualties, "the number of dead, injured or detained", articles=False)
ui.figure(intervention_cards.deaths_by_place, "deaths by place", articles=False)
ui.rows(intervention_cards.others)
