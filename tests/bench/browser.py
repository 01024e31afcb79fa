"""What a visitor waits for in Chromium: first visits with a cold and a warm cache, bytes, and page switches."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.frame import Aim, Measured, Row
from tests.bench.pages import PAGES
from tests.bench.servers import CONFIGURED, DEFAULTS, bare, dashboard
from tests.browser.conftest import CHROMIUM, settled
from tests.relay import Relay, relay

NAME = "browser"
ROWS = (
    Row("cold_figure", "Erster Besuch bis zur ersten Kennzahl, leerer Cache", "s", CONFIGURED, (Aim(1.2, "ratio"),)),
    Row("cold_bytes", "Bytes über die Leitung, leerer Cache", "MB", DEFAULTS, (Aim(0.4, "ratio"),)),
    Row("warm_figure", "Erneuter Besuch bis zur ersten Kennzahl, voller Cache", "s", CONFIGURED),
    Row("warm_bytes", "Bytes über die Leitung, voller Cache", "MB", DEFAULTS),
    *(Row(f"click_{page}", f"{title}: Seitenwechsel im Browser", "ms") for page, title in PAGES.items()),
)
FIRST_FIGURE = "[data-testid=stMetricValue]"
NAME_OF_PAGE = ".st-key-name :is(strong, h1)"


class Visit(NamedTuple):
    """Seconds until the first figure is seen, and what went over the wire until the page had settled."""

    seconds: float
    megabytes: float


def visit(context: BrowserContext, server: Relay) -> Visit:
    """Open the page in a new tab and wait until it is complete."""
    tab, before = context.new_page(), server.received
    started = time.perf_counter()
    tab.goto(server.address, wait_until="commit")
    tab.wait_for_selector(FIRST_FIGURE)
    seconds = time.perf_counter() - started
    settled(tab)
    tab.close()
    return Visit(seconds, (server.received - before) / 1e6)


def first_and_second(chromium: Browser, server: Relay, rounds: int) -> tuple[Visit, Visit]:
    """Return the median of first visits in new profiles, and of second visits in the same ones."""
    first, second = [], []
    for _n in range(rounds):
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
        first.append(visit(context, server))
        second.append(visit(context, server))
        context.close()
    return _median(first), _median(second)


def _median(visits: list[Visit]) -> Visit:
    return Visit(*(statistics.median(values) for values in zip(*visits, strict=True)))


def clicks(tab: Page, rounds: int) -> dict[str, float]:
    """Return the median milliseconds from the click on each page in the menu until its title is drawn."""
    taken: dict[str, list[float]] = {page: [] for page in PAGES}
    for _n in range(rounds):
        for page, title in reversed(PAGES.items()):
            started = time.perf_counter()
            tab.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True).click()
            tab.locator(NAME_OF_PAGE).filter(has_text=title).wait_for()
            tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
            taken[page].append((time.perf_counter() - started) * 1000)
            settled(tab)
    return {page: statistics.median(milliseconds) for page, milliseconds in taken.items()}


def measure(tiny: bool) -> Iterator[Measured]:
    """Visit the dashboard and both bare apps in turns."""
    rounds = 1 if tiny else 5
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright, dashboard() as ours, bare() as defaults, bare(configured=True) as configured:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        with relay(ours.address) as counted:
            first_and_second(chromium, counted, 1)  # Chromium itself starts cold
            cold, warm = first_and_second(chromium, counted, rounds)
        with relay(configured.address) as counted:
            cold_bare, warm_bare = first_and_second(chromium, counted, rounds)
        with relay(defaults.address) as counted:
            cold_default, warm_default = first_and_second(chromium, counted, rounds)
        yield Measured("cold_figure", cold.seconds, cold_bare.seconds)
        yield Measured("cold_bytes", cold.megabytes, cold_default.megabytes)
        yield Measured("warm_figure", warm.seconds, warm_bare.seconds)
        yield Measured("warm_bytes", warm.megabytes, warm_default.megabytes)
        tab = chromium.new_context(viewport={"width": 1280, "height": 1400}, locale="de-DE").new_page()
        tab.goto(ours.address)
        settled(tab)
        for page, milliseconds in clicks(tab, rounds).items():
            yield Measured(f"click_{page}", milliseconds)
        chromium.close()
