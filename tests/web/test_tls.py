"""Behind a proxy with TLS, below a path: pages, links, data, embeds and the app itself stand at the proxy's address."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from browsing import at_rest, expect_title, serve, visit
from get_browser import nginx
from playwright.sync_api import Browser

from bench.server import free_port

pytestmark = pytest.mark.browser
NGINX = nginx()
CONF = """
pid nginx.pid;
error_log stderr warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path temp/body; proxy_temp_path temp/proxy; fastcgi_temp_path temp/f; uwsgi_temp_path temp/u; scgi_temp_path temp/s;
  map $http_upgrade $connection_upgrade {{ default upgrade; "" ""; }}
  server {{
    listen {port} ssl;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    location / {{
      proxy_pass {server};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
    }}
  }}
}}
"""


@pytest.fixture(scope="module")
def secure(tmp_path_factory) -> Iterator[str]:
    """The dashboard below a path, behind nginx with TLS."""
    if NGINX is None or shutil.which("openssl") is None:
        pytest.skip("needs nginx and openssl")
    folder: Path = tmp_path_factory.mktemp("tls")
    folder.chmod(0o755)
    (folder / "temp").mkdir(mode=0o777)
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*made, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    port = free_port()
    with serve("kz/qantar") as below:
        server = re.sub(r"(//[^/]+)/.*", r"\1", below)
        (folder / "nginx.conf").write_text(CONF.format(port=port, server=server), encoding="utf-8")
        command = [NGINX, "-e", "stderr", "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"]
        with subprocess.Popen(command) as proxy:
            try:
                until = time.monotonic() + 20
                while True:
                    try:
                        ssl.get_server_certificate(("localhost", port))
                        break
                    except OSError:
                        assert time.monotonic() < until
                        time.sleep(0.1)
                yield f"https://localhost:{port}/kz/qantar"
            finally:
                proxy.terminate()


def test_what_the_server_says_of_itself_is_at_the_proxy_s_address(secure: str):
    with httpx.Client(verify=False, timeout=60) as client:  # noqa: S501 - a certificate of our own
        page = client.get(f"{secure}/timeline").text
        assert f'<link rel="canonical" href="{secure}/timeline">' in page
        assert f'content="{secure}/preview/timeline.png' in page
        assert "http://localhost" not in page
        assert f"{secure}/sitemap.xml" in client.get(f"{secure}/robots.txt").text
        assert f'href="{secure}/intervention#troops"' in client.get(f"{secure}/embed/troops").text
        assert client.get(f"{secure}/data/events.csv").status_code == 200
        moved = client.get(f"{secure}/Timeline")
        assert (moved.status_code, moved.headers["location"]) == (301, "/kz/qantar/timeline")


def test_the_app_comes_up_and_its_links_stay_at_the_proxy_s_address(secure: str, browser: Browser):
    with visit(browser, secure, 1400, ignore_https_errors=True) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda line: asked.append(line.url.replace("wss:", "https:")))
        page.goto(f"{secure}/timeline?source=SCMP")
        at_rest(page)
        expect_title(page, "/timeline")
        assert page.evaluate("isSecureContext")
        page.get_by_role("button", name="Share this view").click()
        at_rest(page)
        assert f"{secure}/timeline?source=SCMP" in page.locator("[data-testid=stCode]").first.inner_text()
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Map", exact=True).click()
        at_rest(page)
        expect_title(page, "/map")
        assert page.url == f"{secure}/map?source=SCMP"
        beside = [url for url in asked if not url.startswith((f"{secure}/", "data:", "blob:"))]
        assert not beside
        assert f"{secure}/_stcore/stream" in asked
