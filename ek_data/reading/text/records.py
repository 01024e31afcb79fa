"""Text to cells: one strict pass over the structure, then Arrow for the bulk.

Arrow alone pads and shifts rows silently; `csv` alone is slow in making columns. On rows that the strict pass finds
regular both return the same cells, so Arrow reads these and `csv` the others.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import compress, islice

import numpy as np
import pyarrow as pa
import pyarrow.csv

from ek_data.errors import Unreadable
from ek_data.i18n import N_
from ek_data.reading.grid import Grid, RowNumbers, table_of
from ek_data.reading.limits import MEGABYTE, TOO_LONG, Limits
from ek_data.reading.text.broken_quotes import mended
from ek_data.reading.text.dialect import Dialect
from ek_data.reading.text.structure import Structure, check_cells, check_widths, structure_by_lines

BLOCK = 50_000
LARGE_BLOCK = 4 << 20
MENDED, MENDED_LINES = 16 * MEGABYTE, 200_000  # up to here broken quotation marks are worked around
BROKEN_QUOTES = N_(
    "In row {row} a quotation mark is missing or too many. In so large a file such rows cannot be read. Please correct "
    "the row or split the file."
)


def grid_of(utf8: bytes, dialect: Dialect, limits: Limits) -> Grid:
    """Return every record of a text as a row of cells."""
    by_lines = structure_by_lines(utf8, dialect, limits)
    structure = by_lines or _structure(utf8, dialect, limits)
    if structure is None or (_swallowed(structure) and _may_be_mended(utf8)):
        return _mended(utf8, dialect, limits)
    check_cells(structure.widths, limits)
    usual = _usual(structure.widths)
    bulk = _bulk(utf8, dialect, usual, spans=structure.spans) if dialect.plain and usual else None
    if bulk is None or bulk.num_rows != np.count_nonzero(structure.widths == usual):
        return _assembled(_blocks(csv.reader(_lines(utf8), strict=True, **dialect.options)), structure.widths)
    return replace(_joined(bulk, utf8, dialect, structure.widths), one_line_each=by_lines is not None)


def _mended(utf8: bytes, dialect: Dialect, limits: Limits) -> Grid:
    """Return the records of a text with broken quotation marks; of a large one say only where the first is.

    Each record has to be looked at alone, which would take minutes and gigabytes for a million of them.
    """
    if not _may_be_mended(utf8):
        raise _broken(utf8, dialect, limits)
    rows, findings = mended(list(_lines(utf8)), dialect)
    blocks = _checked((rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK)), limits)
    widths = np.array([len(row) for row in rows], np.int64)
    check_cells(widths, limits)
    return _assembled(blocks, widths).remarked(*findings)


def _broken(utf8: bytes, dialect: Dialect, limits: Limits) -> Unreadable:
    """Return what is wrong with the first record that breaks the rules."""
    reader, whole = csv.reader(_lines(utf8), strict=True, **dialect.options), 0
    try:
        for _cells in reader:
            whole += 1
    except csv.Error as error:
        if "limit" in str(error):
            return Unreadable(TOO_LONG, row=whole + 1, limit=limits.characters)
    return Unreadable(BROKEN_QUOTES, row=whole + 1)


def _may_be_mended(utf8: bytes) -> bool:
    return len(utf8) <= MENDED and max(utf8.count(b"\n"), utf8.count(b"\r")) <= MENDED_LINES


def _lines(utf8: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(utf8), encoding="utf-8-sig", newline="")


def _structure(utf8: bytes, dialect: Dialect, limits: Limits) -> Structure | None:
    """Return the structure of a text, or None if its quotation marks break the rules."""
    reader = csv.reader(_lines(utf8), strict=True, **dialect.options)
    blocks: list[RowNumbers] = []
    try:
        while len(block := np.fromiter(map(len, islice(reader, BLOCK)), np.int64)):
            check_widths(block, limits, sum(map(len, blocks)))
            blocks.append(block)
    except csv.Error:
        return None
    widths = np.concatenate(blocks) if blocks else np.array([], np.int64)
    return Structure(widths, reader.line_num > len(widths))


def _usual(widths: RowNumbers) -> int:
    """Return the most frequent number of cells, the larger one of two equally frequent."""
    counts = np.bincount(widths)
    counts[:1] = 0
    return len(counts) - 1 - int(np.argmax(counts[::-1])) if counts.any() else 0


def _swallowed(structure: Structure) -> bool:
    """Whether a lost quotation mark may have joined lines: there are cells over several lines and irregular rows."""
    filled = structure.widths[structure.widths > 0]
    return structure.spans and len(np.unique(filled)) > 1


def _bulk(utf8: bytes, dialect: Dialect, width: int, *, spans: bool) -> pa.Table | None:
    """Read the rows of the usual width with Arrow; None if it cannot."""
    names = [str(number) for number in range(width)]
    try:
        return pa.csv.read_csv(
            pa.BufferReader(utf8),
            read_options=pa.csv.ReadOptions(column_names=names, block_size=LARGE_BLOCK),
            parse_options=pa.csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote,
                newlines_in_values=spans,
                invalid_row_handler=lambda row: "skip",
            ),
            convert_options=pa.csv.ConvertOptions(
                check_utf8=False, column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:  # a row larger than a block
        return None


def _joined(bulk: pa.Table, utf8: bytes, dialect: Dialect, widths: RowNumbers) -> Grid:
    """Put the irregular rows, read by `csv`, back between those Arrow has read."""
    usual = bulk.num_columns
    irregular = (widths > 0) & (widths != usual)
    numbers = np.flatnonzero(widths == usual) + 1
    if not irregular.any():
        return Grid(bulk, numbers, widths[widths > 0])
    odd = compress(csv.reader(_lines(utf8), strict=True, **dialect.options), irregular)
    width = int(widths.max())
    others = pa.concat_tables([table_of(block, width) for block in _blocks(odd)])
    places = np.flatnonzero(irregular) + 1
    head = int(np.searchsorted(places, numbers[0]))
    blank = pa.chunked_array([pa.repeat("", len(bulk))])
    for number in range(usual, width):
        bulk = bulk.append_column(str(number), blank)
    parts = [others.slice(0, head), bulk, others.slice(head)]
    return _sorted(pa.concat_tables(parts), np.concatenate([places[:head], numbers, places[head:]]), widths)


def _sorted(cells: pa.Table, numbers: RowNumbers, widths: RowNumbers) -> Grid:
    if (np.diff(numbers) < 0).any():
        order = np.argsort(numbers)
        cells, numbers = cells.take(pa.array(order)), numbers[order]
    return Grid(cells, numbers, widths[numbers - 1])


def _blocks(reader: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while block := list(islice(reader, BLOCK)):
        yield block


def _checked(blocks: Iterator[list[list[str]]], limits: Limits) -> Iterator[list[list[str]]]:
    before = 0
    for block in blocks:
        check_widths(np.array([len(row) for row in block]), limits, before)
        before += len(block)
        yield block


def _assembled(blocks: Iterator[list[list[str]]], widths: RowNumbers) -> Grid:
    """Return a grid of records in lists."""
    width = max(int(widths.max(initial=0)), 1)
    tables = [table_of([row for row in block if row], width) for block in blocks]
    numbers = np.flatnonzero(widths) + 1
    cells = pa.concat_tables(tables) if tables else table_of([], width)
    return Grid(cells, numbers, widths[numbers - 1])
