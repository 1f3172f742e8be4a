"""Several processes behind nginx, which ``python -m qantar serve`` starts, watches and stops."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONF = Path(__file__).with_name("nginx.conf")
PATIENCE = 60.0
"""Seconds within which a process is to answer after its start."""
AGAIN = 1.0
"""Seconds from one look at the processes to the next."""


class ServeError(Exception):
    """What keeps the dashboard from being served, and what to do about it."""


def conf(port: int, workers: Sequence[int]) -> str:
    """Return the configuration of nginx for a port, before processes that listen on the ports ``workers``."""
    text = CONF.read_text(encoding="utf-8")
    line = re.search(r"^ *server 127\.0\.0\.1:\d+(.*;)\n(?: *server 127\.0\.0\.1:.*\n)*", text, re.MULTILINE)
    assert line  # noqa: S101 - the file stands beside this one
    named = "".join(f"        server 127.0.0.1:{worker}{line[1]}\n" for worker in workers)
    return re.sub(r"listen \d+;", f"listen {port};", text.replace(line[0], named))


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in held]
    finally:
        for one in held:
            one.close()


def _taken(port: int) -> bool:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("", port))
        except OSError:
            return True
    return False


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class Workers:
    """The processes, each on a port of its own; one that ends is started anew on the same port."""

    def __init__(self, count: int) -> None:
        self.ports = _free_ports(count)
        # What one process signs, the others are to know.
        self.environment = {**os.environ, "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32)}
        self.running = {port: self._start(port) for port in self.ports}

    def _start(self, port: int) -> subprocess.Popen[bytes]:
        command = [
            sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address=127.0.0.1", f"--server.port={port}",
            "--server.headless=true",
        ]  # fmt: skip
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)  # noqa: S603

    def wait(self) -> None:
        """Wait until all answer. Raises ``ServeError`` if one ends or doesn't in time."""
        until = time.monotonic() + PATIENCE
        for port in self.ports:
            while not _healthy(port):
                if self.running[port].poll() is not None or time.monotonic() > until:
                    raise ServeError("A process didn't start. What `streamlit run dashboard.py` says tells why.")
                time.sleep(0.1)

    def renew(self) -> list[int]:
        """Start anew those that have ended; return their ports."""
        ended = [port for port, process in self.running.items() if process.poll() is not None]
        for port in ended:
            self.running[port] = self._start(port)
        return ended

    def stop(self) -> None:
        """End all."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def serve(port: int, count: int) -> None:
    """Serve the dashboard on a port by so many processes until it is stopped. Raises ``ServeError``."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if nginx is None:
        raise ServeError(
            "nginx isn't installed: `apt install nginx` or `brew install nginx`; or `make run` for one process."
        )
    if count < 1:
        raise ServeError(f"{count} processes can't serve; give --workers 1 or more, about as many as there are cores.")
    if _taken(port):
        raise ServeError(f"Port {port} is taken; stop what listens there, or give another with --port.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="qantar-") as folder:
        (Path(folder) / "temp").mkdir()
        # Whoever nginx's own processes run as is to write there.
        for path in (Path(folder), Path(folder) / "temp"):
            path.chmod(0o777)
        file = Path(folder) / "nginx.conf"
        workers = Workers(count)
        front = None
        try:
            workers.wait()
            file.write_text(conf(port, workers.ports), encoding="utf-8")
            front = subprocess.Popen([nginx, "-e", "stderr", "-p", folder, "-c", str(file), "-g", "daemon off;"])  # noqa: S603
            until = time.monotonic() + PATIENCE
            while front.poll() is None and not _healthy(port) and time.monotonic() < until:
                time.sleep(0.1)
            if front.poll() is None:
                print(f"Qantar is at http://localhost:{port}, served by {count} processes.", flush=True)
            while front.poll() is None:
                time.sleep(AGAIN)
                for ended in workers.renew():
                    print(f"The process on port {ended} ended; it was started anew.", flush=True)
            raise ServeError("nginx ended; what it said stands above.")
        except KeyboardInterrupt:
            pass
        finally:
            if front is not None:
                front.terminate()
                front.wait(10)
            workers.stop()
