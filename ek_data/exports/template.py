"""Templates: workbooks of tables with today's rows, drop-downs and explanations, made from the declaration.

Keys and dates are text, because a spreadsheet eats leading zeros and turns 11.2024 into a day. Numbers are numbers,
save those like 7,629: read back from a number cell as 7.629, they could be thousands.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of
from ek_data.dataset.lookup import Known
from ek_data.errors import Fault
from ek_data.exports.imprint import Imprint
from ek_data.i18n import N_, Language
from ek_data.reading.own_sheets import CHOICES, EXPLANATION, RELEASE
from ek_data.reading.workbooks.unpack import OUR_NAME
from ek_data.tables import dictionary
from ek_data.tables.types import Column, Table, Type
from ek_data.text import defuse
from ek_data.validation.parsers import numbers

SPARE_ROWS = 1_000  # empty rows below today's that have drop-downs too
TITLE, MESSAGE = 32, 255  # what Excel allows in an input message
NUMBERS = {Type.INTEGER: "0", Type.YEAR: "0", Type.DECIMAL: "General"}
WIDTHS = {Type.TEXT: 36, Type.URL: 36, Type.CHOICE: 24, Type.ARS: 28}
NOT_LISTED = N_("The value is not in the list. It can be used if the table it belongs to gets it too.")
OPEN, MARKED = "open", {"valign": "top", "bg_color": "#fff2b3", "border": 1, "border_color": "#b38600"}
AskedCells = Mapping[tuple[Key, str], str]
"""The question at a cell, by the key of its row and its column."""
NO_QUESTION: AskedCells = {}
NOTHING: Mapping[str, AskedCells] = {}


class _Choices(NamedTuple):
    """The allowed values of a column, and where they stand on the sheet of choices."""

    values: list[str]
    area: str


def template(table: Table, dataset: Dataset, lang: Language) -> bytes:
    """Return an .xlsx with the rows of `table` in `dataset`. Read back untouched it gives exactly these rows.

    Of a part of a data set it names municipalities as the whole would, where more may have the same name.

    Raises a `Fault` if there are more rows than a worksheet holds.
    """
    return workbook((table,), dataset, lang.of(table.label), lang)


def workbook(
    tables: Sequence[Table],
    dataset: Dataset,
    title: str,
    lang: Language,
    *,
    asked: Mapping[str, AskedCells] = NOTHING,
    cover: Callable[[Any], None] | None = None,
    whose: str = "",
) -> bytes:
    """Return the same of several `tables`, a sheet for each.

    `asked` (table name → key and column → question) marks cells by colour and comment, `cover` writes a sheet before
    the others, `whose` is the municipality that the workbook is sent to.
    """
    counts = {table.name: len(dataset.tables[table.name]) for table in tables}
    for table in tables:
        if counts[table.name] + SPARE_ROWS >= wording.SHEET_ROWS:
            raise Fault(wording.TOO_MANY_ROWS, table=lang.of(table.label), n=counts[table.name])
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        formats = _formats(book)
        if cover:
            cover(book)
        sheets = [book.add_worksheet(lang.of(table.label)) for table in tables]
        explained = book.add_worksheet(lang.of(EXPLANATION.name))
        lists = _Lists(book.add_worksheet(lang.of(CHOICES.name)), _stamp(dataset, whose, lang), lang)
        for table, sheet in zip(tables, sheets, strict=True):
            _write_header(sheet, table, formats, lang)
            _write_rows(sheet, table, dataset, asked.get(table.name, NO_QUESTION), formats, lang)
            _write_helps(sheet, table, counts[table.name] + SPARE_ROWS, lists.written(table, dataset), lang)
        _write_explanation(explained, tables, formats, lang)
        Imprint.of(title, dataset, lang).write(book, lang)
    return buffer.getvalue()


def _formats(workbook: Any) -> dict[Any, Any]:
    header = {"text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#eef2f5"}
    kinds: dict[Any, str] = {"text": "@", **NUMBERS}
    return {
        "required": workbook.add_format(header | {"bold": True}),
        "optional": workbook.add_format(header),
        "bold": workbook.add_format({"bold": True, "bottom": 1}),
        "wrapped": workbook.add_format({"text_wrap": True, "valign": "top"}),
        **{kind: workbook.add_format({"num_format": form, "valign": "top"}) for kind, form in kinds.items()},
        **{(OPEN, kind): workbook.add_format({"num_format": form, **MARKED}) for kind, form in kinds.items()},
    }


def _write_header(sheet: Any, table: Table, formats: Mapping[Any, Any], lang: Language) -> None:
    sheet.freeze_panes(1, len(table.key))
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{wording.SHEET_ROWS}"})
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, WIDTHS.get(column.type, 16), formats[_kind(column)])
        sheet.write_string(0, position, lang.of(column.label), formats["required" if column.required else "optional"])


def _kind(column: Column) -> str:
    return column.type if column.type in NUMBERS else "text"


def _write_rows(
    sheet: Any, table: Table, dataset: Dataset, asked: AskedCells, formats: Mapping[Any, Any], lang: Language
) -> None:
    rows = dataset.tables[table.name]
    texts, keys = wording.texts(rows, table, _names(dataset), lang), keys_of(rows, table)
    for position, column in enumerate(table.columns):
        said = texts[lang.of(column.label)]
        if column.type is Type.DATE and lang.code == "de":
            said = said.map(_german_date)
        for row, (key, value, text) in enumerate(zip(keys, rows[column.name], said, strict=True), start=1):
            question = asked.get((key, column.name))
            look = formats[(OPEN, _kind(column)) if question else _kind(column)]
            if column.type in NUMBERS and text:
                _write_number(sheet, row, position, value, look)
            elif text and sheet.write_string(row, position, text, look) < 0:
                raise Fault(wording.TOO_LONG_TEXT, table=lang.of(table.label))
            elif question and not text:
                sheet.write_blank(row, position, None, look)
            if question:
                sheet.write_comment(row, position, question, {"author": OUR_NAME, "x_scale": 2})


def _names(dataset: Dataset) -> Mapping[str, str]:
    return Known.of(dataset.unfiltered or dataset).unique_names


def _german_date(iso: str) -> str:
    """Return 23.11.2024, 11.2024 or 2024 for 2024-11-23, 2024-11 or 2024: what a German reader would type."""
    return ".".join(reversed(iso.split("-")))


def _write_number(sheet: Any, row: int, position: int, value: float, look: Any) -> None:
    text = numbers.written(value)
    if numbers.ONE_GROUP.fullmatch(text.replace(",", ".")):
        sheet.write_string(row, position, text, look)
    else:
        sheet.write_number(row, position, value, look)


class _Lists:
    """The hidden sheet with the values of each drop-down in a column, because Excel bounds shorter lists.

    Its first column is the stamp: which release the workbook is made of, and whom it is sent to.
    """

    def __init__(self, sheet: Any, stamp: list[str], lang: Language) -> None:
        self.sheet, self.lang, self.used = sheet, lang, 0
        self._column(lang.of(CHOICES.first), stamp)
        sheet.hide()

    def written(self, table: Table, dataset: Dataset) -> dict[str, _Choices]:
        """Write the values of the drop-downs of a table, and return where they stand by column."""
        found = {column.name: _allowed(column, dataset, self.lang) for column in table.columns}
        labels = {column.name: self.lang.of(column.label) for column in table.columns}
        return {name: _Choices(values, self._column(labels[name], values)) for name, values in found.items() if values}

    def _column(self, head: str, values: list[str]) -> str:
        position, self.used = self.used, self.used + 1
        for row, text in enumerate((head, *values)):
            self.sheet.write_string(row, position, text)
        return f"='{self.lang.of(CHOICES.name)}'!{xl_range_abs(1, position, max(len(values), 1), position)}"


def _stamp(dataset: Dataset, whose: str, lang: Language) -> list[str]:
    """Return what says which release the template is made of, on a sheet because every program keeps its cells."""
    origin = dataset.origin
    return [lang.of(RELEASE), str(origin.release), origin.seal, whose] if origin.release else []


def _allowed(column: Column, dataset: Dataset, lang: Language) -> list[str]:
    if column.options:
        return [lang.of(option.words) for option in column.offered]
    if column.refers_to == "municipalities":
        names = _names(dataset)
        named: pd.Series = dataset.municipalities["ars"].map(names).fillna(dataset.municipalities["ars"])
        return sorted(defuse(named.astype("string")).tolist())
    if column.refers_to:
        keys = dataset.tables[column.refers_to][column.name]
        return defuse(keys.dropna()).tolist()
    return []


def _write_helps(sheet: Any, table: Table, last: int, choices: Mapping[str, _Choices], lang: Language) -> None:
    for position, column in enumerate(table.columns):
        help_text = {"input_title": lang.of(column.label)[:TITLE], "input_message": _help(column, lang)}
        allowed = choices.get(column.name)
        if allowed is None:
            rule = {"validate": "any"}
        else:
            rule = {"validate": "list", "source": allowed.area, "error_type": "warning"}
            rule |= {"error_title": lang.of(column.label)[:TITLE], "error_message": lang(NOT_LISTED)[:MESSAGE]}
        sheet.data_validation(1, position, last, position, rule | help_text)


def _help(column: Column, lang: Language) -> str:
    parts = [lang.of(column.description)]
    if column.required:
        parts.append(lang("Required."))
    if not column.options:
        parts.append(dictionary.allowed(column, lang))
    if column.type is Type.DATE:
        parts.append(lang("Write 09.04.2025, 04.2025 or 2025, as precise as it is known."))
    text = "\n".join(part for part in parts if part)
    return text if len(text) <= MESSAGE else text[: MESSAGE - 1] + "…"


def _write_explanation(sheet: Any, tables: Sequence[Table], formats: Mapping[Any, Any], lang: Language) -> None:
    explained = pd.concat([dictionary.columns(table, lang) for table in tables]).fillna("")
    for position, (label, texts) in enumerate(explained.items()):
        sheet.set_column(position, position, (24, 60, 26, 10, 60)[position])
        sheet.write_string(0, position, str(label), formats["bold"])
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, position, text, formats["wrapped"])
    sheet.freeze_panes(1, 1)
