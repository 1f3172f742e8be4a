"""HTTP besides the pages: data at addresses that last, map outlines, compression, headers."""

from __future__ import annotations

import asyncio
import gzip
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import plotly
import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from qantar.facts import shared, sources, tables
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.map import shared as map_shared
from qantar.themes.map import symbols as map_symbols
from qantar.web.middleware import Compress, SecurityHeaders

PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
OUTLINES = ("countries", "regions", "lakes", "border")
SCRIPTS = {path.stem: path for path in (Path(__file__).parent.parent / "export").glob("*.js")}
# The page's own fonts, which come with Streamlit; a picture carries them, so that it looks the same everywhere.
_MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
FONTS = {
    name: next(iter(sorted(_MEDIA.glob(pattern))), None)
    for name, pattern in (("sans", "SourceSansVF-Upright*.woff2"), ("serif", "SourceSerifVariable-Roman*.woff2"))
}
OFF = ("false", "off", "no", "0")
"""What ``reference=`` may say for no."""


def _chosen(request: Request, known: list[str]) -> list[str]:
    """Return the sources asked for: all without ``source``, none with an empty one."""
    asked = request.query_params.getlist("source")
    return [key for key in asked if key] if asked else known


def _filter(request: Request, all_tables: sources.Tables) -> tuple[list[str], list[str], Response | None]:
    """Return the articles and the reference sources asked for; or the answer to a request that names none of them."""
    known, references = (sources.keys(all_tables["sources"], tier) for tier in ("article", "reference"))
    chosen = _chosen(request, known)
    unknown = [key for key in chosen if key not in known]
    more = [] if request.query_params.get("reference", "true").lower() in OFF else references
    error = f"There is no source {', '.join(unknown)}."
    return chosen, more, JSONResponse({"error": error, "sources": known}, status_code=400) if unknown else None


# Not a coroutine, so that it runs beside the event loop and no reader waits for it.
def data(request: Request) -> Response:
    """Answer ``/data/<table>.csv`` and ``.json``: what the filter leaves, with its evidence.

    ``source=KEY``, once or more, chooses articles; ``reference=false`` leaves reference data out.
    """
    name, form = request.path_params["table"], request.path_params["form"]
    all_tables = shared.as_read(tables.changed())
    if name not in all_tables or form not in ("csv", "json"):
        missing = f"There is no table {name}.{form}."
        available = [f"{table}.{ending}" for table in all_tables for ending in ("csv", "json")]
        return JSONResponse({"error": missing, "tables": available}, status_code=404)
    chosen, more, error = _filter(request, all_tables)
    if error:
        return error
    filtered = sources.keep(all_tables, [*chosen, *more])
    if form == "csv":
        # The mark at the start tells spreadsheets that the text is UTF-8.
        body = "\ufeff" + tables.to_csv(sources.receipts(filtered, name))
        headers = {"Content-Disposition": f'inline; filename="qantar-{name}.csv"'}
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
    return JSONResponse({"table": name, "source": chosen, "reference": bool(more), "rows": _records(filtered, name)})


def _records(filtered: sources.Tables, name: str) -> list[dict]:
    """Return the rows as JSON values, each fact with its passages under ``evidence``."""
    rows = tables.to_records(filtered[name])
    if name in tables.FACTS:
        key = tables.FACTS[name]
        about = sources.with_passages(filtered, filtered[name][[key]], key).dropna(subset="source")
        order = {source: n for n, source in enumerate(filtered["sources"]["source"])}
        about = about.assign(rank=about["source"].map(order)).sort_values(["rank", "paragraph"], kind="stable")
        evidence: dict[str, list[dict]] = {}
        passages = tables.to_records(about[["source", "paragraph", "quote", "link"]])
        for fact, passage in zip(about[key], passages, strict=True):
            evidence.setdefault(fact, []).append(passage)
        for row in rows:
            row["evidence"] = evidence.get(row[key], [])
    return rows


@cache
def _packed(path: Path, changed: float) -> bytes:
    """Return a file's bytes, compressed once; ``changed`` is its modification time."""
    return gzip.compress(path.read_bytes(), 9)


async def _file(request: Request, path: Path, media_type: str) -> Response:
    headers = {"Cache-Control": "public, max-age=86400", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(path.read_bytes(), media_type=media_type, headers=headers)
    body = await asyncio.to_thread(_packed, path, path.stat().st_mtime)
    return Response(body, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})


async def outline(request: Request) -> Response:
    """Answer ``/assets/<name>.geojson``: an outline for the map."""
    name = request.path_params["name"]
    if name not in OUTLINES:
        return JSONResponse({"error": f"There is no outline {name}.", "outlines": OUTLINES}, status_code=404)
    return await _file(request, tables.DATA / "geo" / f"{name}.geojson", "application/geo+json")


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
    chosen, more, error = _filter(request, all_tables)
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


async def atlas(request: Request) -> Response:
    """Answer ``/assets/marks.svg``: the symbols of the map, for the ``theme`` light or dark."""
    theme = request.query_params.get("theme", "light")
    return Response(
        map_symbols.atlas(theme if theme in map_symbols.THEMES else "light"),
        media_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


async def symbol(request: Request) -> Response:
    """Answer ``/assets/symbols/<theme>/<name>.svg``: a symbol for a legend."""
    name, theme = request.path_params["name"], request.path_params["theme"]
    drawn = map_symbols.picture(name, theme)
    if drawn is None:
        return JSONResponse(
            {"error": f"There is no symbol {theme}/{name}.", "symbols": map_symbols.NAMES}, status_code=404
        )
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


async def mapping(request: Request) -> Response:
    """Answer ``/assets/marks.json``: where each symbol stands in the atlas."""
    return JSONResponse(map_symbols.mapping(), headers={"Cache-Control": "public, max-age=86400"})


async def plotly_js(request: Request) -> Response:
    """Answer ``/assets/plotly.js``: the script that draws a picture for download."""
    return await _file(request, PLOTLY_JS, "text/javascript")


async def font(request: Request) -> Response:
    """Answer ``/assets/fonts/<name>.woff2``: a font for pictures."""
    path = FONTS.get(request.path_params["name"])
    if path is None:
        return JSONResponse({"error": "There is no such font.", "fonts": list(FONTS)}, status_code=404)
    return Response(path.read_bytes(), media_type="font/woff2", headers={"Cache-Control": "public, max-age=86400"})


async def script(request: Request) -> Response:
    """Answer ``/assets/export/<version>/<name>.js``: a script that makes pictures in the browser."""
    path = SCRIPTS.get(request.path_params["name"])
    if path is None:
        return JSONResponse({"error": "There is no such script.", "scripts": list(SCRIPTS)}, status_code=404)
    return await _file(request, path, "text/javascript")


ROUTES: list[BaseRoute] = [
    Route("/data/{table}.{form}", data),
    Route("/assets/{name}.geojson", outline),
    Route("/assets/marks.svg", atlas),
    Route("/assets/marks.json", mapping),
    Route("/assets/symbols/{theme}/{name}.svg", symbol),
    Route("/map/{view}/{name}.json", on_map),
    Route("/assets/plotly.js", plotly_js),
    Route("/assets/fonts/{name}.woff2", font),
    Route("/assets/export/{version}/{name}.js", script),
]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(Compress)]
