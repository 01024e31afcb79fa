"""The answers to managers' questions in a browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled


def test_completeness_leads_to_the_reminder_and_the_profile(public: str, tab: Page) -> None:
    tab.goto(f"{public}/vollstaendigkeit?kommune=073400000000")
    settled(tab)
    expect(tab.get_by_role("cell", name="LK Südwestpfalz")).to_be_visible()
    expect(tab.get_by_text("Hat sie stattgefunden?").last).to_be_visible()
    tab.set_viewport_size({"width": 390, "height": 900})
    main = tab.get_by_test_id("stMain")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    tab.get_by_role("link", name="Zum Steckbrief").click()
    expect(tab.get_by_role("heading", name="Landkreis Südwestpfalz")).to_be_visible()


def test_question_in_the_link_is_answered_on_the_profile(public: str, tab: Page) -> None:
    tab.goto(f"{public}/steckbrief?kommune=071385001000&frage=vereinsdatenbank")
    settled(tab)
    expect(tab.get_by_text("Vereinsdatenbank: Bei 1 von 13 Kommunen")).to_be_visible()
    tab.get_by_role("link", name="Steckbrief VG Kaisersesch").click()
    expect(tab.get_by_role("heading", name="Verbandsgemeinde Kaisersesch")).to_be_visible()
