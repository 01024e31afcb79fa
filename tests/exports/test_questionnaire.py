"""Questionnaires for municipalities: what is known and asked goes out, and what comes back is theirs alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from openpyxl import load_workbook

from ek_data.dataset.dataset import Origin
from ek_data.exports import questionnaire
from ek_data.i18n import GERMAN
from ek_data.tables import EVENTS, MEASURES
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation.report import hints
from tests.programme import ALZEY, ASBACH, conference, measure, municipality, programme

ROWS = programme(
    [municipality(ASBACH, name="Ort / A"), municipality(ALZEY, 2025, name="Ort")],
    [
        measure(ASBACH, measure_id="M1", title="Padlet"),  # implemented, and nobody knows since when
        measure(ASBACH, measure_id="M2", title="Brief"),
        measure(ALZEY, measure_id="M3", title="Portal"),
    ],
    [conference(municipality=ALZEY, certainty="sourced")],
)
NEW = {"Kategorie": "Newsletter", "Bezeichnung": "Neu", "Status": "geplant", "Bezug": "Programm", "Beleg": "belegt"}


DATASET = replace(ROWS, origin=Origin("", release=1, seal="s"))


def answered(ars: str, name: str, *changes: tuple[int, Mapping[str, str]]) -> Upload:
    """Return the workbook of a municipality as it comes back: in these rows of its measures some cells are others."""
    book = load_workbook(io.BytesIO(questionnaire.workbook(DATASET, ars, GERMAN)))
    sheet = book["Maßnahmen"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row, cells in changes:
        for head, text in cells.items():
            sheet.cell(row, heads[head]).value = text
    out = io.BytesIO()
    book.save(out)
    return Upload(name, out.getvalue())


def cells(prepared: Preparation) -> set[tuple[object, ...]]:
    found = planned(prepared).changes.cells("measures")[["measure_id", "column", "after"]]
    return {tuple(row) for row in found.itertuples(index=False)}


def test_workbook_asks_in_words_and_marks_where_the_answer_belongs() -> None:
    book = load_workbook(io.BytesIO(questionnaire.workbook(DATASET, ASBACH, GERMAN)))
    assert book.sheetnames[:3] == ["Fragen", "Maßnahmen", "Veranstaltungen"]
    asked = [(row[0].value, row[1].value) for row in book["Fragen"].iter_rows(min_row=9) if row[0].value]
    assert "Seit wann gibt es diese 2 Maßnahmen? („Padlet“ und „Brief“)" in asked[1][0]
    assert asked[1][1] == "Maßnahmen, Spalte „Beginn“, ab H2"
    sheet = book["Maßnahmen"]
    for cell in ("H2", "H3"):
        assert sheet[cell].fill.fgColor.rgb == "FFFFF2B3"
        assert "Seit wann" in sheet[cell].comment.text
    assert sheet["E2"].comment is None
    assert [row[4].value for row in sheet.iter_rows(min_row=2, max_row=4)] == ["Padlet", "Brief", None]
    assert questionnaire.ASKED == (MEASURES, EVENTS)


def test_untouched_workbook_changes_nothing() -> None:
    assert planned(prepare([answered(ASBACH, "a.xlsx")], DATASET)).changes.empty


def test_three_answers_at_once_are_told_apart_and_their_new_rows_get_what_we_know() -> None:
    new = answered(ASBACH, "asbach.xlsx", (2, {"Beginn": "03.2025"}), (4, NEW))
    other = answered(ALZEY, "alzey.xlsx", (2, {"Status": "beendet"}), (3, NEW))
    again = answered(ASBACH, "asbach-2.xlsx", (2, {"Beginn": "04.2025"}))
    prepared = prepare([new, other], DATASET)
    assert not prepared.blocked
    assert {prepared.whose(each) for each in prepared.checks.checked} == {ASBACH, ALZEY}
    assert all(prepared.missing(each).empty for each in prepared.checks.checked)
    assert cells(prepared) == {("M1", "started_on", "2025-03"), ("M3", "status", "ended")}
    added = planned(prepared).changes.tables["measures"].added
    assert added[["measure_id", "municipality", "cohort"]].values.tolist() == [
        ["M4", ASBACH, 2024],
        ["M5", ALZEY, 2025],
    ]
    told = " ".join(hints(each, GERMAN).to_string() for each in prepared.checks.checked)
    assert "Diese Zeile ist neu und hat die Nummer M4 bekommen." in told
    [contradiction] = planned(prepare([new, other, again], DATASET)).contradictions["measures"]
    assert contradiction.n == 1


def test_row_that_a_municipality_deleted_is_missing_and_those_of_others_are_not() -> None:
    book = load_workbook(io.BytesIO(answered(ASBACH, "a.xlsx").data))
    book["Maßnahmen"].delete_rows(2)
    out = io.BytesIO()
    book.save(out)
    prepared = prepare([Upload("a.xlsx", out.getvalue())], DATASET)
    [checked] = prepared.files_for(MEASURES)
    assert list(prepared.missing(checked)["measure_id"]) == ["M1"]


def test_namesake_stands_by_its_key_though_it_is_alone_in_the_workbook() -> None:
    both = programme([municipality(ASBACH, name="Neustadt"), municipality(ALZEY, name="Neustadt")], [measure(ASBACH)])
    content = questionnaire.workbook(both, ASBACH, GERMAN)
    assert load_workbook(io.BytesIO(content))["Maßnahmen"]["B2"].value == ASBACH


def test_archive_has_a_workbook_for_each_municipality_whose_name_leaves_no_folder() -> None:
    archived = zipfile.ZipFile(io.BytesIO(questionnaire.archive(DATASET, [ASBACH, ALZEY], GERMAN)))
    assert archived.namelist() == [f"fragen-Ort-A-{ASBACH}.xlsx", f"fragen-Ort-{ALZEY}.xlsx"]
