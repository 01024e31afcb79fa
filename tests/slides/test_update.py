"""A presentation that is brought to newer data: ours is renewed, and what people added or changed stays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu

from ek_data.dataset.dataset import Dataset
from ek_data.errors import Unreadable
from ek_data.i18n import GERMAN
from ek_data.slides.options import Choice, OwnWords
from ek_data.slides.pptx import file as pptx_deck
from ek_data.slides.pptx.provenance import NAMESPACE, Memo, remembered, words_of, words_of_notes
from ek_data.slides.update.updating import Updated, updated
from tests.decks import DEMO, PUBLIC, made, own_template, powerpoint
from tests.office import faults
from tests.selection import each

CHOICE = Choice(("title", "headline", "curve", "matrix", "status", "conferences", "closing"))
HEADLINE, CURVE, STATUS, CONFERENCES = 1, 2, 4, 5


def newer() -> Dataset:
    """Return the public data with 80 people instead of 75 at one conference, and one plan that is done."""
    events = PUBLIC.events.assign(attendance=PUBLIC.events["attendance"].replace(75, 80))
    planned = PUBLIC.measures["status"] == "planned"
    done = planned & (planned.cumsum() == 1)
    measures = PUBLIC.measures.assign(status=PUBLIC.measures["status"].mask(done, "implemented"))
    origin = replace(PUBLIC.origin, release=9, seal="neu")
    return Dataset.of(origin, **{**PUBLIC.tables, "events": events, "measures": measures})


NEWER = newer()


def edited(deck: bytes, change: Callable[[Any], None]) -> bytes:
    presentation = Presentation(io.BytesIO(deck))
    change(presentation)
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def renewed(deck: bytes, data: Dataset = NEWER) -> Updated:
    return updated(deck, lambda choice, address: made(data, choice, address=address))


def slides(deck: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(deck)).slides)


def told(deck: bytes) -> list[tuple[list[str], str]]:
    """Return what each slide says, shape by shape, and its notes."""
    return [([words_of(shape) for shape in slide.shapes], words_of_notes(slide)) for slide in slides(deck)]


def said(shape: Any) -> str:
    return shape.text_frame.text if shape.has_text_frame else ""


def chart_of(slide: Any) -> Any:
    (found,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    return found


@pytest.mark.parametrize("data", [NEWER, pytest.param(DEMO, marks=pytest.mark.full)], ids=["newer", "other"])
def test_file_that_nobody_has_edited_says_what_a_new_one_does(data: Dataset) -> None:
    address = "https://dashboard.example.org/bericht"
    done = renewed(powerpoint(PUBLIC, CHOICE, address=address), data)
    assert told(done.file) == told(powerpoint(data, CHOICE, address=address))
    assert (done.done, done.kept, done.without, done.lacking, done.others) == (7, (), (), (), 0)


def test_sheets_numbers_and_labels_of_charts_are_those_of_the_newer_release() -> None:
    chart = chart_of(slides(renewed(powerpoint(PUBLIC, CHOICE)).file)[CONFERENCES])
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True)
    rows = {row[0].value: row[3].value for row in book.worksheets[0].iter_rows(min_row=2)}
    assert rows["VG Rhein-Selz 11/2024"] == "rund 80"
    assert [cell.value for cell in book["Herkunft"][1]][1:4] == ["Datenstand", "9", "neu"]
    assert 80.0 in [value for series in chart.plots[0].series for value in series.values]
    assert "rund 80" in chart.part.blob.decode()


def test_what_people_added_changed_moved_or_took_away_stays() -> None:
    def change(presentation: Any) -> None:
        pages = list(presentation.slides)
        pages[HEADLINE].shapes.add_textbox(0, 0, 999, 999).text_frame.text = "Von mir"
        pages[STATUS].shapes.title.text = "Mein Befund"
        pages[STATUS].notes_slide.notes_text_frame.text = "Meine Notiz"
        frame = next(shape for shape in pages[CONFERENCES].shapes if shape.has_chart)
        frame.left, frame.width = Emu(1000), Emu(5_000_000)
        frame.chart.plots[0].series[0].format.fill.solid()
        frame.chart.plots[0].series[0].format.fill.fore_color.rgb = RGBColor(1, 2, 3)
        remark = next(shape for shape in pages[CURVE].shapes if said(shape).startswith("Ab Auftakttreffen"))
        remark._element.getparent().remove(remark._element)
        own = presentation.slides.add_slide(presentation.slide_layouts[0])
        own.shapes.title.text = "Unsere Folie"

    before = edited(powerpoint(PUBLIC, CHOICE), change)
    done = renewed(before)
    pages = slides(done.file)
    assert "Von mir" in [shape.text_frame.text for shape in pages[HEADLINE].shapes if shape.has_text_frame]
    assert pages[STATUS].shapes.title.text == "Mein Befund"
    assert pages[STATUS].notes_slide.notes_text_frame.text == "Meine Notiz"
    frame = next(shape for shape in pages[CONFERENCES].shapes if shape.has_chart)
    assert (frame.left, frame.width) == (1000, 5_000_000)
    assert frame.chart.plots[0].series[0].format.fill.fore_color.rgb == RGBColor(1, 2, 3)
    assert 80.0 in frame.chart.plots[0].series[0].values
    assert [shape for shape in pages[CURVE].shapes if said(shape).startswith("Ab Auftakttreffen")] == []
    assert pages[-1].shapes.title.text == "Unsere Folie"
    assert done.sentences(GERMAN) == [
        "7 Folien haben den neuen Stand.",
        "1 Folie von anderen bleibt, wie sie ist.",
        "Folie 5: „Befund“ wurde geändert und bleibt, wie es ist.",
    ]
    assert told(renewed(done.file).file) == told(done.file)  # and a second time nothing is forgotten


def test_number_that_somebody_edited_stays_and_is_told() -> None:
    def change(presentation: Any) -> None:
        chart = chart_of(presentation.slides[CONFERENCES])
        value = next(each for each in chart._chartSpace.iter("{*}v") if each.text == "75")
        value.text = "77"

    done = renewed(edited(powerpoint(PUBLIC, CHOICE), change))
    assert 77.0 in chart_of(slides(done.file)[CONFERENCES]).plots[0].series[0].values
    assert [number for number, _name in done.kept] == [CONFERENCES + 1]


def test_slide_that_is_taken_out_stays_out_and_own_words_stay() -> None:
    deck = powerpoint(PUBLIC, CHOICE.saying("status", OwnWords("Unser Titel", "Unsere Notiz")))
    presentation = Presentation(io.BytesIO(deck))
    ids = presentation.slides._sldIdLst
    ids.remove(next(iter(ids)))
    file = io.BytesIO()
    presentation.save(file)
    pages = slides(renewed(file.getvalue()).file)
    assert len(pages) == 6
    assert pages[STATUS - 1].shapes.title.text == "Unser Titel"
    assert "Unsere Notiz" in pages[STATUS - 1].notes_slide.notes_text_frame.text


@pytest.mark.full
def test_deck_in_a_template_of_an_office_keeps_it() -> None:
    done = renewed(pptx_deck.pptx(made(PUBLIC, CHOICE), own_template()))
    assert told(done.file) == told(pptx_deck.pptx(made(NEWER, CHOICE), own_template()))
    assert faults(done.file, ".pptx") == ()


@pytest.mark.parametrize(
    ("deck", "sentence"),
    [
        (lambda: own_template(), "Diese Präsentation sagt nicht, aus welchen Daten sie entstand."),
        (lambda: powerpoint(PUBLIC, Choice(("status",), anonymous=True)), "Diese Präsentation nennt keine Kommune"),
        (lambda: b"PK\3\4 nothing", "Das ist keine PowerPoint-Datei (.pptx), oder sie ist beschädigt."),
    ],
    ids=["foreign", "anonymous", "damaged"],
)
def test_what_cannot_be_updated_is_refused_with_a_sentence(deck: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        renewed(deck())
    assert refused.value.sentence(GERMAN).startswith(sentence)


@pytest.mark.parametrize("memo", ["", "[]", '{"pages": 3}', '{"choice": "", "release": "x"}'])
def test_memo_that_says_nonsense_is_no_presentation_of_ours(memo: str) -> None:
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(powerpoint(PUBLIC, CHOICE))) as archive, zipfile.ZipFile(copy, "w") as written:
        for name in archive.namelist():
            kept = archive.read(name)
            nonsense = f'<deck xmlns="{NAMESPACE}">{memo}</deck>'.encode()
            written.writestr(name, nonsense if name.startswith("customXml/") else kept)
    with pytest.raises(Unreadable) as refused:
        renewed(copy.getvalue())
    assert "beschädigt" in refused.value.sentence(GERMAN)


@pytest.mark.full
@pytest.mark.parametrize("data", each(("newer", "demo"), ("demo",)))
def test_updated_file_is_what_powerpoint_expects(data: str) -> None:
    done = renewed(powerpoint(PUBLIC, CHOICE), {"newer": NEWER, "demo": DEMO}[data])
    assert faults(done.file, ".pptx") == ()


def test_memo_holds_no_words_of_the_slides_and_nothing_of_one_without_names() -> None:
    memo = Memo.read(remembered(Presentation(io.BytesIO(powerpoint(PUBLIC, CHOICE)))) or "")
    assert (memo.release, [page.code for page in memo.pages]) == (PUBLIC.origin.release, list(CHOICE.slides))
    nameless = Presentation(io.BytesIO(powerpoint(PUBLIC, Choice(("status",), anonymous=True))))
    assert Memo.read(remembered(nameless) or "") == Memo(anonymous=True)
