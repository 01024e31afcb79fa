"""Our own template: three layouts with titles to the left, a line for the topic above them, and real bullets.

It is made from python-pptx' empty presentation, so that no file of PowerPoint has to be kept.
"""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Emu

from ek_data.i18n import N_, Language
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import drop_related, element_of, nsdecls, parse_xml, qn, rewrite, tree_of

WIDTH, HEIGHT = 12_192_000, 6_858_000  # 16:9
MARGIN = round(1.3 * CM)
TITLE, TOPIC, LIST, FOOT = 3200, 1800, 2400, 1800  # hundredths of a point
TOPIC_PLACE = 13  # the number of the placeholder of the topic, which only our layouts have
LEVELS = (LIST, 2000, 1800, 1800, 1800)

DARK, INK, GROUND = "14507A", "14212B", "063A5B"  # contrast to white 8:1 and more
SCHEME = {"dk1": INK, "dk2": DARK, "lt2": "F2F5F7", "accent1": DARK, "accent2": "D05A00", "accent3": "00916A"} | {
    "accent4": "B8608F", "accent5": "A87A00", "accent6": "7F72D6", "hlink": DARK, "folHlink": DARK
}  # fmt: skip

INNER = WIDTH - 2 * MARGIN
TOPIC_BOX = Box(MARGIN, round(0.55 * CM), INNER, round(0.95 * CM))
BODY_BOX = Box(MARGIN, round(4.4 * CM), INNER, round(13.2 * CM))
PLACES = {
    PP_PLACEHOLDER.TITLE: Box(MARGIN, round(1.5 * CM), INNER, round(2.85 * CM)),
    PP_PLACEHOLDER.CENTER_TITLE: Box(MARGIN, round(4.2 * CM), INNER, round(4.6 * CM)),
    PP_PLACEHOLDER.SUBTITLE: Box(MARGIN, round(9.2 * CM), INNER, round(5.6 * CM)),
    PP_PLACEHOLDER.BODY: BODY_BOX,
    PP_PLACEHOLDER.OBJECT: BODY_BOX,
    PP_PLACEHOLDER.DATE: Box(MARGIN, round(17.75 * CM), 3 * CM, round(0.95 * CM)),
    PP_PLACEHOLDER.FOOTER: Box(MARGIN, round(17.75 * CM), INNER - 2 * CM, round(0.95 * CM)),
    PP_PLACEHOLDER.SLIDE_NUMBER: Box(WIDTH - MARGIN - 2 * CM, round(17.75 * CM), 2 * CM, round(0.95 * CM)),
}
LAYOUTS = {"Title Slide": N_("Title slide"), "Title and Content": N_("Finding and list"), "Title Only": N_("Finding")}
NAMES = {
    PP_PLACEHOLDER.TITLE: N_("Finding"),
    PP_PLACEHOLDER.CENTER_TITLE: N_("Title"),
    PP_PLACEHOLDER.SUBTITLE: N_("Subtitle"),
    PP_PLACEHOLDER.BODY: N_("List"),
    PP_PLACEHOLDER.OBJECT: N_("List"),
    PP_PLACEHOLDER.DATE: N_("Date"),
    PP_PLACEHOLDER.FOOTER: N_("Footer"),
    PP_PLACEHOLDER.SLIDE_NUMBER: N_("Slide number"),
}
PROMPTS = {
    PP_PLACEHOLDER.TITLE: N_("The finding in one sentence"),
    PP_PLACEHOLDER.CENTER_TITLE: N_("Title of the presentation"),
    PP_PLACEHOLDER.SUBTITLE: N_("Subtitle"),
}
LEVEL_PROMPTS = (N_("First level"), N_("Second level"), N_("Third level"), N_("Fourth level"), N_("Fifth level"))


def standard(lang: Language) -> Any:
    """Return our template without slides, its layouts and placeholders named in the language."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(WIDTH), Emu(HEIGHT)
    element_of(presentation).find(qn("p:sldSz")).attrib.pop("type")  # it would say 4:3
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name in LAYOUTS:
            layout.name = lang(LAYOUTS[layout.name])
        else:
            presentation.slide_layouts.remove(layout)
    _style(master)
    for page in (master, *presentation.slide_layouts):
        for shape in page.placeholders:
            _named(shape, lang)
    for layout in presentation.slide_layouts:
        if _opens(layout):
            _darken(layout)
        else:
            tree_of(layout.shapes).insert(3, _topic(lang))  # behind the title, which is read first
    _colour(master)
    _speak(presentation, lang)
    drop_related(presentation.part, RT.PRINTER_SETTINGS)
    drop_related(presentation.part.package, RT.THUMBNAIL)
    return presentation


def _opens(layout: Any) -> bool:
    return any(shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE for shape in layout.placeholders)


def _named(shape: Any, lang: Language) -> None:
    """Give a placeholder its place, and name and prompt in the language."""
    kind = shape.placeholder_format.type
    shape.left, shape.top, shape.width, shape.height = map(Emu, PLACES[kind])
    shape.name = lang(NAMES[kind])
    texts = list(element_of(shape).iter(qn("a:t")))
    if kind in PROMPTS:
        texts[0].text = lang(PROMPTS[kind])
    elif len(texts) == len(LEVEL_PROMPTS):
        for text, prompt in zip(texts, LEVEL_PROMPTS, strict=True):
            text.text = lang(prompt)
    frame = element_of(shape).txBody.bodyPr
    for side in ("lIns", "tIns", "rIns", "bIns"):
        frame.set(side, "0")
    if kind == PP_PLACEHOLDER.TITLE:
        frame.set("anchor", "t")


def _style(master: Any) -> None:
    """Give titles, lists and the foot their size; titles stand to the left in bold."""
    styles = element_of(master).find(qn("p:txStyles"))
    level = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    font = level.find(qn("a:defRPr"))
    font.set("sz", str(TITLE))
    font.set("b", "1")
    font.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    for number, size in enumerate(LEVELS, 1):
        styles.find(f"{qn('p:bodyStyle')}/{qn(f'a:lvl{number}pPr')}/{qn('a:defRPr')}").set("sz", str(size))
    for shape in master.placeholders:
        if shape.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE):
            for font in element_of(shape).iter(qn("a:defRPr")):
                font.set("sz", str(FOOT))
            for tint in list(element_of(shape).iter(qn("a:tint"))):
                tint.getparent().remove(tint)  # grey on white would be too faint on a projector
            for level in element_of(shape).iter(qn("a:lvl1pPr")):
                level.set("algn", "r" if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER else "l")


def _topic(lang: Language) -> Any:
    """Return the placeholder of the small line above the title."""
    x, y, wide, high = TOPIC_BOX
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="20" name="{lang("Topic")}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="{TOPIC_PLACE}"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:normAutofit/></a:bodyPr><a:lstStyle>'
        f'<a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{TOPIC}"/>'
        '</a:lvl1pPr></a:lstStyle><a:p><a:pPr lvl="0"/><a:r><a:rPr lang="de-DE"/>'
        f"<a:t>{lang('Topic')}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _darken(layout: Any) -> None:
    """Give the opening slide the dark ground and the light text that it has on the projector."""
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(*bytes.fromhex(GROUND))  # type: ignore[no-untyped-call]
    for shape in layout.placeholders:
        styles = element_of(shape).txBody.find(qn("a:lstStyle"))
        level = _child(styles, "a:lvl1pPr")
        level.set("algn", "r" if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER else "l")
        font = _child(level, "a:defRPr")
        for colour in font.findall(qn("a:solidFill")):
            font.remove(colour)
        font.insert(0, parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="bg1"/></a:solidFill>'))
        if shape.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE:
            font.set("sz", "4400")
            element_of(shape).txBody.bodyPr.set("anchor", "b")
        elif shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            font.set("sz", str(LIST))


def _child(parent: Any, name: str) -> Any:
    """Return the child of this name, which becomes the first or, for the font of a level, the last if there is none."""
    found = parent.find(qn(name))
    if found is None:
        found = parent.makeelement(qn(name))
        parent.insert(0 if name == "a:lvl1pPr" else len(parent), found)
    return found


def _colour(master: Any) -> None:
    """Write our colours into the theme, which python-pptx keeps as bytes."""
    theme = master.part.part_related_by(RT.THEME)
    xml = theme.blob.decode()
    for name, colour in SCHEME.items():
        xml = re.sub(f"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml)
    rewrite(theme, xml.encode())


def _speak(presentation: Any, lang: Language) -> None:
    """Mark the language of prompts and of what is typed later."""
    for page in (presentation, presentation.slide_master, *presentation.slide_layouts):
        for each in element_of(page).iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
            if "lang" in each.attrib:
                each.set("lang", lang.locale.replace("_", "-"))
