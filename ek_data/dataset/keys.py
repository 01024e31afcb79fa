"""Keys: which row of one frame is which row of another, and what a row is called."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.dataset import Dataset
from ek_data.tables.types import Table, Type

NOWHERE = -1
SEPARATOR = "\x1f"  # a control character, which no key holds
Key = str | tuple[str, ...]


def key_texts(rows: pd.DataFrame, table: Table) -> pa.Array:
    """Return the key of each row as one text."""
    columns = [pc.fill_null(_texts(rows[name]), "") for name in table.key]
    if len(columns) == 1:
        return columns[0]
    return pc.binary_join_element_wise(*columns, pa.scalar(SEPARATOR, pa.large_string()))


def keys_of(rows: pd.DataFrame, table: Table) -> list[Key]:
    """Return the key of each row, several columns as a tuple."""
    if len(table.key) == 1:
        return list(rows[table.key[0]])
    return list(rows[list(table.key)].itertuples(index=False, name=None))


def parts_of(key: Key, table: Table) -> dict[str, str]:
    """Return the parts of a key by the columns that hold them."""
    return dict(zip(table.key, (key,) if isinstance(key, str) else key, strict=True))


def row_of(key: Key, table: Table, base: Dataset) -> pd.DataFrame:
    """Return the row with a key alone, a frame without rows where `base` has none."""
    rows = base.tables[table.name]
    place = places(texts_of([key]), key_texts(rows, table))
    return rows.take(place[place != NOWHERE]).reset_index(drop=True)


def texts_of(keys: Collection[Key]) -> pa.Array:
    """Return `keys` as texts comparable to those of `key_texts`."""
    return pa.array([key if isinstance(key, str) else SEPARATOR.join(key) for key in keys], pa.large_string())


def places(wanted: pa.Array, among: pa.Array) -> np.ndarray:
    """Return for each of `wanted` its first place `among` the others, or `NOWHERE`."""
    found = pc.index_in(wanted, value_set=among)
    return np.asarray(pc.fill_null(found, NOWHERE).to_numpy(zero_copy_only=False), dtype=np.int64)


def paired(wanted: pa.Array, among: pa.Array) -> np.ndarray:
    """Return for each of `wanted` its own place `among` the others, or `NOWHERE`; no place is given twice.

    Of keys that occur several times the second finds the second.
    """
    if wanted.equals(among):
        return np.arange(len(among))
    place = places(wanted, among)
    if np.bincount(place[place != NOWHERE], minlength=1).max() > 1:
        return places(_numbered(wanted), _numbered(among))
    return place


def are_among(wanted: pd.Series, among: pd.Series) -> np.ndarray:
    """Return which of the texts `wanted` are `among` others: pandas takes ten times as long."""
    found = pc.is_in(_texts(wanted), value_set=_texts(among.dropna()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def is_unique(keys: pa.Array) -> bool:
    """Return whether no key occurs twice."""
    return len(keys.unique()) == len(keys)


def _numbered(keys: pa.Array) -> pa.Array:
    texts = keys.to_pandas()
    occurrence = texts.groupby(texts).cumcount().astype("string")
    return pa.array(texts.astype("string") + SEPARATOR + occurrence, pa.large_string())


def _texts(values: pd.Series) -> pa.Array:
    texts = pa.array(values, pa.large_string())
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def row_names(rows: pd.DataFrame, table: Table, names: Mapping[str, str]) -> pd.Series:
    """Return one text for each row: "M07 · Padlet · VG Asbach". `names` are those of municipalities by ARS."""
    first, *others = (_part(rows[name], table, names) for name in table.called_by)
    text = first.fillna(rows[table.key[0]].astype("string"))
    for part in others:
        text = text + (" · " + part).fillna("")
    return text.astype("string")


def _part(values: pd.Series, table: Table, names: Mapping[str, str]) -> pd.Series:
    if table[str(values.name)].type is not Type.ARS:
        return values.astype("string")
    return values.map(dict(names)).astype("string").fillna(values)
