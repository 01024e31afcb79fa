"""Reversions: what an upload would undo, because somebody changed the same since the release that the files stem from.

A template says which release that is, and whatever was changed since and is different in the file is asked about. Of
any other file it is found out: a cell is undone if the file changes it to what an earlier release had there; a row, if
it was removed since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from ek_data.changes.diff import Changes, TableChanges, same_cells
from ek_data.changes.difference_table import changed_cells
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import key_texts, row_names
from ek_data.errors import Damaged, Missing, Newer
from ek_data.i18n import Language
from ek_data.store.manifest import Release
from ek_data.store.reader import Releases
from ek_data.updates.merge import with_cells

Files = Sequence[tuple[int, pd.DataFrame]]
FEWEST, MOST, ROWS = 3, 20, 2_000_000  # earlier versions of a table that are looked at, and their rows in all


@dataclass(frozen=True, eq=False)
class Reverted:
    """What of the changes of one table undoes what others changed.

    `cells` says so of each cell of `changes.after`, `rows` of each row of `changes.added`. `release` is the newest
    release that had any of them, or the one that the file stems from where that is `known`; 0 if it was changed while
    the file lay here. `since` holds for each cell
    and row the number of the release that brought what is there now, and `releases` these releases.
    """

    changes: TableChanges
    cells: pd.DataFrame
    rows: np.ndarray
    release: int
    known: bool = False
    since: tuple[np.ndarray, np.ndarray] | None = None
    releases: Mapping[int, Release] = field(default_factory=dict)

    @property
    def places(self) -> bytes:
        """Which cells and rows these are, as a key for what is made of them."""
        return self.cells.to_numpy().tobytes() + self.rows.tobytes()

    @property
    def n(self) -> int:
        """How many cells and rows these are."""
        return int(self.cells.to_numpy().sum() + self.rows.sum())

    def sentences(self, names: Mapping[str, str], most: int, lang: Language) -> list[str]:
        """Return at most `most` lines: which row, what stands there now and by whom, what the file says."""
        concerned = np.asarray(self.cells.to_numpy().any(axis=1))
        shown = replace(self.changes, differs=self.cells).only(concerned).only(slice(most))
        cells = changed_cells(shown, names, lang).head(most)
        whose = self._whose(lang)
        lines = [
            self._cell_line(row, column, before, after, next(whose), lang)
            for row, column, before, after in cells.itertuples(index=False)
        ]
        back = self.changes.added[self.rows].head(most - len(lines))
        return lines + [self._row_line(row, next(whose), lang) for row in row_names(back, self.changes.table, names)]

    def without(self, places: Collection[int]) -> Reverted:
        """Return the same without the statements at these places of `sentences`."""
        at = np.argwhere(self.cells.to_numpy())
        cells, rows = self.cells.copy(), self.rows.copy()
        for place in places:
            if place < len(at):
                cells.iloc[at[place][0], at[place][1]] = False
            else:
                rows[np.flatnonzero(self.rows)[place - len(at)]] = False
        return replace(self, cells=cells, rows=rows, since=None)

    def _whose(self, lang: Language) -> Iterator[str]:
        """Yield for each statement who changed it, in which release and when; empty where that is not known."""
        if self.since is not None:
            cells, rows = self.since
            for number in [*cells[self.cells.to_numpy()].tolist(), *rows[self.rows].tolist()]:
                yield whose(self.releases[number], lang) if number in self.releases else ""
        while True:
            yield ""

    def _cell_line(self, row: str, column: str, before: str, after: str, whose: str, lang: Language) -> str:
        values = {"row": row, "column": column, "before": before, "after": after}
        if whose:
            return lang("{row}, {column}: now “{before}” ({whose}), in the file “{after}”", whose=whose, **values)
        return lang("{row}, {column}: now “{before}”, in the file “{after}”", **values)

    def _row_line(self, row: str, whose: str, lang: Language) -> str:
        if whose:
            return lang("{row}: removed since ({whose}), still in the file", row=row, whose=whose)
        return lang("{row}: removed since, still in the file", row=row)


def reverted(changes: TableChanges, earlier: Iterable[tuple[int, pd.DataFrame]]) -> Reverted:
    """Return what of `changes` is as it was in `earlier` versions of the table: pairs of release and rows."""
    cells = pd.DataFrame(False, index=changes.differs.index, columns=changes.differs.columns)
    rows = np.zeros(len(changes.added), dtype=bool)
    newest = 0
    for release, version in earlier:
        same = changes.differs & same_cells(changes.after, version, changes.table)
        there = _there(changes.added, version, changes)
        if same.to_numpy().any() or there.any():
            newest = max(newest, release)
        cells, rows = cells | same, rows | there
    return Reverted(changes, cells, rows, newest)


def changed_since(changes: TableChanges, release: int, then: pd.DataFrame) -> Reverted:
    """Return what of `changes` somebody else changed since `release`, in which the table had the rows `then`."""
    cells = changes.differs & ~same_cells(changes.before, then, changes.table)
    return Reverted(changes, cells, _there(changes.added, then, changes), release, known=True)


def going_back(
    base: Dataset, result: Dataset, changes: Changes, files: Mapping[str, Files], laid: int, store: Releases
) -> dict[str, Reverted]:
    """Return for each table what of the `changes` from release `base` to `result` undoes what others changed.

    `files` has for each table its files: the release that one stems from, 0 where it does not say so, and the rows
    after it alone. `laid` is the newest release when the files were laid down.
    """
    number = base.origin.release or 0
    found = {}
    for name, each in changes.tables.items():
        if number and (each.counts.added or each.counts.changed):
            versions = list(store.versions(name, number, versions_to_compare(len(result.tables[name]))))
            stamped = [(release, rows) for release, rows in files.get(name, ()) if release]
            if stamped and len(stamped) == len(files[name]):
                release = min(release for release, _rows in stamped)
                back = changed_since(each, release, store.table(name, release))
            else:
                back = reverted(each, versions)
                back = back if laid == number else _joined(back, changed_since(each, laid, store.table(name, laid)))
                for release, rows in stamped:
                    back = _joined(back, _said_in(rows, changed_since(each, release, store.table(name, release))))
            found[name] = _with_authors(back, versions, number, store)
    return {name: each for name, each in found.items() if each.n}


def _said_in(rows: pd.DataFrame, found: Reverted) -> Reverted:
    """Return what of `found` is as in the file that leads to these `rows`."""
    same = same_cells(found.changes.after, rows, found.changes.table)
    return replace(found, cells=found.cells & same, rows=found.rows & _there(found.changes.added, rows, found.changes))


def _joined(found: Reverted, later: Reverted) -> Reverted:
    """Return the same with what was changed `later`, too."""
    release = 0 if later.n else found.release
    return replace(found, cells=found.cells | later.cells, rows=found.rows | later.rows, release=release)


def brought_before(base: Dataset, changes: Changes, store: Releases) -> dict[str, Reverted]:
    """Return for each table the cells of `changes` that a release after the first one brought."""
    number, found = base.origin.release or 0, {}
    for name, each in changes.tables.items():
        if number > 1 and each.counts.changed:
            versions = list(store.versions(name, number, versions_to_compare(len(each.after))))
            all_cells = Reverted(each, each.differs, np.zeros(len(each.added), dtype=bool), 0)
            told = _with_authors(all_cells, versions, number, store)
            came = told.since[0] if told.since else np.zeros(each.differs.shape, dtype=int)
            found[name] = replace(told, cells=each.differs & (came > 0))
    return {name: each for name, each in found.items() if each.n}


def without(found: Mapping[str, Reverted], asked: Mapping[str, Reverted]) -> dict[str, Reverted]:
    """Return the cells that are `found` and not `asked` about, both of the same changes."""
    left = {
        name: replace(each, cells=each.cells & ~asked[name].cells) if name in asked else each
        for name, each in found.items()
    }
    return {name: each for name, each in left.items() if each.n}


def changed_by_others(found: Reverted, author: str, store: Releases) -> Reverted:
    """Return the same without what `author` changed since and changes again in the file of a known release.

    What is in the file as in that release stays a question, because the author may have another copy of it.
    """
    own = [number for number, release in found.releases.items() if release.author == author]
    if not found.known or found.since is None:
        return found
    then = store.table(found.changes.table.name, found.release)
    again = np.isin(found.since[0], own) & ~same_cells(found.changes.after, then, found.changes.table)
    return replace(found, cells=found.cells & ~again)


def stems_from(store: Releases, release: int, seal: str, table: str) -> bool:
    """Whether a file that names this release stems from this store, and its `table` can still be read.

    Without a seal the number is believed.
    """
    try:
        if seal not in ("", store.release(release).seal):
            return False
        store.table(table, release)
        return True
    except (Missing, Damaged, Newer):
        return False


def _with_authors(found: Reverted, versions: list[tuple[int, pd.DataFrame]], number: int, store: Releases) -> Reverted:
    """Return the same with the releases that brought what is there now, as far as earlier `versions` tell."""
    if not found.n:
        return found
    changes = found.changes
    cells, rows = np.zeros(found.cells.shape, dtype=int), np.zeros(len(found.rows), dtype=int)
    for release, version in versions:
        came = store.brought(release).number
        differs = ~same_cells(changes.before, version, changes.table).to_numpy(dtype=bool)
        cells = np.where((cells == 0) & differs, came, cells)
        rows = np.where((rows == 0) & _there(changes.added, version, changes), came, rows)
    numbers = {*cells[found.cells.to_numpy()].tolist(), *rows[found.rows].tolist()} - {0}
    return replace(
        found, since=(cells, rows), releases={each: store.release(each) for each in numbers if each <= number}
    )


def _there(rows: pd.DataFrame, version: pd.DataFrame, changes: TableChanges) -> np.ndarray:
    keys = key_texts(rows, changes.table), key_texts(version, changes.table)
    there: np.ndarray = pc.is_in(keys[0], value_set=keys[1]).to_numpy(zero_copy_only=False)
    return there


def whose(release: Release, lang: Language) -> str:
    """Return whose a release is: "Anna, Datenstand 5 vom 08.04.2025, 14:30"."""
    values = {"author": release.author, "number": release.number, "time": lang.moment(release.published_at)}
    return lang("{author}, release {number} of {time}", **values)


def in_short(found: Mapping[str, Reverted], lang: Language) -> str:
    """Return in a sentence that files undo what was changed, and why that may be."""
    n, known = sum(each.n for each in found.values()), [each.release for each in found.values() if each.known]
    if len(known) == len(found):
        return lang.plural(
            "The files are based on release {release}. {n} statement that they have otherwise was changed since.",
            "The files are based on release {release}. {n} statements that they have otherwise were changed since.",
            n,
            release=min(known),
        )
    if not all(each.release for each in found.values()):
        return lang.plural(
            "{n} statement of the files overwrites what was changed meanwhile.",
            "{n} statements of the files overwrite what was changed meanwhile.",
            n,
        )
    return lang.plural(
        "{n} statement of the files is as in release {release} and was changed since. The files are probably based "
        "on an older release.",
        "{n} statements of the files are as in earlier releases, last in release {release}, and were changed "
        "since. The files are probably based on an older release.",
        n,
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
    result = with_cells(rows, before, found.cells, table)
    gone = pc.is_in(key_texts(result, table), value_set=key_texts(found.changes.added[found.rows], table))
    return table.typed(result[~gone.to_numpy(zero_copy_only=False)].reset_index(drop=True))
