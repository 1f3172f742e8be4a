"""What happened when, and who reports it?"""

from qantar import frame
from qantar.cards import timeline

frame.intro("What happened when, and who reports it?")
frame.figure(timeline.january, "dated events of January 2022")
frame.figure(timeline.background, "dated events of the years around it")
frame.rows(timeline.undated)
