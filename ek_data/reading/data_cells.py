"""Values: what tells cells of data from names and notes, and how full a row of a table is.

Layout and dialect are both judged by it, so it lies below them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

TextRow = tuple[str, ...]
Numeric = dict[int, bool]  # numeric columns, and whether they hold nothing but years

BROAD = 50
LONGEST_VALUE = 60  # longer cells are text; the patterns below would take very long to say so
NUMBER = re.compile(
    r"\s*[-+]?(\d{1,3}([.,'\s\u00a0\u202f]\d{3})+|\d+)?([.,]\d+)?(e[-+]?\d+)?\s*(€|%|EUR)?\s*", re.IGNORECASE
)
DATE = re.compile(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ]\d{1,2}:\d\d.*)?\s*|\s*\d{1,2}:\d\d(:\d\d)?\s*")
ABSENT = {"", "-", "–", ".", "...", "…", "/", "x", "k. a.", "k.a.", "n/a", "na", "nan", "null", "none", "keine angabe"}
_YEAR = re.compile(r"(19|20)\d\d")


def is_value(cell: str) -> bool:
    """Whether a cell is a number, date or time: what data have and column names seldom."""
    bare = cell.strip()
    if len(bare) > LONGEST_VALUE or not any(character.isdigit() for character in bare):
        return False
    return bool(NUMBER.fullmatch(bare) or DATE.fullmatch(bare))


def is_date(cell: str) -> bool:
    """Whether a cell is a date or time."""
    return len(cell) <= LONGEST_VALUE and DATE.fullmatch(cell.strip()) is not None


def is_year(cell: str) -> bool:
    """Whether a cell is a year of the last century or this one, which may as well be a name."""
    return _YEAR.fullmatch(cell.strip()) is not None


def filled(row: TextRow) -> int:
    """Return the number of cells that hold something."""
    return sum(1 for cell in row if cell.strip())


def typical(rows: Sequence[TextRow]) -> int:
    """Return how many cells a row of the table has filled, judged by the rows that together hold most."""
    counts = Counter(filled(row) for row in rows)
    return max(counts, key=lambda full: (counts[full] * min(full, BROAD), -full), default=0)


def numeric_columns(rows: Sequence[TextRow]) -> Numeric:
    """Return the columns of which at least four fifths of the filled cells are numbers, dates or times.

    Judged by the lower half or third of the rows that are at least half full: there are data and neither header nor
    notes, however few rows there are.
    """
    enough = typical(rows) / 2
    full = [row for row in rows if filled(row) >= enough]
    return _numeric(full[len(full) // 2 :]) | _numeric(full[2 * len(full) // 3 :])


def _numeric(rows: Sequence[TextRow]) -> dict[int, bool]:
    columns = {}
    for number, column in enumerate(zip(*rows, strict=True)):
        cells = [cell for cell in column if cell.strip().casefold() not in ABSENT]
        if cells and sum(map(is_value, cells)) >= 0.8 * len(cells):
            columns[number] = all(map(is_year, cells))
    return columns


def names_something(row: TextRow, numeric: Numeric) -> bool:
    """Whether a row has words where the columns hold numbers, as a header has."""
    columns = [column for column in numeric if row[column].strip().casefold() not in ABSENT]
    words = all(not is_value(row[column]) or may_name(row[column], column, numeric) for column in columns)
    return words and 2 * len(columns) >= len(numeric) > 0


def may_name(cell: str, column: int, numeric: Numeric) -> bool:
    """Whether a value may be a name: a year over values that are none."""
    return is_year(cell) and not numeric.get(column, False)
