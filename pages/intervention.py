"""How many troops, whose, for how long?"""

from qantar import derive, frame, words
from qantar.figures import amounts, timeline

tables, everything = frame.kept(), frame.everything()
frame.intro("How many troops, whose, and for how long?")

troops = derive.amounts(tables, "troops")
if len(troops):
    frame.figure(
        frame.Card(
            name="troops",
            title=words.troops_title(troops),
            reading="A mark is a stated number, a line a vague amount; an arrow means that no limit is given. "
            "The bounds of vague words are our convention (codebook). Soldiers at Ukraine's border have an axis of their own.",
            rows=troops,
            lines=words.number_lines(troops),
        ),
        amounts.by_unit,
        troops,
        derive.axes(derive.amounts(everything, "troops")),
    )
else:
    frame.nothing("the number of troops")

steps = derive.intervention(derive.with_sources(tables, "events"))
if len(steps):
    steps = steps.assign(when=words.when(steps))
    layout = derive.lay_out(steps, derive.FIRST_DAY, derive.LAST_DAY)
    frame.figure(
        frame.Card(
            name="steps",
            title=words.steps_title(steps),
            reading="From request to withdrawal. A bar is something that lasted or was announced to last (broken: its bounds aren't "
            "stated), a dotted line an unknown day within it; hollow marks have no stated date.",
            rows=steps,
            lines=words.event_lines(steps),
        ),
        timeline.swimlanes,
        steps,
        layout,
        derive.FIRST_DAY,
        derive.LAST_DAY,
    )
else:
    frame.nothing("when the CSTO force came and went")

other = derive.amounts(tables, "quantities", "intervention")
if len(other):
    frame.rows(
        frame.Card(
            name="intervention-numbers",
            title=f"Around the intervention: {words.many(len(other), 'other number')}",
            reading="Counts, ranks and durations as the articles put them; what is vague stays vague.",
            rows=other,
            lines=words.number_lines(other),
        )
    )
