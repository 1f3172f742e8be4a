"""One reader in a real browser, beside the smallest Streamlit app: ``python -m bench.browser`` (``make bench``).

Both are measured in turns in one run, and what counts is the ratio. The page of the map is measured against the smallest app
with a map, all others against the smallest with a chart.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from get_browser import find
from playwright.sync_api import Browser, Page, sync_playwright

from bench import machine
from bench.readers import ARTICLES, PAGES
from bench.server import Server
from bench.tables import markdown

WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
QUIET = 700
"""Milliseconds without a change after which a page is taken to be done."""
DONE = f"""kind => {{
  const seen = window.bench, last = Math.max(seen.changed, seen.drawn);
  return seen[kind] && last > seen.clicked && performance.now() - last > {QUIET}
    && !document.querySelector("[data-test-script-state=running]") && last;
}}"""
FIRST = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
PATIENCE = 60_000
ARGUMENTS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    # As a reader's: what only a driven one takes, such as the page's word that it is at rest, takes time.
    "--disable-blink-features=AutomationControlled",
]  # fmt: skip
Found = dict[str, list[float]]


class Visit:
    """A new browser with an empty cache on a page; what it is sent is counted."""

    def __init__(self, browser: Browser, url: str, kind: str) -> None:
        self.kind, self.sent = kind, 0
        self.context = browser.new_context(viewport={"width": 1400, "height": 900})
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        line = self.context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.on("Network.loadingFinished", lambda told: self._count(told["encodedDataLength"]))
        self.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self._count(len(frame))))
        self.page.goto(url)
        self.whole = self.settled() / 1000
        self.lead = self.page.evaluate("kind => window.bench[kind]", kind) / 1000
        self.text = self.page.evaluate(FIRST) / 1000

    def _count(self, size: float) -> None:
        self.sent += int(size)

    def settled(self) -> float:
        """Wait until the page is done; return when it last changed, in milliseconds since it was asked for."""
        return float(self.page.wait_for_function(DONE, arg=self.kind, timeout=PATIENCE).json_value())

    def after(self, click: Callable[[], None]) -> tuple[float, int]:
        """Return seconds from a click to the last change that it made, and the bytes that were sent for it."""
        before = self.sent
        click()
        last = self.settled()
        clicked = self.page.evaluate("() => window.bench.clicked")
        return (last - clicked) / 1000, self.sent - before

    def close(self) -> None:
        """Close the browser's window."""
        self.context.close()


def _filter(visit: Visit, name: str) -> Callable[[], None]:
    pill = visit.page.get_by_test_id("stButtonGroup").first.get_by_role("button", name=name).first
    return lambda: pill.click()


def _names(app: str) -> list[str]:
    if app == "dashboard":
        return ["The Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFE/RL"]
    return list(ARTICLES) if app == "smallest" else ["Almaty", "Aktau", "Shymkent", "Taraz", "Aktobe"]


def measure(browser: Browser, server: Server, path: str, kind: str, turn: int, found: Found) -> None:
    """Visit a page and use it, and add what it took: seconds, and bytes."""
    visit = Visit(browser, f"{server.url}/{path}", kind)
    found["visit: text"].append(visit.text)
    found["visit: chart"].append(visit.lead)
    found["visit: all"].append(visit.whole)
    found["visit: KB"].append(visit.sent / 1000)
    name = _names(server.app)[turn % 5]
    seconds, size = visit.after(_filter(visit, name))
    found["filter, new"].append(seconds)
    found["filter: KB"].append(size / 1000)
    visit.after(_filter(visit, name))
    found["filter, known"].append(visit.after(_filter(visit, name))[0])
    if server.app == "dashboard":
        other = visit.page.get_by_role("link", name="Sources" if path != "sources" else "Timeline", exact=True).first
        mine = visit.kind
        visit.kind = "changed"
        found["page change"].append(visit.after(lambda: other.click())[0])
        visit.kind = mine
        visit.page.go_back()
        visit.settled()
        mark = visit.page.locator("a.to[href*='fact=']:visible").first
        if mark.count():
            found["evidence"].append(visit.after(lambda: mark.click())[0])
    visit.close()


def middle(values: list[float]) -> float:
    """Return the median; nan of nothing."""
    return statistics.median(values) if values else math.nan


def per_session(server: Server, browser: Browser, path: str, kind: str, count: int = 5) -> float:
    """Return the megabytes that a session takes while its reader stays."""
    before = server.memory()
    visits = [Visit(browser, f"{server.url}/{path}", kind) for _ in range(count)]
    after = server.memory()
    for visit in visits:
        visit.close()
    return (after - before) / count


WHAT = (
    "visit: text",
    "visit: chart",
    "visit: all",
    "visit: KB",
    "filter, new",
    "filter, known",
    "filter: KB",
    "page change",
    "evidence",
)


def main() -> None:
    """Print the table of ratios, and below it the seconds and bytes that they are made of."""
    asked = argparse.ArgumentParser(prog="python -m bench.browser", description=__doc__)
    asked.add_argument("--turns", type=int, default=3, help="so many turns; the middle of them counts (3)")
    asked.add_argument("--pages", nargs="*", default=list(PAGES), help="paths of pages, empty for the front page (all)")
    given = asked.parse_args()
    before = machine.others()
    print(f"## One reader\n\n{machine.described()}; the middle of {given.turns} turns\n", flush=True)
    found: dict[str, Found] = defaultdict(lambda: defaultdict(list))
    with (
        sync_playwright() as playwright,
        Server("smallest") as smallest,
        Server("map") as maps,
        Server("dashboard") as own,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for server in (smallest, maps, own):
            server.settle()
        idle = {server.app: server.memory() for server in (smallest, maps, own)}
        cold: dict[str, float] = {}
        for server, path, kind in ((smallest, "", "chart"), (maps, "", "map"), (own, "timeline", "chart")):
            visit = Visit(browser, f"{server.url}/{path}", kind)
            cold[server.app] = visit.lead
            visit.close()
        for turn in range(given.turns):
            measure(browser, smallest, "", "chart", turn, found["smallest"])
            if "map" in given.pages:
                measure(browser, maps, "", "map", turn, found["smallest map"])
            for path in given.pages:
                measure(browser, own, path, "map" if path == "map" else "chart", turn, found[path or "overview"])
        session = {
            "smallest": per_session(smallest, browser, "", "chart"), "dashboard": per_session(own, browser, "timeline", "chart"),
        }  # fmt: skip
        browser.close()
        started = {server.app: server.started for server in (smallest, maps, own)}
    _print(found, started, idle, session, cold)
    print(machine.trusted(before, machine.others()))


def _print(
    found: dict[str, Found],
    started: dict[str, float],
    idle: dict[str, float],
    session: dict[str, float],
    cold: dict[str, float],
) -> None:
    names = [name for name in found if not name.startswith("smallest")]

    def ratio(name: str, what: str) -> str:
        base = found["smallest map" if name == "map" else "smallest"]
        # What the smallest app doesn't have is measured against its filter.
        other = base[what] or base["filter, known"]
        return f"{middle(found[name][what]) / middle(other):.2f}" if found[name][what] else "–"

    print("Times and bytes as a multiple of the smallest app's (page change and evidence: of its filter's):\n")
    print(markdown(("page", *WHAT), [[name, *(ratio(name, what) for what in WHAT)] for name in names]), "\n")
    print("The same in seconds and KB:\n")
    every = [*[name for name in found if name.startswith("smallest")], *names]
    cells = [
        [name, *(f"{middle(found[name][what]):.2f}" if found[name][what] else "–" for what in WHAT)] for name in every
    ]
    print(markdown(("page", *WHAT), cells), "\n")
    rows = [
        ["start to healthy, s", *(f"{started[app]:.2f}" for app in ("smallest", "dashboard"))],
        [
            "very first visit after the start to the chart (Timeline), s",
            *(f"{cold[app]:.2f}" for app in ("smallest", "dashboard")),
        ],
        ["memory, idle, MB", *(f"{idle[app]:.0f}" for app in ("smallest", "dashboard"))],
        ["memory of a session, MB", *(f"{session[app]:.1f}" for app in ("smallest", "dashboard"))],
    ]
    print(markdown(("server", "smallest app", "Qantar"), rows), "\n")


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    print(f"({time.perf_counter() - began:.0f} s)")
