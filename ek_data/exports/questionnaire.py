"""Questionnaires: a workbook for one municipality with what is known of it, the gaps marked, the questions in words.

What comes back says whose it is and of which release, so that it is taken as the answer of that municipality.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from ek_data.analysis.completeness import AREAS, of_one
from ek_data.analysis.reminders import Question, questions
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import keys_of
from ek_data.exports import template
from ek_data.i18n import N_, Language
from ek_data.reading.own_sheets import QUESTIONS
from ek_data.tables import BY_NAME

ASKED = tuple(dict.fromkeys(area.table for area in AREAS if not area.known_elsewhere))
"""The tables for which municipalities are asked."""
NOT_IN_FILE_NAMES = re.compile(r"[^\w()-]+")
HOW = (
    N_("What is open has a yellow ground in the sheets behind this one; the question stands as a comment at the cell."),
    N_("A month or a year will do. What is not known stays empty: please enter no 0 for it."),
    N_("New rows go below the others. Their number, municipality and cohort may stay empty: we know them."),
    N_("Please enter no names of people."),
)


def workbook(dataset: Dataset, ars: str, lang: Language) -> bytes:
    """Return the rows of one municipality with what it is asked for, to be completed and sent back."""
    own = of_one(dataset, ars)
    asked = [each for each in dataset.result(questions, ars, lang) if not each.known_elsewhere]
    marks: dict[str, template.AskedCells] = {}
    for question in asked:
        cells = {(key, question.column): question.asked for key in question.keys}
        marks[question.table] = {**marks.get(question.table, {}), **cells}
    title = lang("Questions to {name}", name=dataset.names[ars])

    def cover(book: Any) -> None:
        _write_questions(book, title, asked, own, lang)

    return template.workbook(ASKED, own, title, lang, asked=marks, cover=cover, whose=ars)


def file_name(dataset: Dataset, ars: str) -> str:
    """Return a file name that says of which municipality the workbook is."""
    name = NOT_IN_FILE_NAMES.sub("-", dataset.names_by_ars[ars]).strip("-")
    return f"fragen-{name}-{ars}.xlsx"


def archive(dataset: Dataset, whose: Iterable[str], lang: Language) -> bytes:
    """Return the workbooks of several municipalities as one .zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archived:
        for ars in whose:
            archived.writestr(file_name(dataset, ars), workbook(dataset, ars, lang))
    return buffer.getvalue()


def _write_questions(book: Any, title: str, asked: Sequence[Question], own: Dataset, lang: Language) -> None:
    """Write what is asked, each question with the way to its first cell, and how to answer."""
    sheet = book.add_worksheet(lang.of(QUESTIONS.name))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 90)
    sheet.set_column(1, 1, 36)
    sheet.write_string(0, 0, lang.of(QUESTIONS.first), bold)
    sheet.write_string(1, 0, title, bold)
    for row, sentence in enumerate(HOW, start=3):
        sheet.write_string(row, 0, lang(sentence), wrapped)
    for row, question in enumerate(asked, start=4 + len(HOW)):
        sheet.write_string(row, 0, f"{row - 3 - len(HOW)}. {question.line}", wrapped)
        cell, said = _where(question, own, lang)
        sheet.write_url(row, 1, f"internal:'{lang.of(BY_NAME[question.table].label)}'!{cell}", string=said)


def _where(question: Question, own: Dataset, lang: Language) -> tuple[str, str]:
    """Return the cell in which the answer to a question begins, and that in words."""
    table = BY_NAME[question.table]
    keys = keys_of(own.tables[table.name], table)
    sheet = lang.of(table.label)
    if not question.keys:
        return xl_rowcol_to_cell(len(keys) + 1, 0), lang("{sheet}: new row", sheet=sheet)
    column = next(place for place, each in enumerate(table.columns) if each.name == question.column)
    cell = xl_rowcol_to_cell(keys.index(question.keys[0]) + 1, column)
    return cell, lang(
        "{sheet}, column “{column}”, from {cell} on",
        sheet=sheet,
        column=lang.of(table[question.column].label),
        cell=cell,
    )
