"""The data at addresses that last: tables as CSV, JSON and Excel, codebook, Data Package, everything in one file, citations."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar.export.workbook import workbook
from qantar.facts import citations, edition, package, shared, sources, tables
from qantar.facts.models import MODELS
from qantar.themes import PAGES, Choice, rests_on
from qantar.themes.card import filter_marks
from qantar.web.asked import before, choice_of, home, page_of
from qantar.web.lines import tables_for

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("csv", "json", "xlsx")
KEPT = "tables"
"""The folder of the tables as they are kept, with a row for each fact; without it a fact has a row for each of its passages."""
WHOLE = ("qantar.xlsx", "qantar.zip", "README.md", "datapackage.json")
LICENCE = "CC BY 4.0, except the quotes and titles of articles, which stay their publishers'"


def table(request: Request) -> Response:
    """Answer ``/data/<table>.csv``, ``.json`` and ``.xlsx``: what the filter leaves, with its evidence.

    ``source=KEY``, once or more, chooses articles; ``reference=false`` leaves reference data out. Under
    ``/data/tables/`` a table comes as it is kept, without the passages.
    """
    name, form = request.path_params["table"].casefold(), request.path_params["form"].casefold()
    as_kept = request.url.path.rsplit("/", 2)[-2] == KEPT
    if name not in MODELS or form not in FORMS or (as_kept and form != "csv"):
        return missing(request)
    found = _asked(request)
    if isinstance(found, Response):
        return found
    filtered, choice = found
    if not as_kept and not choice.query():
        # Beside its passages a row says what they support, under no filter too.
        filtered = _kept(filtered, choice)
    rows = filtered[name] if as_kept else sources.receipts(filtered, name)
    if form == "csv":
        # For programs: no mark at the start, a point in numbers, commas between cells.
        named = f'inline; filename="{"" if as_kept else "qantar-"}{name}.csv"'
        return Response(
            tables.to_csv(rows), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": named}
        )
    if form == "xlsx":
        about = {
            name: tables.to_cells(rows),
            "Columns": _meanings({name: list(rows.columns)}),
            "About": _about(request, choice),
        }
        return _file(workbook(about, f"Qantar: {name}"), f"qantar-{name}.xlsx", EXCEL)
    asked = {"table": name, "source": list(choice.chosen), "reference": choice.reference}
    return JSONResponse({**asked, "rows": _records(filtered, name)})


def _asked(request: Request) -> tuple[sources.Tables, Choice] | Response:
    """Return the tables under the filter that is asked for, as they are kept if it is none, and the filter; or what is wrong with it."""
    all_tables = shared.as_read(tables.changed())
    choice, error = choice_of(request, all_tables)
    if choice is None:
        return error or missing(request)
    return (_kept(all_tables, choice) if choice.query() else all_tables), choice


def _kept(all_tables: sources.Tables, choice: Choice) -> sources.Tables:
    more = sources.keys(all_tables["sources"], "reference") if choice.reference else []
    return sources.keep(all_tables, [*choice.chosen, *more])


def _records(filtered: sources.Tables, name: str) -> list[dict]:
    """Return the rows as JSON values, each fact with its passages under ``evidence``."""
    rows = tables.to_records(filtered[name])
    if name in tables.FACTS:
        key = tables.FACTS[name]
        about = sources.with_passages(filtered, filtered[name][[key]], key).dropna(subset="source")
        order = {source: n for n, source in enumerate(filtered["sources"]["source"])}
        about = about.assign(rank=about["source"].map(order)).sort_values(["rank", "paragraph"], kind="stable")
        evidence: dict[str, list[dict]] = {}
        passages = tables.to_records(about[["source", "paragraph", "quote", "translation", "link"]])
        for fact, passage in zip(about[key], passages, strict=True):
            evidence.setdefault(fact, []).append(passage)
        for row in rows:
            row["evidence"] = evidence.get(row[key], [])
    return rows


def _file(body: bytes, name: str, media_type: str) -> Response:
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _meanings(columns: Mapping[str, list[str]]) -> tuple[list[str], list[list[Any]]]:
    """Return what the columns of tables mean, those of the passages beside a fact too."""
    known = {column: spec for name in ("evidence", "sources") for column, spec in tables.fields(name).items()}
    known |= {
        "source_title": known["title"],
        "link": {"description": "The address that opens the source at the passage."},
    }
    rows: list[list[Any]] = []
    for name, named in columns.items():
        own = tables.fields(name)
        specs = [own.get(column, known.get(column, {})) for column in named]
        rows += [
            [name, column, spec.get("description"), spec.get("allowed")]
            for column, spec in zip(named, specs, strict=True)
        ]
    return ["table", "column", "meaning", "allowed"], rows


def _about(request: Request, choice: Choice) -> tuple[list[str], list[list[Any]]]:
    """Return what a workbook says of itself; of the filter what was understood and applied, whatever else the address says."""
    return ["what", "text"], [
        ["Name", package.TITLE],
        ["State of the data", edition.name()],
        ["Address", home(request, before(request, "/data/"))],
        ["Filter", choice.query().removeprefix("?") or None],
        ["Licence", LICENCE],
    ]


def everything(request: Request) -> Response:
    """Answer ``/data/qantar.xlsx``: a sheet for each table as it is kept, under the filter, and one for what columns mean."""
    found = _asked(request)
    return found if isinstance(found, Response) else _file(_book(request, *found), "qantar.xlsx", EXCEL)


def _book(request: Request, rows: sources.Tables, choice: Choice) -> bytes:
    sheets = {name: tables.to_cells(rows[name]) for name in MODELS}
    meanings = _meanings({name: list(tables.fields(name)) for name in MODELS})
    return workbook({"About": _about(request, choice), **sheets, "Columns": meanings}, "Qantar: all tables")


def _descriptor(request: Request, files: Mapping[str, bytes], choice: Choice | None = None) -> bytes:
    """Return the Data Package of these CSV files, by table, with their sizes and hashes; ``choice``: what of the tables they hold."""
    address = home(request, before(request, "/data/"))
    only = choice.words() if choice and choice.query() else ""
    about = package.describe(edition.edition(), {name: f"{KEPT}/{name}.csv" for name in files}, address, only)
    for resource in about["resources"]:
        body = files[resource["name"]]
        resource |= {"bytes": len(body), "hash": f"sha256:{hashlib.sha256(body).hexdigest()}"}
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _files(rows: sources.Tables) -> dict[str, bytes]:
    return {name: tables.to_csv(rows[name]).encode("utf-8") for name in MODELS}


def descriptor(request: Request) -> Response:
    """Answer ``/data/datapackage.json``: the tables as a Frictionless Data Package."""
    return Response(_descriptor(request, _files(shared.as_read(tables.changed()))), media_type="application/json")


def codebook(request: Request) -> Response:
    """Answer ``/data/README.md``: the codebook."""
    path = tables.DATA / "README.md"
    if not path.is_file():
        return missing(request)
    return Response(path.read_bytes(), media_type="text/markdown; charset=utf-8")


def archive(request: Request) -> Response:
    """Answer ``/data/qantar.zip``: in one file every table as it is kept, under the filter, codebook, Data Package, workbook, licence."""
    found = _asked(request)
    if isinstance(found, Response):
        return found
    rows, choice = found
    files = _files(rows)
    parts = {f"{KEPT}/{name}.csv": body for name, body in files.items()}
    parts |= {
        "datapackage.json": _descriptor(request, files, choice),
        "qantar.xlsx": _book(request, rows, choice),
    }
    parts |= {
        name: (tables.DATA / name).read_bytes() for name in ("README.md", "LICENSE") if (tables.DATA / name).is_file()
    }
    day, out = edition.edition().day, io.BytesIO()
    name = "-".join(["qantar", edition.name(), *filter_marks(choice)])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = edition.name().encode()
        for path, body in parts.items():
            entry = zipfile.ZipInfo(f"{name}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, body)
    return _file(out.getvalue(), f"{name}.zip", "application/zip")


def cite(request: Request) -> Response:
    """Answer ``/cite/<page>.ris`` (``.bib``, ``.json``, ``.txt``): the page under the filter, and what it rests on, to be cited."""
    asked, form = request.path_params["page"], request.path_params["form"].casefold()
    path = page_of(asked)
    if path is None or form not in citations.FORMS:
        known = [f"{name or 'overview'}.{ending}" for name in PAGES for ending in citations.FORMS]
        return JSONResponse({"error": f"There is no citation {asked}.{form}.", "citations": known}, 404)
    changed = tables.changed()
    choice, error = choice_of(request, shared.everything(changed))
    if choice is None:
        return error or missing(request)
    address = f"{home(request, before(request, '/cite/'))}/{path}{choice.query()}"
    page = path or "overview"
    view = citations.View(page.title(), choice.words(), address, choice.day)
    rests = _rests_on(path, tuple(choice.chosen), choice.reference, changed, str(shared.folder()))
    _, media_type, write = citations.FORMS[form]
    return _file(write(view, rests).encode("utf-8"), f"qantar-{page}.{form}", media_type)


@lru_cache(maxsize=100)
def _rests_on(path: str, chosen: tuple[str, ...], reference: bool, changed: float, _folder: str) -> pd.DataFrame:
    """Return the sources of what a page shows, once for all forms of its citation: some pages take a third of a second."""
    every = sources.keys(shared.everything(changed)["sources"])
    choice = Choice(chosen, every, edition.edition().day, reference)
    with shared.WORKING:
        filtered, everything = tables_for(choice, changed)
        cards = [make(filtered, everything) for make in PAGES[path]] if chosen else []
        return rests_on(path, [card for card in cards if card is not None], filtered, choice)


def index(request: Request) -> Response:
    """Answer ``/data/``: what there is."""
    return JSONResponse({"title": package.TITLE, "data": edition.name(), "licence": LICENCE, **_known()})


def _known() -> dict[str, list[str]]:
    return {
        "tables": [f"{name}.{form}" for name in MODELS for form in FORMS],
        "as kept": [f"{KEPT}/{name}.csv" for name in MODELS],
        "everything": list(WHOLE),
    }


def missing(request: Request) -> Response:
    """Answer an address below ``/data/`` that leads to nothing, with what there is."""
    asked = request.url.path.split("/data/", 1)[-1]
    return JSONResponse({"error": f"There is no {asked} here.", **_known()}, status_code=404)
