"""A picture as a file that stands alone in other people's documents: on white, with all that tells what it shows.

SVG for who edits it, PNG for who pastes it. The PNG is drawn with the fonts beside this module, never with those of the
computer; the SVG names the font and leaves the choice to whoever shows it.
"""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

import resvg_py
from lxml import etree

from ek_data.charts.drawers import svg, svg_elements
from ek_data.charts.drawers.layout import TEXT_SIZE, lines_of
from ek_data.charts.drawers.svg_elements import FILE
from ek_data.charts.picture import PartNote, Picture, hosts_in_words
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.filters import EVERYTHING, Selection, in_words
from ek_data.errors import Fault
from ek_data.i18n import N_, Language
from ek_data.maps import svg as map_svg
from ek_data.palette import INK
from ek_data.text import xml

FONTS = sorted(map(str, (Path(__file__).parent / "fonts").glob("*.ttf")))
FAMILY = "'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"
SCALE = 2  # pixels of the PNG for one of the SVG
WIDE, MAP_WIDE = 1200, 900  # pixels; a map is nearly as high as it is wide
EDGE = 32
CHART_WIDE = 800  # of the drawing before it is enlarged, so that its words can be read in a document
TITLE, WORDS, FOOT = 28, 18, 15  # pixels of the type
AVERAGE = 0.56  # width of a character, as a share of the size of the type, in a wide font
LEADING = 1.35
MAP_TEXT = 0.024  # of the width
NAMESPACE = "http://www.w3.org/2000/svg"
BELOW_MIDDLE = 0.35  # where the line below the words is, as a share of the size of the type
TRANSPARENT = re.compile(r"rgba\((\d+), (\d+), (\d+), ([\d.]+)\)")
FOLLOWING = re.compile(r' style="[^"]*"')  # how a map follows the theme of a page; its attributes are those of paper
NOTHING_TO_DRAW = N_("There is nothing to draw: {finding}")


class NoPicture(Fault):
    """A picture that is asked for is not there: nobody knows it, or the data hold nothing of what it shows."""


def as_svg(picture: Picture, data: Dataset, lang: Language, *, selection: Selection = EVERYTHING) -> str:
    """Return a picture of `data` as SVG with its finding, what is counted, filters, sources, date and release.

    `selection` are the filters behind which the data lie. Raises `NoPicture`.
    """
    wide = MAP_WIDE if picture.map else WIDE
    drawing, height = _drawing(picture, wide - 2 * EDGE)
    head, top = _lines(picture.finding.removesuffix("."), EDGE * 0.75, TITLE, wide, weight=600)
    counted = " · ".join(filter(None, (picture.about, picture.subtitle or picture.title)))
    grey, top = _lines(counted, top + WORDS * 0.2, WORDS, wide, colour=INK)
    top += WORDS
    end, foot = top + height + WORDS, ""
    parts = [note for note in picture.notes if isinstance(note, PartNote)]
    for line in (*parts, *origin(picture, data, lang, selection)):
        words, end = _lines(line, end, FOOT, wide, colour=INK)
        foot += words
    content = f'{head}{grey}<g transform="translate({EDGE} {top:.1f})">{drawing}</g>{foot}'
    return _sheet(content, wide, round(end + EDGE * 0.75), picture, demo=(data.unfiltered or data).demo)


def drawing_only(picture: Picture, *, demo: bool) -> str:
    """Return only what is drawn, for a document that says all the rest around it. Raises `NoPicture`."""
    wide = MAP_WIDE if picture.map else WIDE
    drawing, height = _drawing(picture, wide)
    return _sheet(drawing, wide, round(height), picture, demo=demo)


def _sheet(content: str, wide: int, high: int, picture: Picture, *, demo: bool) -> str:
    """Return a white sheet with what stands on it, which says so where the data are invented."""
    mark = svg_elements.across(DEMO_MARK if demo else "", wide, high, FILE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
        f' font-family="{FAMILY}" aria-label="{xml(picture.finding)}">'
        f'<rect width="{wide}" height="{high}" fill="{FILE.paper}"/>{content}{mark}</svg>'
    )


def as_png(drawn: str) -> bytes:
    """Return an SVG of `as_svg` as PNG, twice as many pixels wide and high."""
    png: bytes = resvg_py.svg_to_bytes(svg_string=drawn, skip_system_fonts=True, font_files=FONTS, zoom=SCALE)
    return png


def origin(picture: Picture, data: Dataset, lang: Language, selection: Selection = EVERYTHING) -> tuple[str, ...]:
    """Return where a picture comes from, in lines: hosts of the sources; date and release of the data, and filters."""
    filters, release = in_words(selection, lang), data.origin.release
    said = (
        lang("As of {day}", day=lang.date(data.as_of)) if data.as_of else "",
        lang("release {n}", n=release) if release else "",
        lang("Filtered by: {filters}", filters=filters) if filters else "",
    )
    return tuple(filter(None, (hosts_in_words(picture.sources, lang), " · ".join(filter(None, said)))))


def _drawing(picture: Picture, wide: float) -> tuple[str, float]:
    """Return what is drawn of a picture, `wide` pixels wide, and how high it is."""
    if picture.spec:
        drawn, high = svg.parts(picture.spec, CHART_WIDE, FILE)
        scale = wide / CHART_WIDE
    elif picture.map:
        drawn, high = map_svg.parts(picture.map, picture.title, picture.finding, text=MAP_TEXT)
        drawn, scale = FOLLOWING.sub("", drawn), wide / picture.map.canvas.width
    else:
        raise NoPicture(NOTHING_TO_DRAW, finding=picture.finding)
    return f'<g transform="scale({scale:.5f})" font-size="{TEXT_SIZE}">{_known_everywhere(drawn)}</g>', high * scale


def _known_everywhere(drawn: str) -> str:
    """Return a drawing as every program draws it.

    Word and LibreOffice know no words around the middle of their line, none with their rim behind them, and no colour
    that lets the background through.
    """
    root = etree.fromstring(f'<g xmlns="{NAMESPACE}">{drawn}</g>')
    for text in list(root.iter(f"{{{NAMESPACE}}}text")):
        for name in ("dominant-baseline", "dy"):  # all words are written around the middle of their line
            text.attrib.pop(name, None)
        down = BELOW_MIDDLE * float(text.get("font-size", TEXT_SIZE))
        for placed in (text, *text):
            placed.text = (placed.text or "").replace("\n", " ")
            if placed.get("y"):
                placed.set("y", f"{float(placed.get('y')) + down:.1f}")
        if text.attrib.pop("paint-order", None):
            rim = deepcopy(text)
            rim.attrib.update({"fill": FILE.paper, "stroke-linejoin": "round", "aria-hidden": "true"})
            text.addprevious(rim)
            del text.attrib["style"], text.attrib["stroke-width"]
    written: str = etree.tostring(root, encoding="unicode")
    return TRANSPARENT.sub(_on_white, written)


def _on_white(colour: re.Match[str]) -> str:
    *channels, opacity = map(float, colour.groups())
    return "#" + "".join(f"{round(channel * opacity + 255 * (1 - opacity)):02x}" for channel in channels)


def _lines(
    words: str, top: float, size: float, wide: float, *, weight: int = 400, colour: str = FILE.ink
) -> tuple[str, float]:
    """Return words from `top` on, in lines that fit between the edges of a file, and where they end."""
    lines = lines_of(words, int((wide - 2 * EDGE) / (size * AVERAGE))) if words else []
    texts = (
        f'<text x="{EDGE}" y="{top + size * (LEADING * number + 1):.1f}" font-size="{size}" font-weight="{weight}"'
        f' fill="{colour}">{xml(line)}</text>'
        for number, line in enumerate(lines)
    )
    return "".join(texts), top + size * LEADING * len(lines)
