"""Merged cells: their value stands in the first of them, and people mean it for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.grid import MOST_MERGED, Grid, MergedArea, RowNumbers, address

FILLED = N_("{area} is merged. “{value}” was taken for all {n} rows.")
ACROSS = N_(
    "{area} is merged over several columns. “{value}” was read in the first of them only. Please unmerge the cells and "
    "write each value into its column."
)
FROM_HEADER = N_("{area} is merged and reaches from the header into the rows below. Please unmerge the cells.")
HIDDEN = N_("{area} is merged and shows “{value}”, but {cell} below holds “{hidden}”. Please unmerge the cells.")
TOO_MANY = N_("More than {limit} areas of cells are merged. Please unmerge the cells and fill each of them.")


def spread(grid: Grid) -> Grid:
    """Return a grid with the value of each area of one column in all its rows that hold something else as well.

    A row that holds nothing else is left out before: it is the second half of a high row.
    """
    cells, formats = grid.cells, dict(grid.formats.cells)
    down = sorted((area for area in grid.merged[:MOST_MERGED] if area.left == area.right), key=lambda area: area.left)
    for column, areas in groupby(down, key=lambda area: area.left):
        at = column - grid.first_column
        if not 0 <= at < cells.num_columns:
            continue
        source = _sources(sorted(areas), grid.rows, cells.column(at))
        cells = cells.set_column(at, cells.field(at), cells.column(at).take(pa.array(source)))
        if column in formats:
            formats[column] = formats[column].copy()
            formats[column][grid.rows - 1] = formats[column][grid.rows[source] - 1]
    return replace(grid, cells=cells, formats=replace(grid.formats, cells=formats))


def _sources(areas: list[MergedArea], rows: RowNumbers, texts: pa.ChunkedArray) -> RowNumbers:
    """Return for each row the place of the row from which its cell is taken; areas that overlap are passed over."""
    source = np.arange(len(rows))
    blank = pc.equal(pc.utf8_trim_whitespace(texts), "").combine_chunks().to_numpy(zero_copy_only=False)
    end = 0
    for area in areas:
        first, stop = np.searchsorted(rows, (area.top, area.bottom + 1)).tolist()
        if area.top > end and first < stop and rows[first] == area.top:
            end = area.bottom
            source[first:stop] = np.where(blank[first:stop], first, source[first:stop])
    return source


def remarks(grid: Grid, body: Grid, named: set[int]) -> Iterator[Finding]:
    """Yield what was done with the areas among the rows `body` of `grid`, and where that cannot be done.

    `named` are the positions of the columns with a name.
    """
    if len(grid.merged) > MOST_MERGED:
        yield Problem(TOO_MANY, {"limit": MOST_MERGED})
    for area in grid.merged[:MOST_MERGED]:
        within = body.rows[slice(*np.searchsorted(body.rows, (area.top, area.bottom + 1)))]
        if len(within) and named & set(range(area.left, area.right + 1)):
            yield from _about(area, grid, within, named)


def _about(area: MergedArea, grid: Grid, within: RowNumbers, named: set[int]) -> Iterator[Finding]:
    value = grid.text(area.top, area.left)
    values = {"area": str(area), "value": value}
    where = {"row": area.top, "cell": address(area.top, area.left), "value": value}
    below = {row: grid.text(row, area.left) for row in within.tolist() if row != area.top}
    other = next((row for row, text in below.items() if text.strip() and text != value), None)
    if other is not None:
        hidden = {"cell": address(other, area.left), "hidden": below[other]}
        yield Problem(HIDDEN, values | hidden).within(**where)
    elif not value.strip():
        return
    elif len(named & set(range(area.left, area.right + 1))) > 1:
        yield Problem(ACROSS, values).within(**where)
    elif area.top < within[0]:
        yield Problem(FROM_HEADER, values).within(**where)
    elif len(within) > 1:
        yield Repair(FILLED, values | {"n": len(within)}).within(**where)
