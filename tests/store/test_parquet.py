"""The Parquet of the store: equal rows are equal bytes, and the bytes are exactly the rows."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest

from ek_data.errors import Invalid
from ek_data.store.parquet import packed, unpacked
from ek_data.tables import BY_NAME, MEASURES, TABLES
from ek_data.tables.types import Table
from tests.store.rows import PECULIAR


def test_rows_come_back_exactly() -> None:
    pd.testing.assert_frame_equal(unpacked(packed(PECULIAR, MEASURES), MEASURES), PECULIAR)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_empty_table_comes_back_with_its_types(table: Table) -> None:
    pd.testing.assert_frame_equal(unpacked(packed(table.empty(), table), table), table.empty())


def test_equal_rows_have_equal_bytes_however_they_came_about() -> None:
    joined = pd.concat([PECULIAR[:1], PECULIAR[1:]]).set_index(pd.Index([7, 7, 9]))
    other_order = PECULIAR[PECULIAR.columns[::-1]].assign(unknown_column=1)
    assert packed(joined, MEASURES) == packed(PECULIAR, MEASURES)
    assert packed(other_order, MEASURES) == packed(PECULIAR, MEASURES)
    assert packed(PECULIAR.assign(reach=0), MEASURES) != packed(PECULIAR, MEASURES)


def test_other_programs_read_codes_and_numbers_as_such() -> None:
    schema = pq.read_schema(io.BytesIO(packed(PECULIAR, MEASURES)))
    types = {name: str(schema.field(name).type) for name in ("cohort", "status", "started_on", "funding_eur")}
    assert types == {"cohort": "int64", "status": "string", "started_on": "timestamp[us]", "funding_eur": "double"}


def test_column_that_the_table_has_since_got_is_empty_and_one_that_it_lost_is_left_out() -> None:
    earlier = replace(MEASURES, columns=(MEASURES["measure_id"], BY_NAME["municipalities"]["area_km2"]))
    rows = earlier.typed(pd.DataFrame({"measure_id": ["M1"], "area_km2": [1.5]}))
    read = unpacked(packed(rows, earlier), MEASURES)
    assert list(read) == list(MEASURES.dtypes())
    assert read["title"].isna().all()


def test_code_that_is_no_longer_declared_is_refused_and_not_made_blank() -> None:
    later = replace(
        MEASURES, columns=(MEASURES["measure_id"], BY_NAME["events"]["status"])
    )  # "held" is no status of a measure
    rows = later.typed(pd.DataFrame({"measure_id": ["M1"], "status": ["held"]}))
    with pytest.raises(Invalid, match="column status"):
        unpacked(packed(rows, later), MEASURES)
