"""Rows inside a table that are none of data are set aside with a sentence and can come back; no row of data is."""

from __future__ import annotations

import pytest

from ek_data.errors import Problem, Repair
from ek_data.reading.raw import Raw
from ek_data.reading.read import read
from ek_data.reading.table import layout, non_data_rows
from tests.reading.rows import rows_of
from tests.reading.test_aside import HEADER, ROWS

WIDE = "Nr.;Ort;Jahr;Zahl;Was"
DATA = ["M1;Asbach;2024;5;Fest", "M2;Trier;2025;7;Börse", "M3;Mainz;2024;1;Tag", "M4;Worms;2023;2;Bus"]


def wide(*lines: str, known: bool = True) -> Raw:
    headers = [WIDE.split(";")] if known else []
    return read("\n".join([WIDE, *lines, ""]).encode(), "a.csv", headers)


@pytest.mark.parametrize("units", ["Text;JJJJ;Anzahl", ";(Jahr);[Personen]", ";;€", "Pflicht;optional;in Euro"])
def test_row_of_units_below_the_header_is_set_aside_and_comes_back(units: str) -> None:
    raw = read("\n".join([HEADER, units, *ROWS, ""]).encode(), "a.csv", [HEADER.split(";")])
    assert [(each.row, each.message) for each in raw.findings if isinstance(each, Problem)] == [(2, layout.UNITS)]
    assert len(raw.rows) == 3
    assert rows_of(raw.taking({2}))[0] == tuple(units.split(";"))


@pytest.mark.parametrize("row", ["Worms;2024;Anzahl", "Worms;unbekannt;", "Text;;k. A.", "Worms;;Personen"])
def test_row_of_data_is_none_of_units(row: str) -> None:
    raw = read("\n".join([HEADER, row, *ROWS, ""]).encode(), "a.csv", [HEADER.split(";")])
    assert len(raw.rows) == 4


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Staffel 2024;;;;", non_data_rows.HEADING),
        ("Landkreise", non_data_rows.HEADING),  # a line without separators
        ("1. Quartal 2025;;;;", non_data_rows.HEADING),
        (";Neu dabei:;;;", non_data_rows.HEADING),
        ("Summe;;;13;", layout.TOTAL),
        (";Zwischensumme;;13;", layout.TOTAL),
        ("Summe 2024;;;;", layout.TOTAL),
        ("Asbach Ergebnis;;;13;", layout.TOTAL),  # as pivot tables write it
    ],
)
def test_row_between_the_rows_that_is_none_of_data_is_a_warning_and_comes_back(
    row: str, message: str, known: bool
) -> None:
    raw = wide(*DATA[:2], row, *DATA[2:], known=known)
    assert [(each.row, each.message) for each in raw.findings if isinstance(each, Problem)] == [(4, message)]
    assert [";".join(cells) for cells in rows_of(raw)] == DATA
    assert rows_of(raw.taking({4}))[2] == (*row.split(";"), "", "", "", "")[:5]


@pytest.mark.parametrize(
    "row",
    [
        "M9;;;;",  # a key whose row was not filled in
        "M 9;;;;",
        "2024;;;;",
        ";;;13;2",  # a total perhaps, but nobody says so
        "M9;Summe;2024;5;Fest",
        "Worms;Feier;;;",
    ],
)
def test_row_that_may_be_one_of_data_stays_and_is_asked_about(row: str) -> None:
    assert len(wide(*DATA[:2], row, *DATA[2:]).rows) == 5


def test_word_that_is_missing_in_the_rows_below_is_no_heading_because_it_may_be_meant_for_them() -> None:
    below = [row.replace(";Mainz;", ";;") for row in DATA[2:]]
    assert len(wide(*DATA[:2], ";Mainz;;;", *below).rows) == 5
    assert len(wide(*DATA[:2], ";Landkreise;;;", *DATA[2:], known=False).rows) == 5  # perhaps a place like the others


def test_single_text_below_a_wide_table_is_no_row_of_it() -> None:
    raw = wide(*DATA, "Rückfragen an die Leitstelle;;;;")
    assert [(each.row, each.message) for each in raw.findings if isinstance(each, Problem)] == [(6, layout.NOTE_DATA)]


def test_header_in_another_case_is_the_header_again() -> None:
    raw = wide(*DATA[:2], WIDE.upper(), *DATA[2:])
    assert [(type(each), each.row, each.message) for each in raw.findings] == [(Repair, 4, non_data_rows.REPEATED)]
    assert [each.row for each in raw.aside] == [4]
