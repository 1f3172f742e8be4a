"""Where, from day to day?"""

from qantar import ui

ui.show_map("events at a place that can be put on a map")
