"""What a reader reads and no rule computes: one file of texts in each theme's folder, ``texts.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def texts(theme: str) -> dict[str, Any]:
    """Return the texts of a theme: ``question``, and for each card, by its name, ``subtitle``, ``notes``, ``silent`` and more.

    An editor, and a translator later, changes the file alone.
    """
    return tomllib.loads((resources.files("qantar.themes") / theme / "texts.toml").read_text(encoding="utf-8"))
