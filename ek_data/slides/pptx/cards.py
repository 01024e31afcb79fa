"""Cards: a number to see from afar, what it counts above it, and few lines below, all of a slide in one size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR

from ek_data.i18n import Language
from ek_data.slides.cards import Card
from ek_data.slides.pptx.geometry import CM, POINT, Box
from ek_data.slides.pptx.shapes import Colour, Group, stroke
from ek_data.slides.pptx.text import LINE, READABLE, TypeStyle, height, look, text_box, width

GAP, INSIDE = round(0.5 * CM), CM // 3
LABEL, NOTE = 22.0, READABLE
NUMBERS = (96.0, 88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, READABLE)
LEAST_NUMBER = 44.0  # points of height that a note leaves to the number
TINT, EDGE = Colour("F2F5F7"), Colour("C3CCD3")

CardLine = list[tuple[str, float]]  # words with their sizes in points


class CardSizes(NamedTuple):
    """The heights in points of label, number and note, the size of labels, and those of the numbers."""

    label: float
    number: float
    note: float
    label_size: float
    sizes: tuple[float, ...]


def draw_cards(shapes: Any, cards: Sequence[Card], beside: int, box: Box, lang: Language) -> None:
    """Draw cards (label, number in words, note of some lines), `beside` in a row."""
    lines = box.rows([1] * -(-len(cards) // beside), GAP)
    layout = _layout(cards, lines[0].columns([1] * beside, GAP)[0].inside(INSIDE))
    places = [place for line in lines for place in line.columns([1] * beside, GAP)]
    for card, place, size in zip(cards, places, layout.sizes, strict=False):
        _card(shapes, card, place, layout, size, lang)


def _layout(cards: Sequence[Card], inside: Box) -> CardSizes:
    """Return how all cards are divided: label and note take what they need, the number has the rest."""
    room, high = inside.points
    fits = all(width(card[0], LABEL) <= room for card in cards)  # a second line would be taken from the notes
    label_size = LABEL if fits else READABLE
    label = min(max(height([card[0]], room, label_size) for card in cards) + 1, high / 2)
    note = max(height(card[2].split("\n"), room, NOTE) + 1 if card[2] else 0.0 for card in cards)
    note = min(note, max(high - label - LEAST_NUMBER, 0.0))
    number = max(high - label - note, READABLE * LINE)
    sizes = tuple(_size(card[1], room, number) for card in cards)
    common = min((size for size in sizes if size >= LEAST_NUMBER * 0.75), default=READABLE)
    return CardSizes(label, number, note, label_size, tuple(min(size, common) for size in sizes))


def _size(value: str, room: float, high: float) -> float:
    """Return the largest size of a number in its box."""
    return next((size for size in NUMBERS if _fits(value, size, room, high)), READABLE)


def _fits(value: str, size: float, room: float, high: float) -> bool:
    lines = _lines(value, size, room)
    wide = max(sum(width(text, points, True) for text, points in line) for line in lines)
    return wide <= room and sum(max(points for _text, points in line) * LINE for line in lines) <= high


def _lines(value: str, size: float, room: float) -> list[CardLine]:
    """Return a number in its size, its words smaller beside it or, where they have no room, those before it above."""
    whole = [(value, size)]
    words = [(f"{word} ", size if any(map(str.isdigit, word)) else min(LABEL, size)) for word in value.split()]
    for line in (whole, words):
        if sum(width(text, points, True) for text, points in line) <= room:
            return [line]
    first = next((at for at, (_word, points) in enumerate(words) if points == size), 0)
    return [line for line in (words[:first], words[first:]) if line]


def _card(shapes: Any, card: Card, place: Box, layout: CardSizes, size: float, lang: Language) -> None:
    label, value, note = card
    said = f"{label}: {value}. {note}".replace("\n", "; ").strip()
    Group(shapes, lang("Card {label}", label=label), said, place).rectangle(
        label, f"{label}: {value}", place, TINT.fill + stroke(EDGE, 0.75)
    )
    inside = place.inside(INSIDE)
    first, rest = inside.top(round(layout.label * POINT)), inside.below(round(layout.label * POINT))
    text_box(shapes, label, [label], first, TypeStyle((layout.label_size,)))
    _number(shapes, value, rest.top(round(layout.number * POINT)), size)
    if note and layout.note > NOTE * LINE:
        below = rest.below(round(layout.number * POINT))
        text_box(shapes, note.split("\n")[0], note.split("\n"), below, TypeStyle((NOTE,)))


def _number(shapes: Any, value: str, box: Box, size: float) -> None:
    style = TypeStyle((READABLE,), bold=True, anchor=MSO_ANCHOR.MIDDLE)
    lines = _lines(value, size, box.points[0])
    said = ["".join(words for words, _points in line).rstrip() for line in lines]
    paragraphs = text_box(shapes, value, said, box, style).text_frame.paragraphs
    for paragraph, line in zip(paragraphs, lines, strict=False):
        for number, (words, points) in enumerate(line):
            run = paragraph.add_run() if number else paragraph.runs[0]
            run.text = words
            look(run.font, points, style)
