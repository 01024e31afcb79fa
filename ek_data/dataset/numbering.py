"""Numbers of rows: the next ones that are free, written like those that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ek_data.tables.types import Column, Table, Type

NUMBERED = re.compile(r"([A-Za-z]+-?)(\d+)")


def numbered_by(table: Table) -> Column | None:
    """Return the column that numbers the rows of a table; None where others give the keys."""
    first = table[table.key[0]]
    return first if len(table.key) == 1 and first.type is Type.KEY else None


def next_numbers(known: Iterable[str], n: int) -> list[str]:
    """Return `n` numbers after the highest of the `known` ones, as most of them are written: E09 after E08.

    Where none is known, the first is 1.
    """
    found = [match for each in known if (match := NUMBERED.fullmatch(each))]
    prefix = Counter(match[1] for match in found).most_common(1)[0][0] if found else ""
    numbers = [match[2] for match in found if match[1] == prefix]
    highest, width = max(map(int, numbers), default=0), max(map(len, numbers), default=1)
    return [f"{prefix}{highest + each:0{width}}" for each in range(1, n + 1)]
