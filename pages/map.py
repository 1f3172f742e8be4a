"""Where?"""

import streamlit as st

from qantar import derive, frame, maps, words

frame.intro("Where did it happen?")
named = derive.at_places(frame.kept())
places = named[named["events"] > 0]
if places.empty:
    frame.nothing("events at a place that can be put on a map")
else:
    view = st.segmented_control(
        "View", list(maps.VIEWS), default="Central Asia", key="view", required=True, bind="query-params"
    )
    places = words.place_texts(places)
    frame.deck(
        frame.Card(
            name="map",
            title=words.map_title(named),
            reading="A disc stands at a city or site, and its size is the number of events that the chosen articles put there; "
            "a ring is known only as a region or country, so the event was somewhere in it. Colour says who reports it. "
            "Kazakhstan's regions are those of January 2022.",
            rows=places,
            lines=words.place_lines(places),
            key="place",
        ),
        maps.central_asia(places, view, frame.theme()),
        maps.legend(places),
    )
