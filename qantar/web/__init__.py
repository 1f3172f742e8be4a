"""HTTP besides the pages: data at addresses that last, map outlines, compression, headers."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from qantar.web import data, embeds, files, oembed, pages
from qantar.web.files import FONTS
from qantar.web.kept import lasting
from qantar.web.middleware import Compress, SecurityHeaders, Shared
from qantar.web.on_map import on_map
from qantar.web.pages import FirstPage, warm

__all__ = ["FONTS", "MIDDLEWARE", "ROUTES", "Compress", "middleware", "routes", "warm"]


def routes(base: str = "") -> list[BaseRoute]:
    """Return what is answered besides the pages; ``base``: the path below which the dashboard stands, ``server.baseUrlPath``."""
    below = "/" + base.strip("/") if base.strip("/") else ""
    return [
        Route(f"{below}/data/qantar.xlsx", lasting(data.everything)),
        Route(f"{below}/data/qantar.zip", lasting(data.archive)),
        Route(f"{below}/data/README.md", lasting(data.codebook)),
        Route(f"{below}/data/datapackage.json", lasting(data.descriptor)),
        Route(f"{below}/data/{data.KEPT}/{{table}}.{{form}}", lasting(data.table)),
        Route(f"{below}/data/{{table}}.{{form}}", lasting(data.table)),
        Route(f"{below}/data", lasting(data.index)),
        Route(f"{below}/data/", lasting(data.index)),
        Route(f"{below}/data/{{rest:path}}", lasting(data.missing)),
        Route(f"{below}/cite/{{page}}.{{form}}", lasting(data.cite, daily=True)),
        Route(f"{below}/embed/{{card}}.json", lasting(embeds.figure)),
        Route(f"{below}/embed/{{card}}.csv", lasting(embeds.rows)),
        Route(f"{below}/embed/{{card}}", lasting(embeds.embed)),
        Route(f"{below}/embed", lasting(embeds.missing)),
        Route(f"{below}/embed/{{rest:path}}", lasting(embeds.missing)),
        Route(f"{below}/oembed", lasting(oembed.oembed)),
        Route(f"{below}/preview/{{page}}.png", lasting(pages.preview, "public, max-age=86400")),
        Route(f"{below}/robots.txt", pages.robots),
        Route(f"{below}/sitemap.xml", lasting(pages.sitemap)),
        Route(f"{below}/assets/{{name}}.geojson", files.outline),
        Route(f"{below}/assets/marks.svg", files.atlas),
        Route(f"{below}/assets/marks.json", files.mapping),
        Route(f"{below}/assets/symbols/{{theme}}/{{name}}.svg", files.symbol),
        Route(f"{below}/map/{{view}}/{{name}}.json", on_map),
        Route(f"{below}/assets/plotly.js", files.plotly_js),
        Route(f"{below}/assets/deck.js", files.deck_js),
        Route(f"{below}/assets/{{name}}.js", files.own),
        Route(f"{below}/assets/fonts/{{name}}.woff2", files.font),
        Route(f"{below}/assets/export/{{version}}/{{name}}.js", files.script),
    ]


def middleware(base: str = "") -> list[Middleware]:
    """Return what every answer goes through."""
    below = "/" + base.strip("/") if base.strip("/") else ""
    return [
        Middleware(SecurityHeaders, base=below),
        Middleware(Shared, base=below),
        Middleware(FirstPage, base=below),
        Middleware(Compress, base=below),
    ]


ROUTES = routes()
MIDDLEWARE = middleware()
