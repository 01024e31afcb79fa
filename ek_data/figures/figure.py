"""A figure: a number that knows how it is counted, from which rows, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.figures.qualified import Quantity
from ek_data.i18n import ENGLISH, GERMAN, Language, Words
from ek_data.programme.fixed_lists import Qualifier
from ek_data.tables import MUNICIPALITIES

CountedRows = pd.DataFrame | pd.Series


def in_both(sentence: Callable[[Language], str]) -> Words:
    """Return what `sentence` says in German and in English."""
    return Words(sentence(GERMAN), sentence(ENGLISH))


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure, traced to its rows.

    Figures of a `family` count the same thing `by` something, each for one `code` of it: the family "participants" by
    "cohort" has the codes "2024" and "2025". A figure that stands for all has neither.
    `value` None means not known. `qualifier` is a code of `tables.QUALIFIERS` for what is made of qualified numbers;
    `rounded` says that its parts are rounded as well. `missing` is the number of rows that
    should have a value and have none. `column` is the one that was added up, empty where rows are counted. `remarks`
    are what to know before passing the figure on.

    The rows behind it are kept as their `index` in `whole`, the table named `table`, because a copy of them for each
    figure would take several times the memory of the data.
    """

    family: str
    label: Words
    value: int | float | None
    unit: Words | None
    definition: Words
    table: str
    whole: pd.DataFrame
    index: pd.Index
    qualifier: str | None = None
    rounded: bool = False
    missing: int = 0
    remarks: tuple[Words, ...] = ()
    by: str = ""
    code: str = ""
    column: str = ""

    @property
    def name(self) -> str:
        """The name under which the figure is found: its family, with the code if it is one of several."""
        return f"{self.family}_{self.code}" if self.code else self.family

    @property
    def rows(self) -> pd.DataFrame:
        """The typed rows of `table` that were counted or added up."""
        return self.whole.loc[self.index]

    def words(self, lang: Language) -> str:
        """Return the value in words: "rund 135", "481.547", "keine Angabe"."""
        return self.quantity.words(lang, self.digits)

    def parts(self, lang: Language) -> tuple[str, str]:
        """Return the words before the value and the value: "bis zu rund" and "160"."""
        return self.quantity.parts(lang, self.digits)

    @property
    def quantity(self) -> Quantity:
        """The value with what is known of its exactness."""
        return Quantity(self.value, self.qualifier, self.rounded)

    @property
    def digits(self) -> int | None:
        """The decimals in which the value is told, None for a count."""
        return None if self.value is None or isinstance(self.value, int) else 2


def count(
    dataset: Dataset,
    family: str,
    label: Words,
    rows: CountedRows,
    definition: Words,
    table: str = "municipalities",
    *,
    by: str = "",
    code: object = "",
) -> Figure:
    """Return the number of `rows` as a figure; of them only the index in the table matters."""
    return Figure(
        family=family,
        label=label,
        value=len(rows),
        unit=None,
        definition=definition,
        table=table,
        whole=dataset.tables[table],
        index=rows.index,
        by=by,
        code=str(code),
    )


def added_up(dataset: Dataset, family: str, label: Words, values: pd.Series, definition: Words) -> Figure:
    """Return the sum of a column of participants as a figure.

    As long as a value is missing it is "at least" that much, because every municipality has inhabitants and area.
    """
    known = values.dropna()
    missing = len(values) - len(known)
    unit = MUNICIPALITIES[str(values.name)].unit
    return Figure(
        family=family,
        label=label,
        value=_sum(known) if len(known) else None,
        unit=unit.words if unit else None,
        definition=definition,
        table="municipalities",
        whole=dataset.municipalities,
        index=known.index,
        qualifier=Qualifier.AT_LEAST if missing else None,
        missing=missing,
        column=str(values.name),
    )


def _sum(values: pd.Series) -> int | float:
    return int(values.sum()) if pd.api.types.is_integer_dtype(values.dtype) else round(float(values.sum()), 2)
