"""What a request asks for: articles, reference data, and where the dashboard stands."""

from __future__ import annotations

import os
import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar.facts import edition, sources
from qantar.themes import PAGES, Choice
from qantar.themes.parameters import REFERENCE, of_articles, understood

HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")


def values_of(request: Request, name: str) -> list[str]:
    """Return what an address says of a parameter, in whichever case its name is written, as the pages read it."""
    return [text for key, text in request.query_params.multi_items() if key.lower() == name]


def chosen(request: Request, all_tables: sources.Tables) -> tuple[list[str], list[str]]:
    """Return the articles asked for, in their order, and what is none of them: all without ``source``, none with an empty one.

    What a page shows: without anything that it knows, it shows all.
    """
    found, alien = understood(of_articles(all_tables["sources"]), values_of(request, "source"))
    return list(found), alien


def referenced(request: Request) -> bool:
    """Say whether reference data is asked for, as it is unless it is switched off."""
    values, _ = understood(REFERENCE, values_of(request, "reference"))
    return values == ("true",)


def filter_of(request: Request, all_tables: sources.Tables) -> tuple[list[str], list[str], Response | None]:
    """Return the articles and the reference sources asked for; or the answer to a request that names what is no article."""
    known, references = (sources.keys(all_tables["sources"], tier) for tier in ("article", "reference"))
    asked, alien = chosen(request, all_tables)
    more = references if referenced(request) else []
    error = f"There is no source {', '.join(alien)}."
    return asked, more, JSONResponse({"error": error, "sources": known}, status_code=400) if alien else None


def choice_of(request: Request, all_tables: sources.Tables) -> tuple[Choice | None, Response | None]:
    """Return the choice asked for; or the answer to a request that names an unknown article."""
    asked, _, error = filter_of(request, all_tables)
    if error:
        return None, error
    return Choice(asked, sources.keys(all_tables["sources"]), edition.today(), referenced(request)), None


def shown(request: Request, all_tables: sources.Tables) -> Choice:
    """Return the choice that a page shows at an address: what it doesn't know is left out, and without anything else it shows all."""
    asked, _ = chosen(request, all_tables)
    return Choice(asked, sources.keys(all_tables["sources"]), edition.edition().day, referenced(request))


def page_of(path: str) -> str | None:
    """Return the page that readers get at an address below the dashboard's, in whichever case; None where there is none."""
    name = path.strip("/").casefold()
    name = "" if name in ("overview", "index.html") else name
    return name if name in PAGES else None


def home(request: Request, base: str = "") -> str:
    """Return the address of the dashboard as readers know it, without a slash at its end.

    ``QANTAR_HOME`` says it; else it is what the request was sent to, which a proxy in front may name, and ``base``, the path
    below which the dashboard stands.
    """
    said = os.environ.get("QANTAR_HOME", "").rstrip("/")
    if said:
        return said
    headers = request.headers
    scheme = headers.get("X-Forwarded-Proto", request.url.scheme).split(",")[0].strip()
    host = (headers.get("X-Forwarded-Host") or headers.get("Host") or request.url.netloc).split(",")[0].strip()
    scheme = scheme if scheme in ("http", "https") else "http"
    return f"{scheme}://{host if HOST.fullmatch(host) else 'localhost'}{base}"


def before(request: Request, part: str) -> str:
    """Return the path below which the dashboard stands, by an address of which ``part`` is the first part below it."""
    return request.url.path.split(part)[0]
