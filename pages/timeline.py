"""What happened when, and who reports it?"""

from qantar import frame
from qantar.cards import timeline

tables, everything = frame.kept(), frame.everything()
frame.intro("What happened when, and who reports it?")
frame.figure(timeline.january(tables, everything), "dated events of January 2022")
frame.figure(timeline.background(tables, everything), "dated events of the years around it")
frame.rows(timeline.undated(tables, everything))
