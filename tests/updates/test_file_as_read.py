"""A file as it was read: each cell says what was made of it, and leads to its question where it is open."""

from __future__ import annotations

import numpy as np

from ek_data.i18n import GERMAN
from ek_data.updates.file_as_read import AsRead, ColumnAsRead
from ek_data.updates.workflow import Preparation
from ek_data.validation.cells_to_answer import open_cells
from tests.updates.test_difference_answers import FILE, filled, opened, words

LACKING = "Telefon;Art;Titel;Termin\r\n06324 1;Vereinekonferenz;Erste;2025\r\n"


def as_read(found: Preparation) -> AsRead:
    (checked,) = found.checks.checked
    return AsRead(found, checked, open_cells(checked), GERMAN)


def cell_of(read: AsRead, header: str, place: int) -> tuple[str, str, int | None]:
    (line,) = read.lines(np.array([place]))
    cell = line.cells[[each.header for each in read.headings].index(header)]
    return cell.text, cell.meant, cell.question


def test_cells_are_told_as_they_are_meant() -> None:
    read = as_read(words(filled(opened())))
    assert cell_of(read, "stattgefunden?", 0) == ("ja", "durchgeführt", None)  # an answer
    assert cell_of(read, "TN", 0) == ("80", "80", None)
    assert cell_of(read, "TN", 1)[::2] == ("80-100", 0)
    assert cell_of(read, "TN", 2)[::2] == ("viele", 1)
    assert read.open_rows.tolist() == [1, 2]


def test_number_is_told_with_what_its_cell_says_of_it() -> None:
    read = as_read(filled(opened("Art;Titel;Termin;TN\r\nVereinekonferenz;Erste;2025;ca. 80\r\n")))
    assert cell_of(read, "TN", 0) == ("ca. 80", "rund 80", None)


def test_columns_that_the_file_lacks_stand_behind_its_own_and_those_not_taken_do_not() -> None:
    read = as_read(filled(opened(LACKING)))
    assert read.headings[:2] == [ColumnAsRead("Art", "Veranstaltungsart"), ColumnAsRead("Titel", "Bezeichnung")]
    assert [each.label for each in read.headings if not each.header] == ["Veranstaltungs-Nr.", "Bezug", "Beleg"]
    assert "Telefon" not in [each.header for each in read.headings]


def test_row_left_out_is_shown_as_it_stands_in_the_file() -> None:
    (line,) = as_read(words(filled(opened())).leaving(FILE, {4})).lines(np.array([2]))
    assert (line.number, line.left) == (4, True)
    assert "viele" in [cell.meant for cell in line.cells]


def test_row_that_is_wrong_as_a_whole_leads_to_its_question() -> None:
    number = str(filled(opened()).base.events["event_id"].iloc[0])
    header = "Veranstaltungs-Nr.;Veranstaltungsart;Bezeichnung;Status;Bezug;Beleg\r\n"
    row = f"{number};Vereinekonferenz;Erste;durchgeführt;Programm;belegt\r\n"
    read = as_read(opened(header + row + row.replace("Erste", "Andere")))
    asked = [(line.question, [cell.question for cell in line.cells]) for line in read.lines(np.array([0, 1]))]
    assert any(each is not None for question, cells in asked for each in (question, *cells))


def test_date_that_is_only_written_otherwise_is_not_told_as_changed() -> None:
    read = as_read(filled(opened("Art;Titel;Termin;TN\r\nVereinekonferenz;Erste;2025-03-07;80\r\n")))
    assert cell_of(read, "Termin", 0) == ("07.03.2025", "07.03.2025", None)
