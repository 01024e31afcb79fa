"""The frame in a browser: menu on top, a title row that says what is chosen, and steps back to the view before."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import fits, in_menu, settled, shows

DAILY = ["Übersicht", "Karte", "Staffelvergleich", "Maßnahmen", "Veranstaltungen", "Förderung", "Steckbrief", "Neues"]


def choose(page: Page, button: str, value: str) -> None:
    """Choose a value behind a button of the title row, and close what opened."""
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_test_id("stPopoverBody").get_by_text(value, exact=True).click()
    settled(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_back_leads_to_the_view_before(public: str, tab: Page) -> None:
    tab.goto(f"{public}/karte?staffel=2024")
    settled(tab)
    in_menu(tab, "/massnahmen").click()
    expect(tab).to_have_title("Maßnahmen · Engagierte Kommunen")
    settled(tab)
    filtered = tab.url
    assert "staffel=2024" in filtered
    tab.get_by_role("button", name="Filter zurücksetzen").click()
    expect(tab.get_by_role("button", name="Staffel: alle")).to_be_visible()
    settled(tab)
    assert "staffel" not in tab.url
    tab.go_back()
    expect(tab.get_by_role("button", name="Staffel: 2024")).to_be_visible()
    settled(tab)
    assert tab.url == filtered
    tab.go_back()
    expect(tab).to_have_title("Karte · Engagierte Kommunen")
    settled(tab)
    assert tab.url == f"{public}/karte?staffel=2024"
    expect(tab.get_by_role("button", name="Staffel: 2024")).to_be_visible()
    tab.go_forward()
    settled(tab)
    assert tab.url == filtered


@pytest.mark.full
def test_mode_of_the_map_and_words_of_a_search_stand_in_the_link_and_back_takes_them_back(
    public: str, tab: Page
) -> None:
    tab.goto(f"{public}/karte")
    settled(tab)
    tab.get_by_role("radio", name="Plakette").click()
    tab.wait_for_url(f"{public}/karte?ansicht=plaque")
    settled(tab)
    tab.go_back()
    tab.wait_for_url(f"{public}/karte")
    expect(tab.get_by_role("radio", name="Umgesetzt")).to_be_checked()
    settled(tab)
    tab.goto(f"{public}/massnahmen?suche=datenbank")
    settled(tab)
    expect(tab.get_by_label("In diesen Zeilen suchen")).to_have_value("datenbank")
    in_menu(tab, "/karte").click()
    tab.wait_for_url(f"{public}/karte")


@pytest.mark.full
def test_search_opens_with_the_focus_in_its_field(public: str, tab: Page) -> None:
    tab.goto(f"{public}/datenschutz")
    settled(tab)
    tab.get_by_role("button", name="Suchen").click()
    expect(tab.get_by_label("Kommune, Maßnahme, Veranstaltung oder Begriff")).to_be_focused()
    tab.keyboard.type("newsletter")  # its r would let Streamlit draw the page anew, and close the search
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog").get_by_role("link", name="Vereinsnewsletter")).to_be_visible()


@pytest.mark.full
def test_button_of_a_filter_stays_open_while_one_chooses_and_says_it(public: str, tab: Page) -> None:
    tab.goto(public)
    settled(tab)
    tab.get_by_role("button", name="Staffel: alle").click()
    body = tab.get_by_test_id("stPopoverBody")
    body.get_by_text("2024", exact=True).click()
    expect(tab.get_by_role("button", name="Staffel: 2024", exact=True)).to_be_visible()
    settled(tab)
    expect(body).to_be_visible()
    body.get_by_text("2025", exact=True).click()
    expect(tab.get_by_role("button", name="Staffel: 2024, 2025")).to_be_visible()


@pytest.mark.full
def test_menu_stands_on_top_with_the_daily_pages_and_folds_in_german(public: str, tab: Page) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(public)
    settled(tab)
    menu = tab.get_by_test_id("stTopNav")
    assert menu.get_by_test_id("stTopNavLink").all_inner_texts() == DAILY
    sections = tab.locator("[data-testid=stTopNavSection]:visible")
    assert sections.all_inner_texts() == ["Präsentieren", "Pflegen", "Über die Daten"]
    tab.set_viewport_size({"width": 900, "height": 900})
    expect(sections.last).to_have_text("13 weitere")
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.get_by_role("button", name="Menü öffnen").click()
    expect(tab.get_by_test_id("stSidebarNav").get_by_role("link", name="Glossar")).to_be_visible()
    tab.get_by_role("button", name="Menü schließen").click()
    fits(tab)


@pytest.mark.full
def test_language_and_anonymous_view_are_switched_behind_more_and_stand_in_the_link(public: str, tab: Page) -> None:
    tab.goto(f"{public}/foerderung")
    settled(tab)
    choose(tab, "Mehr", "English")
    expect(tab).to_have_title("Funding · Engagierte Kommunen")
    tab.wait_for_url(f"{public}/foerderung?sprache=English")
    choose(tab, "More", "Show without names")
    tab.wait_for_url(f"{public}/foerderung?sprache=English&anonym=1")


@pytest.mark.full
def test_paper_holds_the_finding_and_its_date_but_nothing_to_press(public: str, tab: Page) -> None:
    tab.goto(f"{public}/massnahmen?staffel=2024")
    settled(tab)
    tab.emulate_media(media="print")
    expect(tab.locator("h1")).to_be_visible()
    shows(tab, "Stand 19. November 2025")
    shows(tab, "Gefiltert nach Staffel: 2024.")
    for part in ("stHeader", "stPopoverButton", "stDownloadButton"):
        assert [each for each in tab.get_by_test_id(part).all() if each.is_visible()] == []


def test_profile_opens_from_a_name_or_from_the_map_and_back_keeps_what_was_chosen(public: str, tab: Page) -> None:
    overview = f"{public}/?sprache=English&staffel=2025"
    tab.goto(overview)
    settled(tab)
    tab.evaluate("window.stays = true")
    for way in (tab.get_by_role("link", name="VG Puderbach"), tab.locator("g[role=button][tabindex='0']")):
        way.press("Enter")
        tab.wait_for_url(re.compile(r"/steckbrief\?sprache=English&staffel=2025&kommune=\d+$"))
        settled(tab)
        tab.go_back()
        tab.wait_for_url(overview)
        expect(tab.get_by_role("button", name="Cohort: 2025")).to_be_visible()
        settled(tab)
    assert tab.evaluate("window.stays")  # nothing was loaded anew
