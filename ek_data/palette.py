"""Colours and forms: what is told apart by colour is told apart by form as well.

A colour has one meaning: a cohort, the status of a measure, or none (ink). The colours are those of Okabe and Ito (safe
for colour-blind readers), darkened for the light theme, where they are named; `in_theme` gives that of the other. Every
mark has a contrast of at least 3:1 to the `BACKGROUNDS` of its theme.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Theme = Literal["light", "dark"]

BACKGROUNDS = {"light": ("#ffffff", "#f2f5f7"), "dark": ("#10181e", "#1b262e")}
TEXT = {"light": "#14212b", "dark": "#eef2f5"}

STATUS = "#00785a"
INK, MUTED = "#47545e", "#75808a"
GRID = "rgba(128, 140, 150, 0.28)"
FAINT = "rgba(128, 140, 150, 0.45)"
CLEAR = "rgba(0, 0, 0, 0)"

COHORTS = (
    ("#0072b2", "#56b4e9"),
    ("#b35900", "#e69f00"),
    ("#a04a82", "#dd8fbd"),
    ("#6f6300", "#c8bb3c"),
    ("#5f55c0", "#a79df2"),
    ("#b3003c", "#e8505b"),
    ("#0b2c8a", "#6080ff"),  # from here on all are darker, because hues alone tell no more apart
    ("#661f00", "#d65a12"),
    ("#580e5e", "#cf4aec"),
)
DARK = {
    **dict(COHORTS),
    STATUS: "#2fb98f",
    INK: "#c3ccd3",
    MUTED: "#8d99a3",
}
KIND_SYMBOLS = ("square", "hexagon2", "circle", "triangle-up", "diamond", "triangle-down", "pentagon", "star")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "star", "hexagon")
ALL_SYMBOLS = (*SYMBOLS, *(f"{symbol}-open" for symbol in SYMBOLS))
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


class Look(NamedTuple):
    """How one member of a group is drawn: its colour in the light theme, and Plotly's names for symbol and dash.

    ``square-half`` is a square of which the left half is full, ``square-dashed`` one with a smaller inside, ``clock`` a
    small clock; a symbol that ends in ``-open`` is an outline. `shade` is how dark the cell of a heat grid is in which
    the symbol stands, from 0 to 1; elsewhere there is no cell.
    """

    colour: str
    symbol: str
    dash: str = "solid"
    shade: float | None = None


NO_SYMBOL = "none"  # of a pale bar without a mark in it
PALE, FAINTLY = 0.3, 0.15  # how dark a pale bar is, and a band behind a line
SIGNS = {"circle": "●", "circle-half": "◐", "circle-open": "○", "line-ew": "–", NO_SYMBOL: ""}
"""Symbols that stand in cells, as signs to write."""
OVERDUE = Look(INK, "clock")


def look_in_a_row(place: int) -> Look:
    """Return colour, symbol and dash of what stands at a `place` of a row; the combination repeats after 315 only.

    The three have lengths without a common divisor (9, 7 and 5), because then no two places share all three.
    """
    return Look(COHORTS[place % len(COHORTS)][0], SYMBOLS[place % len(SYMBOLS)], DASHES[place % len(DASHES)])


def in_theme(colour: str, theme: Theme) -> str:
    """Return a colour of the light theme as it is in `theme`; one that lets the background through stays."""
    return DARK.get(colour, colour) if theme == "dark" else colour


def either(colour: str) -> str:
    """Return a colour as CSS that follows the theme of the page."""
    return f"light-dark({colour}, {DARK[colour]})" if colour in DARK else colour


def shade(colour: str, strength: float, theme: Theme = "light") -> str:
    """Return a colour of the light theme in `theme`, mixed with its background: full at a strength of 1."""
    pairs = zip(_channels(in_theme(colour, theme)), _channels(BACKGROUNDS[theme][0]), strict=True)
    return "#" + "".join(f"{round(full * strength + ground * (1 - strength)):02x}" for full, ground in pairs)


def either_shade(colour: str, strength: float) -> str:
    """Return such a shade as CSS that follows the theme of the page."""
    return f"light-dark({shade(colour, strength)}, {shade(colour, strength, 'dark')})"


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
