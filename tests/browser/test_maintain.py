"""The whole way of an upload in a real browser: dropped, checked, mended, published, restored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clicks import publish, sign
from tests.browser.conftest import dashboard, fits, go, more, settled, shows
from tests.browser.uploads import MENDED, MISTAKES, drop, visit
from tests.selection import each
from tests.store.places import shipped_store

MEASURES = "24"  # measures named for a municipality in the shipped data


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with dashboard("--store", shipped_store(tmp_path / "store")) as address:
        yield address


def measures(page: Page, address: str) -> str:
    """Return the number of measures that the first page shows."""
    visit(page, address)
    said = page.locator(".st-key-tile-measures_done dd").first.inner_text()
    return said.rpartition(" ")[2]


@pytest.mark.full
def test_three_mistakes_are_mended_published_and_taken_back(address: str, tab: Page) -> None:
    assert measures(tab, address) == MEASURES
    visit(tab, f"{address}/aktualisieren")
    field = tab.locator("input[type=file]").element_handle()
    drop(tab, *MISTAKES)
    shows(tab, "3 Fehler, 1 Warnung und 0 Reparaturen.")
    shows(tab, "„zwanzig“ ist keine Jahreszahl.")
    expect(tab.get_by_role("heading", name="7. Veröffentlichen")).to_have_count(0)

    drop(tab, *MENDED)
    tab.get_by_role("button", name="Ersetzen").click()
    tab.get_by_role("button", name="Alle 2 Vorschläge annehmen").click()
    shows(tab, "0 Fehler, 1 Warnung und 2 Reparaturen.")
    shows(tab, "3 Maßnahmen neu.")
    assert field.evaluate("each => each.isConnected")  # a new one would lose a file that is on its way to the old one
    expect(tab.get_by_test_id("stFileChip").first).to_be_hidden()  # because the files are listed below

    sign(tab, "Anna", "drei neue Maßnahmen")
    publish(tab)
    shows(tab, "Datenstand 2 ist veröffentlicht.")
    assert measures(tab, address) == str(int(MEASURES) + 3)
    tab.get_by_text("Seit dem letzten Datenstand", exact=True).click()
    shows(tab, "3 Maßnahmen neu.")

    visit(tab, f"{address}/datenstaende")
    shows(tab, "drei neue Maßnahmen")
    tab.get_by_text("Der Unterschied ist geprüft.").click()
    settled(tab)
    tab.get_by_label("Ihr Name").fill("Berta")
    tab.get_by_label("Vermerk: Warum zurück?").fill("war ein Irrtum")
    tab.get_by_label("Vermerk: Warum zurück?").blur()
    settled(tab)
    tab.get_by_role("button", name="Datenstand 1 als Datenstand 3 wiederherstellen").click()
    shows(tab, "Datenstand 3 ist mit dem Inhalt von Datenstand 1 veröffentlicht.")
    assert measures(tab, address) == MEASURES


@pytest.mark.night
def test_files_are_still_there_after_another_page_and_another_language(address: str, tab: Page) -> None:
    visit(tab, f"{address}/aktualisieren")
    drop(tab, *MISTAKES)
    go(tab, "massnahmen")
    go(tab, "aktualisieren")
    shows(tab, "„zwanzig“ ist keine Jahreszahl.")
    more(tab)
    tab.get_by_role("radio", name="English").click()
    settled(tab)
    shows(tab, "“zwanzig” is not a number.")


@pytest.mark.parametrize("page", each(["aktualisieren", "datenstaende"], (), full=["aktualisieren"]))
@pytest.mark.parametrize("width", each([390, 1280, 1920], (), full=["390"]))
def test_page_fits_every_width(address: str, tab: Page, page: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    visit(tab, f"{address}/{page}")
    if page == "aktualisieren":
        drop(tab, *MISTAKES)
    fits(tab)


TOO_LARGE = {
    "Deutsch": "Fehler: Nicht angenommen: Die Datei ist zu groß, oder es sind zu viele große auf einmal.",
    "English": "Error: Not accepted: too large, or too many large files at once.",
}


@pytest.mark.parametrize("language", each(TOO_LARGE, (), full=["Deutsch"]))
def test_refused_file_says_why_in_the_language_of_the_page(tmp_path: Path, tab: Page, language: str) -> None:
    file = tmp_path / "massnahmen.csv"
    file.write_bytes(b"1;2\n" * 500_000)
    with dashboard("--store", shipped_store(tmp_path / "store"), EK_MAX_SESSION_MB="1") as address:
        visit(tab, f"{address}/aktualisieren?sprache={language}")
        tab.set_input_files("input[type=file]", file)
        expect(tab.get_by_test_id("stFileUploader").get_by_role("alert")).to_contain_text(TOO_LARGE[language])
        tab.get_by_test_id("stFileChip").hover()
        expect(tab.get_by_role("tooltip")).to_contain_text(TOO_LARGE[language].partition(": ")[2])
