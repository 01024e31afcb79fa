"""The answers to managers' questions in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import fits, settled


@pytest.mark.full
def test_completeness_leads_to_the_reminder_and_the_profile(public: str, tab: Page) -> None:
    tab.goto(f"{public}/vollstaendigkeit?kommune=073400000000")
    settled(tab)
    expect(tab.get_by_role("img", name="Bei 14 von 14 Kommunen fehlt")).to_be_visible()
    expect(tab.get_by_text("Hat sie stattgefunden?").last).to_be_visible()
    tab.set_viewport_size({"width": 390, "height": 900})
    settled(tab)
    fits(tab)
    tab.get_by_role("link", name="Zum Steckbrief").click()
    expect(tab.get_by_role("heading", name="Landkreis Südwestpfalz", exact=True)).to_be_visible(timeout=20_000)


@pytest.mark.full
def test_question_in_the_link_is_answered_on_the_profile(public: str, tab: Page) -> None:
    tab.goto(f"{public}/steckbrief?kommune=071385001000&frage=vereinsdatenbank")
    settled(tab)
    expect(tab.get_by_text("Vereinsdatenbank: Bei 2 von 13 anderen Kommunen")).to_be_visible()
    tab.get_by_role("link", name="Steckbrief VG Kaisersesch").click()
    expect(tab.get_by_role("heading", name="Verbandsgemeinde Kaisersesch", exact=True)).to_be_visible()


@pytest.mark.full
def test_link_to_another_profile_begins_at_its_top_and_one_step_leads_back(public: str, tab: Page) -> None:
    tab.goto(f"{public}/steckbrief?kommune=071385001000&frage=vereinsdatenbank")
    settled(tab)
    link = tab.get_by_role("link", name="Steckbrief VG Kaisersesch")
    link.scroll_into_view_if_needed()
    assert tab.get_by_test_id("stMain").evaluate("main => main.scrollTop") > 0
    link.click()
    expect(tab.get_by_role("heading", name="Verbandsgemeinde Kaisersesch", exact=True)).to_be_visible()
    settled(tab)
    assert tab.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
    tab.go_back()
    expect(tab.get_by_role("heading", name="Verbandsgemeinde Asbach", exact=True)).to_be_visible()


@pytest.mark.full
def test_what_is_new_follows_the_choice_and_the_link(public: str, tab: Page) -> None:
    tab.goto(f"{public}/neues?seit=2025-04-08")
    settled(tab)
    expect(tab.get_by_text("2 Veranstaltungen durchgeführt.", exact=True)).to_be_visible()
    expect(tab.get_by_role("button", name="VG Kaisersesch: 1 umgesetzt oder beendet, 3 geplant")).to_be_attached()
    tab.goto(f"{public}/neues?seit=2025-11-10")
    settled(tab)
    expect(tab.get_by_text("Gezählt ist, was nach dem 10. November 2025 gemeldet ist")).to_be_visible()
    day = tab.get_by_label("Tag, zum Beispiel 08.04.2025")
    expect(day).to_have_value("10.11.2025")
    day.fill("01.01.2026")
    day.press("Enter")
    expect(tab.get_by_text("Seitdem steht in den Daten nichts Neues.")).to_be_visible()
    expect(tab).to_have_url(f"{public}/neues?seit=2026-01-01")
    tab.set_viewport_size({"width": 390, "height": 900})
    fits(tab)
