"""Sheets as Excel shows them: which one, where the cells stand, and values as text."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from ek_data.errors import Unreadable
from ek_data.reading import suspicions
from ek_data.reading.file_kinds import MISNAMED
from ek_data.reading.grid import address
from ek_data.reading.read import HIDDEN, OTHER_SHEETS, read
from ek_data.reading.text import records
from ek_data.reading.workbooks import child
from tests.reading import books
from tests.reading.rows import rows_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7335004, "7335004"),  # a number that lost its zero stays without: only the declaration knows better
        (0.1 + 0.2, "0.3"),  # Excel keeps 15 digits
        (1.5e-7, "0.00000015"),
        (12345678901234567890.0, "12345678901234600000"),
        (dt.date(2025, 4, 9), "2025-04-09"),
        (dt.datetime(2025, 4, 9, 14, 30), "2025-04-09 14:30:00"),
        (True, "TRUE"),
        (" 07 ", " 07 "),
    ],
)
def test_value_of_a_cell_is_written_as_text_without_changing_it(value: object, text: str) -> None:
    book = books.xlsx({"S": [["Nr", "Wert"], [1, value]]})
    assert rows_of(read(book, "a.xlsx")) == [("1", text)]


def test_rows_and_columns_are_numbered_as_excel_shows_them() -> None:
    cells = (
        '<row r="3"><c r="C3" t="inlineStr"><is><t>a</t></is></c><c r="D3" t="inlineStr"><is><t>b</t></is></c></row>'
    )
    cells += '<row r="4"><c r="C4"><v>1</v></c><c r="D4"><v>2</v></c></row>'
    raw = read(books.raw_xlsx(cells), "a.xlsx")
    assert (raw.header, raw.header_row, raw.rows.tolist(), raw.columns) == (("a", "b"), 3, [4], (2, 3))
    assert address(int(raw.rows[0]), raw.columns[1]) == "D4"


@pytest.mark.parametrize(("column", "letters"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (16383, "XFD1")])
def test_address_is_that_of_excel(column: int, letters: str) -> None:
    assert address(1, column) == letters


def test_sheet_with_known_names_is_read_and_the_others_are_named() -> None:
    long = [["x", "y"], *([n, n] for n in range(20))]
    book = books.xlsx({"Lang": long, "Kommunen": [["Kommune", "Staffel"], ["Puderbach", 2024]], "Leer": []})
    raw = read(book, "a.xlsx", [["Kommune", "Staffel"]])
    assert raw.sheet == "Kommunen"
    assert [(finding.message, finding.values) for finding in raw.findings] == [
        (OTHER_SHEETS, {"sheet": "Kommunen", "others": ("Lang",)})
    ]


def test_without_known_names_the_visible_sheet_with_most_rows_is_read() -> None:
    book = books.xlsx({"A": [["a", "b"], [1, 2]], "B": [["a", "b"], [1, 2], [3, 4]], "C": [["a", "b"]] * 9}, hidden="C")
    assert read(book, "a.xlsx").sheet == "B"


def test_only_sheet_is_read_though_hidden_and_that_is_said() -> None:
    book = books.xlsx({"A": [], "C": [["a", "b"], [1, 2]]}, hidden="C")
    assert [finding.message for finding in read(book, "a.xlsx").findings] == [HIDDEN]


def test_formula_error_and_formula_without_result_are_named_with_their_cells() -> None:
    cells = books.row(1, "<is><t>a</t></is>", "<is><t>b</t></is>", kind="inlineStr")
    cells += '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2"><v>1</v></c></row>'
    cells += '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><f>1+1</f></c></row>'
    cells += '<row r="4"><c r="A4"><v>1</v></c><c r="B4"><f>1+1</f><v>2</v></c></row>'
    cells += '<row r="5"><c r="A5"><v>1</v></c><c r="B5" t="str"><f>""</f><v></v></c></row>'  # an empty text
    raw = read(books.raw_xlsx(cells), "a.xlsx")
    assert [(finding.message, finding.cell, finding.column) for finding in raw.findings] == [
        (child.ERRONEOUS, "A2", "a"),
        (child.UNCOMPUTED, "B3", "b"),
    ]


def test_workbook_without_cells_is_refused() -> None:
    with pytest.raises(Unreadable, match="holds no table"):
        read(books.xlsx({"A": []}), "a.xlsx")


def test_content_decides_and_a_misleading_name_is_said() -> None:
    raw = read(books.SAMPLE, "kommunen.csv")
    assert [finding.message for finding in raw.findings] == [MISNAMED]


def test_parquet_values_are_written_as_text_and_missing_ones_as_empty() -> None:
    columns = {
        "zahl": pa.array([0.1 + 0.2, None]),
        "zeit": pa.array([dt.datetime(2025, 4, 9, 14, 30), dt.datetime(2025, 4, 9)]),
        "ja": pa.array([False, None]),
        "liste": pa.array([[1], None]),
    }
    raw = read(books.parquet(columns), "a.parquet")
    assert rows_of(raw) == [("0.30000000000000004", "2025-04-09 14:30:00", "FALSE", "[1]"), ("", "2025-04-09", "", "")]
    assert [(finding.message, finding.column) for finding in raw.findings] == [(child.ODD, "liste")]


def test_wrong_conversion_inside_a_workbook_is_found_too() -> None:
    raw = read(books.xlsx({"A": [["Ort", "Zahl"], ["HaÃŸloch", 1]]}), "a.xlsx")
    assert [(finding.message, finding.cell) for finding in raw.findings] == [(suspicions.CONVERTED, "A2")]


def test_rows_around_irregular_ones_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "BLOCK", 2)  # so that a small file spans blocks
    raw = read(b"a;b;c\n1;2;3\n4;5\n6;7;8\n9;10;11;12\n13;14;15\n", "a.csv")
    assert [row[0] for row in rows_of(raw)] == ["1", "4", "6", "9", "13"]
    assert raw.rows.tolist() == [2, 3, 4, 5, 6]


def test_floating_numbers_of_parquet_are_whole_ones_in_full_and_what_is_no_number_is_missing() -> None:
    columns = {"a": pa.array([73320025025.0, float("nan"), 1e-7]), "b": pa.array([dt.timedelta(hours=2)] * 3)}
    raw = read(books.parquet(columns), "a.parquet")
    assert rows_of(raw) == [("73320025025", "2:00:00"), ("", "2:00:00"), ("0.0000001", "2:00:00")]
