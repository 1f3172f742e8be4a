"""What happened when, and who reports it?"""

from qantar import derive, frame, words
from qantar.figures import timeline

tables = frame.kept()
frame.intro("What happened when, and who reports it?")
events = derive.with_sources(tables, "events")
events = events.assign(when=words.when(events))

charts = (
    ("january", "January 2022", derive.january, derive.FIRST_DAY, derive.LAST_DAY),
    ("background", "The years around it", derive.background, derive.FIRST_YEAR, derive.LAST_YEAR),
)
for name, what, select, first, last in charts:
    rows = select(events)
    if rows.empty:
        frame.nothing(f"dated events ({what})")
        continue
    layout = derive.lay_out(rows, first, last)
    frame.figure(
        frame.Card(
            name=name,
            title=words.events_title(rows, what),
            reading="A mark is a day, a bar something that lasted (broken: bounds not stated), a dotted line an unknown day within "
            "it. Hollow: the date isn't stated but worked out from the article. Colour and shape say who reports it.",
            rows=rows,
            lines=words.event_lines(rows),
        ),
        timeline.swimlanes,
        rows,
        layout,
        first,
        last,
    )
rest = derive.undated(events)
if len(rest):
    frame.rows(
        frame.Card(
            name="undated",
            title=f"Without a date: {words.many(len(rest), 'event')}",
            reading="The chosen articles tell of these but give no date, so no chart shows them.",
            rows=rest,
            lines=words.event_lines(rest),
        )
    )
