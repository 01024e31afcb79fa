"""Cells as their number format means them: percentages with their sign, dates no more exact than they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Repair
from ek_data.i18n import N_
from ek_data.reading.formats import exact, precision, shown
from ek_data.reading.raw import Grid, address

DAYLESS = N_("The cell shows “{value}”. Of the date {stored} in it no more than that was read.")
MORE = N_("Further cells of this kind: {n}.")
MOST = 100


def as_meant(grid: Grid) -> Grid:
    """Return a sheet with percentages and partial dates as texts that say so, and a repair for each such date."""
    cells, findings = grid.cells, list[Finding]()
    for at, before in enumerate(grid.cells.columns):
        codes = grid.formats.at(grid.first_column + at, grid.rows)
        after = grid.formats.applied(exact, before, codes)
        if after is not before:
            cells = cells.set_column(at, cells.field(at), after)
            findings += _dayless(grid, at, before, after)
    return replace(grid, cells=cells).remarked(*findings)


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
