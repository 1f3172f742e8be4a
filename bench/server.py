"""A server of an app as a process of its own: started, found healthy, its memory and time read, stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
APPS = {
    "dashboard": ROOT / "dashboard.py",
    "smallest": ROOT / "bench/smallest.py",
    "map": ROOT / "bench/smallest_map.py",
}
TICK = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


class Server:
    """An app served by ``streamlit run``; ``with Server("dashboard") as server:``.

    ``environment``: variables besides this process's; ``started``: seconds until it was healthy.
    """

    def __init__(self, app: str, **environment: str) -> None:
        self.app, self.port = app, free_port()
        self.url = f"http://localhost:{self.port}"
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", str(APPS[app]), f"--server.port={self.port}", "--server.headless=true",
                "--browser.gatherUsageStats=false",
            ],
            cwd=APPS[app].parent, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not self._healthy():
            if self.process.poll() is not None or time.perf_counter() - begun > 90:
                self.stop()
                raise RuntimeError(f"{APPS[app].name} didn't start; see `streamlit run {APPS[app]}`")
            time.sleep(0.05)
        self.started = time.perf_counter() - begun

    def _healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/_stcore/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def settle(self) -> None:
        """Wait until the server has done what it does ahead when it starts."""
        taken = -1.0
        while self.seconds() - taken > 0.1:
            taken = self.seconds()
            time.sleep(1.5)

    def memory(self) -> float:
        """Return the megabytes that the process holds; nan where the system doesn't tell (other than Linux)."""
        try:
            text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return float("nan")
        return next(int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("VmRSS"))

    def seconds(self) -> float:
        """Return the seconds of processor that the process has taken; nan where the system doesn't tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / TICK

    def stop(self) -> None:
        """End the process."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
