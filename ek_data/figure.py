"""A figure: a number that knows how it is counted, from which rows, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ek_data.i18n import Language, Words
from ek_data.quantities import Quantity
from ek_data.tables import MUNICIPALITIES


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure, traced to its rows.

    `value` None means not known. `qualifier` is a code of `tables.QUALIFIERS` for what is made of qualified numbers;
    `rounded` says that its parts are rounded as well. `rows` are the typed rows of `table` that were counted or
    added up, `missing` the number of rows that should have a value and have none. `remarks` are contradictions and
    derivations to know before passing the figure on.
    """

    name: str
    label: Words
    value: int | float | None
    unit: Words | None
    definition: Words
    rows: pd.DataFrame
    table: str
    qualifier: str | None = None
    rounded: bool = False
    missing: int = 0
    remarks: tuple[Words, ...] = ()

    def words(self, _: Language) -> str:
        """Return the value in words: "rund 135", "481.547", "keine Angabe"."""
        digits = None if self.value is None or isinstance(self.value, int) else 2
        return Quantity(self.value, self.qualifier, self.rounded).words(_, digits)


def count(name: str, label: Words, rows: pd.DataFrame, definition: Words, table: str = "municipalities") -> Figure:
    """Return the number of `rows` as a figure."""
    return Figure(name, label, len(rows), None, definition, rows, table)


def added_up(name: str, label: Words, rows: pd.DataFrame, column: str, definition: Words) -> Figure:
    """Return the sum of a column of participants as a figure.

    As long as a value is missing it is "at least" that much, because every municipality has inhabitants and area.
    """
    values = rows[column]
    missing = int(values.isna().sum())
    value = _sum(values) if values.notna().any() else None
    unit = MUNICIPALITIES[column].unit
    known = rows[values.notna()]
    return Figure(
        name, label, value, unit, definition, known, "municipalities", "at_least" if missing else None, missing=missing
    )


def _sum(values: pd.Series) -> int | float:
    return int(values.sum()) if pd.api.types.is_integer_dtype(values.dtype) else round(float(values.sum()), 2)
