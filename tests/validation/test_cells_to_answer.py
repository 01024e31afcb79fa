"""What holds a file up is asked about in place: cells that say the same together, keys and whole rows alone."""

from __future__ import annotations

import io

import pandas as pd
import pytest
import xlsxwriter
from openpyxl import Workbook

from ek_data.programme.fixed_lists import Qualifier
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Upload, prepare
from ek_data.validation.cells_to_answer import OpenCells, open_cells
from tests.updates.test_difference_answers import FILE, LIST, filled, opened, words
from tests.updates.test_workflow import BASE, prepared


def cells(text: str = LIST) -> list[OpenCells]:
    (checked,) = filled(opened(text)).checks.checked
    return open_cells(checked)


def test_cells_that_say_the_same_are_one_question_with_the_values_of_a_short_list() -> None:
    yes, range_, many, no = cells()
    assert (yes.text, yes.rows, yes.everywhere) == ("ja", (2, 3), True)
    assert yes.likely == ("angekündigt", "durchgeführt", "abgesagt")
    assert [each.row for each in yes.answered("durchgeführt")] == [None]
    assert [each.row for one in yes.alone() for each in one.answered("durchgeführt")] == [2, 3]
    assert (no.text, many.likely) == ("nein", ("",))
    assert range_.likely == ("mindestens 80", "rund 90", "bis zu 100", "")


def test_every_likely_text_is_one_that_the_cell_may_hold() -> None:
    found = words(filled(opened()))
    _yes, range_, _many, _no = cells()
    for better in range_.likely:
        rest = open_cells(found.correcting(*range_.answered(better)).checks.checked[0])
        assert [each.text for each in rest] == ["viele"]


def test_range_is_noted_whole_where_that_takes_the_place_of_no_note() -> None:
    found = words(filled(opened())).leaving(FILE, {4})
    (range_,) = open_cells(found.checks.checked[0])
    noted_in = found.noted_in(found.checks.checked[0])
    event = planned(found.correcting(*range_.answered("mindestens 80", noted_in=noted_in))).result.events.iloc[-1]
    assert (event["attendance"], event["attendance_qualifier"]) == (80, Qualifier.AT_LEAST)
    assert event["note"] == "TN: 80-100"
    there = prepared("M1;VG Asbach;2024;Padlet;Padlet;beendet;Programm;belegt", BASE)
    assert there.noted_in(there.checks.checked[0]) == ""  # the row has a note that is not in the file


def test_key_that_stands_twice_is_asked_about_row_by_row() -> None:
    row = "M9;VG Asbach;2024;Padlet;{};beendet;Programm;belegt\r\n"
    found = prepared(row.format("A") + row.format("B"))
    first, second = open_cells(found.checks.checked[0])
    assert (first.rows, second.rows) == ((2,), (3,))
    assert not found.correcting(*second.answered("M10")).blocked
    assert not found.leaving("massnahmen.csv", {3}).blocked


def test_answer_to_an_answer_takes_its_place() -> None:
    found = prepared("M9;VG Asbach;zwanzig;Padlet;A;beendet;Programm;belegt")
    for better in ("zwei", "2024"):
        (cell,) = open_cells(found.checks.checked[0])
        found = found.correcting(*cell.answered(better))
    assert [(each.value, each.better) for each in found.corrections] == [("zwanzig", "2024")]
    assert not found.blocked
    assert found.as_written(*found.corrections).blocked


def merged() -> bytes:
    """Return a list in which one number is merged over the two rows of one municipality."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Veranstaltungen")
        for number, line in enumerate(LIST.replace("80-100", "").replace("viele", "").splitlines()):
            sheet.write_row(number, 0, line.split(";"))
        sheet.merge_range("E3:E4", "120")
    return out.getvalue()


@pytest.mark.parametrize(("better", "attendance"), [("120", [80, 120, 120]), ("", [80, None, None])])
def test_merged_number_is_that_of_each_row_or_of_none(better: str, attendance: list[int | None]) -> None:
    found = prepare([Upload(FILE, merged())], BASE)
    found = words(filled(found))
    (question,) = open_cells(found.checks.checked[0])
    assert (question.rows, question.likely, question.is_separable) == ((3, 4), ("120", ""), False)
    rows = planned(found.correcting(*question.answered(better))).result.events.tail(3)
    assert [None if pd.isna(number) else number for number in rows["attendance"]] == attendance


def test_row_that_was_left_out_is_not_missing() -> None:
    rows = (
        "M1;VG Asbach;2024;Padlet;A;beendet;Programm;belegt\r\nM2;Stadt Alzey;zwanzig;Padlet;B;beendet;Programm;belegt"
    )
    found = prepared(rows).leaving("massnahmen.csv", {3})
    assert found.missing(found.checks.checked[0])["measure_id"].tolist() == ["M3"]


def test_row_that_is_wrong_as_a_whole_can_only_be_left_out() -> None:
    found = prepared("M9;VG Asbach;2024;Padlet;A;beendet;Programm;belegt;zuviel\r\n")
    (row,) = open_cells(found.checks.checked[0])
    assert (row.column, row.rows, row.likely) == (None, (2,), ())
    assert not found.leaving("massnahmen.csv", row.rows).blocked


def test_what_is_wrong_with_a_row_that_was_set_aside_holds_nothing_up_until_it_is_taken() -> None:
    book = Workbook()  # openpyxl stores no results of formulas
    head = ["Maßnahmen-Nr.", "Kommune", "Staffel", "Kategorie", "Bezeichnung", "Status", "Bezug", "Beleg", "Reichweite"]
    row = ["M9", "VG Asbach", 2024, "Padlet", "Padlet", "beendet", "Programm", "belegt", 80]
    for line in (head, row, ["Summe", *[None] * 7, "=SUM(I2:I2)"]):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    found = prepare([Upload("liste.xlsx", out.getvalue())], BASE)
    assert not found.blocked
    assert open_cells(found.checks.checked[0]) == []
    taken = found.taking("liste.xlsx", {3})
    assert "I3" in {problem.cell for problem in taken.checks.errors}
    assert {each.rows for each in open_cells(taken.checks.checked[0])} == {(3,)}
