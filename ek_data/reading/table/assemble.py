"""A grid to a table: its layout, header and rows of data, and what was set aside, put together with all remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair, Unreadable
from ek_data.i18n import N_
from ek_data.reading.data_cells import names_something, numeric_columns
from ek_data.reading.grid import Grid
from ek_data.reading.header_spellings import KnownHeaders
from ek_data.reading.limits import TOO_LONG, Limits
from ek_data.reading.raw import Aside, Raw
from ek_data.reading.table import merged
from ek_data.reading.table.header import Head
from ek_data.reading.table.layout import SAMPLE, Layout, SetAside, layout_of
from ek_data.reading.table.non_data_rows import between
from ek_data.reading.table.row_widths import measured

NO_ROWS = N_("The file is empty: it holds no row with content.")
BLANK = N_("Empty rows left out: {n}, the first in row {row}.")
NO_DATA = N_("The table has a header but no rows.")
VALUED = N_("The first row looks like data. Is the header missing? It was taken as the header.")
SECOND = N_("From this row on there seems to be another table.")
MOST = 20


def raw_of(grid: Grid, known: KnownHeaders, limits: Limits, *, ended: bool = True) -> Raw:
    """Return the table in `grid`. `ended` says whether a text ends with a line end, as whole files do."""
    _check_characters(grid, limits)
    plain = _with_content(grid)
    grid = merged.spread(plain)
    layout = layout_of(grid, plain, known)
    head = Head.of(grid, layout.header, layout.further)
    whole_body = grid.part(layout.start, layout.stop)
    others = [] if layout.valued else between(whole_body, head.names, known=known.score(head.names) > 0)
    body = whole_body.taken(np.delete(np.arange(len(whole_body.rows)), [each.place for each in others]))
    columns = head.columns(body)
    aside = (*_aside(grid, layout.aside, columns), *_aside(whole_body, others, columns))
    body, usual, odd = measured(body, head.width, max(head.named, default=-1) + 1, ended=ended)
    findings = (
        *grid.findings,
        *(each.finding for each in aside),
        *_blank_rows(grid, layout),
        *head.remarks(columns, body, usual),
        *([Problem(VALUED, row=head.row, severity="warning")] if layout.valued else []),
        *odd,
        *_body_remarks(grid, head, body),
    )
    return Raw(
        file="",
        header=tuple(head.cleaned(column) for column in columns),
        cells=body.cells.select(columns).rename_columns([str(n) for n in range(len(columns))]),
        rows=body.rows,
        header_row=head.row,
        columns=tuple(grid.first_column + column for column in columns),
        findings=tuple(map(head.naming, findings)),
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        overflow=sum(column >= usual for column in columns),
        formats=grid.formats,
        aside=aside,
    )


def _with_content(grid: Grid) -> Grid:
    """Return the rows of a grid that hold something. Raises `Unreadable` if none does."""
    kept = np.flatnonzero(~grid.blank())
    if not len(kept):
        raise Unreadable(NO_ROWS)
    return grid if len(kept) == len(grid.rows) else grid.taken(kept)


def _body_remarks(grid: Grid, head: Head, body: Grid) -> Iterator[Finding]:
    """Yield what is wrong below the header: further tables, merged cells, or nothing."""
    yield from _second_tables(body)
    yield from merged.remarks(grid, body, {grid.first_column + at for at in head.named})
    if not len(body.rows):
        yield Problem(NO_DATA, row=head.row, severity="warning")


def _check_characters(grid: Grid, limits: Limits) -> None:
    for column in grid.cells.columns:
        if (pc.max(pc.binary_length(column)).as_py() or 0) <= limits.characters:
            continue
        lengths = pc.utf8_length(column).combine_chunks().to_numpy(zero_copy_only=False)
        if lengths.max() > limits.characters:
            raise Unreadable(TOO_LONG, row=int(grid.rows[lengths.argmax()]), limit=limits.characters)


def _aside(grid: Grid, places: Iterable[SetAside], columns: Sequence[int]) -> Iterator[Aside]:
    """Yield the rows at some places of a grid: with a repair, or with a warning where they may be rows of the table."""
    for at, message, holds_data in places:
        yield _one_aside(grid, at, columns, message, holds_data=holds_data)


def _one_aside(grid: Grid, at: int, columns: Sequence[int], message: str, *, holds_data: bool) -> Aside:
    row, number = grid.texts(at, at + 1)[0], int(grid.rows[at])
    text = " ".join(cell.strip() for cell in row if cell.strip())[:200]
    values = {"text": text}
    finding = (
        Problem(message, values, row=number, value=text, severity="warning")
        if holds_data
        else Repair(message, values, row=number, value=text)
    )
    beyond = [cell.strip() for column, cell in enumerate(row) if column not in columns and cell.strip()]
    return Aside(tuple(row[column] for column in columns), "; ".join(beyond), finding, holds_data)


def _blank_rows(grid: Grid, layout: Layout) -> list[Finding]:
    """Return a remark about blank rows between header and last row; those at the end are nothing to speak of."""
    if layout.stop <= layout.header:
        return []
    numbers = grid.rows[layout.header : layout.stop]
    missing = np.setdiff1d(np.arange(numbers[0], numbers[-1] + 1), grid.rows, assume_unique=True)
    if not len(missing):
        return []
    first = int(missing[0])
    return [Repair(BLANK, {"n": len(missing), "row": first}, row=first)]


def _second_tables(body: Grid) -> Iterator[Finding]:
    """Yield a doubt for rows after a blank one that name things where the columns have numbers, or are narrower."""
    gaps = np.flatnonzero(np.diff(body.rows) > 1)[:MOST] + 1
    if not len(gaps):
        return
    numeric = numeric_columns(body.texts(0, int(gaps[0]))) or numeric_columns(body.texts(0, SAMPLE))
    for index in gaps.tolist():
        row = body.texts(index, index + 1)[0]
        if names_something(row, numeric) or body.widths[index] != body.widths[0]:
            yield Problem(SECOND, row=int(body.rows[index]), severity="warning")
