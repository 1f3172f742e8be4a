"""Several processes behind nginx: its configuration, what is said where it can't be, and a process that is killed."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import kubernetes_validate
import pytest
import yaml
from browsing import at_rest, expect_chosen, expect_title, visit
from get_browser import nginx
from playwright.sync_api import Browser, expect
from small import ROOT

from bench.server import free_port
from qantar import serving
from qantar.serving import ServeError

NGINX = nginx()
CONNECTED = "document.querySelector('[data-testid=stApp]')?.dataset.testConnectionState === 'CONNECTED'"
needs_nginx = pytest.mark.skipif(NGINX is None, reason="needs nginx")


def test_the_configuration_has_the_port_and_every_process():
    text = serving.conf(8600, [9001, 9002, 9003])
    assert "listen 8600;" in text
    assert re.findall(r"server 127\.0\.0\.1:(\d+) ", text) == ["9001", "9002", "9003"]
    assert "8501" not in re.findall(r"listen (\d+)", text)


@needs_nginx
@pytest.mark.parametrize(
    "text", [serving.CONF.read_text(encoding="utf-8"), serving.conf(8600, [9001])], ids=["file", "made"]
)
def test_nginx_takes_the_configuration(tmp_path: Path, text: str):
    (tmp_path / "temp").mkdir()
    (tmp_path / "nginx.conf").write_text(text, encoding="utf-8")
    tried = subprocess.run(
        [NGINX, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr


def asked(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qantar", "serve", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=60
    )


def test_without_nginx_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    with pytest.raises(ServeError, match="nginx isn't installed: `apt install nginx`"):
        serving.serve(free_port(), 2)


@needs_nginx
def test_a_port_that_is_taken_is_named():
    with socket.socket() as held:
        held.bind(("", 0))
        held.listen()
        port = held.getsockname()[1]
        answer = asked("--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr == f"Port {port} is taken; stop what listens there, or give another with --port.\n"


@needs_nginx
def test_no_process_at_all_cannot_serve():
    answer = asked("--workers", "0")
    assert answer.returncode == 1
    assert "--workers 1 or more" in answer.stderr


@pytest.fixture(scope="module")
def several() -> Iterator[tuple[str, int]]:
    """Two processes behind nginx: the address, and the process that watches them."""
    if NGINX is None:
        pytest.skip("needs nginx")
    port = free_port()
    command = [sys.executable, "-m", "qantar", "serve", "--workers", "2", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "QANTAR_AHEAD": "no"}, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert "served by 2 processes" in server.stdout.readline()
            yield f"http://localhost:{port}", server.pid
        finally:
            server.terminate()


def workers_of(watcher: int) -> dict[int, int]:
    """Return port → process of the dashboards that a process has started."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(re.search(r"^PPid:\s+(\d+)", (folder / "status").read_text(), re.MULTILINE)[1])
            port = re.search(rb"--server\.port=(\d+)", (folder / "cmdline").read_bytes())
        except (OSError, TypeError):
            continue
        if parent == watcher and port:
            found[int(port[1])] = int(folder.name)
    return found


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.browser
def test_what_is_the_same_for_all_is_asked_for_once(several: tuple[str, int]):
    with httpx.Client(base_url=several[0], timeout=60) as client:
        for path in (
            "/data/troops.csv",
            "/data/troops.csv?source=SCMP",
            "/embed/troops",
            "/preview/map.png",
            "/assets/plotly.js",
        ):
            first, second = client.get(path), client.get(path)
            assert second.headers["x-cache"] == "HIT", path
            assert first.content == second.content
        old = client.get("/data/troops.csv")
        assert client.get("/data/troops.csv", headers={"If-None-Match": old.headers["etag"]}).status_code == 304
        assert client.get("/data/nosuch.csv").status_code == 404
        home = client.get("/")
        assert "x-cache" not in home.headers
        assert "qantar_reader=" in home.headers["set-cookie"]
        assert "set-cookie" not in client.get("/").headers, "a reader who has the cookie keeps it"


@pytest.mark.browser
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="finds processes as Linux lists them")
def test_when_a_process_is_killed_its_readers_come_back_to_what_they_saw(several: tuple[str, int], browser: Browser):
    address, watcher = several
    with visit(browser, address, 1400) as context:
        page = context.new_page()
        page.goto("/timeline?source=SCMP&source=RFERL&fact=ev-csto-request")
        at_rest(page)
        drawer = page.get_by_role("dialog")
        expect(drawer).to_be_visible()
        said = drawer.inner_text()
        # Whichever of the two has the reader's session: each is killed once.
        for port, process in workers_of(watcher).items():
            os.kill(process, signal.SIGKILL)
            until(lambda port=port, process=process: workers_of(watcher).get(port, process) != process)
            page.wait_for_function(CONNECTED)
            at_rest(page)
            expect_title(page, "/timeline")
            expect_chosen(page, ["SCMP", "RFERL"])
            expect(drawer).to_be_visible()
            assert drawer.inner_text() == said
            until(lambda port=port: answers(port))
        assert len(workers_of(watcher)) == 2


MANIFEST = list(yaml.safe_load_all((ROOT / "docs/serving/kubernetes.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("part", MANIFEST, ids=[part["kind"] for part in MANIFEST])
def test_kubernetes_takes_the_manifest(part: dict):
    kubernetes_validate.validate(part, "1.33", strict=True)


def test_a_manifest_that_is_wrong_is_found():
    wrong = copy.deepcopy(MANIFEST[0])
    wrong["spec"]["template"]["spec"]["containers"][0]["readinessProb"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.33", strict=True)


def test_readers_stay_with_a_pod_that_is_asked_whether_it_is_well():
    kinds = {part["kind"]: part for part in MANIFEST}
    container = kinds["Deployment"]["spec"]["template"]["spec"]["containers"][0]
    probes = [container[name]["httpGet"]["path"] for name in ("startupProbe", "readinessProbe", "livenessProbe")]
    assert probes == ["/_stcore/health"] * 3
    assert kinds["Service"]["spec"]["selector"] == kinds["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert kinds["Service"]["spec"]["sessionAffinity"] == "ClientIP"
    assert kinds["Ingress"]["metadata"]["annotations"]["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    secret = container["env"][1]["valueFrom"]["secretKeyRef"]
    assert kinds["Secret"]["metadata"]["name"] == secret["name"]
    assert secret["key"] in kinds["Secret"]["stringData"]


def test_the_container_has_all_that_the_dashboard_reads_and_serves_it_as_here():
    docker = (ROOT / "docs/serving/Dockerfile").read_text(encoding="utf-8")
    compose = yaml.safe_load((ROOT / "docs/serving/compose.yaml").read_text(encoding="utf-8"))["services"]["qantar"]
    command = json.loads(re.search(r"^CMD (\[.*\])$", docker, re.MULTILINE)[1])
    assert command[:4] == ["python", "-m", "qantar", "serve"]
    port = re.search(r"^EXPOSE (\d+)$", docker, re.MULTILINE)[1]
    assert compose["ports"] == [f"{port}:{port}"]
    assert (ROOT / "docs/serving" / compose["build"]["context"] / compose["build"]["dockerfile"]).samefile(
        ROOT / "docs/serving/Dockerfile"
    )
    taken = {name.rstrip("/") for line in re.findall(r"^COPY (.*) \S+$", docker, re.MULTILINE) for name in line.split()}
    let_in = (ROOT / "docs/serving/Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert taken == {name.removeprefix("!") for name in let_in if name.startswith("!")}
    assert all((ROOT / name).exists() for name in taken)
    assert {"dashboard.py", "pages", "qantar", "data", ".streamlit"} <= taken


def test_the_guide_names_what_is_there():
    guide = (ROOT / "docs/serving.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", guide):
        assert (ROOT / "docs" / target).exists(), target
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "qantar").rglob("*.py"))
    for name in re.findall(r"`(QANTAR_\w+)", guide):
        assert f'"{name}"' in code, name
