"""A running dashboard and a headless Chromium for the browser tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.store.places import shipped_store

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
START_SECONDS = 60
SIDEWAYS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const beyond = Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
  return beyond > 1 ? beyond : 0;
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(
                    pytest.mark.skip(
                        reason="no Chromium here; install it (Debian: apt-get install chromium) to run this"
                    )
                )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def dashboard(*options: str, **variables: str) -> Iterator[str]:
    """Run ``dashboard`` with `options` and environment `variables` on a free port and give its address."""
    port = free_port()
    command = [sys.executable, "-m", "ek_data.server", "--port", str(port), *options]
    environment = os.environ | {"STREAMLIT_SERVER_HEADLESS": "true"} | variables
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=20)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped: {server.communicate()[1].decode()}")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"no answer within {START_SECONDS} s")


@pytest.fixture(scope="package")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with the shipped public data in a store of its own."""
    with dashboard("--store", shipped_store(tmp_path_factory.mktemp("store"))) as address:
        yield address


@pytest.fixture(scope="package")
def demo() -> Iterator[str]:
    """The address of a dashboard with the invented data of 14 municipalities."""
    with dashboard("--demo") as address:
        yield address


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium for the tests of this folder; its event loop would stop the asynchronous tests that come later."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile that records every request it makes."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


Visit = Callable[[str], None]


def eventually(page: Page, measure: str, wanted: object) -> None:
    """Hold that the JavaScript `measure` returns `wanted` within ten seconds: pictures follow late."""
    deadline = time.monotonic() + 10
    while (measured := page.evaluate(measure)) != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert measured == wanted, page.viewport_size


def fits(page: Page) -> None:
    """Hold that nothing makes the page wider than its window."""
    eventually(page, SIDEWAYS, 0)


def settled(page: Page) -> None:
    """Wait until the running script has finished and what is drawn stays as it is."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=30_000)
    before, drawn = -1, -2
    while before != drawn:
        before = drawn
        page.wait_for_timeout(200)
        drawn = page.evaluate("document.body.innerHTML.length")
