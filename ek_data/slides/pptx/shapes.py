"""Native shapes written directly as a:custGeom: python-pptx' own builder of freeforms takes minutes for a map.

It goes through all points again for each point; written directly, the whole map takes a tenth of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.internals import highest_number, nsdecls, parse_xml, tree_of
from ek_data.slides.pptx.text import clean

Ring = Sequence[tuple[int, int]]
NAMESPACES = nsdecls("a", "p")


@dataclass(frozen=True)
class Colour:
    """A colour as PowerPoint writes it, with its opacity from 0 to 1."""

    code: str
    opacity: float = 1.0

    @classmethod
    def of(cls, css: str) -> Colour:
        """Return the colour of ``#rrggbb`` or ``rgba(r, g, b, a)``, the forms that the figures use."""
        if css.startswith("#"):
            return cls(css[1:].upper())
        red, green, blue, opacity = (float(number) for number in re.findall(r"[\d.]+", css))
        return cls(f"{int(red):02X}{int(green):02X}{int(blue):02X}", opacity)

    def lighter(self, share: float) -> Colour:
        """Return this colour mixed with so much white; patterns cannot be translucent everywhere."""
        channels = (int(self.code[at : at + 2], 16) for at in (0, 2, 4))
        return Colour("".join(f"{round(each + (255 - each) * share):02X}" for each in channels), self.opacity)

    @property
    def xml(self) -> str:
        alpha = f'<a:alpha val="{round(self.opacity * 100_000)}"/>' if self.opacity < 1 else ""
        return f'<a:srgbClr val="{self.code}">{alpha}</a:srgbClr>'

    @property
    def fill(self) -> str:
        return f"<a:solidFill>{self.xml}</a:solidFill>"


def pattern(preset: str, front: Colour, back: Colour) -> str:
    """Return the fill with one of PowerPoint's patterns."""
    return f'<a:pattFill prst="{preset}"><a:fgClr>{front.xml}</a:fgClr><a:bgClr>{back.xml}</a:bgClr></a:pattFill>'


def stroke(colour: Colour | None, points: float = 0.75, dash: str = "solid") -> str:
    """Return an outline, or the absence of one."""
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{round(points * POINT)}">{colour.fill}<a:prstDash val="{dash}"/><a:round/></a:ln>'


class Group:
    """A group that fills `box`, to which shapes are added in the coordinates of the slide."""

    def __init__(self, shapes: Any, name: str, description: str, box: Box) -> None:
        self.number = highest_number(shapes)
        self.element = parse_xml(
            f"<p:grpSp {NAMESPACES}><p:nvGrpSpPr>{self._named(name, description)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{_place(box)}{_place(box, 'chOff', 'chExt')}</a:xfrm></p:grpSpPr></p:grpSp>"
        )
        tree_of(shapes).append(self.element)

    def _named(self, name: str, description: str) -> str:
        self.number += 1
        said = f"name={quoteattr(clean(name))} descr={quoteattr(clean(description))}"
        return f'<p:cNvPr id="{self.number}" {said}/>'

    def _add(self, name: str, description: str, properties: str, text: str = "") -> None:
        self.element.append(
            parse_xml(
                f"<p:sp {NAMESPACES}><p:nvSpPr>{self._named(name, description)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
                f"<p:spPr>{properties}</p:spPr>{text}</p:sp>"
            )
        )

    def freeform(
        self, name: str, description: str, rings: Iterable[Ring], origin: tuple[int, int], scale: float, look: str,
        *, closed: bool = True,
    ) -> None:  # fmt: skip
        """Add `rings` of whole numbers, `scale` EMU each, from `origin` on the slide; `look` is fill and outline."""
        rings = [ring for ring in rings if len(ring) > (3 if closed else 1)]
        points = list(chain.from_iterable(rings))
        if not points:
            return
        left, upper = min(x for x, _ in points), min(y for _, y in points)
        wide, high = max(max(x for x, _ in points) - left, 1), max(max(y for _, y in points) - upper, 1)
        box = Box(
            origin[0] + round(left * scale), origin[1] + round(upper * scale), round(wide * scale), round(high * scale)
        )
        path = "".join(_ring(ring, left, upper, closed) for ring in rings)
        unfilled = "" if closed else ' fill="none"'
        self._add(
            name,
            description,
            f"<a:xfrm>{_place(box)}</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}"{unfilled}>{path}</a:path>'
            f"</a:pathLst></a:custGeom>{look}",
        )

    def rectangle(self, name: str, description: str, box: Box, look: str) -> None:
        self.form(name, description, "rect", box, look)

    def form(
        self, name: str, description: str, preset: str, box: Box, look: str, *, turned: int = 0, adjusted: str = ""
    ) -> None:
        """Add one of PowerPoint's own forms, `turned` by so many degrees; `adjusted` are its own measures."""
        turn = f' rot="{turned * 60_000}"' if turned else ""
        self._add(
            name,
            description,
            f'<a:xfrm{turn}>{_place(box)}</a:xfrm><a:prstGeom prst="{preset}"><a:avLst>{adjusted}</a:avLst>'
            f"</a:prstGeom>{look}",
        )

    def words(
        self, name: str, text: str, box: Box, points: float, *, bold: bool = False, align: str = "ctr", look: str = "",
        colour: Colour | None = None, broken: bool = True,
    ) -> None:  # fmt: skip
        """Add a text in the middle of the height of `box`, `broken` into lines there; `look` is a fill behind it."""
        size = f'sz="{round(points * 100)}"' + (' b="1"' if bold else "")
        ink = colour.fill if colour else '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        wrap = "square" if broken else "none"
        self._add(
            name,
            text,
            f'<a:xfrm>{_place(box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look or "<a:noFill/>"}'
            "<a:ln><a:noFill/></a:ln>",
            f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
            f'<a:p><a:pPr algn="{align}"/><a:r><a:rPr lang="de-DE" {size}>{ink}</a:rPr>'
            f"<a:t>{escape(clean(text))}</a:t></a:r></a:p></p:txBody>",
        )


def _place(box: Box, start: str = "off", size: str = "ext") -> str:
    return f'<a:{start} x="{box.x}" y="{box.y}"/><a:{size} cx="{max(box.width, 1)}" cy="{max(box.height, 1)}"/>'


def _ring(ring: Ring, left: int, upper: int, closed: bool) -> str:
    dots = [f'<a:pt x="{x - left}" y="{y - upper}"/>' for x, y in (ring[:-1] if closed else ring)]
    onwards = "".join(f"<a:lnTo>{dot}</a:lnTo>" for dot in dots[1:])
    return f"<a:moveTo>{dots[0]}</a:moveTo>{onwards}" + ("<a:close/>" if closed else "")
