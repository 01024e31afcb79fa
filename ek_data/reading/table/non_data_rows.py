"""Rows inside a table that are none of data: units, headings between the rows, repeated headers, sub-totals.

Only what is plain is taken for one. Everything else stays a row, and its missing values are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.i18n import N_
from ek_data.reading.data_cells import TextRow, filled, is_value, typical
from ek_data.reading.grid import Grid, RowNumbers
from ek_data.reading.header_spellings import fold
from ek_data.reading.table.layout import NOTE_DATA, TOTAL, SetAside

HEADING = N_(
    "This row is not taken over, because it looks like a heading between the rows: “{text}”. What it says of the rows "
    "below it belongs into their columns."
)
REPEATED = N_("The header is repeated here. The row was left out.")

_SUM = r"(?:gesamt|end|zwischen|teil)?(?:summen?|ergebnis)|(?:ins)?gesamt|zusammen|(?:sub-?)?totals?|sum"
_OTHERS = r"mittelwert|durchschnitt|average|anzahl|Σ|∑"
_TOTAL = re.compile(rf"(?:{_SUM}|{_OTHERS})\b.*|.*\b(?:{_SUM})\s*:?|[Σ∑].*", re.IGNORECASE)
_KEY = re.compile(r"[^\W\d_]{0,4}[ ./_-]?[0-9][0-9 ./_-]*[^\W\d_]?")
WIDE = 4  # filled cells of a usual row, from which on a row with one of them is none of data
SPACES = 4  # bytes by which a name may be longer or shorter where it is written again
SUMS = 5  # cells that a sub-total may have beside its word
LONGEST = 60  # characters of a heading or the word of a total
SAMPLE = 300
MOST = 1_000  # rows that are set aside; more of them are the way that the table is written
SHARE = 0.8  # of the cells of a column, which have one kind of content


def between(body: Grid, names: Sequence[str], *, known: bool) -> list[SetAside]:
    """Return the rows of a table below the header `names` that are none of data.

    Where the names are `known`, a row with a single word says nothing that could be kept, whatever stands in its
    column elsewhere.
    """
    sample = body.texts(0, SAMPLE)
    usual = typical(sample)
    repeated = [SetAside(at, REPEATED, holds_data=False) for at in _repeated(body, names)]
    if usual < WIDE:
        return repeated
    sparse = _sparse(body, min(usual // 2, 1 + SUMS), sample)
    if len(sparse) > min(MOST, len(body.rows) // 2):
        return repeated
    full = [row for row in sample if 2 * filled(row) >= usual]
    rows = dict(zip(sparse.tolist(), _rows(body, sparse), strict=True))
    totals = [SetAside(at, TOTAL, holds_data=True) for at, row in rows.items() if _is_total(row)]
    others = {at: row for at, row in rows.items() if filled(row) == 1 and not _is_total(row)}
    single = {at: row for at, row in others.items() if _is_heading(body, at, row, full, known)}
    return sorted([*repeated, *totals, *_headings(body, single, rows)])


def _repeated(body: Grid, names: Sequence[str]) -> Iterator[int]:
    """Yield the places of rows that hold the header again, as pasted pages have them; without names there are none."""
    folded = [fold(name) for name in names]
    if len(set(folded) - {""}) < 2 or not len(body.rows):
        return
    longest = max(range(len(names)), key=lambda at: len(names[at]))
    lengths = pc.binary_length(body.cells.column(longest)).to_numpy()
    length = len(names[longest].encode())
    places = np.flatnonzero((lengths >= length - SPACES) & (lengths <= length + SPACES))
    if not len(places):
        return
    texts = pc.utf8_lower(pc.utf8_trim_whitespace(body.cells.column(longest).take(pa.array(places))))
    alike = pc.equal(texts, names[longest].strip().lower()).combine_chunks().to_numpy(zero_copy_only=False)
    places = places[alike][:MOST]
    for at, row in zip(places.tolist(), _rows(body, places), strict=True):
        if filled(row) > 1 and all(fold(cell) in ("", name) for cell, name in zip(row, folded, strict=False)):
            yield at


def _rows(body: Grid, places: RowNumbers) -> list[TextRow]:
    """Return some rows; to take them all at once would copy the whole table."""
    return [row for at in places.tolist() for row in body.texts(at, at + 1)]


def _sparse(body: Grid, most: int, sample: Sequence[TextRow]) -> RowNumbers:
    """Return the places of rows with at most `most` filled cells; the fullest columns rule out most of the others."""
    fullness = [sum(1 for row in sample if row[at]) for at in range(body.cells.num_columns)]
    left: RowNumbers | None = None  # all of them
    counts = np.zeros(len(body.rows), np.int16)
    for number, at in enumerate(sorted(range(len(fullness)), key=lambda at: -fullness[at]), start=1):
        column = body.cells.column(at)
        lengths = pc.binary_length(column if left is None else column.take(pa.array(left)))
        counts += True if pc.min(lengths).as_py() else lengths.to_numpy() > 0
        if number > most:
            kept = np.flatnonzero(counts <= most)
            left, counts = kept if left is None else left[kept], counts[kept]
            if not len(left):
                break
    return np.arange(len(body.rows)) if left is None else left


def _is_total(row: TextRow) -> bool:
    """Whether a row holds numbers behind the word of a total and nothing else."""
    word, *others = [cell.strip() for cell in row if cell.strip()] or [""]
    return len(word) <= LONGEST and _TOTAL.fullmatch(word) is not None and all(map(is_value, others))


def _is_heading(body: Grid, at: int, row: TextRow, full: Sequence[TextRow], known: bool) -> bool:
    """Whether the only text of a row stands over the rows below: it is merged over them, or of another kind."""
    column = next(number for number, cell in enumerate(row) if cell.strip())
    text = row[column].strip()
    if _is_merged(body, at):
        return True
    if len(text) > LONGEST or is_value(text) or _KEY.fullmatch(text) or not any(map(str.isalpha, text)):
        return False
    there = [cell for each in full if (cell := each[column].strip())]
    keys = sum(is_value(cell) or _KEY.fullmatch(cell) is not None for cell in there)
    alone = int(body.widths[at]) == 1
    return known or alone or text.endswith(":") or keys >= SHARE * max(len(there), 1)


def _is_merged(body: Grid, at: int) -> bool:
    """Whether a row is merged into one cell over at least half of the table."""
    row, width = int(body.rows[at]), body.cells.num_columns
    areas = (area for area in body.merged if area.top == row == area.bottom)
    return any(2 * (area.right - area.left + 1) >= width for area in areas)


def _headings(body: Grid, single: dict[int, TextRow], sparse: dict[int, TextRow]) -> Iterator[SetAside]:
    """Yield rows of one text over rows of data that hold something in its column, and such rows at the end."""
    below: int | None = None
    for at in sorted(single, reverse=True):
        column = next(number for number, cell in enumerate(single[at]) if cell.strip())
        below = at + 1 if at + 1 not in single else below
        if below == len(body.rows):
            yield SetAside(at, NOTE_DATA, holds_data=True)
        elif below is not None and below not in sparse and body.cells.column(column)[below].as_py().strip():
            yield SetAside(at, HEADING, holds_data=True)
