"""Marks as PowerPoint's own forms: a symbol, a clock for what is overdue, and the key that explains them."""

from __future__ import annotations

from typing import Any

from ek_data.charts.spec import Spec
from ek_data.i18n import Language
from ek_data.palette import INK, NO_SYMBOL, PALE, Look
from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.shapes import Colour, Group, stroke
from ek_data.slides.pptx.text import LINE, READABLE, width

WHITE = Colour("FFFFFF")
FORMS = {
    "circle": "ellipse", "square": "roundRect", "diamond": "diamond", "triangle-up": "triangle",
    "triangle-down": "triangle", "triangle-left": "triangle", "triangle-right": "triangle", "pentagon": "pentagon",
    "star": "star5", "hexagon": "hexagon", "hexagon2": "hexagon", "x-thin": "mathMultiply", "line-ns": "rect",
    "line-ew": "rect",
}  # fmt: skip
TURNED = {"triangle-down": 180, "triangle-left": 270, "triangle-right": 90}
CORNER = '<a:gd name="adj" fmla="val 17000"/>'
LINE_WIDTH = 1.75  # points of an outline
THIN = 0.14  # of the size of a mark that a line is broad
SYMBOL, GAP = 14.0, 24.0  # points of a symbol in the key, and between its entries


def place(x: float, y: float, wide: float, high: float) -> Box:
    """Return the box of so many points around (`x`, `y`)."""
    return Box(round((x - wide / 2) * POINT), round((y - high / 2) * POINT), round(wide * POINT), round(high * POINT))


def symbol(group: Group, name: str, said: str, look: Look, x: float, y: float, size: float) -> None:
    """Draw the symbol of a look around (`x`, `y`), in points: full, as an outline, or in two parts."""
    if look.symbol == NO_SYMBOL:
        return
    if look.symbol == "clock":
        clock(group, name, x, y)
        return
    colour, shape = Colour.of(look.colour), look.symbol.removesuffix("-open")
    base, _hyphen, inside = shape.partition("-") if shape.startswith(("square-", "circle-")) else (shape, "", "")
    full = shape == look.symbol and not inside
    dash = "sysDash" if inside == "dashed" else "solid"
    paint = (colour if full else WHITE).fill + stroke(colour, LINE_WIDTH, dash)
    wide, high = _sides(shape, size)
    adjusted = CORNER if base == "square" else ""
    group.form(name, said, FORMS[base], place(x, y, wide, high), paint, turned=TURNED.get(shape, 0), adjusted=adjusted)
    if inside:
        _inside(group, name, inside, base, colour, x, y, size)


def _sides(shape: str, size: float) -> tuple[float, float]:
    """Return width and height of a mark: thin ones are lines, a cross needs more room for the same weight."""
    if shape == "line-ns":
        return size * THIN, size
    if shape == "line-ew":
        return size * 0.7, size * THIN
    return (size * 1.5, size * 1.5) if shape == "x-thin" else (size, size)


def _inside(group: Group, name: str, inside: str, base: str, colour: Colour, x: float, y: float, size: float) -> None:
    """Draw the second part of a mark: its left half, a cross, or a smaller one in the middle."""
    paint = colour.fill + stroke(None)
    if inside == "half" and base == "circle":
        group.form(name, "", "flowChartDelay", place(x - size / 4, y, size / 2, size), paint, turned=180)
    elif inside == "half":
        group.rectangle(name, "", place(x - size / 4, y, size / 2, size), paint)
    elif inside == "x":
        group.form(name, "", "mathMultiply", place(x, y, size, size), paint)
    else:
        group.rectangle(name, "", place(x, y, size / 2, size / 2), paint)


def clock(group: Group, name: str, x: float, y: float, size: float = 13.0) -> None:
    """Draw a small clock: its date has passed."""
    ink = Colour.of(INK)
    group.form(name, "", "ellipse", place(x, y, size, size), WHITE.fill + stroke(ink, 1.5))
    hands = [((0, -4), (0, 0), (3, 0))]
    origin = round(x * POINT), round(y * POINT)
    group.freeform(name, "", hands, origin, POINT, "<a:noFill/>" + stroke(ink, 1.25), closed=False)


def key(shapes: Any, spec: Spec, box: Box, lang: Language) -> Box:
    """Explain the looks of a picture above it, line by line as they fit, and return what is left underneath."""
    if not spec.key:
        return box
    lines = _lines(spec.key, box.points[0])
    high = round((READABLE * LINE * len(lines) + READABLE / 2) * POINT)
    said = lang("Legend: {entries}", entries="; ".join(words for words, _look in spec.key))
    group = Group(shapes, lang("Legend"), said, box.top(high))
    for number, line in enumerate(lines):
        y = box.y / POINT + READABLE * LINE * (number + 0.5)
        for left, words, look in line:
            x = box.x / POINT + left
            _sample(group, words, look, x + SYMBOL / 2, y)
            room = Box(round((x + SYMBOL + 6) * POINT), 0, round((width(words, READABLE) + 4) * POINT), 0)
            upright = place(0, y, 0, READABLE * LINE)
            group.words(
                words, words, room._replace(y=upright.y, height=upright.height), READABLE, align="l", broken=False
            )
    return box.below(high)


def _sample(group: Group, words: str, look: Look, x: float, y: float) -> None:
    """Draw what an entry of the key explains: a symbol, or the pale bar that has none."""
    if look.symbol == NO_SYMBOL:
        pale = Colour(Colour.of(look.colour).code, PALE)
        group.form(words, words, "roundRect", place(x, y, SYMBOL * 1.3, SYMBOL * 0.7), pale.fill + stroke(None))
    else:
        symbol(group, words, words, look, x, y, SYMBOL)


def _lines(entries: tuple[tuple[str, Look], ...], room: float) -> list[list[tuple[float, str, Look]]]:
    """Return the entries with their places from the left, as many on a line as fit."""
    lines: list[list[tuple[float, str, Look]]] = [[]]
    used = 0.0
    for words, look in entries:
        needed = SYMBOL + 6 + width(words, READABLE) + GAP
        if lines[-1] and used + needed - GAP > room:
            lines.append([])
            used = 0.0
        lines[-1].append((used, words, look))
        used += needed
    return lines
