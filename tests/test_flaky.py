"""The rule for tests that fail once, tried on tests made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

PLUGIN = Path(__file__).with_name("flaky.py").read_text(encoding="utf-8")
# Passes only when it has been run as often as it says before; what the file's tests share is made once.
TESTS = """
import pathlib
import pytest

made = []

@pytest.fixture(scope="module")
def shared():
    made.append(1)
    yield made
    pathlib.Path("closed").write_text(f"{len(made)}")

@pytest.fixture
def own():
    yield []

def failing(name, times):
    path = pathlib.Path(f"{name}.times")
    before = int(path.read_text()) if path.exists() else 0
    path.write_text(str(before + 1))
    assert before >= times, f"{name} fails"

"""
BROWSER = "@pytest.mark.browser\ndef test_{name}(shared, own):\n    own.append(1)\n    assert own == [1]\n    failing('{name}', {times})\n"
PLAIN = "def test_{name}():\n    failing('{name}', {times})\n"


@pytest.fixture(autouse=True)
def nothing_else_loaded(monkeypatch):
    """Load no plugin that the rule doesn't need."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def run(pytester: pytest.Pytester, *tests: tuple[str, int, str], workers: int = 0) -> pytest.RunResult:
    """Run tests, each with its name, how often it fails, and its form."""
    pytester.makeconftest(PLUGIN)
    pytester.makeini("[pytest]\nmarkers = browser: needs Chromium")
    pytester.makepyfile(TESTS + "\n".join(form.format(name=name, times=times) for name, times, form in tests))
    return pytester.runpytest_subprocess(
        "-q", "-p", "no:cacheprovider", *(("-p", "xdist", "-n", str(workers)) if workers else ())
    )


def test_one_that_fails_once_is_named_and_leaves_the_run_green(pytester):
    """Where several processes run tests, too: the one that collects hears of it."""
    done = run(pytester, ("calm", 0, BROWSER), ("shy", 1, BROWSER), ("plain", 0, PLAIN), workers=2)
    done.assert_outcomes(passed=3)
    assert done.ret == 0
    done.stdout.fnmatch_lines(["*failed once: *test_shy*", "*shy fails*", "flaky: 1 (*::test_shy)"])


def test_two_that_fail_once_make_the_run_red(pytester):
    done = run(pytester, ("shy", 1, BROWSER), ("calm", 0, BROWSER), ("coy", 1, BROWSER))
    done.assert_outcomes(passed=3)
    assert done.ret == 1
    assert any(line.startswith("flaky: 2 (") for line in done.outlines)
    assert (pytester.path / "closed").read_text() == "1", "what a file's tests share is made once, and closed"


def test_one_that_fails_twice_or_needs_no_browser_fails(pytester):
    done = run(pytester, ("shy", 2, BROWSER), ("plain", 1, PLAIN))
    done.assert_outcomes(failed=2)
    assert done.ret == 1
    assert "flaky: 0" in done.outlines
    times = {path.stem: path.read_text() for path in pytester.path.glob("*.times")}
    assert times == {"shy": "2", "plain": "1"}
