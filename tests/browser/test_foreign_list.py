"""A colleague's list in a real browser, the worst one: every question is answered on the page until it is published."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from ek_data.programme.fixed_lists import Qualifier
from ek_data.store.publisher import open_store
from tests.browser.axe import findings
from tests.browser.clicks import NAME, NOTE, Clicks
from tests.browser.conftest import dashboard, fits, settled, shows
from tests.browser.uploads import visit
from tests.store.places import shipped_store

HEADERS = (
    *("lfd. Nr.", "Gemeinde", "Art der Veranstaltung", "Titel", "Wann", "Ort/Raum", "TN-Zahl", "Ansprechpartner"),
    *("Telefon", "E-Mail", "Bemerkungen", "durchgeführt?"),
)
KIND, WHO = "Vereinekonferenz", ("Frau Muster", "06324 123456", "a@example.org")
ROWS = (
    (1, "Gemeinde Haßloch", KIND, "Konferenz", "13.09.2025", "Saal", "ca. 80", *WHO, "gut besucht", "ja"),
    (2, "", KIND, "Zweite Konferenz", "Q3 2025", "Halle", "120", *WHO, "", "ja"),  # of the municipality above
    (3, "VG Rhein-Selz", KIND, "Tag der Vereine", "22.03.2025", "Haus", "100 (geschätzt)", *WHO, "", "ja"),
    (4, "VG Rhein-Selz", KIND, "Forum", "Frühjahr 2025", "", "80–100", *WHO, "", "ja"),
    (5, "VG Rhein-Selz", KIND, "Runder Tisch", "13./14.09.25", "Rathaus", "k. A.", *WHO, "Sturm", "nein"),
)
COLUMNS = {"Wann": "Datum", "Ort/Raum": "Ort", "TN-Zahl": "Teilnehmende", "durchgeführt?": "Status"}
FILLED = {"Veranstaltungs-Nr.": "nächste freie Nummern", "Bezug": "Programm", "Beleg": "belegt"}
TABLE = "Dieses Blatt ist die Tabelle"


def book(*rows: tuple[object, ...]) -> bytes:
    """Return the list: two merged titles, a blank row, merged municipalities, a sum, and a sheet of contacts."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet, style = made.add_worksheet("Termine"), made.add_format({"bold": True})
        sheet.merge_range("A1:L1", "Vereinekonferenzen 2025", style)
        sheet.merge_range("A2:L2", "Stand: laufend", style)
        for number, row in enumerate((HEADERS, *rows), 3):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(number, column, cell)
        sheet.merge_range("B5:B6", rows[0][1])
        sheet.write_row(len(rows) + 5, 0, ["Summe", "", "", "", "", "", 300])
        contacts = made.add_worksheet("Kontakte")
        contacts.write_row(0, 0, ["Name", "Telefon", "E-Mail"])
        contacts.write_row(1, 0, WHO)
    return out.getvalue()


def ours(page: Page, *widths: int) -> list[str]:
    """Return what axe finds of ours on a page that is seen whole, so that nothing lies below its head."""
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 9000 if width < 640 else 4000})
        settled(page)
        found += findings(page).ours
    return found


@pytest.fixture
def place(tmp_path: Path) -> str:
    return shipped_store(tmp_path / "store")


@pytest.fixture
def address(place: str) -> Iterator[str]:
    with dashboard("--store", place) as address:
        yield address


@pytest.mark.full
def test_worst_list_is_published_on_the_page_and_the_next_one_needs_no_answer(
    address: str, place: str, tab: Page
) -> None:
    visit(tab, f"{address}/aktualisieren")
    first = Clicks(tab)
    first.drop({"liste.xlsx": book(*ROWS)})
    shows(tab, "1 Zeile, 3 Spalten, Kontaktdaten")
    first.choose(TABLE, "Veranstaltungen")
    for header, column in COLUMNS.items():
        first.choose(f"„{header}“ ist die Spalte", column)
    for column, value in FILLED.items():
        first.choose(f"{column} in allen Zeilen", value)
    assert ours(tab, 1440) == []
    first.press("durchgeführt")  # once for the four cells that say "ja"
    expect(tab.get_by_role("heading", name="von 5 Zeilen sind fertig")).to_be_visible()
    tab.reload()
    settled(tab)
    assert ours(tab, 390, 1280, 1440) == []
    below = tab.locator(".st-key-questions input").last.element_handle()
    tab.get_by_role("link", name="80–100: offen, zur Frage").press("Enter")  # from the table to its question
    first.go_on("mindestens 80")
    expect(tab.locator(".as-read ins", has_text="mindestens 80")).to_be_visible()
    settled(tab)
    assert below.evaluate("field => field.isConnected")  # a new one would not have what is typed just now
    first.go_on("Zelle leeren")  # of the next question, which has the focus now
    first.go_on("abgesagt")
    shows(tab, "5 Veranstaltungen neu.")
    expect(tab.get_by_role("heading", name="Was sich ändern würde")).to_be_focused()
    first.reach(NAME)
    first.type("Anna")
    first.reach(NOTE)
    first.type("Liste der Stelle")
    first.go_on("Veröffentlichen")
    first.published(2)
    events = open_store(place).dataset(2).events.tail(5)
    assert events["attendance"].fillna(0).tolist() == [80, 120, 100, 80, 0]
    assert events["attendance_qualifier"].iloc[3] == Qualifier.AT_LEAST
    assert events["note"].iloc[3] == "TN-Zahl: 80–100 · Datum: Frühjahr 2025"
    assert events["municipality"].iloc[0] == events["municipality"].iloc[1]
    assert not events.astype("string").apply(lambda column: column.str.contains("06324").any()).any()

    second = Clicks(tab)
    autumn = ((*row[:3], f"{row[3]} im Herbst", "10.10.2025", *row[5:]) for row in ROWS[:3])
    second.drop({"liste.xlsx": book(*autumn)})
    second.sign("Anna", "Liste vom Herbst")
    second.publish(3)
    assert len(open_store(place).dataset(3).events) == len(open_store(place).dataset(2).events) + 3
    assert (first.n, second.n) == (16, 4)


@pytest.mark.night
@pytest.mark.parametrize("width", [390, 1280])
def test_questions_about_a_list_fit_every_width(address: str, tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    visit(tab, f"{address}/aktualisieren")
    clicks = Clicks(tab)
    clicks.drop({"liste.xlsx": book(*ROWS)})
    clicks.choose(TABLE, "Veranstaltungen")
    clicks.choose("„durchgeführt?“ ist die Spalte", "Status")
    fits(tab)
