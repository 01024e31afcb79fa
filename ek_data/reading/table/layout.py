"""Telling title rows, header, data and footer of a grid apart.

The header is found by the known column names. Where there are none, by what sets names apart from values: they stand
in the first row that is as full as the others, and are not numbers where the column below holds numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ek_data.i18n import N_
from ek_data.reading.data_cells import (
    Numeric,
    TextRow,
    filled,
    is_date,
    is_value,
    may_name,
    names_something,
    numeric_columns,
    typical,
)
from ek_data.reading.grid import Grid, MergedArea
from ek_data.reading.header_spellings import KnownHeaders

TITLE = N_("This row above the header was set aside: “{text}”")
TITLE_DATA = N_("This row above the header is not taken over, though it is as full as a row of data: “{text}”")
FURTHER = N_("This further header row was set aside: “{text}”")
UNITS = N_("This row below the header is not taken over, because it says how to fill in the columns: “{text}”")
TOTAL = N_("This row is not taken over, because it looks like a total: “{text}”")
NOTE = N_("This row below the table was set aside: “{text}”")
NOTE_DATA = N_("This row below the table is not taken over, though it may hold data: “{text}”")

HEAD, TAIL, SAMPLE = 60, 60, 300
HEADER_ROWS = 3  # so many rows below a header can belong to it
WHOLE_ROW = 3  # cells above a header, from which on they may be a row of data
FULL = 0.75
LONG_NOTE = 40
COUNTED = ((0, 1), (1, 1))  # the first number and the step

_NOTE = re.compile(
    r"\s*(quelle|source|stand\b|stand:|datenstand|hinweis|anmerkung|fu(ß|ss)note|note\b|notes\b|legende|zeichenerkl"
    r"|alle angaben|abweichung|erstellt|©|\(c\)|copyright|_{3,}|-{3,}|={3,}|\*|\d\))",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\s*((gesamt|end|zwischen)?summe|gesamt|insgesamt|(gesamt)?ergebnis|zusammen|total|grand total|sum)\s*[:.]?\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*_{4,}")
_KINDS = r"(?:frei|kurz)?text|string|date|datum|uhrzeit|url|link|ja ?/ ?nein|(?:auswahl)?liste|auswahl|dropdown"
_COUNTS = r"anzahl|(?:ganze )?zahl|number|nummer|nr\.?|integer|int|stück|stk\.?|personen|pers\.?|einwohner|einw\.?|ew"
_MEASURES = r"€|eur|euro|t€|teur|tsd\.? ?€|%|prozent|km²|km2|qkm|m²|ha|grad|°|jahr|jahreszahl|jjjj|yyyy"
_DUTIES = r"pflicht(?:feld|angabe)?|optional|freiwillig"
_UNIT = re.compile(
    rf"[(\[]?(?:in )?(?:{_KINDS}|{_COUNTS}|{_MEASURES}|{_DUTIES}|[tdmjy]{{1,4}}(?:[./-][tdmjy]{{1,4}}){{1,2}})[)\]]?"
    r"|\([^0-9]*\)|\[[^0-9]*\]",
    re.IGNORECASE,
)


class SetAside(NamedTuple):
    """A row at a place of a grid that is none of data, what is said of it, and whether it may be one after all."""

    place: int
    message: str
    holds_data: bool


@dataclass(frozen=True)
class Layout:
    """Where things stand in the filled rows of a grid: indices, `stop` excluded.

    `further` are further header rows, of which that right below the header may complete its names. `aside` are the rows
    above and below the table and those between the header and the data. `valued` says that the header looks like data.
    """

    header: int
    start: int
    stop: int
    further: tuple[int, ...]
    aside: tuple[SetAside, ...]
    valued: bool


def layout_of(grid: Grid, plain: Grid, known: KnownHeaders) -> Layout:
    """Return the layout of a grid of filled rows.

    The header is told by what merged cells mean for all their rows, the footer by what each row of the `plain` grid
    holds itself.
    """
    head = grid.texts(0, min(SAMPLE, len(grid.rows)))
    score, header = known.best(head[:HEAD])
    numeric = numeric_columns(head[header + 1 :] if score else head)
    block = [header] if score else _block(head, numeric)
    if not score:
        header = max(block, key=lambda index: len({cell.strip() for cell in head[index]} - {""}))
    below = block[-1] + 1
    units = [below] if score and below < len(head) and _says_units(head[below]) else []
    reached = _rows_reached(grid, header, head)
    further = sorted({*block, *reached} - {header})
    start = max(below + len(units), reached.stop)
    stop, totals, notes = _footer(plain, below + len(units))
    above = _above(head, header, range(block[0]))
    between = [*(SetAside(at, FURTHER, False) for at in further), *(SetAside(at, UNITS, True) for at in units)]
    return Layout(
        header,
        start,
        max(stop, start),
        tuple(further),
        (*above, *between, *_below(grid, totals, notes)),
        valued=not score and not reached and _is_data(head, header, numeric),
    )


def _above(head: Sequence[TextRow], header: int, titles: Iterable[int]) -> Iterator[SetAside]:
    """Yield the rows above the header; one that is as full as the header may be one of data."""
    for at in titles:
        as_full = filled(head[at]) >= max(WHOLE_ROW, filled(head[header]) / 2)
        yield SetAside(at, TITLE_DATA if as_full else TITLE, as_full)


def _below(grid: Grid, totals: Collection[int], notes: Collection[int]) -> Iterator[SetAside]:
    """Yield the rows below the table; totals and what is no word of a note may be rows of data."""
    for at in sorted([*totals, *notes]):
        if at in totals:
            yield SetAside(at, TOTAL, True)
        else:
            data = _may_be_data(grid.texts(at, at + 1)[0])
            yield SetAside(at, NOTE_DATA if data else NOTE, data)


def _rows_reached(grid: Grid, header: int, head: Sequence[TextRow]) -> range:
    """Return the rows below the header that belong to it, because half of its cells at least reach down to them."""
    row = int(grid.rows[header])
    columns = {grid.first_column + at for at, name in enumerate(head[header]) if name.strip()}
    spanning = [area for area in grid.merged if area.top <= row <= area.bottom]
    below = range(header + 1, min(header + 1 + HEADER_ROWS, len(grid.rows)))
    reached = sum(_is_reached(int(grid.rows[at]), row, spanning, columns) for at in below)
    return range(header + 1, header + 1 + reached)


def _is_reached(row: int, header: int, spanning: Sequence[MergedArea], columns: set[int]) -> bool:
    down = {area.left for area in spanning if area.left == area.right and area.top <= header and area.bottom >= row}
    across = {column for area in spanning if area.left < area.right for column in range(area.left, area.right + 1)}
    return bool(down) and 2 * len(columns & (down | across)) >= len(columns)


def _may_be_data(row: TextRow) -> bool:
    """Whether a row at the end may be one of the table: several cells, or a short text, and no word of a note."""
    text = next((cell for cell in row if cell.strip()), "")
    n, said = filled(row), _NOTE.match(text) is not None
    return n >= 3 or (not said and (n == 2 or len(text) <= LONG_NOTE))


def _says_units(row: TextRow) -> bool:
    """Whether most of what a row holds are words for units or kinds of values, and none of it is a value."""
    cells = [cell.strip() for cell in row if cell.strip()]
    units = sum(_UNIT.fullmatch(cell) is not None for cell in cells)
    return 2 * units > len(cells) and not any(map(is_value, cells))


def _block(head: Sequence[TextRow], numeric: Numeric) -> list[int]:
    """Return the rows of the header: the first full row, or the one above it, and those of names below."""
    enough = max(1.0, FULL * typical(head))
    full = [index for index, row in enumerate(head[:HEAD]) if filled(row) >= enough]
    first = next((index for index in full if not _is_comment(head, index)), full[0] if full else 0)
    if first and numeric and not names_something(head[first], numeric) and _may_be_header(head, first, numeric):
        first -= 1
    first = next((index for index in range(first - 1) if _begins_table(head, index)), first)
    while first and filled(head[first - 1]) > 1 and names_something(head[first - 1], numeric):
        first -= 1
    return [first, *_header_rows(head, first + 1, numeric)]


def _begins_table(head: Sequence[TextRow], index: int) -> bool:
    """Whether a row above the fullest ones is a header all the same: three names, and as many values below."""
    row, below = head[index], head[index + 1]
    return filled(row) == filled(below) >= 3 and not any(map(is_value, row)) and any(map(is_value, below))


def _may_be_header(head: Sequence[TextRow], first: int, numeric: Numeric) -> bool:
    above = head[first - 1]
    return names_something(above, numeric) and filled(above) >= max(2.0, 0.4 * filled(head[first]))


def _is_comment(head: Sequence[TextRow], index: int) -> bool:
    """Whether a row is a comment: it begins with # and the next one does so too, or is as full."""
    if not head[index][0].lstrip().startswith("#"):
        return False
    below = head[index + 1 : index + 2]
    return bool(below) and (below[0][0].lstrip().startswith("#") or not any(map(is_value, below[0])))


def _header_rows(head: Sequence[TextRow], start: int, numeric: Numeric) -> list[int]:
    """Return the rows from `start` on that name things where data would have numbers."""
    rows = []
    for index in range(start, min(start + 10, len(head) - 2)):
        if not names_something(head[index], numeric) or not _only_names(head[index], numeric):
            break
        rows.append(index)
    return rows


def _only_names(row: TextRow, numeric: Numeric) -> bool:
    """Whether a row of words is none of data: it has no words elsewhere, or at least three different ones."""
    elsewhere = [cell.strip() for number, cell in enumerate(row) if number not in numeric]
    return (len(elsewhere) > 0 and not any(elsewhere)) or len({row[number] for number in numeric} - {""}) >= 3


def _is_data(head: Sequence[TextRow], header: int, numeric: Numeric) -> bool:
    """Whether the row taken as header looks like data: it has values, or its cells recur below."""
    row, below = head[header], [other for other in head[header + 1 :] if other != head[header]]
    cells = [(number, cell) for number, cell in enumerate(row) if cell.strip()]
    values = [number for number, cell in cells if is_value(cell) and not may_name(cell, number, numeric)]
    values = [number for number in values if not _is_of_another_kind(row[number], number, below)]
    if _are_steps(row, values, below, alone=len(values) == len(cells), numbers=not set(values).isdisjoint(numeric)):
        values = []
    over_numbers = [number for number, _ in cells if number in numeric]
    if 2 * len(set(values) & set(numeric)) >= max(len(over_numbers), 1) or 2 * len(values) > len(cells):
        return True
    recurring = sum(any(other[number] == cell for other in below) for number, cell in cells)
    return recurring >= 2 or (recurring == 1 and len(cells) == 1 and len(below) > 1)


def _is_of_another_kind(cell: str, column: int, below: Sequence[TextRow]) -> bool:
    """Whether a value names a column because there are others below: a date over numbers, "10 %" over people."""
    if is_date(cell):
        return not any(is_date(row[column]) for row in below)
    return "%" in cell and not any("%" in row[column] for row in below)


def _are_steps(row: TextRow, columns: Sequence[int], below: Sequence[TextRow], *, alone: bool, numbers: bool) -> bool:
    """Whether cells are numbers in equal steps, as columns are numbered or years and ages follow each other.

    Beside words 1, 2, 3, … are names; other steps, if there are none below. `alone` over `numbers` only 0, 1, 2, … are.
    """
    steps = _steps([row[column] for column in columns])
    if steps in COUNTED and not alone:
        return True
    if not steps or any(_steps([other[column] for column in columns]) for other in below):
        return False
    return not (alone and numbers) or steps == COUNTED[0]


def _steps(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return where at least three whole numbers begin and how they go on, or None if they go in no equal steps."""
    if len(cells) < 3 or not all(cell.strip().isdecimal() and len(cell) < LONG_NOTE for cell in cells):
        return None
    numbers = [int(cell) for cell in cells]
    steps = {after - before for before, after in pairwise(numbers)}
    return (numbers[0], steps.pop()) if len(steps) == 1 and numbers[0] < numbers[1] else None


def _footer(plain: Grid, start: int) -> tuple[int, list[int], list[int]]:
    """Return where the data end, the total rows and the notes after them."""
    length = len(plain.rows)
    tail = plain.texts(max(length - TAIL, 0), length)
    gaps = set((np.flatnonzero(np.diff(plain.rows) > 1) + 1).tolist())
    widths = plain.widths[max(length - TAIL, 0) :].tolist()
    offset = length - len(tail)
    first = max(start - offset, 0)
    usual, full = Counter(widths[first:]).most_common(1)[0][0] if widths[first:] else 0, typical(tail[first:])
    cut = next((at for at in range(first, len(tail)) if _RULE.match(tail[at][0])), len(tail))
    stop, totals = cut, []
    while stop > first:
        row = tail[stop - 1]
        if _is_total(row) and (filled(row) > 1 or full > 1) and stop > first + 1:
            totals.append(offset + stop - 1)
        elif not _is_note(row, full, after_gap=offset + stop - 1 in gaps, narrow=widths[stop - 1] < usual):
            break
        stop -= 1
    notes = [offset + at for at in range(stop, len(tail)) if offset + at not in totals]
    return offset + stop, totals[::-1], notes


def _is_total(row: TextRow) -> bool:
    text = next((cell.strip() for cell in row if cell.strip()), "")
    return len(text) <= LONG_NOTE and _TOTAL.fullmatch(text) is not None


def _is_note(row: TextRow, full: int, *, after_gap: bool, narrow: bool) -> bool:
    """Whether a row at the end is a note and not data: one cell, and something else that sets it apart."""
    text = next((cell for cell in row if cell.strip()), "")
    said = _NOTE.match(text) is not None
    if filled(row) == 2 and full >= 4:
        return said and text.rstrip().endswith(":")
    if filled(row) != 1 or not row[0].strip() or full < 2:
        return False
    return said or after_gap or (full >= 3 and (narrow or len(text) > LONG_NOTE))
