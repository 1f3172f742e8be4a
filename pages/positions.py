"""Who says who won?"""

from qantar import derive, frame, words
from qantar.figures import positions

tables = frame.kept()
frame.intro("Who says who won, and whether Russia and China come closer?")
cells = derive.positions(tables)
if cells.empty:
    frame.nothing("who gained and who lost")
else:
    speakers = [
        key for key in derive.order_speakers(derive.positions(frame.everything())) if key in set(cells["speaker"])
    ]
    frame.figure(
        frame.Card(
            name="positions",
            title=words.positions_title(cells),
            reading="A mark for each answer that a speaker gives, with the number of claims if more than one. Triangle up: "
            "gains, or closer; square: ties unchanged; triangle down: loses, or a rift. Hollow: hedged or reported only. Empty: silence. "
            "Rejected views are left out.",
            rows=cells,
            lines=words.position_lines(cells),
            key="facts",
        ),
        positions.matrix,
        cells,
        speakers,
        derive.QUESTIONS,
    )
claims = derive.with_sources(tables, "claims")
if len(claims):
    frame.rows(
        frame.Card(
            name="claims",
            title=f"Everything that is claimed: {words.many(len(claims), 'claim')} by {words.many(claims['speaker'].nunique(), 'speaker')}",
            reading="Every evaluating statement, in our words, with its passage; most don't speak of gain or loss.",
            rows=claims,
            lines=words.claim_lines(claims),
        )
    )
