"""Colours, symbols and dashes: what is told apart by colour is told apart by form as well.

The colours are those of Okabe and Ito (safe for colour-blind readers), darkened or lightened where needed so that
one colour serves both themes: every mark has a contrast of at least 3:1 to all four `BACKGROUNDS`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Theme = Literal["light", "dark"]

BACKGROUNDS = {"light": ("#ffffff", "#f2f5f7"), "dark": ("#10181e", "#1b262e")}
TEXT = {"light": "#14212b", "dark": "#eef2f5"}

BLUE, VERMILLION, GREEN = "#1f7fbf", "#d05a00", "#00916a"
PURPLE, OCHRE, VIOLET, GREY = "#b8608f", "#a87a00", "#7f72d6", "#7b868f"
GRID = "rgba(128, 140, 150, 0.28)"
FAINT = "rgba(128, 140, 150, 0.45)"
CLEAR = "rgba(0, 0, 0, 0)"


class Look(NamedTuple):
    """How one member of a group is drawn: Plotly's names for symbol, dash and the pattern of a bar."""

    colour: str
    symbol: str
    dash: str = "solid"
    pattern: str = ""


COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, OCHRE, VIOLET)
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "star", "hexagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def look_in_a_row(place: int) -> Look:
    """Return colour, symbol and dash of what stands at a `place` of a row; the combination repeats after 210 only.

    The three have lengths without a common divisor (6, 7 and 5), because then no two places share all three.
    """
    return Look(COLOURS[place % len(COLOURS)], SYMBOLS[place % len(SYMBOLS)], DASHES[place % len(DASHES)])


def tint(colour: str, opacity: float) -> str:
    """Return a ``#rrggbb`` colour with an opacity, so that the background shows through in both themes."""
    red, green, blue = _channels(colour)
    return f"rgba({red}, {green}, {blue}, {opacity})"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two ``#rrggbb`` colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on `colour`."""
    return max(("#000000", "#ffffff"), key=lambda text: contrast(text, colour))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
