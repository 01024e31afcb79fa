"""Structure of a text: how many cells each record has, counted on the bytes where every record is one line.

Between lines that `csv` finds whole each by itself nothing is carried over, so that counting separators gives exactly
what it would give. Only lines with quotation marks are shown to it.
"""

from __future__ import annotations

import codecs
import csv
from typing import NamedTuple

import numpy as np

from ek_data.errors import Unreadable
from ek_data.reading.grid import RowNumbers
from ek_data.reading.limits import TOO_MANY_CELLS, Limits
from ek_data.reading.text.dialect import Dialect

CHUNK = 1 << 18  # so much fits into the processor's own memory
LF, CR = 10, 13


class Structure(NamedTuple):
    """The number of cells of each record (0 for a blank line) and whether cells span lines."""

    widths: RowNumbers
    spans: bool


def structure_by_lines(utf8: bytes, dialect: Dialect, limits: Limits) -> Structure | None:
    """Return the structure of a text in which no cell spans lines, or None where that is not certain."""
    if not dialect.plain or len(dialect.delimiter.encode()) > 1 or has_lone_returns(utf8):
        return None
    blocks: list[RowNumbers] = []
    start, before = len(codecs.BOM_UTF8) if utf8.startswith(codecs.BOM_UTF8) else 0, 0
    while start < len(utf8):
        stop = _line_end(utf8, start + CHUNK)
        if stop - start > CHUNK + csv.field_size_limit():  # so long a line is not to be held in memory
            return None
        widths = _widths(utf8[start:stop], dialect)
        if widths is None:
            return None
        check_widths(widths, limits, before)
        blocks.append(widths)
        start, before = stop, before + len(widths)
    return Structure(np.concatenate(blocks), spans=False) if blocks else None


def has_lone_returns(utf8: bytes) -> bool:
    """Whether a carriage return ends a line without a line feed after it."""
    if b"\r" not in utf8:
        return False
    octets = np.frombuffer(utf8, np.uint8)
    chunks = (octets[at : at + CHUNK + 1] for at in range(0, len(utf8), CHUNK))
    return utf8.endswith(b"\r") or any(((chunk[:-1] == CR) & (chunk[1:] != LF)).any() for chunk in chunks)


def check_widths(widths: RowNumbers, limits: Limits, before: int) -> None:
    """Refuse more rows or columns than are allowed."""
    limits.check_rows(before + len(widths))
    if widths.max() > limits.columns:
        row = int(np.argmax(widths > limits.columns))
        limits.check_columns(int(widths[row]), before + row + 1)


def check_cells(widths: RowNumbers, limits: Limits) -> None:
    """Refuse a text whose rows, all filled up to the longest of them, would be too many cells."""
    rows, columns = int(np.count_nonzero(widths)), int(widths.max(initial=0))
    if rows * columns > limits.cells:
        raise Unreadable(TOO_MANY_CELLS, row=int(widths.argmax()) + 1, n=columns, rows=rows)


def _line_end(utf8: bytes, wanted: int) -> int:
    found = utf8.find(b"\n", wanted)
    return len(utf8) if found < 0 or wanted >= len(utf8) else found + 1


def _widths(lines: bytes, dialect: Dialect) -> RowNumbers | None:
    """Return the number of cells of each of `lines`, or None if one of them is not whole by itself."""
    octets = np.frombuffer(lines, np.uint8)
    ends = np.flatnonzero(octets == LF)
    if not len(ends) or ends[-1] != len(octets) - 1:
        ends = np.append(ends, len(octets))
    starts = np.concatenate(([0], ends[:-1] + 1))
    signs = np.flatnonzero(octets == ord(dialect.delimiter))
    places = np.searchsorted(signs, np.append(starts, len(octets)))
    long = ends - starts
    if long.max() > csv.field_size_limit():  # a cell may be longer than `csv` allows
        return None
    blank = (long == 0) | ((long == 1) & (octets[np.minimum(starts, len(octets) - 1)] == CR))
    widths: RowNumbers = np.where(blank, 0, np.diff(places) + 1).astype(np.int64)
    quoted = np.unique(np.searchsorted(ends, np.flatnonzero(octets == ord(dialect.quote))))
    if len(quoted):
        records = _records([lines[starts[at] : ends[at]] for at in quoted.tolist()], dialect)
        if records is None:
            return None
        widths[quoted] = records
    return widths


def _records(lines: list[bytes], dialect: Dialect) -> list[int] | None:
    """Return the number of cells of each of `lines`, or None if one is not a whole record or breaks the rules."""
    texts = (f"{line.decode().removesuffix(chr(CR))}\n" for line in lines)
    try:
        widths = [len(row) for row in csv.reader(texts, strict=True, **dialect.options)]
    except csv.Error:
        return None
    return widths if len(widths) == len(lines) else None
