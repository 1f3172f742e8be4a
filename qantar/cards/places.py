"""Where did it happen?"""

from __future__ import annotations

from qantar import derive, maps, titles, words
from qantar.cards.card import Card
from qantar.sources import Tables


def places(tables: Tables, everything: Tables, view: str = maps.FIRST, asked: str = "") -> Card | None:
    """Return the places with the events there, as the map shows them.

    ``view``: a key of ``maps.VIEWS``; ``asked``: a place that is shown even if no event happened there.
    """
    named = derive.at_places(tables)
    rows = named[(named["events"] > 0) | (named["place"] == asked)]
    if rows.empty:
        return None
    rows = words.place_texts(rows)
    return Card(
        name="map",
        title=titles.map_title(named),
        reading="A disc stands at a city or site, and its size is the number of events that the chosen articles put there; "
        "a ring is known only as a region or country, so the event was somewhere in it. Colour says who reports it. "
        "Kazakhstan's regions are those of January 2022.",
        rows=rows,
        lines=words.place_lines(rows),
        key="place",
        draw=maps.central_asia,
        arguments=(rows, view),
        legend=maps.legend(rows),
        file="map" if view == maps.FIRST else f"map-{view.lower().replace(' ', '-')}",
    )
