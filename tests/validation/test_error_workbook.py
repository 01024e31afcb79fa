"""The workbook that goes back to the sender says where, what and what would be right."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from ek_data.i18n import ENGLISH, GERMAN
from ek_data.reading.read import read
from ek_data.validation import error_workbook
from ek_data.validation.batch import check_all
from ek_data.validation.check import Checked
from ek_data.validation.recognise import headers
from ek_data.validation.report import hints, on_screen
from tests.programme import ASBACH, municipality, programme
from tests.validation.raws import raw

BASE = programme([municipality(ASBACH, name="Verbandsgemeinde Asbach")])
RED, YELLOW = "FFF4B6B0", "FFFFE699"
MEASURES = [
    ["Maßnahmen-Nr.", "Kommune", "Kategorie", "Bezeichnung", "Status", "Bezug", "Beleg", "Wetter", "Förderung (Euro)"],
    ["M01", "VG Asbach", "Padlet", "Padlet", "umgesetzt", "Programm", "belegt", "", ""],  # nothing wrong
    ["M02", "VG Aasbach", "Padlet", "Padlet", "umgesetzt", "Programm", "belegt", "", ""],  # a name to suggest
    ["M03", "VG Asbach", "Padlets", "=Summe", "umgesetzt", "Programm", "belegt", "", "3000 €"],  # warning, repairs
]


def checked() -> Checked:
    return check_all([raw("massnahmen.csv", MEASURES)], BASE).checked[0]


def opened() -> Workbook:
    result = checked()
    return load_workbook(io.BytesIO(error_workbook.error_workbook(result, GERMAN)))


def test_cells_stand_where_they_stood_in_the_file() -> None:
    sheet = opened()["Maßnahmen"]
    assert [cell.value for cell in sheet[1]] == MEASURES[0]
    assert sheet["A3"].value == "M02"
    assert sheet["I4"].value == "3000 €"


def test_a_cell_with_an_error_is_red_and_says_why() -> None:
    cell = opened()["Maßnahmen"]["B3"]
    assert cell.fill.fgColor.rgb == RED
    assert cell.comment is not None
    assert "„VG Aasbach“ ist nicht unter den Kommunen." in cell.comment.text
    assert "Vorschlag: Verbandsgemeinde Asbach" in cell.comment.text


def test_a_warning_is_yellow_also_at_a_header() -> None:
    sheet = opened()["Maßnahmen"]
    assert sheet["D4"].fill.fgColor.rgb == YELLOW  # begins like a formula
    assert sheet["H1"].fill.fgColor.rgb == YELLOW  # a column nobody knows


def test_nothing_in_the_workbook_can_be_run_as_a_formula() -> None:
    cell = opened()["Maßnahmen"]["D4"]
    assert (cell.value, cell.data_type) == ("'=Summe", "s")


def test_sheet_of_hints_lists_problems_and_repairs_with_links() -> None:
    sheet = opened()["Hinweise"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert rows[3] == ["Art des Hinweises", "Zelle", "Spalte", "Wert in der Datei", "Hinweis", "Vorschlag"]
    found = {row[1]: row for row in rows[4:]}
    assert found["B3"][::5] == ["Fehler", "Verbandsgemeinde Asbach"]
    assert found["I4"] == ["Repariert", "I4", "Förderung (Euro)", "3000 €", found["I4"][4], "3000"]
    assert sheet["B5"].hyperlink.location.startswith("'Maßnahmen'!")


def test_bounds_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(error_workbook, "COMMENTS", 1)
    monkeypatch.setattr(error_workbook, "MARKED", 2)
    monkeypatch.setattr(error_workbook, "WHOLE", 1)
    book = opened()
    said = "\n".join(str(row[0].value) for row in book["Hinweise"].iter_rows(max_row=5))
    assert "Kommentare stehen nur an den ersten 1 Hinweisen." in said
    assert "Nur die Zeilen mit Hinweisen sind enthalten." in said
    assert book["Maßnahmen"]["A2"].value is None  # a row without hints
    assert sum(cell.comment is not None for row in book["Maßnahmen"].iter_rows() for cell in row) == 1


def test_corrected_workbook_can_be_uploaded_again() -> None:
    result = checked()
    again = read(error_workbook.error_workbook(result, GERMAN), "zurueck.xlsx", headers())
    assert again.header == result.raw.header
    assert [finding.message for finding in again.findings] == [finding.message for finding in result.raw.findings]


def test_csv_of_problems_holds_every_hint() -> None:
    lines = error_workbook.problems_csv(checked(), ENGLISH).decode("utf-8-sig").splitlines()
    assert lines[0] == "Kind of hint;Cell;Column;Value in the file;Hint;Suggestion"
    assert any(line.startswith("Error;B3;Kommune;VG Aasbach;") for line in lines)
    assert len(lines) == 1 + len(checked().problems) + len(checked().repairs)


def test_hints_on_screen_say_the_suggestion_once() -> None:
    rows = on_screen(hints(checked(), GERMAN), GERMAN)
    said = dict(zip(rows["Stelle"], rows["Hinweis"], strict=True))
    assert said["B3 · Kommune"].endswith("mit dieser Datei. Vorschlag: Verbandsgemeinde Asbach")
    assert "Vorschlag" not in said["C4 · Kategorie"]  # repaired already


RAGGED = "\n".join(
    [
        "Maßnahmen-Nr.;Kommune;Kategorie;Bezeichnung;Status;Bezug;Beleg",
        *(f"M{n};VG Asbach;Padlet;Pinnwand {n};umgesetzt;Programm;belegt" for n in range(6)),
        "M7;VG Asbach;Padlet;Padlet;umgesetzt;Programm;belegt;zuviel",
        'M8;VG Asbach;Padlet;die "App";umgesetzt;Programm;belegt',
        "Gesamt;VG Asbach;Padlet;Padlet;umgesetzt;Programm;belegt",
        "",
    ]
)


def test_hint_on_a_row_says_which_one_on_the_page_in_the_list_and_in_the_workbook() -> None:
    result = check_all([read(RAGGED.encode(), "massnahmen.csv", headers())], BASE).checked[0]
    assert {"Zeile 8", "Zeile 9", "Zeile 10", "ganze Datei"} <= set(on_screen(hints(result, GERMAN), GERMAN)["Stelle"])
    lines = error_workbook.problems_csv(result, GERMAN).decode("utf-8-sig").splitlines()[1:]
    assert {line.split(";")[1] for line in lines} == {"A8", "A9", "A10", "A1"}
    sheet = load_workbook(io.BytesIO(error_workbook.error_workbook(result, GERMAN)))["Maßnahmen"]
    marked = {cell: sheet[cell].fill.fgColor.rgb for cell in ("A7", "A8", "A9", "A10")}
    assert marked == {"A7": "00000000", "A8": RED, "A9": YELLOW, "A10": YELLOW}
    assert sheet["A10"].value == "Gesamt"  # what was set aside goes back as well
    assert "wie eine Summe aussieht" in sheet["A10"].comment.text


def test_hints_without_any_suggestion_can_be_shown() -> None:
    sound = check_all([raw("massnahmen.csv", MEASURES[:2])], BASE).checked[0]
    assert len(on_screen(hints(sound, GERMAN), GERMAN)) == len(sound.problems) > 0
