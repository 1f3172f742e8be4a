"""Where?"""

from qantar import frame

frame.intro("Where did it happen, where did the soldiers come from, and where does Chinese money lie?")
frame.ground("events at a place that can be put on a map")
frame.switched_off("the unrest by city, the soldiers' flights, the deaths, the projects and the crossings")
