"""A grid to a table: header, data rows and columns, and what was set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair, Unreadable
from ek_data.i18n import N_
from ek_data.reading import merged
from ek_data.reading.data_cells import filled, numeric_columns
from ek_data.reading.header_spellings import KnownHeaders
from ek_data.reading.layout import SAMPLE, TAIL, Layout, layout_of, may_be_data, names_something
from ek_data.reading.limits import TOO_LONG, Limits
from ek_data.reading.non_data_rows import NOTE_DATA, TOTAL, Between, between
from ek_data.reading.raw import Aside, Grid, Raw, RowNumbers, address, column_of, letters

NO_ROWS = N_("The file is empty: it holds no row with content.")
TITLE = N_("This row above the header was set aside: “{text}”")
FURTHER = N_("This further header row was set aside: “{text}”")
UNITS = N_("This row below the header is not taken over, because it says how to fill in the columns: “{text}”")
TITLE_DATA = N_("This row above the header is not taken over, though it is as full as a row of data: “{text}”")
NOTE = N_("This row below the table was set aside: “{text}”")
WHOLE_ROW = 3  # cells above a header, from which on they may be a row of data
BLANK = N_("Empty rows left out: {n}, the first in row {row}.")
EMPTY_COLUMNS = N_("Empty columns without a name were left out: {columns}.")
UNNAMED = N_("Column {column} has values but no name, the first in row {row}: “{first}”.")
DUPLICATE = N_("The name “{name}” stands over several columns: {columns}.")
CLEANED = N_("Line breaks and non-breaking spaces in the column name were replaced by spaces.")
NO_DATA = N_("The table has a header but no rows.")
VALUED = N_("The first row looks like data. Is the header missing? It was taken as the header.")
SECOND = N_("From this row on there seems to be another table.")
MOST = 20

_BREAKS = re.compile(r"(?<!\s)\s*[\r\n]+\s*|[\u00a0\u202f\u2007]")
SHORT = N_("The row has {n} cells instead of {usual}. Is a separator missing? The cells may stand in wrong columns.")
LONG = N_(
    "The row has {n} cells instead of {usual}; “{surplus}” stands beyond the last column. Is there a separator too "
    "many? The cells may stand in wrong columns."
)
CUT_OFF = N_("The last row has {n} cells instead of {usual} and no line end. The file is probably incomplete.")
MORE = N_("Rows with too many or too few cells: {n}.")
NARROWER = N_(
    "The header has {names} columns, but the rows have {usual} cells. Please check whether they belong together."
)
WIDER = N_(
    "The header has {names} columns, but the rows have {usual} cells. In row {row} “{surplus}” stands beyond the "
    "header. Please check whether they belong together."
)
PADDED = N_("Empty cells to the right of the table were left out. Rows that have some: {n}, the first is row {row}.")
MOST_ODD = 1000


def raw_of(grid: Grid, known: KnownHeaders, limits: Limits, *, ended: bool = True) -> Raw:
    """Return the table in `grid`. `ended` says whether a text ends with a line end, as whole files do."""
    _check_characters(grid, limits)
    kept = np.flatnonzero(~blank(grid.cells))
    if not len(kept):
        raise Unreadable(NO_ROWS)
    whole = grid
    grid = grid if len(kept) == len(grid.rows) else _taken(grid, kept)
    plain, grid = grid, merged.filled(grid)
    layout = _layout(grid, plain, known)
    head = _head(grid, layout)
    whole_body = _body(grid, layout)
    others = [] if layout.valued else between(whole_body, head.names, known=known.score(head.names) > 0)
    body = _without(whole_body, others)
    columns = _columns(body, head.names)
    aside = (*_aside(grid, layout, columns), *_aside_between(whole_body, others, columns))
    padded, body = body, replace(body, widths=without_padding(body.cells, body.widths, head.width))
    usual = max(usual_width(body.widths, head.width), head.width)
    findings = (
        *grid.findings,
        *(each.finding for each in aside),
        *_blank_rows(whole, kept, grid, layout),
        *_header_remarks(head.names, columns, head.row, body, usual),
        *([Problem(VALUED, row=head.row, severity="warning")] if layout.valued else []),
        *padding(body.rows, padded.widths, body.widths),
        *_body_remarks(grid, head, body, ended=ended),
    )
    named = tuple(_named(finding, head.names, grid.first_column) for finding in findings)
    overflow = sum(column >= usual for column in columns)
    return replace(_raw(grid, head, body, columns), findings=named, aside=aside, overflow=overflow)


class _Head(NamedTuple):
    """The header: the names of its columns, its row in the file, and how many cells that has."""

    names: Sequence[str]
    row: int
    width: int

    @property
    def named(self) -> list[int]:
        """Which of the columns have a name."""
        return [at for at, name in enumerate(self.names) if name.strip()]


def _head(grid: Grid, layout: Layout) -> _Head:
    names = merged.names(grid, layout.header, layout.further)
    return _Head(names, int(grid.rows[layout.header]), int(grid.widths[layout.header]))


def _body_remarks(grid: Grid, head: _Head, body: Grid, *, ended: bool) -> Iterator[Finding]:
    """Yield what is wrong below the header: rows too long or too short, further tables, merged cells, or nothing."""
    yield from remarks(body, head.width, max(head.named, default=-1) + 1, ended=ended)
    yield from _second_tables(body)
    yield from merged.remarks(grid, body, {grid.first_column + at for at in head.named})
    if not len(body.rows):
        yield Problem(NO_DATA, row=head.row, severity="warning")


def _raw(grid: Grid, head: _Head, body: Grid, columns: Sequence[int]) -> Raw:
    """Return the text of every cell of the `columns`, under their names, before anything is said of it."""
    return Raw(
        file="",
        header=tuple(_cleaned(head.names[column]) for column in columns),
        cells=body.cells.select(columns).rename_columns([str(n) for n in range(len(columns))]),
        rows=body.rows,
        header_row=head.row,
        columns=tuple(grid.first_column + column for column in columns),
        findings=(),
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        formats=grid.formats,
    )


def _named(finding: Finding, names: Sequence[str], first: int) -> Finding:
    """Return a remark about a cell with the name of its column, or the letters over it where it has none."""
    if finding.cell is None or finding.column is not None:
        return finding
    at = column_of(finding.cell) - first
    name = _cleaned(names[at]) if 0 <= at < len(names) else ""
    named: Finding = finding.within(column=name or letters(first + at))
    return named


def _check_characters(grid: Grid, limits: Limits) -> None:
    for column in grid.cells.columns:
        if (pc.max(pc.binary_length(column)).as_py() or 0) <= limits.characters:
            continue
        lengths = pc.utf8_length(column).combine_chunks().to_numpy(zero_copy_only=False)
        if lengths.max() > limits.characters:
            raise Unreadable(TOO_LONG, row=int(grid.rows[lengths.argmax()]), limit=limits.characters)


def blank(cells: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which rows hold nothing but white space; each column is looked at only where all before are blank."""
    left = np.arange(len(cells))
    for column in cells.columns:
        part = column if len(left) == len(cells) else column.take(pa.array(left))
        empty = pc.equal(pc.binary_length(pc.utf8_trim_whitespace(part)), 0)
        left = left[empty.combine_chunks().to_numpy(zero_copy_only=False)]
        if not len(left):
            break
    blank = np.zeros(len(cells), bool)
    blank[left] = True
    return blank


def _taken(grid: Grid, kept: RowNumbers) -> Grid:
    """Return the rows `kept` of a grid; a run of rows without copying them."""
    run = len(kept) == kept[-1] - kept[0] + 1
    cells = grid.cells.slice(kept[0], len(kept)) if run else grid.cells.take(pa.array(kept))
    return _with(grid, cells, grid.rows[kept], grid.widths[kept])


def _with(grid: Grid, cells: pa.Table, rows: RowNumbers, widths: RowNumbers) -> Grid:
    return replace(grid, cells=cells, rows=rows, widths=widths)


def _layout(grid: Grid, plain: Grid, known: KnownHeaders) -> Layout:
    """Return the layout: a header by what merged cells mean for all their rows, a footer by what each row holds."""
    length = len(grid.rows)
    gaps = frozenset((np.flatnonzero(np.diff(grid.rows) > 1) + 1).tolist())
    tail = max(length - TAIL, 0)
    head, foot = grid.texts(0, min(SAMPLE, length)), plain.texts(tail, length)
    layout = layout_of(head, foot, length, known, gaps, grid.widths[tail:].tolist())
    further = range(layout.header + 1, layout.header + 1 + merged.further_header_rows(grid, layout.header, head))
    start = max(layout.start, further.stop)
    return replace(
        layout,
        start=start,
        stop=max(layout.stop, start),
        further=tuple(sorted({*layout.further, *further})),
        valued=layout.valued and not further,
    )


def _body(grid: Grid, layout: Layout) -> Grid:
    part = slice(layout.start, max(layout.stop, layout.start))
    return _with(grid, grid.cells.slice(part.start, part.stop - part.start), grid.rows[part], grid.widths[part])


def _without(body: Grid, others: Sequence[Between]) -> Grid:
    """Return the rows of a table without those that are none of data."""
    if not others:
        return body
    kept = np.delete(np.arange(len(body.rows)), [each.place for each in others])
    return _taken(body, kept) if len(kept) else _with(body, body.cells.slice(0, 0), body.rows[:0], body.widths[:0])


def _columns(body: Grid, names: Sequence[str]) -> list[int]:
    """Return the columns that have a name or a value."""
    return [
        number
        for number, column in enumerate(body.cells.columns)
        if names[number].strip() or pc.any(pc.greater(pc.binary_length(pc.utf8_trim_whitespace(column)), 0)).as_py()
    ]


def _cleaned(name: str) -> str:
    return _BREAKS.sub(" ", name).strip() if _BREAKS.search(name) else name


def _aside(grid: Grid, layout: Layout, columns: Sequence[int]) -> Iterator[Aside]:
    """Yield what was set aside above and below: a repair, or a warning where it may be a row of the table."""
    below = [*((index, True) for index in layout.totals), *((index, False) for index in layout.notes)]
    header = filled(grid.texts(layout.header, layout.header + 1)[0])
    for index in layout.titles:
        row = grid.texts(index, index + 1)[0]
        as_full = filled(row) >= WHOLE_ROW and 2 * filled(row) >= header
        yield _one_aside(grid, index, columns, TITLE_DATA if as_full else TITLE, holds_data=as_full)
    for index in layout.further:
        yield _one_aside(grid, index, columns, FURTHER, holds_data=False)
    for index in layout.units:
        yield _one_aside(grid, index, columns, UNITS, holds_data=True)
    for index, is_total in sorted(below):
        data = is_total or may_be_data(grid.texts(index, index + 1)[0])
        yield _one_aside(grid, index, columns, TOTAL if is_total else NOTE_DATA if data else NOTE, holds_data=data)


def _aside_between(body: Grid, others: Sequence[Between], columns: Sequence[int]) -> Iterator[Aside]:
    """Yield what was set aside between the rows of a table."""
    for each in others:
        yield _one_aside(body, each.place, columns, each.message, holds_data=each.holds_data)


def _one_aside(grid: Grid, index: int, columns: Sequence[int], message: str, *, holds_data: bool) -> Aside:
    row, number = grid.texts(index, index + 1)[0], int(grid.rows[index])
    text = " ".join(cell.strip() for cell in row if cell.strip())[:200]
    values = {"text": text}
    finding = (
        Problem(message, values, row=number, value=text, severity="warning")
        if holds_data
        else Repair(message, values, row=number, value=text)
    )
    beyond = [cell.strip() for at, cell in enumerate(row) if at not in columns and cell.strip()]
    return Aside(tuple(row[at] for at in columns), "; ".join(beyond), finding, holds_data)


def _blank_rows(whole: Grid, kept: RowNumbers, grid: Grid, layout: Layout) -> list[Finding]:
    """Return a remark about blank rows between header and last row; those at the end are nothing to speak of."""
    if layout.stop <= layout.header:
        return []
    numbers = grid.rows[layout.header : layout.stop]
    missing = np.setdiff1d(np.arange(numbers[0], numbers[-1] + 1), grid.rows, assume_unique=True)
    if not len(missing):
        return []
    first = int(missing[0])
    return [Repair(BLANK, {"n": len(missing), "row": first}, row=first)]


def _header_remarks(
    names: Sequence[str], columns: Sequence[int], row: int, body: Grid, usual: int
) -> Iterator[Finding]:
    first = body.first_column
    dropped = [letters(first + at) for at in range(usual) if at not in set(columns)]
    if dropped:
        values = {"columns": ", ".join(dropped[:MOST]) + (" …" if len(dropped) > MOST else "")}
        yield Repair(EMPTY_COLUMNS, values, row=row)
    for column in columns:
        name, cell = names[column], address(row, first + column)
        if not name.strip() and column < usual:
            values = {"column": letters(first + column)} | _first_value(body, column)
            yield Problem(UNNAMED, values, row=row, cell=cell, severity="warning")
        elif _BREAKS.search(name):
            yield Repair(CLEANED, row=row, cell=cell, column=_cleaned(name), value=name, repaired=_cleaned(name))
    over: dict[str, list[str]] = {}
    for column in columns:
        over.setdefault(names[column].strip().casefold(), []).append(letters(first + column))
    for column in columns:
        same = over.pop(names[column].strip().casefold(), [])
        if len(same) > 1 and names[column].strip():
            values = {"name": names[column].strip(), "columns": ", ".join(same)}
            yield Problem(DUPLICATE, values, row=row, column=names[column], severity="warning")


def _first_value(body: Grid, column: int) -> dict[str, Any]:
    """Return the first text of a column and its row."""
    texts = pc.utf8_trim_whitespace(body.cells.column(column))
    at = pc.index(pc.not_equal(texts, ""), True).as_py()
    return {"row": int(body.rows[at]), "first": texts[at].as_py()[:80]}


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


def without_padding(cells: pa.Table, widths: RowNumbers, header: int) -> RowNumbers:
    """Return the widths of rows, without the empty cells that some have beyond the `header` cells of the header."""
    widths = widths.copy()
    for at in range(int(widths.max(initial=0)) - 1, header - 1, -1):
        last = np.flatnonzero(widths == at + 1)
        blank = pc.equal(pc.utf8_trim_whitespace(cells.column(at).take(pa.array(last))), "")
        widths[last[blank.combine_chunks().to_numpy(zero_copy_only=False)]] = at
    return widths


def padding(rows: RowNumbers, widths: RowNumbers, trimmed: RowNumbers) -> Iterator[Finding]:
    """Yield a repair if rows had empty cells beyond the table."""
    padded = rows[widths != trimmed]
    if len(padded):
        first = int(padded[0])
        yield Repair(PADDED, {"n": len(padded), "row": first}, row=first)


def usual_width(widths: RowNumbers, header: int) -> int:
    """Return the most frequent width of rows; the header's where it is as frequent as any."""
    counts = np.bincount(widths) if len(widths) else np.array([0])
    most = int(counts.max())
    return header if not most or (header < len(counts) and counts[header] == most) else int(np.argmax(counts))


def remarks(body: Grid, header: int, named: int, *, ended: bool) -> Iterator[Finding]:
    """Yield a problem for each row of another width than usual, with what stands beyond the last column.

    `header` is the number of cells in the header row, of which the last with a name is number `named`. A row may
    have the usual width or the header's. `ended` says whether the text ends with a line end.
    """
    rows, widths = body.rows, body.widths
    usual = usual_width(widths, header)
    if len(widths) and usual < named:
        yield Problem(NARROWER, {"names": named, "usual": usual}, severity="warning")
    elif len(widths) and usual > header:
        at = int(np.argmax(widths == usual))
        values = {"names": named, "usual": usual, "row": int(rows[at]), "surplus": _surplus(body, at, header)}
        yield Problem(WIDER, values, row=int(rows[at]))
    odd = np.flatnonzero((widths != usual) & (widths != header) & ((widths < named) | (widths > usual)))
    for at in odd[:MOST_ODD]:
        n, last = int(widths[at]), at == len(widths) - 1 and not ended
        message = LONG if n > usual else CUT_OFF if last else SHORT
        surplus = _surplus(body, at, usual)
        values = {"n": n, "usual": usual, "surplus": surplus}
        yield Problem(message, values, row=int(rows[at]), value=surplus or None)
    if len(odd) > MOST_ODD:
        yield Problem(MORE, {"n": len(odd)}, row=int(rows[odd[MOST_ODD]]))


def _surplus(body: Grid, at: int, width: int) -> str:
    """Return what a row holds beyond its first `width` cells."""
    return "; ".join(cell.strip() for cell in body.texts(at, at + 1)[0][width:] if cell.strip())[:200]
