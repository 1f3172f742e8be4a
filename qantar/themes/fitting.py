"""The layout of a card's chart for the pixels that it has, so that nothing overlaps or is cut between a telephone and a desk."""

from __future__ import annotations

from typing import Any

from qantar.charts import style
from qantar.charts.narrow import narrow
from qantar.themes.card import Card

STEPS = (0, 680, 760, 900, 1020)
"""From so many pixels on there is another layout; the first is a telephone's, the last what a card has on a screen of 1400."""
PHONE, GENERAL, WIDE = STEPS[1], STEPS[2], STEPS[-1]
"""Below which width a chart is a telephone's; the same for those that are laid out for one width alone; and what is wide."""


def step(pixels: float) -> int:
    """Return for how many pixels a chart is laid out that has so many."""
    return max(one for one in STEPS if one <= max(pixels, 0))


def fitted(card: Card, pixels: float) -> Any:
    """Return the chart of a card as a Plotly figure, laid out for so many pixels."""
    width = step(pixels)
    if card.draw is None:
        return style.figure({})
    if card.printed and PHONE <= width < WIDE:
        return style.figure(card.printed(*card.arguments, width=width))
    if width >= GENERAL:
        return style.figure(card.draw(*card.arguments))
    return (
        style.figure(card.narrow(*card.arguments)) if card.narrow else narrow(style.figure(card.draw(*card.arguments)))
    )
