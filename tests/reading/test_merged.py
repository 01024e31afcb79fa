"""Merged cells: what they are taken to mean, and where that cannot be known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import pytest
from openpyxl import Workbook

from ek_data.reading.raw import Raw
from ek_data.reading.read import read
from ek_data.reading.table import merged
from ek_data.reading.table.layout import FURTHER, TOTAL
from ek_data.reading.table.non_data_rows import HEADING
from ek_data.validation.batch import check_all
from ek_data.validation.recognise import headers
from tests.reading.books import ods, zipped
from tests.reading.rows import rows_of

NAMES = [["Nr", "Ort", "Jahr", "Titel"]]


def book(rows: Sequence[Sequence[object]], *areas: str, hidden: Mapping[str, object] | None = None) -> bytes:
    """Return a workbook with merged areas; `hidden` are values in cells that an area covers."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in areas:
        sheet.merged_cells.add(area)
    for cell, value in (hidden or {}).items():
        sheet[cell] = value
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def table(rows: Sequence[Sequence[object]], *areas: str, **options: Mapping[str, object]) -> Raw:
    return read(book(rows, *areas, **options), "a.xlsx", NAMES)


def said(raw: Raw) -> list[tuple[str, str | None]]:
    return [(finding.message, finding.cell) for finding in raw.findings]


def test_value_of_cells_merged_downwards_is_that_of_all_their_rows_and_this_is_told() -> None:
    raw = table([*NAMES, [1, "Asbach", 2024, "a"], [2, None, 2024, "b"], [3, None, 2024, "c"]], "B2:B4")
    assert [row[1] for row in rows_of(raw)] == ["Asbach"] * 3
    (repair,) = raw.findings
    assert (repair.message, repair.cell, repair.column) == (merged.FILLED, "B2", "Ort")
    assert repair.values == {"area": "B2:B4", "value": "Asbach", "n": 3}


def test_area_reaches_no_further_than_its_rows() -> None:
    rows = [*NAMES, [1, "Asbach", 2024, "a"], [2, None, 2024, "b"], [3, None, 2024, "c"], [4, "Trier", 2024, "d"]]
    assert [row[1] for row in rows_of(table(rows, "B2:B3"))] == ["Asbach", "Asbach", "", "Trier"]


def test_row_that_is_two_lines_high_stays_one_row() -> None:
    rows = [*NAMES, [1, "Asbach", 2024, "a"], [None] * 4, [2, "Trier", 2024, "b"]]
    raw = table(rows, "A2:A3", "B2:B3", "C2:C3", "D2:D3")
    assert [row[0] for row in rows_of(raw)] == ["1", "2"]
    assert merged.FILLED not in dict(said(raw))


def test_cells_of_an_open_document_that_reach_over_rows_are_merged_ones_too() -> None:
    rows = [["", "", ""], ["Nr", "Ort", "Jahr"], ["M1", "Daun", "2024"], ["M2", "", "2025"], ["M3", "Trier", "2025"]]
    with zipfile.ZipFile(io.BytesIO(ods(rows))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name).decode() for name in archive.namelist()}
    content = str(parts["content.xml"]).replace(
        "<table:table-row ", '<table:table-row table:number-rows-repeated="3" ', 1
    )
    place = '<table:table-cell office:value-type="string" '
    parts["content.xml"] = content.replace(
        f"{place}><text:p>Daun", f'{place} table:number-rows-spanned="2"><text:p>Daun'
    )
    raw = read(zipped(parts), "a.ods", NAMES)
    assert rows_of(raw) == [("M1", "Daun", "2024"), ("M2", "Daun", "2025"), ("M3", "Trier", "2025")]
    assert said(raw) == [(merged.FILLED, "B5")]


def test_merged_blank_cells_say_nothing() -> None:
    raw = table([*NAMES, [1, None, 2024, "a"], [2, None, 2024, "b"]], "B2:B3")
    assert ([row[1] for row in rows_of(raw)], said(raw)) == (["", ""], [])


def test_value_merged_over_columns_stays_in_the_first_and_is_an_error_that_names_the_area() -> None:
    raw = table([*NAMES, [1, "Asbach", None, "a"], [2, "Trier", 2024, "b"]], "B2:C2")
    assert rows_of(raw)[0] == ("1", "Asbach", "", "a")
    (problem,) = raw.findings
    assert (problem.message, problem.cell, problem.values["area"]) == (merged.ACROSS, "B2", "B2:C2")


def test_value_merged_over_columns_without_a_name_is_nothing_to_speak_of() -> None:
    assert said(table([*NAMES, [1, "Asbach", 2024, "a"], [2, "Trier", 2024, "b"]], "D2:F2")) == []


def test_title_merged_over_the_table_is_set_aside_and_the_header_found() -> None:
    raw = table([["Liste der Orte"], [None], *NAMES, [1, "Asbach", 2024, "a"], [2, "Trier", 2024, "b"]], "A1:D2")
    assert (raw.header, raw.header_row, len(raw.rows)) == (("Nr", "Ort", "Jahr", "Titel"), 3, 2)
    assert {cell for _, cell in said(raw)} == {None}


def test_heading_merged_over_the_table_is_set_aside_although_it_looks_like_a_value() -> None:
    rows = [["Nr", "Ort", "Jahr", "Titel"], ["M1", "Daun", 2024, "a"], [2025], ["M2", "Trier", 2025, "b"]]
    raw = table([*rows, ["M3", "Mainz", 2025, "c"]], "A3:D3")
    assert ([each.message for each in raw.findings], len(raw.rows)) == ([HEADING], 3)


def test_names_merged_over_two_header_rows_are_the_names_of_their_columns() -> None:
    rows = [
        ["Nr", "Ort", "Angaben", None],
        [None, None, "Jahr", "Titel"],
        [1, "Asbach", 2024, "a"],
        [2, "b", 2024, "c"],
    ]
    raw = table(rows, "A1:A2", "B1:B2", "C1:D1")
    assert (raw.header, raw.rows.tolist()) == (("Nr", "Ort", "Jahr", "Titel"), [3, 4])


def test_second_row_of_a_merged_header_is_set_aside_and_is_no_row_of_data() -> None:
    rows = [
        ["Nr", "Ort", "Jahr", None],
        [None, None, "von", "bis"],
        [1, "Asbach", 2024, 2025],
        [2, "Trier", 2024, 2025],
    ]
    raw = table(rows, "A1:A2", "B1:B2", "C1:D1")
    assert (raw.header, raw.rows.tolist()) == (("Nr", "Ort", "Jahr von", "Jahr bis"), [3, 4])
    assert said(raw) == [(FURTHER, None)]


def test_area_from_the_header_into_the_data_is_an_error() -> None:
    rows = [*NAMES, *([None, f"Ort {n}", 2024, "a"] for n in range(6))]
    raw = table(rows, "A1:A7")
    assert said(raw) == [(merged.FROM_HEADER, "A1")]
    assert len(raw.rows) == 6


def test_value_hidden_below_a_merged_cell_is_kept_and_is_an_error() -> None:
    raw = table([*NAMES, [1, "Asbach", 2024, "a"], [2, None, 2024, "b"]], "B2:B3", hidden={"B3": "Trier"})
    assert [row[1] for row in rows_of(raw)] == ["Asbach", "Trier"]
    assert said(raw) == [(merged.HIDDEN, "B2")]


def test_merged_total_row_is_still_a_total() -> None:
    rows = [*NAMES, [1, "Asbach", 2024, "a"], [2, "Trier", 2024, "b"], ["Summe", None, 4048, None]]
    raw = table(rows, "A4:B4")
    assert (said(raw), len(raw.rows)) == ([(TOTAL, None)], 2)


def test_group_that_reaches_into_the_total_row_leaves_it_a_total() -> None:
    rows = [*NAMES, ["x", "Asbach", 2024, "a"], [None, "Trier", 2024, "b"], [None, "Summe", 4048, None]]
    assert len(table(rows, "A2:A4").rows) == 2


def test_more_areas_than_are_looked_at_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "MOST_MERGED", 1)
    rows = [*NAMES, *([n, "Asbach" if n % 2 else None, 2024, "a"] for n in range(1, 5))]
    assert merged.TOO_MANY in dict(said(table(rows, "B2:B3", "B4:B5")))


MEASURES = [
    ["Maßnahmen-Nr.", "Kommune", "Staffel", "Kategorie", "Bezeichnung", "Status", "Bezug", "Beleg", "Reichweite"],
    *(
        [f"A{n}", "073320024024", 2024 if n == 1 else None, "Padlet", "T", "umgesetzt", "Programm", "belegt", reach]
        for n, reach in ((1, 120), (2, None), (3, None))
    ),
]


def test_number_merged_over_rows_is_an_error_because_it_may_be_that_of_all_together() -> None:
    checked = check_all([read(book(MEASURES, "I2:I4", "C2:C4"), "a.xlsx", headers())]).checked[0]
    about = [(problem.cell, problem.value) for problem in checked.errors if "merged" in problem.message]
    assert about == [("I2", "120")]
    assert [repair.cell for repair in checked.repairs if repair.message == merged.FILLED] == ["C2"]
    assert checked.rows["cohort"].tolist() == [2024] * 3


def test_merged_key_is_reported_as_one_key_for_several_rows() -> None:
    rows = [MEASURES[0], *([row[0] if n == 0 else None, *row[1:]] for n, row in enumerate(MEASURES[1:]))]
    checked = check_all([read(book(rows, "A2:A4", "C2:C4"), "a.xlsx", headers())]).checked[0]
    assert {problem.values.get("times") for problem in checked.errors} >= {3}


TWO_ROWS = [
    ["Ort", "Besuch", None, "Art"],
    [None, "Frauen", "Männer", None],
    ["Mainz", 3, 4, "x"],
    ["Trier", 5, 6, "y"],
]


def test_names_below_a_name_merged_over_columns_are_joined_with_it() -> None:
    raw = read(book(TWO_ROWS, "A1:A2", "B1:C1", "D1:D2"), "a.xlsx")
    assert raw.header == ("Ort", "Besuch Frauen", "Besuch Männer", "Art")
    assert rows_of(raw) == [("Mainz", "3", "4", "x"), ("Trier", "5", "6", "y")]
    assert said(raw) == [(FURTHER, None)]


def test_names_below_groups_are_the_names_where_they_are_the_known_ones() -> None:
    rows = [["Angaben", None, "Weiteres", None], *NAMES, [1, "Mainz", 2024, "a"]]
    raw = table(rows, "A1:B1", "C1:D1")
    assert (raw.header, rows_of(raw)) == (tuple(NAMES[0]), [("1", "Mainz", "2024", "a")])
