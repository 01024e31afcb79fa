"""Two servers behind nginx in a real browser: published on one, seen on the other, one killed, work goes on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.clicks import publish
from tests.browser.conftest import in_menu, settled, shows
from tests.browser.uploads import drop
from tests.cluster import NAMES, NGINX, NO_NGINX, Cluster, cluster, eventually

pytestmark = pytest.mark.night

MEASURE = "M90{n};Gemeinde Haßloch;2024;Padlet;Brett {n};umgesetzt;Programm;belegt"
NOTE = "Vermerk: Was hat sich geändert, und warum?"
SOON = 10_000  # milliseconds in which the other server shows what was published


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    if not NGINX and not os.environ.get("CI"):
        pytest.skip(NO_NGINX)
    with cluster(tmp_path) as found:
        for name, value in found.environment.items():
            if name.startswith("AWS_"):
                monkeypatch.setenv(name, value)
        yield found


def profile(chromium: Browser, place: Cluster, server: str, *, editor: bool = False) -> BrowserContext:
    """Return a browser profile that nginx leads to `server`."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE", ignore_https_errors=True)
    cookies = [{"name": "ek_server", "value": server, "url": place.address}]
    context.add_cookies([*cookies, *([place.sign_in_cookie()] if editor else [])])  # type: ignore[list-item]
    return context


def server_of(context: BrowserContext) -> str:
    [found] = [str(cookie["value"]) for cookie in context.cookies() if cookie["name"] == "ek_server"]
    return found


def publish_measure(tab: Page, n: int) -> None:
    shows(tab, "1 Maßnahme neu.")
    tab.get_by_label(NOTE).fill(f"Brett {n}")
    tab.get_by_label(NOTE).blur()
    settled(tab)
    publish(tab)
    shows(tab, f"Datenstand {n} ist veröffentlicht.")


def test_published_on_one_seen_on_the_other_and_one_killed(place: Cluster, chromium: Browser) -> None:
    editor, reader = profile(chromium, place, "eins", editor=True), profile(chromium, place, "zwei")
    reading, writing = reader.new_page(), editor.new_page()
    reading.goto(place.address)
    measures = reading.locator(".st-key-tile-measures_done dd").first
    expect(measures).to_have_text(re.compile("von 24$"))
    assert server_of(reader) == "zwei"

    writing.goto(f"{place.address}/aktualisieren")
    settled(writing)
    assert server_of(editor) == "eins"
    drop(writing, MEASURE.format(n=2))
    publish_measure(writing, 2)
    eventually(lambda: place.health("zwei")["release"] == 2, SOON / 1000)
    reading.reload()
    expect(measures).to_have_text(re.compile("von 25$"))

    drop(writing, MEASURE.format(n=3))  # a draft that is not published yet
    place.kill("eins")
    expect(writing.get_by_test_id("stConnectionStatus")).to_be_visible()
    expect(writing.get_by_test_id("stConnectionStatus")).to_have_count(0)
    assert server_of(editor) == "zwei"
    in_menu(writing, "/aktualisieren").click()
    settled(writing)
    publish_measure(writing, 3)  # which is there too, without loading the page anew
    reading.reload()
    expect(measures).to_have_text(re.compile("von 26$"))
    assert set(NAMES) - set(place.running) == {"eins"}
    assert place.newest() == 3
    editor.close()
    reader.close()
