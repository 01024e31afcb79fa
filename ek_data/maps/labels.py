"""Where the words of a map stand: a symbol inside its area, a name around it, each only where there is room.

The rule is the same on the page, in files and on slides. The symbol comes first; where its area has no room for it, it
stands behind the name. Names follow from the smallest area to the largest: the first of eight places around the area
that meets no other area and no other words wins, else one farther away with a line, else one on the hatching of a
Landkreis; else the name is told by hovering only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, pi, sin
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ek_data.maps.model import UNKNOWN_SYMBOL, Dot, Map, Shape

CELLS = 400  # across the map, on which areas and words are told apart
LETTER = 0.54  # mean width of a letter in a sans-serif type, as a share of its size
HIGH = 1.15  # height of a line, as a share of its size
DIGITS = 0.85  # height of a symbol without the room above and below it
GAP = 0.25  # between an area and its name, as a share of the size of the name
NEARBY = (0.0, 0.4, 0.8)  # heights of a line that a name may be away from its area without a line to it
FARTHER = range(1, 10)  # the same with one
AROUND = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (1, 1), (-1, -1), (-1, 1)])
EVERYWHERE = np.array([(cos(turn * pi / 8), sin(turn * pi / 8)) for turn in range(16)])
WAYS = np.concatenate((AROUND, EVERYWHERE))
EACH_WAY, EACH_STEP = np.repeat(np.arange(len(AROUND)), len(NEARBY)), np.tile(NEARBY, len(AROUND))
EACH_DIRECTION = np.tile(np.arange(len(EVERYWHERE)), len(FARTHER))
EACH_DISTANCE = np.repeat(FARTHER, len(EVERYWHERE))
AT_ENDS = np.array(
    [[(0, y), (1, y), (-1, y), (1, 0), (-1, 0)] for y in (1, -1)]
    + [[(x, 0), (x, 1), (x, -1), (0, 1), (0, -1)] for x in (1, -1)]
)
FREE = -1
FEW = 3  # of many, lines to names would cross the whole map

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]
Rings = tuple[tuple[Dot, ...], ...]
Segment = tuple[float, float, float, float]
Place = tuple[float, float, int, Segment | None]


@dataclass(frozen=True)
class Label:
    """Words of the map around (x, y), with the sizes they need; `name` or `symbol` may be missing.

    `side` says which way they grow: 1 to the right, -1 to the left, 0 to both. `line` leads to the area they belong to.
    A symbol `on_fill` stands on the colour of its area, a name `on_hatching` may stand on a district, all others
    stand on the map.
    """

    shape: Shape
    name: str
    symbol: str
    x: float
    y: float
    width: float
    height: float
    side: int = 0
    line: Segment | None = None
    on_fill: bool = False
    on_hatching: bool = False

    @property
    def near(self) -> float:
        """Where the words begin on their side."""
        return self.x - self.side * self.width / 2

    @property
    def words(self) -> str:
        """All that is written."""
        return f"{self.name} {self.sign}{self.behind}".strip()

    @property
    def behind(self) -> str:
        """The symbol as it stands behind the name, if it does."""
        return f" · {self.symbol}" if self.name and self.symbol else self.symbol

    @property
    def sign(self) -> str:
        """What stands behind the name."""
        return self.shape.sign if self.name else ""


def labels(drawn: Map, symbol: float, name: float, first: str | None = None) -> tuple[Label, ...]:
    """Return all words of the map for the sizes of `symbol` and `name` in its units; `first` is placed before all.

    Where a `FEW` are left without a name, or with one on hatching, they are tried before the others, and the better map
    is taken; of many, those of which something is known.
    """
    once = _placed(drawn, symbol, name, {first})
    named = {label.shape.ars for label in once if label.name}
    ill = {shape.ars for shape in drawn.shapes if shape.name and shape.ars not in named}
    ill |= {label.shape.ars for label in once if label.on_hatching}
    told: set[str | None] = set()
    if len(ill) > FEW:
        told = {shape.ars for shape in drawn.shapes if shape.symbol not in ("", UNKNOWN_SYMBOL)}
        ill = ill & told if len(told) < len(drawn.shapes) / 2 else set()
    if not ill:
        return once
    again = _placed(drawn, symbol, name, {first, *ill})
    return max(once, again, key=lambda placed: _worth(placed, first, told))


def _worth(placed: tuple[Label, ...], first: str | None, told: Collection[str | None]) -> tuple[bool, int, int, int]:
    """Return how good a map is: with the `first` name, with those that are `told`, with many, with few on hatching."""
    named = [label for label in placed if label.name]
    hatched = sum(label.on_hatching for label in named)
    return (
        any(label.shape.ars == first for label in named),
        sum(label.shape.ars in told for label in named),
        len(named),
        -hatched,
    )


def _placed(drawn: Map, symbol: float, name: float, first: Collection[str | None]) -> tuple[Label, ...]:
    """Return the words, those of the areas in `first` placed before the others."""
    ground = _Ground(drawn, symbol)
    marked = {label.shape.ars for label in ground.placed}
    own = [shape.symbol if shape.ars not in marked else "" for shape in drawn.shapes]
    ways = (
        ground.places([(n, shape.name, own[n]) for n, shape in enumerate(drawn.shapes) if shape.name or own[n]], name),
        ground.places([(n, "", own[n]) for n in range(len(own)) if own[n]], name),
    )
    for number in ground.smallest_first(first):
        tried = (place for way in ways for place in way.get(number, ()))
        if not any(map(ground.take, tried)) and own[number]:
            ground.take_on_top(number, symbol)
    return tuple(ground.placed)


class _Ground:
    """The map in cells: whose each is, where no words may stand, strictly or on hatching as well, and what is placed.

    Places for all words are compared at once with the areas, by sums over rectangles; only what is left of them is
    compared with the words placed before, one by one.
    """

    def __init__(self, drawn: Map, symbol: float) -> None:
        self.shapes, self.size = drawn.shapes, np.array((drawn.canvas.width, drawn.canvas.height))
        self.cell = drawn.canvas.width / CELLS
        self.areas = _areas(drawn)
        self.words: Mask = np.zeros(self.areas.owners.shape, dtype=bool)
        self.placed: list[Label] = []
        for number in range(len(drawn.shapes)):
            self._mark_inside(number, symbol)

    def smallest_first(self, first: Collection[str | None]) -> list[int]:
        return sorted(range(len(self.shapes)), key=lambda n: (self.shapes[n].ars not in first, self.areas.sizes[n]))

    def _mark_inside(self, number: int, size: float) -> None:
        """Place the symbol where its area has room for it, nearest to the point for labels."""
        shape, (rows, columns) = self.shapes[number], self.areas.extents[number]
        width, height = len(shape.symbol) * LETTER * size, size * DIGITS
        wide, high = ceil(width / self.cell), ceil(height / self.cell)
        sums = self.areas.sums[number]
        if not shape.symbol or sums.shape[0] <= high or sums.shape[1] <= wide:
            return
        held = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
        down, across = np.nonzero(held == wide * high)
        if not len(down):
            return
        x, y = (across + columns.start + wide / 2) * self.cell, (down + rows.start + high / 2) * self.cell
        nearest = ((x - shape.x) ** 2 + (y - shape.y) ** 2).argmin()
        self._put(Label(shape, "", shape.symbol, float(x[nearest]), float(y[nearest]), width, height, on_fill=True))

    def places(self, wanted: list[tuple[int, str, str]], size: float) -> dict[int, Iterator[Label]]:
        """Return where name and symbol of each number may stand as far as areas go, the best place first.

        Beside the area, else at the end of a line, else on hatching.
        """
        if not wanted:
            return {}
        words = [Label(self.shapes[number], name, symbol, 0, 0, 0, 0) for number, name, symbol in wanted]
        extents = np.array([_extent(each.words, size) for each in words])
        numbers = np.array([number for number, _name, _symbol in wanted])
        stages = [self._stage(*stage, extents, size * GAP) for stage in self._stages(numbers, extents[0, 1])]
        return {
            number: self._in_turn(place, replace(each, width=extents[place, 0], height=extents[place, 1]), stages)
            for place, (number, each) in enumerate(zip(numbers.tolist(), words, strict=True))
        }

    def _stages(self, numbers: NDArray[np.int_], height: float) -> Iterator[tuple[Points, Points, Points | None, bool]]:
        """Yield the ways in which words may stand: where they begin, to which side, where a line starts, how strictly.

        Each for all numbers, with NaN where there is no place.
        """
        areas, shape = self.areas, (len(numbers), -1, 2)
        spots, exits, edges = areas.spots[numbers, None], areas.exits[numbers], areas.edges[numbers]
        around, nearby = AROUND[EACH_WAY], EACH_STEP * height
        beside = spots + around * (exits[:, EACH_WAY] + nearby)[..., None]
        at_ends = np.concatenate([AT_ENDS.reshape(-1, 2)] * len(NEARBY))
        steps = np.repeat(NEARBY, AT_ENDS.size // 2)[:, None] * height
        ends = np.concatenate([areas.ends[numbers].reshape(shape)] * len(NEARBY), axis=1) + at_ends * steps
        yield np.concatenate((beside, ends), axis=1), np.concatenate((around, at_ends)), None, True
        away = edges[:, EACH_DIRECTION] + EACH_DISTANCE * height
        starts = spots + EVERYWHERE[EACH_DIRECTION] * (edges[:, EACH_DIRECTION] - self.cell)[..., None]
        yield spots + EVERYWHERE[EACH_DIRECTION] * away[..., None], EVERYWHERE[EACH_DIRECTION], starts, True
        within = np.where(areas.hatched[numbers, None], height / 2, exits)
        yield spots + around * (within[:, EACH_WAY] + nearby)[..., None], around, None, False

    def _stage(
        self, near: Points, ways: Points, starts: Points | None, strict: bool, extents: Points, gap: float
    ) -> tuple[list[Place], list[int]]:
        """Return the places that lie on the map and are free, and where those of each of the words begin among them."""
        signs = np.where(abs(ways) < 0.3, 0, np.sign(ways))
        half = extents[:, None] / 2
        middle = near + signs * (gap + half)
        first, last = middle - half, middle + half
        limits = self.words.shape[1], self.words.shape[0]
        fits = np.all((first >= 0) & (last <= self.size), axis=2)
        left, top = np.moveaxis(np.where(fits[..., None], first / self.cell, 0).astype(int), 2, 0)
        upper = np.minimum(np.where(fits[..., None], np.ceil(last / self.cell), 0).astype(int), limits)
        right, bottom = np.moveaxis(upper, 2, 0)
        sums = self.areas.owned if strict else self.areas.solid_ones
        free = fits & (sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left] == 0)
        whose, which = np.nonzero(free)
        lines: list[Segment | None] = [None] * len(whose)
        if starts is not None:
            lines = [tuple(line) for line in np.hstack((starts[free], near[free])).tolist()]
        x, y = middle[free].T.tolist()
        places = list(zip(x, y, signs[which, 0].astype(int).tolist(), lines, strict=True))
        return places, np.searchsorted(whose, np.arange(len(extents) + 1)).tolist()

    def _in_turn(self, number: int, words: Label, stages: list[tuple[list[Place], list[int]]]) -> Iterator[Label]:
        for stage, (places, begins) in enumerate(stages, 1):
            for x, y, side, line in places[begins[number] : begins[number + 1]]:
                yield replace(words, x=x, y=y, side=side, line=line, on_hatching=stage == len(stages))

    def take(self, label: Label) -> bool:
        """Place words where they and their line meet no others, and the line no solid area but its own."""
        if self.words[self._cells(label)].any():
            return False
        if label.line is not None:
            cells = self._line_cells(label.line)
            foreign = self.areas.solid[cells] & (self.areas.owners[cells] != self.areas.numbers[label.shape.ars])
            if (self.words[cells] | foreign).any():
                return False
        self._put(label)
        return True

    def take_on_top(self, number: int, size: float) -> None:
        """Place the symbol on its area although that is smaller, where it meets no other words."""
        shape = self.shapes[number]
        width, height = len(shape.symbol) * LETTER * size, size * DIGITS
        self.take(Label(shape, "", shape.symbol, shape.x, shape.y, width, height, on_fill=True))

    def _put(self, label: Label) -> None:
        self.placed.append(label)
        self.words[self._cells(label)] = True
        if label.line is not None:
            self.words[self._line_cells(label.line)] = True

    def _cells(self, label: Label) -> tuple[slice, slice]:
        left, top = label.x - label.width / 2, label.y - label.height / 2
        return (
            slice(max(0, int(top / self.cell)), ceil((top + label.height) / self.cell)),
            slice(max(0, int(left / self.cell)), ceil((left + label.width) / self.cell)),
        )

    def _line_cells(self, line: Segment) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
        x, y, to_x, to_y = line
        shares = np.linspace(0, 1, 2 + ceil(max(abs(to_x - x), abs(to_y - y)) / self.cell))
        return ((y + (to_y - y) * shares) / self.cell).astype(int), ((x + (to_x - x) * shares) / self.cell).astype(int)


def _extent(words: str, size: float) -> tuple[float, float]:
    return (len(words) * LETTER + GAP) * size, size * HIGH


class _Areas(NamedTuple):
    """What is the same for every size of words: whose each cell is, and of each shape what is asked again and again.

    `solid` are the cells of areas without hatching, `owned` and `solid_ones` the sums over cells of any and of these.
    Of each shape: its rows and columns, the sums over its own cells in there, their number, and where words may begin:
    from its `spot` the ways out, `exits` on those `AROUND` and `edges` on those `EVERYWHERE`, NaN where a solid area
    follows at once; and its `ends` in the south, north, east and west.
    """

    owners: NDArray[np.int_]
    numbers: dict[str, int]
    solid: Mask
    owned: NDArray[np.int_]
    solid_ones: NDArray[np.int_]
    hatched: Mask
    extents: list[tuple[slice, slice]]
    sums: list[NDArray[np.int_]]
    sizes: list[int]
    spots: Points
    exits: Points
    edges: Points
    ends: Points


@lru_cache(maxsize=4)
def _areas(drawn: Map) -> _Areas:
    cell = drawn.canvas.width / CELLS
    owners = np.full((ceil(drawn.canvas.height / cell), CELLS), FREE)
    for number, shape in enumerate(drawn.shapes):
        for row, left, right in _spans(shape.rings, cell, len(owners)):
            owners[row, left:right] = number
    hatched = np.array([shape.fill.hatched for shape in drawn.shapes], dtype=bool)
    solid = np.append(~hatched, False)[owners]  # the last is nobody's
    extents = [_cells_around(shape.rings, cell) for shape in drawn.shapes]
    owned = [owners[extent] == number for number, extent in enumerate(extents)]
    spots = np.array([(shape.x, shape.y) for shape in drawn.shapes], float).reshape(-1, 2)
    ways = [_ways(number, spot / cell, owners, solid) for number, spot in enumerate(spots)]
    exits = np.array(ways).reshape(-1, len(WAYS)) * cell
    ends = [_ends(own, extent) for own, extent in zip(owned, extents, strict=True)]
    return _Areas(
        owners,
        {shape.ars: number for number, shape in enumerate(drawn.shapes)},
        solid,
        _sums(owners != FREE),
        _sums(solid),
        hatched,
        extents,
        [_sums(own) for own in owned],
        [int(own.sum()) for own in owned],
        spots,
        np.nan_to_num(exits[:, : len(AROUND)]),
        exits[:, len(AROUND) :],
        np.array(ends).reshape(len(ends), *AT_ENDS.shape) * cell,
    )


def _ways(number: int, spot: Points, owners: NDArray[np.int_], solid: Mask) -> Points:
    """Return how many cells it is on each way to where it has left an area for good."""
    limits = owners.shape[1] - 1, owners.shape[0] - 1
    cells = (spot + WAYS[:, None] * np.arange(CELLS // 2)[:, None]).astype(int)
    across, down = np.moveaxis(np.minimum(np.maximum(cells, 0), limits), 2, 0)
    own = owners[down, across] == number
    exits = np.where(own, np.arange(CELLS // 2) + 1, 0).max(axis=1)
    x, y = np.minimum(np.maximum(spot + WAYS * (exits[:, None] + 1), 0), limits).astype(int).T
    blocked = solid[y, x] & (owners[y, x] != number)
    blocked[: len(AROUND)] = False  # there words may stand farther away
    return np.where(blocked, np.nan, exits)


def _ends(own: Mask, extent: tuple[slice, slice]) -> Points:
    """Return the southern, northern, eastern and western end of an area in cells, as often as there are ways there."""
    rows, columns = np.nonzero(own)
    if not len(rows):
        return np.full(AT_ENDS.shape, np.nan)
    at = (rows.argmax(), rows.argmin(), columns.argmax(), columns.argmin())
    cells = np.array([(columns[n] + extent[1].start, rows[n] + extent[0].start) for n in at]) + 0.5
    return np.repeat(cells[:, None], AT_ENDS.shape[1], axis=1)


def _sums(closed: Mask) -> NDArray[np.int_]:
    """Return the sums over all rectangles from the upper left corner."""
    sums: NDArray[np.int_] = np.pad(closed, ((1, 0), (1, 0))).astype(np.int32).cumsum(0).cumsum(1)
    return sums


def _cells_around(rings: Rings, cell: float) -> tuple[slice, slice]:
    across, down = np.array([dot for ring in rings for dot in ring]).T / cell
    return _cells(down), _cells(across)


def _cells(along: NDArray[np.float64]) -> slice:
    return slice(max(0, int(along.min())), ceil(along.max()))


def _spans(rings: Rings, cell: float, rows: int) -> Iterator[tuple[int, int, int]]:
    """Yield row, first and last column of what lies inside the rings, where a ring inside another is a hole.

    What lies above or below the `rows` of the canvas is left out: a circle for a small area may reach over its edge.
    """
    edges = np.array([(*start, *end) for ring in rings for start, end in pairwise(ring)], float).reshape(-1, 4)
    x, y, to_x, to_y = edges.T / cell - 0.5
    for row in range(max(0, ceil(min(y, default=0))), min(rows, int(max(y, default=-1)) + 1)):
        crossed = (y < row) != (to_y < row)
        at = np.sort(x[crossed] + (row - y[crossed]) / (to_y[crossed] - y[crossed]) * (to_x[crossed] - x[crossed]))
        yield from ((row, max(0, ceil(left)), ceil(right)) for left, right in zip(at[::2], at[1::2], strict=True))
