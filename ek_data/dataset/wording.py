"""Wording: rows as people read them, part by part, and safe from what a spreadsheet takes for formulas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from ek_data.dataset.partial_dates import iso_texts
from ek_data.dataset.programme_rows import in_programme, overdue
from ek_data.i18n import GERMAN, N_, Language
from ek_data.tables import MEASURES, TABLES
from ek_data.tables.measures import DONE, RUNNING
from ek_data.tables.types import Column, Table, Type
from ek_data.text import defuse, said_of_each

BOM = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for Windows-1252
YEARS, ADDRESSES = (
    {label for table in TABLES for column in table.columns if column.type is kind for label in column.label}
    for kind in (Type.YEAR, Type.URL)
)
SHEET_ROWS, SHEET_CELL = 1_048_576, 32_767  # what a worksheet holds: rows, and characters in a cell
TOO_MANY_ROWS = N_("The table “{table}” has {n} rows, more than a worksheet holds. Take CSV or Parquet instead.")
TOO_LONG_TEXT = N_(
    "The table “{table}” has a text longer than a cell of a worksheet holds. Take CSV or Parquet instead."
)
InWords = Callable[[pd.DataFrame], pd.DataFrame]


def words(
    rows: pd.DataFrame,
    table: Table,
    lang: Language,
    names: Mapping[str, str] | None = None,
    as_of: dt.date | None = None,
) -> pd.DataFrame:
    """Return `rows` as they are shown: labels as headers, words for codes, dates as precise as known.

    `names` gives the name to show for each ARS that refers to a municipality. Numbers stay numbers. With `as_of`, the
    day up to which the data speak, the status of a plan says where it is overdue.
    """
    present = [column for column in table.columns if column.name in rows]
    shown = pd.DataFrame(
        {lang.of(column.label): _shown(rows, column, {} if names is None else names, lang) for column in present}
    )
    if as_of and table.dated_by and "status" in rows:
        status = lang.of(table["status"].label)
        shown[status] = _said_overdue(shown[status], overdue(rows, table, as_of), lang)
    return shown


def readable(shown: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return a frame of words with its numbers as text, with the separators of the language; years have none."""
    say = {label: "{:.0f}".format if label in YEARS else lang.number for label in shown}
    return pd.DataFrame({label: _readable(values, say[label]) for label, values in shown.items()})


def texts(rows: pd.DataFrame, table: Table, names: Mapping[str, str], lang: Language = GERMAN) -> pd.DataFrame:
    """Return `rows` as text that reads back as the same rows: labels, words, ISO dates, decimals of the language.

    `names` are the names to write for municipalities that other tables refer to; without one the ARS stands.
    """
    return pd.DataFrame(
        {lang.of(column.label): _text(rows, column, names, lang).fillna("") for column in table.columns}
    )


def measure_status(rows: pd.DataFrame, late: np.ndarray, lang: Language) -> pd.Series:
    """Return the status of measures in words, with the relation to the programme where they are no part of it.

    `late` tells which are overdue.
    """
    status, relation = (in_words(rows[name], MEASURES[name], lang) for name in ("status", "relation"))
    said = _said_overdue(status, late, lang)
    return said.where(in_programme(rows), said + " (" + relation + ")")


def measure_date(row: Mapping[Any, Any], lang: Language) -> str:
    """Return since when a measure is there, or for when it is announced; empty where no date is known.

    `row` is one of `analysis.journey.dated`. Of a plan whose date is over no source says what became of it.
    """
    if pd.isna(row["since"]):
        return ""
    date = lang.date(row["since"], "day" if pd.isna(row["precision"]) else row["precision"])
    if not row["started"]:
        return lang("reported {date}", date=date)
    if row["status"] in DONE or row["status"] in RUNNING:
        return date
    message = N_("announced for {date}, no proof") if row["overdue"] else N_("announced for {date}")
    return lang(message, date=date)


def _said_overdue(status: pd.Series, late: np.ndarray, lang: Language) -> pd.Series:
    return status.mask(late, status + ", " + lang("overdue"))


def plain_csv(rows: pd.DataFrame, lang: Language = GERMAN) -> bytes:
    """Return any frame of words as CSV for Excel."""
    return excel_csv(pd.DataFrame({label: _plain_text(values, lang) for label, values in rows.items()}))


def excel_csv(shown: pd.DataFrame, separator: str = ";") -> bytes:
    """Return a frame of texts as the CSV that Excel opens by double click."""
    content: str = shown.to_csv(sep=separator, index=False, lineterminator="\r\n")
    return BOM + content.encode()


def decimal_texts(values: pd.Series, lang: Language = GERMAN) -> pd.Series:
    """Return numbers as the shortest text that reads back as the same number, without exponent."""
    plain = pd.Series(pa.array(values, pa.float64()).cast(pa.string()).to_pandas(), index=values.index, dtype="string")
    exponent = plain.str.contains("e").fillna(False)
    written = plain.mask(exponent, plain[exponent].map(lambda text: format(Decimal(text), "f")))
    return written.str.replace(".", ",", regex=False) if lang.code == "de" else written


def _text(rows: pd.DataFrame, column: Column, names: Mapping[str, str], lang: Language) -> pd.Series:
    values = rows[column.name]
    match column.type:
        case Type.DATE:
            return iso_texts(values, rows[column.precision])
        case Type.CHOICE:
            return in_words(values, column, lang)
        case Type.DECIMAL:
            return decimal_texts(values, lang)
        case Type.ARS if column.refers_to:
            return defuse(_named(values, names))
        case Type.INTEGER | Type.YEAR | Type.ARS:
            return values.astype("string")
    return defuse(values)


def _shown(rows: pd.DataFrame, column: Column, names: Mapping[str, str], lang: Language) -> pd.Series:
    values = rows[column.name]
    match column.type:
        case Type.DATE:
            return _short_dates(values, rows[column.precision], lang)
        case Type.CHOICE:
            return in_words(values, column, lang)
        case Type.ARS if column.refers_to:
            return _named(values, names)
    return values


def in_words(values: pd.Series, column: Column, lang: Language) -> pd.Series:
    """Return coded `values` in words, <NA> where there is none."""
    return values.astype("string").map(column.words(lang)).astype("string")


def _named(values: pd.Series, names: Mapping[str, str]) -> pd.Series:
    return values.map(dict(names)).astype("string").fillna(values)


def _short_dates(days: pd.Series, precision: pd.Series, lang: Language) -> pd.Series:
    pairs = pd.Series(list(zip(days, precision, strict=True)), index=days.index, dtype=object)
    written = {pair: lang.short_date(pair[0].date(), pair[1]) for pair in pairs.unique() if not pd.isna(pair[0])}
    return pairs.map(written).astype("string")


def _readable(values: pd.Series, say: Callable[[Any], str]) -> pd.Series:
    if pd.api.types.is_numeric_dtype(values):
        return said_of_each(values, say)
    return values


def _plain_text(values: pd.Series, lang: Language) -> pd.Series:
    if pd.api.types.is_float_dtype(values):
        return decimal_texts(values, lang).fillna("")
    return defuse(values.astype("string").fillna(""))


class Worded:
    """A table in words over typed `rows`. `words` turns any part of them into what is shown, row by row.

    `places` are the positions of the rows that belong to it, in their order; all of them if not given.
    """

    def __init__(self, rows: pd.DataFrame, words: InWords, places: np.ndarray | None = None) -> None:
        self._rows, self._words, self._places = rows, words, places

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Worded:
        """Return rows that are words already."""
        return cls(rows, lambda part: part)

    def __len__(self) -> int:
        return len(self._rows) if self._places is None else len(self._places)

    def __getitem__(self, part: slice) -> pd.DataFrame:
        """Return some rows in words."""
        return self._words(self.typed(part)).reset_index(drop=True)

    def typed(self, part: slice) -> pd.DataFrame:
        """Return some rows as they are."""
        return pd.DataFrame(self._rows[part]) if self._places is None else self._rows.take(self._places[part])

    @property
    def whole(self) -> pd.DataFrame:
        """All rows in words."""
        return self[slice(None)]
