"""Widths of rows: cells that a row has too many or too few, and empty ones to the right of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.grid import Grid, RowNumbers

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


class Measured(NamedTuple):
    """Rows without the padding to their right, how many cells they usually have or the header has, and what is odd."""

    body: Grid
    usual: int
    findings: tuple[Finding, ...]


def measured(body: Grid, header: int, named: int, *, ended: bool) -> Measured:
    """Return the rows of a table with their widths measured, and a remark on each that has another one than usual.

    `header` is the number of cells in the header row, of which the last with a name is number `named`. A row may
    have the usual width or the header's. `ended` says whether the text ends with a line end.
    """
    trimmed = replace(body, widths=_without_padding(body, header))
    usual = _usual_width(trimmed.widths, header)
    findings = (*_padding(body, trimmed), *_odd_widths(trimmed, usual, header, named, ended=ended))
    return Measured(trimmed, max(usual, header), findings)


def _without_padding(grid: Grid, header: int) -> RowNumbers:
    """Return the widths of rows, without the empty cells that some have beyond the `header` cells of the header."""
    widths = grid.widths.copy()
    for at in range(int(widths.max(initial=0)) - 1, header - 1, -1):
        last = np.flatnonzero(widths == at + 1)
        blank = pc.equal(pc.utf8_trim_whitespace(grid.cells.column(at).take(pa.array(last))), "")
        widths[last[blank.combine_chunks().to_numpy(zero_copy_only=False)]] = at
    return widths


def _padding(padded: Grid, body: Grid) -> Iterator[Finding]:
    """Yield a repair if rows had empty cells beyond the table."""
    rows = body.rows[padded.widths != body.widths]
    if len(rows):
        first = int(rows[0])
        yield Repair(PADDED, {"n": len(rows), "row": first}, row=first)


def _usual_width(widths: RowNumbers, header: int) -> int:
    """Return the most frequent width of rows; the header's where it is as frequent as any."""
    counts = np.bincount(widths) if len(widths) else np.array([0])
    most = int(counts.max())
    return header if not most or (header < len(counts) and counts[header] == most) else int(np.argmax(counts))


def _odd_widths(body: Grid, usual: int, header: int, named: int, *, ended: bool) -> Iterator[Finding]:
    """Yield a problem for each row of another width than usual, with what stands beyond the last column."""
    rows, widths = body.rows, body.widths
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
