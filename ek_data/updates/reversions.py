"""Reversions: what an upload would undo, because it stems from an older release and somebody changed the same rows.

A cell is undone if the file changes it to what an earlier release had there; a row, if it was removed since. That is
found for any file, because nothing has to be remembered of which release it stems from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from ek_data.changes.diff import Changes, TableChanges, same_cells
from ek_data.changes.difference_table import changed_cells
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import key_texts, paired, row_names
from ek_data.i18n import Language
from ek_data.store.reader import Releases

FEWEST, MOST, ROWS = 3, 20, 2_000_000  # earlier versions of a table that are looked at, and their rows in all


@dataclass(frozen=True, eq=False)
class Reverted:
    """What of the changes of one table goes back to an earlier release.

    `cells` says so of each cell of `changes.after`, `rows` of each row of `changes.added`. `release` is the newest
    release that had any of them.
    """

    changes: TableChanges
    cells: pd.DataFrame
    rows: np.ndarray
    release: int

    @property
    def n(self) -> int:
        """How many cells and rows these are."""
        return int(self.cells.to_numpy().sum() + self.rows.sum())

    def sentences(self, names: Mapping[str, str], most: int, lang: Language) -> list[str]:
        """Return at most `most` lines: which row, what it says now, what the file says. `names` is by ARS."""
        concerned = np.asarray(self.cells.to_numpy().any(axis=1))
        shown = replace(self.changes, differs=self.cells).only(concerned).only(slice(most))
        cells = changed_cells(shown, names, lang).head(most)
        lines = [
            lang("{row}, {column}: now “{before}”, in the file “{after}”", row=row, column=column, before=b, after=a)
            for row, column, b, a in cells.itertuples(index=False)
        ]
        back = self.changes.added[self.rows].head(most - len(lines))
        return lines + [
            lang("{row}: removed since, still in the file", row=row)
            for row in row_names(back, self.changes.table, names)
        ]


def reverted(changes: TableChanges, earlier: Iterable[tuple[int, pd.DataFrame]]) -> Reverted:
    """Return what of `changes` is as it was in `earlier` versions of the table: pairs of release and rows."""
    cells = pd.DataFrame(False, index=changes.differs.index, columns=changes.differs.columns)
    rows = np.zeros(len(changes.added), dtype=bool)
    added, newest = key_texts(changes.added, changes.table), 0
    for release, version in earlier:
        same = changes.differs & same_cells(changes.after, version, changes.table)
        there = pc.is_in(added, value_set=key_texts(version, changes.table)).to_numpy(zero_copy_only=False)
        if same.to_numpy().any() or there.any():
            newest = max(newest, release)
        cells, rows = cells | same, rows | there
    return Reverted(changes, cells, rows, newest)


def going_back(base: Dataset, result: Dataset, changes: Changes, store: Releases) -> dict[str, Reverted]:
    """Return for each table what of the `changes` from release `base` to `result` goes back, where anything does."""
    number = base.origin.release or 0
    found = {
        name: reverted(each, store.versions(name, number, versions_to_compare(len(result.tables[name]))))
        for name, each in changes.tables.items()
        if number and (each.counts.added or each.counts.changed)
    }
    return {name: each for name, each in found.items() if each.n}


def in_short(found: Mapping[str, Reverted], lang: Language) -> str:
    """Return in a sentence that files go back to earlier releases, and why that may be."""
    return lang.plural(
        "{n} statement of the files is as in release {release} and was changed since. The files are probably based "
        "on an older release.",
        "{n} statements of the files are as in earlier releases, last in release {release}, and were changed "
        "since. The files are probably based on an older release.",
        sum(each.n for each in found.values()),
        release=max(each.release for each in found.values()),
    )


def versions_to_compare(rows: int) -> int:
    """Return how many earlier versions of a table with so many `rows` are looked at, because each has to be read."""
    return max(FEWEST, min(MOST, ROWS // max(rows, 1)))


def left_alone(rows: pd.DataFrame, found: Reverted) -> pd.DataFrame:
    """Return `rows`, the table after the upload, with what `found` would undo left as it is in the newest release.

    Columns: those of `rows`.
    """
    table, before = found.changes.table, found.changes.before
    result = rows.copy()
    for name, cells in _columns(found.cells):
        at = paired(key_texts(before[cells], table), key_texts(result, table))
        for typed in table[name].dtypes():
            result[typed] = _with(result[typed], at, before.loc[cells, typed])
    gone = pc.is_in(key_texts(result, table), value_set=key_texts(found.changes.added[found.rows], table))
    return table.typed(result[~gone.to_numpy(zero_copy_only=False)].reset_index(drop=True))


def _columns(cells: pd.DataFrame) -> Iterator[tuple[str, np.ndarray]]:
    for name, chosen in cells.items():
        if chosen.any():
            yield str(name), chosen.to_numpy(dtype=bool)


def _with(values: pd.Series, at: np.ndarray, others: pd.Series) -> pd.Series:
    changed = values.copy()
    changed.iloc[at] = others.array
    return changed
