"""The edition: a name for the state of the tables, so that two states can be told apart wherever they are quoted.

It is the day of the newest change, as ``edition.json`` beside the tables records it, and a short hash of the tables'
bytes. Tables that were changed since go by the day on which their newest file was written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qantar.facts import tables
from qantar.facts.models import MODELS

FILE = "edition.json"


@dataclass(frozen=True)
class Edition:
    """A state of the tables: the day of its newest change (UTC) and a hash of its bytes."""

    day: dt.date
    hash: str
    recorded: bool = True

    @property
    def name(self) -> str:
        """The name of the state: ``2026-11-29-1a2b3c4d``."""
        return f"{self.day:%Y-%m-%d}-{self.hash}"


def edition(folder: Path | None = None) -> Edition:
    """Return the edition of the tables in a folder; of those that are served without one."""
    where = tables.DATA if folder is None else folder
    return _edition(where, tables.changed(where))


def name(folder: Path | None = None) -> str:
    """Return the name of the edition."""
    return edition(folder).name


def today() -> dt.date:
    """Return the day in UTC, which is the same for every reader and server."""
    return dt.datetime.now(dt.UTC).date()


def record(folder: Path | None = None) -> Edition:
    """Write down that the tables of a folder were changed today, unless they are as recorded; return their edition."""
    where = tables.DATA if folder is None else folder
    now = edition(where)
    if not now.recorded:
        now = Edition(today(), now.hash)
        (where / FILE).write_text(f'{{"day": "{now.day}", "hash": "{now.hash}"}}\n', encoding="utf-8")
        _edition.cache_clear()
    return now


@lru_cache(maxsize=8)
def _edition(folder: Path, changed: float) -> Edition:
    found = hashlib.sha256()
    for table in sorted(MODELS):
        path = folder / f"{table}.csv"
        # Neither the system's line ends nor a mark at the start make another state.
        text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") if path.exists() else b""
        found.update(f"{table} {len(text)}\n".encode() + text)
    short = found.hexdigest()[:8]
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if said["hash"] == short:
            return Edition(dt.date.fromisoformat(said["day"]), short)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return Edition(dt.datetime.fromtimestamp(changed, dt.UTC).date(), short, False)
