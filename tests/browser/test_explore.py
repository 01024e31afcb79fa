"""What only a browser shows: deep links, the map and the popovers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import dashboard, in_menu, settled, shows


@pytest.mark.full
def test_link_to_a_page_works_as_the_first_visit_after_a_cold_start(tab: Page) -> None:
    with dashboard("--demo", anew=True) as address:
        tab.goto(f"{address}/staffelvergleich")
        settled(tab)
        expect(tab).to_have_title("Staffelvergleich · Engagierte Kommunen")
        assert tab.get_by_text("Diese Seite gibt es nicht").count() == 0
        tab.goto(f"{address}/nirgends")
        expect(tab.get_by_role("dialog")).to_contain_text("Diese Seite gibt es nicht")


def test_document_says_its_language(public: str, tab: Page) -> None:
    tab.goto(public)
    assert tab.locator("html").get_attribute("lang") == "de"
    tab.goto(f"{public}/karte?sprache=English")
    assert tab.locator("html").get_attribute("lang") == "en"


@pytest.mark.full
def test_click_on_the_town_opens_its_card_although_it_lies_in_a_participating_district(public: str, tab: Page) -> None:
    tab.goto(f"{public}/karte")
    settled(tab)
    tab.locator("g[data-ars='073310003003']").dispatch_event("click")
    card = tab.get_by_role("dialog", name="Stadt Alzey")
    expect(card).to_be_visible()
    tab.wait_for_url(f"{public}/karte?kommune=073310003003")
    card.get_by_role("link", name="Zum Steckbrief").click()
    expect(tab).to_have_title("Steckbrief · Engagierte Kommunen")


def test_map_is_used_by_keyboard(public: str, tab: Page) -> None:
    tab.goto(f"{public}/karte")
    settled(tab)
    tab.locator("g[role=button][tabindex='0']").focus()
    tab.keyboard.press("End")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    expect(tab).to_have_title("Karte · Engagierte Kommunen")


@pytest.mark.full
def test_row_of_the_list_beside_the_map_opens_the_card_and_marks_the_area(public: str, tab: Page) -> None:
    tab.goto(f"{public}/karte")
    settled(tab)
    tab.get_by_role("button", name="Puderbach").and_(tab.locator(".row")).click()
    expect(tab.get_by_role("dialog", name="VG Puderbach")).to_be_visible()
    expect(tab.locator("g[aria-current]")).to_have_attribute("data-ars", "071385005000")


@pytest.mark.full
def test_headline_figure_leads_back_to_its_rows(public: str, tab: Page) -> None:
    tab.goto(public)
    settled(tab)
    tab.get_by_role("button", name="Woher kommt diese Zahl?").nth(3).click()
    rows = tab.get_by_role("dialog", name="Woher kommt diese Zahl?")
    shows(rows, "Erste Ehrenamtskonferenz der VG Rhein-Selz")
    expect(rows.get_by_role("link", name="vg-rhein-selz.de")).to_be_visible()


@pytest.mark.full
def test_picture_shows_its_rows_as_a_table_and_gives_them_as_csv(public: str, tab: Page) -> None:
    tab.goto(f"{public}/staffelvergleich")
    settled(tab)
    tab.get_by_role("button", name="Tabelle", exact=True).first.click()
    expect(tab.get_by_role("columnheader", name="Programmmonat")).to_be_visible()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="CSV für Excel").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[0].startswith("Kommune;Art;Staffel;Programmmonat")


@pytest.mark.full
def test_filter_stands_in_the_link_and_follows_to_the_next_page(public: str, tab: Page) -> None:
    tab.goto(f"{public}/?staffel=2025")
    settled(tab)
    shows(tab, "Mindestens 2 von 7 Kommunen")
    in_menu(tab, "/massnahmen").click()
    expect(tab).to_have_title("Maßnahmen · Engagierte Kommunen")
    settled(tab)
    assert "staffel=2025" in tab.url


@pytest.mark.full
def test_invented_data_carry_their_notice_and_watermark(demo: str, tab: Page) -> None:
    tab.goto(demo)
    settled(tab)
    shows(tab, "Beispieldaten, frei erfunden.")
    content = tab.evaluate("getComputedStyle(document.querySelector('.stApp'), '::after').content")
    assert "frei erfunden" in content
