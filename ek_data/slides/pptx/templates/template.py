"""The presentation a deck is written into: our own, or a template that an office brings along.

Layouts are found by the kinds of their placeholders, because their names differ from language to language.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from ek_data.errors import Missing
from ek_data.i18n import N_, Language
from ek_data.slides.own_template import cleaned
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import element_of, remove_slides
from ek_data.slides.pptx.templates.standard import TOPIC_PLACE, standard
from ek_data.slides.pptx.templates.tags import tags_in

LEAST_BODY = 0.45  # of the height of a slide: what a title may leave for charts and tables

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
LISTS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
FOOTERS = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # the extension in which PowerPoint keeps sections of slides

NO_LAYOUT = N_(
    "The template has no layout that fits: a title at the top with nothing else but date, footer and slide number "
    "leaves room for charts and tables."
)

FAINT, FAINT_ON_GROUND = "#E3E7EA", "#12507A"


@dataclass(frozen=True, eq=False)
class Template:
    """A presentation without slides, its layouts, and the boxes that a slide with only a title leaves free.

    `plain` has a title only, `listed` a list as well, and is None in a template without such a layout. `topic` is the
    number of the placeholder above the title in our own. `faint` is the colour of a watermark on the opening slide.
    """

    presentation: Any
    opening: Any | None
    plain: Any
    listed: Any | None
    title: Box
    body: Box
    footer: Box
    topic: int | None = None
    faint: str = FAINT


def template(own: bytes | None, lang: Language) -> Template:
    """Return our template, or the one in the bytes `own` of a .potx or .pptx file, without its slides.

    Raises Unreadable for what is no PowerPoint file, is too large or has macros; Missing without a fitting layout.
    """
    presentation = _opened(own) if own else standard(lang)
    topic = None if own else TOPIC_PLACE
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    opening = next(
        (each for each in layouts if {PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE} <= _kinds(each)), None
    )
    listed = next(
        (each for each in layouts if len(lists(each, topic)) == 1 and _titled(each, lists(each, topic), topic)), None
    )
    for layout in (each for each in layouts if _titled(each, [], topic)):
        title, body, footer = _boxes(layout, presentation)
        if body.height >= LEAST_BODY * presentation.slide_height:
            faint = FAINT if own else FAINT_ON_GROUND
            return Template(presentation, opening, layout, listed, title, body, footer, topic, faint)
    raise Missing(NO_LAYOUT)


def lists(page: Any, topic: int | None) -> list[Any]:
    """Return the placeholders for a list of a layout or slide; that of the `topic` is none."""
    return [
        shape
        for shape in page.placeholders
        if shape.placeholder_format.type in LISTS and shape.placeholder_format.idx != topic
    ]


def _titled(layout: Any, more: Sequence[Any], topic: int | None) -> bool:
    """Whether a layout has a title, and besides the foot nothing but `more` and the topic."""
    others = [
        shape
        for shape in layout.placeholders
        if shape.placeholder_format.type not in TITLES | FOOTERS and shape.placeholder_format.idx != topic
    ]
    return bool(_kinds(layout) & TITLES) and len(others) == len(more)


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
    """Take out the slides of a template but those with tags, and its sections, which would point to what is gone."""
    remove_slides(presentation, lambda slide: not tags_in(slide))
    for extension in element_of(presentation).findall(f".//{{*}}ext[@uri='{SECTIONS}']"):
        extension.getparent().remove(extension)
