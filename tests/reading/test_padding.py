"""Empty cells to the right of a table, as Excel leaves them behind, shift nothing."""

from __future__ import annotations

import pytest

from ek_data.errors import Problem
from ek_data.reading import table
from ek_data.reading.read import read
from ek_data.reading.table import EMPTY_COLUMNS
from tests.reading.test_usual_files import rows_of

ROWS = ["Asbach;2024;5", "Trier;2025;7", "Mainz;2024;"]


@pytest.mark.parametrize("padded", [["", ";;;", ""], [";;;", ";;;", ";;;"], [";", "", "; ; "]])
def test_surplus_empty_cells_are_left_out_and_block_nothing(padded: list[str]) -> None:
    lines = ["Ort;Jahr;Zahl", *map(str.__add__, ROWS, padded)]
    raw = read("\r\n".join(lines).encode() + b"\r\n", "a.csv")
    assert (raw.header, rows_of(raw)) == (("Ort", "Jahr", "Zahl"), [tuple(row.split(";")) for row in ROWS])
    repaired = {finding.message for finding in raw.findings}
    assert table.PADDED in repaired
    assert repaired <= {table.PADDED, EMPTY_COLUMNS}


def test_surplus_cell_with_content_is_still_an_error() -> None:
    raw = read(b"Ort;Jahr;Zahl\r\nAsbach;2024;5;;x;;\r\nTrier;2025;7\r\nMainz;2024;1\r\n", "a.csv")
    (problem,) = (finding for finding in raw.findings if isinstance(finding, Problem))
    assert (problem.message, problem.row, problem.values["n"]) == (table.LONG, 2, 5)
