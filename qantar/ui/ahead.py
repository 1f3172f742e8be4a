"""Worked out before anybody asks: answers, cards and charts of every choice of articles, while no page is being made.

So a click on a filter finds ready what would else have to be made first. It takes some twenty seconds of one processor after the
start, a third of a second for each choice; ``QANTAR_AHEAD=no`` leaves it out, and what isn't ready is made when it is asked for.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations, islice

from qantar import themes
from qantar.facts import shared, tables
from qantar.themes.parameters import PARAMETERS
from qantar.ui import front, map_shown
from qantar.ui.card import made, ready
from qantar.ui.page import answered
from qantar.ui.state import for_choice
from qantar.ui.turns import TURNS

MOST = 64
"""So many choices are worked out at most: all there are of five articles, with and without reference data."""
OPEN = {
    "": 2, "timeline": 1, "intervention": 5, "investment": 4, "map": 1, "positions": 0, "disagreements": 2, "alliances": 2,
    "sources": 1,
}  # fmt: skip
"""So many of the first cards of each page stand open; those of Positions depend on more than the choice."""
PAUSE = 0.05
"""Seconds from one look whether a page is being made to the next."""


def choices(every: Sequence[str], most: int = MOST) -> list[tuple[tuple[str, ...], bool]]:
    """Return the choices of articles and of reference data in the order in which readers are likely to make them.

    First everything, then what is one click away: each article alone and all but one; then the rest, the larger first.
    """
    sizes = [len(every), 1, len(every) - 1, *range(len(every) - 2, 1, -1)]
    # Not all of them before the first are taken: of a hundred articles there are more than can be counted.
    some = (chosen for size in dict.fromkeys(sizes) if size > 0 for chosen in combinations(every, size))
    return list(islice(((chosen, reference) for chosen in some for reference in (True, False)), most))


def work_ahead() -> None:
    """Begin to work ahead, in a thread of its own that ends by itself."""
    if os.environ.get("QANTAR_AHEAD", "yes").strip().lower() not in ("no", "off", "0", "false"):
        threading.Thread(target=_work, name="qantar-ahead", daemon=True).start()


def _work() -> None:
    changed = tables.changed()
    try:
        every = shared.articles(changed)
    except tables.TableError:
        return  # the pages say so
    for chosen, reference in choices(every):
        # What is wrong with a card, the page says that needs it.
        with suppress(Exception), for_choice(chosen, reference, changed):
            for _ in _pieces():
                while TURNS.taken():
                    time.sleep(PAUSE)


def _pieces() -> Iterator[None]:
    """Work out what the pages show under a choice, a piece at a time."""
    for path, makes in themes.PAGES.items():
        if path == "map":
            view, layers = (PARAMETERS[name].first for name in ("view", "layers"))
            map_shown.told(
                PARAMETERS["view"].values[view[0]], tuple(PARAMETERS["layers"].values[one] for one in layers), 0
            )
            yield
            continue
        if path in themes.ANSWERS:
            answered(themes.ANSWERS[path])
            yield
        for make in makes[: OPEN[path]]:
            card = made(make)
            yield
            if card is not None:
                ready(card)
                yield
    front.ready()
    yield
