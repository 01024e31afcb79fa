"""Rows with more or fewer cells than the others: where a separator is missing or too many."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.raw import Rows

SHORT = N_("The row has {n} cells instead of {usual}. Is a separator missing? The cells may stand in wrong columns.")
LONG = N_(
    "The row has {n} cells instead of {usual}. Is there a separator too many? The cells may stand in wrong columns."
)
CUT_OFF = N_("The last row has {n} cells instead of {usual} and no line end. The file is probably incomplete.")
MORE = N_("Rows with too many or too few cells: {n}.")
WIDER = N_(
    "The header has {names} columns, but the rows have {usual} cells. Please check whether they belong together."
)
PADDED = N_("Empty cells to the right of the table were left out. Rows that have some: {n}, the first is row {row}.")
MOST = 1000


def without_padding(cells: pa.Table, widths: Rows, header: int) -> Rows:
    """Return the widths of rows, without the empty cells that some have beyond the `header` cells of the header."""
    widths = widths.copy()
    for at in range(int(widths.max(initial=0)) - 1, header - 1, -1):
        last = np.flatnonzero(widths == at + 1)
        blank = pc.equal(pc.utf8_trim_whitespace(cells.column(at).take(pa.array(last))), "")
        widths[last[blank.combine_chunks().to_numpy(zero_copy_only=False)]] = at
    return widths


def padding(rows: Rows, widths: Rows, trimmed: Rows) -> Iterator[Finding]:
    """Yield a repair if rows had empty cells beyond the table."""
    padded = rows[widths != trimmed]
    if len(padded):
        yield Repair(PADDED, {"n": len(padded), "row": int(padded[0])})


def usual_width(widths: Rows, header: int) -> int:
    """Return the most frequent width of rows; the header's where it is as frequent as any."""
    counts = np.bincount(widths) if len(widths) else np.array([0])
    most = int(counts.max())
    return header if not most or (header < len(counts) and counts[header] == most) else int(np.argmax(counts))


def remarks(rows: Rows, widths: Rows, header: int, named: int, *, ended: bool) -> Iterator[Finding]:
    """Yield a problem for each row of another width than usual.

    `header` is the number of cells in the header row, of which the last with a name is number `named`. A row may
    have the usual width or the header's. `ended` says whether the text ends with a line end.
    """
    usual = usual_width(widths, header)
    if len(widths) and (usual < named or usual > header):
        yield Problem(WIDER, {"names": named, "usual": usual}, severity="warning" if usual < named else "error")
    odd = np.flatnonzero((widths != usual) & (widths != header) & ((widths < named) | (widths > usual)))
    for at in odd[:MOST]:
        n, last = int(widths[at]), at == len(widths) - 1 and not ended
        message = LONG if n > usual else CUT_OFF if last else SHORT
        yield Problem(message, {"n": n, "usual": usual}, row=int(rows[at]))
    if len(odd) > MOST:
        yield Problem(MORE, {"n": len(odd)})
