"""Files that pages and pictures need: outlines, symbols, fonts and scripts, compressed once."""

from __future__ import annotations

import asyncio
import gzip
from functools import cache
from pathlib import Path

import plotly
import pydeck
import streamlit
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar.facts import tables
from qantar.themes.map import symbols as map_symbols

PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
DECK_JS = Path(pydeck.__file__).parent / "nbextension" / "static" / "index.js"
OUTLINES = ("countries", "regions", "lakes", "border")
OWN = {path.stem: path for path in Path(__file__).parent.glob("*.js") if path.stem in ("page", "rest")}
SCRIPTS = {path.stem: path for path in (Path(__file__).parent.parent / "export").glob("*.js")}
# The page's own fonts, which come with Streamlit; a picture carries them, so that it looks the same everywhere.
_MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
FONTS = {
    name: next(iter(sorted(_MEDIA.glob(pattern))), None)
    for name, pattern in (("sans", "SourceSansVF-Upright*.woff2"), ("serif", "SourceSerifVariable-Roman*.woff2"))
}


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


async def deck_js(request: Request) -> Response:
    """Answer ``/assets/deck.js``: the script that draws a map without the app."""
    return await _file(request, DECK_JS, "text/javascript")


async def font(request: Request) -> Response:
    """Answer ``/assets/fonts/<name>.woff2``: a font for pictures."""
    path = FONTS.get(request.path_params["name"])
    if path is None:
        return JSONResponse({"error": "There is no such font.", "fonts": list(FONTS)}, status_code=404)
    return Response(path.read_bytes(), media_type="font/woff2", headers={"Cache-Control": "public, max-age=86400"})


async def own(request: Request) -> Response:
    """Answer ``/assets/page.js`` and ``/assets/rest.js``: what every page does in the browser, and whether it is at rest."""
    path = OWN.get(request.path_params["name"])
    if path is None:
        return JSONResponse({"error": "There is no such script.", "scripts": list(OWN)}, status_code=404)
    return await _file(request, path, "text/javascript")


async def script(request: Request) -> Response:
    """Answer ``/assets/export/<version>/<name>.js``: a script that makes pictures in the browser."""
    path = SCRIPTS.get(request.path_params["name"])
    if path is None:
        return JSONResponse({"error": "There is no such script.", "scripts": list(SCRIPTS)}, status_code=404)
    return await _file(request, path, "text/javascript")
