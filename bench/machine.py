"""What machine this is, and whether it is quiet enough to tell anything."""

from __future__ import annotations

import datetime as dt
import os
import platform
import time
from pathlib import Path

BUSY = 0.15
"""From this share of the processors on that others take, a run isn't to be trusted."""


def _taken() -> tuple[float, float]:
    """Return the ticks that all processors were busy, and all ticks; (0, 0) where the system doesn't tell."""
    try:
        fields = [int(text) for text in Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
    except OSError:
        return 0.0, 0.0
    return float(sum(fields) - fields[3] - fields[4]), float(sum(fields))


def others(seconds: float = 2.0) -> float:
    """Return the share of the processors that is taken while nothing of ours runs; nan where the system doesn't tell."""
    busy, whole = _taken()
    time.sleep(seconds)
    more, all_of_it = _taken()
    return (more - busy) / (all_of_it - whole) if all_of_it > whole else float("nan")


def described() -> str:
    """Return the machine and the day: processors, Python, date."""
    try:
        model = next(
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        )
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    day = dt.datetime.now(dt.UTC).date()
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, {day:%-d %B %Y}"


def trusted(before: float, after: float) -> str:
    """Say whether the machine was quiet: the share that others took before and after the run."""
    shares = f"{before:.0%} before and {after:.0%} after the run"
    if max(before, after) > BUSY:
        return f"The machine was busy with other work ({shares}): these figures can't be trusted. Run it again when it is quiet."
    return f"Taken by other work: {shares}."
