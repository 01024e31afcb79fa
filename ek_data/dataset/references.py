"""References between tables: rows that refer to a row of another table which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from ek_data.dataset.dataset import Dataset
from ek_data.errors import Problem
from ek_data.i18n import N_
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Column, Table

DANGLING = N_(
    "Rows of the table “{table}” that refer to rows of the table “{other}” that are not there: {n}. Missing: {keys}."
)
NAMED = 5


def dangling(dataset: Dataset) -> list[Problem]:
    """Return a problem for each column whose values refer to rows that no longer are in their table."""
    return [problem for table in TABLES for column in table.columns for problem in _dangling(dataset, table, column)]


def newly_dangling(before: Dataset, after: Dataset) -> list[Problem]:
    """Return the problems between the tables of `after` that `before` did not have."""
    known = dangling(before)
    return [problem for problem in dangling(after) if problem not in known]


def _dangling(dataset: Dataset, table: Table, column: Column) -> Iterator[Problem]:
    if column.refers_to is None:
        return
    other = BY_NAME[column.refers_to]
    values = dataset.tables[table.name][column.name].dropna()
    lost = values[~values.isin(dataset.tables[other.name][other.key[0]])]
    if len(lost):
        keys = lost.unique()
        named = (*keys[:NAMED], *(["…"] if len(keys) > NAMED else []))
        yield Problem(
            DANGLING, {"table": table.label, "other": other.label, "n": len(lost), "keys": ", ".join(named)}, table.file
        )
