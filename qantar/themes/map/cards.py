"""Where did it happen?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.charts import words
from qantar.facts.happenings import unrest
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.map import deck, legends, symbols, titles
from qantar.themes.map import rows as map_rows
from qantar.themes.map.unlocated import unlocated, without_place
from qantar.themes.texts import texts

ALL_DAYS = "All days"


def day_name(day: int) -> str:
    """Return how a day of the map is written: 5 January, or all of them."""
    return f"{day} January" if day else ALL_DAYS


def _counts(view: str, layers: tuple[str, ...]) -> bool:
    """Say whether a view with some layers shows the unrest of the country, which is counted as on every other page."""
    return view != map_rows.CITY and "Unrest" in layers


def answer(
    tables: Tables, facts: pd.DataFrame, view: str = deck.FIRST, day: int = 0,
    layers: tuple[str, ...] = map_rows.FIRST_LAYERS,
) -> str:  # fmt: skip
    """Say in a sentence what a view shows on a day; ``facts``: what ``rows.facts`` returns."""
    rows = map_rows.shown(facts, view, day, layers)
    called = dict(zip(tables["places"]["place"], tables["places"]["name"], strict=True))
    counted = unrest(tables) if _counts(view, layers) else []
    return titles.answer(rows, view, day, counted, map_rows.moves(rows, tables), called)


def listed(
    tables: Tables, facts: pd.DataFrame, view: str, day: int, layers: tuple[str, ...]
) -> list[dict[str, Any]] | None:
    """Return what a view lists on a day, as ``without_place`` does; None where it lists nothing on any day."""
    rows = map_rows.in_view(facts[facts["layer"].isin(layers)], view)
    if not any(unlocated(rows if view == map_rows.CITY else rows[rows["origin"] == ""], view)):
        return None
    called = dict(zip(tables["places"]["place"], tables["places"]["name"], strict=True))
    shown = map_rows.shown(facts, view, day, layers)
    return without_place(shown, view, called | {map_rows.CALLS: map_rows.CALLING["name"]})


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
    when = day_name(day) if day else "1–20 January"
    # What is outside of the view isn't in its legend; what has no place is in the list.
    inside = [
        key in map_rows.AREAS or deck.seen(float(lon), float(lat), view)
        for key, lon, lat in zip(rows["precision"], rows["lon"], rows["lat"], strict=True)
    ]
    line = [("Border with China", symbols.BORDER)] if "Border" in layers and view != map_rows.CITY else []
    about = texts("map")["city" if view == map_rows.CITY else "region"]
    counted = [row for row in unrest(tables) if row["day"] == day] if day and _counts(view, layers) else None
    return Card(
        name="map",
        title=titles.map_title(rows, f"{view}, {when}" if view == map_rows.CITY else when, counted),
        subtitle=f"{about['subtitle']} {about['over']}" if day else about["subtitle"],
        notes=about["notes"],
        rows=rows.drop(columns=["standing", "state", "layer", "step", "leaves", "stays", "begin", "at", "country"]),
        lines=words.mark_lines(rows),
        key="fact",
        draw=deck.deck,
        arguments=(view, day, layers),
        legend=[
            *legends.legend(rows[pd.Series(inside, index=rows.index, dtype=bool)], view),
            *line,
        ],
        file="-".join(
            ["map", *([] if view == deck.FIRST else [deck.slug(view)]), *([f"january-{day}"] if day else [])]
        ),
    )
