"""The difference between two data sets: rows added, rows removed, and cells changed from one value to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import NOWHERE, key_texts, paired
from ek_data.dataset.partial_dates import iso_texts
from ek_data.i18n import N_, Language
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Column, Table, Type


class Counts(NamedTuple):
    """How many rows were added, changed and removed."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, eq=False)
class TableChanges:
    """What differs in one table.

    `added` and `removed` are typed rows. `before` and `after` are the changed rows, one beside the other, as they were
    and as they are. `differs` says for each of them and for each column outside the key whether it changed.
    """

    table: Table
    added: pd.DataFrame
    removed: pd.DataFrame
    before: pd.DataFrame
    after: pd.DataFrame
    differs: pd.DataFrame

    @property
    def counts(self) -> Counts:
        return Counts(len(self.added), len(self.after), len(self.removed))

    @cached_property
    def cells(self) -> pd.DataFrame:
        """One row per changed cell, row by row: the key columns, `column`, `before`, `after`.

        Values are as typed; a date is the text 2024-11-23, 2024-11 or 2024, because its precision belongs to it.
        """
        columns = self._changed_columns()
        before = {column.name: _values(self.before, column) for column in columns}
        after = {column.name: _values(self.after, column) for column in columns}
        return self._cells(before, after)

    def in_words(self, lang: Language, names: Mapping[str, str] | None = None) -> pd.DataFrame:
        """Return `cells` as they are shown: the column's label, words for codes, numbers in full.

        `names` gives the name to show for each ARS that refers to a municipality. Blank stays blank.
        """
        columns = self._changed_columns()
        before = {column.name: _words(self.before, column, self.table, names, lang) for column in columns}
        after = {column.name: _words(self.after, column, self.table, names, lang) for column in columns}
        labels = {column.name: lang.of(column.label) for column in columns}
        cells = self._cells(before, after)
        return cells.assign(column=cells["column"].map(labels).astype("string"))

    def only(self, changed: slice | np.ndarray) -> TableChanges:
        """Return the same changes with some of the changed rows: a slice of them, or those of a boolean mask."""
        before, after, differs = (_where(part, changed) for part in (self.before, self.after, self.differs))
        return TableChanges(self.table, self.added, self.removed, before, after, differs)

    def _changed_columns(self) -> list[Column]:
        return [self.table[str(name)] for name, differs in self.differs.items() if differs.any()]

    def _cells(self, before: Mapping[str, pd.Series], after: Mapping[str, pd.Series]) -> pd.DataFrame:
        names = self.differs.columns.to_numpy(dtype=object)
        rows, columns = self.differs.to_numpy().nonzero()
        cells = self.after[list(self.table.key)].iloc[rows].reset_index(drop=True)
        return cells.assign(
            column=pd.Series(names[columns], dtype="string"),
            before=_picked(before, names, rows, columns),
            after=_picked(after, names, rows, columns),
        )


@dataclass(frozen=True, eq=False)
class Changes:
    """What differs between two data sets, table by table."""

    tables: Mapping[str, TableChanges]

    @property
    def empty(self) -> bool:
        return not any(any(counts) for counts in self.counts.values())

    @property
    def counts(self) -> dict[str, Counts]:
        """How many rows were added, changed and removed in each table."""
        return {name: changes.counts for name, changes in self.tables.items()}

    def cells(self, table: str) -> pd.DataFrame:
        """Return the changed cells of `table`; see `TableChanges.cells`."""
        return self.tables[table].cells

    def sentences(self, lang: Language) -> list[str]:
        """Return for each table with changes a line like "3 Maßnahmen neu, 2 geändert, 1 entfernt"."""
        return [_sentence(name, counts, lang) for name, counts in self.counts.items() if any(counts)]


def difference(old: Dataset, new: Dataset) -> Changes:
    """Return what changed from `old` to `new`. Rows are told apart by their key; their order is no difference."""
    return Changes(
        {table.name: table_difference(old.tables[table.name], new.tables[table.name], table) for table in TABLES}
    )


def table_difference(old: pd.DataFrame, new: pd.DataFrame, table: Table) -> TableChanges:
    """Return what changed from the typed rows `old` to `new`. Added and changed rows keep the order of `new`."""
    if old is new:
        return TableChanges(table, new[:0], old[:0], old[:0], new[:0], _differs(old[:0], new[:0], table))
    place = paired(key_texts(new, table), key_texts(old, table))
    kept = np.not_equal(place, NOWHERE)
    gone = np.ones(len(old), dtype=bool)
    gone[place[kept]] = False
    before, after = _taken(old, place[kept]), _taken(new, np.flatnonzero(kept))
    differs = _differs(before, after, table)
    changed = np.asarray(differs.to_numpy().any(axis=1))
    added, removed = _where(new, np.logical_not(kept)), _where(old, gone)
    return TableChanges(
        table, added, removed, _where(before, changed), _where(after, changed), _where(differs, changed)
    )


def same_cells(rows: pd.DataFrame, other: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return for each cell of `rows` outside the key whether the row of `other` with the same key has the same."""
    place = paired(key_texts(rows, table), key_texts(other, table))
    there = np.not_equal(place, NOWHERE)
    same = ~_differs(_taken(other, place[there]), _where(rows, there), table)
    return same.set_index(np.flatnonzero(there)).reindex(range(len(rows)), fill_value=False).astype(bool)


def _where(rows: pd.DataFrame, wanted: slice | np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(rows[wanted]).reset_index(drop=True)


def _taken(rows: pd.DataFrame, positions: np.ndarray) -> pd.DataFrame:
    if len(positions) == len(rows) and (positions == np.arange(len(rows))).all():
        return rows.reset_index(drop=True)
    return rows.take(positions).reset_index(drop=True)


def _differs(before: pd.DataFrame, after: pd.DataFrame, table: Table) -> pd.DataFrame:
    columns = [column for column in table.columns if column.name not in table.key]
    return pd.DataFrame({column.name: _column_differs(before, after, column) for column in columns})


def _column_differs(before: pd.DataFrame, after: pd.DataFrame, column: Column) -> np.ndarray:
    """Compare a column with all that belongs to it: a date has changed if only its precision has."""
    different = [_unequal(before[name], after[name]) for name in column.dtypes()]
    return np.asarray(np.logical_or.reduce(different))


def _unequal(before: pd.Series, after: pd.Series) -> np.ndarray:
    """Return where the values differ. Blank equals blank and nothing else."""
    if isinstance(before.dtype, pd.CategoricalDtype):
        return np.not_equal(before.cat.codes.to_numpy(), after.cat.codes.to_numpy())
    equal = (before == after).fillna(False) | (before.isna() & after.isna())
    return np.logical_not(equal.to_numpy(dtype=bool))


def _picked(values: Mapping[str, pd.Series], names: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> pd.Series:
    """Return for each changed cell its value out of the column it lies in."""
    picked = np.empty(len(rows), dtype=object)
    for position in np.unique(columns):
        here = columns == position
        picked[here] = values[names[position]].iloc[rows[here]].astype(object).to_numpy()
    return pd.Series(picked, dtype=object)


def _values(rows: pd.DataFrame, column: Column) -> pd.Series:
    values = rows[column.name]
    if column.type is not Type.DATE:
        return values
    return iso_texts(values, rows[column.precision])


def _words(
    rows: pd.DataFrame, column: Column, table: Table, names: Mapping[str, str] | None, lang: Language
) -> pd.Series:
    if column.type is Type.DECIMAL:  # in full, because a change beyond the digits usually shown is one too
        return wording.decimal_texts(rows[column.name], lang)
    return wording.readable(wording.words(rows[list(column.dtypes())], table, lang, names), lang).iloc[:, 0]


def _sentence(name: str, counts: Counts, lang: Language) -> str:
    """Return "3 Maßnahmen neu, 2 geändert, 1 entfernt"."""
    return in_one_line(
        name, zip((N_("{what} new"), N_("{what} changed"), N_("{what} removed")), counts, strict=True), lang
    )


def in_one_line(name: str, counts: Iterable[tuple[str, int]], lang: Language) -> str:
    """Return counted rows of the table `name` in one line: the first number that is not 0 says of what.

    `counts` are pairs of a message with the place {what} and the number that is told of; the line is empty without any.
    """
    told = [(message, n) for message, n in counts if n]
    what = [
        BY_NAME[name].counted(n, lang) if place == 0 else lang.number(n) for place, (_message, n) in enumerate(told)
    ]
    return ", ".join(lang(message, what=each) for (message, _n), each in zip(told, what, strict=True))
