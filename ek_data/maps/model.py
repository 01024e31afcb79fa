"""The map as plain data, which the page, the HTML deck and PowerPoint draw alike.

Coordinates are whole numbers, 50 to the kilometre, from the upper left corner. Landkreise are drawn first, as a pale
hatching in an outline, because the municipalities on top of them may take part as well; those are solid with a rim.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, groupby, pairwise

import pandas as pd

from ek_data.geo.boundaries import Boundaries, label_point
from ek_data.geo.formats import Line, Polygon
from ek_data.geo.projection import Projection
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, either, either_shade, shade, text_on
from ek_data.programme.roles import Role
from ek_data.tables import MUNICIPALITIES

UNITS_PER_KM = 50  # 20 m: finer than the 150 m to which the boundaries are simplified
MARGIN_KM, SIDES_KM = 2.0, 22.0  # above and below, and beside, where names need room
ROOM = 1.4  # of a part of the map beyond what it is cut to, for the names
STRIPE, GROUND = 0.75, 0.15  # share of its colour in the hatching of a Landkreis
UNKNOWN_SYMBOL = "?"

Dot = tuple[int, int]
OutlinePoints = tuple[Dot, ...]


@dataclass(frozen=True)
class Fill:
    """How an area is filled: with a shade of `colour`, the whole of it at a `strength` of 1.

    At a strength of 0 it is empty, with an outline in its colour. Without a colour its value is not known: it is empty
    as well, and its outline is dashed.
    """

    colour: str | None
    hatched: bool
    strength: float = 1.0

    def shade(self, share: float = 1.0) -> str:
        """Return the colour in the light theme, or a `share` of it for stripes and what lies below them."""
        return shade(self.colour or MUTED, self.strength * share)

    def css(self, share: float = 1.0) -> str:
        """Return the same as CSS that follows the theme of the page."""
        return either_shade(self.colour or MUTED, self.strength * share)

    @property
    def empty(self) -> bool:
        """Whether there is an outline only."""
        return self.colour is None or not self.strength

    @property
    def striped(self) -> bool:
        """Whether it is drawn in stripes."""
        return self.hatched and not self.empty

    @property
    def edge(self) -> str:
        """The colour of the outline of a Landkreis, and of what is empty."""
        return self.colour or MUTED

    @property
    def ink(self) -> str:
        """The colour of words on it, in the light theme."""
        return INK if self.empty else text_on(self.shade())

    def ink_css(self) -> str:
        """Return the same as CSS that follows the theme of the page."""
        if self.empty:
            return either(INK)
        colour = self.colour or MUTED
        return f"light-dark({self.ink}, {text_on(shade(colour, self.strength, 'dark'))})"


@dataclass(frozen=True)
class LegendEntry:
    """A line of the legend. `symbol` is the letter or sign that says the same as the colour.

    `brief` is all that is said of it below a title that says the rest.
    """

    label: str
    colour: str | None
    symbol: str
    hatched: bool = False
    strength: float = 1.0
    brief: str = ""

    @property
    def fill(self) -> Fill:
        return Fill(self.colour, self.hatched, self.strength)


@dataclass(frozen=True)
class Shape:
    """One municipality on the map: what it says, how it is filled, its rings, and where its label stands.

    `sign` stands behind its name in the colour `sign_colour`, such as its cohort where the map shows something else.
    """

    ars: str
    name: str
    text: str
    symbol: str
    fill: Fill
    rings: tuple[OutlinePoints, ...]
    x: int
    y: int
    sign: str = ""
    sign_colour: str = INK

    @cached_property
    def path(self) -> str:
        return path(self.rings, closed=True)


@dataclass(frozen=True, eq=False)
class Canvas:
    """What every map of the same boundaries shares; `outlines` are the rings of all areas by ARS."""

    width: int
    height: int
    land: tuple[OutlinePoints, ...]
    inner_lines: tuple[OutlinePoints, ...]
    outer_lines: tuple[OutlinePoints, ...]
    outlines: Mapping[str, tuple[OutlinePoints, ...]]
    projection: Projection
    west: float
    north: float

    def dot(self, longitude: float, latitude: float) -> Dot:
        """Return where a point in degrees lies on the canvas."""
        x, y = self.projection.plane(longitude, latitude)
        return round((x - self.west) * UNITS_PER_KM), round((self.north - y) * UNITS_PER_KM)

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Path data of the background: land, inner_lines, outer_lines."""
        return {
            "land": path(self.land, closed=True),
            "inner_lines": path(self.inner_lines, closed=False),
            "outer_lines": path(self.outer_lines, closed=False),
        }


@dataclass(frozen=True, eq=False)
class Map:
    """A map ready to be drawn. `shapes` come in the order of drawing; `without_boundary` are names."""

    canvas: Canvas
    shapes: tuple[Shape, ...]
    legend: tuple[LegendEntry, ...]
    without_boundary: tuple[str, ...]
    attribution: str
    legend_title: str = ""

    def around(self, places: Collection[str]) -> tuple[int, int, int, int]:
        """Return the part of the map around `places` as x, y, width and height, in the proportions of the whole."""
        dots = [dot for shape in self.shapes if shape.ars in places for ring in shape.rings for dot in ring]
        if not dots:
            return 0, 0, self.canvas.width, self.canvas.height
        west, north = (min(values) for values in zip(*dots, strict=True))
        east, south = (max(values) for values in zip(*dots, strict=True))
        share = min(1.0, ROOM * max((east - west) / self.canvas.width, (south - north) / self.canvas.height))
        width, height = round(self.canvas.width * share), round(self.canvas.height * share)
        return (west + east - width) // 2, (north + south - height) // 2, width, height


def with_room(drawn: Map, proportion: float) -> Map:
    """Return a map on a canvas `proportion` times as wide as high, so that names have room on both sides."""
    wider = round(drawn.canvas.height * proportion) - drawn.canvas.width
    if wider <= 0:
        return drawn
    canvas, by = _widened(drawn.canvas, wider // 2), wider // 2
    shapes = (replace(shape, rings=canvas.outlines[shape.ars], x=shape.x + by) for shape in drawn.shapes)
    return replace(drawn, canvas=canvas, shapes=tuple(shapes))


@lru_cache(maxsize=4)
def _widened(canvas: Canvas, by: int) -> Canvas:
    def moved(strokes: Iterable[OutlinePoints]) -> tuple[OutlinePoints, ...]:
        return tuple(tuple((x + by, y) for x, y in stroke) for stroke in strokes)

    return replace(
        canvas,
        width=canvas.width + 2 * by,
        land=moved(canvas.land),
        inner_lines=moved(canvas.inner_lines),
        outer_lines=moved(canvas.outer_lines),
        outlines={ars: moved(rings) for ars, rings in canvas.outlines.items()},
        west=canvas.west - by / UNITS_PER_KM,
    )


def path(strokes: Iterable[OutlinePoints], *, closed: bool) -> str:
    """Return SVG path data: absolute starts, then steps, without a separator where a minus sign separates."""
    return "".join(_drawn(stroke, closed) for stroke in strokes)


def _drawn(stroke: OutlinePoints, closed: bool) -> str:
    points = stroke[:-1] if closed else stroke
    steps = " ".join(f"{x - before} {y - above}" for (before, above), (x, y) in pairwise(points))
    (x, y) = points[0]
    return f"M{x} {y}l{steps}".replace(" -", "-") + ("z" if closed else "")


@lru_cache(maxsize=2)
def canvas(boundaries: Boundaries) -> Canvas:
    """Return everything of the map that does not depend on the data, projected once for each set of boundaries."""
    outline = [point for ring in _rings(boundaries.land) for point in ring]
    projection = Projection.fitting(outline)
    points = [projection.plane(*point) for point in outline]
    west, east = min(x for x, _ in points) - SIDES_KM, max(x for x, _ in points) + SIDES_KM
    south, north = min(y for _, y in points) - MARGIN_KM, max(y for _, y in points) + MARGIN_KM
    size = round((east - west) * UNITS_PER_KM), round((north - south) * UNITS_PER_KM)
    blank = Canvas(*size, (), (), (), {}, projection, west, north)
    return Canvas(
        *size,
        land=_strokes(_rings(boundaries.land), blank),
        inner_lines=_strokes(boundaries.lines.inner, blank),
        outer_lines=_strokes(boundaries.lines.outer, blank),
        outlines={ars: _strokes(_rings(area.polygons), blank) for ars, area in boundaries.areas.items()},
        projection=projection,
        west=west,
        north=north,
    )


def _rings(polygons: Iterable[Polygon]) -> list[Line]:
    return list(chain.from_iterable(polygons))


def _strokes(lines: Iterable[Line], blank: Canvas) -> tuple[OutlinePoints, ...]:
    """Return `lines` on the canvas without repeated dots; what has shrunk to a dot is left out."""
    strokes = (tuple(dot for dot, _ in groupby(blank.dot(*point) for point in line)) for line in lines)
    return tuple(stroke for stroke in strokes if len(stroke) > 1)


def draw(
    boundaries: Boundaries,
    marks: pd.DataFrame,
    lang: Language,
    legend: tuple[LegendEntry, ...] = (),
    legend_title: str = "",
) -> Map:
    """Return the map of `marks` with columns ars, name, colour (#rrggbb), symbol, text, kind.

    There may be strength (0 to 1), sign and sign_colour as well.

    A colour that is <NA> says that the value is not known; a missing text then says so, and so does the legend,
    which also explains the hatching, both unless `legend` does. `symbol` is one to three characters that say the same
    as the colour.
    """
    known = marks["ars"].isin(list(boundaries.areas))
    hatched = marks["kind"].isin(MUNICIPALITIES["kind"].having(Role.DISTRICT))
    depth = marks["ars"].str.endswith("000").map({True: 1, False: 2}).mask(hatched, 0)  # what holds others lies below
    ordered = marks.assign(depth=depth, hatched=hatched)[known].sort_values(["depth", "name"], kind="stable")
    shapes = tuple(_shapes(boundaries, ordered, lang))
    return Map(
        canvas=canvas(boundaries),
        shapes=shapes,
        legend=(*legend, *_explanations(shapes, legend, lang)),
        without_boundary=tuple(marks.loc[~known, "name"]),
        attribution=boundaries.attribution,
        legend_title=legend_title,
    )


def _shapes(boundaries: Boundaries, marks: pd.DataFrame, lang: Language) -> Iterable[Shape]:
    blank, present = canvas(boundaries), set(marks["ars"])
    for mark in marks.to_dict("records"):
        ars, name, text, symbol, colour = (mark[key] for key in ("ars", "name", "text", "symbol", "colour"))
        x, y = blank.dot(*label_point(boundaries, ars, present))
        yield Shape(
            ars=ars,
            name=name,
            text=lang("{name}: not known", name=name) if pd.isna(text) else text,
            symbol=UNKNOWN_SYMBOL if pd.isna(symbol) else symbol,
            fill=Fill(
                None if pd.isna(colour) else colour,
                hatched=mark["hatched"],
                strength=mark.get("strength", 1.0),
            ),
            sign=mark.get("sign", ""),
            sign_colour=mark.get("sign_colour", INK),
            rings=blank.outlines[ars],
            x=x,
            y=y,
        )


def _explanations(shapes: Iterable[Shape], legend: Iterable[LegendEntry], lang: Language) -> Iterable[LegendEntry]:
    fills = {shape.fill for shape in shapes}
    explained = {(entry.colour is None, entry.hatched) for entry in legend}
    if (True, False) not in explained and any(fill.colour is None for fill in fills):
        yield LegendEntry(lang("not known"), None, UNKNOWN_SYMBOL)
    if any(fill.striped for fill in fills) and (False, True) not in explained:
        yield LegendEntry(lang("District"), MUTED, "", hatched=True)
