"""What stands on the map, worked out once for each choice of sources: for the page and for the addresses of its marks."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from qantar.facts import shared
from qantar.themes.map import rows


@lru_cache(maxsize=40)
def _facts(folder: object, chosen: tuple[str, ...], reference: bool, changed: float) -> pd.DataFrame:
    return rows.facts(shared.filtered(chosen, reference, changed))


def facts(chosen: tuple[str, ...], reference: bool, changed: float) -> pd.DataFrame:
    """Return what ``rows.facts`` makes of the tables under a choice; ``changed``: when the tables were last changed."""
    with shared.WORKING:
        return _facts(shared.folder(), chosen, reference, changed)
