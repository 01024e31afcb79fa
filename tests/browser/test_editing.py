"""Changing a row in a real browser: by keyboard alone, at any width, and two editors at one cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import findings
from tests.browser.conftest import dashboard, fits, settled
from tests.browser.keyboard import tab_to
from tests.browser.test_maintain import publish, sign, visit
from tests.programme import RHEIN_SELZ
from tests.store.places import shipped_store

CARD = "veranstaltungen?veranstaltung=E08"  # a conference with 75 people
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with dashboard("--store", shipped_store(tmp_path / "store")) as address:
        yield address


def test_number_is_changed_by_keyboard_alone_and_nothing_in_the_way_is_inaccessible(address: str, tab: Page) -> None:
    visit(tab, f"{address}/{CARD}")
    tab_to(tab, "Ändern")
    tab.keyboard.press("Enter")
    drawer = tab.get_by_role("dialog")
    expect(drawer.get_by_role("textbox", name="Teilnehmende")).to_be_visible()
    settled(tab)
    assert findings(tab).ours == []
    tab_to(tab, "Teilnehmende")
    tab.keyboard.press("Control+A")
    tab.keyboard.type("ca. 78")
    tab.keyboard.press("Tab")
    expect(drawer.get_by_text("geändert, bisher: 75")).to_be_visible()
    settled(tab)
    tab_to(tab, "In den Entwurf")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Entwurf: 1 Zeile geändert, gespeichert")).to_be_visible()
    settled(tab)
    assert findings(tab).ours == []
    tab.reload()
    expect(tab.get_by_text("Entwurf: 1 Zeile geändert, gespeichert")).to_be_visible()
    settled(tab)
    tab_to(tab, "Ansehen und veröffentlichen")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Teilnehmende: 75 → ca. 78")).to_be_visible()


def test_three_clicks_and_one_number_lead_to_the_difference(address: str, tab: Page) -> None:
    visit(tab, f"{address}/veranstaltungen")
    tab.get_by_role("tab", name="Alle Zeilen").click()
    settled(tab)
    tab.get_by_role("row", name="Erste Ehrenamtskonferenz").get_by_role("cell", name="75").click()
    expect(tab.get_by_role("dialog").get_by_role("textbox", name="Teilnehmende")).to_be_focused()
    settled(tab)
    tab.keyboard.type("78")  # in place of what stands there
    tab.get_by_role("button", name="In den Entwurf").click()
    tab.get_by_role("button", name="Ansehen und veröffentlichen").click()
    expect(tab.get_by_text("Teilnehmende: 75 → 78")).to_be_visible()


@pytest.mark.full
def test_card_of_the_map_leads_to_the_drawer_of_the_municipality(address: str, tab: Page) -> None:
    visit(tab, f"{address}/karte?kommune={RHEIN_SELZ}")
    tab.get_by_role("link", name="Ändern").click()
    expect(tab.get_by_role("dialog").get_by_role("textbox", name="Einwohner")).to_have_value("40459")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog", name="Ändern")).to_have_count(0)


@pytest.mark.full
def test_drawer_and_bar_fit_on_a_phone(address: str, tab: Page) -> None:
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit(tab, f"{address}/{CARD}")
    tab.get_by_role("button", name="Ändern", exact=True).first.click()
    field = tab.get_by_role("dialog").get_by_role("textbox", name="Teilnehmende")
    field.fill("viele")
    field.blur()
    expect(tab.get_by_text("ist keine Zahl")).to_be_visible()
    settled(tab)
    fits(tab)
    tab.get_by_role("button", name="In den Entwurf").click()
    expect(tab.get_by_text("Entwurf: 1 Zeile geändert, gespeichert")).to_be_visible()
    settled(tab)
    fits(tab)


@pytest.mark.full
def test_cell_that_somebody_else_published_meanwhile_is_asked_about(address: str, context: BrowserContext) -> None:
    mine, theirs = context.new_page(), context.new_page()
    for page, number in ((mine, "78"), (theirs, "90")):
        visit(page, f"{address}/{CARD}")
        page.get_by_role("button", name="Ändern", exact=True).first.click()
        page.get_by_role("dialog").get_by_role("textbox", name="Teilnehmende").fill(number)
        page.keyboard.press("Tab")
        expect(page.get_by_text("geändert, bisher: 75")).to_be_visible()
        settled(page)
    theirs.get_by_role("button", name="In den Entwurf").click()
    expect(theirs.get_by_text("Entwurf: 1 Zeile geändert, gespeichert")).to_be_visible()
    visit(theirs, f"{address}/aktualisieren")
    sign(theirs, "Berta", "gezählt")
    publish(theirs)
    expect(theirs.get_by_text("Datenstand 2 ist veröffentlicht.")).to_be_visible(timeout=30_000)
    mine.get_by_role("button", name="In den Entwurf").click()  # seen in release 1
    expect(mine.get_by_text("Entwurf: 1 Zeile geändert, gespeichert")).to_be_visible()
    visit(mine, f"{address}/aktualisieren")
    expect(mine.get_by_text("jetzt „90“ (Berta")).to_be_visible()
