"""python-pptx' inner parts still do what the presentations use them for, and only one module uses them."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Cm

from ek_data.slides.pptx import internals

HOUSE = Path(__file__).parent.parent.parent / "ek_data"
LIBRARY = sorted(HOUSE.rglob("*.py"))
PLACE = (Cm(1), Cm(1), Cm(8), Cm(4))


def test_only_one_module_uses_inner_parts() -> None:
    slides = [file for file in LIBRARY if HOUSE / "slides" / "pptx" in file.parents]
    assert {file.name for file in slides if set(inner_names(file))} == {"internals.py"}
    assert {file.name for file in LIBRARY if "pptx.oxml" in file.read_text(encoding="utf-8")} == {"internals.py"}


def inner_names(file: Path) -> Iterator[str]:
    """Yield names with an underscore that are asked of something else than oneself, but for those of named tuples."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if not own and node.attr != "_replace":
                yield node.attr


@pytest.fixture
def page() -> Any:
    presentation = Presentation()
    return presentation.slides.add_slide(presentation.slide_layouts[5])


def again(page: Any) -> Any:
    """Return the slide of the presentation, written and opened again."""
    written = io.BytesIO()
    page.part.package.save(written)
    return Presentation(written).slides[0]


def test_elements_of_every_kind_are_found(page: Any) -> None:
    presentation = page.part.package.presentation_part.presentation
    parts = [presentation, presentation.slide_master, page.slide_layout, page, page.shapes.title]
    names = [internals.element_of(part).tag.rpartition("}")[2] for part in parts]
    assert names == ["presentation", "sldMaster", "sldLayout", "sld", "sp"]


def test_order_of_shapes_is_that_of_their_elements(page: Any) -> None:
    first, second = (page.shapes.add_textbox(*PLACE) for _name in range(2))
    internals.put_behind(second, first)
    internals.put_behind(first, page.shapes.title)
    assert [shape.shape_id for shape in again(page).shapes][1:] == [first.shape_id, second.shape_id]
    assert len(internals.tree_of(page.shapes)) == 2 + 3  # properties of the slide and of its group


def test_copy_of_a_shape_has_a_number_of_its_own(page: Any) -> None:
    given = page.shapes.add_textbox(*PLACE)
    copied = internals.copy_of(given, page.shapes)
    assert copied.shape_id == internals.highest_number(page.shapes) == given.shape_id + 1


def test_chart_is_described_and_its_series_are_found(page: Any) -> None:
    data: Any = CategoryChartData()
    data.categories = ["a"]
    data.add_series("one", [1])
    frame = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *PLACE, data)
    internals.describe(frame, "What it shows")
    assert len(internals.space_of(frame.chart).xpath(".//c:ser")) == 1
    assert b'descr="What it shows"' in xml(again(page).shapes[-1])


def test_cell_is_turned_and_as_high_as_its_type(page: Any) -> None:
    cell = page.shapes.add_table(1, 1, *PLACE).table.cell(0, 0)
    internals.turn_upwards(cell)
    internals.size_of_end(cell.text_frame.paragraphs[0], 10.5)
    written = xml(again(page).shapes[-1])
    assert b'vert="vert270"' in written
    assert b'<a:endParaRPr sz="1050"' in written


def test_field_takes_the_place_of_a_run_and_both_have_properties(page: Any) -> None:
    paragraph = page.shapes.title.text_frame.paragraphs[0]
    paragraph.add_run().text = "1"
    internals.properties_of(paragraph.runs[0]._r).set("lang", "de-DE")
    assert b'<a:rPr lang="de-DE"' in xml(page.shapes.title)
    field = internals.parse_xml(f'<a:fld {internals.nsdecls("a")} id="x" type="slidenum"><a:t>1</a:t></a:fld>')
    internals.put_field(paragraph, field)
    internals.properties_of(field).set("lang", "en-GB")
    assert [each.tag for each in field] == [internals.qn("a:rPr"), internals.qn("a:t")]
    assert b"<a:r>" not in xml(page.shapes.title)


def test_presentation_loses_its_slides(page: Any) -> None:
    presentation = page.part.package.presentation_part.presentation
    internals.remove_slides(presentation, lambda _slide: True)
    written = io.BytesIO()
    presentation.save(written)
    assert len(Presentation(written).slides) == 0


def test_type_of_a_place_is_that_of_its_layout_and_can_be_shrunk(page: Any) -> None:
    layout = page.slide_layout
    assert internals.size_in(layout, 0, "title") == 44
    assert internals.size_in(layout, 99, "body") == 32
    internals.shrink(page.shapes.title.text_frame, 0.75)
    assert b'<a:normAutofit fontScale="75000"/>' in xml(again(page).shapes.title)


def test_shape_is_put_last_and_a_paragraph_gets_a_bullet(page: Any) -> None:
    page.shapes.add_textbox(*PLACE)
    internals.bullet(page.shapes.title.text_frame.paragraphs[0], 18.0)
    internals.put_last(page.shapes.title)
    assert b'marL="228600" indent="-228600"' in xml(again(page).shapes[-1])


def test_presentation_names_the_master_of_its_notes_once(page: Any) -> None:
    presentation = page.part.package.presentation_part.presentation
    page.notes_slide.notes_text_frame.text = "Notiz"
    internals.name_notes_master(presentation)
    internals.name_notes_master(presentation)
    assert len(presentation._element.xpath("p:notesMasterIdLst/p:notesMasterId")) == 1


def test_theme_is_written_and_what_is_related_is_dropped(page: Any) -> None:
    package = page.part.package
    theme = package.presentation_part.presentation.slide_master.part.part_related_by(RT.THEME)
    internals.rewrite(theme, theme.blob.replace(b"Office Theme", b"Our Theme"))
    internals.drop_related(package, RT.THUMBNAIL)
    internals.drop_related(package.presentation_part, RT.PRINTER_SETTINGS)
    parts = {str(part.partname): part.blob for part in again(page).part.package.iter_parts()}
    assert b"Our Theme" in parts["/ppt/theme/theme1.xml"]
    assert [name for name in parts if "thumbnail" in name or "printerSettings" in name] == []


def xml(shape: Any) -> bytes:
    from lxml import etree

    return etree.tostring(shape._element)
