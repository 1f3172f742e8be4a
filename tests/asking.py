"""Requests sent to an application without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def answered(talk: Coroutine[Any, Any, T]) -> T:
    """Run a conversation to its end, in a thread of its own: the browser's has a loop of its own that doesn't end."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, talk).result()
