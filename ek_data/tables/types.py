"""The vocabulary in which the tables are declared: columns, their types and rules, and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol
from weakref import WeakKeyDictionary

import pandas as pd

from ek_data import i18n
from ek_data.errors import Severity
from ek_data.geo import regional_key
from ek_data.i18n import GERMAN, Language, Words
from ek_data.palette import Look
from ek_data.programme.current import current
from ek_data.programme.lazy_lists import Listed, Playing
from ek_data.programme.model import Programme
from ek_data.programme.options import Choices, Option
from ek_data.programme.roles import Role

PRECISION = "_precision"


class Precision(StrEnum):
    """How precise a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


PRECISIONS = pd.CategoricalDtype(list(map(str, Precision)))


class Type(StrEnum):
    """What the cells of a column are.

    A `DATE` may be partial (``2024-11-23``, ``2024-11`` or ``2024``). It is kept as the first day of its span plus
    a second column ``<name>_precision`` holding day, month or year. A `YEAR` is a number that is a name: 2024, not
    2.024.
    """

    TEXT = "text"
    KEY = "key"
    ARS = "ars"
    URL = "url"
    CHOICE = "choice"
    DATE = "date"
    INTEGER = "integer"
    YEAR = "year"
    DECIMAL = "decimal"


DTYPES = {
    Type.TEXT: "string",
    Type.KEY: "string",
    Type.ARS: "string",
    Type.URL: "string",
    Type.CHOICE: "category",
    Type.DATE: "datetime64[us]",
    Type.INTEGER: "Int64",
    Type.YEAR: "Int64",
    Type.DECIMAL: "Float64",
}


@dataclass(frozen=True)
class Unit:
    """What a number counts: its words, how it may stand beside a number in a file, and its decimals if it has some."""

    words: Words
    spellings: tuple[str, ...]
    decimals: int | None = None


class Rule(Protocol):
    """A condition on the values of one column, with the sentence that states it."""

    @property
    def severity(self) -> Severity: ...

    def sentence(self, lang: Language) -> str: ...

    def holds(self, values: pd.Series) -> pd.Series: ...


@dataclass(frozen=True)
class AtLeast:
    """A number is at least `minimum`."""

    minimum: float
    severity: Severity = "error"

    def sentence(self, lang: Language) -> str:
        return lang("at least {minimum}", minimum=lang.number(self.minimum))

    def holds(self, values: pd.Series) -> pd.Series:
        return values >= self.minimum


@dataclass(frozen=True)
class Between:
    """A number lies between `minimum` and `maximum`, both included."""

    minimum: float
    maximum: float
    severity: Severity = "error"

    def sentence(self, lang: Language) -> str:
        return lang(
            "between {minimum} and {maximum}",
            minimum=lang.number(self.minimum),
            maximum=lang.number(self.maximum),
        )

    def holds(self, values: pd.Series) -> pd.Series:
        return values.between(self.minimum, self.maximum)


@dataclass(frozen=True)
class YearOfCohort:
    """A year lies between the first and the last that the programme has for its cohorts."""

    severity: Severity = "error"

    def sentence(self, lang: Language) -> str:
        years = current().cohorts
        return lang("a year between {first} and {last}", first=years.first, last=years.last)

    def holds(self, values: pd.Series) -> pd.Series:
        return values.between(current().cohorts.first, current().cohorts.last)


@dataclass(frozen=True)
class RegionalKey:
    """A text is a regional key (ARS) of one of the Länder of the programme, or a code in place of one."""

    severity: Severity = "error"

    @property
    def pattern(self) -> str:
        return f"({regional_key.form(current().places.lands)}|{regional_key.OWN})"

    def sentence(self, lang: Language) -> str:
        beginnings = regional_key.beginnings(current().places.lands)
        return lang(
            "the regional key (ARS) with 12 digits, beginning with {laender}; for who has none a code like x-region",
            laender=beginnings,
        )

    def holds(self, values: pd.Series) -> pd.Series:
        return values.str.fullmatch(self.pattern)


@dataclass(frozen=True)
class RegionalKeys:
    """A text holds regional keys (ARS) of the Länder of the programme, one after the other."""

    severity: Severity = "error"

    @property
    def pattern(self) -> str:
        key = regional_key.form(current().places.lands)
        return rf"{key}([,; ]+{key})*"

    def sentence(self, lang: Language) -> str:
        beginnings = regional_key.beginnings(current().places.lands)
        return lang("regional keys (ARS) with 12 digits beginning with {laender}, parted by commas", laender=beginnings)

    def holds(self, values: pd.Series) -> pd.Series:
        return values.str.fullmatch(self.pattern)


@dataclass(frozen=True)
class NotAfterToday:
    """What is reported of a day has happened: the day, month or year has begun."""

    severity: Severity = "error"

    def sentence(self, lang: Language) -> str:
        return lang("no date in the future")

    def holds(self, values: pd.Series) -> pd.Series:
        return ~in_future(values)


def in_future(dates: pd.Series) -> pd.Series:
    """Return which of the dates, each the first day of its span, come after today; none that is not known."""
    return dates > pd.Timestamp(i18n.today())


@dataclass(frozen=True)
class RowRule:
    """A condition between the columns of one row.

    `broken` takes the typed rows and returns a boolean mask of those that break it; `column` is the one to mark, of
    which `message` may name the ``{value}``.
    """

    column: str
    message: str
    broken: Callable[[pd.DataFrame], pd.Series]
    severity: Severity = "error"

    def sentence(self, lang: Language) -> str:
        return lang(self.message, value="…")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its names, its type and what is allowed in it.

    `refers_to` names the table whose key the cells hold. The column `label` in German is the header in files.
    `blank` says what an empty cell means where it means more than "not known". `qualifier` names the column that says
    how exact the number is, `counted` the one that says what is counted. `usual` are the least and most that is usual;
    where that depends on what a row is of, `sized_by` names the column whose options say it. `counts_people` says that
    it counts people, who are no more than live in the municipality, and `steady` that it hardly changes from year to
    year. `tells_who` says whether the cells tell of whom they are; without it, text does. What is `rare` has few
    cells, so that a file without the column lacks nothing.
    """

    name: str
    type: Type
    label: Words
    description: Words
    required: bool = False
    unit: Unit | None = None
    options: tuple[Option, ...] | Listed = ()
    rules: tuple[Rule, ...] = ()
    refers_to: str | None = None
    spellings: tuple[str, ...] = ()
    blank: Words | None = None
    qualifier: str | None = None
    counted: str | None = None
    usual: tuple[float, float] | None = None
    sized_by: str | None = None
    counts_people: bool = False
    steady: bool = False
    tells_who: bool | None = None
    rare: bool = False

    @property
    def is_identifying(self) -> bool:
        """Whether the cells tell of which municipality they are, so that they are hidden when it shall not be named."""
        return self.type in (Type.TEXT, Type.URL) if self.tells_who is None else self.tells_who

    @property
    def precision(self) -> str:
        """The name of the column that says how precise a date is."""
        return self.name + PRECISION

    @property
    def is_quantity(self) -> bool:
        """Whether the cells hold numbers that say how much there is of something, and no years."""
        return self.type in (Type.INTEGER, Type.DECIMAL)

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header under which the column is recognised."""
        spelled = (GERMAN.of(Words(spelling, spelling)) for spelling in self.spellings)
        return (self.label.de, self.label.en, self.name, *spelled)

    @property
    def choices(self) -> Choices:
        """The allowed values, those of the current programme where it lists them."""
        return self.options.choices if isinstance(self.options, Listed) else self._declared

    @cached_property
    def _declared(self) -> Choices:
        return Choices(tuple(self.options))

    @property
    def codes(self) -> tuple[str, ...]:
        return self.choices.codes

    @property
    def furthest_first(self) -> tuple[str, ...]:
        """The codes by rank, the highest first."""
        return self.choices.furthest_first

    @property
    def offered(self) -> tuple[Option, ...]:
        """The values that may be chosen anew."""
        return tuple(option for option in self.choices.options if not option.retired)

    def furthest(self, values: pd.Series) -> pd.Series:
        """Return the place of each value in `furthest_first`, <NA> where there is none."""
        places = {code: place for place, code in enumerate(self.furthest_first)}
        return values.astype("string").map(places).astype("Int64")

    def having(self, *roles: Role) -> Sequence[str]:
        """Return the codes that play all of the `roles`, also in a programme that is used later."""
        return Playing(self.options, roles) if isinstance(self.options, Listed) else self._declared.having(roles)

    @property
    def looks(self) -> dict[str, Look]:
        """How the values are drawn, by code."""
        return self.choices.looks

    def words(self, lang: Language) -> dict[str, str]:
        """Return the words on screen of the allowed values, by code."""
        return {option.code: lang.of(option.words) for option in self.options}

    def option(self, code: str) -> Option:
        return self.choices.by_code[code]

    def dtypes(self) -> dict[str, str | pd.CategoricalDtype]:
        """Return the typed columns this column becomes in a frame."""
        if self.type is Type.DATE:
            return {self.name: DTYPES[self.type], self.precision: PRECISIONS}
        if self.type is Type.CHOICE:
            return {self.name: self.choices.dtype}
        return {self.name: DTYPES[self.type]}


@dataclass(frozen=True)
class Table:
    """One table: its file, its columns and its key.

    `row` is what one row is called, alone and with others. `called_by` are the columns that tell rows apart in a list,
    `on_screen` those of a listing on a page. `dated_by` say when what a row tells was, the first that is known.
    Rows that agree in all columns of `same_in` tell of the same, and so do those with titles alike in which all of
    `only_once` is known and the same. `anonymous` is the column whose words stand for the title of a row whose
    municipality is not named. What `stands_beside` the others is about all of them where it names no municipality, so
    that no filter leaves it out.
    """

    name: str
    file: str
    label: Words
    description: Words
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    row: tuple[Words, Words]
    called_by: tuple[str, ...]
    on_screen: tuple[str, ...]
    anonymous: str | None = None
    stands_beside: bool = False
    dated_by: tuple[str, ...] = ()
    same_in: tuple[str, ...] = ()
    only_once: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()

    def counted(self, n: int, lang: Language) -> str:
        """Return "3 Maßnahmen"."""
        return f"{lang.number(n)} {lang.of(self.row[n != 1])}"

    @cached_property
    def municipality(self) -> str | None:
        """The column that says of which municipality a row is, if any does."""
        return next((column.name for column in self.columns if column.type is Type.ARS), None)

    @cached_property
    def cohort(self) -> str | None:
        """The column that says of which cohort a row is, if any does."""
        return next((column.name for column in self.columns if column.type is Type.YEAR), None)

    @cached_property
    def qualified(self) -> dict[str, str]:
        """The columns of numbers with a column that says how exact they are."""
        return {column.name: column.qualifier for column in self.columns if column.qualifier}

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def dtypes(self) -> dict[str, str | pd.CategoricalDtype]:
        """Return the typed columns of a frame of this table, dates with their precision beside them."""
        return {name: dtype for column in self.columns for name, dtype in column.dtypes().items()}

    def typed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return `rows` with exactly the columns and types of this table; what is missing is empty.

        A frame that is so already is returned itself, because converting two dozen columns takes ten milliseconds.
        """
        if not len(rows):
            return self.empty()
        as_declared = isinstance(rows.index, pd.RangeIndex) and rows.dtypes.equals(self._empty.dtypes)
        if as_declared and rows.index.equals(pd.RangeIndex(len(rows))):
            return rows
        return rows.reindex(columns=list(self.dtypes())).astype(self.dtypes()).reset_index(drop=True)

    def empty(self) -> pd.DataFrame:
        """Return a frame of this table without rows."""
        return self._empty.copy(deep=False)

    @property
    def _empty(self) -> pd.DataFrame:
        """The frame without rows, made once for each programme, because the allowed values are part of its types."""
        frames = self._empties
        if current() not in frames:
            frames[current()] = pd.DataFrame(columns=list(self.dtypes())).astype(self.dtypes()).reset_index(drop=True)
        return frames[current()]

    @cached_property
    def _empties(self) -> WeakKeyDictionary[Programme, pd.DataFrame]:
        return WeakKeyDictionary()
