"""Presentations of ours that somebody edited: the numbers behind the charts that are other ones now, as a table.

Each chart carries on a hidden sheet which cell of the data each of its numbers is. Only what was changed is read, so
that nothing else is set back; what is computed from several rows is told and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ek_data.errors import Finding, Problem, Unreadable
from ek_data.i18n import N_
from ek_data.reading.grid import Grid, column_of, table_of
from ek_data.reading.own_sheets import ANONYMOUS, ORIGIN, ORIGIN_HEADS
from ek_data.reading.raw import Excerpt, Raw, Stamp

FOREIGN = N_("This presentation does not come from here: no chart of it says where its numbers come from.")
NAMELESS = N_("This presentation names no municipality, so its numbers cannot be taken back into the data.")
SEVERAL_RELEASES = N_("The charts of this presentation come from several releases. Please send them one by one.")
UNCHANGED = N_("No number of this presentation was changed that is a cell of the data.")
COMPUTED = N_("{name}: {before} was changed to {after}, but it is computed from {n} rows. Please change those.")
ONLY_COMPUTED = N_(
    "Nothing of what was changed in this presentation is one cell of the data. {name}: {before} was changed to "
    "{after}, but it is computed from {n} rows. Please change those."
)
OTHER_TABLE = N_(
    "{name}: {before} was changed to {after}, in another table than what is taken here. Please publish that first and "
    "send the presentation once more."
)
WIDTH = len(ORIGIN_HEADS)
HEADS = 2  # rows above the first one of the sheet of origins
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class ChartNumber:
    """A number of a chart: where it comes from, what it was and what it is now; `name` is the first cell of its row."""

    table: str
    key_column: str
    key: str
    column: str
    before: str
    after: str
    rows: str
    name: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def raw_of_deck(grids: Sequence[Grid]) -> Raw:
    """Return the rows of the data in which somebody changed a number, with the columns that a chart shows of them.

    Raises `Unreadable` for a presentation that is not ours, has no names, or has no such change.
    """
    pairs = [(sheet, origin) for sheet, origin in pairwise(grids) if _is_origin(origin)]
    stamps = {stamp for _sheet, origin in pairs if (stamp := _stamp(origin))}
    if not pairs:
        raise Unreadable(FOREIGN)
    if any(ANONYMOUS in origin.texts(0, 1)[0] for _sheet, origin in pairs):
        raise Unreadable(NAMELESS)
    if len(stamps) > 1:
        raise Unreadable(SEVERAL_RELEASES)
    traced = [each for sheet, origin in pairs for each in _traced(sheet, origin)]
    computed = [each for each in traced if each.changed and not each.key]
    rows = list(_changed_rows(traced))
    if not rows:
        said = {} if not computed else _values(computed[0])
        raise Unreadable(ONLY_COMPUTED if computed else UNCHANGED, **said)
    taken = [row for row in rows if row[0].table == rows[0][0].table]
    others = [each for row in rows if row not in taken for each in row if each.changed]
    remarks = (*_remarks(COMPUTED, computed), *_remarks(OTHER_TABLE, others))
    return _raw(taken, remarks, next(iter(stamps), None))


def _is_origin(grid: Grid) -> bool:
    return grid.sheet in ORIGIN.name and bool(len(grid.rows)) and grid.texts(0, 1)[0][0] in ORIGIN.first


def _stamp(origin: Grid) -> Stamp | None:
    number, seal = [*origin.texts(0, 1)[0], "", "", "", ""][2:4]
    return Stamp(int(number), seal) if number.isdecimal() else None


def _traced(sheet: Grid, origin: Grid) -> Iterator[ChartNumber]:
    """Yield each number of a chart that its hidden sheet names."""
    for row in origin.texts(HEADS, len(origin.rows)):
        if CELL.fullmatch(row[0]) and len(row) >= WIDTH:
            cell, table, key_column, key, column, before, rows = row[:WIDTH]
            after, name = _cell(sheet, cell), _cell(sheet, f"A{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}")
            yield ChartNumber(table, key_column, key, column, before, after, rows, name)


def _cell(grid: Grid, cell: str) -> str:
    """Return the text of a cell of a sheet by its address in Excel, nothing where the sheet has none."""
    match = CELL.fullmatch(cell)
    return grid.text(int(match[2]), column_of(cell)) if match else ""


def _changed_rows(traced: Iterable[ChartNumber]) -> Iterator[list[ChartNumber]]:
    """Yield the numbers of each row of the data in which one is another now."""
    found: dict[tuple[str, str], list[ChartNumber]] = {}
    for each in traced:
        if each.key:
            found.setdefault((each.table, each.key), []).append(each)
    yield from (row for row in found.values() if any(each.changed for each in row))


def _remarks(sentence: str, traced: Iterable[ChartNumber]) -> Iterator[Finding]:
    for each in traced:
        yield Problem(sentence, _values(each), value=each.after, severity="warning")


def _values(each: ChartNumber) -> dict[str, object]:
    return {"name": each.name, "before": each.before, "after": each.after, "n": each.rows}


def _raw(rows: Sequence[Sequence[ChartNumber]], findings: tuple[Finding, ...], stamp: Stamp | None) -> Raw:
    """Return the rows as the table of a file with a column for the key and for each number of a row."""
    first = rows[0][0]
    columns = list(dict.fromkeys(each.column for row in rows for each in row))
    held = [[_of(row, column) for column in columns] for row in rows]
    now = [[row[0].key, *(each.after if each else "" for each in cells)] for row, cells in zip(rows, held, strict=True)]
    before = tuple(
        (row[0].key, *(each.before if each else "" for each in cells)) for row, cells in zip(rows, held, strict=True)
    )
    header, numbers = (first.key_column, *columns), np.arange(2, len(rows) + 2)
    excerpt = Excerpt(first.table, before)
    cells = table_of(now, len(header))
    return Raw("", header, cells, numbers, 1, tuple(range(len(header))), findings, stamp=stamp, excerpt=excerpt)


def _of(row: Sequence[ChartNumber], column: str) -> ChartNumber | None:
    """Return what a row has in a column, of several charts that show it the one in which it was changed."""
    held = [each for each in row if each.column == column]
    return next((each for each in held if each.changed), held[0] if held else None)
