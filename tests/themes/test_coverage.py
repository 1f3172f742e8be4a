"""What each article adds: a bar is as long as its count, whoever else is chosen."""

from __future__ import annotations

import pytest

from qantar.themes.coverage import cards


def test_a_bar_is_as_long_under_every_filter(filtered, articles):
    every = filtered(articles, True)

    def lengths(chosen: list[str]) -> dict[str, float]:
        card = cards.coverage(filtered(chosen, True), every)
        own, others = card.draw(*card.arguments)["data"][:2]
        return {text: one + more for text, one, more in zip(own["text"], own["x"], others["x"], strict=True)}

    whole = lengths(articles)
    for key in articles:
        assert lengths([key]) == pytest.approx({text: whole[text] for text in lengths([key])})
