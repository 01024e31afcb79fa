"""A row of units below the header is set aside with one sentence, and no row of data is taken for one."""

from __future__ import annotations

import pytest

from ek_data.errors import Problem
from ek_data.reading import table
from ek_data.reading.read import read
from tests.reading.test_aside import HEADER, ROWS
from tests.reading.test_usual_files import rows_of


@pytest.mark.parametrize("units", ["Text;JJJJ;Anzahl", ";(Jahr);[Personen]", ";;€", "Pflicht;optional;in Euro"])
def test_row_of_units_below_the_header_is_set_aside_and_comes_back(units: str) -> None:
    raw = read("\n".join([HEADER, units, *ROWS, ""]).encode(), "a.csv", [HEADER.split(";")])
    assert [(each.row, each.message) for each in raw.findings if isinstance(each, Problem)] == [(2, table.UNITS)]
    assert len(raw.rows) == 3
    assert rows_of(raw.taking({2}))[0] == tuple(units.split(";"))


@pytest.mark.parametrize("row", ["Worms;2024;Anzahl", "Worms;unbekannt;", "Text;;k. A.", "Worms;;Personen"])
def test_row_of_data_is_none_of_units(row: str) -> None:
    raw = read("\n".join([HEADER, row, *ROWS, ""]).encode(), "a.csv", [HEADER.split(";")])
    assert len(raw.rows) == 4
