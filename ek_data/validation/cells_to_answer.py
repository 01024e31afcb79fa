"""Open cells: what holds a file up and can be answered in place, once for all cells that say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from string import ascii_uppercase

import numpy as np
import pyarrow.compute as pc

from ek_data.errors import Problem
from ek_data.programme.fixed_lists import Qualifier
from ek_data.programme.new_options import list_of
from ek_data.tables.types import Column
from ek_data.validation.check import MERGED_NUMBER, Checked
from ek_data.validation.corrections import Correction, position_of
from ek_data.validation.parsers import numbers
from ek_data.validation.parsers.cell import NOT_AN_OPTION
from ek_data.validation.parsers.text import ALLOWED
from ek_data.validation.report import INCOMPLETE

FEW = 6  # allowed values that are all named
ENDS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class OpenCells:
    """Cells of one column with the same `text` and the same `problem`, by the numbers of their `rows`.

    `column` is None where whole rows are wrong, which can only be left out. `everywhere` says that no other cell of
    the column has this text, so that an answer says what it means; what the reader saw is a matter of its cell
    alone. `likely` are texts that are probably meant.
    """

    problem: Problem
    rows: tuple[int, ...]
    column: Column | None = None
    position: int = 0
    text: str = ""
    everywhere: bool = False
    likely: tuple[str, ...] = ()

    @property
    def is_separable(self) -> bool:
        """Whether the cells may be answered one by one: merged ones are one question."""
        return len(self.rows) > 1 and self.problem.message != MERGED_NUMBER

    @property
    def file(self) -> str:
        return self.problem.file

    @property
    def growing(self) -> str:
        """The list of the programme in which the text may become an option, empty where there is none."""
        unknown = self.problem.message in (NOT_AN_OPTION, ALLOWED)
        return list_of(self.column.options) if self.column and unknown else ""

    def alone(self) -> list[OpenCells]:
        """Return the cells one by one."""
        return [replace(self, rows=(row,), everywhere=False) for row in self.rows]

    def answered(self, better: str, *, noted_in: str = "") -> list[Correction]:
        """Return the corrections that put `better` into the cells; the whole text is noted where that is half of it."""
        note = f"{self.problem.column}: {self.text}" if noted_in and self.problem.message in INCOMPLETE else ""
        rows = [None] if self.everywhere else self.rows
        return [
            Correction(self.file, self.position, self.text, better, note, noted_in if note else "", row) for row in rows
        ]


def open_cells(checked: Checked) -> list[OpenCells]:
    """Return what holds a file up in its rows, in their order; what concerns whole columns is not among it.

    Of keys each cell stands alone, because no two may be the same.
    """
    found: list[OpenCells] = []
    for problem, rows in checked.errors.grouped():
        here = np.intersect1d(rows, checked.raw.rows)  # without what is wrong with the header
        places = _merged(problem, checked) or tuple(here.tolist())
        cells = _of(problem, places, checked)
        is_key = cells.column is not None and cells.column.name in checked.table.key
        found += (cells.alone() if is_key else [cells]) if cells.rows else []
    return sorted(found, key=lambda cells: (cells.rows[0], cells.position))


def _merged(problem: Problem, checked: Checked) -> tuple[int, ...]:
    """Return the rows of merged cells, none of other problems."""
    if problem.message != MERGED_NUMBER:
        return ()
    first, last = (int(end.lstrip(ascii_uppercase)) for end in str(problem.values["area"]).split(":"))
    return tuple(int(row) for row in checked.raw.rows if first <= row <= last)


def is_short(column: Column) -> bool:
    """Whether the allowed values of a column are so few that all of them are likely ones."""
    return 0 < len(column.options) <= FEW


def _of(problem: Problem, rows: tuple[int, ...], checked: Checked) -> OpenCells:
    """Return the cells that a problem is about, or the rows where it is not one of single cells."""
    position = position_of(problem.column, checked) if problem.column in checked.raw.header else -1
    own = len(checked.raw.header) - checked.raw.added
    column = next((checked.table[name] for name, at in checked.match.columns.items() if at == position), None)
    if column is None or not rows or position >= own:
        return OpenCells(problem, rows)
    texts = checked.raw.cells.column(position)
    text = texts[int(np.flatnonzero(checked.raw.rows == rows[0])[0])].as_py()
    everywhere = problem.cell is None and pc.sum(pc.equal(texts, text)).as_py() == len(rows)
    return OpenCells(problem, rows, column, position, text, everywhere, _likely(problem, text, column, checked))


def _likely(problem: Problem, text: str, column: Column, checked: Checked) -> tuple[str, ...]:
    """Return the texts that are probably meant, without the empty one where the cell must say something."""
    better = [] if problem.suggestion is None else [problem.suggestion]
    better += [text] if problem.message == MERGED_NUMBER else []
    few = [option.words.de for option in column.options] if is_short(column) else []
    found = [*_of_a_range(problem, text, column, checked), *better, *few, ""]
    return tuple(dict.fromkeys(each for each in found if each or not column.required))


def _of_a_range(problem: Problem, text: str, column: Column, checked: Checked) -> list[str]:
    """Return what a range of numbers may be as one: at least its lower end, or about its middle."""
    ends = ENDS.findall(text)
    if problem.message != numbers.RANGE or column.qualifier is None or len(ends) != 2:
        return []
    words = {option.code: option.words.de for option in checked.table[column.qualifier].options}
    least = [f"{words[Qualifier.AT_LEAST]} {ends[0]}"]
    if not all(end.isdecimal() for end in ends):
        return least
    return [*least, f"{words[Qualifier.ABOUT]} {(int(ends[0]) + int(ends[1])) // 2}"]
