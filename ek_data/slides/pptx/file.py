"""A deck as a PowerPoint file: native charts, the map as shapes, real tables, notes for the speaker."""

from __future__ import annotations

import io
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu

from ek_data.dataset.dataset import DEMO_MARK
from ek_data.i18n import Language
from ek_data.slides.content import Slide
from ek_data.slides.deck import Deck
from ek_data.slides.options import only_here
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import (
    copy_of,
    element_of,
    nsdecls,
    parse_xml,
    properties_of,
    put_behind,
    put_field,
    qn,
    space_of,
)
from ek_data.slides.pptx.layout import draw, title_into
from ek_data.slides.pptx.template import FAINT, Template, placeholder, template
from ek_data.slides.pptx.text import TypeStyle, clean, plain, shortened_to, text_box, write

TITLE_SIZES, OPENING_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0), (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
SUBTITLE = TypeStyle((24.0, 22.0, 20.0, 18.0, 16.0, 14.0))
FOOTER_SIZE = 11.0
FOOTER = TypeStyle((FOOTER_SIZE,), anchor=MSO_ANCHOR.MIDDLE)
NUMBER = TypeStyle((FOOTER_SIZE,), align=PP_ALIGN.RIGHT, anchor=MSO_ANCHOR.MIDDLE)
NUMBER_WIDTH = round(1.6 * CM)
WATERMARK_TURN = -18


def pptx(deck: Deck, own_template: bytes | None = None) -> bytes:
    """Return `deck` as the bytes of a .pptx file, in `own_template` (.potx or .pptx) if given.

    Raises Unreadable for a template that is no PowerPoint file, and Missing for one without a fitting layout.
    """
    lang = Language(deck.language)
    chosen = template(own_template)
    for number, slide in enumerate(deck.slides):
        _write(chosen, deck, slide, opening=number == 0 and slide.code == "title", lang=lang)
    _describe(chosen.presentation, deck, lang)
    file = io.BytesIO()
    chosen.presentation.save(file)
    return file.getvalue()


def _write(chosen: Template, deck: Deck, slide: Slide, *, opening: bool, lang: Language) -> None:
    if opening and chosen.opening is not None:
        page = chosen.presentation.slides.add_slide(chosen.opening)
        _open(page, slide)
    else:
        page = chosen.presentation.slides.add_slide(chosen.plain)
        title_into(page.shapes.title, clean(slide.title), chosen.title, TITLE_SIZES)
        draw(page.shapes, slide, chosen.body, lang)
    if deck.demo:
        _watermark(page.shapes, chosen, chosen.faint if opening else FAINT)
    _foot(page, chosen, deck, lang, linked=not opening)  # a link has one colour in all slides: too dark on the first
    page.notes_slide.notes_text_frame.text = clean("\n".join(_speech(deck, slide, lang)))
    _speak(page, lang)


def _open(page: Any, slide: Slide) -> None:
    """Write the first slide into the placeholders of its layout."""
    title = page.shapes.title
    title_into(title, clean(slide.title), _box(title), OPENING_SIZES, anchor=MSO_ANCHOR.BOTTOM)
    subtitle = placeholder(page, PP_PLACEHOLDER.SUBTITLE)
    style = TypeStyle(SUBTITLE.sizes, align=None)
    write(subtitle.text_frame, [clean(text) for text in slide.bullets], _box(subtitle), style, gap=0.4)


def _box(shape: Any) -> Box:
    return Box(shape.left, shape.top, shape.width, shape.height)


def _watermark(shapes: Any, chosen: Template, colour: str) -> None:
    """Write across the slide that the data are invented, behind everything but the title."""
    presentation = chosen.presentation
    wide, high = round(presentation.slide_width * 0.8), round(presentation.slide_height * 0.16)
    box = Box((presentation.slide_width - wide) // 2, (presentation.slide_height - high) // 2, wide, high)
    style = TypeStyle(
        (54.0, 48.0, 40.0, 32.0), bold=True, colour=colour, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE
    )
    shape = text_box(shapes, DEMO_MARK, [DEMO_MARK], box, style)
    shape.rotation = WATERMARK_TURN
    put_behind(shape, shapes.title)


def footer(deck: Deck, lang: Language) -> str:
    """Return what stands at the foot of every slide: date of the data, release, and where to find them."""
    release = lang("release {n}", n=deck.release) if deck.release is not None else ""
    mark = DEMO_MARK if deck.demo else ""
    return " · ".join(part for part in (mark, deck.data_date, release, _shown(deck.address)) if part)


def _shown(address: str) -> str:
    """Return an address as it is read: without the choice of slides; nothing if others do not get there."""
    return "" if only_here(address) else address.partition("?")[0]


def _foot(page: Any, chosen: Template, deck: Deck, lang: Language, *, linked: bool) -> None:
    """Write footer and slide number, into the placeholders of the layout where it has them."""
    box = chosen.footer
    numbered = Box(box.right - NUMBER_WIDTH, box.y, NUMBER_WIDTH, box.height)
    text_room = Box(box.x, box.y, box.width - NUMBER_WIDTH, box.height)
    text = shortened_to(clean(footer(deck, lang)), text_room.points[0], FOOTER_SIZE)
    shown = _shown(deck.address)
    foot = _of_layout(page, PP_PLACEHOLDER.FOOTER, text_room)
    if foot is None:
        foot = text_box(page.shapes, lang("Footer"), [text], text_room, FOOTER)
    else:
        write(foot.text_frame, [text], text_room, FOOTER)
    if linked and shown and text.endswith(shown):
        _link(foot.text_frame.paragraphs[0], text.removesuffix(shown), shown, deck.address)
    number = _of_layout(page, PP_PLACEHOLDER.SLIDE_NUMBER, numbered)
    if number is None:
        number = text_box(page.shapes, lang("Slide number"), [""], numbered, NUMBER)
    _count(number, page, numbered)


def _link(paragraph: Any, said: str, shown: str, address: str) -> None:
    """Make what is shown of the address at the end of a paragraph a link to it."""
    first = paragraph.runs[0]
    first.text = said
    run = paragraph.add_run()
    run.text, run.font.size, run.hyperlink.address = shown, first.font.size, address


def _of_layout(page: Any, kind: Any, box: Box) -> Any:
    """Return the placeholder of this kind that the slide takes over from its layout, or None."""
    given = placeholder(page.slide_layout, kind)
    if given is None:
        return None
    shape = copy_of(given, page.shapes)
    shape.left, shape.top, shape.width, shape.height = map(Emu, box)
    return shape


def _count(shape: Any, page: Any, box: Box) -> None:
    """Write the field that PowerPoint keeps at the number of the slide."""
    write(shape.text_frame, [""], box, NUMBER)
    paragraph = shape.text_frame.paragraphs[0]
    number = len(page.part.package.presentation_part.presentation.slides)
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="de-DE" sz="{round(FOOTER_SIZE * 100)}"/><a:t>{number}</a:t></a:fld>'
    )
    put_field(paragraph, field)


def _speech(deck: Deck, slide: Slide, lang: Language) -> list[str]:
    """Return the notes for the speaker: finding, what to mind, sources, date of the data."""
    said = [slide.title, *slide.notes]
    if slide.picture is not None:
        said += [note for note in slide.picture.notes if note not in slide.notes]
    if slide.sources:
        said.append(lang("Sources: {sources}", sources=", ".join(slide.sources)))
    if deck.attribution and slide.map is not None and deck.attribution not in said:
        said.append(deck.attribution)
    return [plain(text) for text in (*said, footer(deck, lang)) if text]


def _speak(page: Any, lang: Language) -> None:
    """Mark the language of every run, so that spelling is checked and texts are read aloud in it."""
    language = lang.locale.replace("_", "-")
    parts = [element_of(page), element_of(page.notes_slide)]
    parts += [space_of(shape.chart) for shape in page.shapes if shape.has_chart]
    for part in parts:
        for run in part.iter(qn("a:r"), qn("a:fld")):
            properties_of(run).set("lang", language)
        for end in part.iter(qn("a:endParaRPr")):
            end.set("lang", language)
        for each in part.iter(qn("c:lang")):
            each.set("val", language)


def _describe(presentation: Any, deck: Deck, lang: Language) -> None:
    about = presentation.core_properties
    about.title, about.subject, about.language = clean(deck.title), clean(deck.subtitle), lang.locale.replace("_", "-")
    about.author = about.last_modified_by = ""
    about.comments = clean(footer(deck, lang))
