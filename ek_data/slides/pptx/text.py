"""Text that stays in its box: estimated widths choose the size, and what does not fit at the smallest is cut.

The widths are those of Arial, the wider one of the usual types, because the type of a reader's computer or of an own
template is not known here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from ek_data.i18n import Language
from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.internals import bullet, shrink

READABLE = 18.0  # points: smaller type is not read from the back of the room
LINE = 1.22  # height of a line, as a share of the size of its type
NARROW, WIDE = frozenset("ijltfrI.,:;'|!()[]/-\N{NO-BREAK SPACE} "), frozenset("mwMWÄÖÜOQGDHNU%@—…▲▼■●◆◄►★⬢⬟✕")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class TypeStyle:
    """How a text looks: the sizes in points to try, the largest first, and what else differs from the plain text."""

    sizes: Sequence[float]
    bold: bool = False
    colour: str | None = None
    align: Any = PP_ALIGN.LEFT
    anchor: Any = MSO_ANCHOR.TOP


HANGING = 18.0  # points that the lines of an entry of a list stand behind its bullet
MORE = TypeStyle((READABLE,))


def clean(text: object) -> str:
    """Return `text` without the control characters that XML, and so PowerPoint, refuses."""
    return NOT_IN_XML.sub("", str(text))


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the estimated width of `text` in points."""
    ems = sum(0.31 if each in NARROW else 0.86 if each in WIDE else 0.67 if each.isupper() else 0.56 for each in text)
    return ems * size * (1.06 if bold else 1.0)


def lines(text: str, room: float, size: float, bold: bool = False) -> int:
    """Return how many lines `text` takes in `room` points, broken at spaces as PowerPoint does."""
    number, used, space = 1, 0.0, width(" ", size, bold)
    for word in text.split():
        wide = width(word, size, bold)
        if used and used + space + wide > room:
            number, used = number + 1, 0.0
        broken = math.ceil(wide / room) - 1 if wide > room else 0
        number += broken
        used += wide - broken * room + (space if used else 0)
    return number


def height(paragraphs: Iterable[str], room: float, size: float, bold: bool = False, gap: float = 0.0) -> float:
    """Return the height in points of `paragraphs` in `room` points, with `gap` times the size between them."""
    taken = [lines(text, room, size, bold) * size * LINE + gap * size for text in paragraphs]
    return sum(taken)


def fitted(paragraphs: Sequence[str], box: Box, style: TypeStyle, gap: float = 0.0) -> tuple[float, list[str]]:
    """Return the largest size at which `paragraphs` fit into `box`; at the smallest they are cut with "…"."""
    room, high = box.points
    for size in style.sizes:
        if height(paragraphs, room, size, style.bold, gap) <= high:
            return size, list(paragraphs)
    return style.sizes[-1], _cut(paragraphs, room, high, style, gap)


def _cut(paragraphs: Sequence[str], room: float, high: float, style: TypeStyle, gap: float) -> list[str]:
    kept: list[str] = []
    for text in paragraphs:
        words = text.split()
        while words and height([*kept, " ".join(words)], room, style.sizes[-1], style.bold, gap) > high:
            words.pop()
        shortened = len(words) < len(text.split())
        if words:
            kept.append(" ".join(words[: -1 if shortened and len(words) > 1 else None]) + (" …" if shortened else ""))
        if shortened:
            break
    return kept or [shortened_to(paragraphs[0], room, style.sizes[-1])] if paragraphs else []


def shortened_to(text: str, room: float, size: float) -> str:
    """Return `text` on one line of `room` points, cut with "…" where it is longer."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def text_box(shapes: Any, name: str, paragraphs: Sequence[str], box: Box, style: TypeStyle, gap: float = 0.0) -> Any:
    """Add a text box named `name` with `paragraphs` that fit into `box`, and return it."""
    shape = shapes.add_textbox(*map(Emu, box))
    shape.name = clean(name)
    write(shape.text_frame, [clean(text) for text in paragraphs], box, style, gap)
    return shape


def listed_box(shapes: Any, name: str, entries: Sequence[str], box: Box, style: TypeStyle, gap: float) -> None:
    """Add a text box with a list of real bullets, where a layout has no place for one."""
    shape = text_box(shapes, name, entries, box._replace(width=box.width - round(HANGING * POINT)), style, gap)
    shape.width = Emu(box.width)
    for paragraph in shape.text_frame.paragraphs:
        bullet(paragraph, HANGING)


def write(frame: Any, paragraphs: Sequence[str], box: Box, style: TypeStyle, gap: float = 0.0) -> None:
    """Write `paragraphs` into a text frame without margins, at the size that fits into `box`, for what stood there."""
    size, kept = fitted(paragraphs, box, style, gap)
    frame.clear()
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, style.anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, text in enumerate(kept or [""]):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = style.align
        paragraph.line_spacing, paragraph.space_before = 1.0, Pt(0)
        paragraph.space_after = Pt(gap * size)
        run = paragraph.add_run()
        run.text = text
        look(run.font, size, style)


def fill(shape: Any, paragraphs: Sequence[str], size: float, *, gap: float = 0.0, bold: bool = False) -> None:
    """Write `paragraphs` into a placeholder in the look of its layout, whose type has this `size`.

    What does not fit is shrunk in the way of PowerPoint, down to what can be read, and then cut with "…".
    """
    box, frame = Box(shape.left, shape.top, shape.width, shape.height), shape.text_frame
    sizes = [size, *(each for each in (size * 0.9, size * 0.8, size * 0.7, size * 0.6) if each > READABLE), READABLE]
    used, kept = fitted(
        [clean(text) for text in paragraphs], box, TypeStyle(sizes if size > READABLE else [size], bold), gap
    )
    frame.text = kept[0] if kept else ""
    for text in kept[1:]:
        frame.add_paragraph().text = text
    if used < size:
        shrink(frame, used / size)


def look(font: Any, size: float, style: TypeStyle) -> None:
    """Give a font size, weight and colour; without a colour it keeps that of the template."""
    font.size, font.bold = Pt(size), style.bold
    if style.colour:
        font.color.rgb = RGBColor(*bytes.fromhex(style.colour.lstrip("#")))  # type: ignore[no-untyped-call]


def more_below(shapes: Any, n: int, box: Box, lang: Language) -> Box:
    """Write at the foot of `box` that `n` more are in the dashboard, and return what is left above."""
    text = lang.plural("… {n} more row in the dashboard", "… {n} more rows in the dashboard", n)
    high = round(MORE.sizes[0] * LINE * POINT)
    text_box(shapes, text, [text], box.foot(high), MORE)
    return box.above(high)


def room_for(paragraphs: Sequence[str], box: Box, style: TypeStyle, gap: float = 0.0) -> int:
    """Return the height in EMU that `paragraphs` take in `box` at the size that fits."""
    size, kept = fitted(paragraphs, box, style, gap)
    return round(height(kept, box.points[0], size, style.bold, gap) * POINT)
