"""What German Excel, LibreOffice and colleagues send: one smallest file for each line of the list."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pytest

from ek_data.reading import suspicions
from ek_data.reading.raw import Raw
from ek_data.reading.read import read
from ek_data.reading.table import assemble, header, layout, row_widths
from ek_data.reading.text import decoding, dialect
from tests.reading import books
from tests.reading.rows import rows_of

FILES = Path(__file__).parent / "files"

LINES = (
    "semicolon",
    "comma",
    "tab",
    "UTF-8",
    "UTF-8 with byte order mark",
    "Windows-1252",
    "UTF-16",
    "decimal comma and thousands dot",
    "dates in every spelling",
    "Excel serial numbers",
    "sep= line",
    "title rows above the header",
    "total rows below",
    "empty rows",
    "empty columns",
    "trailing delimiters",
    "decomposed umlauts",
    "non-breaking spaces",
    "quoted line breaks",
    "keys without their leading zero",
    "keys turned into 7,33E+06",
    ".xlsx",
    ".ods",
    "Parquet",
    "damaged",
)


@dataclass(frozen=True)
class Case:
    """A file, the table that must come of it, and the remarks that must be made: no more and no fewer."""

    line: str
    file: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    remarks: tuple[str, ...] = ()
    numbers: tuple[int, ...] = (2,)
    data: bytes = field(default=b"", repr=False)

    def raw(self) -> Raw:
        return read(self.data or (FILES / self.file).read_bytes(), self.file)


STAFFEL = ("Kommune", "Staffel")
PUDERBACH, HASSLOCH = ("Puderbach", "2024"), ("Haßloch", "2025")

CASES = (
    Case("semicolon", "semicolon.csv", STAFFEL, [PUDERBACH]),
    Case("comma", "comma.csv", STAFFEL, [PUDERBACH]),
    Case("tab", "tab.tsv", STAFFEL, [PUDERBACH]),
    Case("UTF-8", "utf8.csv", STAFFEL, [HASSLOCH]),
    Case("UTF-8 with byte order mark", "utf8_bom.csv", STAFFEL, [HASSLOCH]),
    Case("Windows-1252", "windows_1252.csv", ("Kommune", "Budget"), [("Haßloch", "5 €")]),
    Case("UTF-16", "utf16.csv", STAFFEL, [HASSLOCH]),
    Case("UTF-16", "utf16_without_bom.csv", STAFFEL, [HASSLOCH]),
    Case(
        "decimal comma and thousands dot",
        "german_numbers.csv",
        ("Kommune", "Einwohner", "Fläche"),
        [("Alzey-Worms", "131.000", "588,07")],  # as written: interpreting is not reading
    ),
    Case(
        "dates in every spelling",
        "dates.csv",
        ("Nr", "Datum"),
        [("1", "09.04.2025"), ("2", "9.4.25"), ("3", "2025-04-09"), ("4", "April 2025")],
        numbers=(2, 3, 4, 5),
    ),
    Case("Excel serial numbers", "serial_numbers.csv", ("Nr", "Datum"), [("1", "45756")]),
    Case("sep= line", "sep.csv", STAFFEL, [PUDERBACH]),  # Excel hides the line: the header is its row 1
    Case(
        "title rows above the header",
        "title_rows.csv",
        ("Kommune", "Art", "Staffel"),
        [("Puderbach", "VG", "2024"), ("Alzey", "Stadt", "2025")],
        (layout.TITLE, layout.TITLE),
        (5, 6),
    ),
    Case(
        "total rows below",
        "total_row.csv",
        ("Kommune", "Einwohner"),
        [("Puderbach", "15000"), ("Haßloch", "20000")],
        (layout.TOTAL, layout.NOTE),
        (2, 3),
    ),
    Case("empty rows", "empty_rows.csv", STAFFEL, [PUDERBACH, HASSLOCH], (assemble.BLANK,), (3, 5)),
    Case("empty columns", "empty_columns.csv", STAFFEL, [PUDERBACH], (header.EMPTY_COLUMNS,)),
    Case("trailing delimiters", "trailing_delimiters.csv", STAFFEL, [PUDERBACH], (header.EMPTY_COLUMNS,)),
    Case(
        "decomposed umlauts",
        "decomposed.csv",
        ("Kommune", unicodedata.normalize("NFD", "Fläche")),
        [(unicodedata.normalize("NFD", "Böhl"), "30")],
    ),
    Case(
        "non-breaking spaces",
        "nbsp.csv",
        ("Kommune", "Fläche km²"),
        [("Bad\u00a0Ems", "30")],  # in cells it is what the file says
        (header.CLEANED,),
    ),
    Case(
        "quoted line breaks",
        "quoted_line_breaks.csv",
        ("Kommune", "Notiz"),
        [("Puderbach", "erste\nzweite"), ("Haßloch", "dritte")],
        numbers=(2, 3),  # rows as in Excel, not lines
    ),
    Case("keys without their leading zero", "lost_zero.csv", ("ARS", "Name"), [("7331003", "Alzey")]),
    Case("keys turned into 7,33E+06", "exponent.csv", ("ARS", "Name"), [("7,33E+06", "Alzey")]),
    Case(
        ".xlsx",
        "kommunen.xlsx",
        ("Kommune", "Beitritt", "Anteil"),
        [("Puderbach", "2024-11-23", "0.5")],
        data=books.SAMPLE,
    ),
    Case(".ods", "kommunen.ods", STAFFEL, [PUDERBACH], data=books.ods([STAFFEL, PUDERBACH])),
    Case(
        "Parquet",
        "kommunen.parquet",
        ("Kommune", "Beitritt", "Aktiv"),
        [("Puderbach", "2024-11-23", "TRUE"), ("", "", "")][:1],
        data=books.parquet({"Kommune": ["Puderbach"], "Beitritt": [dt.date(2024, 11, 23)], "Aktiv": [True]}),
    ),
    Case("damaged", "whole_lines_quoted.csv", STAFFEL, [PUDERBACH], (dialect.WRAPPED,)),
    Case("damaged", "carriage_returns.csv", STAFFEL, [PUDERBACH]),
    Case("damaged", "ctrl_z.csv", STAFFEL, [PUDERBACH], (decoding.CTRL_Z,)),
    Case("damaged", "nul.csv", STAFFEL, [PUDERBACH], (decoding.NULS,)),
    Case(
        "damaged",
        "mixed_encodings.csv",
        ("Kommune", "Nr"),
        [("Haßloch", "1"), ("Böhl", "2"), ("Grünstadt", "3")],
        (decoding.MIXED,),
        (2, 3, 4),
    ),
    Case("damaged", "mojibake.csv", ("Kommune", "Nr"), [("HaÃŸloch", "1")], (suspicions.CONVERTED,)),
    Case(
        "damaged",
        "truncated.csv",
        ("Kommune", "Staffel", "Art"),
        [("Puderbach", "2024", "VG"), ("Haßloch", "20", "")],
        (row_widths.CUT_OFF,),
        (2, 3),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_file_is_read_as_it_is_and_everything_done_to_it_is_said(case: Case) -> None:
    raw = case.raw()
    assert raw.header == case.header
    assert rows_of(raw) == case.rows
    assert tuple(finding.message for finding in raw.findings) == case.remarks
    assert tuple(raw.rows) == case.numbers
    assert {finding.file for finding in raw.findings} <= {case.file}


def test_every_line_of_the_list_has_a_file_and_every_file_a_line() -> None:
    assert {case.line for case in CASES} == set(LINES)
    assert {path.name for path in FILES.iterdir() if path.suffix} == {case.file for case in CASES if not case.data}


def test_cells_are_strings_in_columns_numbered_from_zero() -> None:
    raw = CASES[0].raw()
    assert raw.cells.schema == pa.schema([("0", pa.string()), ("1", pa.string())])
    assert (raw.encoding, raw.delimiter, raw.sheet, raw.columns) == ("utf-8", ";", None, (0, 1))
