"""Files of a release for people and programs: CSV and workbooks for Excel, Parquet, and archives of all tables."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from ek_data.charts.picture import hosts_of, sources_of
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import SHEET_ROWS, TOO_LONG_TEXT, TOO_MANY_ROWS, excel_csv, texts
from ek_data.errors import Fault
from ek_data.exports.datapackage import TITLE
from ek_data.exports.imprint import Imprint
from ek_data.exports.number_cells import typed
from ek_data.i18n import GERMAN, Language
from ek_data.programme.parsing import FILE_NAME
from ek_data.tables import TABLES
from ek_data.tables.types import Precision, Table, Type

LONGEST_NAME = 31  # characters of the name of a sheet
NUMBERS = (Type.INTEGER, Type.YEAR, Type.DECIMAL)


def csv_bytes(
    rows: pd.DataFrame, table: Table, names: Mapping[str, str], *, lang: Language = GERMAN, separator: str = ";"
) -> bytes:
    """Return `rows` as the CSV that Excel opens by double click and that can be uploaded again."""
    return excel_csv(texts(rows, table, names, lang), separator)


def write_folder(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the five tables as CSV and the programme into `folder`. Reading the folder gives the same data set."""
    folder.mkdir(parents=True, exist_ok=True)
    names = Known.of(dataset).unique_names
    files = {folder / table.file: csv_bytes(dataset.tables[table.name], table, names) for table in TABLES}
    files[folder / FILE_NAME] = dataset.programme.text.encode()
    for file, content in files.items():
        file.write_bytes(content)
    return list(files)


def parquet_bytes(rows: pd.DataFrame) -> bytes:
    """Return typed rows as Parquet; dates keep their precision in a second column."""
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue()


def xlsx_bytes(dataset: Dataset, lang: Language = GERMAN) -> bytes:
    """Return all tables as one workbook: a sheet each, header frozen, filters, keys as text, and one on the file."""
    names = Known.of(dataset).unique_names
    sheets = {lang.of(table.label): _cells(dataset.tables[table.name], table, names, lang) for table in TABLES}
    sources = sources_of(*(dataset.tables[table.name] for table in TABLES if "source_url" in table))
    return _workbook(sheets, Imprint.of(lang(TITLE), dataset, lang, sources=hosts_of(sources)), lang)


def plain_xlsx(rows: pd.DataFrame, imprint: Imprint, lang: Language) -> bytes:
    """Return any frame of words as a workbook with one sheet, and one on the file.

    Texts that write a number or a day as everywhere here are numbers and days, so that Excel can order and count them.
    """
    typed_rows = rows.apply(lambda values: values if _is_number(values) else _typed(values, lang))
    return _workbook({imprint.title: typed_rows}, imprint, lang)


def _typed(values: pd.Series, lang: Language) -> pd.Series:
    return values.astype(object).map(
        lambda text: typed(text, lang) if isinstance(text, str) else text, na_action="ignore"
    )


def csv_archive(dataset: Dataset) -> bytes:
    """Return the five tables as the CSV files that Excel opens and that can be uploaded again, in a ZIP archive."""
    names = Known.of(dataset).unique_names
    return _archive({table.file: csv_bytes(dataset.tables[table.name], table, names) for table in TABLES})


def parquet_archive(dataset: Dataset) -> bytes:
    """Return the five tables as Parquet files in a ZIP archive."""
    files = {PurePath(table.file).with_suffix(".parquet"): dataset.tables[table.name] for table in TABLES}
    return _archive({str(file): parquet_bytes(rows) for file, rows in files.items()})


def _archive(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


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


def _workbook(sheets: Mapping[str, pd.DataFrame], imprint: Imprint, lang: Language) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as workbook:
        formats = {"header": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})}
        formats["text"] = workbook.add_format({"num_format": "@"})
        formats["number"] = workbook.add_format({"num_format": "General"})
        for name, cells in sheets.items():
            _sheet(workbook.add_worksheet(_sheet_name(name)), name, cells, formats)
        imprint.write(workbook, lang)
    return buffer.getvalue()


def _sheet(sheet: Any, name: str, cells: pd.DataFrame, formats: Mapping[str, Any]) -> None:
    if len(cells) >= SHEET_ROWS:
        raise Fault(TOO_MANY_ROWS, table=name, n=len(cells))
    for position, (label, values) in enumerate(cells.items()):
        sheet.write_string(0, position, str(label), formats["header"])
        sheet.set_column(position, position, _width(values), None if _is_number(values) else formats["text"])
        for row, value in _filled(values):
            if _written(sheet, row, position, value, formats) < 0:
                raise Fault(TOO_LONG_TEXT, table=name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells), max(len(cells.columns) - 1, 0))


def _written(sheet: Any, row: int, position: int, value: Any, formats: Mapping[str, Any]) -> int:
    """Write a value as what it is, and return what the library says to it."""
    if isinstance(value, str):
        return int(sheet.write_string(row, position, value))
    if isinstance(value, dt.date):
        return int(sheet.write_datetime(row, position, value))
    return int(sheet.write_number(row, position, value, formats["number"]))


def _is_number(values: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(values))


def _filled(values: pd.Series) -> Iterator[tuple[int, Any]]:
    return ((row, value) for row, value in enumerate(values.tolist(), start=1) if not (pd.isna(value) or value == ""))


def _width(values: pd.Series) -> int:
    longest = values.astype("string").str.len().max()
    return 12 if pd.isna(longest) else int(min(max(longest + 2, 12), 60))


def _sheet_name(name: str) -> str:
    """Return a name as Excel takes it for a sheet: whole words of it, up to 31 characters, without some signs."""
    words = "".join(sign for sign in name if sign not in "[]:*?/\\").strip("' ")
    return words if len(words) <= LONGEST_NAME else textwrap.shorten(words, LONGEST_NAME, placeholder="…")
