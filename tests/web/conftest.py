"""What the tests of HTTP share: the dashboard itself, asked without a server."""

from __future__ import annotations

import pytest
from asking import Client, dashboard

from qantar.web import pages


@pytest.fixture(scope="module")
def client() -> Client:
    """A reader of the dashboard's HTTP."""
    return Client(dashboard())


@pytest.fixture
def patient(monkeypatch):
    """Wait for the words of a page, however busy the machine is."""
    monkeypatch.setattr(pages, "PATIENCE", 60)
