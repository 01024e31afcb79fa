"""A number cell is never read as another number: the whole way from a workbook or Parquet file to typed rows."""

from __future__ import annotations

import io
from collections.abc import Callable

import pyarrow as pa
import pytest
from openpyxl import Workbook

from ek_data.i18n import Words
from ek_data.reading.read import read
from ek_data.tables.types import Column, Type, Unit
from ek_data.validation.batch import check_all
from ek_data.validation.check import Checked
from ek_data.validation.parsers import numbers
from ek_data.validation.parsers.numbers import PERCENTAGE
from ek_data.validation.recognise import headers
from tests.reading import books
from tests.selection import each

HEADER = ("Regionalschlüssel", "Kommune", "Art", "Staffel", "Fläche (km²)")
EVENTS = ("Veranstaltungs-Nr.", "Veranstaltungsart", "Bezeichnung", "Datum", "Status", "Bezug", "Beleg")
EVENT = ("N1", "Vereinekonferenz", "Konferenz", "2025-09-13", "durchgeführt", "angrenzend", "belegt")
ROW = ("073310003003", "Stadt Alzey", "verbandsfreie Stadt", 2024)


def workbook(value: object) -> bytes:
    return books.xlsx({"Kommunen": [HEADER, [*ROW, value]]})


def parquet(value: object) -> bytes:
    return books.parquet({name: pa.array([cell]) for name, cell in zip(HEADER, [*ROW, value], strict=True)})


@pytest.mark.parametrize("written", [workbook, parquet])
@pytest.mark.parametrize("value", each([1.234, 35.215, 123.456, 0.5, 12.3456, 1234.0], {"1.234"}))
def test_number_cell_is_read_as_that_number_without_a_doubt(written: Callable[[object], bytes], value: float) -> None:
    raw = read(written(value), "kommunen", headers())
    checked = check_all([raw]).checked[0]
    assert checked.rows["area_km2"].tolist() == [value]
    assert [problem.value for problem in checked.problems if problem.column == HEADER[-1]] == []


def test_text_cell_of_the_same_form_stays_ambiguous_and_is_told() -> None:
    checked = check_all([read(workbook("1.234"), "kommunen.xlsx", headers())]).checked[0]
    assert checked.rows["area_km2"].tolist() == [1234.0]
    assert [problem.severity for problem in checked.problems if problem.column == HEADER[-1]] == ["warning"]


@pytest.mark.parametrize("value", each([1.234, -1.234], {"1.234"}))
def test_fraction_in_a_column_of_whole_numbers_is_an_error_and_not_a_thousand(value: float) -> None:
    book = books.xlsx({"Kommunen": [[*HEADER[:4], "Einwohner"], [*ROW, value]]})
    checked = check_all([read(book, "kommunen.xlsx", headers())]).checked[0]
    assert checked.rows["population"].isna().all()
    assert [(p.message, p.suggestion) for p in checked.problems if p.column == "Einwohner"] == [
        ("“{value}” is not a whole number.", None)
    ]


def checked(header: list[str], *values: tuple[object, str]) -> Checked:
    """Return a file of municipalities whose last columns hold values with number formats."""
    return formatted((*HEADER[:4], *header), ROW, [(value, code) for value, code in values])


def formatted(header: tuple[str, ...], row: tuple[object, ...], values: list[tuple[object, str]]) -> Checked:
    """Return a file of one row whose last columns hold values with number formats."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(header)
    sheet.append([*row, *(value for value, _ in values)])
    for at, (_, code) in enumerate(values, start=len(row) + 1):
        sheet.cell(2, at).number_format = code
    out = io.BytesIO()
    workbook.save(out)
    return check_all([read(out.getvalue(), "datei.xlsx", headers())]).checked[0]


@pytest.mark.parametrize(("value", "code"), [(0.418, "0.0%"), (0.418, "0%"), (41.8, '0.0 "%"')])
def test_percentage_in_a_column_of_other_numbers_is_an_error_that_names_cell_and_value(value: float, code: str) -> None:
    found = checked(["Fläche (km²)"], (value, code))
    assert found.rows["area_km2"].isna().all()
    assert [(p.cell, p.value) for p in found.errors if p.message == PERCENTAGE] == [("E2", "41,8 %")]


def test_percentage_in_a_column_of_percentages_is_the_number_that_is_shown() -> None:
    share = Column(
        name="share",
        type=Type.DECIMAL,
        label=Words("Anteil", "Share"),
        description=Words("", ""),
        unit=Unit(Words("%", "%"), ("%",)),
    )
    assert numbers.decimal(share)("41,837 %").value == 41.837


def test_number_column_gets_the_exact_number_however_it_is_shown() -> None:
    found = checked(["Fläche (km²)", "Einwohner"], (35.2153, "0"), (12345, "#,##0,"))
    assert (found.rows["area_km2"][0], found.rows["population"][0]) == (35.2153, 12345)


def test_text_column_gets_what_people_see() -> None:
    found = checked(["Hinweis"], (1234.5, "#,##0.00 €"))
    assert found.rows["note"].tolist() == ["1.234,50 €"]


@pytest.mark.parametrize(("code", "shown"), [("00000", "01234"), ('"PLZ "0', "PLZ 1234"), ("0", "1234")])
def test_zeros_before_a_number_are_those_of_its_format(code: str, shown: str) -> None:
    assert checked(["Hinweis"], (1234, code)).rows["note"].tolist() == [shown]


@pytest.mark.parametrize(
    ("code", "shown"),
    [("[$$-409]#,##0.00", "$50"), ("[$CHF] #,##0", "CHF 50"), ('"ca. "0', "ca. 50"), ('[>20]"viele";0', "viele")],
)
def test_number_that_is_shown_as_something_else_is_an_error_that_names_what_is_shown(code: str, shown: str) -> None:
    found = checked(["Fläche (km²)"], (50, code))
    assert [(each.cell, each.value) for each in found.errors if each.cell] == [("E2", shown)]


@pytest.mark.parametrize(
    ("value", "code", "read"),
    [
        (80, '"ca. "0', (80, "about")),
        (50, '"mind. "#,##0', (50, "at_least")),
        (80, '">"0', (80, "more_than")),
        (1.5, '0.0" Tsd."', (1500, "exact")),
        (1240, '0.0," Tsd."', (1240, "exact")),
        (80, '0" Vereine"', (80, "exact")),
        (80, "0_ ;[Red]-0", (80, "exact")),
        (0, '0;-0;"keine"', (0, "exact")),
    ],
)
def test_word_that_a_number_format_puts_beside_a_number_says_what_it_says_in_a_text(
    value: float, code: str, read: tuple[int, str]
) -> None:
    qualifier = "genau" if read[1] == "exact" else ""
    found = formatted((*EVENTS, "Genauigkeit", "Teilnehmende"), (*EVENT, qualifier), [(value, code)])
    assert not [problem.message for problem in found.errors]
    assert (found.rows["attendance"][0], found.rows["attendance_qualifier"][0]) == read
