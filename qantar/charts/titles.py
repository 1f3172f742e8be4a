"""Titles that state a chart's finding, made from the rows that it draws."""

from __future__ import annotations

from collections.abc import Sequence


def either(words: Sequence[str]) -> str:
    """Write alternatives: ``a or b or c``."""
    return " or ".join(words)
