"""The filters: each declared once, with its key in a link, what may be chosen, how that reads and what it leaves.

In a link they are neutral codes that mean the same in both languages, on every page and for every export.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, Protocol

import pandas as pd

from ek_data.i18n import N_, Language
from ek_data.tables import BY_NAME, MEASURES, MUNICIPALITIES, TABLES
from ek_data.tables.types import Column, Table, Type

DIGITS = 9  # no year and no release has more
PERIOD = "period"  # what a selection calls the years
LONGEST_NAME = 200  # in a link, because anybody may ask the public address

Tables = Mapping[str, pd.DataFrame]
Since = dt.date | int  # a day, or the number of an earlier release

PERIOD_KEY = "zeitraum"
MOST_VALUES = 50  # of one filter, because anybody may ask the public address for them


class HasTables(Protocol):
    """A data set, of which only the tables matter here."""

    @property
    def tables(self) -> Tables: ...


class HasParticipants(HasTables, Protocol):
    """A data set of which those that take part matter as well."""

    @property
    def participants(self) -> pd.DataFrame: ...


@dataclass(frozen=True)
class Filter:
    """One choice of several values of a column of `table`.

    `name` is what a selection calls it, `key` what a link does; `asked` says what a link may hold where that is no
    closed list. Rows of other tables follow the municipality they name, and without one only a column they have too.
    """

    name: str
    key: str
    label: str
    table: Table
    column: Column
    asked: str = ""

    def options(self, tables: Tables) -> list[Any]:
        """Return what may be chosen: values that occur, those of a closed list in its order."""
        present = set(tables[self.table.name][self.column.name].dropna().unique())
        return [code for code in self.column.codes if code in present] if self.column.codes else sorted(present)

    def words(self, value: Any, lang: Language) -> str:
        """Return how a value reads."""
        return lang.of(self.column.option(value).words) if self.column.codes else str(value)

    def listed(self, value: Any, lang: Language) -> str:
        """Return how a value reads among all that may be chosen: behind its group, if it stands in one."""
        group = self.column.option(value).group if self.column.codes else None
        return f"{lang.of(group)}: {self.words(value, lang)}" if group else self.words(value, lang)

    def read(self, text: str) -> Any | None:
        """Return the value that a link means with `text`, None if it cannot be one."""
        if self.column.type is Type.YEAR:
            return number_from(text)
        if self.column.codes:
            return text if text in self.column.codes else None
        return text if len(text) <= LONGEST_NAME else None


FILTERS = (
    Filter("cohorts", "staffel", N_("Cohort"), MUNICIPALITIES, MUNICIPALITIES["cohort"], N_("the year of a cohort")),
    Filter("kinds", "art", N_("Kind"), MUNICIPALITIES, MUNICIPALITIES["kind"]),
    Filter(
        "districts", "kreis", N_("District"), MUNICIPALITIES, MUNICIPALITIES["district"], N_("the name of a district")
    ),
    Filter("categories", "kategorie", N_("Category"), MEASURES, MEASURES["category"]),
)


@dataclass(frozen=True)
class Selection:
    """What the filters ask for: ``Selection.of(cohorts=(2024,))``; a filter that is not named restricts nothing.

    `first_year` and `last_year` bound the dates of measures and events, both years included. What has no date
    stays, because nothing says that it lies outside.
    """

    chosen: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, hash=False)
    first_year: int | None = None
    last_year: int | None = None

    @classmethod
    def of(cls, first_year: int | None = None, last_year: int | None = None, **chosen: tuple[Any, ...]) -> Selection:
        """Return a selection of the values of some filters by name. Raises `KeyError` for one that there is not."""
        if unknown := set(chosen) - {filter_.name for filter_ in FILTERS}:
            raise KeyError(f"no such filter: {', '.join(sorted(unknown))}")
        return cls({name: tuple(values) for name, values in chosen.items() if values}, first_year, last_year)

    def only(self, names: Collection[str]) -> Selection:
        """Return what some filters ask for; the years count as the filter `PERIOD`."""
        years = (self.first_year, self.last_year) if PERIOD in names else (None, None)
        kept = {name: values for name, values in self.chosen.items() if name in names}
        return Selection(kept, *years)

    def values(self, filter_: Filter) -> tuple[Any, ...]:
        """Return the values that one filter leaves, none if it restricts nothing."""
        return self.chosen.get(filter_.name, ())

    def within_years(self, dates: pd.Series) -> pd.Series:
        """Return which of the dates lie in the years asked for, or are not known."""
        years = dates.dt.year
        early = years < self.first_year if self.first_year else pd.Series(False, index=dates.index)
        late = years > self.last_year if self.last_year else pd.Series(False, index=dates.index)
        return ~(early | late)


EVERYTHING = Selection()


def narrowed(tables: Tables, selection: Selection) -> dict[str, pd.DataFrame]:
    """Return the rows that `selection` leaves, in which no row refers to one that is left out."""
    kept: dict[str, pd.DataFrame] = {}
    for table in TABLES:  # in this order, because a table refers to those before it only
        rows = tables[table.name]
        left = rows[_chosen(rows, table, selection) & _referring(rows, table, selection, kept)]
        kept[table.name] = left.reset_index(drop=True)
    return kept


def choices(dataset: HasTables) -> dict[str, list[Any]]:
    """Return what may be chosen in each filter, by its key."""
    return {filter_.key: filter_.options(dataset.tables) for filter_ in FILTERS}


def offered(dataset: HasParticipants) -> dict[str, list[Any]]:
    """Return what is worth choosing in each filter: of the municipalities what a participant has."""
    tables = {**dataset.tables, MUNICIPALITIES.name: dataset.participants}
    return {filter_.key: filter_.options(tables) for filter_ in FILTERS}


def each_in_words(selection: Selection, lang: Language) -> list[str]:
    """Return each filter in force, as ``Staffel: 2024``."""
    parts = [
        f"{lang(filter_.label)}: {lang.listing([filter_.words(value, lang) for value in values])}"
        for filter_ in FILTERS
        if (values := selection.values(filter_))
    ]
    if selection.first_year or selection.last_year:
        period = lang("Period")
        parts.append(f"{period}: {years_in_words(selection)}")
    return parts


def in_words(selection: Selection, lang: Language) -> str:
    """Return the filters in force as one sentence, or an empty text."""
    return "; ".join(each_in_words(selection, lang))


def years_in_words(selection: Selection) -> str:
    """Return the years asked for, as ``2024``, ``2024–2025`` or ``2024–…``."""
    if selection.first_year == selection.last_year:
        return str(selection.first_year)
    return f"{selection.first_year or '…'}–{selection.last_year or '…'}"


def years_of(dataset: HasTables) -> list[int]:
    """Return all years from the first date of a measure or event to the last."""
    dates = [dataset.tables[table.name][name] for table in TABLES for name in table.dated_by]
    ends = [day.year for days in dates for day in (days.min(), days.max()) if not pd.isna(day)]
    return list(range(min(ends), max(ends) + 1)) if ends else []


def number_from(text: str) -> int | None:
    """Return a short number of plain digits, else None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def _chosen(rows: pd.DataFrame, table: Table, selection: Selection) -> pd.Series:
    """Return which rows have the values asked for, and a date in the years asked for."""
    own = [_among(rows[each.column.name], selection.values(each)) for each in FILTERS if each.table is table]
    if table.dated_by:
        dates = (rows[name] for name in table.dated_by)
        own.append(selection.within_years(reduce(pd.Series.fillna, dates)))
    return reduce(and_, own, _all(rows))


def _referring(rows: pd.DataFrame, table: Table, selection: Selection, kept: Tables) -> pd.Series:
    """Return which rows refer to nothing that is left out."""
    columns = [column for column in table.columns if column.refers_to]
    return reduce(and_, [_belonging(rows, table, column, selection, kept) for column in columns], _all(rows))


def _belonging(rows: pd.DataFrame, table: Table, column: Column, selection: Selection, kept: Tables) -> pd.Series:
    """Return which rows refer to what is left; those that refer to nothing follow what they share with its filters."""
    target = BY_NAME[str(column.refers_to)]
    named = rows[column.name].notna()
    there = rows[column.name].isin(kept[target.name][target.key[0]])
    if table.stands_beside:
        return ~named | there
    shared = [_for_all(rows, table, each, selection.values(each)) for each in FILTERS if each.table is target]
    return (named & there) | (~named & reduce(and_, shared, _all(rows)))


def _for_all(rows: pd.DataFrame, table: Table, filter_: Filter, values: tuple[Any, ...]) -> pd.Series:
    """Return which rows are about what a filter of another table leaves; without such a column none is, for sure."""
    name = filter_.column.name
    if name not in table or table[name].options != filter_.column.options:
        return ~_all(rows) if values else _all(rows)
    return rows[name].isna() | _among(rows[name], values)


def _among(values: pd.Series, allowed: tuple[Any, ...]) -> pd.Series:
    return values.isin(allowed) if allowed else pd.Series(True, index=values.index)


def _all(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(True, index=rows.index)


def selection_from(query: Mapping[str, Sequence[str]]) -> Selection:
    """Return the filters of a link, in the form of `urllib.parse.parse_qs`; what cannot be is passed over."""
    first, last = period_from(query)
    chosen = {filter_.name: map(filter_.read, _values(query, filter_.key)) for filter_ in FILTERS}
    known = {name: tuple(value for value in values if value is not None) for name, values in chosen.items()}
    return Selection.of(first, last, **known)


def _values(query: Mapping[str, Sequence[str]], key: str) -> list[str]:
    """Return the first distinct values of a filter."""
    return list(dict.fromkeys(query.get(key) or []))[:MOST_VALUES]


def selection_into(selection: Selection) -> dict[str, list[str]]:
    """Return the values of each key of the link; a filter that restricts nothing has none."""
    first, last = selection.first_year, selection.last_year
    chosen = {filter_.key: [str(value) for value in selection.values(filter_)] for filter_ in FILTERS}
    return chosen | {PERIOD_KEY: [f"{first or ''}-{last or ''}"] if first or last else []}


def period_from(query: Mapping[str, Sequence[str]]) -> tuple[int | None, int | None]:
    """Return the first and last year of "2024-2025", "2024-" or "-2025"; None where there is none."""
    text = (query.get(PERIOD_KEY) or [""])[-1]
    first, _dash, last = text.partition("-")
    return number_from(first), number_from(last)


def since_from(text: str) -> Since | None:
    """Return a day written as 2025-04-08 or the number of a release, else None."""
    number = number_from(text)
    if number is not None:
        return number
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
