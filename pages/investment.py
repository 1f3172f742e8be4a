"""How much Chinese money is in the region?"""

from qantar import derive, frame, words
from qantar.figures import amounts

tables, everything = frame.kept(), frame.everything()
frame.intro("How much Chinese money is in the region, and what exactly was counted?")

sums = derive.growth(tables["investment"])
if sums:
    pair = derive.growth_rows(tables)
    frame.figure(
        frame.Card(
            name="fdi",
            title=words.growth_title(sums),
            reading="Direct investment in the five Central Asian states as China's Ministry of Commerce is quoted. The article "
            "doesn't say whether it is stock or flow. The dotted line is our sum, not the ministry's.",
            rows=pair,
            lines=words.growth_lines(pair, sums),
        ),
        amounts.growth,
        sums,
        pair["sources"].iloc[0],
    )
else:
    frame.nothing("investment in the region in two years that could be compared")

money = derive.amounts(tables, "investment")
if len(money):
    frame.figure(
        frame.Card(
            name="money",
            title=words.money_title(money),
            reading="Each line is one statement with its own measure, period and claimant: they can be read side by side, "
            "not added. An arrow means that no limit is given; the bounds of vague words are our convention (codebook).",
            rows=money,
            lines=words.number_lines(money),
        ),
        amounts.by_unit,
        money,
        derive.axes(derive.amounts(everything, "investment")),
    )
else:
    frame.nothing("sums of money or numbers of projects")

other = derive.amounts(tables, "quantities", "economy")
if len(other):
    frame.rows(
        frame.Card(
            name="economy-numbers",
            title=f"Around money and routes: {words.many(len(other), 'other number')}",
            reading="Lengths, counts and shares as the articles put them; what is vague stays vague.",
            rows=other,
            lines=words.number_lines(other),
        )
    )
