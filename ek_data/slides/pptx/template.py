"""The presentation a deck is written into: our own, or a template that an office brings along.

Layouts are found by the kinds of their placeholders, because their names differ from language to language.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Emu

from ek_data.errors import Missing
from ek_data.i18n import N_
from ek_data.slides.own_template import cleaned
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import drop_related, element_of, nsdecls, parse_xml, qn, remove_slides, rewrite

WIDTH, HEIGHT = 12_192_000, 6_858_000  # 16:9
MARGIN = round(1.3 * CM)
LEAST_BODY = 0.45  # of the height of a slide: what a title may leave for charts and tables

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FOOTERS = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # the extension in which PowerPoint keeps sections of slides

NO_LAYOUT = N_(
    "The template has no layout that fits: a title at the top with nothing else but date, footer and slide number "
    "leaves room for charts and tables."
)

DARK, INK, GROUND = "14507A", "14212B", "063A5B"  # of our own template; contrast to white 8:1 and more
FAINT, FAINT_ON_GROUND = "#E3E7EA", "#12507A"
SCHEME = {"dk1": INK, "dk2": DARK, "lt2": "F2F5F7", "accent1": DARK, "accent2": "D05A00", "accent3": "00916A"} | {
    "accent4": "B8608F", "accent5": "A87A00", "accent6": "7F72D6", "hlink": DARK, "folHlink": DARK
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Template:
    """A presentation without slides, its layouts, and the boxes that a slide with only a title leaves free.

    `faint` is the colour of a watermark on the opening slide.
    """

    presentation: Any
    opening: Any | None
    plain: Any
    title: Box
    body: Box
    footer: Box
    faint: str = FAINT


def template(own: bytes | None = None) -> Template:
    """Return our template, or the one in the bytes `own` of a .potx or .pptx file, without its slides.

    Raises Unreadable for what is no PowerPoint file, is too large or has macros; Missing without a fitting layout.
    """
    presentation = _opened(own) if own else _ours()
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    fitting = [layout for layout in layouts if _kinds(layout) & TITLES and not _kinds(layout) - TITLES - FOOTERS]
    opening = next(
        (each for each in layouts if {PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE} <= _kinds(each)), None
    )
    for layout in fitting:
        title, body, footer = _boxes(layout, presentation)
        if body.height >= LEAST_BODY * presentation.slide_height:
            return Template(presentation, opening, layout, title, body, footer, FAINT if own else FAINT_ON_GROUND)
    raise Missing(NO_LAYOUT)


def _kinds(layout: Any) -> set[Any]:
    return {shape.placeholder_format.type for shape in layout.placeholders}


def placeholder(layout: Any, *kinds: Any) -> Any:
    """Return the first placeholder of `layout` of one of `kinds`, or None."""
    return next((shape for shape in layout.placeholders if shape.placeholder_format.type in kinds), None)


def _boxes(layout: Any, presentation: Any) -> tuple[Box, Box, Box]:
    """Return the boxes of title, body and footer; the footer takes the whole width, whatever its parts."""
    slide = Box(0, 0, presentation.slide_width, presentation.slide_height)
    title = _box(placeholder(layout, *TITLES))
    title = title._replace(x=max(title.x, 0), width=min(title.width, slide.width - max(title.x, 0)))
    below = [_box(shape) for shape in layout.placeholders if shape.placeholder_format.type in FOOTERS]
    below = [box for box in below if box.y > slide.height // 2]
    foot = min((box.y for box in below), default=slide.height - CM)
    deep = max((box.bottom for box in below), default=slide.height - CM // 4)
    footer = Box(title.x, foot, title.width, min(deep, slide.height) - foot)
    gap = CM // 4
    body = Box(title.x, title.bottom + gap, title.width, max(foot - gap - title.bottom - gap, 0))
    return title, body, footer


def _box(shape: Any) -> Box:
    return Box(shape.left, shape.top, shape.width, shape.height)


def _opened(data: bytes) -> Any:
    presentation = Presentation(io.BytesIO(cleaned(data)))
    _without_slides(presentation)
    return presentation


def _without_slides(presentation: Any) -> None:
    """Take out the slides of a template, and its sections, which would point to slides that are gone."""
    remove_slides(presentation)
    for extension in element_of(presentation).findall(f".//{{*}}ext[@uri='{SECTIONS}']"):
        extension.getparent().remove(extension)


def _ours() -> Any:
    """Return python-pptx' empty presentation as 16:9 with two layouts, our colours, and titles to the left."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(WIDTH), Emu(HEIGHT)
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        kinds = _kinds(layout)
        if PP_PLACEHOLDER.SUBTITLE not in kinds and kinds - FOOTERS != {PP_PLACEHOLDER.TITLE}:
            presentation.slide_layouts.remove(layout)
    for page in (master, *presentation.slide_layouts):
        for shape in page.placeholders:
            _place(shape)
    _titles_to_the_left(master)
    for layout in presentation.slide_layouts:
        for level in element_of(layout).findall(".//{*}sp//{*}lvl1pPr[@algn='ctr']"):
            level.set("algn", "l")
            for tint in level.findall(".//{*}schemeClr/{*}tint"):
                tint.getparent().remove(tint)  # grey on white would be too faint on a projector
        if PP_PLACEHOLDER.SUBTITLE in _kinds(layout):
            _darken(layout)
    _colour(master)
    drop_related(presentation.part, RT.PRINTER_SETTINGS)
    drop_related(presentation.part.package, RT.THUMBNAIL)
    return presentation


PLACES = {
    PP_PLACEHOLDER.TITLE: Box(MARGIN, round(0.75 * CM), WIDTH - 2 * MARGIN, round(1.9 * CM)),
    PP_PLACEHOLDER.CENTER_TITLE: Box(MARGIN, round(4.2 * CM), WIDTH - 2 * MARGIN, round(4.6 * CM)),
    PP_PLACEHOLDER.SUBTITLE: Box(MARGIN, round(9.2 * CM), WIDTH - 2 * MARGIN, round(5.6 * CM)),
    PP_PLACEHOLDER.BODY: Box(MARGIN, 3 * CM, WIDTH - 2 * MARGIN, 14 * CM),
    PP_PLACEHOLDER.DATE: Box(MARGIN, round(17.9 * CM), 3 * CM, round(0.7 * CM)),
    PP_PLACEHOLDER.FOOTER: Box(MARGIN, round(17.9 * CM), WIDTH - 2 * MARGIN - 2 * CM, round(0.7 * CM)),
    PP_PLACEHOLDER.SLIDE_NUMBER: Box(WIDTH - MARGIN - 2 * CM, round(17.9 * CM), 2 * CM, round(0.7 * CM)),
}


def _place(shape: Any) -> None:
    box = PLACES.get(shape.placeholder_format.type)
    if box:
        shape.left, shape.top, shape.width, shape.height = map(Emu, box)


def _titles_to_the_left(master: Any) -> None:
    level = element_of(master).find(".//{*}titleStyle/{*}lvl1pPr")
    level.set("algn", "l")
    font = level.find("{*}defRPr")
    font.set("b", "1")
    font.find(".//{*}schemeClr").set("val", "tx2")


def _darken(layout: Any) -> None:
    """Give the opening slide the dark ground and the light text that it has on the projector."""
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(*bytes.fromhex(GROUND))  # type: ignore[no-untyped-call]
    for shape in layout.placeholders:
        styles = element_of(shape).txBody.find(qn("a:lstStyle"))
        level = styles.find(qn("a:lvl1pPr"))
        if level is None:
            level = styles.makeelement(qn("a:lvl1pPr"))
            styles.insert(0, level)
        font = level.find(qn("a:defRPr"))
        if font is None:
            font = level.makeelement(qn("a:defRPr"))
            level.append(font)
        for colour in font.findall(qn("a:solidFill")):
            font.remove(colour)
        font.insert(0, parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="bg1"/></a:solidFill>'))


def _colour(master: Any) -> None:
    """Write our colours into the theme, which python-pptx keeps as bytes."""
    theme = master.part.part_related_by(RT.THEME)
    xml = theme.blob.decode()
    for name, colour in SCHEME.items():
        xml = re.sub(f"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml)
    rewrite(theme, xml.encode())
