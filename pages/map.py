"""Where?"""

from qantar import ui

ui.intro("Where did it happen, where did the soldiers come from, and where does Chinese money lie?")
ui.show_map("events at a place that can be put on a map")
ui.switched_off("the unrest by city, the soldiers' flights, the deaths, the projects and the crossings")
