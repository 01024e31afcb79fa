"""A running dashboard and a headless Chromium for the browser tests."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from ek_data.ui.navigation import HOME
from tests.browser.sharing import shared
from tests.forked import Server
from tests.store.places import shipped_store

HERE = Path(__file__).parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
"""The browser of the tests; the one without a window, where it is installed, takes a third of the time."""
SIDEWAYS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const beyond = Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
  return beyond > 1 ? beyond : 0;
}"""
CALM = """(call) => {
  window.calm ??= (() => {
    const known = new WeakSet(), send = WebSocket.prototype.send;
    let asked = 0, answered = 0, changed = performance.now(), last = null, looks = 0;
    new MutationObserver(() => { changed = performance.now(); })
      .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    WebSocket.prototype.send = function (data) {
      asked = performance.now();
      if (!known.has(this)) this.addEventListener("message", () => { answered = performance.now(); });
      known.add(this);
      return send.call(this, data);
    };
    return (call) => {
      if (call !== last) [last, looks] = [call, 0];
      const app = document.querySelector("[data-testid=stApp]");
      const still = app?.dataset.testScriptState === "notRunning" && answered >= asked
        && app.querySelector("[data-testid=stElementContainer]") && !document.querySelector("[data-testid=stSkeleton]")
        && performance.now() - Math.max(changed, answered) > 50;
      looks = still ? looks + 1 : 0;
      return looks > 2;
    };
  })();
  return window.calm(call);
}"""


def pytest_runtest_setup() -> None:
    """Wait longer while the machine is busy, before any fixture looks at a page."""
    expect.set_options(timeout=1000 * patience())


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


def patience() -> float:
    """Return how many seconds to wait for what a page does; more while the machine is busy.

    Nothing passes the later for it: whoever waits goes on as soon as it is there.
    """
    return 30 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def dashboard(*options: str, anew: bool = False, **variables: str) -> Iterator[str]:
    """Run ``dashboard`` with `options` and environment `variables` on a free port and give its address.

    `anew` it is a process from its very beginning, as from a command line.
    """
    port = free_port()
    arguments = ["--port", str(port), *options]
    environment = os.environ | {"STREAMLIT_SERVER_HEADLESS": "true", "EK_SHARED": "0"} | variables
    address = f"http://127.0.0.1:{port}"
    with TemporaryDirectory() as folder:
        server = started(arguments, environment) if anew else Server(arguments, environment, Path(folder) / "said")
        try:
            wait_for(f"{address}/_stcore/health", server)
            yield address
        finally:
            server.terminate()
            server.communicate(timeout=patience())


def started(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Run ``dashboard`` as a command line does."""
    command = [sys.executable, "-m", "ek_data.web.app", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for(address: str, server: subprocess.Popen[bytes] | Server) -> None:
    deadline = time.monotonic() + 2 * patience()
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped: {server.communicate()[1].decode()}")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"no answer from {address}")


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return folders that all processes of this test run know by the same name."""
    base = tmp_path_factory.getbasetemp()
    root = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def folder(name: str) -> Path:
        place = root / name
        place.mkdir(exist_ok=True)
        return place

    return folder


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory, together: Callable[[str], Path]) -> Iterator[str]:
    """The address of a dashboard with the shipped public data in a store of its own."""

    def started() -> AbstractContextManager[str]:
        return dashboard("--store", shipped_store(tmp_path_factory.mktemp("store")))

    with shared(together("public"), started) as address:
        yield address


@pytest.fixture(scope="session")
def demo(together: Callable[[str], Path]) -> Iterator[str]:
    """The address of a dashboard with the invented data of 14 municipalities."""
    with shared(together("demo"), lambda: dashboard("--demo")) as address:
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


def new_profile(chromium: Browser, **settings: Any) -> BrowserContext:
    """Return a browser profile that nobody has used yet."""
    return chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE", **settings)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile, for what would be seen by the tests after it."""
    context = new_profile(chromium)
    yield context
    context.close()


@pytest.fixture(scope="package")
def profile(chromium: Browser) -> Iterator[BrowserContext]:
    """The browser profile of most tests: what one has loaded, the next need not load again, nor wait for what moves."""
    context = new_profile(chromium, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def tab(profile: BrowserContext) -> Iterator[Page]:
    """A new tab; those that it opens are closed with it."""
    tab = profile.new_page()
    tab.set_default_timeout(1000 * patience())
    opened = [tab]
    tab.on("popup", lambda popup: opened.append(popup))
    yield tab
    for each in opened:
        each.close()


def shows(within: Page | Locator, text: str | re.Pattern[str], *, exact: bool = False) -> None:
    """Hold that a text is to be seen soon.

    It may stand there more than once: in the page and in a message above it, or, where nobody sees it, among the cells
    that a table keeps for screen readers.
    """
    expect(within.get_by_text(text, exact=exact).filter(visible=True).first).to_be_visible()


def noticed(tab: Page, number: int) -> None:
    """Look at the page again until the server has seen a release that was published behind its back."""
    for _attempt in range(60):
        if tab.get_by_text(
            re.compile(rf"^Es gilt Datenstand {number}\b|^Datenstand {number} gilt ")
        ).first.is_visible():
            return
        tab.wait_for_timeout(500)
        tab.reload()
        settled(tab)
    raise AssertionError(f"release {number} is not noticed")


def soon(page: Page, measure: str, wanted: object) -> object:
    """Return what the JavaScript `measure` returns as soon as that is `wanted`, or what it returns in the end."""
    deadline = time.monotonic() + patience()
    while (measured := page.evaluate(measure)) != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    return measured


def eventually(page: Page, measure: str, wanted: object) -> None:
    """Hold that the JavaScript `measure` returns `wanted` soon."""
    assert soon(page, measure, wanted) == wanted, page.viewport_size


def fits(page: Page) -> None:
    """Hold that nothing makes the page wider than its window."""
    eventually(page, SIDEWAYS, 0)


CALLS = count()


def settled(page: Page) -> None:
    """Wait until the running script has finished and what is drawn stays as it is."""
    page.wait_for_function(CALM, arg=next(CALLS), polling=20, timeout=1000 * patience())


def in_menu(page: Page, path: str) -> Locator:
    """Return the entry of a page in the menu on top, once the section that holds it is open."""
    link = page.locator(f":is([data-testid=stTopNav], [data-testid=stTopNavPopover]) a[href$='{path}']:visible")
    expect(page.get_by_test_id("stTopNav").get_by_role("link").first).to_be_visible()
    sections = page.locator("[data-testid=stTopNavSection]:visible")
    for number in range(0 if link.count() else sections.count()):
        sections.nth(number).click()
        page.get_by_test_id("stTopNavPopover").wait_for()
        if link.count():
            break
        page.keyboard.press("Escape")
        page.get_by_test_id("stTopNavPopover").wait_for(state="detached")
    return link


def more(page: Page) -> None:
    """Open what stands behind the three dots: language, names, release, sign-in."""
    page.locator(".st-key-more").get_by_role("button").first.click()


def go(page: Page, address: str) -> None:
    """Follow the menu to a page, as somebody who has the dashboard open already."""
    path = "/" if address == HOME else f"/{address}"
    in_menu(page, path).click()
    page.wait_for_url(lambda url: urlsplit(url).path == path)
    settled(page)
