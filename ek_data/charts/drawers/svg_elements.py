"""Elements of SVG: symbols, bars, lines and words, in the colours of a page, of a slide or of a file.

Every word passes through `xml`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ek_data.charts.drawers.layout import TEXT_SIZE
from ek_data.palette import BACKGROUNDS, INK, NO_SYMBOL, PALE, TEXT, Look, either
from ek_data.text import xml

DASHES = {"dash": "7 4", "dot": "2 4", "dashdot": "7 4 2 4", "longdash": "13 4"}
CORNERS = {
    "triangle-up": (3, -90.0),
    "triangle-down": (3, 90.0),
    "triangle-left": (3, 180.0),
    "triangle-right": (3, 0.0),
    "diamond": (4, -90.0),
    "pentagon": (5, -90.0),
    "hexagon": (6, -90.0),
    "hexagon2": (6, 0.0),
}


@dataclass(frozen=True)
class Paint:
    """How colours are written: as CSS that follows the page, or as they are on white.

    No words are smaller than `smallest`.
    """

    colour: Callable[[str], str]
    ink: str
    paper: str
    smallest: float = 0.0


PAPER, DARK_PAPER = BACKGROUNDS["light"][0], BACKGROUNDS["dark"][0]
PAGE = Paint(either, "currentColor", f"light-dark({PAPER}, {DARK_PAPER})")
SLIDE = Paint(either, "currentColor", PAGE.paper, smallest=12.0)
FILE = Paint(str, TEXT["light"], PAPER)


def across(words: str, width: float, height: float, paint: Paint) -> str:
    """Return pale words across a drawing, such as that its data are invented; nothing without words."""
    if not words:
        return ""
    x, y, size = width / 2, height / 2, min(width / 24, height / 6)  # of a low drawing as well nothing is cut off
    turned = f' transform="rotate(-18 {x:.0f} {y:.0f})" opacity=".16"'
    return text(words, x, y, paint, anchor="middle", size=size, weight=700, css="watermark", more=turned)


def target(key: str, said: str, x: float, y: float, wide: float, high: float) -> str:
    """Return a place that can be chosen, with what is read aloud of it."""
    said = xml(" ".join(said.split()))
    return (
        f'<g class="target" role="button" tabindex="-1" aria-pressed="false" aria-label="{said}" data-key="{xml(key)}">'
        f'<rect {box(x, y, wide, high)} rx="4" fill="transparent"/></g>'
    )


def bar(look: Look, x: float, until: float, y: float, high: float, paint: Paint) -> str:
    """Return a bar from `x` to `until`: full, or with an outline and paler."""
    colour = paint.colour(look.colour)
    outline = look.symbol != "square"
    fill = "none" if look.symbol.endswith("-open") else colour
    shade = ' fill-opacity=".4"' if outline else ""
    edge = f";stroke:{colour}" if outline else ""
    return (
        f'<rect x="{x:.1f}" y="{y - high / 2:.1f}" width="{max(until - x, 1):.1f}"'
        f' height="{high:g}" style="fill:{fill}{edge}"{shade} stroke-width="1.5"/>'
    )


def pale(look: Look, x: float, until: float, y: float, paint: Paint) -> str:
    """Return a pale bar; a dashed one is a band with an outline, in which words have room."""
    colour = paint.colour(look.colour)
    band = look.dash != "solid" and look.symbol == NO_SYMBOL
    high, opacity = (20, PALE / 3) if band else (10, PALE)
    edge = f";stroke:{colour};stroke-dasharray:4 3" if band else ""
    return (
        f'<rect x="{x:.1f}" y="{y - high / 2:.1f}" width="{max(until - x, 2):.1f}" height="{high}" rx="{high / 2:g}"'
        f' style="fill:{colour}{edge}" fill-opacity="{opacity:g}"/>'
    )


def icon(look: Look, size: float) -> str:
    """Return a symbol alone, as SVG that follows the page."""
    middle = size / 2 + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2:g}" height="{size + 2:g}" aria-hidden="true">'
        f"{symbol(look, middle, middle, size, PAGE)}</svg>"
    )


def symbol(look: Look, x: float, y: float, size: float, paint: Paint) -> str:
    """Return a mark by the name of its symbol; one that ends in ``-open`` is an outline."""
    colour = paint.colour(look.colour)
    name, half = look.symbol, size / 2
    if name == NO_SYMBOL:
        return ""
    shape = name.removesuffix("-open")
    fill = colour if shape == name and name not in ("square-dashed", "square-half") else paint.paper
    edge = f'style="fill:{fill};stroke:{colour}" stroke-width="1.6"'
    cross = f"M{x - half * 0.5:.1f} {y - half * 0.5:.1f}l{half:.1f} {half:.1f}m0 {-half:.1f}l{-half:.1f} {half:.1f}"
    if shape == "circle-half":
        left = f"M{x:.1f} {y - half:.1f}a{half:.1f} {half:.1f} 0 0 0 0 {size:.1f}z"
        whole = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="none" style="stroke:{colour}"/>'
        return f'{whole}<path d="{left}" style="fill:{colour}"/>'
    if shape == "line-ew":
        return line(x - half * 0.7, y, x + half * 0.7, y, colour, width=1.6)
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {edge}/>'
    if shape.startswith("square"):
        return _square(shape, x, y, size, edge, colour, cross)
    if shape == "clock":
        return clock(x, y, paint)
    if shape == "x-thin":
        return f'<path d="{cross}" fill="none" style="stroke:{colour}" stroke-width="2"/>'
    if shape == "line-ns":
        return line(x, y - half, x, y + half, colour, width=2)
    corners = _star(x, y, half) if shape == "star" else _polygon(x, y, half, *CORNERS[shape])
    return f'<polygon points="{corners}" {edge}/>'


def cell(look: Look, x: float, y: float, wide: float, high: float, paint: Paint) -> str:
    """Return a cell of a heat grid: a shaded box with a symbol, which is light in a dark one."""
    colour, shade = paint.colour(look.colour), look.shade or 0
    edge = ' stroke-opacity=".25"' if look.dash == "solid" else dashed("3 2")
    inside = Paint(lambda _colour: paint.paper, paint.paper, colour) if shade > 0.5 else paint
    return (
        f'<rect {box(x - wide / 2, y - high / 2, wide, high)} rx="2" style="fill:{colour};stroke:{colour}"'
        f' fill-opacity="{shade:g}"{edge}/>{symbol(look, x, y, 11, inside)}'
    )


def _square(shape: str, x: float, y: float, size: float, edge: str, colour: str, cross: str) -> str:
    """Return a square: whole, an outline, half full, crossed, or dashed with a small one inside."""
    gaps = ' stroke-dasharray="2.5 2"' if shape == "square-dashed" else ""
    whole = f'<rect {box(x - size / 2, y - size / 2, size, size)} rx="{size * 0.17:.1f}" {edge}{gaps}/>'
    inside = {
        "square-half": f'<rect {box(x - size / 2, y - size / 2, size / 2, size)} style="fill:{colour}"/>',
        "square-dashed": f'<rect {box(x - size / 4, y - size / 4, size / 2, size / 2)} style="fill:{colour}"/>',
        "square-x": f'<path d="{cross}" fill="none" style="stroke:{colour}" stroke-width="1.6"/>',
    }
    return whole + inside.get(shape, "")


def box(x: float, y: float, wide: float, high: float) -> str:
    """Return place and size of a rectangle as attributes."""
    return f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'


def _polygon(x: float, y: float, radius: float, corners: int, first: float) -> str:
    return _points((x, y, radius * 1.15, first + 360 / corners * number) for number in range(corners))


def _star(x: float, y: float, radius: float) -> str:
    return _points((x, y, radius * (0.5 if number % 2 else 1.2), -90 + 36 * number) for number in range(10))


def _points(corners: Iterable[tuple[float, float, float, float]]) -> str:
    turned = ((x, y, radius, math.radians(angle)) for x, y, radius, angle in corners)
    return " ".join(f"{x + radius * math.cos(a):.1f},{y + radius * math.sin(a):.1f}" for x, y, radius, a in turned)


def clock(x: float, y: float, paint: Paint) -> str:
    """Return the small clock of what is overdue."""
    colour = paint.colour(INK)
    return (
        f'<circle class="clock" cx="{x:.1f}" cy="{y:.1f}" r="5" style="fill:{paint.paper};stroke:{colour}"'
        f' stroke-width="1.4"/>'
        f'<path d="M{x:.1f} {y - 3:.1f}v3h2.4" fill="none" style="stroke:{colour}" stroke-width="1.2"/>'
    )


def line(x: float, y: float, to_x: float, to_y: float, colour: str, *, width: float = 1, dash: str = "") -> str:
    """Return a straight line."""
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" style="stroke:{colour}"'
        f' stroke-width="{width:g}"{dashed(dash)}/>'
    )


def dashed(dash: str) -> str:
    """Return the attribute of a dashed line, nothing for a solid one."""
    return f' stroke-dasharray="{dash}"' if dash else ""


def text(
    words: str,
    x: float,
    y: float,
    paint: Paint,
    *,
    anchor: str = "start",
    size: float = TEXT_SIZE,
    weight: int = 400,
    css: str = "words",
    more: str = "",
) -> str:
    """Return words, edged in the colour of the paper, so that they can be read over lines."""
    size = max(size, paint.smallest)
    return (
        f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" dominant-baseline="central"'
        f' font-size="{size:g}" font-weight="{weight}" fill="{paint.ink}" stroke-width="3" paint-order="stroke"'
        f' style="stroke:{paint.paper}"{more}>{xml(words)}</text>'
    )
