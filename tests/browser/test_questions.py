"""The answers to managers' questions in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import fits, settled, shows


def chosen(tab: Page) -> Locator:
    """Return the field that names the municipality of the profile."""
    return tab.get_by_role("combobox", name="Kommune", exact=True)


@pytest.mark.full
def test_row_of_the_board_is_chosen_by_keyboard_and_asked_by_mail(public: str, tab: Page) -> None:
    tab.goto(f"{public}/vollstaendigkeit?kommune=073400000000")
    settled(tab)
    row = tab.get_by_role("button", name="LK Südwestpfalz", exact=True).filter(visible=True)
    expect(row).to_have_attribute("aria-pressed", "true")
    shows(tab, "Was wurde aus „Vereinekonferenz Thaleischweiler-Fröschen“?")
    assert tab.get_by_role("link", name="Mail öffnen").get_attribute("href").startswith("mailto:?subject=")
    row.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{public}/vollstaendigkeit?kommune=071385001000")
    shows(tab, "Welche eigenen Veranstaltungen gab es im Programm, und wann?")
    tab.set_viewport_size({"width": 390, "height": 900})
    settled(tab)
    fits(tab)
    tab.get_by_test_id("stPageLink").get_by_text("Steckbrief", exact=True).click()
    expect(tab).to_have_url(re.compile(r"/steckbrief\?kommune=071385001000"))


@pytest.mark.full
def test_question_in_the_link_is_answered_on_the_profile(public: str, tab: Page) -> None:
    tab.goto(f"{public}/steckbrief?kommune=071385001000&frage=vereinsdatenbank")
    settled(tab)
    shows(tab, "Vereinsdatenbank: Bei 2 von 13 anderen Kommunen")
    tab.get_by_role("link", name="Steckbrief VG Kaisersesch").click()
    expect(chosen(tab)).to_have_value("Verbandsgemeinde Kaisersesch")


@pytest.mark.full
def test_link_to_another_profile_begins_at_its_top_and_one_step_leads_back(public: str, tab: Page) -> None:
    tab.goto(f"{public}/steckbrief?kommune=071385001000&frage=vereinsdatenbank")
    settled(tab)
    link = tab.get_by_role("link", name="Steckbrief VG Kaisersesch")
    link.scroll_into_view_if_needed()
    assert tab.get_by_test_id("stMain").evaluate("main => main.scrollTop") > 0
    link.click()
    expect(chosen(tab)).to_have_value("Verbandsgemeinde Kaisersesch")
    settled(tab)
    assert tab.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
    tab.go_back()
    expect(chosen(tab)).to_have_value("Verbandsgemeinde Asbach")


@pytest.mark.full
def test_what_is_new_follows_the_choice_and_the_link(public: str, tab: Page) -> None:
    tab.goto(f"{public}/neues?seit=2025-04-08")
    settled(tab)
    expect(tab.get_by_role("heading", name="2 Veranstaltungen durchgeführt", exact=True)).to_be_visible()
    expect(tab.get_by_role("heading", name="VG Kaisersesch 1 umgesetzt · 3 geplant · Plakette")).to_be_visible()
    tab.goto(f"{public}/neues?seit=2025-11-10")
    settled(tab)
    day = tab.get_by_label("Tag, zum Beispiel 08.04.2025")
    expect(day).to_have_value("10.11.2025")
    day.fill("01.01.2026")
    day.press("Enter")
    expect(tab.get_by_role("heading", name="Die Daten reichen nur bis zum 19. November 2025")).to_be_visible()
    expect(tab).to_have_url(f"{public}/neues?seit=2026-01-01")
    tab.set_viewport_size({"width": 390, "height": 900})
    fits(tab)
