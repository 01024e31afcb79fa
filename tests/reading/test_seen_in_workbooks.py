"""What people do to rows and cells of a workbook besides filling them: taken, and said once for a file."""

from __future__ import annotations

import io

import numpy as np
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ek_data.errors import Problem
from ek_data.i18n import GERMAN
from ek_data.reading import suspicions
from ek_data.reading.grid import Grid, table_of
from ek_data.reading.raw import Raw
from ek_data.reading.read import read
from tests.reading import books
from tests.reading.rows import rows_of

ROWS = [("Mainz", "3"), ("Trier", "5"), ("Worms", "6"), ("Alzey", "7")]


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:B5"
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[9].hidden = True  # holds nothing


def narrowed(sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["D"].hidden = True  # holds nothing


def struck(sheet: Worksheet) -> None:
    sheet["A4"].font = sheet["B4"].font = Font(strike=True)
    sheet["A9"].font = Font(strike=True)  # holds nothing


def commented(sheet: Worksheet) -> None:
    sheet["B2"].comment = Comment("eigentlich 90!", "")


CASES = {
    filtered: "Ausgeblendete Zeilen wurden mitgelesen: 2, die erste ist Zeile 3.",
    narrowed: "Ausgeblendete Spalten wurden mitgelesen: 1, die erste ist B.",
    struck: "Durchgestrichene Zellen wurden mitgelesen: 2, die erste ist A4.",
    commented: "Kommentare zu Zellen wurden nicht gelesen: 1, der erste steht bei B2.",
}


def book(*changes: object, name: str = "a.xlsx") -> Raw:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in [("Ort", "Zahl"), *ROWS]:
        sheet.append(row)
    for change in changes:
        change(sheet)  # type: ignore[operator]
    out = io.BytesIO()
    workbook.save(out)
    return read(out.getvalue(), name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm"])
@pytest.mark.parametrize("change", CASES)
def test_hidden_struck_and_commented_cells_are_taken_and_said_once(change: object, name: str) -> None:
    raw = book(change, name=name)
    assert rows_of(raw) == ROWS
    assert [finding.sentence(GERMAN) for finding in raw.findings] == [CASES[change]]  # type: ignore[index]


def test_all_of_them_are_one_sentence_each() -> None:
    assert sorted(finding.sentence(GERMAN) for finding in book(*CASES).findings) == sorted(CASES.values())


def test_workbook_without_any_of_them_says_nothing() -> None:
    assert book().findings == ()


def test_raised_signs_of_a_cell_are_no_digits_of_its_number_and_a_struck_part_is_said() -> None:
    strings = (
        "<si><t>Ort</t></si><si><t>Fläche</t></si><si><r><t>300</t></r>"
        '<r><rPr><vertAlign val="superscript"/></rPr><t xml:space="preserve">1)</t></r></si>'
        '<si><r><rPr><strike/></rPr><t xml:space="preserve">Bonn &amp; </t></r><r><t>Trier</t></r></si>'
    )
    cells = "".join(books.row(at, *pair, kind="s") for at, pair in enumerate((("0", "1"), ("3", "2")), start=1))
    cells = cells.replace('t="s">', 't="s"><v>').replace("</c>", "</v></c>")
    raw = read(books.with_strings(cells, strings), "a.xlsx")
    assert rows_of(raw) == [("Bonn & Trier", "300¹⁾")]
    assert [finding.sentence(GERMAN) for finding in raw.findings] == [
        "Durchgestrichene Zellen wurden mitgelesen: 1, die erste ist A2."
    ]


def test_zero_characters_between_letters_are_an_error_at_their_cell() -> None:
    grid = Grid(table_of([["Ort", "Zahl"], ["M\0a\0i\0n\0z\0", "3"]], 2), np.array([1, 2]), np.array([2, 2]))
    (problem,) = suspicions.signs(grid)
    assert isinstance(problem, Problem)
    assert (problem.message, problem.severity, problem.cell) == (suspicions.ZEROS, "error", "A2")
    assert "„Mainz“" in problem.sentence(GERMAN)
