"""Cells as their number format means them: percentages with their sign, dates no more exact than they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.formats import exact, precision, shown
from ek_data.reading.raw import Grid, address

DAYLESS = N_("The cell shows “{value}”. Of the date {stored} in it no more than that was read.")
MORE = N_("Further cells of this kind: {n}.")
UNKNOWN = N_(
    "Which cells are percentages or dates without a day is known of files in .xlsx only. Please check {cell} "
    "(“{value}”) and cells like it, or save the file as .xlsx."
)
MOST = 100
_DOUBTFUL = r"^(-?0\.[0-9]+|[0-9]{4}-[0-9]{2}-01)$"  # a percentage is below 1, a month is its first day


def as_meant(grid: Grid) -> Grid:
    """Return a sheet with percentages and partial dates as texts that say so, and a repair for each such date."""
    cells, findings = grid.cells, list[Finding]()
    for at, before in enumerate(grid.cells.columns):
        codes = grid.formats.at(grid.first_column + at, grid.rows)
        after = grid.formats.applied(exact, before, codes)
        if after is not before:
            cells = cells.set_column(at, cells.field(at), after)
            findings += _dayless(grid, at, before, after)
    return replace(grid, cells=cells).remarked(*findings, *([] if grid.formats.known else _doubtful(grid)))


def _doubtful(grid: Grid) -> Iterator[Finding]:
    """Yield a warning at the first cell that may show something else, where formats could not be read."""
    found = [
        (pc.index(pc.match_substring_regex(column, _DOUBTFUL), True).as_py(), at)
        for at, column in enumerate(grid.cells.columns)
    ]
    place, at = min((each for each in found if each[0] >= 0), default=(-1, 0))
    if place >= 0:
        row, value = int(grid.rows[place]), grid.cells.column(at)[place].as_py()
        cell = address(row, grid.first_column + at)
        yield Problem(UNKNOWN, {"cell": cell, "value": value}, row=row, cell=cell, value=value, severity="warning")


def _dayless(grid: Grid, at: int, before: pa.ChunkedArray, after: pa.ChunkedArray) -> Iterator[Finding]:
    """Yield a repair for each date of which the day is not shown."""
    column = grid.first_column + at
    codes = grid.formats.cells[column][grid.rows - 1]
    partial = [number for number, code in enumerate(grid.formats.names, start=1) if precision(code) != "day"]
    changed = pc.not_equal(before, after).combine_chunks().to_numpy(zero_copy_only=False)
    places = np.flatnonzero(changed & np.isin(codes, partial))
    for place in places[:MOST].tolist():
        stored, read = before[place].as_py(), after[place].as_py()
        seen, row = shown(stored, grid.formats.names[codes[place] - 1]), int(grid.rows[place])
        values = {"value": seen, "stored": dt.date.fromisoformat(stored[:10]).strftime("%d.%m.%Y")}
        yield Repair(DAYLESS, values, row=row, cell=address(row, column), value=seen, repaired=read)
    if len(places) > MOST:
        yield Repair(MORE, {"n": len(places) - MOST}, row=int(grid.rows[places[MOST]]))
