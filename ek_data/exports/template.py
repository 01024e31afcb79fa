"""Templates: a workbook per table with rows, drop-downs and explanations, made from the declaration.

It has today's rows, or those of one municipality alone to be sent to it; those of several are an archive. Keys and
dates are text, because a spreadsheet eats leading zeros and turns 11.2024 into a day. Numbers are numbers, save those
like 7,629: read back from a number cell as 7.629, they could be thousands.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from ek_data.analysis.completeness import AREAS, of_one
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import defuse
from ek_data.errors import Fault
from ek_data.exports.imprint import Imprint
from ek_data.i18n import N_, Language
from ek_data.reading.own_sheets import CHOICES, EXPLANATION, RELEASE
from ek_data.tables import dictionary
from ek_data.tables.types import Column, Table, Type
from ek_data.validation.parsers import numbers

SPARE_ROWS = 1_000  # empty rows below today's that have drop-downs too
TITLE, MESSAGE = 32, 255  # what Excel allows in an input message
NUMBERS = {Type.INTEGER: "0", Type.YEAR: "0", Type.DECIMAL: "General"}
WIDTHS = {Type.TEXT: 36, Type.URL: 36, Type.CHOICE: 24, Type.ARS: 28}
NOT_LISTED = N_("The value is not in the list. It can be used if the table it belongs to gets it too.")
NOT_IN_FILE_NAMES = re.compile(r"[^\w()-]+")
ASKED = tuple(dict.fromkeys(area.table for area in AREAS if not area.known_elsewhere))
"""The tables for which municipalities are asked."""


class _Choices(NamedTuple):
    """The allowed values of a column, and where they stand on the sheet of choices."""

    values: list[str]
    area: str


def template(table: Table, dataset: Dataset, lang: Language) -> bytes:
    """Return an .xlsx with the rows of `table` in `dataset`. Read back untouched it gives exactly these rows.

    Of a part of a data set it names municipalities as the whole would, where more may have the same name.

    Raises a `Fault` if there are more rows than a worksheet holds.
    """
    rows = dataset.tables[table.name]
    if len(rows) + SPARE_ROWS >= wording.SHEET_ROWS:
        raise Fault(wording.TOO_MANY_ROWS, table=lang.of(table.label), n=len(rows))
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        formats = _formats(workbook)
        sheet = workbook.add_worksheet(lang.of(table.label))
        explained = workbook.add_worksheet(lang.of(EXPLANATION.name))
        choices = _write_choices(workbook.add_worksheet(lang.of(CHOICES.name)), table, dataset, lang)
        _write_header(sheet, table, formats, lang)
        _write_rows(sheet, table, dataset, formats, lang)
        _write_helps(sheet, table, len(rows) + SPARE_ROWS, choices, lang)
        _write_explanation(explained, table, formats, lang)
        Imprint.of(lang.of(table.label), dataset, lang).write(workbook, lang)
    return buffer.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    header = {"text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#eef2f5"}
    return {
        "required": workbook.add_format(header | {"bold": True}),
        "optional": workbook.add_format(header),
        "bold": workbook.add_format({"bold": True, "bottom": 1}),
        "wrapped": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "text": workbook.add_format({"num_format": "@", "valign": "top"}),
        **{kind: workbook.add_format({"num_format": form, "valign": "top"}) for kind, form in NUMBERS.items()},
    }


def _write_header(sheet: Any, table: Table, formats: Mapping[Any, Any], lang: Language) -> None:
    sheet.freeze_panes(1, len(table.key))
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{wording.SHEET_ROWS}"})
    for position, column in enumerate(table.columns):
        cells = formats[column.type if column.type in NUMBERS else "text"]
        sheet.set_column(position, position, WIDTHS.get(column.type, 16), cells)
        sheet.write_string(0, position, lang.of(column.label), formats["required" if column.required else "optional"])


def _write_rows(sheet: Any, table: Table, dataset: Dataset, formats: Mapping[Any, Any], lang: Language) -> None:
    texts = wording.texts(dataset.tables[table.name], table, _names(dataset), lang)
    for position, column in enumerate(table.columns):
        said = texts[lang.of(column.label)]
        if column.type is Type.DATE and lang.code == "de":
            said = said.map(_german_date)
        cells = zip(dataset.tables[table.name][column.name], said, strict=True)
        for row, (value, text) in enumerate(cells, start=1):
            if column.type in NUMBERS and text:
                _write_number(sheet, row, position, value, formats[column.type])
            elif text and sheet.write_string(row, position, text, formats["text"]) < 0:
                raise Fault(wording.TOO_LONG_TEXT, table=lang.of(table.label))


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


def _write_choices(sheet: Any, table: Table, dataset: Dataset, lang: Language) -> dict[str, _Choices]:
    """Write the values of each drop-down into a column of a hidden sheet, because Excel bounds shorter lists."""
    sheet.write_string(0, 0, lang.of(CHOICES.first))
    for row, text in enumerate(_stamp(dataset, lang), start=1):
        sheet.write_string(row, 0, text)
    sheet.hide()
    found: dict[str, _Choices] = {}
    for column in table.columns:
        values = _allowed(column, dataset, lang)
        if not values:
            continue
        position = len(found) + 1
        sheet.write_string(0, position, lang.of(column.label))
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, position, value)
        area = f"='{lang.of(CHOICES.name)}'!{xl_range_abs(1, position, len(values), position)}"
        found[column.name] = _Choices(values, area)
    return found


def _stamp(dataset: Dataset, lang: Language) -> list[str]:
    """Return what says which release the template is made of, on a sheet because every program keeps its cells."""
    origin = dataset.origin
    return [lang.of(RELEASE), str(origin.release), origin.seal] if origin.release else []


def _allowed(column: Column, dataset: Dataset, lang: Language) -> list[str]:
    if column.options:
        return [lang.of(option.words) for option in column.options]
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


def _write_explanation(sheet: Any, table: Table, formats: Mapping[Any, Any], lang: Language) -> None:
    explained = dictionary.columns(table, lang).fillna("")
    for position, (label, texts) in enumerate(explained.items()):
        sheet.set_column(position, position, (24, 60, 26, 10, 60)[position])
        sheet.write_string(0, position, str(label), formats["bold"])
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, position, text, formats["wrapped"])
    sheet.freeze_panes(1, 1)


def workbook(table: Table, dataset: Dataset, ars: str, lang: Language) -> bytes:
    """Return the template of a table with what is known of one municipality, to be completed and sent back."""
    return template(table, of_one(dataset, ars), lang)


def file_name(table: Table, dataset: Dataset, ars: str) -> str:
    """Return a file name that says of which table and municipality the workbook is."""
    name = NOT_IN_FILE_NAMES.sub("-", dataset.names_by_ars[ars]).strip("-")
    return f"{Path(table.file).stem}-{name}.xlsx"


def archive(dataset: Dataset, whose: Iterable[str], lang: Language, tables: Collection[Table] = ASKED) -> bytes:
    """Return the workbooks of several municipalities as one .zip, in a folder for each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archived:
        for ars in whose:
            for table in tables:
                name = file_name(table, dataset, ars)
                folder = name.removeprefix(f"{Path(table.file).stem}-").removesuffix(".xlsx")
                archived.writestr(f"{folder}-{ars}/{name}", workbook(table, dataset, ars, lang))
    return buffer.getvalue()
