"""The map as one SVG that stands on its own: for the HTML deck, for downloads, and small beside a text.

Colours of the data follow the theme through ``light-dark()``, what is neutral the page through ``--map-land``,
``--map-paper``, ``--map-line`` and ``--map-text``. Each has its light value as an attribute as well, for programs that
know none of this, such as LibreOffice or Inkscape.
"""

from __future__ import annotations

from itertools import count
from zlib import crc32

from ek_data.maps.labels import Label, labels
from ek_data.maps.model import GROUND, MARK, STRIPE, Fill, Map, Shape, marked
from ek_data.palette import either
from ek_data.text import xml

Paint = tuple[str, str]  # as an attribute, and as CSS
NEUTRAL = {"land": "#e6eaed", "paper": "#ffffff", "line": "#66717c", "text": "#14212b"}
FONT_SHARE = 0.03  # of the width of the map: 14 px at 480 px
NAME_SHARE = 0.8  # of the size of the symbols
OUTLINE, EMPTY, THIN, RIM = 55, 34, 18, 75  # of a Landkreis, of what is empty, of all others, around these: map units
LINE = 1.6  # from one line of the legend to the next, as a share of the size of the type
DASHES = "80 60"  # of the outline of what is not known
BADGE = 0.8  # radius of what lies below a symbol on stripes, as a share of its size


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
    content, height = parts(drawn, title, description, text=text, names=names, legend=legend)
    mark = _identity(drawn, title, description)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {drawn.canvas.width} {height}"'
        f' aria-labelledby="{mark}-title {mark}-description" font-family="sans-serif">{content}</svg>'
    )


def parts(
    drawn: Map,
    title: str,
    description: str,
    *,
    text: float = FONT_SHARE,
    names: float = NAME_SHARE,
    legend: bool = True,
) -> tuple[str, int]:
    """Return everything that is drawn, in the units of the map, and how high it is."""
    mark = _identity(drawn, title, description)
    drawn = marked(drawn, MARK * drawn.canvas.height)
    font = drawn.canvas.width * text
    patterns = {fill: f"{mark}-{number}" for fill, number in zip(_patterned(drawn), count(), strict=False)}
    sizes = font, font * names
    words = "".join(_label(label, sizes) for label in labels(drawn, *sizes))
    footer, height = _footer(drawn, patterns, font) if legend else ("", drawn.canvas.height)
    content = (
        f'<title id="{mark}-title">{xml(title)}</title>'
        f'<desc id="{mark}-description">{xml(description)}</desc>'
        f"<defs>{''.join(_pattern(fill, name, font) for fill, name in patterns.items())}</defs>"
        f"{_background(drawn)}{''.join(_area(shape, patterns) for shape in drawn.shapes)}{_lines(drawn)}"
        f"{words}{footer}"
    )
    return content, height


def _identity(drawn: Map, title: str, description: str) -> str:
    """Return a name that tells a map from others, because several may stand in one page."""
    return f"map-{crc32(repr((title, description, drawn.shapes)).encode()):08x}"


def _look(**paints: Paint) -> str:
    """Return attributes for programs that know the light theme only, and a style for those that follow the page."""
    plain = " ".join(f'{attribute}="{light}"' for attribute, (light, _css) in paints.items())
    return f'{plain} style="{";".join(f"{attribute}:{css}" for attribute, (_light, css) in paints.items())}"'


def _neutral(name: str) -> Paint:
    return NEUTRAL[name], f"var(--map-{name},{NEUTRAL[name]})"


def _colour(fill: Fill, share: float = 1.0) -> Paint:
    return fill.shade(share), fill.css(share)


def _patterned(drawn: Map) -> list[Fill]:
    fills = [shape.fill for shape in drawn.shapes] + [entry.fill for entry in drawn.legend]
    return list(dict.fromkeys(fill for fill in fills if fill.striped))


def _pattern(fill: Fill, name: str, font: float) -> str:
    size = round(font / 2)
    drawing = (
        f'<rect width="{size}" height="{size}" {_look(fill=_colour(fill, GROUND))}/>'
        f'<rect width="{size * 0.45:.1f}" height="{size}" {_look(fill=_colour(fill, STRIPE))}/>'
    )
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)">{drawing}</pattern>'
    )


def _paint(fill: Fill, patterns: dict[Fill, str]) -> Paint:
    if fill.empty:
        return _neutral("paper")
    return (f"url(#{patterns[fill]})",) * 2 if fill in patterns else _colour(fill)


def _edge(fill: Fill) -> Paint:
    return fill.edge, either(fill.edge)


def _dashes(fill: Fill) -> str:
    return f' stroke-dasharray="{DASHES}"' if fill.colour is None else ""


def _background(drawn: Map) -> str:
    paths = drawn.canvas.paths
    return (
        f'<path d="{paths["land"]}" {_look(fill=_neutral("land"))} fill-rule="evenodd"/>'
        f'<path d="{paths["inner_lines"]}" fill="none" {_look(stroke=_neutral("line"))}'
        ' stroke-opacity="0.45" stroke-width="10"/>'
    )


def _area(shape: Shape, patterns: dict[Fill, str]) -> str:
    """Return an area: a Landkreis and what is empty in an outline of its colour, what lies on top of it in a rim."""
    fill = shape.fill
    edge = _edge(fill) if fill.hatched or fill.empty else _neutral("text")
    width = OUTLINE if fill.hatched else EMPTY if fill.empty else THIN
    path = f'd="{shape.path}" fill-rule="evenodd" stroke-linejoin="round"'
    rim = "" if fill.hatched else f'<path {path} fill="none" {_look(stroke=_neutral("paper"))} stroke-width="{RIM}"/>'
    paint = _look(fill=_paint(fill, patterns), stroke=edge)
    area = f'<path {path} {paint} stroke-width="{width}"{_dashes(fill)}><title>{xml(shape.text)}</title></path>'
    return f"<g>{rim}{area}</g>"


def _lines(drawn: Map) -> str:
    return (
        f'<path d="{drawn.canvas.paths["outer_lines"]}" fill="none" {_look(stroke=_neutral("line"))}'
        ' stroke-width="18" stroke-linejoin="round"/>'
    )


def _text(words: str, x: float, y: float, size: float, weight: str = "normal", anchor: str = "middle") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" dy="0.35em" font-size="{size:.0f}" font-weight="{weight}"'
        f' text-anchor="{anchor}" {_look(fill=_neutral("text"))}>{xml(words)}</text>'
    )


def _label(label: Label, sizes: tuple[float, float]) -> str:
    """Return words with a rim behind them that keeps them legible on any colour, and the line to their area."""
    symbol, name = sizes
    if label.on_fill:
        return _on_fill(label, symbol)
    size = name if label.name else symbol
    anchor = {-1: "end", 0: "middle", 1: "start"}[label.side]
    marks = (
        (label.sign, (label.shape.sign_colour, either(label.shape.sign_colour))),
        (label.behind.strip(), _neutral("text")),
    )
    bold = [f'<tspan font-weight="bold" {_look(fill=ink)}>{xml(words)}</tspan>' for words, ink in marks if words]
    words = " ".join([*([xml(label.name)] if label.name else []), *bold])
    text = (
        f'<text x="{label.near:.0f}" y="{label.y:.0f}" dy="0.35em" font-size="{size:.0f}" text-anchor="{anchor}"'
        f" {_look(fill=_neutral('text'))}>{words}</text>"
    )
    edge = _look(stroke=_neutral("paper"))
    rim = f'<g aria-hidden="true" {edge} stroke-width="{size * 0.3:.0f}" stroke-linejoin="round">'
    return f"{_leader(label, size)}{rim}{text}</g>{text}"


def _on_fill(label: Label, size: float) -> str:
    """Return a symbol on the colour of its area; on stripes a badge lies below it."""
    fill = label.shape.fill
    badge = (
        f'<circle cx="{label.x:.0f}" cy="{label.y:.0f}" r="{size * BADGE:.0f}" {_look(fill=_colour(fill))}/>'
        if fill.striped
        else ""
    )
    return (
        f'{badge}<text x="{label.x:.0f}" y="{label.y:.0f}" dy="0.35em" font-size="{size:.0f}" font-weight="bold"'
        f' text-anchor="middle" {_look(fill=(fill.ink, fill.ink_css()))}>{xml(label.symbol)}</text>'
    )


def _leader(label: Label, size: float) -> str:
    if label.line is None:
        return ""
    path = "M{:.0f} {:.0f}L{:.0f} {:.0f}".format(*label.line)
    rim, ink = (_look(stroke=_neutral(name)) for name in ("paper", "text"))
    strokes = ((rim, 0.3), (ink, 0.1))
    return "".join(f'<path d="{path}" fill="none" {look} stroke-width="{size * wide:.0f}"/>' for look, wide in strokes)


def _footer(drawn: Map, patterns: dict[Fill, str], font: float) -> tuple[str, int]:
    """Return the legend below the map with the attribution, and how high both are together."""
    rows, y = [], drawn.canvas.height + font
    if drawn.legend_title:
        rows.append(_text(drawn.legend_title, font, y, font, anchor="start"))
        y += font * LINE
    for entry in drawn.legend:
        swatch = (
            f'<rect x="{font:.0f}" y="{y - font * 0.55:.0f}" width="{font * 1.6:.0f}" height="{font * 1.1:.0f}"'
            f' {_look(fill=_paint(entry.fill, patterns), stroke=_edge(entry.fill))} stroke-width="20"'
            f"{_dashes(entry.fill)}/>"
        )
        symbol = _text(entry.symbol, font * 3.8, y, font, "bold")
        rows.append(swatch + symbol + _text(entry.label, font * 5.1, y, font, anchor="start"))
        y += font * LINE
    rows.append(_text(drawn.attribution, font, y, font * 0.8, anchor="start"))
    return "".join(rows), round(y + font * 1.4)
