"""Requests sent to an application without a server."""

from __future__ import annotations

import asyncio
import functools
import importlib.util
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from typing import Any, TypeVar

import httpx
from small import ROOT

T = TypeVar("T")


def answered(talk: Coroutine[Any, Any, T]) -> T:
    """Run a conversation to its end, in a thread of its own: the browser's has a loop of its own that doesn't end."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, talk).result()


@functools.cache
def dashboard() -> Any:
    """Return the dashboard itself, as ``streamlit run dashboard.py`` serves it; a process has one."""
    spec = importlib.util.spec_from_file_location("dashboard_entry", ROOT / "dashboard.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.app


class Client:
    """A reader of an app's HTTP, without a server: what fails in the app is answered, not raised."""

    def __init__(self, app: Any, base_url: str = "http://here") -> None:
        self.app, self.base_url = app, base_url

    def request(self, method: str, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=self.base_url) as client:
                return await client.request(method, path, headers=headers)

        return answered(send())

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.request("GET", path, headers)

    def post(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.request("POST", path, headers)

    def options(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.request("OPTIONS", path, headers)


VOID = {"meta", "link", "img", "br", "input"}


class Read(HTMLParser):
    """An HTML page as a program without scripts reads it: head, texts by element, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.hrefs: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.feed(text)
        assert not self.open, "an element isn't closed"

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        if tag == "meta":
            self.meta[about.get("name") or about.get("property") or ""] = about.get("content") or ""
        elif tag == "link":
            self.links.append(about)
        elif tag == "a":
            self.hrefs.append(about["href"] or "")
        elif tag == "img":
            self.images.append(about)
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag, tag

    def handle_data(self, data):
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def link(self, rel: str) -> str:
        return next(link["href"] or "" for link in self.links if link.get("rel") == rel)
