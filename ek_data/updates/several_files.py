"""Several files for one table: their rows put together, and where two of them contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ek_data.changes.diff import TableChanges, same_cells, table_difference
from ek_data.changes.difference_table import changed_cells
from ek_data.dataset.keys import NOWHERE, key_texts, places
from ek_data.i18n import Language
from ek_data.tables.types import Table
from ek_data.updates.merge import with_cells


@dataclass(frozen=True, eq=False)
class Contradiction:
    """Cells that two files change differently: `changes` has those of `one` before and those of the `other` after."""

    one: str
    other: str
    changes: TableChanges

    @property
    def n(self) -> int:
        return int(self.changes.differs.to_numpy().sum())

    def sentences(self, names: Mapping[str, str], most: int, lang: Language) -> list[str]:
        """Return at most `most` lines: which row, and what each of the files says. `names` is by ARS."""
        cells = changed_cells(self.changes.only(slice(most)), names, lang).head(most)
        return [
            lang(
                "{row}, {column}: “{before}” in {one}, “{after}” in {other}",
                row=row,
                column=column,
                before=before,
                after=after,
                one=self.one,
                other=self.other,
            )
            for row, column, before, after in cells.itertuples(index=False)
        ]


@dataclass(frozen=True, eq=False)
class Together:
    """The rows of a table after several files, and where these contradict each other."""

    rows: pd.DataFrame
    contradictions: tuple[Contradiction, ...] = ()


def together(
    current: pd.DataFrame, versions: Sequence[tuple[str, pd.DataFrame]], table: Table, prevailing: Sequence[str] = ()
) -> Together:
    """Return the rows of all `versions`: pairs of a file and the `current` rows after it alone.

    A cell that only one file changes is as in that file. Where two change it differently, the files `prevailing` go
    before the others, in their order, and without them the first one.
    """
    rank = {file: place for place, file in enumerate(prevailing)}
    ordered = sorted(versions, key=lambda version: rank.get(version[0], len(rank)))
    rows, found = ordered[0][1], list[Contradiction]()
    for place, (other, new) in enumerate(ordered[1:], 1):
        between = table_difference(rows, new, table)
        changed = between.differs & _says(between.after, current, table)
        disputed = changed & _says(between.before, current, table)
        found += _first_to_say(replace(between, differs=disputed), ordered[:place], other)
        taken = with_cells(rows, between.after, changed & ~disputed, table)
        rows = table.typed(pd.concat([taken, between.added], ignore_index=True))
    return Together(rows, tuple(found))


def _first_to_say(
    disputed: TableChanges, earlier: Sequence[tuple[str, pd.DataFrame]], other: str
) -> Iterator[Contradiction]:
    """Yield the disputed cells by the file that was the first of the `earlier` ones to say what the `other` denies."""
    left = disputed.differs
    for one, version in earlier:
        said = left & same_cells(disputed.before, version, disputed.table)
        left = left & ~said
        if said.to_numpy().any():
            concerned = np.asarray(said.to_numpy().any(axis=1))
            yield Contradiction(one, other, replace(disputed, differs=said).only(concerned))


def _says(rows: pd.DataFrame, current: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return for each cell whether a file says something: another value than now, or any value of a new row."""
    is_new = places(key_texts(rows, table), key_texts(current, table)) == NOWHERE
    other = ~same_cells(rows, current, table)
    filled = rows[list(other.columns)].notna().to_numpy(dtype=bool)
    says: pd.DataFrame = other & (filled | ~is_new[:, np.newaxis])
    return says
