"""The dashboard by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clicks import NOTE, sign
from tests.browser.conftest import dashboard, settled, shows, soon
from tests.browser.keyboard import CHOOSER, FOCUSED, tab_to
from tests.browser.uploads import MENDED, drop
from tests.store.places import shipped_store


def visit(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)
    expect(page.get_by_text("Zum Inhalt springen")).to_be_attached()  # the document is mended after the first run


def test_skip_link_leads_into_the_page(public: str, tab: Page) -> None:
    visit(tab, f"{public}/quellen")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate(FOCUSED)["main"]


@pytest.mark.full
def test_language_is_switched_by_keyboard_and_the_document_says_it(public: str, tab: Page) -> None:
    visit(tab, f"{public}/karte")
    expect(tab.locator("html")).to_have_attribute("lang", "de")
    tab_to(tab, "Mehr")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Hilfe zu Anonymisiert zeigen")).to_be_visible()
    tab_to(tab, "Deutsch", most=1)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Space")
    expect(tab).to_have_title("Map · Engagierte Kommunen")
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    visit(tab, f"{public}/karte")
    expect(tab.locator("html")).to_have_attribute("lang", "de")


@pytest.mark.full
def test_filter_is_set_and_taken_back_by_keyboard(public: str, tab: Page) -> None:
    visit(tab, public)
    tab.get_by_role("button", name="Staffel: alle").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="2024", exact=True)).to_be_visible()
    tab_to(tab, "2024", most=1)
    tab.keyboard.press("Enter")
    shows(tab, "Mindestens 5 von 7 Kommunen")
    tab.keyboard.press("Escape")
    settled(tab)
    tab_to(tab, "Filter zurücksetzen")
    tab.keyboard.press("Enter")
    shows(tab, "Mindestens 7 von 14 Kommunen")


@pytest.mark.full
def test_tab_leads_into_what_opened_and_on_from_its_button(public: str, tab: Page) -> None:
    visit(tab, public)
    button, choice, following = (
        tab.get_by_role("button", name=name, exact=True) for name in ("Staffel: alle", "2024", "Art: alle")
    )
    button.focus()
    tab.keyboard.press("Enter")
    expect(choice).to_be_visible()
    way = [("Tab", choice), ("Shift+Tab", button), ("Tab", choice), ("Tab", following), ("Shift+Tab", button)]
    for key, reached in (*way, ("Tab", choice), ("Escape", button)):
        tab.keyboard.press(key)
        expect(reached).to_be_focused()
    expect(choice).to_have_count(0)


@pytest.mark.full
def test_map_is_walked_with_the_arrows_and_the_card_leads_to_a_profile(public: str, tab: Page) -> None:
    visit(tab, f"{public}/karte")
    tab_to(tab, "Ganzes Land zeigen")  # the buttons come after the map
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Shift+Tab")
    before = tab.evaluate(FOCUSED)["name"]
    tab.keyboard.press("ArrowLeft")
    after = tab.evaluate(FOCUSED)
    assert after["name"] != before
    assert after["seen"]
    tab.keyboard.press("Enter")  # the card opens, with its link in focus
    tab.keyboard.press("Enter")
    expect(tab).to_have_title("Steckbrief · Engagierte Kommunen")


@pytest.mark.full
def test_table_of_a_picture_is_opened_read_and_closed_by_keyboard(public: str, tab: Page) -> None:
    visit(tab, f"{public}/staffelvergleich")
    tab_to(tab, "Tabelle")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("columnheader", name="Programmmonat")).to_be_visible()
    settled(tab)
    tab_to(tab, "CSV für Excel", most=200)
    tab.keyboard.press("Escape")
    expect(tab.get_by_test_id("stPopoverBody")).to_have_count(0)


@pytest.mark.full
def test_upload_is_published_by_keyboard(tmp_path: Any, tab: Page) -> None:
    with dashboard("--store", shipped_store(tmp_path / "store")) as address:
        visit(tab, f"{address}/aktualisieren")
        tab_to(tab, "Dateien auswählen")
        tab.evaluate(CHOOSER)
        tab.keyboard.press("Enter")
        assert soon(tab, "() => window.asked > 0", True) is True
        drop(tab, MENDED[2])  # a file chooser belongs to the system, not to the page
        sign(tab, "Anna", "mit der Tastatur")
        tab.get_by_label(NOTE).focus()
        tab_to(tab, "Veröffentlichen", most=5)
        tab.keyboard.press("Enter")
        shows(tab, "Datenstand 2 ist veröffentlicht.")


@pytest.mark.full
def test_slides_are_reordered_and_shown_by_keyboard(public: str, tab: Page) -> None:
    visit(tab, f"{public}/praesentation?folien=title,map,closing")
    tab_to(tab, "Folie 1: Titel")
    tab.keyboard.press("Alt+ArrowRight")
    tab.wait_for_url("**folien=map%2Ctitle%2Cclosing**")
    settled(tab)
    visit(tab, tab.url)
    tab_to(tab, "Vorführen")
    with tab.context.expect_page() as opening:
        tab.keyboard.press("Enter")
    shown = opening.value
    shown.wait_for_selector(".slide.current")
    shown.keyboard.press("ArrowRight")
    shown.wait_for_url("**#2")
    shown.keyboard.press("Tab")
    assert shown.evaluate(FOCUSED)["seen"]
