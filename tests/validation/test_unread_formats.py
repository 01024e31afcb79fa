"""Workbooks whose number formats are not read (.xls, .xlsb, .ods): said where something depends on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ek_data.dataset.lookup import Known
from ek_data.errors import Problem, Repair
from ek_data.reading.number_formats import Formats
from ek_data.reading.read import read
from ek_data.tables import EVENTS, KEY_FACTS
from ek_data.tables.types import Table
from ek_data.validation import unread_formats
from ek_data.validation.check import check
from tests.reading import books
from tests.validation.raws import raw

CELLS = {  # table, header and text: whether it may show something else
    "percentage": (KEY_FACTS, "Wert", "0.418", True),
    "percentage in a text": (KEY_FACTS, "Hinweis", "0.5", True),
    "first of a month": (EVENTS, "Datum", "2025-04-01", True),
    "another day": (EVENTS, "Datum", "2025-04-09", False),
    "whole number": (EVENTS, "Teilnehmende", "80", False),
    "words": (EVENTS, "Bezeichnung", "Treffen", False),
    "part of a number, not taken": (EVENTS, "Dauer in Tagen", "0.5", False),
}


@pytest.mark.parametrize("case", CELLS)
def test_warning_names_the_first_cell_that_depends_on_its_format_and_there_is_none_without(case: str) -> None:
    table, header, text, depends = CELLS[case]
    assert _doubts(table, header, text, Formats(known=False)) == (["B2"] if depends else [])
    assert _doubts(table, header, text, Formats()) == []


def _doubts(table: Table, header: str, text: str, formats: Formats) -> list[str | None]:
    file = replace(raw("a.xls", [[table.columns[0].label.de, header], ["X1", text]]), formats=formats)
    checked = check(file, table, known=Known())
    return [each.cell for each in checked.problems if each.message == unread_formats.DOUBTFUL]


def test_that_only_values_were_read_is_a_quiet_note_and_the_reader_alone_says_nothing() -> None:
    file = read(books.ods([["Veranstaltungs-Nr.", "Bezeichnung"], ["X1", "Treffen"]]), "a.ods")
    assert file.findings == ()
    checked = check(file, EVENTS, known=Known())
    notes = [each for each in [*checked.problems, *checked.repairs] if each.message == unread_formats.VALUES_ONLY]
    assert [isinstance(each, Repair) and not isinstance(each, Problem) for each in notes] == [True]
