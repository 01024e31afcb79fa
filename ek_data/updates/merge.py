"""Rows of an upload put into the rows there are, and keys replaced; nothing is removed that was not named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import NOWHERE, SEPARATOR, Key, is_unique, key_texts, paired, places, texts_of
from ek_data.errors import Invalid, Missing
from ek_data.i18n import N_
from ek_data.tables import MUNICIPALITIES, TABLES
from ek_data.tables.types import Table

TWICE = N_("The key {key} stands in the upload more than once.")
NOT_THERE = N_("No row with the key {key} can be removed, because there is none.")
CONTRADICTION = N_("The row {key} is to be removed, but stands in the upload.")


def update(
    old: pd.DataFrame,
    new: pd.DataFrame,
    table: Table,
    *,
    remove: Collection[Key] = (),
    columns: Collection[str] | None = None,
    partly: Mapping[str, np.ndarray] | None = None,
) -> pd.DataFrame:
    """Return the rows of `table` after an upload of `new`: kept rows in their place, new ones at the end.

    Rows that the upload does not have stay unless their keys are in `remove`. `columns` are those the upload has, all
    if not given; the others keep their values, save for the rows that `partly` names for a column.
    Raises `Invalid` or `Missing` for contradictory wishes.
    """
    there, uploaded, removed = key_texts(old, table), key_texts(new, table), texts_of(remove)
    _require_sense(there, uploaded, removed)
    gone = pc.is_in(there, value_set=removed).to_numpy(zero_copy_only=False)
    place = places(uploaded, there)
    known = place != NOWHERE
    as_they_were = np.arange(len(old))
    as_uploaded = as_they_were.copy()
    as_uploaded[place[known]] = len(old) + np.flatnonzero(known)
    added = len(old) + np.flatnonzero(~known)
    written = _written(table, columns)
    taken = {name: _partly_uploaded(as_uploaded, mask, place, len(old)) for name, mask in (partly or {}).items()}
    taken |= dict.fromkeys(written, as_uploaded)
    both = pd.concat([old, new], ignore_index=True)
    result = {
        name: values.take(np.concatenate([taken.get(str(name), as_they_were)[~gone], added])).array
        for name, values in both.items()
    }
    return table.typed(pd.DataFrame(result))


def missing(old: pd.DataFrame, new: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the rows of `old` that the upload `new` does not have: those to decide on.

    Columns: those of `old`.
    """
    return pd.DataFrame(old[places(key_texts(old, table), key_texts(new, table)) == NOWHERE])


def with_cells(rows: pd.DataFrame, others: pd.DataFrame, cells: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return `rows` with some `cells` of `others`, found by the keys of their rows. Columns: those of `rows`."""
    result = rows.copy()
    for name, wanted in cells.items():
        chosen = wanted.to_numpy(dtype=bool)
        if chosen.any():
            at = paired(key_texts(others[chosen], table), key_texts(result, table))
            for typed in table[str(name)].dtypes():
                result[typed] = _with(result[typed], at, others.loc[chosen, typed])
    return result


def _with(values: pd.Series, at: np.ndarray, others: pd.Series) -> pd.Series:
    changed = values.copy()
    changed.iloc[at] = others.array
    return changed


def _partly_uploaded(as_uploaded: np.ndarray, mask: np.ndarray, place: np.ndarray, old: int) -> np.ndarray:
    """Return where the rows there are take a column from that the upload has for the rows of `mask` only."""
    source = np.arange(old)
    known = place[mask & (place != NOWHERE)]
    source[known] = as_uploaded[known]
    return source


def _written(table: Table, columns: Collection[str] | None) -> set[str]:
    names = [column.name for column in table.columns] if columns is None else [*columns, *table.key]
    return {typed for name in names for typed in table[name].dtypes()}


def _require_sense(there: pa.Array, uploaded: pa.Array, removed: pa.Array) -> None:
    if not is_unique(uploaded):
        counts = pc.value_counts(uploaded)
        raise Invalid(TWICE, key=_shown(counts.field("values").filter(pc.greater(counts.field("counts"), 1))[:1]))
    if len(unknown := _except(removed, there)):
        raise Missing(NOT_THERE, key=_shown(unknown[:1]))
    if len(both := removed.filter(pc.is_in(removed, value_set=uploaded))):
        raise Invalid(CONTRADICTION, key=_shown(both[:1]))


def _except(keys: pa.Array, others: pa.Array) -> pa.Array:
    return keys.filter(pc.invert(pc.is_in(keys, value_set=others)))


def _shown(keys: pa.Array) -> str:
    return ", ".join(key.replace(SEPARATOR, "/") for key in keys.to_pylist())


def rekeyed(dataset: Dataset, keys: Mapping[str, str]) -> Dataset:
    """Return `dataset` with municipalities under other `keys` (old → new). A row that is there already stays alone."""
    return replace(dataset, tables={table.name: _rekeyed(dataset.tables[table.name], table, keys) for table in TABLES})


def _rekeyed(rows: pd.DataFrame, table: Table, keys: Mapping[str, str]) -> pd.DataFrame:
    named = [column.name for column in table.columns if column.refers_to == MUNICIPALITIES.name]
    named += table.key if table is MUNICIPALITIES else ()
    moved = rows[named].isin(list(keys)).any(axis="columns")
    if not moved.any():
        return rows
    changed = rows.assign(**{name: rows[name].replace(dict(keys)) for name in named})
    there_first = changed.loc[moved.sort_values(kind="stable").index].drop_duplicates(list(table.key))
    return table.typed(there_first.sort_index())
