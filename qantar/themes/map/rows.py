"""What stands on the map: facts at places, marks of one kind at one place, movements, day by day.

A view shows either the sites of one city or whole cities. Days count from 1 to 20 January 2022; day
0 is all of them together.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import labels, quantities, sources, words

VIEWS = ("Central Asia", "Almaty", "All places")
CITY = "Almaty"
"""The view of one city."""
CITY_PLACE = "pl-almaty"
HOST = "ac-kazakhstan"
"""The country to which the soldiers came."""
LAYERS = {
    "Unrest": ("protest", "violence", "operation"),
    "Troops": ("deployment",),
    "Deaths": ("deaths",),
    "Emergency": ("order",),
    "Diplomacy": ("meeting", "call"),
    "Other events": ("other",),
    "Projects": ("energy", "transport", "industry"),
    "Border": ("crossing",),
    "Other times": ("background",),
}
"""What can be shown and hidden, and the kinds of marks in it."""
FIRST_LAYERS = ("Unrest", "Troops", "Deaths")
"""The layers that are on at first: what the story is about."""
KINDS = {kind: layer for layer, kinds in LAYERS.items() for kind in kinds}
NAMES = {
    "protest": "protest", "violence": "violence", "operation": "Kazakhstan's forces", "deployment": "CSTO soldiers",
    "deaths": "deaths", "order": "emergency or internet cut",
    "meeting": "meeting", "call": "call", "other": "other event", "energy": "energy project",
    "transport": "transport project", "industry": "other project", "crossing": "border crossing",
    "background": "other time or undated",
}  # fmt: skip
SECTORS = {"transport": ("logistics", "road", "railway"), "industry": ("cars", "package")}
DAYS = tuple(range(1, 21))
OVER, NOT_YET, PERHAPS, THAT_DAY = -1, 0, 1, 2
"""How a fact stands to a day: over, not yet, somewhere in a time that holds the day, on the day."""
STANDING = {OVER: "over", PERHAPS: "perhaps on this day", THAT_DAY: ""}
EXACTNESS = {
    "site": "placed at the site",
    "airfield": "placed at the airfield, drawn as an area of 1.5 km",
    "block": "placed at the block, within some 300 m",
    "city": "placed at the city; where in it isn't known",
    "region": "somewhere in this region",
    "country": "somewhere in this country",
    "call": "a call: from where it was made isn't stated",
    "approximate": "placed approximately: its sources differ or name only what is near",
}
GATHERED = "stands at the city for all places in it"
"""How exactly a mark is placed that stands for facts at several places of a city."""
AREAS = ("region", "country", "call")
"""Precisions that are no place on the map: what has one of them is listed beside it."""
ROUGH = ("airfield", "approximate")
"""Precisions that the view of the city draws as an area of that size."""
UNKNOWN = f"Somewhere in {CITY}"
CALLS = "by-phone"
CALLING = {"place": CALLS, "name": "By phone or video", "kind": "area", "lat": 0.0, "lon": 0.0, "precision": "call", "within": "",
           "country": ""}  # fmt: skip
"""Where calls stand that have no place: in the list."""
COLUMNS = [
    "fact",
    "kind",
    "place",
    "start",
    "end",
    "extent",
    "when",
    "title",
    "text",
    "amount",
    "origin",
    "actors",
    "step",
]


def called(name: str, view: str) -> str:
    """Return how a place is written on the map."""
    if view == CITY:
        return "Site not stated" if name == CITY else name.removesuffix(f", {CITY}").split(" (")[0]
    return name.split(" (")[0].split(", ")[0].removesuffix(" border crossing").removesuffix(" airfield")


def titled(kind: str) -> str:
    """Return a kind's name with a capital, for legends and tooltips."""
    return NAMES[kind][0].upper() + NAMES[kind][1:]


def day_of(date: pd.Timestamp) -> int:
    """Return the day of January 2022, less than 1 before and more than 31 after it."""
    return (date - labels.FIRST_DAY).days + 1


def facts(tables: sources.Tables) -> pd.DataFrame:
    """Return every fact that stands at a place with coordinates, with its ``standing`` on each of the days 0 to 20.

    Columns: ``fact, kind, layer, place, spot`` (its city, or itself), ``start, end, extent, when, title, text, amount``
    (of deaths, or of a project in US$ bn), ``origin, actors, step, sources, who, where, standing``, ``leaves`` and ``stays``
    (of soldiers, whether they leave Kazakhstan or are in it), ``begin`` (the city of the origin, or itself), and the place's own.
    """
    events = _events(tables)
    parts = [part for part in (events, _deaths(tables), _projects(tables), _crossings(tables)) if not part.empty]
    rows = pd.concat(parts) if parts else pd.DataFrame(columns=COLUMNS)
    places = _places(tables["places"])
    columns = ["place", "name", "lat", "lon", "precision", "within", "country"]
    rows = rows.merge(places[columns], on="place")
    rows["layer"] = rows["kind"].map(KINDS)
    rows["spot"] = rows["within"].where(rows["within"].isin(places["place"]), rows["place"])
    rows["sources"] = sources.by_fact(tables, rows, "fact")
    publishers = dict(zip(tables["sources"]["source"], tables["sources"]["publisher"], strict=True))
    rows["who"] = [_who(cell.split("|"), publishers) for cell in rows["sources"]]
    called = dict(zip(tables["places"]["place"], tables["places"]["name"], strict=True))
    start = rows["origin"].map(lambda key: f"{called.get(key, key)} → " if key else "")
    rows["where"] = (start + rows["name"]).astype("str")
    home = rows["origin"].map(dict(zip(tables["places"]["place"], tables["places"]["country"], strict=True)))
    soldiers = rows["kind"] == "deployment"
    rows["leaves"] = soldiers & ((rows["step"] == "home") | (home == HOST))
    rows["stays"] = soldiers & ~rows["leaves"] & (rows["country"] == HOST)
    within = dict(zip(tables["places"]["place"], tables["places"]["within"], strict=True))
    rows["begin"] = [within.get(key) or key for key in rows["origin"]]
    rows["standing"] = [_standing(row) for row in rows.itertuples()]
    order = {kind: n for n, kind in enumerate(KINDS)}
    rows = rows.assign(order=rows["kind"].map(order)).sort_values(
        ["start", "order", "place", "fact"], na_position="last"
    )
    return rows.drop(columns="order").reset_index(drop=True)


def _places(places: pd.DataFrame) -> pd.DataFrame:
    """Return the places that have coordinates, and where calls stand that have none."""
    return pd.concat([places.dropna(subset=["lat", "lon"]), pd.DataFrame([CALLING])])


def _who(keys: list[str], publishers: dict[str, str]) -> str:
    """Name articles as everywhere, and of reference data the publishers."""
    called = [publishers[key] if key.startswith(words.REFERENCE) else words.name(key) for key in keys]
    return words.listed(list(dict.fromkeys(called)))


def _some(texts: list[str]) -> str:
    return "; ".join(texts[:3]) + (f"; and {len(texts) - 3} more" if len(texts) > 3 else "")


def _events(tables: sources.Tables) -> pd.DataFrame:
    events = tables["events"]
    inside = set(labels.january(events)["id"])
    kind = events["form"].where(events["form"] != "", "other").where(events["id"].isin(inside), "background")
    place = events["place"].where((events["place"] != "") | (events["form"] != "call"), CALLS)
    return events.assign(
        fact=events["id"], kind=kind, place=place, when=words.when(events, hedge=False), text=events["title"], amount=float("nan")
    )[COLUMNS]  # fmt: skip


def _of_no_day(rows: pd.DataFrame, **more: Any) -> pd.DataFrame:
    empty = {"start": pd.NaT, "end": pd.NaT, "extent": "", "when": "", "origin": "", "actors": "", "step": ""}
    return rows.assign(**{**empty, **more})[COLUMNS].astype({"start": "datetime64[ns]", "end": "datetime64[ns]"})


def _deaths(tables: sources.Tables) -> pd.DataFrame:
    rows = quantities.deaths_by_place(tables)
    rows = rows[
        rows["subject"].isin(tables["places"]["place"])
        & (rows["id"] != "")
        & (rows["subject"] != quantities.KAZAKHSTAN)
    ]
    when = [f"count of {quantities.day(day)}" for day in rows["as_of"]]
    title = [f"{row.text.removesuffix(' people')} deaths in {row.place}" for row in rows.itertuples()]
    return _of_no_day(rows, fact=rows["id"], kind="deaths", place=rows["subject"], when=when, title=title, text=title,
                      amount=rows["value"])  # fmt: skip


def _projects(tables: sources.Tables) -> pd.DataFrame:
    rows = labels.amounts(tables, "projects")
    rows = rows[rows["place"] != ""]
    groups = {sector: group for group, sectors in SECTORS.items() for sector in sectors}
    dollars = rows["value"].where(rows["unit"] == "US$ bn")
    text = [f"{row.name}: {row.text if row.stated else 'no sum'} ({row.value_kind})"
            for row in rows.rename(columns={"name": "what"}).assign(name=rows["name"]).itertuples(index=False)]  # fmt: skip
    kind = rows["sector"].map(groups).fillna("energy")
    return _of_no_day(
        rows, fact=rows["id"], kind=kind, when=rows["status"], title=rows["name"], text=text, amount=dollars
    )


def _crossings(tables: sources.Tables) -> pd.DataFrame:
    rows = tables["places"][tables["places"]["kind"] == "crossing"]
    return _of_no_day(
        rows, fact=rows["place"], kind="crossing", title=rows["name"], text=rows["name"], amount=float("nan")
    )


def _standing(row: Any) -> list[int]:
    """Return how a fact stands to the days 0 to 20; what has no day stands on all of them.

    A count of deaths is of all days together, so it stands on none of them.
    """
    if row.kind == "deaths":
        return [THAT_DAY] + [NOT_YET] * len(DAYS)
    if row.kind == "background" or pd.isna(row.start) or pd.isna(row.end):
        return [THAT_DAY] * (len(DAYS) + 1)
    first, last = day_of(row.start), day_of(row.end)
    during = PERHAPS if row.extent == "within" and first != last else THAT_DAY
    # An event that happened once between two days is over only after the last.
    return [THAT_DAY, *(NOT_YET if day < first else OVER if day > last else during for day in DAYS)]


def in_view(rows: pd.DataFrame, view: str) -> pd.DataFrame:
    """Return the facts that a view shows, ``spot`` being where it puts them."""
    if view != CITY:
        return rows
    rows = rows[rows["spot"] == CITY_PLACE]
    return rows.assign(spot=rows["place"])


def shown(rows: pd.DataFrame, view: str, day: int, layers: tuple[str, ...]) -> pd.DataFrame:
    """Return the facts that are seen in a view on a day with these layers.

    With ``state`` and ``now``, and ``at``: the spot, if that is a place on the map and not an area, of which only that is known.
    """
    rows = in_view(rows[rows["layer"].isin(layers)], view)
    rows = rows.assign(state=[states[day] for states in rows["standing"]])
    rows = rows[rows["state"] != NOT_YET]
    nowhere = rows["spot"] == CITY_PLACE if view == CITY else rows["precision"].isin(AREAS)
    return rows.assign(now=rows["state"].map(STANDING), at=rows["spot"].mask(nowhere, ""))


def marks(rows: pd.DataFrame, places: pd.DataFrame, view: str) -> pd.DataFrame:
    """Return the marks of a view: the facts of one kind at one spot.

    ``rows``: what ``facts`` returns. Columns: ``mark, kind, layer, spot, name, lat, lon, precision, count, facts, sources, who,
    amount, standing`` (the strongest of its facts for each day), ``each`` (that of every fact), ``hollow`` (only reference data says so).
    """
    rows = in_view(rows[rows["origin"] == ""] if view != CITY else rows, view)
    where = _places(places).set_index("place")
    found = []
    for (spot, kind), part in rows.groupby(["spot", "kind"], sort=False):
        place = where.loc[spot]
        rank = {THAT_DAY: 3, PERHAPS: 2, OVER: 1, NOT_YET: 0}
        said = list(dict.fromkeys("|".join(part["sources"]).split("|")))
        by = list(dict.fromkeys(part["who"]))
        found.append(
            {"mark": f"{kind} {spot}", "kind": kind, "layer": KINDS[kind], "spot": spot, "name": place["name"],
             "lat": float(place["lat"]), "lon": float(place["lon"]), "precision": place["precision"], "count": len(part),
             "facts": "|".join(part["fact"]), "sources": "|".join(said), "who": _some(by),
             "amount": part["amount"].max(),
             "hollow": words.source_key("|".join(said)) == "reference", "titles": list(part["text"]), "whens": list(part["when"]),
             "each": list(part["standing"]),
             "exactness": EXACTNESS[place["precision"]] if (part["place"] == spot).all() else GATHERED,
             "standing": [max(states, key=rank.__getitem__) for states in zip(*part["standing"], strict=True)]}
        )  # fmt: skip
    columns = ["mark", "kind", "layer", "spot", "name", "lat", "lon", "precision", "count", "facts", "sources", "who",
               "amount", "hollow", "titles", "whens", "each", "exactness", "standing"]  # fmt: skip
    order = {kind: n for n, kind in enumerate(KINDS)}
    frame = pd.DataFrame(found, columns=columns)
    return frame.sort_values(
        ["spot", "kind"], key=lambda column: column.map(order) if column.name == "kind" else column
    )


def moves(rows: pd.DataFrame, tables: sources.Tables) -> pd.DataFrame:
    """Return the movements of soldiers from place to place, with ``people`` where an official number exists.

    The number is the contingent's, not the flight's; several flights of a contingent are each as wide. A site in a city is drawn at
    the city, as marks are.
    """
    places = tables["places"].dropna(subset=["lat", "lon"]).set_index("place")
    rows = rows[(rows["origin"] != "") & rows["origin"].isin(places.index)]
    begin = rows["begin"].where(rows["begin"].isin(places.index), rows["origin"])
    end = rows["spot"].where(rows["spot"].isin(places.index), rows["place"])
    official = quantities.contingents(tables)
    official = official[official["official"] & official["value"].notna()].drop_duplicates("contributor")
    people = dict(zip(official["contributor"], official["value"], strict=True))
    who = [next((people[key] for key in cell.split("|") if key in people), float("nan")) for cell in rows["actors"]]
    return rows.assign(
        people=pd.Series(who, index=rows.index, dtype=float),
        lat=end.map(places["lat"]).astype(float),
        lon=end.map(places["lon"]).astype(float),
        from_lat=begin.map(places["lat"]).astype(float),
        from_lon=begin.map(places["lon"]).astype(float),
        from_name=rows["origin"].map(places["name"]).astype("str"),
        from_precision=rows["origin"].map(places["precision"]).astype("str"),
    )
