"""How many troops, whose, for how long?"""

from qantar import frame
from qantar.cards import intervention

frame.intro("How many troops, whose, and for how long?")
frame.switched_off("contingents, the days of each, the airlift, other deployments, and the dead, injured and detained")
frame.figure(intervention.troops, "the number of troops")
frame.figure(intervention.contingents, "the contingent of any country", articles=False)
frame.rows(intervention.shares)
frame.figure(intervention.deployments, "the days of each contingent", articles=False)
frame.figure(intervention.steps, "when the CSTO force came and went")
frame.figure(intervention.airlift, "the airlift", articles=False)
frame.figure(intervention.elsewhere, "other deployments", articles=False)
frame.figure(intervention.near_ukraine, "soldiers near Ukraine")
frame.figure(intervention.casualties, "the number of dead, injured or detained", articles=False)
frame.figure(intervention.deaths_by_place, "deaths by place", articles=False)
frame.rows(intervention.others)
