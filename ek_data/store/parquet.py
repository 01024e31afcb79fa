"""Rows as the Parquet of the store: the same rows give the same bytes, and the bytes give exactly the same rows."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ek_data.dataset.keys import NOWHERE, key_texts, places
from ek_data.errors import Invalid
from ek_data.i18n import N_
from ek_data.tables.types import Table

NOT_KNOWN = N_("{table} holds values in the column {column} that this version of the dashboard does not know.")
NOT_AS_DECLARED = N_("{table} is stored in a form that this version of the dashboard does not know.")
NULLABLE = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(),
}


def packed(rows: pd.DataFrame, table: Table, before: bytes | None = None) -> bytes:
    """Return `rows` as Parquet. Nothing but the values is in it, so equal rows have equal bytes.

    Columns of the rows stored `before` that the table does not have were added by a later version: rows that remain
    keep their values there.
    """
    whole = pa.Table.from_pandas(table.typed(rows), preserve_index=False).combine_chunks()
    for field, values in _added_later(before, rows, table) if before else ():
        whole = whole.append_column(field, values)
    sink = pa.BufferOutputStream()
    pq.write_table(whole.replace_schema_metadata(None), sink, compression="zstd", store_schema=False)
    packed_rows: bytes = sink.getvalue().to_pybytes()
    return packed_rows


def unpacked(data: bytes, table: Table) -> pd.DataFrame:
    """Return the typed rows of `data`. Columns that the table has since lost are left out, new ones are empty.

    Raises `Invalid` if a column holds values that its type does not allow, or is of another type.
    """
    choices = [name for name, dtype in table.dtypes().items() if isinstance(dtype, pd.CategoricalDtype)]
    try:
        names = _require_types(data, table)
        stored = pq.read_table(pa.BufferReader(data), columns=names, read_dictionary=choices)
    except (pa.ArrowException, OSError) as error:
        raise Invalid(NOT_AS_DECLARED, table=table.file) from error
    for name in set(choices) & set(names):
        _require_known(stored[name], name, table)
    return table.typed(stored.to_pandas(types_mapper=NULLABLE.get))


def _require_types(data: bytes, table: Table) -> list[str]:
    """Return the columns of the table that are in `data`. A value of another type could silently become another."""
    there, here = pq.read_schema(pa.BufferReader(data)), _types(table)
    names = [name for name in there.names if name in here.names]
    if any(there.field(name).type != here.field(name).type for name in names):
        raise Invalid(NOT_AS_DECLARED, table=table.file)
    return names


@cache
def _types(table: Table) -> pa.Schema:
    """Return the types that the columns of the table have when they are stored."""
    return pq.read_schema(pa.BufferReader(packed(table.empty(), table)))


def _added_later(before: bytes, rows: pd.DataFrame, table: Table) -> list[tuple[pa.Field, pa.ChunkedArray]]:
    """Return the columns of `before` that the table does not have, with their values for `rows`, by key."""
    names = [name for name in pq.read_schema(pa.BufferReader(before)).names if name not in _types(table).names]
    if not names:
        return []
    place = places(key_texts(rows, table), key_texts(unpacked(before, table), table))
    stored = pq.read_table(pa.BufferReader(before), columns=names)
    taken = stored.take(pa.array(place, mask=place == NOWHERE))
    return [(field.with_nullable(True), taken[field.name]) for field in stored.schema]


def _require_known(values: pa.ChunkedArray, name: str, table: Table) -> None:
    """Refuse codes that are not declared, because the type would silently make them blank."""
    dtype = table.dtypes()[name]
    found = {code for chunk in values.chunks for code in chunk.dictionary.to_pylist()}
    if isinstance(dtype, pd.CategoricalDtype) and found - set(dtype.categories):
        raise Invalid(NOT_KNOWN, table=table.file, column=name)
