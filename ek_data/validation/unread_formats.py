"""Workbooks whose number formats are not read: what may show something else than it holds.

Said only where a column that is taken depends on it: an old workbook of names and whole numbers says all there is.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.grid import address
from ek_data.reading.raw import Raw
from ek_data.tables.types import Type
from ek_data.validation.recognise import Match

DOUBTFUL = N_(
    "Which cells are percentages or dates without a day is known of files in .xlsx only. Please check {cell} "
    "(“{value}”) and cells like it, or save the file as .xlsx."
)
VALUES_ONLY = N_(
    "Of this kind of file the values are read, but no number formats, hidden rows, struck cells and comments. If they "
    "matter, please save the file as .xlsx."
)
PART, FIRST_OF_MONTH = r"^-?0\.[0-9]+$", r"^[0-9]{4}-[0-9]{2}-01"  # a percentage is below 1, a month is its first day


def unread_formats(raw: Raw, match: Match) -> Iterator[Finding]:
    """Yield that formats were not read, and a warning at the first cell whose meaning depends on its format."""
    if raw.formats.known:
        return
    yield Repair(VALUES_ONLY, file=raw.file)
    places = [found for name, at in match.columns.items() if (found := _first(raw, at, match.table[name].type))]
    for row, at in sorted(places)[:1]:
        value, cell = raw.cells.column(at)[row].as_py(), address(int(raw.rows[row]), raw.columns[at])
        yield Problem(
            DOUBTFUL,
            {"cell": cell, "value": value},
            file=raw.file,
            row=int(raw.rows[row]),
            column=raw.header[at],
            cell=cell,
            value=value,
            severity="warning",
        )


def _first(raw: Raw, at: int, type_: Type) -> tuple[int, int] | None:
    pattern = FIRST_OF_MONTH if type_ is Type.DATE else PART
    row = pc.index(pc.match_substring_regex(raw.cells.column(at), pattern), True).as_py()
    return None if row < 0 else (row, at)
