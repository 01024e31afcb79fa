"""What makes up a number, as one line of squares that can be counted, or as a bar where they are too many.

As HTML, because what Streamlit shows as HTML may hold no SVG; the style draws each look by its class.
"""

from __future__ import annotations

from collections.abc import Sequence

from ek_data.figures.overview import Part
from ek_data.palette import Look, either
from ek_data.text import xml

MOST = 30  # squares that can be told apart and counted in one line


def strip(groups: Sequence[Sequence[Part]]) -> str:
    """Return groups of parts as one line of HTML; what it says stands beside it in words."""
    few = sum(part.n for group in groups for part in group) <= MOST
    drawn = "".join(_squares(group) if few else _bar(group) for group in groups if any(part.n for part in group))
    return f'<span class="{"squares" if few else "bar"}" aria-hidden="true">{drawn}</span>'


def _squares(parts: Sequence[Part]) -> str:
    return f"<span>{''.join(_mark(part.look) * part.n for part in parts)}</span>"


def _bar(parts: Sequence[Part]) -> str:
    """Return parts of a bar, each as wide as its share."""
    inside = "".join(_mark(part.look, f";flex-grow:{part.n}") for part in parts if part.n)
    return f'<span style="flex-grow:{sum(part.n for part in parts)}">{inside}</span>'


def sample(look: Look) -> str:
    """Return one square of a look, to stand before the words that explain it."""
    return f'<span class="sample" aria-hidden="true">{_mark(look)}</span>'


def _mark(look: Look, share: str = "") -> str:
    return f'<i class="{xml(look.symbol)}" style="--look:{either(look.colour)}{share}"></i>'
