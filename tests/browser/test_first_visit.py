"""What a first visit loads: no font as a whole, nothing in vain, and little of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from ek_data.ui.navigation import HOME, SECTIONS
from tests.browser.conftest import new_profile, settled
from tests.relay import Relay, relay
from tests.selection import each

MOST = 900_000  # bytes, as they are sent before the smallest forms of the scripts are made
LIGHT = [entry.address for section, entries in SECTIONS.items() for entry in entries if section != "About"]
ONLY_THESE = ("/schriften/", "/static/media/MaterialSymbols-Rounded.")


@dataclass
class Visit:
    """What one page loaded: all addresses, those that gave an error, and how many bytes came."""

    asked: list[str]
    failed: list[str]
    received: int

    @property
    def fonts(self) -> list[str]:
        return [path for path in self.asked if path.endswith(".woff2")]


@pytest.fixture(scope="module")
def counted(public: str) -> Iterator[Relay]:
    with relay(public) as counted:
        yield counted


@pytest.fixture(scope="module", params=each(LIGHT, {HOME, "vollstaendigkeit"}, str))
def visit(request: pytest.FixtureRequest, counted: Relay, chromium: Browser) -> Iterator[Visit]:
    context = new_profile(chromium)
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("response", lambda answer: (asked if answer.ok else failed).append(answer.url))
    counted.received = 0
    page.goto(f"{counted.address}/{'' if request.param == HOME else request.param}")
    settled(page)
    yield Visit([address.removeprefix(counted.address) for address in asked], failed, counted.received)
    context.close()


def test_only_the_parts_of_fonts_that_are_needed_are_loaded(visit: Visit) -> None:
    assert visit.fonts
    assert [font for font in visit.fonts if not font.startswith(ONLY_THESE)] == []


def test_nothing_is_asked_for_in_vain(visit: Visit) -> None:
    assert visit.failed == []


def test_little_comes_over_the_wire(visit: Visit) -> None:
    assert 200_000 < visit.received < MOST
