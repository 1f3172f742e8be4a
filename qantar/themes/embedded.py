"""A card within another site's page: which of its layouts fits a width, and how high it is there with its words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qantar.charts import pixels
from qantar.themes import fitting
from qantar.themes.card import Card
from qantar.themes.map import views

WIDTHS = {"wide": fitting.WIDE, "medium": fitting.PHONE, "narrow": 0}
"""For so many pixels of chart, at least, a layout is made; the page of an embed carries the medium one."""
LAYOUTS = list(WIDTHS)
MAP = "map"
"""The card that pydeck draws."""
SIDES = 32
"""Pixels left and right of what an embed shows."""
TELEPHONE = 340
"""So many pixels wide is an embed on the narrowest telephone in use."""
LONGEST = 900
"""A list is at most so high, in pixels; the rest of it is scrolled to."""
# Text size in pixels as ``pixels.broken`` takes it (a bold heading has wider letters than its size says), the height of a line,
# and what stands above and below the whole; as in ``embed.css``.
HEADING, SUBTITLE, CREDIT, ROW, AROUND_ROW = (24, 26.4, 4), (15, 21.8, 6), (13, 18.9, 14), (13, 21.8, 3), (18, 12)
FRAME, FOLDED = 24, 20
"""Pixels: above and below everything, and of the line that unfolds the rows."""
LAYOUT_OF_MAP = fitting.PHONE
"""Below so many pixels of map it is laid out for a telephone."""
MAP_LINKS = 140, 35_000
"""Pixels of the links to days and views, the legend and what has no place: on a wide screen, and what comes to them by each pixel less."""
LISTED = {"Almaty": 24_000}
"""What comes to them by each pixel less in a view of which much is known to be in it and not where."""


def breaks(card: Card) -> tuple[int, int]:
    """Return from how many pixels of chart on a card gets its medium layout, and its wide one.

    What has no layout of its own in between is a telephone's until it has room.
    """
    return fitting.PHONE, fitting.WIDE if card.printed else fitting.GENERAL


def layout_at(card: Card, width: float) -> str:
    """Return the layout of a card that is drawn in an embed of so many pixels."""
    inside, (medium, wide) = width - SIDES, breaks(card)
    return "narrow" if inside < medium else "medium" if inside < wide else "wide"


def chart(card: Card, layout: str) -> Any:
    """Return the chart of a card laid out for a window: ``wide``, ``medium`` or ``narrow``; none where rows stand in its place."""
    if card.draw is None or card.name == MAP:
        return None
    return fitting.fitted(card, WIDTHS[layout])


def chart_height(drawn: Any) -> int:
    """Return the height of a chart in pixels."""
    return int(drawn.layout.height or 450)


def height(card: Card, credit: str, rows: Sequence[str], width: float) -> int:
    """Return how high an embed is at a width, so that nothing of it is behind a scroll bar; a long list is.

    ``rows``: the rows in words, which stand there where the card has no chart.
    """
    inside = width - SIDES
    words = sum(
        _lines(text, inside, kind)
        for text, kind in ((card.title, HEADING), (card.subtitle, SUBTITLE), (credit, CREDIT))
    )
    if card.name == MAP:
        view, (least, more) = str(card.arguments[0]), MAP_LINKS
        links = least + (more + LISTED.get(view, 0)) / width
        return round(FRAME + words + FOLDED + _map(view, inside) + links)
    drawn = chart(card, layout_at(card, width))
    if drawn is not None:
        return round(FRAME + words + FOLDED + chart_height(drawn))
    left, above = AROUND_ROW
    listed = above + sum(_lines(text, inside - left, ROW) for text in rows)
    return min(round(FRAME + words + listed), LONGEST)


def _lines(text: str, across: float, kind: tuple[float, float, float]) -> float:
    """Return how high a text is in lines of a width, with what stands around it; an empty one is of no height."""
    size, line, around = kind
    return len(pixels.broken(text, across, size)) * line + around if text else 0


def _map(view: str, across: float) -> float:
    """Return how high a map is that is so many pixels wide."""
    small = across < LAYOUT_OF_MAP
    wide, high = views.screen(view, small)
    return min(across / wide * high, views.SCREEN[1]) if small else across / wide * high


def framed(card: Card, credit: str, source: str, title: str) -> str:
    """Return the HTML that shows a card at the address ``source`` within another page, as wide as its column.

    As high as the layout needs that is drawn at that width: the box tells the browser how wide the column is, so this needs no
    script. Where a browser or an editor's system knows no such box, the greater height stands; ``title``: of the frame, escaped.
    """
    # Where the layout is another than a telephone's.
    wider = (LAYOUT_OF_MAP if card.name == MAP else fitting.PHONE if card.printed else fitting.GENERAL) + SIDES
    low = height(card, credit, (), TELEPHONE)
    high = max(height(card, credit, (), width) for width in (wider, (wider + fitting.WIDE) / 2))
    least, most = sorted((low, high))
    # Past the break a pixel counts a thousandfold, so it is the one height or the other.
    past = f"({wider}px - 100cqi)" if low > high else f"(100cqi - {wider - 1}px)"
    return (
        f'<div style="width:100%;container-type:inline-size"><iframe src="{source}" title="{title}" width="100%" height="{most}" '
        f'loading="lazy" style="border:0;height:clamp({least}px,{past} * 1000,{most}px)"></iframe></div>'
    )
