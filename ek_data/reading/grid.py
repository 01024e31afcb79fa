"""Grids: all cells of a sheet or text file, with their places as Excel calls them, before anything is told apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding
from ek_data.reading.number_formats import Formats

RowNumbers = np.ndarray[Any, np.dtype[np.int64]]
MOST_MERGED = 10_000  # areas of a sheet that are looked at


class MergedArea(NamedTuple):
    """Cells that are merged into one: the rows from `top` to `bottom`, the positions from `left` to `right`."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True)
class Grid:
    """All cells of a sheet or text file, before header and footer are told from data.

    Each row is filled up with "" to the width of `cells`; `widths` says how many cells the file gave it. `rows`
    are numbered as in Excel, and the first column stands at position `first_column`. `one_line_each` says that the
    text is known to have one line for each row. `formats` says which cells are no texts, and `merged` which ones are
    shown as one.
    """

    cells: pa.Table
    rows: RowNumbers
    widths: RowNumbers
    first_column: int = 0
    findings: tuple[Finding, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str | None = None
    hidden: bool = False
    one_line_each: bool = False
    formats: Formats = field(default_factory=Formats)
    merged: tuple[MergedArea, ...] = ()

    def remarked(self, *findings: Finding) -> Grid:
        """Return the same grid with more findings."""
        return replace(self, findings=(*self.findings, *findings))

    def texts(self, start: int, stop: int) -> list[tuple[str, ...]]:
        """Return the rows from `start` to before `stop` as tuples of texts."""
        part = self.cells.slice(start, stop - start)
        return list(zip(*(column.to_pylist() for column in part.columns), strict=True))

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell by its row in Excel and the position of its column; none where there is no cell."""
        place, at = int(np.searchsorted(self.rows, row)), column - self.first_column
        there = place < len(self.rows) and self.rows[place] == row and 0 <= at < self.cells.num_columns
        return str(self.cells.column(at)[place].as_py()) if there else ""

    def blank(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return which rows hold nothing but white space; a column is looked at only where all before are blank."""
        left = np.arange(len(self.cells))
        for column in self.cells.columns:
            part = column if len(left) == len(self.cells) else column.take(pa.array(left))
            empty = pc.equal(pc.binary_length(pc.utf8_trim_whitespace(part)), 0)
            left = left[empty.combine_chunks().to_numpy(zero_copy_only=False)]
            if not len(left):
                break
        blank = np.zeros(len(self.cells), bool)
        blank[left] = True
        return blank

    def part(self, start: int, stop: int) -> Grid:
        """Return the rows from `start` to before `stop`, without copying them."""
        rows = slice(start, stop)
        cells = self.cells.slice(start, stop - start)
        return replace(self, cells=cells, rows=self.rows[rows], widths=self.widths[rows])

    def taken(self, places: RowNumbers) -> Grid:
        """Return the rows at some places; a run of rows without copying them."""
        if len(places) == 0 or len(places) == places[-1] - places[0] + 1:
            first = int(places[0]) if len(places) else 0
            return self.part(first, first + len(places))
        cells = self.cells.take(pa.array(places))
        return replace(self, cells=cells, rows=self.rows[places], widths=self.widths[places])


def table_of(rows: list[list[str]], width: int) -> pa.Table:
    """Return `rows` of any lengths as string columns "0", "1", …, filled up to `width` with ""."""
    padded = (row + [""] * (width - len(row)) for row in rows)
    columns = list(zip(*padded, strict=True)) or [()] * width
    return pa.table([pa.array(column, pa.string()) for column in columns], names=[str(n) for n in range(width)])


def address(row: int, column: int) -> str:
    """Return the Excel address of a cell: row 17, column 5 (counted from 0) is F17."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """Return the letters over a column in Excel: 0 is A, 26 is AA."""
    text, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        text = chr(ord("A") + letter) + text
    return text


def column_of(cell: str) -> int:
    """Return the position of the column of a cell by its address in Excel: A1 is 0, AA7 is 26."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
