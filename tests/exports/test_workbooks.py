"""Workbooks to send to a municipality: its own rows, and nothing else changes when they come back."""

from __future__ import annotations

import io
import zipfile

from openpyxl import load_workbook

from ek_data.exports import template
from ek_data.i18n import GERMAN
from ek_data.tables import EVENTS, MEASURES
from ek_data.updates.workflow import Upload, prepare
from tests.programme import ALZEY, ASBACH, conference, measure, municipality, programme

DATASET = programme(
    [municipality(ASBACH, name="Ort / A"), municipality(ALZEY, name="Ort")],
    [measure(ASBACH, title="Padlet"), measure(ALZEY, title="Portal")],
    [conference(municipality=ALZEY)],
)


def test_workbook_of_a_municipality_holds_its_rows_and_read_back_changes_nothing() -> None:
    content = template.workbook(MEASURES, DATASET, ASBACH, GERMAN)
    titles = [row[4].value for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2, max_row=3)]
    assert titles == ["Padlet", None]
    assert prepare([Upload("a.xlsx", content)], DATASET).plan().changes.empty


def test_namesake_stands_by_its_key_though_it_is_alone_in_the_workbook() -> None:
    both = programme([municipality(ASBACH, name="Neustadt"), municipality(ALZEY, name="Neustadt")], [measure(ASBACH)])
    content = template.workbook(MEASURES, both, ASBACH, GERMAN)
    assert load_workbook(io.BytesIO(content)).active["B2"].value == ASBACH


def test_archive_has_a_folder_for_each_municipality_whose_name_leaves_no_folder() -> None:
    archived = zipfile.ZipFile(io.BytesIO(template.archive(DATASET, [ASBACH, ALZEY], GERMAN)))
    assert archived.namelist() == [
        f"Ort-A-{ASBACH}/massnahmen-Ort-A.xlsx",
        f"Ort-A-{ASBACH}/veranstaltungen-Ort-A.xlsx",
        f"Ort-{ALZEY}/massnahmen-Ort.xlsx",
        f"Ort-{ALZEY}/veranstaltungen-Ort.xlsx",
    ]
    assert template.ASKED == (MEASURES, EVENTS)
