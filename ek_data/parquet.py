"""Rows as the Parquet of the store: the same rows give the same bytes, and the bytes give exactly the same rows."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ek_data.errors import Invalid
from ek_data.i18n import N_
from ek_data.schema import Table

NOT_KNOWN = N_("{table} holds values in the column {column} that this version of the dashboard does not know.")
NULLABLE = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(),
}


def packed(rows: pd.DataFrame, table: Table) -> bytes:
    """Return `rows` as Parquet. Nothing but the values is in it, so equal rows have equal bytes."""
    whole = pa.Table.from_pandas(table.typed(rows), preserve_index=False).combine_chunks()
    sink = pa.BufferOutputStream()
    pq.write_table(whole.replace_schema_metadata(None), sink, compression="zstd", store_schema=False)
    packed_rows: bytes = sink.getvalue().to_pybytes()
    return packed_rows


def unpacked(data: bytes, table: Table) -> pd.DataFrame:
    """Return the typed rows of `data`. Columns that the table has since lost are left out, new ones are empty.

    Raises `Invalid` if a column holds values that its type no longer allows.
    """
    choices = [name for name, dtype in table.dtypes().items() if isinstance(dtype, pd.CategoricalDtype)]
    stored = pq.read_table(pa.BufferReader(data), read_dictionary=choices)
    for name in set(choices) & set(stored.column_names):
        _require_known(stored[name], name, table)
    return table.typed(stored.to_pandas(types_mapper=NULLABLE.get))


def _require_known(values: pa.ChunkedArray, name: str, table: Table) -> None:
    """Refuse codes that are not declared, because the type would silently make them blank."""
    dtype = table.dtypes()[name]
    found = {code for chunk in values.chunks for code in chunk.dictionary.to_pylist()}
    if isinstance(dtype, pd.CategoricalDtype) and found - set(dtype.categories):
        raise Invalid(NOT_KNOWN, table=table.file, column=name)
