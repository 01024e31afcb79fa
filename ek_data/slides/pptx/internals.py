"""python-pptx' inner parts: the XML elements behind its objects, and what it has no public name for.

Nothing else imports `pptx.oxml` or uses a name of python-pptx with an underscore, so that a new version can break this
module only; `tests/slides/test_pptx_internals.py` tries each use.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
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


def bullet(paragraph: Any, points: float) -> None:
    """Give a paragraph a bullet with its lines so many points behind it."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(round(points * 12_700)))
    properties.set("indent", str(-round(points * 12_700)))
    for made in ('<a:buFont {} typeface="Arial"/>', '<a:buChar {} char="•"/>'):
        properties.append(parse_xml(made.format(nsdecls("a"))))


def size_of_end(paragraph: Any, points: float) -> None:
    """Give the end of a paragraph the size of its type: an empty cell is as high as that."""
    paragraph._p.get_or_add_endParaRPr().set("sz", str(round(points * 100)))


def shrink(frame: Any, share: float) -> None:
    """Let a text frame show its type so much smaller than its layout says, as PowerPoint does by itself."""
    properties = frame._txBody.bodyPr
    for old in properties.findall(qn("a:normAutofit")) + properties.findall(qn("a:noAutofit")):
        properties.remove(old)
    fit = parse_xml(f'<a:normAutofit {nsdecls("a")} fontScale="{round(share * 100) * 1000}"/>')
    properties.insert(0, fit)


def size_in(layout: Any, place: int, kind: str) -> float:
    """Return the size in points that a placeholder has by its layout: its own, that of the master, or of its styles.

    `kind` is that of the styles of the master: title, body or other.
    """
    master = layout.slide_master
    own = [shape for shape in layout.placeholders if shape.placeholder_format.idx == place]
    types = {shape.placeholder_format.type for shape in own}
    own += [shape for shape in master.placeholders if shape.placeholder_format.type in types]
    styles = master._element.findall(f"{qn('p:txStyles')}/{qn(f'p:{kind}Style')}")
    for holder in (*(shape._element for shape in own), *styles):
        for font in holder.findall(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}"):
            if font.get("sz"):
                return int(font.get("sz")) / 100
    return 18.0


def put_last(shape: Any) -> None:
    """Draw and read a shape after all others of its slide."""
    tree = shape._element.getparent()
    tree.append(shape._element)


def name_notes_master(presentation: Any) -> None:
    """Say in the presentation where the master of its notes is, which python-pptx makes without saying so."""
    element = presentation._element
    if element.find(qn("p:notesMasterIdLst")) is None:
        key = presentation.part.relate_to(presentation.part.notes_master_part, RT.NOTES_MASTER)
        named = parse_xml(
            f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>'
        )
        element.find(qn("p:sldMasterIdLst")).addnext(named)


def turn_upwards(cell: Any) -> None:
    """Let the text of a cell of a table run from below to above."""
    cell._tc.get_or_add_tcPr().set("vert", "vert270")


def remove_slides(presentation: Any, removed: Callable[[Any], bool]) -> None:
    """Take the slides out of a presentation that are to be `removed`."""
    slides = presentation.slides._sldIdLst
    for slide in [each for each in slides if removed(presentation.part.related_slide(each.rId))]:
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
