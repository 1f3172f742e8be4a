"""The map's parts, which the browser fetches one by one: what is drawn of each kind, under the filter."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar.facts import shared, sources, tables
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.map import shared as map_shared
from qantar.web.asked import filter_of


@lru_cache(maxsize=400)
def _on_map(name: str, *what: Any) -> bytes:
    """Return what the map draws of one kind, as JSON: the same as the page's own table says."""
    laid = map_shared.laid(*what)
    made = laid[name] if name in laid else [one for one in laid["records"] if str(one["i"]).split("-")[0] == name]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


# Not a coroutine, like ``data``.
def on_map(request: Request) -> Response:
    """Answer ``/map/<view>/<kind>.json``: the marks of one kind, or what is written and drawn beside them, under the filter.

    Parameters as for ``data``; ``layers``, separated by commas, are those that are on; ``narrow`` is for a narrow
    window; ``v``, the tables' version, lets the browser keep the answer.
    """
    views = {map_deck.slug(view): view for view in map_rows.VIEWS}
    view, name = views.get(request.path_params["view"]), request.path_params["name"]
    names = [*map_rows.KINDS, "names", "labels", "dots", "rings", "moves"]
    if view is None or name not in names:
        return JSONResponse({"error": "There is no such part of the map.", "views": list(views), "names": names}, 404)
    all_tables = shared.as_read(tables.changed())
    chosen, more, error = filter_of(request, all_tables)
    if error:
        return error
    asked = request.query_params.get("layers")
    layers = tuple(layer for layer in map_rows.LAYERS if asked is None or layer in asked.split(","))
    narrow, articles = "narrow" in request.query_params, sources.keys(all_tables["sources"])
    # In the order of the tables, so that one choice is kept once.
    ordered = tuple(key for key in articles if key in chosen)
    what = view, narrow, layers, ordered, bool(more), tables.changed()
    with shared.WORKING:
        body = _on_map(name, *what)
    filtered = "public, max-age=86400" if "v" in request.query_params else "no-cache"
    return Response(body, media_type="application/json", headers={"Cache-Control": filtered})
