"""Every chart as a file, without the app: ``python -m qantar export``. Needs Chrome and the extra ``export``.

A headless Chrome runs the very scripts that the buttons in the app run, so that the pictures are the
same. It is driven by Choreographer, which finds a Chrome or Chromium of the machine.
"""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from qantar import export, themes, web
from qantar.charts import style
from qantar.facts import citations, edition, labels, sources, tables

FORMATS = ("png", "svg")
PATIENCE = 60.0
"""So many seconds the browser gets for one picture."""
HOME = "http://localhost:8501"
"""Where the dashboard runs unless the reader says otherwise."""
NO_LIBRARY = 'Pictures need the extra «export»: python -m pip install "qantar[export]" (or -e ".[export]" in a clone)'
NO_CHROME = (
    "No Chrome or Chromium was found. Install one (Debian and Ubuntu: apt-get install chromium; macOS: "
    "brew install --cask google-chrome), name it in the variable BROWSER_PATH, or let Choreographer fetch "
    "one: choreo_get_chrome"
)


class ExportError(Exception):
    """Why no picture can be drawn, in words for the reader."""


@dataclass(frozen=True)
class Drawing:
    """A chart ready to be drawn: the name of its file and what the browser needs to know."""

    file: str
    data: dict[str, object]


def drawings(all_tables: sources.Tables, choice: themes.Choice, home: str = HOME) -> list[Drawing]:
    """Return every chart that the chosen articles fill, in the order of the pages.

    ``home``: the address of the dashboard, which each picture names. The map isn't among them: it is
    drawn by the app alone.
    """
    references = sources.keys(all_tables["sources"], "reference")
    every = sources.keep(all_tables, [*choice.every, *references])
    filtered = sources.keep(all_tables, [*choice.chosen, *(references if choice.reference else [])])
    found = []
    for path, makers in themes.PAGES.items():
        if path == "map":
            continue
        for make in makers:
            card = make(filtered, every)
            if card is None or card.draw is None:
                continue
            name = themes.file_name(card, choice)
            data = themes.picture(card, style.figure(card.draw(*card.arguments)), filtered, choice, export.chart)
            inside = citations.stamped(themes.inside(card, themes.credit(card, filtered, choice)))
            address = f"{home.rstrip('/')}/{path}{choice.query()}#{card.name}"
            found.append(Drawing(name, {**data, "inside": inside, "address": address}))
    return found


def save(
    out: Path,
    chosen: Sequence[str],
    form: str,
    home: str,
    tell: Callable[[int, int, str], None],
    reference: bool = True,
    cards: Sequence[str] = (),
) -> list[Path]:
    """Draw every chart into a folder and return the files; raise ``ExportError`` if that can't be.

    ``chosen``: keys of articles, none for all; ``tell(n, of, name)`` is called before each chart;
    ``reference``: with reference data beside the articles; ``cards``: names of the cards to draw, none for all.
    """
    all_tables = labels.labelled(tables.read_all())
    every = sources.keys(all_tables["sources"])
    unknown = [key for key in chosen if key not in every]
    if unknown:
        raise ExportError(f"There is no source {', '.join(unknown)}; the keys are {', '.join(every)}")
    choice = themes.Choice([key for key in every if key in chosen] or every, every, edition.today(), reference)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{out}: can't be made a folder ({error.strerror})") from error
    _library()  # before all the work, so that what is missing is said at once
    to_draw = drawings(all_tables, choice, home)
    names = [str(drawing.data["anchor"]) for drawing in to_draw]
    if missing := [name for name in cards if name not in names]:
        raise ExportError(f"There is no chart {', '.join(missing)} for this choice; the charts are {', '.join(names)}")
    to_draw = [drawing for drawing, name in zip(to_draw, names, strict=True) if not cards or name in cards]
    with _served() as address:
        return asyncio.run(_draw(to_draw, out, form, address, tell))


@contextmanager
def _served() -> Iterator[str]:
    """Serve scripts and fonts to the browser, on a free port of this machine alone; yield the address."""
    config = uvicorn.Config(Starlette(routes=web.ROUTES), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        if not server.started:
            raise ExportError("The scripts could not be served on this machine's own address, 127.0.0.1")
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=5)


async def _draw(
    to_draw: Sequence[Drawing], out: Path, form: str, address: str, tell: Callable[[int, int, str], None]
) -> list[Path]:
    browser, failed = _library()
    files = []
    try:
        async with browser(headless=True) as opened:
            # Any address of the server will do: it is where the scripts and fonts are fetched from.
            tab = await opened.create_tab(f"{address}/assets/export/{export.version()}/picture.js")
            await _arrived(tab, address)
            for n, drawing in enumerate(to_draw):
                tell(n, len(to_draw), drawing.file)
                files.append(out / f"{drawing.file}.{form}")
                files[-1].write_bytes(base64.b64decode(await _run(tab, address, drawing, form)))
            tell(len(to_draw), len(to_draw), "")
    except failed as error:
        raise ExportError(f"{NO_CHROME} ({type(error).__name__})") from error
    return files


async def _arrived(tab: Any, address: str) -> None:
    """Wait until the tab has left its empty page: a script begun there would be lost."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if await _evaluate(tab, "location.origin + document.readyState") == f"{address}complete":
            return
        await asyncio.sleep(0.05)
    raise ExportError("The browser did not open the page on which it draws. Try again.")


async def _evaluate(tab: Any, script: str) -> Any:
    """Run a script in the tab and return its value; raise ``ExportError`` with the browser's own words."""
    asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
    try:
        answer = await asyncio.wait_for(tab.send_command("Runtime.evaluate", asked), PATIENCE)
    except TimeoutError as error:
        raise ExportError("the browser gave no answer") from error
    result = answer.get("result", {})
    if "exceptionDetails" in result or "value" not in result.get("result", {}):
        why = result.get("exceptionDetails", {}).get("exception", {}).get("description", "the browser gave no answer")
        raise ExportError(why.splitlines()[0])
    return result["result"]["value"]


async def _run(tab: Any, address: str, drawing: Drawing, form: str) -> str:
    """Draw one chart in the browser; return its file in Base64."""
    script = f"""(async () => {{
      const room = await import("{address}/assets/export/{export.version()}/picture.js");
      const blob = await room.picture({json.dumps(drawing.data)}, "{form}");
      return room.base64(new Uint8Array(await blob.arrayBuffer()));
    }})()"""
    try:
        return await _evaluate(tab, script)
    except ExportError as error:
        raise ExportError(f"{drawing.file}: the chart could not be drawn; {error}") from error


def _library() -> tuple[Any, tuple[type[Exception], ...]]:
    """Return Choreographer's browser and the errors of one that isn't there; it is an extra."""
    try:
        from choreographer import Browser
        from choreographer.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError
    except ImportError as error:
        raise ExportError(NO_LIBRARY) from error
    return Browser, (BrowserClosedError, BrowserFailedError, ChromeNotFoundError)
