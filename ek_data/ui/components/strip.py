"""What makes up a number, as one line of squares that can be counted, or as a bar where they are too many.

As HTML, because what Streamlit shows as HTML may hold no SVG; the style draws each look by its class.
"""

from __future__ import annotations

from collections.abc import Sequence

from ek_data.figures.overview import Part
from ek_data.palette import Look, either
from ek_data.ui.components.markup import Markup, tag

MOST = 30  # squares that can be told apart and counted in one line


def strip(groups: Sequence[Sequence[Part]]) -> Markup:
    """Return groups of parts as one line of HTML; what it says stands beside it in words."""
    few = sum(part.n for group in groups for part in group) <= MOST
    drawn = [_squares(group) if few else _bar(group) for group in groups if any(part.n for part in group)]
    return tag("span", *drawn, class_="squares" if few else "bar", aria_hidden="true")


def _squares(parts: Sequence[Part]) -> Markup:
    return tag("span", *(mark for part in parts for mark in [_mark(part.look)] * part.n))


def _bar(parts: Sequence[Part]) -> Markup:
    """Return parts of a bar, each as wide as its share."""
    inside = [_mark(part.look, f";flex-grow:{part.n}") for part in parts if part.n]
    return tag("span", *inside, style=f"flex-grow:{sum(part.n for part in parts)}")


def sample(look: Look) -> Markup:
    """Return one square of a look, to stand before the words that explain it."""
    return tag("span", _mark(look), class_="sample", aria_hidden="true")


def _mark(look: Look, share: str = "") -> Markup:
    return tag("i", class_=look.symbol, style=f"--look:{either(look.colour)}{share}")
