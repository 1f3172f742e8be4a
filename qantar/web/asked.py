"""What a request asks for: articles, reference data, and where the dashboard stands."""

from __future__ import annotations

import os
import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar.facts import edition, sources
from qantar.themes import Choice

OFF = ("false", "off", "no", "0")
"""What ``reference=`` may say for no."""
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")


def chosen(request: Request, known: list[str]) -> list[str]:
    """Return the sources asked for: all without ``source``, none with an empty one."""
    asked = request.query_params.getlist("source")
    return [key for key in asked if key] if asked else known


def referenced(request: Request) -> bool:
    """Say whether reference data is asked for, as it is unless it is switched off."""
    return request.query_params.get("reference", "true").lower() not in OFF


def filter_of(request: Request, all_tables: sources.Tables) -> tuple[list[str], list[str], Response | None]:
    """Return the articles and the reference sources asked for; or the answer to a request that names none of them."""
    known, references = (sources.keys(all_tables["sources"], tier) for tier in ("article", "reference"))
    asked = chosen(request, known)
    unknown = [key for key in asked if key not in known]
    more = references if referenced(request) else []
    error = f"There is no source {', '.join(unknown)}."
    return asked, more, JSONResponse({"error": error, "sources": known}, status_code=400) if unknown else None


def choice_of(request: Request, all_tables: sources.Tables) -> tuple[Choice | None, Response | None]:
    """Return the choice asked for, in the tables' order; or the answer to a request that names an unknown article."""
    asked, _, error = filter_of(request, all_tables)
    every = sources.keys(all_tables["sources"])
    if error:
        return None, error
    return Choice([key for key in every if key in asked], every, edition.today(), referenced(request)), None


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
