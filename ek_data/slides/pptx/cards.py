"""Cards: a number to see from afar, what it counts above it, and few lines below, all of a slide in one size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ek_data.i18n import Language
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.shapes import Colour, Group, stroke
from ek_data.slides.pptx.text import LINE, READABLE, TypeStyle, fitted, text_box

GAP, INSIDE = round(0.5 * CM), CM // 3
LABEL = TypeStyle((24.0, 22.0, 20.0, READABLE))
VALUE = TypeStyle((88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0), bold=True)
NOTE = TypeStyle((20.0, READABLE))
TINT, EDGE = Colour("F2F5F7"), Colour("C3CCD3")

Card = tuple[str, str, str]


def draw_cards(shapes: Any, cards: Sequence[Card], beside: int, box: Box, lang: Language) -> None:
    """Draw cards (label, value, note of some lines), `beside` in a row."""
    rows = [cards[start : start + beside] for start in range(0, len(cards), beside)]
    places = [line.columns([1] * beside, GAP) for line in box.rows([1] * len(rows), GAP)]
    placed = [
        (card, place) for row, line in zip(rows, places, strict=True) for card, place in zip(row, line, strict=False)
    ]
    parts = _parts([card for card, _place in placed], placed[0][1])
    styles = _sizes(placed, parts)
    for card, place in placed:
        _card(shapes, card, place, parts, styles, lang)


def _parts(cards: Iterable[Card], place: Box) -> tuple[float, float, float]:
    """Return the shares of label, value and note: many lines of notes leave less to the number."""
    lines = max((card[2].count("\n") + 1 for card in cards if card[2]), default=0)
    if not lines:
        return 1.0, 2.2, 0.05
    high = place.inside(INSIDE).points[1]
    note = min(max((lines + 1) * READABLE * LINE / high, 0.25), 0.6)
    return 0.9 * (1 - note), 1.1 * (1 - note), 2 * note


def _sizes(placed: Sequence[tuple[Card, Box]], parts: Sequence[float]) -> tuple[TypeStyle, ...]:
    """Return the style of each part in the one size at which that of every card fits."""
    styles = []
    for part, style in enumerate((LABEL, VALUE, NOTE)):
        sizes = [_size(card[part], place.inside(INSIDE).rows(parts, CM // 10)[part], style) for card, place in placed]
        styles.append(TypeStyle((min(sizes),), bold=style.bold))
    return tuple(styles)


def _size(text: str, box: Box, style: TypeStyle) -> float:
    return fitted(text.split("\n"), box, style)[0] if text else style.sizes[0]


def _card(
    shapes: Any, card: Card, place: Box, parts: Sequence[float], styles: Sequence[TypeStyle], lang: Language
) -> None:
    label, value, note = card
    said = f"{label}: {value}. {note}".replace("\n", "; ").strip()
    Group(shapes, lang("Card {label}", label=label), said, place).rectangle(
        label, f"{label}: {value}", place, TINT.fill + stroke(EDGE, 0.75)
    )
    for text, box, style in zip(card, place.inside(INSIDE).rows(parts, CM // 10), styles, strict=True):
        if text:
            text_box(shapes, text.split("\n")[0], text.split("\n"), box, style)
