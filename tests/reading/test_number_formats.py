"""Number formats: what a cell shows is what people mean, and what a number column gets is exact."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
import xlsxwriter
from openpyxl import Workbook

from ek_data.reading import number_formats
from ek_data.reading.raw import Raw
from ek_data.reading.read import DAYLESS, read
from tests.reading import books
from tests.selection import first

EURO = '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("text", "code", "seen"),
    [
        ("0.418", "0%", "42 %"),
        ("0.418", "0.0%", "41,8 %"),
        ("0.418", "0.00 %", "41,80 %"),
        ("41.8", '0.0 "%"', "41,8 %"),  # a literal sign does not multiply by 100
        ("41.8", r"0.0\%", "41,8 %"),
        ("-0.05", "0.0%;[Red]-0.0%", "-5,0 %"),
        ("0.418", "[<1]0.0%;0", "41,8 %"),
        ("12", "[<1]0.0%;0", "12"),
        ("1234.5", r"#,##0.00\ [$€-407]", "1.234,50 €"),
        ("1234.5", EURO, "1.234,50 €"),
        ("-1234.5", EURO, "-1.234,50 €"),
        ("0", EURO, "- €"),
        ("1234567", "#,##0,", "1.235"),
        ("2.5", "0", "3"),  # half away from zero, as in Excel
        ("1234.5", "0", "1235"),
        ("0.5", "0.##", "0,5"),
        ("12", "0000", "0012"),
        ("120", 'General "Personen"', "120 Personen"),
        ("2025-04-01", "[$-407]mmm yy", "Apr 25"),
        ("2025-04-01", "[$-407]mmmm\\ yyyy;@", "April 2025"),
        ("2025-05-01", "[$-409]mmmm yyyy", "May 2025"),
        ("2025-04-09", "dd.mm.yyyy", "09.04.2025"),
        ("2025-04-09", "ddd, d. mmmm yyyy", "Mi, 9. April 2025"),
        ("2025-04-09 14:05:00", "dd.mm.yyyy hh:mm", "09.04.2025 14:05"),
        ("10:30:00", "h:mm", "10:30"),
        ("26:30:00", "[h]:mm:ss", "26:30:00"),
        ("TRUE", number_formats.BOOLEAN, "WAHR"),
        ("0.5", "# ?/?", "0.5"),  # fractions and exponents stay the number that they are
        ("1234", "0.00E+00", "1234"),
        ("k. A.", "0%", "k. A."),
        ("", "0%", ""),
    ],
)
def test_cell_shows_its_value_as_german_excel_does(text: str, code: str, seen: str) -> None:
    assert number_formats.shown(text, code) == seen
    assert number_formats.shown(number_formats.exact(text, code), code) == seen


@pytest.mark.parametrize(
    ("text", "code", "exact"),
    [
        ("0.41837", "0%", "41,837 %"),  # all digits, however many are shown
        ("41.837", '0.0 "%"', "41,837 %"),
        ("1234.567", "#,##0", "1234.567"),
        ("1234567", "#,##0,", "1234567"),
        ("2025-04-17", "mmm yy", "2025-04"),
        ("2025-04-01", "mm.yyyy", "2025-04"),
        ("2025-01-01", "yyyy", "2025"),
        ("2025-04-01", "dd.mm.yy", "2025-04-01"),
        ("2025-04-01 10:00:00", "hh:mm", "2025-04-01 10:00:00"),
        ("10:05:00", "mm:ss", "10:05:00"),
    ],
)
def test_cell_holds_no_more_than_its_format_means_and_no_less(text: str, code: str, exact: str) -> None:
    assert number_formats.exact(text, code) == exact


def by_openpyxl(value: object, code: str) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Nr", "Wert"])
    sheet.append([1, value])
    sheet["B2"].number_format = code
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def by_xlsxwriter(value: object, code: str | int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nr", "Wert"])
        sheet.write(1, 0, 1)
        sheet.write(1, 1, value, book.add_format({"num_format": code}))
    return out.getvalue()


def both(raw: Raw) -> tuple[str, str]:
    """Return the one value of a workbook: exact, and as people see it."""
    return raw.cells.column(1)[0].as_py(), raw.shown(1)[0].as_py()


@pytest.mark.parametrize("written", [by_openpyxl, pytest.param(by_xlsxwriter, marks=pytest.mark.full)])
@pytest.mark.parametrize(
    ("value", "code", "held", "seen"),
    [
        (0.418, "0.0%", "41,8 %", "41,8 %"),
        (1234.5, "#,##0.00 [$€-407]", "1234.5", "1.234,50 €"),
        (dt.date(2025, 4, 1), "[$-407]mmm yy", "2025-04", "Apr 25"),
        pytest.param(dt.date(2025, 4, 1), "[$-407]mmm\\ yy;@", "2025-04", "Apr 25", marks=pytest.mark.full),
        pytest.param(dt.date(2025, 4, 1), "mmmm yyyy", "2025-04", "April 2025", marks=pytest.mark.full),
        pytest.param(dt.date(2025, 1, 1), "yyyy", "2025", "2025", marks=pytest.mark.full),
        pytest.param(dt.date(2025, 4, 9), "dd.mm.yyyy", "2025-04-09", "09.04.2025", marks=pytest.mark.full),
        (True, "General", "TRUE", "WAHR"),
        ("0.5", "0%", "0.5", "0.5"),  # a text is what it is, whatever the format of its cell
        pytest.param("TRUE", "General", "TRUE", "TRUE", marks=pytest.mark.full),
    ],
)
def test_value_of_a_formatted_cell_is_known_exactly_and_as_shown(
    written: Callable[[object, str], bytes], value: object, code: str, held: str, seen: str
) -> None:
    assert both(read(written(value, code), "a.xlsx")) == (held, seen)


@pytest.mark.parametrize(
    ("number", "value", "held", "seen"),
    first(
        1,
        [
            (9, 0.5, "50 %", "50 %"),
            (10, 0.418, "41,8 %", "41,80 %"),
            (17, dt.date(2025, 4, 1), "2025-04", "Apr 25"),
            (14, dt.date(2025, 4, 1), "2025-04-01", "01.04.2025"),
            (44, 1234.5, "1234.5", "1.234,50 €"),
            (4, 1234.5, "1234.5", "1.234,50"),
        ],
    ),
)
@pytest.mark.full
def test_format_that_a_file_names_by_number_is_known(number: int, value: object, held: str, seen: str) -> None:
    assert both(read(by_xlsxwriter(value, number), "a.xlsx")) == (held, seen)


def test_date_read_without_its_day_is_told_with_its_cell() -> None:
    (repair,) = read(by_openpyxl(dt.date(2025, 4, 1), "mmm yy"), "a.xlsx").findings
    assert (repair.message, repair.cell, repair.value) == (DAYLESS, "B2", "Apr 25")
    assert repair.values["stored"] == "01.04.2025"


def test_each_cell_has_its_own_format() -> None:
    cells = [(0.5, "0%"), (0.5, "General"), (dt.date(2025, 4, 1), "mmm yy"), (dt.date(2025, 4, 1), "dd.mm.yyyy")]
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Nr", "Wert"])
    for row, (value, code) in enumerate(cells, start=2):
        sheet.append([row, value])
        sheet.cell(row, 2).number_format = code
    out = io.BytesIO()
    workbook.save(out)
    assert read(out.getvalue(), "a.xlsx").cells.column(1).to_pylist() == ["50 %", "0.5", "2025-04", "2025-04-01"]


@pytest.mark.full
def test_formats_are_found_in_a_sheet_larger_than_one_piece_and_in_the_right_rows() -> None:
    out, rows = io.BytesIO(), 30_000
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0%"})
        sheet.write_row(0, 0, ["Nr", "Text", "Wert"])
        for row in range(1, rows):
            sheet.write_number(row, 0, row)
            sheet.write_string(row, 1, f"a text so that the sheet is long, number {row}")
            sheet.write_number(row, 2, 0.5, percent if row % 2 else None)
    texts = read(out.getvalue(), "a.xlsx").cells.column(2).to_pylist()
    assert texts == ["50 %" if row % 2 else "0.5" for row in range(1, rows)]


@pytest.mark.full
def test_cell_style_is_found_among_very_many() -> None:
    styles = f'<styleSheet xmlns="{books.MAIN}"><cellXfs>{"{}" * 200_000}</cellXfs></styleSheet>'
    styles = styles.replace("{}", '<xf numFmtId="9"/>')
    sheet = f'<worksheet xmlns="{books.MAIN}"><sheetData><row r="1"><c r="A1" s="7"><v>0.5</v></c></row></sheetData>'
    parts = {**books.PARTS, "xl/styles.xml": styles, "xl/worksheets/sheet1.xml": f"{sheet}</worksheet>"}
    assert read(books.zipped(parts), "a.xlsx").header == ("50 %",)


@pytest.mark.parametrize(
    "attributes", ['r="A1" s="0"', 's="0" r="A1"', 't="n" s="0" r="A1"', 'cm="1" s="0" t="n" r="A1"']
)
def test_cell_style_is_found_in_any_order_of_attributes(attributes: str) -> None:
    styles = f'<styleSheet xmlns="{books.MAIN}"><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>'
    sheet = f'<worksheet xmlns="{books.MAIN}"><sheetData><row r="1"><c {attributes}><v>0.5</v></c></row></sheetData>'
    parts = {**books.PARTS, "xl/styles.xml": styles, "xl/worksheets/sheet1.xml": f"{sheet}</worksheet>"}
    assert read(books.zipped(parts), "a.xlsx").header == ("50 %",)
