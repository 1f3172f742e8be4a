"""A browser test that fails is run once more by itself; the run says which, and two such tests make it red.

What a browser does depends on the machine too, so one of them may fail once without a fault of ours. More than that
is a fault, of the code or of the test. Other tests are never run twice.
"""

from __future__ import annotations

from typing import cast

import pytest
from _pytest.runner import runtestprotocol

ONCE = "failed once"
"""Under which name the report of a second run carries what the first one failed of."""
ALLOWED = 1
"""So many tests of a run may fail once."""
FLAKY: dict[str, str] = {}
"""The test → what it failed of at first, as far as this process has heard."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run a browser test, and once more if it fails."""
    if item.get_closest_marker("browser") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    # As if another test of its file followed, so that the second run finds what the file's tests share.
    neighbour = cast(pytest.Item, item.parent)
    reports = runtestprotocol(item, nextitem=neighbour, log=False)
    failed = next((report for report in reports if report.failed), None)
    if failed:
        reports = runtestprotocol(item, nextitem=neighbour, log=False)
        if not any(report.failed for report in reports):
            shown = "\n".join(f"{name}:\n{text}" for name, text in failed.sections)
            reports[0].user_properties.append((ONCE, f"{failed.longreprtext}\n{shown}"))
    call = pytest.CallInfo.from_call(lambda: item.session._setupstate.teardown_exact(nextitem), when="teardown")
    if call.excinfo:
        reports.append(pytest.TestReport.from_item_and_call(item, call))
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember who failed once; where several processes run tests, the one that collects hears of all."""
    for text in (text for name, text in report.user_properties if name == ONCE):
        FLAKY[report.nodeid] = str(text)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn the run red if more failed once than may."""
    if len(FLAKY) > ALLOWED and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what failed once and of what, and in one line how many."""
    for name, text in FLAKY.items():
        terminalreporter.section(f"failed once: {name}", sep="_")
        terminalreporter.write_line(text)
    names = ", ".join(name.rpartition("/")[2] for name in FLAKY)
    terminalreporter.write_line(f"flaky: {len(FLAKY)}{f' ({names})' if names else ''}", red=len(FLAKY) > ALLOWED)
