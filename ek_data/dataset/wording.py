"""Tables on their way out: CSV and workbooks for Excel, Parquet for programs, words for the screen."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.partial_dates import iso_texts
from ek_data.dataset.programme import in_programme
from ek_data.errors import Fault
from ek_data.i18n import GERMAN, N_, Language
from ek_data.tables import MEASURES, TABLES
from ek_data.tables.types import Column, Precision, Table, Type
from ek_data.text import is_number, said_of_each

BOM = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for Windows-1252
FORMULA = r"^'*[=+\-@\t\r]"  # with apostrophes, so that what looks guarded already is guarded once more
SHEET_ROWS, SHEET_CELL = 1_048_576, 32_767
NUMBERS = (Type.INTEGER, Type.YEAR, Type.DECIMAL)
YEARS = {label for table in TABLES for column in table.columns if column.type is Type.YEAR for label in column.label}
TOO_MANY_ROWS = N_("The table “{table}” has {n} rows, more than a worksheet holds. Take CSV or Parquet instead.")
TOO_LONG_TEXT = N_(
    "The table “{table}” has a text longer than a cell of a worksheet holds. Take CSV or Parquet instead."
)


def words(rows: pd.DataFrame, table: Table, lang: Language, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return `rows` as they are shown: labels as headers, words for codes, dates as precise as known.

    `names` gives the name to show for each ARS that refers to a municipality. Numbers stay numbers.
    """
    present = [column for column in table.columns if column.name in rows]
    return pd.DataFrame(
        {lang.of(column.label): _shown(rows, column, lang, {} if names is None else names) for column in present}
    )


def readable(shown: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return a frame of words with its numbers as text, with the separators of the language; years have none."""
    say = {label: "{:.0f}".format if label in YEARS else lang.number for label in shown}
    return pd.DataFrame({label: _readable(values, say[label]) for label, values in shown.items()})


def texts(rows: pd.DataFrame, table: Table, names: Mapping[str, str], lang: Language = GERMAN) -> pd.DataFrame:
    """Return `rows` as text that reads back as the same rows: labels, words, ISO dates, decimals of the language.

    `names` are the names to write for municipalities that other tables refer to; without one the ARS stands.
    """
    return pd.DataFrame(
        {lang.of(column.label): _text(rows, column, lang, names).fillna("") for column in table.columns}
    )


def measure_status(rows: pd.DataFrame, lang: Language) -> pd.Series:
    """Return the status of measures in words, with the relation to the programme where they are no part of it."""
    status, relation = (in_words(rows[name], MEASURES[name], lang) for name in ("status", "relation"))
    return status.where(in_programme(rows), status + " (" + relation + ")")


def csv_bytes(
    rows: pd.DataFrame, table: Table, names: Mapping[str, str], *, lang: Language = GERMAN, separator: str = ";"
) -> bytes:
    """Return `rows` as the CSV that Excel opens by double click and that can be uploaded again."""
    return _csv(texts(rows, table, names, lang), separator)


def plain_csv(rows: pd.DataFrame, lang: Language = GERMAN) -> bytes:
    """Return any frame of words as CSV for Excel."""
    return _csv(pd.DataFrame({label: _plain_text(values, lang) for label, values in rows.items()}), ";")


def write_folder(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the five tables as CSV into `folder` and return the files. Reading the folder gives the same data set."""
    folder.mkdir(parents=True, exist_ok=True)
    names = Known.of(dataset).unique_names
    files = {folder / table.file: csv_bytes(dataset.tables[table.name], table, names) for table in TABLES}
    for file, content in files.items():
        file.write_bytes(content)
    return list(files)


def parquet_bytes(rows: pd.DataFrame) -> bytes:
    """Return typed rows as Parquet; dates keep their precision in a second column."""
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue()


def xlsx_bytes(dataset: Dataset, lang: Language = GERMAN) -> bytes:
    """Return all tables as one workbook: a sheet each, header frozen, filters, keys as text."""
    names = Known.of(dataset).unique_names
    return _workbook({lang.of(table.label): _cells(dataset.tables[table.name], table, names, lang) for table in TABLES})


def plain_xlsx(rows: pd.DataFrame, name: str) -> bytes:
    """Return any frame of words as a workbook with one sheet."""
    return _workbook({name: rows})


def defuse(values: pd.Series) -> pd.Series:
    """Return texts with an apostrophe before what a spreadsheet would take for a formula; numbers are left alone."""
    risky = values.str.contains(FORMULA, regex=True).fillna(False)
    numbers = values.where(risky, "").map(is_number, na_action="ignore").fillna(False).astype(bool)
    return values.mask(risky & ~numbers, "'" + values)


def decimal_texts(values: pd.Series, lang: Language = GERMAN) -> pd.Series:
    """Return numbers as the shortest text that reads back as the same number, without exponent."""
    plain = pd.Series(pa.array(values, pa.float64()).cast(pa.string()).to_pandas(), index=values.index, dtype="string")
    exponent = plain.str.contains("e").fillna(False)
    written = plain.mask(exponent, plain[exponent].map(lambda text: format(Decimal(text), "f")))
    return written.str.replace(".", ",", regex=False) if lang.code == "de" else written


def _text(rows: pd.DataFrame, column: Column, lang: Language, names: Mapping[str, str]) -> pd.Series:
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


def _shown(rows: pd.DataFrame, column: Column, lang: Language, names: Mapping[str, str]) -> pd.Series:
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


def _csv(shown: pd.DataFrame, separator: str) -> bytes:
    content: str = shown.to_csv(sep=separator, index=False, lineterminator="\r\n")
    return BOM + content.encode()


def _cells(rows: pd.DataFrame, table: Table, names: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return `rows` for a worksheet: numbers as numbers, known days as days, everything else as text."""
    cells = texts(rows, table, names, lang)
    for column in table.columns:
        label = lang.of(column.label)
        if column.type in NUMBERS:
            cells[label] = rows[column.name]
        if column.type is Type.DATE:
            known = (rows[column.precision] == Precision.DAY).to_numpy(dtype=bool)
            cells[label] = cells[label].astype(object).mask(known, rows[column.name].dt.to_pydatetime())
    return cells


def _workbook(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as workbook:
        formats = {"header": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})}
        formats["text"] = workbook.add_format({"num_format": "@"})
        for name, cells in sheets.items():
            _sheet(workbook.add_worksheet(_sheet_name(name)), name, cells, formats)
    return buffer.getvalue()


def _sheet(sheet: Any, name: str, cells: pd.DataFrame, formats: Mapping[str, Any]) -> None:
    if len(cells) >= SHEET_ROWS:
        raise Fault(TOO_MANY_ROWS, table=name, n=len(cells))
    for position, (label, values) in enumerate(cells.items()):
        is_number = pd.api.types.is_numeric_dtype(values)
        sheet.write_string(0, position, str(label), formats["header"])
        sheet.set_column(position, position, _width(values), None if is_number else formats["text"])
        for row, value in _filled(values):
            write = (
                sheet.write_number
                if is_number
                else sheet.write_string
                if isinstance(value, str)
                else sheet.write_datetime
            )
            if write(row, position, value) < 0:
                raise Fault(TOO_LONG_TEXT, table=name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells), max(len(cells.columns) - 1, 0))


def _filled(values: pd.Series) -> Iterator[tuple[int, Any]]:
    return ((row, value) for row, value in enumerate(values.tolist(), start=1) if not (pd.isna(value) or value == ""))


def _width(values: pd.Series) -> int:
    longest = values.astype("string").str.len().max()
    return 12 if pd.isna(longest) else int(min(max(longest + 2, 12), 60))


def _sheet_name(name: str) -> str:
    return "".join(sign for sign in name if sign not in "[]:*?/\\")[:31]
