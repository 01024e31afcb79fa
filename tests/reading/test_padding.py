"""Empty cells to the right of a table, as Excel leaves them behind, shift nothing."""

from __future__ import annotations

import pytest

from ek_data.errors import Problem
from ek_data.i18n import GERMAN
from ek_data.reading.read import read
from ek_data.reading.table import row_widths
from ek_data.reading.table.header import EMPTY_COLUMNS
from tests.reading import books
from tests.reading.rows import rows_of

ROWS = ["Asbach;2024;5", "Trier;2025;7", "Mainz;2024;"]


@pytest.mark.parametrize("padded", [["", ";;;", ""], [";;;", ";;;", ";;;"], [";", "", "; ; "]])
def test_surplus_empty_cells_are_left_out_and_block_nothing(padded: list[str]) -> None:
    lines = ["Ort;Jahr;Zahl", *map(str.__add__, ROWS, padded)]
    raw = read("\r\n".join(lines).encode() + b"\r\n", "a.csv")
    assert (raw.header, rows_of(raw)) == (("Ort", "Jahr", "Zahl"), [tuple(row.split(";")) for row in ROWS])
    repaired = {finding.message for finding in raw.findings}
    assert row_widths.PADDED in repaired
    assert repaired <= {row_widths.PADDED, EMPTY_COLUMNS}


def test_surplus_cell_with_content_is_still_an_error() -> None:
    raw = read(b"Ort;Jahr;Zahl\r\nAsbach;2024;5;;x;;\r\nTrier;2025;7\r\nMainz;2024;1\r\n", "a.csv")
    (problem,) = (finding for finding in raw.findings if isinstance(finding, Problem))
    assert (problem.message, problem.row, problem.values["n"]) == (row_widths.LONG, 2, 5)


@pytest.mark.parametrize(
    ("surplus", "named"), [(";zuviel", "zuviel"), (";;eins;zwei;;", "eins; zwei"), (' ; "a;b"', "a;b")]
)
def test_row_and_content_of_surplus_cells_are_named(surplus: str, named: str) -> None:
    raw = read("\n".join(["Ort;Jahr;Zahl", *ROWS, "Worms;2024;8" + surplus, *ROWS, ""]).encode(), "a.csv")
    (problem,) = (finding for finding in raw.findings if isinstance(finding, Problem))
    assert (problem.severity, problem.row, problem.value) == ("error", 5, named)
    assert f"steht „{named}“" in problem.sentence(GERMAN)


PADDINGS = {
    "some rows": ["", ";;;", "", ";;"],
    "all rows": ["", ";;;", ";;;", ";;;"],
    "header only": [";;;", "", "", ""],
    "header and rows": [";;;", ";;;", ";;;", ";;;"],
}


@pytest.mark.parametrize("padded", PADDINGS)
def test_padding_is_at_most_one_repair_of_a_file(padded: str) -> None:
    lines = ["Ort;Jahr;Zahl", *ROWS]
    raw = read("\r\n".join(map(str.__add__, lines, PADDINGS[padded])).encode() + b"\r\n", "a.csv")
    assert [finding for finding in raw.findings if isinstance(finding, Problem)] == []
    assert len(raw.findings) <= 1


def test_formatted_empty_cells_beside_the_table_of_a_workbook_are_at_most_one_repair() -> None:
    rows = [["Ort", "Jahr", "Zahl"], ["Asbach", 2024, 5, None, "  "], ["Trier", 2025, 7, None, " "]]
    raw = read(books.xlsx({"S": rows}), "a.xlsx")
    assert (raw.header, len(raw.rows)) == (("Ort", "Jahr", "Zahl"), 2)
    assert [finding for finding in raw.findings if isinstance(finding, Problem)] == []
    assert len(raw.findings) <= 1


def test_cells_that_every_row_has_beyond_the_header_are_named_with_the_first_row() -> None:
    raw = read(b"Ort;Jahr\nAsbach;2024;x\nTrier;2025;y\n", "a.csv")
    (wider,) = (finding for finding in raw.findings if finding.message == row_widths.WIDER)
    assert "In Zeile 2 steht hinter der Kopfzeile „x“." in wider.sentence(GERMAN)


def test_surplus_cell_of_a_workbook_is_named_with_its_row() -> None:
    rows = [["Ort", "Jahr"], ["Asbach", 2024], ["Trier", 2025, "zu prüfen"]]
    (problem,) = read(books.xlsx({"S": rows}), "a.xlsx").findings
    assert problem.sentence(GERMAN) == "Spalte C hat Werte, aber keine Überschrift, den ersten in Zeile 3: „zu prüfen“."
