"""python-pptx' inner parts: the XML elements behind its objects, and what it has no public name for.

Nothing else imports `pptx.oxml` or uses a name of python-pptx with an underscore, so that a new version can break this
module only; `tests/slides/test_pptx_internals.py` tries each use.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.oxml import parse_xml as parse_xml
from pptx.oxml.ns import nsdecls as nsdecls
from pptx.oxml.ns import qn as qn


def element_of(part: Any) -> Any:
    """Return the element of a shape, slide, layout, master or presentation."""
    return part._element


def tree_of(shapes: Any) -> Any:
    """Return the element that holds `shapes` in the order in which they are drawn and read."""
    return shapes._spTree


def space_of(chart: Any) -> Any:
    """Return the element of all that belongs to a chart."""
    return chart._chartSpace


def highest_number(shapes: Any) -> int:
    """Return the highest number that a shape of the slide has."""
    return max(int(number) for number in tree_of(shapes).xpath("//p:cNvPr/@id"))


def describe(frame: Any, description: str) -> None:
    """Give the frame of a chart or table its text for those who cannot see it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)


def put_behind(shape: Any, other: Any) -> None:
    """Draw and read `shape` right after `other`, behind whatever follows that."""
    other._element.addnext(shape._element)


def copy_of(shape: Any, shapes: Any) -> Any:
    """Add a copy of a shape, as of a placeholder of the layout, to the `shapes` of a slide and return it."""
    copied = deepcopy(shape._element)
    copied.nvSpPr.cNvPr.set("id", str(highest_number(shapes) + 1))
    tree_of(shapes).append(copied)
    return shapes[-1]


def put_field(paragraph: Any, field: Any) -> None:
    """Let an element, as the number of the slide, stand for the first run of a paragraph."""
    paragraph._p.replace(paragraph.runs[0]._r, field)


def properties_of(run: Any) -> Any:
    """Return the properties of the element of a run or field, which get their place if there are none."""
    found = run.find(qn("a:rPr"))
    if found is None:
        found = run._add_rPr() if hasattr(run, "_add_rPr") else run.makeelement(qn("a:rPr"))
        run.insert(0, found)
    return found


def size_of_end(paragraph: Any, points: float) -> None:
    """Give the end of a paragraph the size of its type: an empty cell is as high as that."""
    paragraph._p.get_or_add_endParaRPr().set("sz", str(round(points * 100)))


def turn_upwards(cell: Any) -> None:
    """Let the text of a cell of a table run from below to above."""
    cell._tc.get_or_add_tcPr().set("vert", "vert270")


def remove_slides(presentation: Any) -> None:
    """Take all slides out of a presentation."""
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)


def rewrite(part: Any, content: bytes) -> None:
    """Write anew what python-pptx keeps as bytes, as it does with the theme."""
    part._blob = content


def drop_related(part: Any, kind: str) -> None:
    """Take away what is related to a part, or to the whole package, in this way."""
    rels = part._rels
    for key in [key for key, rel in rels.items() if rel.reltype == kind]:
        rels.pop(key)
