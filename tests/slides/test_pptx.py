"""The PowerPoint file opened again: native parts, the very numbers, words for everything, nothing off the slide."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from ek_data.cache import Kept
from ek_data.charts import build
from ek_data.charts.spec import Form
from ek_data.dataset.dataset import DEMO_MARK
from ek_data.demo import demo
from ek_data.errors import Missing, Unreadable
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.slides import own_template as own_template_module
from ek_data.slides.content import Slide
from ek_data.slides.deck import Deck
from ek_data.slides.options import Choice
from ek_data.slides.pptx import cards
from ek_data.slides.pptx.file import pptx
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.internals import size_in
from ek_data.slides.pptx.templates.standard import GROUND
from ek_data.slides.pptx.templates.template import FOOTERS, TITLES
from ek_data.slides.pptx.text import READABLE, TypeStyle, fitted, lines, width
from tests.chart_frames import DRAWN, picture, picture_of_nothing, spec
from tests.decks import AREAS, PUBLIC, own_template
from tests.selection import each

ADDRESS = "https://dashboard.example.org/bericht"
LONG = "Verbandsgemeinde Altenkirchen-Flammersfeld im Westerwald (Sieg) mit einem sehr langen Namen"
MATRICES = {"progress_matrix", "completeness"}


def a_deck(*slides: Slide, **more: Any) -> Deck:
    given = {"title": "Engagierte Kommunen", "subtitle": "Zahlen", "data_date": "Stand 8. April 2025", "release": 3}
    given |= {
        "address": ADDRESS,
        "demo": False,
        "attribution": "© Karte",
        "language": "de",
        "data": PUBLIC,
        "choice": Choice(),
    }
    return Deck(**{"slides": slides, **given, **more})


def opened(*slides: Slide, template: bytes | None = None, **more: Any) -> Any:
    return Presentation(io.BytesIO(pptx(a_deck(*slides, **more), template)))


@cache
def pictured(chart: str, lang: Language = GERMAN) -> Slide:
    drawn = picture(chart, lang)
    return Slide(
        chart, drawn.title, drawn.finding, picture=drawn, notes=drawn.notes, sources=("https://quelle.example",)
    )


@cache
def map_slide() -> Slide:
    drawn = build.municipality_map(demo(14, 0), "cohort", GERMAN, AREAS)
    return Slide("map", "Karte", "Wer teilnimmt.", picture=drawn, remark=drawn.map.attribution if drawn.map else "")


CARDS = (("Kommunen", "14", "2 Landkreise"), ("Maßnahmen", "4.563", ""))
FACTS = pd.DataFrame({"Merkmal": ["Einwohner", "Fläche"], "Angabe": ["15.862", "39,7 km²"]})


@cache
def every_kind(demo_mark: str = "") -> tuple[Slide, ...]:
    """Return a slide of each kind that a deck has."""
    return (
        Slide("title", "", "14 Kommunen nehmen teil.", bullets=("Zahlen", demo_mark)),
        map_slide(),
        Slide("headline", "Zahlen", "Vier Zahlen.", figures=CARDS),
        *(pictured(chart) for chart in DRAWN),
        Slide(
            "profile", "VG Asbach", "1 Maßnahme.", picture=picture("standing", GERMAN), table=FACTS, bullets=("Padlet",)
        ),
        Slide("closing", "Ende", "Danke.", bullets=("Quelle",), link=ADDRESS),
    )


@cache
def whole() -> Any:
    return opened(*every_kind())


@cache
def invented() -> Any:
    return opened(*every_kind(DEMO_MARK), demo=True)


def charts(presentation: Any) -> Iterator[Any]:
    for slide in presentation.slides:
        yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def everything(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from everything(shape.shapes)


def said(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def values(series: Any, kind: str) -> list[float | None]:
    """Return the numbers in the file itself, in their order, None for a gap."""
    cache_ = series._element.find(f"{qn(f'c:{kind}')}/{qn('c:numRef')}/{qn('c:numCache')}")
    told = {int(point.get("idx")): float(point.find(qn("c:v")).text) for point in cache_.findall(qn("c:pt"))}
    return [told.get(at) for at in range(int(cache_.find(qn("c:ptCount")).get("val")))]


def words_at_points(chart: Any) -> set[str]:
    rich = chart._chartSpace.iter(qn("c:dLbl"))
    joined = (
        "\n".join("".join(t.text or "" for t in p.iter(qn("a:t"))) for p in label.iter(qn("a:p"))) for label in rich
    )
    return {text.replace("\N{NO-BREAK SPACE}", " ").replace("  ", "").strip() for text in joined}


@pytest.mark.full
def test_deck_has_as_many_slides_as_it_says_in_sixteen_to_nine() -> None:
    presentation = whole()
    assert len(presentation.slides) == len(every_kind())
    assert presentation.slide_width * 9 == presentation.slide_height * 16


def test_titles_are_title_placeholders_and_come_first() -> None:
    for slide, made in zip(whole().slides, every_kind(), strict=True):
        assert slide.shapes.title.text == made.title
        assert slide.shapes[0]._element is slide.shapes.title._element


@pytest.mark.parametrize("chart", DRAWN)
def test_every_kind_of_picture_is_drawn_in_its_way(chart: str) -> None:
    slide, kind = opened(pictured(chart)).slides[0], spec(chart).kind
    native = [shape.chart.chart_type for shape in slide.shapes if shape.has_chart]
    assert native == {"bars": [XL_CHART_TYPE.BAR_STACKED], "steps": [XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS]}.get(
        kind, []
    )
    assert sum(shape.has_table for shape in slide.shapes) == (kind in ("matrix", "heat"))
    groups = [shape.name for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert (picture(chart, GERMAN).title in groups) == (kind in ("squares", "dots", "strip", "timeline"))


def test_bars_have_what_is_not_stated_at_their_row_and_a_reported_ceiling_above_all_rows() -> None:
    (slide,) = opened(pictured("funding")).slides
    (native,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    shown = spec("funding")
    texts = {mark.text for mark in shown.marks if mark.form != Form.BAR and mark.text}
    assert texts
    assert {text.strip() for text in texts} <= words_at_points(native)
    above = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert all(guide.words.replace("\n", " ") in above for guide in shown.guides)
    assert not {guide.words for guide in shown.guides} & words_at_points(native)


def test_heads_of_a_matrix_are_whole() -> None:
    drawn = build.progress_matrix(PUBLIC, slice(0, 25), GERMAN)
    slide = opened(Slide("progress", drawn.title, drawn.finding, picture=drawn)).slides[0]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[0].cells if "…" in cell.text] == []


@pytest.mark.parametrize("chart", sorted(MATRICES))
def test_matrices_are_real_tables_with_symbol_and_colour(chart: str) -> None:
    slide = opened(pictured(chart)).slides[0]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert table.first_row
    assert table.horz_banding
    runs = [run for cell in table.iter_cells() for run in cell.text_frame.paragraphs[0].runs]
    symbols = {run.text.strip() for run in runs if run.font.color.type is not None}
    assert symbols & {"●", "■", "◆", "□"}


def test_cells_of_a_matrix_have_signs_that_are_explained_above() -> None:
    slide = opened(pictured("progress_matrix")).slides[0]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert ["VG Asbach", "■", "□", "1 von 3"] in [[cell.text for cell in row.cells] for row in table.rows]
    (legend,) = [shape for shape in slide.shapes if shape.name == "Legende"]
    assert {"umgesetzt", "geplant"} <= {form.text_frame.text for form in legend.shapes}


def test_charts_carry_their_numbers_and_speak_german() -> None:
    for chart in charts(whole()):
        assert chart.part.chart_workbook.xlsx_part is not None
        assert chart._chartSpace.find(qn("c:lang")).get("val") == "de-DE"
        formats = {each.get("formatCode") for each in chart._chartSpace.iter(qn("c:numFmt"))}
        assert formats <= {"#,##0", "#,##0.##", "General"}


def test_map_has_one_named_shape_for_each_municipality() -> None:
    slide = whole().slides[every_kind().index(map_slide())]
    drawn = map_slide().map
    assert drawn is not None
    (group,) = [shape for shape in slide.shapes if shape.name == "Karte: Rheinland-Pfalz"]
    shapes = {shape.name: shape for shape in group.shapes}
    for municipality in drawn.shapes:
        assert shapes[municipality.name].shape_type == MSO_SHAPE_TYPE.FREEFORM
        assert shapes[municipality.name]._element.nvSpPr.cNvPr.get("descr") == municipality.text
    names = [shape.name for shape in group.shapes]
    districts = [names.index(each.name) for each in drawn.shapes if each.fill.hatched]
    solid = [names.index(each.name) for each in drawn.shapes if not each.fill.hatched]
    assert max(districts) < min(solid)  # districts lie below


def test_map_keeps_its_proportions_and_says_where_it_comes_from() -> None:
    slide = whole().slides[every_kind().index(map_slide())]
    drawn = map_slide().map
    assert drawn is not None
    group = next(shape for shape in slide.shapes if shape.name == "Karte: Rheinland-Pfalz")
    assert group.width / group.height == pytest.approx(drawn.canvas.width / drawn.canvas.height, rel=0.01)
    assert drawn.attribution in said(slide)


def test_every_picture_table_chart_and_group_has_an_alternative_text() -> None:
    kinds = {MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE, MSO_SHAPE_TYPE.PICTURE}
    found = [shape for slide in whole().slides for shape in slide.shapes if shape.shape_type in kinds]
    assert {shape.shape_type for shape in found} == kinds - {MSO_SHAPE_TYPE.PICTURE}
    assert [shape.name for shape in found if not shape._element.xpath(".//p:cNvPr/@descr")[0]] == []


@pytest.mark.full
def test_reading_order_is_that_of_the_eye_column_by_column() -> None:
    for slide in invented().slides:
        title, *rest = [shape for shape in slide.shapes if shape.name != DEMO_MARK]
        assert title == slide.shapes.title
        for one, after in pairwise(rest):  # below, or beside and farther right, or what lies behind it
            behind = after.top <= one.top and one.top + one.height <= after.top + after.height
            assert after.top >= one.top or after.left >= one.left + one.width or behind, (one.name, after.name)


def test_numbers_of_shapes_are_distinct_on_every_slide() -> None:
    for slide in whole().slides:
        ids = slide._element.xpath("//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


def test_every_slide_has_notes_with_sources_and_date() -> None:
    for slide, made in zip(whole().slides, every_kind(), strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert made.title in notes
        assert "Stand 8. April 2025" in notes
        assert all(source in notes for source in made.sources)


def test_every_slide_has_date_release_link_and_number_at_its_foot() -> None:
    for number, slide in enumerate(whole().slides, 1):
        assert "Stand 8. April 2025 · Datenstand 3 · dashboard.example.org/bericht" in said(slide)
        (field,) = slide._element.iter(qn("a:fld"))
        assert (field.get("type"), field.find(qn("a:t")).text) == ("slidenum", str(number))
        links = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
        assert (ADDRESS in links) == (number > 1)  # on the dark ground of the first slide a link could not be read


@pytest.mark.full
def test_foot_shows_an_address_that_can_be_typed_and_leads_to_these_slides_or_else_a_link_to_them() -> None:
    slides = every_kind()[:3:2]
    for query, shown in (
        ("?folien=map", "dashboard.example.org/bericht?folien=map"),
        ("?kreis=" + "x" * 90, "Diese Folien öffnen"),
    ):
        _first, second = opened(*slides, address=ADDRESS + query).slides
        assert said(second).count(shown) == 1
        assert ADDRESS + query in [rel.target_ref for rel in second.part.rels.values() if rel.is_external]
    here = opened(*slides, address="http://127.0.0.1:8501/bericht").slides[1]
    assert "127.0.0.1" not in said(here)
    assert "Diese Folien öffnen" not in said(here)


def test_closing_slide_writes_the_address_below_its_code() -> None:
    slide = opened(Slide("closing", "", "Vielen Dank", link=ADDRESS)).slides[0]
    assert "dashboard.example.org/bericht" in [shape.name for shape in slide.shapes]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("14", [[("14", 60.0)]]),
        ("rund 135 Personen", [[("rund ", 22.0), ("135 ", 60.0), ("Personen ", 22.0)]]),
        (
            "mindestens rund 4.570 Personen",
            [[("mindestens ", 22.0), ("rund ", 22.0)], [("4.570 ", 60.0), ("Personen ", 22.0)]],
        ),
    ],
)
def test_number_of_a_card_is_large_and_its_words_are_smaller_where_they_have_no_room(
    value: str, lines: list[object]
) -> None:
    assert cards._lines(value, 60.0, 300.0) == lines


def test_number_of_the_release_is_a_name_without_a_separator() -> None:
    assert "Datenstand 12345" in said(opened(every_kind()[2], release=12345).slides[0])


def test_opening_slide_is_light_on_dark() -> None:
    opening = whole().slides[0].slide_layout
    assert str(opening.background.fill.fore_color.rgb) == GROUND
    colours = {each.get("val") for each in opening._element.iter(qn("a:schemeClr"))}
    assert "bg1" in colours


@pytest.mark.full
def test_watermark_stands_on_every_slide_of_invented_data_and_on_no_other() -> None:
    for slide in invented().slides:
        (mark,) = [shape for shape in slide.shapes if shape.name == DEMO_MARK]
        assert mark.text_frame.text == DEMO_MARK
        assert slide.shapes[1]._element is mark._element  # behind all but the title
        assert DEMO_MARK in slide.shapes[-2].text_frame.text  # and in the footer, which nothing covers
    assert all(DEMO_MARK not in said(slide) for slide in whole().slides)


@pytest.mark.full
@pytest.mark.parametrize(("lang", "code"), [(GERMAN, "de-DE"), (ENGLISH, "en-GB")])
def test_document_and_every_run_say_their_language(lang: Language, code: str) -> None:
    presentation = opened(*[pictured(chart, lang) for chart in DRAWN], language=lang.code)
    assert presentation.core_properties.title == "Engagierte Kommunen"
    assert presentation.core_properties.language == code
    for slide in presentation.slides:
        for part in (
            slide._element,
            slide.notes_slide._element,
            *(s.chart._chartSpace for s in slide.shapes if s.has_chart),
        ):
            assert {run.find(qn("a:rPr")).get("lang") for run in part.iter(qn("a:r"))} <= {code}


def test_type_is_that_of_the_theme_which_is_calibri() -> None:
    with zipfile.ZipFile(io.BytesIO(pptx(a_deck(*every_kind()[:1], pictured("standing"))))) as archive:
        slides = [archive.read(name) for name in archive.namelist() if name.startswith("ppt/slides/slide")]
        assert b'<a:latin typeface="Calibri"/>' in archive.read("ppt/theme/theme1.xml")
    assert all(b"<a:latin" not in xml for xml in slides)


def long_slides() -> list[Slide]:
    many = pd.DataFrame({"Kommune": [f"{LONG} {n}" for n in range(60)], "Maßnahmen": range(60)})
    return [
        Slide("title", LONG * 4, LONG * 3, bullets=(LONG * 5,)),
        Slide("table", LONG * 6, LONG * 3, table=many),
        Slide("cards", LONG, LONG, figures=((LONG, "1.234.567.890", LONG * 5),) * 6),
        Slide("bullets", LONG * 9, LONG, bullets=(LONG * 4,) * 12, link=ADDRESS),
        Slide("word", "x" * 900, "Donaudampfschifffahrtsgesellschaft" * 9, bullets=("y" * 900,)),
    ]


@pytest.mark.parametrize("deck", [invented, lambda: opened(*long_slides(), demo=True)], ids=["every kind", "long"])
def test_nothing_leaves_the_slide(deck: Any) -> None:
    presentation = deck()
    room = Box(0, 0, presentation.slide_width, presentation.slide_height)
    for slide in presentation.slides:
        for shape in everything(slide.shapes):
            assert shape.left >= 0, shape.name
            assert shape.top >= 0, shape.name
            assert shape.left + shape.width <= room.right, shape.name
            assert shape.top + shape.height <= room.bottom, shape.name


def size_shown(shape: Any) -> float:
    """Return the size in points in which the words of a shape are shown: their own, or that of the layout, shrunk."""
    own = [run.font.size.pt for p in shape.text_frame.paragraphs for run in p.runs if run.font.size]
    if own:
        return min(own)
    layout = shape.part.slide.slide_layout
    kind = shape.placeholder_format.type
    styled = "title" if kind in TITLES else "other" if kind in FOOTERS else "body"
    scale = [int(fit.get("fontScale", "100000")) for fit in shape._element.iter(qn("a:normAutofit"))]
    return size_in(layout, shape.placeholder_format.idx, styled) * min(scale, default=100_000) / 100_000


def test_text_fits_into_its_box_by_the_widths_it_was_measured_with() -> None:
    for slide in opened(*long_slides()).slides:
        for shape in slide.shapes:
            texts = [p.text for p in shape.text_frame.paragraphs if p.runs] if shape.has_text_frame else []
            if not texts:  # tables, and the field with the number of the slide
                continue
            size = size_shown(shape)
            high = sum(lines(text, shape.width / 12700, size) * size * 1.2 for text in texts)
            assert high <= shape.height / 12700 + 1, shape.name


@pytest.mark.parametrize("deck", [whole, lambda: opened(*long_slides())], ids=["every kind", "long"])
def test_no_type_is_smaller_than_can_be_read_from_the_back_of_the_room(deck: Any) -> None:
    for slide in deck().slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                assert size_shown(shape) >= READABLE - 0.2, shape.name
        parts = [slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]
        sizes = {int(each) for part in parts for each in part.xpath(".//@sz[. > 100]")}
        assert min(sizes, default=1800) >= READABLE * 100


def test_title_topic_and_list_stand_in_places_of_the_layout_without_a_look_of_their_own() -> None:
    entry = Slide("news", "Neues seit April", "Zwei Kommunen sind weiter", bullets=("Haßloch", "Alzey"))
    (slide,) = opened(entry).slides
    assert [shape.text_frame.text for shape in slide.shapes][:3] == [
        "Zwei Kommunen sind weiter", "Neues seit April", "Haßloch\nAlzey",
    ]  # fmt: skip
    placed = [shape for shape in slide.placeholders if shape.text_frame.text]
    assert not any(run.font.size for shape in placed for p in shape.text_frame.paragraphs for run in p.runs)
    assert slide._element.xpath(".//a:buChar") == []  # the bullet is that of the master


def test_list_beside_a_picture_is_in_its_place_too_and_no_place_stays_empty() -> None:
    for slide in whole().slides:
        assert [
            shape.name
            for shape in slide.placeholders
            if not shape.text_frame.text and not shape._element.xpath(".//a:fld")
        ] == []
        assert "• " not in said(slide)
    profile = whole().slides[-2]
    assert "Padlet" in [shape.text_frame.text for shape in profile.placeholders]


def test_list_without_a_place_in_the_layout_has_bullets_all_the_same() -> None:
    (slide,) = opened(Slide("news", "Neues", "Zwei", bullets=("Haßloch",)), template=own_template(lists=False)).slides
    (entry,) = [shape for shape in slide.shapes if shape.name == "Liste"]
    assert entry._element.xpath(".//a:buChar/@char") == ["•"]


@pytest.mark.parametrize(("lang", "names"), [(GERMAN, ["Titelfolie", "Befund und Liste", "Befund"])])
def test_layouts_and_their_places_are_named_in_german(lang: Language, names: list[str]) -> None:
    presentation = whole()
    assert [layout.name for layout in presentation.slide_layouts] == names
    pages = [presentation.slide_master, *presentation.slide_layouts]
    texts = {text for page in pages for shape in page.placeholders for text in (shape.name, shape.text_frame.text)}
    assert not any(word in " ".join(texts) for word in ("Click", "Placeholder", "level", "Title"))
    assert {each for page in pages for each in page._element.xpath(".//@lang")} == {"de-DE"}


def test_file_says_when_it_was_made_how_large_its_slides_are_and_how_many() -> None:
    moment = dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC)
    data = pptx(a_deck(*every_kind()[:2]), made=moment)
    about = Presentation(io.BytesIO(data)).core_properties
    made = moment.replace(tzinfo=None)
    assert (about.created, about.modified, about.title) == (made, made, "Engagierte Kommunen")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        said_, presentation = archive.read("docProps/app.xml").decode(), archive.read("ppt/presentation.xml").decode()
    assert "<Slides>2</Slides>" in said_
    assert "Breitbild" in said_
    assert "4:3" not in said_
    assert 'type="screen4x3"' not in presentation
    assert "notesMasterId " in presentation


def test_same_deck_of_the_same_moment_is_the_same_file() -> None:
    moment = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    deck = a_deck(pictured("conference_attendance"), pictured("adoption_curve"))
    assert contents(pptx(deck, made=moment)) == contents(pptx(deck, made=moment))


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_long_tables_say_how_many_rows_are_left_out() -> None:
    slide = opened(long_slides()[1]).slides[0]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert f"… {60 - (len(table.rows) - 1)} weitere Zeilen im Dashboard" in said(slide)


def test_text_is_made_smaller_before_it_is_cut() -> None:
    box = Box(0, 0, 100 * 12700, 30 * 12700)
    assert fitted(["kurz"], box, TypeStyle((20.0, 10.0))) == (20.0, ["kurz"])
    assert fitted(["ein längerer Satz"], box, TypeStyle((20.0, 10.0))) == (10.0, ["ein längerer Satz"])
    size, (text,) = fitted(["Wort " * 40], box, TypeStyle((20.0, 10.0)))
    assert (size, text[-1]) == (10.0, "…")


def test_wide_letters_are_wider_than_narrow_ones() -> None:
    assert width("WWW", 10) > width("AAA", 10) > width("iii", 10)


def test_control_characters_do_not_break_the_file() -> None:
    slide = Slide("x", "Satz\x0b.", "Titel\x00 & <b>", figures=(("a\x01", "1", "<&>"),), bullets=("\x02b",))
    assert opened(slide).slides[0].shapes.title.text == "Titel & <b>"


def test_picture_without_a_figure_is_its_finding() -> None:
    nothing = picture_of_nothing("standing", GERMAN)
    slide = opened(Slide("x", nothing.title, nothing.finding, picture=nothing)).slides[0]
    assert slide.shapes.title.text == nothing.finding
    assert not any(shape.has_chart or shape.has_table for shape in slide.shapes)


def test_qr_code_is_drawn_with_its_address_as_alternative_text() -> None:
    slide = opened(Slide("closing", "", "Ende", link=ADDRESS)).slides[0]
    (code,) = [shape for shape in slide.shapes if shape.name == "QR-Code"]
    assert ADDRESS in code._element.nvGrpSpPr.cNvPr.get("descr")
    assert code.width == code.height


def test_address_too_long_for_a_qr_code_leaves_the_slide_without_one() -> None:
    slide = opened(Slide("closing", "", "Ende", link=f"{ADDRESS}?kreis={'x' * 3000}")).slides[0]
    assert [shape.name for shape in slide.shapes if shape.name == "QR-Code"] == []


# --- own templates ---------------------------------------------------------------------------------------------------


@pytest.mark.full
@pytest.mark.parametrize("as_potx", [False, pytest.param(True, marks=pytest.mark.full)])
def test_own_template_gives_its_layouts_and_loses_its_slides(as_potx: bool) -> None:
    presentation = opened(*every_kind(), template=own_template(as_potx=as_potx))
    assert [slide.shapes.title.text for slide in presentation.slides] == [slide.title for slide in every_kind()]
    assert {slide.slide_layout.name for slide in presentation.slides} == {"Vorlage Tit"}
    assert presentation.slide_width * 3 == presentation.slide_height * 4
    for slide in presentation.slides:
        assert "Fuß der Vorlage" not in said(slide)  # the own footer takes its place
        for shape in everything(slide.shapes):
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height


def test_tags_of_a_template_are_filled_and_its_first_slide_takes_the_place_of_ours() -> None:
    slides = (Slide("title", "", "Engagierte Kommunen"), Slide("news", "Neues", "Zwei Kommunen"))
    first, second = opened(*slides, template=own_template(tags=True)).slides
    assert said(first).startswith("Haus: Engagierte Kommunen\nStand 8. April 2025 ({{unbekannt}})")
    assert second.shapes.title.text == "Zwei Kommunen"
    assert "Datenstand 3" in "".join(shape.text_frame.text for shape in second.slide_layout.shapes)


def test_template_without_a_layout_for_charts_is_refused_with_a_sentence() -> None:
    with pytest.raises(Missing) as fault:
        pptx(a_deck(Slide("x", "", "Titel")), own_template(keep=False))
    assert fault.value.sentence(GERMAN).startswith("Die Vorlage hat kein passendes Layout.")


@pytest.mark.parametrize("data", [b"no zip", b"PK\x03\x04 damaged"])
def test_what_is_no_powerpoint_file_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        pptx(a_deck(Slide("x", "", "Titel")), data)
    assert "keine PowerPoint-Datei" in fault.value.sentence(GERMAN)


def test_archive_of_something_else_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Unreadable):
        pptx(a_deck(Slide("x", "", "Titel")), file.getvalue())


def test_template_with_macros_is_refused() -> None:
    file = io.BytesIO(own_template())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"")
    with pytest.raises(Unreadable) as fault:
        pptx(a_deck(Slide("x", "", "Titel")), file.getvalue())
    assert "Makros" in fault.value.sentence(GERMAN)


def with_master(change: Callable[[str], str], relations: str = "") -> bytes:
    """Return a template whose master is changed, with `relations` more."""
    master, file = "ppt/slideMasters/slideMaster1.xml", io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(own_template())) as archive, zipfile.ZipFile(file, "w") as written:
        for part in archive.infolist():
            text = archive.read(part)
            if part.filename == master:
                text = change(text.decode()).encode()
            if part.filename == "ppt/slideMasters/_rels/slideMaster1.xml.rels":
                text = text.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
            written.writestr(part.filename, text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


@pytest.mark.parametrize("kind", each(["elements", "attributes", "elements after blanks"], ["elements after blanks"]))
@pytest.mark.full
def test_template_of_millions_of_elements_is_refused_before_it_is_parsed(kind: str) -> None:
    attributes = " ".join(f'a{number}=""' for number in range(1_600_000)) if kind == "attributes" else ""
    many = f"<a {attributes}/>" if attributes else "<a/>" * 2_000_000
    bomb = with_master(lambda xml: xml.replace("</p:cSld>", f"<p:extLst>{many}</p:extLst></p:cSld>"))
    if kind == "elements after blanks":
        bomb = with_master(lambda xml: " " * 9 + f"<p:sldMaster>{many}</p:sldMaster>")
    with pytest.raises(Unreadable) as fault:
        pptx(a_deck(Slide("x", "", "Titel")), bomb)
    assert fault.value.sentence(GERMAN) == "Die Vorlage ist zu groß."


OUTWARD = """<Relationship Id="rId901" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
 Target="http://evil.example/pixel.png" TargetMode="External"/><Relationship Id="rId902"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
 Target="http://evil.example/" TargetMode="External"/>"""
LINKED = """<p:sp><p:nvSpPr><p:cNvPr id="901" name="Logo"><a:hlinkClick r:id="rId902"/></p:cNvPr><p:cNvSpPr/><p:nvPr/>
</p:nvSpPr><p:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:blipFill><a:blip r:link="rId901"/><a:stretch/>
</a:blipFill></p:spPr></p:sp></p:spTree>"""


def test_what_a_template_would_fetch_from_elsewhere_is_in_no_deck() -> None:
    outward = with_master(lambda xml: xml.replace("</p:spTree>", LINKED), OUTWARD)
    deck = pptx(a_deck(Slide("x", "", "Titel")), outward)
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name, part in parts.items() if b"evil.example" in part or b"rId90" in part] == []
    assert b'name="Logo"' in parts["ppt/slideMasters/slideMaster1.xml"]  # what belongs to the template stays


def looked_at(monkeypatch: pytest.MonkeyPatch, refused: dict[str, str] | None) -> tuple[int, set[str]]:
    """Return how often three runs of a page look at one template, and what they say, where the child says this."""
    asked: list[bytes] = []
    monkeypatch.setattr(
        own_template_module, "refusal", lambda _how, data, _out, _seconds: asked.append(data) or copy(refused)
    )
    monkeypatch.setattr(own_template_module, "SEEN", Kept(4))
    said = set()
    for _run in range(3):
        try:
            own_template_module.cleaned(b"dieselbe")
        except Unreadable as fault:
            said.add(fault.sentence(GERMAN))
    return len(asked), said


def test_template_is_looked_at_once_however_often_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked_at(monkeypatch, None) == (1, set())
    assert looked_at(monkeypatch, {"code": "macros"})[0] == 1
    assert looked_at(monkeypatch, {"code": "busy"})[0] == 3  # because the next time there may be room


def test_template_that_could_not_be_looked_at_is_not_called_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    _times, [said] = looked_at(monkeypatch, {"code": "unknown"})
    assert said.startswith("Die Vorlage enthält etwas, das sich hier nicht lesen lässt, auch wenn sie heil sein mag.")


def test_comment_among_relations_and_an_element_with_two_links_are_taken() -> None:
    twice = LINKED.replace('r:id="rId902"', 'r:id="rId902" r:embed="rId901"')
    deck = pptx(
        a_deck(Slide("x", "", "Titel")),
        with_master(lambda xml: xml.replace("</p:spTree>", twice), f"<!-- von Hand -->{OUTWARD}"),
    )
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        assert b"rId90" not in archive.read("ppt/slideMasters/slideMaster1.xml")
