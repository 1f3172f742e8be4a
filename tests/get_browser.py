"""Install Chromium for the browser tests, unless the machine has one: Debian's, else Playwright's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None if Playwright has to bring its own."""
    return next(filter(None, map(shutil.which, NAMES)), str(MAC) if MAC.exists() else None)


def nginx() -> str | None:
    """Return the path of nginx, which stands where only the system's own programs do."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def install() -> None:
    """Install a browser; say how to get one if that fails. Where it is easy, another program that draws SVG and nginx, too."""
    missing = [
        package
        for package, there in (
            ("chromium", find()),
            ("librsvg2-bin", shutil.which("rsvg-convert")),
            ("nginx-light", nginx()),
        )
        if not there
    ]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", *missing], check=False)
    if find():
        return
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        sys.exit("No browser could be installed. Install Chromium or Chrome, then run `make test` again.")


if __name__ == "__main__":
    install()
