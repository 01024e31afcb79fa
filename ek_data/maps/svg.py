"""The map as one SVG that stands on its own: for the HTML deck, for downloads, and small beside a text.

Colours come from the data. What is neutral follows the page through ``--map-land``, ``--map-paper``, ``--map-line``
and ``--map-text``; each has a light value for programs that know no CSS variables, such as LibreOffice or Inkscape.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import quoteattr
from zlib import crc32

from ek_data.maps.model import Fill, Map, Shape
from ek_data.text import xml

NEUTRAL = {"land": "#e6eaed", "paper": "#ffffff", "line": "#66717c", "text": "#14212b", "unknown": "#c9d0d6"}
FONT_SHARE = 0.03  # of the width of the map: 14 px at 480 px
NAME_SHARE = 0.8  # of the size of the symbols
LETTER_SHARE = 0.58  # mean width of a letter in a sans-serif type, as a share of its size


@dataclass(frozen=True)
class Box:
    """A rectangle in which a text stands, around its middle."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )


def svg(
    drawn: Map,
    title: str,
    description: str,
    *,
    text: float = FONT_SHARE,
    names: float = NAME_SHARE,
    legend: bool = True,
) -> str:
    """Return the map as SVG with title, description, legend and attribution; every word of the data is escaped.

    `text` is the size of the type as a share of the width, `names` that of the names as a share of it. Without
    `legend`, legend and attribution stand elsewhere.
    """
    font = drawn.canvas.width * text
    mark = f"map-{crc32(repr((title, description, drawn.shapes)).encode()):08x}"  # several may stand in one page
    patterns = {fill: f"{mark}-{number}" for fill, number in zip(_patterned(drawn), count(), strict=False)}
    footer = _footer(drawn, patterns, font) if legend else ""
    height = drawn.canvas.height + (round(font * 1.6 * (len(drawn.legend) + 1.5)) if legend else 0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {drawn.canvas.width} {height}"'
        f' aria-labelledby="{mark}-title {mark}-description" font-family="sans-serif" font-size="{font:.0f}">'
        f'<title id="{mark}-title">{xml(title)}</title>'
        f'<desc id="{mark}-description">{xml(description)}</desc>'
        f"<defs>{''.join(_pattern(fill, name, font) for fill, name in patterns.items())}</defs>"
        f"{_background(drawn)}{''.join(_area(shape, patterns) for shape in drawn.shapes)}{_lines(drawn)}"
        f"{''.join(_labels(drawn, font, font * names))}{footer}</svg>"
    )


def _neutral(attribute: str, name: str) -> str:
    return f'{attribute}="{NEUTRAL[name]}" style="{attribute}:var(--map-{name},{NEUTRAL[name]})"'


def _patterned(drawn: Map) -> list[Fill]:
    fills = [shape.fill for shape in drawn.shapes] + [entry.fill for entry in drawn.legend]
    return list(dict.fromkeys(fill for fill in fills if fill.hatched or fill.colour is None))


def _pattern(fill: Fill, name: str, font: float) -> str:
    size = round(font / 2)
    if fill.colour is None:
        drawing = (
            f'<rect width="{size}" height="{size}" {_neutral("fill", "unknown")}/>'
            f'<circle cx="{size / 2}" cy="{size / 2}" r="{size / 6:.1f}" {_neutral("fill", "line")}/>'
        )
    else:
        drawing = (
            f'<rect width="{size}" height="{size}" {_neutral("fill", "paper")}/>'
            f'<rect width="{size * 0.55:.1f}" height="{size}" fill={quoteattr(fill.colour)}/>'
        )
    turned = "" if fill.colour is None else ' patternTransform="rotate(45)"'
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turned}>{drawing}</pattern>'
    )


def _paint(fill: Fill, patterns: dict[Fill, str]) -> str:
    return f'fill="url(#{patterns[fill]})"' if fill in patterns else f"fill={quoteattr(fill.colour or '')}"


def _background(drawn: Map) -> str:
    paths = drawn.canvas.paths
    return (
        f'<path d="{paths["land"]}" {_neutral("fill", "land")} fill-rule="evenodd"/>'
        f'<path d="{paths["association_lines"]}" fill="none" {_neutral("stroke", "line")}'
        ' stroke-opacity="0.45" stroke-width="10"/>'
    )


def _area(shape: Shape, patterns: dict[Fill, str]) -> str:
    return (
        f'<path d="{shape.path}" {_paint(shape.fill, patterns)} fill-rule="evenodd" {_neutral("stroke", "text")}'
        f' stroke-width="20" stroke-linejoin="round"><title>{xml(shape.text)}</title></path>'
    )


def _lines(drawn: Map) -> str:
    return (
        f'<path d="{drawn.canvas.paths["district_lines"]}" fill="none" {_neutral("stroke", "line")}'
        ' stroke-width="18" stroke-linejoin="round"/>'
    )


def _text(words: str, x: float, y: float, size: float, weight: str = "normal", anchor: str = "middle") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" dy="0.35em" font-size="{size:.0f}" font-weight="{weight}"'
        f' text-anchor="{anchor}" {_neutral("fill", "text")}>{xml(words)}</text>'
    )


def _haloed(words: str, box: Box, size: float, weight: str) -> str:
    """Return a text with a rim behind it that keeps it legible on any colour."""
    rim = (
        f'<g aria-hidden="true" {_neutral("stroke", "paper")} stroke-width="{size * 0.3:.0f}" stroke-linejoin="round">'
    )
    text = _text(words, box.x, box.y, size, weight)
    return f"{rim}{text}</g>{text}"


def _labels(drawn: Map, font: float, name: float) -> Iterable[str]:
    """Yield symbols, then names below or above them, each only where it meets nothing that stands already.

    What lies on top comes first.
    """
    taken: list[Box] = []
    beside = (font + name) * 0.56
    for size, weight, places, words in (
        (font, "bold", (0.0,), "symbol"),
        (name, "normal", (beside, -beside), "name"),
    ):
        for shape in drawn.shapes[::-1]:
            text = getattr(shape, words)
            boxes = (_box(text, shape.x, shape.y + down, size, drawn.canvas.width) for down in places)
            fitting = (box for box in boxes if size < box.y * 2 < drawn.canvas.height * 2 - size)
            free = next((box for box in fitting if not any(box.meets(other) for other in taken)), None)
            if text and free:
                taken.append(free)
                yield _haloed(text, free, size, weight)


def _box(text: str, x: float, y: float, size: float, room: float) -> Box:
    """Return the box of a text around a point, moved sideways as far as the edge of the map demands."""
    width = len(text) * size * LETTER_SHARE
    return Box(min(max(x, width / 2), room - width / 2), y, width, size * 1.1)


def _footer(drawn: Map, patterns: dict[Fill, str], font: float) -> str:
    rows = []
    for number, entry in enumerate(drawn.legend):
        y = drawn.canvas.height + font * (1 + 1.6 * number)
        swatch = (
            f'<rect x="{font:.0f}" y="{y - font * 0.55:.0f}" width="{font * 1.6:.0f}" height="{font * 1.1:.0f}"'
            f' {_paint(entry.fill, patterns)} {_neutral("stroke", "text")} stroke-width="12"/>'
        )
        symbol = _text(entry.symbol, font * 3.5, y, font, "bold")
        rows.append(swatch + symbol + _text(entry.label, font * 4.5, y, font, anchor="start"))
    below = drawn.canvas.height + font * (1 + 1.6 * len(drawn.legend))
    return "".join(rows) + _text(drawn.attribution, font, below, font * 0.8, anchor="start")
