"""The page "Präsentation": choose and order by keyboard, show, and take along what was chosen."""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import fits, settled

CHOSEN = "?folien=title,map,closing&titel=Netzwerktreffen"


def visit(tab: Page, address: str) -> None:
    tab.goto(address)
    settled(tab)


@pytest.mark.full
def test_link_ticks_and_orders_the_slides_it_names(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    expect(tab.get_by_label("Titel der Präsentation")).to_have_value("Netzwerktreffen")
    names = tab.locator("[data-testid=stMain] [data-testid=stCheckbox]").all_inner_texts()
    assert names[:3] == ["Titel", "Karte", "Schlussfolie mit QR-Code"]
    ticked = tab.locator("[data-testid=stMain] [data-testid=stCheckbox] input:checked")
    expect(ticked).to_have_count(3)


@pytest.mark.full
def test_slides_are_moved_and_ticked_by_keyboard_and_the_link_follows(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    tab.get_by_role("button", name="Höher").nth(1).focus()  # that of the map, the second slide
    tab.keyboard.press("Enter")
    tab.wait_for_url("**folien=map%2Ctitle%2Cclosing**")
    settled(tab)
    tab.get_by_role("checkbox", name="Titel", exact=True).focus()
    tab.keyboard.press("Space")
    tab.wait_for_url("**folien=map%2Cclosing**")


@pytest.mark.full
def test_projector_shows_what_is_chosen_without_a_frame_around_it(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    with tab.context.expect_page() as opening:
        tab.get_by_role("link", name="Vorführen").click()
    shown = opening.value
    shown.wait_for_selector(".slide.current")
    assert shown.locator(".slide").count() == 3
    assert shown.locator("h1").inner_text() == "Netzwerktreffen"
    assert shown.locator("[data-testid=stApp]").count() == 0
    shown.keyboard.press("End")
    assert shown.locator(".current .code a").get_attribute("href") == shown.url.partition("#")[0]


@pytest.mark.full
def test_files_hold_what_is_chosen(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    for name, ending in (("PowerPoint (.pptx)", ".pptx"), ("Für den Browser (.html)", ".html")):
        with tab.expect_download(timeout=60_000) as loading:
            tab.get_by_role("button", name=name).click()
        file = Path(loading.value.path())
        assert loading.value.suggested_filename == f"Netzwerktreffen{ending}"
        content = file.read_bytes()
        if ending == ".pptx":
            assert len(pptx.Presentation(io.BytesIO(content)).slides) == 3
        else:
            assert content.decode().count("<section") == 3


@pytest.mark.full
def test_preview_shows_the_slide_as_it_will_be(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation?folien=status,headline")
    expect(tab.get_by_role("img", name="Folie 1 von 2: ")).to_be_visible()
    tab.get_by_test_id("stPagination").get_by_text("2", exact=True).click()
    settled(tab)
    expect(tab.get_by_role("img", name="Folie 2 von 2: Die wichtigsten Zahlen")).to_be_visible()


@pytest.mark.full
def test_choice_is_saved_and_opened_again_under_its_name(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    tab.get_by_label("Diese Auswahl speichern unter dem Namen").fill("Nur kurz")
    tab.get_by_role("button", name="Speichern").click()
    saved = tab.get_by_test_id("stBaseButton-secondary").filter(has_text="Öffnen")
    expect(saved).to_be_visible()
    visit(tab, f"{public}/praesentation")
    saved.click()
    tab.wait_for_url("**folien=title%2Cmap%2Cclosing**")
    settled(tab)
    tab.get_by_test_id("stPopover").get_by_role("button", name="Löschen").click()
    tab.get_by_role("button", name="Ja, löschen").click()
    expect(saved).to_have_count(0)


@pytest.mark.full
def test_all_slides_are_unticked_at_once_and_the_page_counts_what_there_will_be(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation")
    all_of_them = tab.get_by_role("heading", name="9 Folien, bereit zum Vorführen", exact=True)
    expect(all_of_them).to_be_visible()
    expect(tab.get_by_text("Es entfallen: Steckbriefe (keine Kommune gewählt), Was sich")).to_be_visible()
    tab.get_by_role("button", name="Alle abwählen").click()
    expect(tab.get_by_text("Bitte mindestens eine Folie ankreuzen.")).to_be_visible()
    for name in ("Karte", "Maßnahmen nach Status"):
        tab.get_by_role("checkbox", name=name, exact=True).focus()
        tab.keyboard.press("Space")
        settled(tab)
    expect(tab.get_by_role("heading", name="2 Folien, bereit zum Vorführen", exact=True)).to_be_visible()
    tab.wait_for_url("**folien=map%2Cstatus**")
    tab.get_by_role("button", name="Alle ankreuzen").click()
    expect(all_of_them).to_be_visible()


@pytest.mark.full
def test_without_any_slide_the_page_says_what_to_do(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation?folien=title")
    tab.get_by_role("checkbox", name="Titel", exact=True).focus()
    tab.keyboard.press("Space")
    expect(tab.get_by_text("Bitte mindestens eine Folie ankreuzen.")).to_be_visible()


@pytest.mark.full
def test_phone_can_use_the_page(tab: Page, public: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    visit(tab, f"{public}/praesentation")
    fits(tab)
    expect(tab.get_by_role("link", name="Vorführen")).to_be_visible()
