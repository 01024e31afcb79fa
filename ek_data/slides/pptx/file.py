"""A deck as a PowerPoint file: native charts, the map as shapes, real tables, notes for the speaker."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Emu

from ek_data.dataset.dataset import DEMO_MARK
from ek_data.i18n import Language
from ek_data.slides import saved
from ek_data.slides.content import Slide
from ek_data.slides.deck import Deck
from ek_data.slides.options import kind_of, only_here, printed
from ek_data.slides.pptx import provenance
from ek_data.slides.pptx.charts.sheet import StatedRelease
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import (
    copy_of,
    element_of,
    name_notes_master,
    nsdecls,
    parse_xml,
    properties_of,
    put_behind,
    put_field,
    qn,
    rewrite,
    size_in,
    space_of,
)
from ek_data.slides.pptx.layout import SlideSurface, draw
from ek_data.slides.pptx.templates.tags import ADDRESS, DATE, RELEASE, SUBTITLE, TITLE, fill_tags, tags_in
from ek_data.slides.pptx.templates.template import FAINT, Template, lists, placeholder, template
from ek_data.slides.pptx.text import READABLE, TypeStyle, clean, fill, shortened_to, text_box

FOOTER = TypeStyle((READABLE,), anchor=MSO_ANCHOR.MIDDLE)
NUMBER = TypeStyle((READABLE,), align=PP_ALIGN.RIGHT, anchor=MSO_ANCHOR.MIDDLE)
TOPIC = TypeStyle((READABLE,))
LONGEST_SHOWN = 50  # characters of an address beside the date
OF_WORDS = frozenset(("title", "closing"))  # slides that stand on the dark ground, unless they hold a code to scan
NUMBER_WIDTH = round(1.8 * CM)
WATERMARK_TURN, LOW = -18, 0.67  # degrees; where on a slide of words alone, as a share of its height
ABOUT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office '
    "PowerPoint</Application><PresentationFormat>{format}</PresentationFormat><Slides>{n}</Slides><Notes>{n}</Notes>"
    "<HiddenSlides>0</HiddenSlides></Properties>"
)


def pptx(deck: Deck, own_template: bytes | None = None, made: dt.datetime | None = None) -> bytes:
    """Return `deck` as the bytes of a .pptx file, in `own_template` (.potx or .pptx) if given.

    `made` is the moment that the file says it was made at, now unless given. Raises Unreadable for a template that is
    no PowerPoint file, and Missing for one without a fitting layout.
    """
    lang = Language(deck.language)
    chosen = template(own_template, lang)
    covered = any(TITLE in tags_in(page) for page in chosen.presentation.slides)
    fill_tags(chosen.presentation, _tags(deck, lang))
    pages: list[provenance.OurSlide] = []
    for slide in deck.slides:
        if covered and slide.code == "title":  # the template brings its own first slide
            continue
        pages.append(provenance.page_of(_write(chosen, deck, slide, lang), slide.code))
    _describe(chosen.presentation, deck, made or dt.datetime.now(dt.UTC), lang)
    provenance.remember(chosen.presentation, _memo(deck, pages, own=own_template is not None))
    file = io.BytesIO()
    chosen.presentation.save(file)
    return file.getvalue()


def _memo(deck: Deck, pages: list[provenance.OurSlide], *, own: bool) -> provenance.Memo:
    """Return what the file shall remember, so that it can be updated; one without names only that it has none."""
    if deck.anonymous:
        return provenance.Memo(anonymous=True)
    newest = replace(deck.choice, release=None)
    return provenance.Memo(
        saved.text_of(newest), deck.address, deck.release, deck.data.origin.seal, own, pages=tuple(pages)
    )


def _tags(deck: Deck, lang: Language) -> dict[str, str]:
    """Return what stands in place of the tags of a template."""
    said = {TITLE: deck.title, SUBTITLE: deck.subtitle, DATE: deck.data_date, RELEASE: deck.release_in_words}
    return {**said, ADDRESS: _shown(deck.address, lang)}


def _write(chosen: Template, deck: Deck, slide: Slide, lang: Language) -> Any:
    alone = kind_of(slide.code) in OF_WORDS and not slide.link and chosen.opening is not None
    if alone:
        page = chosen.presentation.slides.add_slide(chosen.opening)
        _open(page, slide)
    else:
        listed = chosen.listed if slide.bullets else None
        page = chosen.presentation.slides.add_slide(listed or chosen.plain)
        fill(page.shapes.title, [slide.title], _size(page, page.shapes.title, "title"), bold=True)
        body = _topic(page, chosen, slide, lang)
        source = StatedRelease(deck.release, deck.data.origin.seal, named=not deck.anonymous)
        draw(SlideSurface(page.shapes, next(iter(lists(page, chosen.topic)), None), source), slide, body, lang)
    if deck.demo:
        _watermark(page.shapes, chosen, alone=alone)
    _foot(page, chosen, deck, lang, linked=not alone)  # a link has one colour in all slides: too dark on this ground
    page.notes_slide.notes_text_frame.text = clean("\n".join(_speech(deck, slide, lang)))
    _speak(page, lang)
    return page


def _size(page: Any, shape: Any, kind: str) -> float:
    """Return the size in points that a placeholder of a slide has by its layout."""
    return size_in(page.slide_layout, shape.placeholder_format.idx, kind)


def _open(page: Any, slide: Slide) -> None:
    """Write a slide of words alone into the placeholders of the layout for the first one."""
    title, subtitle = page.shapes.title, placeholder(page, PP_PLACEHOLDER.SUBTITLE)
    fill(title, [slide.title], _size(page, title, "title"), bold=True)
    said = [text for text in (slide.topic, *slide.bullets) if text]
    fill(subtitle, said, _size(page, subtitle, "body"), gap=0.4)


def _topic(page: Any, chosen: Template, slide: Slide, lang: Language) -> Box:
    """Write the small line above the title, in a template without a place for it below, and return what is left."""
    places = [shape for shape in page.placeholders if shape.placeholder_format.idx == chosen.topic]
    if places and slide.topic:
        fill(places[0], [slide.topic], READABLE)
        return chosen.body
    if places:
        element_of(places[0]).getparent().remove(element_of(places[0]))  # else its prompt would stand there
    elif slide.topic:
        high = round(0.9 * CM)
        text_box(page.shapes, lang("Topic"), [slide.topic], chosen.body.top(high), TOPIC)
        return chosen.body.below(high + CM // 4)
    return chosen.body


def _watermark(shapes: Any, chosen: Template, *, alone: bool) -> None:
    """Write across the slide that the data are invented, behind everything but the title, which it keeps clear of."""
    presentation = chosen.presentation
    wide, high = round(presentation.slide_width * 0.8), round(presentation.slide_height * 0.16)
    middle = round(presentation.slide_height * (LOW if alone else 0.5))
    box = Box((presentation.slide_width - wide) // 2, middle - high // 2, wide, high)
    colour = chosen.faint if alone else FAINT
    style = TypeStyle(
        (54.0, 48.0, 40.0, 32.0), bold=True, colour=colour, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE
    )
    shape = text_box(shapes, DEMO_MARK, [DEMO_MARK], box, style)
    shape.rotation = WATERMARK_TURN
    put_behind(shape, shapes.title)


def footer(deck: Deck, lang: Language) -> str:
    """Return what stands at the foot of every slide: date of the data, release, and where to find them."""
    mark = DEMO_MARK if deck.demo else ""
    return " · ".join(filter(None, (mark, deck.state, _shown(deck.address, lang))))


def _shown(address: str, lang: Language) -> str:
    """Return an address as it is read, or what it leads to if it is long; nothing if others do not get there."""
    if not address or only_here(address):
        return ""
    short = printed(address)
    return short if 0 < len(short) <= LONGEST_SHOWN else lang("Open these slides")


def _foot(page: Any, chosen: Template, deck: Deck, lang: Language, *, linked: bool) -> None:
    """Write footer and slide number, into the placeholders of the layout where it has them."""
    box = chosen.footer
    numbered = Box(box.right - NUMBER_WIDTH, box.y, NUMBER_WIDTH, box.height)
    text_room = Box(box.x, box.y, box.width - NUMBER_WIDTH, box.height)
    foot = _of_layout(page, PP_PLACEHOLDER.FOOTER, text_room)
    size = READABLE if foot is None else min(_size(page, foot, "other"), READABLE)
    text = shortened_to(clean(footer(deck, lang)), text_room.points[0], size)
    if foot is None:
        foot = text_box(page.shapes, lang("Footer"), [text], text_room, FOOTER)
    else:
        foot.text_frame.text = text
    shown = _shown(deck.address, lang)
    if linked and shown and text.endswith(shown):
        _link(foot.text_frame.paragraphs[0], text.removesuffix(shown), shown, deck.address)
    number = _of_layout(page, PP_PLACEHOLDER.SLIDE_NUMBER, numbered)
    _count(number or text_box(page.shapes, lang("Slide number"), [""], numbered, NUMBER), page)


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


def _count(shape: Any, page: Any) -> None:
    """Write the field that PowerPoint keeps at the number of the slide."""
    frame = shape.text_frame
    frame.clear()
    paragraph = frame.paragraphs[0]
    paragraph.add_run()
    number = len(page.part.package.presentation_part.presentation.slides)
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="de-DE"/><a:t>{number}</a:t></a:fld>'
    )
    put_field(paragraph, field)


def _speech(deck: Deck, slide: Slide, lang: Language) -> list[str]:
    """Return the notes for the speaker: what is shown, what to mind, date of the data; at the end the sources."""
    said = [slide.title, slide.topic, *slide.notes]
    if slide.picture is not None:
        said += [note for note in slide.picture.notes if note not in slide.notes]
    if deck.attribution and slide.map is not None and deck.attribution not in said:
        said.append(deck.attribution)
    sources = [lang("Sources:"), *slide.sources] if slide.sources else []
    return [text for text in (*said, footer(deck, lang), *sources) if text]


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


def _describe(presentation: Any, deck: Deck, made: dt.datetime, lang: Language) -> None:
    """Write what the file says of itself: title, language, when it was made, size of its slides and how many."""
    about = presentation.core_properties
    about.title, about.subject, about.language = clean(deck.title), clean(deck.subtitle), lang.locale.replace("_", "-")
    about.author = about.last_modified_by = ""
    about.comments = clean(footer(deck, lang))
    about.created = about.modified = made.astimezone(dt.UTC).replace(tzinfo=None)
    about.revision = 1
    name_notes_master(presentation)
    wide = abs(presentation.slide_width * 9 - presentation.slide_height * 16) < presentation.slide_height
    said = lang("Widescreen") if wide else lang("Other size")
    for relation in presentation.part.package.iter_rels():
        if relation.reltype == RT.EXTENDED_PROPERTIES:
            rewrite(relation.target_part, ABOUT.format(format=said, n=len(presentation.slides)).encode())
