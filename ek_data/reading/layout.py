"""Telling title rows, header, data and footer of a grid apart.

The header is found by the known column names. Where there are none, by what sets names apart from values: they stand
in the first row that is as full as the others, and are not numbers where the column below holds numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ek_data.reading.data_cells import (
    ABSENT,
    Numeric,
    TextRow,
    filled,
    is_date,
    is_value,
    is_year,
    numeric_columns,
    typical,
)
from ek_data.reading.header_spellings import KnownHeaders
from ek_data.reading.non_data_rows import says_units

HEAD, TAIL, SAMPLE = 60, 60, 300
FULL = 0.75
LONG_NOTE = 40
COUNTED = ((0, 1), (1, 1))  # the first number and the step

NOTE = re.compile(
    r"\s*(quelle|source|stand\b|stand:|datenstand|hinweis|anmerkung|fu(ß|ss)note|note\b|notes\b|legende|zeichenerkl"
    r"|alle angaben|abweichung|erstellt|©|\(c\)|copyright|_{3,}|-{3,}|={3,}|\*|\d\))",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"\s*((gesamt|end|zwischen)?summe|gesamt|insgesamt|(gesamt)?ergebnis|zusammen|total|grand total|sum)\s*[:.]?\s*",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*_{4,}")


@dataclass(frozen=True)
class Layout:
    """Where things stand in the filled rows of a grid: indices, `stop` excluded.

    `titles` are rows above, `further` further header rows below the header, `units` a row that says how to fill in the
    columns, `totals` and `notes` rows at the end.
    """

    header: int
    start: int
    stop: int
    titles: tuple[int, ...] = ()
    further: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    valued: bool = False


def layout_of(
    head: Sequence[TextRow],
    tail: Sequence[TextRow],
    length: int,
    known: KnownHeaders,
    gaps: frozenset[int],
    widths: Sequence[int],
) -> Layout:
    """Return the layout of a grid with `length` filled rows.

    `head` holds the first of them, `tail` the last; `gaps` are the indices of rows after a blank row, and `widths`
    the numbers of cells the file gives the rows of `tail`.
    """
    score, header = known.best(head[:HEAD])
    numeric = numeric_columns(head[header + 1 :] if score else head)
    if score:
        block = [header]
    else:
        block = _block(head, numeric)
        header = max(block, key=lambda index: len({cell.strip() for cell in head[index]} - {""}))
    below = block[-1] + 1
    units = (below,) if score and below < len(head) and says_units(head[below]) else ()
    start = below + len(units)
    stop, totals, notes = _footer(tail, length, start, gaps, widths)
    return Layout(
        header,
        start,
        stop,
        tuple(range(block[0])),
        tuple(index for index in block if index != header),
        units,
        tuple(totals),
        tuple(notes),
        valued=not score and _is_data(head, header, numeric),
    )


def may_be_data(row: TextRow) -> bool:
    """Whether a row at the end may be one of the table: several cells, or a short text, and no word of a note."""
    text = next((cell for cell in row if cell.strip()), "")
    n, said = filled(row), NOTE.match(text) is not None
    return n >= 3 or (not said and (n == 2 or len(text) <= LONG_NOTE))


def names_something(row: TextRow, numeric: Numeric) -> bool:
    """Whether a row has words where the columns hold numbers, as a header has."""
    columns = [column for column in numeric if row[column].strip().casefold() not in ABSENT]
    words = all(not is_value(row[column]) or _may_name(row[column], column, numeric) for column in columns)
    return words and 2 * len(columns) >= len(numeric) > 0


def _may_name(cell: str, column: int, numeric: Numeric) -> bool:
    """Whether a value may be a name: a year over values that are none."""
    return is_year(cell) and not numeric.get(column, False)


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
    values = [number for number, cell in cells if is_value(cell) and not _may_name(cell, number, numeric)]
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


def _footer(
    tail: Sequence[TextRow], length: int, start: int, gaps: frozenset[int], widths: Sequence[int]
) -> tuple[int, list[int], list[int]]:
    """Return where the data end, the total rows and the notes after them."""
    offset = length - len(tail)
    first = max(start - offset, 0)
    usual, full = Counter(widths[first:]).most_common(1)[0][0] if widths[first:] else 0, typical(tail[first:])
    cut = next((at for at in range(first, len(tail)) if RULE.match(tail[at][0])), len(tail))
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
    return len(text) <= LONG_NOTE and TOTAL.fullmatch(text) is not None


def _is_note(row: TextRow, full: int, *, after_gap: bool, narrow: bool) -> bool:
    """Whether a row at the end is a note and not data: one cell, and something else that sets it apart."""
    text = next((cell for cell in row if cell.strip()), "")
    said = NOTE.match(text) is not None
    if filled(row) == 2 and full >= 4:
        return said and text.rstrip().endswith(":")
    if filled(row) != 1 or not row[0].strip() or full < 2:
        return False
    return said or after_gap or (full >= 3 and (narrow or len(text) > LONG_NOTE))
