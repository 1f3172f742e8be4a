"""Where did it happen?"""

from __future__ import annotations

import pandas as pd

from qantar.charts import words
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.map import deck, legends, symbols, titles
from qantar.themes.map import rows as map_rows
from qantar.themes.texts import texts

ALL_DAYS = "All days"


def day_name(day: int) -> str:
    """Return how a day of the map is written: 5 January, or all of them."""
    return f"{day} January" if day else ALL_DAYS


def places(
    tables: Tables, all_tables: Tables, view: str = deck.FIRST, day: int = 0,
    layers: tuple[str, ...] = map_rows.FIRST_LAYERS, facts: pd.DataFrame | None = None,
) -> Card | None:  # fmt: skip
    """Return the map of a view on a day with some layers; None where the sources put nothing anywhere.

    ``day``: 1 to 20 January, 0 for all of them; ``facts``: what ``marks.facts`` returns, if it is known already.
    """
    facts = map_rows.facts(tables) if facts is None else facts
    if facts.empty:
        return None
    rows = map_rows.shown(facts, view, day, layers)
    rows = rows.assign(kind_name=rows["kind"].map(map_rows.NAMES))
    grouped = rows[rows["origin"] == ""] if view != map_rows.CITY else rows
    called = {
        map_rows.CALLS: map_rows.CALLING["name"],
        **dict(zip(tables["places"]["place"], tables["places"]["name"], strict=True)),
    }
    groups = {
        "|".join(part["fact"]): f"All {len(part)} of {map_rows.NAMES[kind]}: {called[spot]}"
        for (spot, kind), part in grouped.groupby(["spot", "kind"], sort=False)
        if len(part) > 1
    }
    when = day_name(day) if day else "1–20 January"
    # What is outside of the view isn't in its legend; what has no place is in the list.
    inside = [
        key in map_rows.AREAS or deck.seen(float(lon), float(lat), view)
        for key, lon, lat in zip(rows["precision"], rows["lon"], rows["lat"], strict=True)
    ]
    line = [("Border with China", symbols.BORDER)] if "Border" in layers and view != map_rows.CITY else []
    about = texts("map")["city" if view == map_rows.CITY else "region"]
    return Card(
        name="map",
        title=titles.map_title(rows, f"{view}, {when}" if view == map_rows.CITY else when),
        subtitle=about["subtitle"],
        notes=about["notes"],
        rows=rows.drop(columns=["standing", "state", "layer", "step", "leaves", "stays", "begin", "at", "country"]),
        lines=words.mark_lines(rows),
        key="fact",
        draw=deck.deck,
        arguments=(view, day, layers),
        legend=[
            *legends.legend(rows[pd.Series(inside, index=rows.index, dtype=bool)], view, map_rows.moves(rows, tables)),
            *line,
        ],
        groups=groups,
        file="-".join(
            ["map", *([] if view == deck.FIRST else [deck.slug(view)]), *([f"january-{day}"] if day else [])]
        ),
    )
