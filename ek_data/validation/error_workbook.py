"""Error workbook, which goes back to whoever sent a file: its data with marked cells, and the list of hints."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from ek_data.dataset import wording
from ek_data.i18n import Language
from ek_data.reading.grid import address
from ek_data.reading.own_sheets import HINTS
from ek_data.reading.raw import Raw
from ek_data.reading.workbooks.unpack import OUR_NAME
from ek_data.text import defuse
from ek_data.validation.check import Checked
from ek_data.validation.report import SUGGESTED, hints, in_words

COMMENTS = 1_000  # so many cells get a comment: more makes Excel slow to open
MARKED = 10_000  # so many hints are listed and marked; the CSV holds them all
WHOLE = 50_000  # up to so many rows the data are given back whole, beyond it the rows with hints
COLOURS = {"error": "#f4b6b0", "warning": "#ffe699"}
WIDTHS = (14, 10, 24, 30, 70, 30)


def error_workbook(checked: Checked, lang: Language) -> bytes:
    """Return the uploaded data as .xlsx, each cell where it was: red for errors, yellow for warnings, with comments.

    Accepted suggestions are put in. The sheet "Hinweise" lists every problem and repair with a link to its cell. What
    is bounded says so there.
    """
    raw, found = checked.raw, hints(checked, lang)
    listed = found.head(MARKED)
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        data = workbook.add_worksheet(lang.of(checked.table.label))
        _write_data(data, raw, listed, _formats(workbook), lang)
        _write_hints(workbook.add_worksheet(lang.of(HINTS.name)), data.get_name(), raw, found, _formats(workbook), lang)
    return buffer.getvalue()


def problems_csv(checked: Checked, lang: Language) -> bytes:
    """Return every problem and repair as CSV for Excel."""
    return wording.plain_csv(in_words(hints(checked, lang), lang), lang)


def _formats(workbook: Any) -> dict[str, Any]:
    text = {"num_format": "@", "valign": "top"}
    marks = {name: workbook.add_format(text | {"bg_color": colour, "border": 1}) for name, colour in COLOURS.items()}
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    link = workbook.add_format({"font_color": "#00527f", "underline": 1, "valign": "top"})
    return marks | {"text": workbook.add_format(text), "bold": bold, "wrapped": wrapped, "link": link}


def _write_data(sheet: Any, raw: Raw, listed: pd.DataFrame, formats: Mapping[str, Any], lang: Language) -> None:
    marks = _Marks(_severities(listed), _comments(listed, lang), formats)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{wording.SHEET_ROWS}"})
    sheet.set_column(0, max(raw.columns, default=0), 18)
    sheet.freeze_panes(raw.header_row, 0)
    rows = {raw.header_row: raw.header, **_aside(raw), **_given_back(raw, listed)}
    for row, texts in sorted(rows.items()):
        marks.write(sheet, row, raw.columns, texts, formats["bold" if row == raw.header_row else "text"])


@dataclass(frozen=True)
class _Marks:
    """What is marked how: the severity and the comment of each cell."""

    severities: Mapping[str, str]
    comments: Mapping[str, str]
    formats: Mapping[str, Any]

    def write(self, sheet: Any, row: int, columns: tuple[int, ...], texts: tuple[str, ...], usual: Any) -> None:
        """Write one row with its comments, because a row is gone from memory once the next one begins."""
        for column, text in zip(columns, texts, strict=True):
            cell = address(row, column)
            severity = self.severities.get(cell)
            look = self.formats[severity] if severity else usual
            if text:
                sheet.write_string(row - 1, column, text, look)
            elif severity:
                sheet.write_blank(row - 1, column, None, look)
            if cell in self.comments:
                sheet.write_comment(cell, self.comments[cell], {"x_scale": 2.5, "y_scale": 1.4, "author": OUR_NAME})


def _aside(raw: Raw) -> dict[int, tuple[str, ...]]:
    """Return the texts of the rows above and below the table by row number, because there are hints on them."""
    texts = {each.row: pd.Series(each.texts, dtype="string") for each in raw.aside if each.row <= wording.SHEET_ROWS}
    return {row: tuple(defuse(cells)) for row, cells in texts.items()}


def _given_back(raw: Raw, listed: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """Return row number and texts of the rows to give back: all, or of many those with a hint."""
    wanted = raw.rows <= wording.SHEET_ROWS
    if len(raw.rows) > WHOLE:
        wanted &= np.isin(raw.rows, listed["row"].dropna().to_numpy(dtype=np.int64))
    chosen = np.flatnonzero(wanted)
    defused = [defuse(pd.Series(texts.take(chosen).to_pandas(), dtype="string")) for texts in raw.cells.columns]
    return dict(zip(raw.rows[chosen].tolist(), zip(*defused, strict=True), strict=True)) if defused else {}


def _severities(listed: pd.DataFrame) -> dict[str, str]:
    """Return the severity to mark each cell with; an error goes before a warning, and repairs are not marked."""
    marked = listed[listed["severity"].isin(["error", "warning"]) & listed["cell"].notna()]
    ordered = marked.sort_values("severity", ascending=False, kind="stable")
    return dict(zip(ordered["cell"], ordered["severity"], strict=True))


def _comments(listed: pd.DataFrame, lang: Language) -> dict[str, str]:
    marked = listed[listed["severity"].isin(["error", "warning"]) & listed["cell"].notna()].head(COMMENTS)
    advice = marked["suggestion"].map(lambda better: "\n" + lang(SUGGESTED, better=better))
    said = marked["message"] + advice.where(marked["suggestion"].notna(), "")
    sentences = said.groupby(marked["cell"], sort=False).agg("\n".join)
    return {str(cell): sentence for cell, sentence in sentences.items()}


def _write_hints(
    sheet: Any, data: str, raw: Raw, found: pd.DataFrame, formats: Mapping[str, Any], lang: Language
) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, lang.of(HINTS.first), formats["bold"])
    for line, sentence in enumerate(_bounds(raw, found, lang), start=1):
        sheet.write_string(line, 0, sentence)
    words = in_words(found.head(MARKED), lang).fillna("")
    start = 2 + len(_bounds(raw, found, lang))
    for column, label in enumerate(words.columns):
        sheet.write_string(start, column, label, formats["bold"])
    sheet.freeze_panes(start + 1, 0)
    words = words.apply(defuse)
    for row, texts in enumerate(words.itertuples(index=False), start=start + 1):
        for column, text in enumerate(texts):
            if column == 1 and text:
                sheet.write_url(row, column, f"internal:'{data}'!{text}", formats["link"], text)
            else:
                sheet.write_string(row, column, text, formats["wrapped"])


def _bounds(raw: Raw, found: pd.DataFrame, lang: Language) -> list[str]:
    """Return the file's name and what of it this workbook leaves out, in sentences."""
    lines = [raw.file]
    marked = int((found["severity"] != "repair").sum())
    if marked > COMMENTS:
        lines.append(lang("Comments stand at the first {n} hints only.", n=lang.number(COMMENTS)))
    if len(found) > MARKED:
        listed, total = lang.number(MARKED), lang.number(len(found))
        lines.append(
            lang("The first {listed} of {total} hints are listed. The CSV holds all.", listed=listed, total=total)
        )
    if len(raw.rows) > WHOLE:
        lines.append(lang("The file has {n} rows. Only rows with hints are given back.", n=lang.number(len(raw.rows))))
    return lines
