"""The map as plain data, which the page, the HTML deck and PowerPoint draw alike.

Coordinates are whole numbers from the upper left corner, as many to the kilometre as the size of the land asks for.
Landkreise are drawn first, as a pale hatching in an outline, because the municipalities on top of them may take part
as well; those are solid with a rim. What is too small to be seen at a scale becomes a circle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, groupby, pairwise
from math import cos, dist, pi, sin, sqrt

import pandas as pd

from ek_data.geo.boundaries import GERMANY, Boundaries, label_point
from ek_data.geo.formats import Polygon, Polyline
from ek_data.geo.projection import Projection
from ek_data.geo.regional_key import listed
from ek_data.geo.sphere import enclosed
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, either, either_shade, shade, text_on
from ek_data.programme.roles import Role
from ek_data.tables import MUNICIPALITIES

HIGH = 11_000  # units from the south to the north of the land, about: finer than its boundaries are simplified
MARGIN, SIDES = 100, 1_100  # units above and below, and beside, where names need room
ROOM = 1.4  # of a part of the map beyond what it is cut to, for the names
MARK = 0.0085  # radius of what is too small to be seen, as a share of the height: 5 px at 582 px
CORNERS = 24  # of a circle
STRIPE, GROUND = 0.75, 0.15  # share of its colour in the hatching of a Landkreis
UNKNOWN_SYMBOL, DOT = "?", "●"

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
class Piece:
    """One area of the boundaries: its rings, and a point inside where it is marked if it is small."""

    rings: tuple[OutlinePoints, ...]
    x: int
    y: int

    @cached_property
    def reach(self) -> float:
        """The radius of a circle that is as large."""
        return sqrt(sum(map(enclosed, self.rings)) / pi)

    @cached_property
    def path(self) -> str:
        return path(self.rings, closed=True)


@dataclass(frozen=True)
class Shape:
    """One municipality on the map: what it says, how it is filled, its pieces, and where its label stands.

    `sign` stands behind its name in the colour `sign_colour`, such as its cohort where the map shows something else.
    """

    ars: str
    name: str
    text: str
    symbol: str
    fill: Fill
    pieces: tuple[Piece, ...]
    x: int
    y: int
    sign: str = ""
    sign_colour: str = INK

    @property
    def rings(self) -> tuple[OutlinePoints, ...]:
        return tuple(chain.from_iterable(piece.rings for piece in self.pieces))

    @property
    def path(self) -> str:
        return "".join(piece.path for piece in self.pieces)


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
    units_per_km: int

    def dot(self, longitude: float, latitude: float) -> Dot:
        """Return where a point in degrees lies on the canvas."""
        x, y = self.projection.plane(longitude, latitude)
        return round((x - self.west) * self.units_per_km), round((self.north - y) * self.units_per_km)

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

    def aside(shape: Shape) -> Shape:
        pieces = (replace(piece, rings=_moved(piece.rings, by), x=piece.x + by) for piece in shape.pieces)
        return replace(shape, pieces=tuple(pieces), x=shape.x + by)

    return replace(drawn, canvas=canvas, shapes=tuple(map(aside, drawn.shapes)))


def marked(drawn: Map, radius: float) -> Map:
    """Return a map on which what is smaller than a circle of `radius` units is such a circle, above all larger ones."""
    small = [shape for shape in drawn.shapes if any(piece.reach < radius for piece in shape.pieces)]
    if not small:
        return drawn

    circles = (replace(shape, pieces=_seen(shape.pieces, radius)) for shape in small)
    return replace(drawn, shapes=(*(shape for shape in drawn.shapes if shape not in small), *circles))


def _seen(pieces: Iterable[Piece], radius: float) -> tuple[Piece, ...]:
    """Return the pieces of one shape: small ones as circles that meet no other piece, since they would cut it out.

    A small one beside a large one stays as it is, and one beside a circle is told by that.
    """
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.reach):
        near = [
            other for other in kept if dist((piece.x, piece.y), (other.x, other.y)) < max(other.reach, radius) + radius
        ]
        if piece.reach >= radius or (near and all(other.reach >= radius for other in near)):
            kept.append(piece)
        elif not near:
            kept.append(replace(piece, rings=(_circle(piece.x, piece.y, radius),)))
    return tuple(kept)


def _circle(x: int, y: int, radius: float) -> OutlinePoints:
    turns = (2 * pi * corner / CORNERS for corner in range(CORNERS + 1))
    return tuple((round(x + radius * cos(turn)), round(y + radius * sin(turn))) for turn in turns)


def _moved(strokes: Iterable[OutlinePoints], by: int) -> tuple[OutlinePoints, ...]:
    return tuple(tuple((x + by, y) for x, y in stroke) for stroke in strokes)


@lru_cache(maxsize=4)
def _widened(canvas: Canvas, by: int) -> Canvas:
    return replace(
        canvas,
        width=canvas.width + 2 * by,
        land=_moved(canvas.land, by),
        inner_lines=_moved(canvas.inner_lines, by),
        outer_lines=_moved(canvas.outer_lines, by),
        outlines={ars: _moved(rings, by) for ars, rings in canvas.outlines.items()},
        west=canvas.west - by / canvas.units_per_km,
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
    outline = [point for ring in _rings(boundaries.land) for point in ring] or [*GERMANY]  # none: an empty map
    projection = Projection.fitting(outline)
    points = [projection.plane(*point) for point in outline]
    west, south, east, north = (*map(min, zip(*points, strict=True)), *map(max, zip(*points, strict=True)))
    units = max(1, round(HIGH / (north - south)))
    west, east = west - SIDES / units, east + SIDES / units
    south, north = south - MARGIN / units, north + MARGIN / units
    size = round((east - west) * units), round((north - south) * units)
    blank = Canvas(*size, (), (), (), {}, projection, west, north, units)
    return Canvas(
        *size,
        land=_strokes(_rings(boundaries.land), blank),
        inner_lines=_strokes(boundaries.lines.inner, blank),
        outer_lines=_strokes(boundaries.lines.outer, blank),
        outlines={ars: _strokes(_rings(area.polygons), blank) for ars, area in boundaries.areas.items()},
        projection=projection,
        west=west,
        north=north,
        units_per_km=units,
    )


def _rings(polygons: Iterable[Polygon]) -> list[Polyline]:
    return list(chain.from_iterable(polygons))


def _strokes(lines: Iterable[Polyline], blank: Canvas) -> tuple[OutlinePoints, ...]:
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

    There may be strength (0 to 1), sign, sign_colour and areas (keys in a text, of who has none) as well.

    A colour that is <NA> says that the value is not known; a missing text then says so, and so does the legend,
    which also explains the hatching, both unless `legend` does. `symbol` is one to three characters that say the same
    as the colour.
    """
    rows = zip(marks["ars"], marks.get("areas", marks["ars"]), strict=True)
    lies = pd.Series([_known(boundaries, ars, areas) for ars, areas in rows], index=marks.index, dtype=object)
    known = lies.map(len) > 0
    hatched = marks["kind"].isin(MUNICIPALITIES["kind"].having(Role.DISTRICT))
    holding = lies.map(lambda keys: any(key.endswith("000") for key in keys))
    depth = holding.map({True: 1, False: 2}).mask(hatched, 0)  # what holds others lies below
    placed = marks.assign(depth=depth, hatched=hatched, lies=lies)[known]
    ordered = placed.sort_values(["depth", "name"], kind="stable")
    shapes = tuple(_shapes(boundaries, ordered, lang))
    drawn_on = canvas(boundaries)
    return Map(
        canvas=drawn_on,
        shapes=shapes,
        legend=(*legend, *_explanations(shapes, legend, MARK * drawn_on.height, lang)),
        without_boundary=tuple(marks.loc[~known, "name"]),
        attribution=boundaries.attribution,
        legend_title=legend_title,
    )


def _known(boundaries: Boundaries, ars: str, areas: object) -> tuple[str, ...]:
    """Return the keys of the areas in which a municipality lies, as far as they are in the boundaries."""
    return tuple(key for key in listed(areas) or (ars,) if key in boundaries.areas)


def _shapes(boundaries: Boundaries, marks: pd.DataFrame, lang: Language) -> Iterable[Shape]:
    blank, present = canvas(boundaries), {key for keys in marks["lies"] for key in keys}
    for mark in marks.to_dict("records"):
        ars, name, text, symbol, colour = (mark[key] for key in ("ars", "name", "text", "symbol", "colour"))
        pieces = tuple(
            Piece(blank.outlines[key], *blank.dot(*label_point(boundaries, key, present))) for key in mark["lies"]
        )
        largest = max(pieces, key=lambda piece: piece.reach)
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
            pieces=pieces,
            x=largest.x,
            y=largest.y,
        )


def _explanations(
    shapes: Iterable[Shape], legend: Iterable[LegendEntry], radius: float, lang: Language
) -> Iterable[LegendEntry]:
    fills = {shape.fill for shape in shapes}
    explained = {(entry.colour is None, entry.hatched) for entry in legend}
    if (True, False) not in explained and any(fill.colour is None for fill in fills):
        yield LegendEntry(lang("not known"), None, UNKNOWN_SYMBOL)
    if any(fill.striped for fill in fills) and (False, True) not in explained:
        yield LegendEntry(lang("District"), MUTED, "", hatched=True)
    if any(piece.reach < radius for shape in shapes for piece in shape.pieces):
        yield LegendEntry(lang("too small for this scale"), MUTED, DOT, strength=0.0)
