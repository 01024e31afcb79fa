"""A municipality under another key: its row, and all that refers to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.tables import MUNICIPALITIES, TABLES
from ek_data.tables.types import Table


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
