"""A number cell is never read as another number: the whole way from a workbook or Parquet file to typed rows."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from ek_data.reading import read
from ek_data.recognising import headers
from ek_data.uploads import check_all
from tests.reading import books

HEADER = ("Regionalschlüssel", "Kommune", "Art", "Staffel", "Fläche (km²)")
ROW = ("073310003003", "Stadt Alzey", "verbandsfreie Stadt", 2024)


def workbook(value: object) -> bytes:
    return books.xlsx({"Kommunen": [HEADER, [*ROW, value]]})


def parquet(value: object) -> bytes:
    return books.parquet({name: pa.array([cell]) for name, cell in zip(HEADER, [*ROW, value], strict=True)})


@pytest.mark.parametrize("written", [workbook, parquet])
@pytest.mark.parametrize("value", [1.234, 35.215, 123.456, 0.5, 12.3456, 1234.0])
def test_number_cell_is_read_as_that_number_without_a_doubt(written: Callable[[object], bytes], value: float) -> None:
    raw = read(written(value), "kommunen", headers())
    checked = check_all([raw]).checked[0]
    assert checked.rows["area_km2"].tolist() == [value]
    assert [problem.value for problem in checked.problems if problem.column == HEADER[-1]] == []


def test_text_cell_of_the_same_form_stays_ambiguous_and_is_told() -> None:
    checked = check_all([read(workbook("1.234"), "kommunen.xlsx", headers())]).checked[0]
    assert checked.rows["area_km2"].tolist() == [1234.0]
    assert [problem.severity for problem in checked.problems if problem.column == HEADER[-1]] == ["warning"]


@pytest.mark.parametrize("value", [1.234, -1.234])
def test_fraction_in_a_column_of_whole_numbers_is_an_error_and_not_a_thousand(value: float) -> None:
    book = books.xlsx({"Kommunen": [[*HEADER[:4], "Einwohner"], [*ROW, value]]})
    checked = check_all([read(book, "kommunen.xlsx", headers())]).checked[0]
    assert checked.rows["population"].isna().all()
    assert [(p.message, p.suggestion) for p in checked.problems if p.column == "Einwohner"] == [
        ("“{value}” is not a whole number.", None)
    ]
