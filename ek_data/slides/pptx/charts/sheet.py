"""The sheet behind a native chart: a table to read and to edit, whose labels are formulas over its numbers."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import xlsxwriter

from ek_data.charts.spec import DataCell
from ek_data.i18n import Language
from ek_data.reading.own_sheets import ANONYMOUS, ORIGIN, ORIGIN_HEADS, RELEASE
from ek_data.slides.pptx.text import clean

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MOST_DIGITS = 2  # behind the decimal separator
FIRST = 2  # the row of the first values: above it are the heads
MADE = dt.datetime(2000, 1, 1)  # the same for all, so that the same numbers give the same bytes


class Formula(NamedTuple):
    """A formula of the sheet and what it gives for the numbers that stand there now."""

    text: str
    value: str | float


SheetCell = str | float | Formula | None


class Sum(NamedTuple):
    """A number within words: the sum of the columns `first` to `last`, with so many `digits` behind the separator."""

    first: int
    last: int
    digits: int


SheetPart = str | Sum


class StatedRelease(NamedTuple):
    """What the numbers are of: the release with its seal, and whether municipalities are named."""

    release: int | None
    seal: str
    named: bool = True


class Traced(NamedTuple):
    """Which cell of the data a cell of the sheet is; without an origin it is computed from so many `rows`."""

    cell: str
    value: str
    origin: DataCell | None = None
    rows: int = 1


@dataclass(frozen=True)
class Sheet:
    """One table with `heads` above its `rows`; `name` is written below it in Excel.

    `traced` says where its numbers come from, `source` of which release they are.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    traced: tuple[Traced, ...] = ()
    source: StatedRelease | None = None

    def range(self, column: int, rows: int | None = None) -> str:
        """Return where the values of a column, or the first `rows` of them, stand: ``Daten!$B$2:$B$9``."""
        letter, last = xlsxwriter.utility.xl_col_to_name(column), (rows or len(self.rows)) + FIRST - 1
        return f"{self.name}!${letter}${FIRST}:${letter}${last}"

    def head(self, column: int) -> str:
        """Return where the head of a column stands."""
        return f"{self.name}!${xlsxwriter.utility.xl_col_to_name(column)}$1"

    def values(self, column: int) -> list[str | float | None]:
        """Return what the cells of a column hold now; of a formula what it gives."""
        return [cell.value if isinstance(cell := row[column], Formula) else cell for row in self.rows]

    def workbook(self) -> bytes:
        """Return the sheet as a workbook with its columns as wide as their words."""
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            book.set_properties({"created": MADE})
            page, bold = book.add_worksheet(self.name), book.add_format({"bold": True})
            for column, head in enumerate(self.heads):
                page.write_string(0, column, head, bold)
                longest = max(len(str(each or "")) for each in [head, *self.values(column)])
                page.set_column(column, column, min(longest + 2, 60))
                for row, cells in enumerate(self.rows, FIRST - 1):
                    _write(page, row, column, cells[column])
            page.freeze_panes(1, 1)
            if self.source is not None:
                _trace(book.add_worksheet(ORIGIN.name.de), self.traced, self.source)
        return file.getvalue()


def _trace(page: xlsxwriter.worksheet.Worksheet, traced: Sequence[Traced], source: StatedRelease) -> None:
    """Write on a hidden sheet where the numbers come from; a chart without names tells only that it has none."""
    page.hide()
    release = "" if source.release is None else str(source.release)
    said = (RELEASE.de, release, source.seal) if source.named else (ANONYMOUS,)
    rows: list[tuple[str, ...]] = [(ORIGIN.first.de, *said), ORIGIN_HEADS]
    for each in traced if source.named else ():
        table, key_column, key, column, _qualifier = each.origin or ("",) * 5
        rows.append((each.cell, table, key_column, key, column, each.value, str(each.rows)))
    for number, row in enumerate(rows):
        for column_, text in enumerate(row):
            page.write_string(number, column_, clean(text))


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: SheetCell) -> None:
    if isinstance(cell, Formula):
        page.write_formula(row, column, f"={cell.text}", None, cell.value)
    elif isinstance(cell, str):
        page.write_string(row, column, clean(cell))
    elif cell is not None:
        page.write_number(row, column, cell)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell in the sheet, of which `row` counts the values: ``B2``."""
    name: str = xlsxwriter.utility.xl_rowcol_to_cell(row + FIRST - 1, column)
    return name


def block(rows: int, first: int, last: int) -> str:
    """Return where the values of the columns `first` to `last` stand: ``$B$2:$C$9``."""
    place: str = xlsxwriter.utility.xl_range_abs(FIRST - 1, first, rows + FIRST - 2, last)
    return place


def parts(text: str, values: Sequence[float | None], lang: Language) -> list[SheetPart]:
    """Return the words of a label around its numbers, each of them the sum of neighbouring `values`.

    A number that is no such sum, such as the 7 of "5 von 7", belongs to the words.
    """
    found: list[SheetPart] = []
    at, start = 0, 0
    for token in NUMBER.finditer(text):
        number = _sum(token.group(), values, start, lang)
        if number is not None:
            found += [text[at : token.start()], number]
            at, start = token.end(), number.last + 1
    return [part for part in [*found, text[at:]] if part]


def _sum(token: str, values: Sequence[float | None], start: int, lang: Language) -> Sum | None:
    for last in range(start, len(values)):
        known = [each for each in values[start : last + 1] if each is not None]
        for digits in range(MOST_DIGITS + 1) if known else ():
            if token == lang.number(sum(known), digits):
                return Sum(start, last, digits)
    return None


def joined(label: Sequence[SheetPart], row: int, first: int) -> str:
    """Return the formula that writes a label from the numbers of its row; the values begin at the column `first`."""
    return "&".join(_quoted(part) if isinstance(part, str) else _number(part, row, first) for part in label)


def _quoted(words: str) -> str:
    lines = (line.replace('"', '""') for line in clean(words).split("\n"))
    return "&CHAR(10)&".join(f'"{line}"' for line in lines)


def _number(part: Sum, row: int, first: int) -> str:
    """Return the number as the reader's program writes it, with its separators."""
    start, end = cell_name(row, first + part.first), cell_name(row, first + part.last)
    return f"FIXED({start if start == end else f'SUM({start}:{end})'},{part.digits})"
