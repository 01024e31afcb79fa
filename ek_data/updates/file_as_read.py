"""A file as it was read: what stands in each cell, what is meant by it, and which question it waits for."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ek_data.dataset import wording
from ek_data.i18n import Language
from ek_data.reading.raw import Raw
from ek_data.tables.types import Column
from ek_data.updates.workflow import Preparation
from ek_data.validation.cells_to_answer import OpenCells
from ek_data.validation.check import Checked
from ek_data.validation.findings import NO_ROW


@dataclass(frozen=True)
class ColumnAsRead:
    """A column that is taken: its header in the file, empty where the file lacks it, and its label."""

    header: str
    label: str


@dataclass(frozen=True)
class CellAsRead:
    """What stands in a cell, what is meant by it, and the number of the question that it waits for.

    Where nothing is told of how it was read, `text` is as `meant`: a date that is written otherwise is the same date.
    """

    text: str
    meant: str
    question: int | None = None


@dataclass(frozen=True)
class RowAsRead:
    """A row of the file by its number there. `left` says that it is left out, `question` that it waits as a whole."""

    number: int
    cells: tuple[CellAsRead, ...]
    left: bool
    question: int | None = None


class AsRead:
    """A file as it was read, of which single rows are asked for: most of a large one are never shown.

    `questions` are those about all files, counted from 0.
    """

    def __init__(self, prepared: Preparation, checked: Checked, questions: Sequence[OpenCells], lang: Language) -> None:
        self.checked, self.lang = checked, lang
        self.names = prepared.current.names_by_ars
        self.original: Raw = prepared.original(checked.file)
        self.taken = {at: checked.table[name] for name, at in checked.match.columns.items()}
        self.positions = sorted(self.taken)
        self.asked: dict[tuple[int, int | None], int] = {}
        for number, cells in enumerate(questions):
            if cells.file == checked.file:
                at = cells.position if cells.column else None
                self.asked |= {(row, at): number for row in cells.rows if (row, at) not in self.asked}

    @property
    def headings(self) -> list[ColumnAsRead]:
        """The columns that are taken, in the order of the file, behind them those that it lacks."""
        own = len(self.original.header)
        return [
            ColumnAsRead(self.original.header[at] if at < own else "", self.lang.of(self.taken[at].label))
            for at in self.positions
        ]

    def names_row(self, at: int) -> bool:
        """Whether the column at this place among the headings is one by which people know a row."""
        table = self.checked.table
        return self.taken[self.positions[at]].name in {*table.key, *table.called_by}

    @property
    def open_rows(self) -> np.ndarray:
        """The places of the rows that wait for an answer."""
        return np.flatnonzero(np.isin(self.original.rows, [row for row, _at in self.asked]))

    def lines(self, places: np.ndarray) -> list[RowAsRead]:
        """Return the rows at these places."""
        numbers = self.original.rows[places]
        part = replace(self.original, cells=self.original.cells.take(places), rows=numbers)
        texts = [part.shown(at).to_pylist() if at < len(part.header) else [""] * len(places) for at in self.positions]
        there = np.flatnonzero(np.isin(self.checked.raw.rows, numbers))
        meant = self._meant(there)
        known = {int(row): place for place, row in enumerate(self.checked.raw.rows[there])}
        told = self._told(numbers)
        return [
            self._line(int(number), cells, meant, known.get(int(number)), told)
            for number, cells in zip(numbers, zip(*texts, strict=True), strict=True)
        ]

    def _line(
        self, number: int, texts: Sequence[str], meant: pd.DataFrame, place: int | None, told: Set[tuple[int, int]]
    ) -> RowAsRead:
        cells = []
        for column, (at, text) in enumerate(zip(self.positions, texts, strict=True)):
            said, question = text if place is None else str(meant.iat[place, column]), self.asked.get((number, at))
            as_it_stands = question is not None or (number, self._in_file(at)) in told
            cells.append(CellAsRead(text.strip() if as_it_stands else said, said, question))
        return RowAsRead(number, tuple(cells), place is None, self.asked.get((number, None)))

    def _told(self, numbers: np.ndarray) -> set[tuple[int, int]]:
        """Return the cells of these rows, by row and column of the file, of which is told how they were read."""
        repairs = self.checked.repairs
        told = repairs.where(np.isin(repairs.rows, numbers))
        return set(zip(told.rows.tolist(), told.places().tolist(), strict=True))

    def _in_file(self, at: int) -> int:
        """Return which column of the file is the one at a position; one that the file lacks is none."""
        return self.original.columns[at] if at < len(self.original.columns) else NO_ROW

    def _meant(self, places: np.ndarray) -> pd.DataFrame:
        """Return in words what is meant by the cells of these rows, one column for each position."""
        rows = self.checked.rows.iloc[places]
        said = wording.readable(wording.words(rows, self.checked.table, self.lang, self.names), self.lang).fillna("")
        return pd.DataFrame({at: self._with_qualifier(self.taken[at], said) for at in self.positions})

    def _with_qualifier(self, column: Column, said: pd.DataFrame) -> pd.Series:
        """Return a column, numbers with how exact they are where the file says so in the same cell."""
        values = said[self.lang.of(column.label)].astype("string")
        if column.qualifier is None or column.qualifier in self.checked.match.columns:
            return values
        exact = said[self.lang.of(self.checked.table[column.qualifier].label)].astype("string")
        return values.where((values == "") | (exact == ""), exact + " " + values)
