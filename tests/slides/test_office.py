"""Every kind of presentation and workbook that the product makes keeps to the schema of its format."""

from __future__ import annotations

import datetime as dt
import io
from copy import deepcopy

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from ek_data.exports import spreadsheet
from ek_data.exports.imprint import Imprint
from ek_data.exports.template import template
from ek_data.i18n import ENGLISH, GERMAN, LANGUAGES, Language
from ek_data.slides.options import Choice
from ek_data.slides.pptx import file
from ek_data.tables import TABLES
from ek_data.validation.error_workbook import error_workbook
from tests.chart_frames import DRAWN, picture, picture_of_nothing
from tests.decks import DEMO, PUBLIC, large, made, own_template, powerpoint
from tests.office import faults
from tests.selection import each
from tests.validation import test_error_workbook

ADDRESS = "https://dashboard.example.org/bericht"
EVERYTHING = Choice.of(profiles=tuple(PUBLIC.participants["ars"])[:2], since=dt.date(2025, 4, 8))
DECKS = {
    "every slide": lambda: powerpoint(PUBLIC, EVERYTHING, address=ADDRESS),
    "English": lambda: powerpoint(PUBLIC, USUAL_SLIDES, ENGLISH),
    "anonymous": lambda: powerpoint(PUBLIC, Choice(anonymous=True)),
    "invented": lambda: powerpoint(DEMO),
    "many municipalities": lambda: powerpoint(large()),
    "own template": lambda: file.pptx(made(PUBLIC, USUAL_SLIDES), own_template()),
    "own template as .potx": lambda: file.pptx(made(PUBLIC, USUAL_SLIDES), own_template(as_potx=True)),
}
USUAL_SLIDES = Choice(slides=("title", "headline", "curve", "matrix", "status", "closing"))


@pytest.mark.full
@pytest.mark.parametrize("kind", each(DECKS, {"own template"}, full=DECKS.keys() - {"many municipalities", "English"}))
def test_deck_is_what_powerpoint_expects(kind: str) -> None:
    assert faults(DECKS[kind](), ".pptx") == ()


@pytest.mark.parametrize("language", each(LANGUAGES, {"de"}))
@pytest.mark.full
def test_workbooks_are_what_excel_expects(language: str) -> None:
    lang = Language(language)
    books = [template(table, PUBLIC, lang) for table in TABLES]
    books += [spreadsheet.xlsx_bytes(PUBLIC, lang), error_workbook(test_error_workbook.checked(), lang)]
    tables = [picture(chart, lang).table for chart in DRAWN] + [picture_of_nothing("standing", lang).table]
    books += [spreadsheet.plain_xlsx(table, Imprint.of("Liste: [1]", PUBLIC, lang), lang) for table in tables]
    assert [fault for book in books for fault in faults(book, ".xlsx")] == []


@pytest.mark.night
def test_large_workbooks_are_what_excel_expects() -> None:
    assert faults(spreadsheet.xlsx_bytes(large(), GERMAN), ".xlsx") == ()


def test_fault_in_a_file_that_a_test_writes_is_noticed(judged: list[str]) -> None:
    presentation = Presentation()
    page = presentation.slides.add_slide(presentation.slide_layouts[6])
    paragraph = page.shapes.add_textbox(*map(Emu, (0, 0, 9, 9))).text_frame.paragraphs[0]
    run = paragraph.add_run()._r
    paragraph._p.insert(0, paragraph._p.get_or_add_endParaRPr())  # has to be the last
    assert paragraph._p.index(run) == 1
    outline = page.shapes.build_freeform(0, 0)
    outline.add_line_segments([(9, 0), (9, 9)])
    line = outline.convert_to_shape()._element.find(f".//{qn('a:lnTo')}")
    line.append(deepcopy(line[0]))  # has to be one point
    presentation.save(io.BytesIO())
    faults = " ".join(sorted(judged))
    judged.clear()
    assert "Unexpected element 'r'" in faults
    assert "found=2" in faults
