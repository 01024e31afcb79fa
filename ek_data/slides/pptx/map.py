"""The map in PowerPoint: one named freeform for each municipality, which can be coloured anew there."""

from __future__ import annotations

from typing import Any

from ek_data.i18n import Language
from ek_data.maps.labels import Label, labels
from ek_data.maps.model import GROUND, MARK, STRIPE, Fill, LegendEntry, Map, marked
from ek_data.slides.content import MAP_TEXT
from ek_data.slides.pptx.geometry import CM, POINT, Box
from ek_data.slides.pptx.shapes import Colour, Group, pattern, stroke
from ek_data.slides.pptx.text import LINE, READABLE, lines, width

LAND, PAPER, LINES, INK = (Colour(code) for code in ("E6EAED", "FFFFFF", "66717C", "14212B"))
LEGEND_SIZE = READABLE
HALO = Colour("FFFFFF", 0.8).fill


def draw_map(shapes: Any, drawn: Map, box: Box, description: str, lang: Language) -> Box:
    """Draw the map as one group, as large as fits into `box`, and return the box it takes."""
    canvas, drawn = drawn.canvas, marked(drawn, MARK * drawn.canvas.height)
    scale = min(box.width / canvas.width, box.height / canvas.height)
    taken = Box(box.x, box.y, round(canvas.width * scale), round(canvas.height * scale))
    group = Group(shapes, lang("Map: {region}"), description, taken)
    origin = taken.x, taken.y
    land, between = lang("State"), lang("Boundaries of the municipalities")
    districts = lang("Boundaries of the districts")
    group.freeform(land, land, canvas.land, origin, scale, LAND.fill + stroke(None))
    faint = "<a:noFill/>" + stroke(Colour(LINES.code, 0.45), 0.35)
    group.freeform(between, between, canvas.inner_lines, origin, scale, faint, closed=False)
    for shape in drawn.shapes:
        group.freeform(shape.name, shape.text, shape.rings, origin, scale, paint(shape.fill) + _outline(shape.fill))
    group.freeform(
        districts, districts, canvas.outer_lines, origin, scale, "<a:noFill/>" + stroke(LINES, 0.6), closed=False
    )
    for label in labels(drawn, MAP_TEXT * canvas.height, MAP_TEXT * canvas.height):
        _write(group, label, origin, scale, max(MAP_TEXT * canvas.height * scale / POINT, READABLE), lang)
    return taken


def paint(fill: Fill) -> str:
    """Return how an area is filled: solid, hatched for a district, not at all where nothing is known."""
    if fill.empty:
        return PAPER.fill
    stripe, ground, whole = (Colour.of(fill.shade(share)) for share in (STRIPE, GROUND, 1.0))
    return pattern("wdUpDiag", stripe, ground) if fill.hatched else whole.fill


def _outline(fill: Fill) -> str:
    """Return a thick outline in its colour for a district, a white rim for what may lie on top of one.

    What is empty has an outline in its colour as well, dashed where nothing is known.
    """
    if fill.hatched or fill.empty:
        return stroke(
            Colour.of(fill.edge), 2.25 if fill.hatched else 1.25, "sysDash" if fill.colour is None else "solid"
        )
    return stroke(PAPER, 1.25)


def _key_outline(fill: Fill) -> str:
    return _outline(fill) if fill.empty else stroke(INK, 0.75)


def _write(group: Group, label: Label, origin: tuple[int, int], scale: float, size: float, lang: Language) -> None:
    """Write words of the map, with the line to their area."""
    if label.line:
        x, y, to_x, to_y = (round(value) for value in label.line)
        line = lang("Line to {name}", name=label.shape.name)
        look = "<a:noFill/>" + stroke(INK, 0.5)
        group.freeform(line, line, [((x, y), (to_x, to_y))], origin, scale, look, closed=False)
    words, bold = label.words, not label.name
    wide, high = (width(words, size, bold) + 3) * POINT, label.height * scale
    left = origin[0] + label.near * scale - wide * (1 - label.side) / 2
    box = Box(round(left), round(origin[1] + label.y * scale - high / 2), round(wide), round(high))
    group.words(lang("Label {text}", text=words), words, box, size, bold=bold, look=HALO)


SWATCH, SYMBOLS = round(0.9 * CM), round(1.15 * CM)


def legend_height(legend: tuple[LegendEntry, ...], box: Box) -> int:
    """Return the height in EMU that the legend takes in the width of `box`."""
    return sum(_rows(legend, box))


def _rows(legend: tuple[LegendEntry, ...], box: Box) -> list[int]:
    room = max((box.width - SWATCH - SYMBOLS) / POINT, 1.0)
    return [round((lines(entry.label, room, LEGEND_SIZE) * LINE * LEGEND_SIZE + 6) * POINT) for entry in legend]


def draw_legend(shapes: Any, legend: tuple[LegendEntry, ...], box: Box, lang: Language) -> None:
    """Draw the legend from the top of `box` as one group."""
    said = "; ".join(f"{entry.symbol} {entry.label}".strip() for entry in legend)
    group = Group(shapes, lang("Legend"), lang("Legend: {entries}", entries=said), box.top(legend_height(legend, box)))
    y = box.y
    for entry, high in zip(legend, _rows(legend, box), strict=True):
        mark = Box(box.x, y + (high - CM // 2) // 2, SWATCH, CM // 2)
        colour = lang("Colour of {text}", text=entry.label)
        group.rectangle(colour, entry.label, mark, paint(entry.fill) + _key_outline(entry.fill))
        if entry.symbol:
            symbol = Box(mark.right, y, SYMBOLS, high)
            group.words(lang("Symbol of {text}", text=entry.label), entry.symbol, symbol, LEGEND_SIZE, bold=True)
        left = mark.right + SYMBOLS
        group.words(entry.label, entry.label, Box(left, y, box.right - left, high), LEGEND_SIZE, align="l")
        y += high
