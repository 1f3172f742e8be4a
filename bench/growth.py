"""Tables 10, 100 and 1,000 times as large, with as many times the articles: ``python -m bench.growth`` (``make growth``).

Seconds of processor for a choice of five articles that nobody has made before: the filter, and each page's answer, open cards and
charts. The real tables are copied under other keys by ``tests/grown.py``.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from contextlib import suppress

from grown import grown

from bench import machine
from bench.tables import markdown
from qantar import themes
from qantar.charts import style
from qantar.facts import labels, sources, tables
from qantar.ui.ahead import OPEN


def taken(work: Callable[[], object]) -> float:
    """Return the seconds of processor that a piece of work takes."""
    before = time.process_time()
    work()
    return time.process_time() - before


def page(path: str, filtered: sources.Tables, whole: sources.Tables) -> None:
    """Work out what a page shows."""
    if path in themes.ANSWERS:
        themes.ANSWERS[path](filtered, whole)
    for make in themes.PAGES[path][: OPEN[path] or 1]:
        card = make(filtered, whole)
        if card is not None:
            themes.contested(card, filtered)
            if card.draw and path != "map":
                style.figure(card.draw(*card.arguments))


def measured(times: int) -> list[str]:
    """Return the cells of tables so many times as large."""
    large = grown(tables.read_all(), times)
    found: dict[str, sources.Tables] = {}
    read = taken(lambda: found.update(whole=labels.labelled(large)))
    whole = found["whole"]
    articles, references = (sources.keys(whole["sources"], tier) for tier in ("article", "reference"))
    own = references[: len(references) // times]
    # What is worked out of all tables, such as the ends of axes, is so once, and not again for each choice.
    first = sources.keep(whole, [*articles[:4], *own])
    for path in themes.PAGES:
        with suppress(ValueError):
            page(path, first, whole)
    filtering = taken(lambda: found.update(filtered=sources.keep(whole, [*articles[:5], *own])))
    pages = [taken(lambda path=path: page(path, found["filtered"], whole)) for path in themes.PAGES]  # type: ignore[misc]
    rows = sum(map(len, large.values()))
    cells = [f"{seconds:.3f}" for seconds in (filtering, *pages)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [f"{times:,} ×", f"{rows:,}", f"{len(articles):,}", f"{read:.2f}", *cells, f"{memory:.0f}"]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    asked.add_argument(
        "--times", type=int, nargs="*", default=[1, 10, 100, 1000], help="how many times as large (1 10 100 1000)"
    )
    given = asked.parse_args()
    before = machine.others()
    print(f"## Growth\n\n{machine.described()}; seconds of processor\n", flush=True)
    names = [path or "overview" for path in themes.PAGES]
    heading = ("size", "rows", "articles", "labels", "filter", *names, "MB")
    print(markdown(heading, [measured(times) for times in given.times]), "\n")
    print(machine.trusted(before, machine.others()))


if __name__ == "__main__":
    main()
