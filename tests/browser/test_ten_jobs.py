"""Ten jobs of a clerk in a real browser, each to its release, with the clicks that it takes; -s prints the seconds.

The ninth, a colleague's list of the worst kind, is `test_foreign_list.py`.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from ek_data.store.publisher import Store, open_store
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Upload, prepare
from tests.browser.clicks import NOTE, Clicks
from tests.browser.conftest import dashboard, noticed, settled, shows
from tests.browser.uploads import HEADER, MENDED, visit
from tests.office import need
from tests.reading import books
from tests.store.places import shipped_store

pytestmark = pytest.mark.full

CARD = "veranstaltungen?veranstaltung=E08"  # a conference with 75 people
REVIEW = "Ansehen und veröffentlichen"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(shipped_store(tmp_path / "store"))


@pytest.fixture
def address(store: Store, tmp_path: Path) -> Iterator[str]:
    with dashboard("--store", str(tmp_path / "store")) as address:
        yield address


@pytest.fixture
def tab(tab: Page) -> Page:
    """A tab as wide as a desk, where the tables show their columns."""
    tab.set_viewport_size({"width": 1440, "height": 900})
    return tab


def row(store: Store, release: int, table: str, key: str) -> pd.Series:
    rows = store.dataset(release).tables[table]
    return rows[rows.iloc[:, 0] == key].iloc[0]


def edited(book: bytes, cells: Mapping[tuple[str, str], Mapping[str, object]]) -> bytes:
    """Return a workbook in which the row of each sheet and key says something else, or is there now."""
    workbook = load_workbook(io.BytesIO(book))
    for (name, key), said in cells.items():
        sheet = workbook[name]
        heads = {cell.value: cell.column for cell in sheet[1]}
        keys = [cell.value for cell in sheet["A"]]
        number = keys.index(key) + 1 if key in keys else len(keys) + 1
        for header, value in {sheet["A1"].value: key, **said}.items():
            sheet.cell(number, heads[header]).value = value
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def measure(key: str) -> bytes:
    """Return a file with one new measure."""
    return "\r\n".join([HEADER, MENDED[2].replace("M902", key)]).encode("cp1252")


def test_1_cell_of_a_measure(address: str, store: Store, tab: Page) -> None:
    visit(tab, f"{address}/massnahmen?reiter=zeilen")
    job = Clicks(tab)
    job.click(tab.get_by_role("row", name="Vereinsdatenbanken").get_by_role("cell", name="Vereinsdatenbanken"))
    job.type("Datenbank der Vereine")
    job.click(tab.get_by_role("dialog").get_by_role("button", name=REVIEW))
    shows(tab, "Bezeichnung: Vereinsdatenbanken → Datenbank der Vereine")
    job.sign("Anna", "1 Zelle einer Maßnahme")
    job.publish(2)
    assert row(store, 2, "measures", "M02")["title"] == "Datenbank der Vereine"
    assert job.n == 6


def test_2_new_municipality_with_three_measures(address: str, store: Store, tab: Page) -> None:
    visit(tab, f"{address}/aktualisieren")
    job = Clicks(tab)
    town = {"Kommune": "Stadt Landau in der Pfalz", "Art": "kreisfreie Stadt", "Staffel": 2026}
    known = {"Kommune": "Stadt Landau in der Pfalz", "Staffel": 2026, "Status": "geplant", "Bezug": "Programm"}
    measures = {
        ("Maßnahmen", f"M{number}"): {**known, "Kategorie": "Padlet", "Bezeichnung": title, "Beleg": "belegt"}
        for number, title in enumerate(("Padlet der Stadt", "Padlet der Vereine", "Padlet der Schulen"), 91)
    }
    files = {
        "kommunen.xlsx": edited(
            job.download("Vorlage Kommunen"),
            {("Kommunen", "073130000000"): {**town, "Teilnahme": "nimmt teil", "Beleg": "belegt"}},
        ),
        "massnahmen.xlsx": edited(job.download("Vorlage Maßnahmen"), measures),
    }
    job.drop(files)
    shows(tab, "3 Maßnahmen neu.")
    job.sign("Anna", "2 Neue Kommune mit drei Maßnahmen")
    job.publish(2)
    assert row(store, 2, "measures", "M93")["municipality"] == "073130000000"
    assert job.n == 6


def test_3_attendance(address: str, store: Store, tab: Page) -> None:
    visit(tab, f"{address}/veranstaltungen")
    tab.get_by_role("tab", name="Alle Zeilen").click()
    settled(tab)
    job = Clicks(tab)  # where the wrong number is seen
    job.click(tab.get_by_role("row", name="Erste Ehrenamtskonferenz").get_by_role("cell", name="75"))
    expect(tab.get_by_role("dialog").get_by_role("textbox", name="Teilnehmende")).to_be_focused()
    job.type("78")
    job.click(tab.get_by_role("dialog").get_by_role("button", name=REVIEW))
    shows(tab, "Teilnehmende: 75 → 78")
    assert job.n == 3  # the cell, the number, and the way to the difference
    job.sign("Anna", "3 Teilnehmende")
    job.publish(2)
    assert row(store, 2, "events", "E08")["attendance"] == 78
    assert job.n == 6


UNKNOWN = {
    "Veranstaltungs-Nr.": "Kennzeichen",
    "Veranstaltungsart": "Was für eine",
    "Datum": "Wann",
    "Ort": "Wo",
    "Teilnehmende": "Anzahl TN",
}


def event(key: str, title: str) -> dict[str, str]:
    """Return a new event by the headers of its table."""
    told = {"Datum": "13.09.2025", "Ort": "Haßloch", "Teilnehmende": "80", "Status": "durchgeführt"}
    kind = {"Veranstaltungs-Nr.": key, "Veranstaltungsart": "Vereinekonferenz", "Bezeichnung": title}
    return {**kind, **told, "Bezug": "Programm", "Beleg": "belegt"}


def test_4_other_headers(address: str, store: Store, tab: Page) -> None:
    said = event("E91", "Konferenz der Vereine")
    visit(tab, f"{address}/aktualisieren")
    job = Clicks(tab)
    job.drop({"termine.xlsx": books.xlsx({"Tabelle1": [[UNKNOWN.get(name, name) for name in said], [*said.values()]]})})
    job.choose("Diese Datei ist die Tabelle", "Veranstaltungen")
    for column, header in UNKNOWN.items():
        job.choose(f"„{header}“ ist die Spalte", column)
    shows(tab, "1 Veranstaltung neu.")
    job.sign("Anna", "4 Andere Überschriften")
    job.publish(2)
    assert row(store, 2, "events", "E91")["attendance"] == 80
    assert job.n == 4 + len(UNKNOWN) + 1


def test_5_outdated_template(address: str, store: Store, tab: Page) -> None:
    visit(tab, f"{address}/aktualisieren")
    job = Clicks(tab)
    old = job.download("Vorlage Veranstaltungen")
    events = store.dataset(1).events
    store.publish(
        1,
        {"events": events.assign(attendance=events["attendance"].mask(events["event_id"] == "E08", 78))},
        author="Berta",
        note="gezählt",
    )
    noticed(tab, 2)
    job.drop({"veranstaltungen.xlsx": edited(old, {("Veranstaltungen", "E08"): {"Teilnehmende": 80}})})
    shows(tab, "jetzt „78“ (Berta")
    job.click(tab.get_by_text("Nehmen, was in den Dateien steht"))
    job.sign("Anna", "5 Ältere Vorlage")
    job.publish(3)
    assert row(store, 3, "events", "E08")["attendance"] == 80
    assert job.n == 6


def test_6_row_is_removed(address: str, store: Store, tab: Page) -> None:
    visit(tab, f"{address}/{CARD}")
    job = Clicks(tab)
    job.click(tab.get_by_role("button", name="Ändern", exact=True).first)
    job.click(tab.get_by_role("button", name="Diese Zeile entfernen"))
    job.click(tab.get_by_role("button", name=REVIEW))
    job.sign("Anna", "6 Eine Zeile entfernt")
    job.publish(2)
    assert "E08" not in store.dataset(2).events["event_id"].to_list()
    assert job.n == 6


def separated(rows: list[list[str]], by: str) -> str:
    return "\r\n".join(map(by.join, rows))


def old_excel(rows: list[list[str]], folder: Path) -> bytes:
    """Return rows as LibreOffice saves them for Excel 97."""
    (folder / "alt.xlsx").write_bytes(books.xlsx({"Tabelle1": rows}))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["soffice", "--headless", profile, "--convert-to", "xls", "--outdir", str(folder)]
    subprocess.run([*convert, str(folder / "alt.xlsx")], check=True, capture_output=True)
    return (folder / "alt.xls").read_bytes()


def test_7_files_of_six_formats_at_once(address: str, store: Store, tab: Page, tmp_path: Path) -> None:
    need("soffice")
    titles = {f"E{number}": f"Konferenz für Bürger im {number}. Jahr" for number in range(91, 97)}
    tables = [[[*said], [*said.values()]] for said in map(event, titles, titles.values())]
    files = {
        "ansi.csv": separated(tables[0], ";").encode("cp1252"),
        "utf8.csv": separated(tables[1], ";").encode("utf-8-sig"),
        "unicode.txt": separated(tables[2], "\t").encode("utf-16"),
        "calc.ods": books.ods(tables[3]),
        "excel.xls": old_excel(tables[4], tmp_path),
        "spalten.parquet": books.parquet({header: [text] for header, text in zip(*tables[5], strict=True)}),
    }
    visit(tab, f"{address}/aktualisieren")
    job = Clicks(tab)
    job.drop(files)
    shows(tab, "6 Veranstaltungen neu.")
    job.sign("Anna", "7 Sechs Dateiformate")
    job.publish(2)
    assert store.dataset(2).events.set_index("event_id").loc[[*titles], "title"].to_dict() == titles
    assert job.n == 4


def test_8_workbook_with_a_sheet_for_each_table(address: str, store: Store, tab: Page) -> None:
    visit(tab, f"{address}/datenstaende")
    job = Clicks(tab)
    book = job.download("Arbeitsmappe (.xlsx)")
    visit(tab, f"{address}/aktualisieren")
    said = {
        ("Veranstaltungen", "E08"): {"Teilnehmende": 78},
        ("Maßnahmen", "M02"): {"Bezeichnung": "Datenbank der Vereine"},
    }
    job.drop({"mappe.xlsx": edited(book, said)})
    shows(tab, "1 Veranstaltung geändert.")
    shows(tab, "1 Maßnahme geändert.")
    job.sign("Anna", "8 Arbeitsmappe mit mehreren Blättern")
    job.publish(2)
    assert row(store, 2, "events", "E08")["attendance"] == 78
    assert row(store, 2, "measures", "M02")["title"] == "Datenbank der Vereine"
    assert job.n == 5


def test_10_two_at_once(address: str, store: Store, tab: Page) -> None:
    visit(tab, f"{address}/aktualisieren")
    job = Clicks(tab)
    job.drop({"massnahmen.csv": measure("M902")})
    job.sign("Anna", "meine Maßnahme")
    shows(tab, "1 Maßnahme neu.")

    faster = planned(prepare([Upload("massnahmen.csv", measure("M903"))], store.dataset(1)))
    faster.publish(store, author="Berta", note="schneller")

    job.click(tab.get_by_role("button", name="Veröffentlichen", exact=True))  # meant for the difference on the screen
    shows(tab, "Inzwischen wurde Datenstand 2 von Berta")
    shows(tab, "1 Maßnahme neu.")
    assert tab.get_by_label(NOTE).input_value() == "meine Maßnahme"
    job.publish(3)
    assert {"M902", "M903"} <= {*store.dataset(3).measures["measure_id"]}
    assert job.n == 5
