"""Where the words of a map stand: a symbol inside its area, a name around it, each only where there is room.

The rule is the same on the page, in files and on slides. The symbol comes first; where its area has no room for it, it
stands behind the name. Names follow from the smallest area to the largest: the first of eight places around the area
that meets no other area and no other words wins, else one farther away with a line, else one on the hatching of a
Landkreis; else the name is told by hovering only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from math import ceil, cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from ek_data.maps.model import Dot, Map, Shape

CELLS = 400  # across the map, on which areas and words are told apart
LETTER = 0.58  # mean width of a letter in a sans-serif type, as a share of its size
HIGH = 1.15  # height of a line, as a share of its size
DIGITS = 0.85  # height of a symbol without the room above and below it
GAP = 0.25  # between an area and its name, as a share of the size of the name
NEARBY = (0.0, 0.4, 0.8)  # heights of a line that a name may be away from its area without a line to it
FARTHER = range(1, 10)  # the same with one
AROUND = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (1, 1), (-1, -1), (-1, 1)])
EVERYWHERE = np.array([(cos(turn * pi / 8), sin(turn * pi / 8)) for turn in range(16)])
PROBES = np.array(list(product((-0.49, 0, 0.49), repeat=2)))  # of a box, as shares of its extent around the middle
FREE = -1

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]
Rings = tuple[tuple[Dot, ...], ...]
Line = tuple[float, float, float, float]
Place = tuple[float, float, int, Line | None, Mask]


@dataclass(frozen=True)
class Label:
    """Words of the map around (x, y), with the sizes they need; `name` or `symbol` may be missing.

    `side` says which way they grow: 1 to the right, -1 to the left, 0 to both. `line` leads to the area they belong to.
    """

    shape: Shape
    name: str
    symbol: str
    x: float
    y: float
    width: float
    height: float
    side: int = 0
    line: Line | None = None

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
    def on_fill(self) -> bool:
        """Whether it is a symbol inside its area."""
        return not self.name and not self.side and self.line is None

    @property
    def sign(self) -> str:
        """What stands behind the name."""
        return self.shape.sign if self.name else ""


def labels(drawn: Map, symbol: float, name: float, first: str | None = None) -> tuple[Label, ...]:
    """Return all words of the map for the sizes of `symbol` and `name` in its units; `first` is placed before all."""
    ground = _Ground(drawn)
    placed = [label for number in range(len(drawn.shapes)) if (label := ground.inside(number, symbol))]
    marked = {label.shape.ars for label in placed}
    for number in ground.smallest_first(first):
        shape = drawn.shapes[number]
        own = "" if shape.ars in marked else shape.symbol
        wanted = [(shape.name, own), *([("", own)] if own else [])]
        found = (ground.outside(number, words, sign, name) for words, sign in wanted if words or sign)
        if label := next(filter(None, found), None) or (ground.on_top(number, symbol) if own else None):
            placed.append(label)
    return tuple(placed)


class _Ground:
    """The map in cells: whose each is, and where no words may stand any more, strictly or on hatching as well."""

    def __init__(self, drawn: Map) -> None:
        self.shapes, self.size = drawn.shapes, np.array((drawn.canvas.width, drawn.canvas.height))
        self.cell = drawn.canvas.width / CELLS
        self.owners = _owners(drawn)
        self.extents = [_cells_around(shape.rings, self.cell) for shape in drawn.shapes]
        solid = np.array([not shape.fill.hatched for shape in drawn.shapes] + [False])  # the last is nobody's
        self.strict: Mask = self.owners != FREE
        self.soft: Mask = solid[self.owners]
        self.words: Mask = np.zeros_like(self.strict)
        self.spots: dict[int, tuple[float, float]] = {}

    def smallest_first(self, first: str | None) -> list[int]:
        sizes = np.bincount(self.owners[self.owners != FREE], minlength=len(self.shapes))
        return sorted(range(len(self.shapes)), key=lambda n: (self.shapes[n].ars != first, sizes[n]))

    def inside(self, number: int, size: float) -> Label | None:
        """Return the symbol where its area has room for it, nearest to the point for labels."""
        shape, (rows, columns) = self.shapes[number], self.extents[number]
        width, height = len(shape.symbol) * LETTER * size, size * DIGITS
        wide, high = ceil(width / self.cell), ceil(height / self.cell)
        own = self.owners[rows, columns] == number
        if not shape.symbol or own.shape[0] < high or own.shape[1] < wide:
            return None
        sums = np.pad(own, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        held = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
        fitting = np.argwhere(held == wide * high)
        if not len(fitting):
            return None
        middles = (fitting[:, ::-1] + (columns.start + wide / 2, rows.start + high / 2)) * self.cell
        x, y = middles[((middles - (shape.x, shape.y)) ** 2).sum(axis=1).argmin()].tolist()
        self.spots[number] = (x, y)
        return self._taken(Label(shape, "", shape.symbol, x, y, width, height))

    def outside(self, number: int, name: str, symbol: str, size: float) -> Label | None:
        """Return words beside the area, else at the end of a line, else on hatching; None where there is no room."""
        shape = self.shapes[number]
        extent = _extent(Label(shape, name, symbol, 0, 0, 0, 0).words, size)
        for x, y, side, line, closed in self._places(number, np.array(extent), size * GAP):
            label = Label(shape, name, symbol, x, y, *extent, side, line)
            if not closed[self._cells(label)].any() and self._line_is_free(label, number):
                return self._taken(label)
        return None

    def _places(self, number: int, extent: Points, gap: float) -> Iterator[Place]:
        """Yield where words of this size may stand, the best place first."""
        spot = np.array(self.spots.get(number, (self.shapes[number].x, self.shapes[number].y)))
        exits, height = self._exits(number, spot, AROUND), extent[1]
        around, nearby = np.repeat(np.arange(len(AROUND)), len(NEARBY)), np.tile(NEARBY, len(AROUND)) * height
        yield from self._free(spot, AROUND[around], exits[around] + nearby, extent, gap, self.strict)
        edges = self._exits(number, spot, EVERYWHERE)
        ways, steps = np.tile(np.arange(len(EVERYWHERE)), len(FARTHER)), np.repeat(FARTHER, len(EVERYWHERE)) * height
        away, ends = edges[ways] + steps, edges[ways] - self.cell
        yield from self._free(spot, EVERYWHERE[ways], away, extent, gap, self.strict, ends)
        starts = np.full(len(AROUND), height / 2) if self.shapes[number].fill.hatched else exits
        yield from self._free(spot, AROUND[around], starts[around] + nearby, extent, gap, self.soft)

    def _free(
        self,
        spot: Points,
        ways: Points,
        away: Points,
        extent: Points,
        gap: float,
        closed: Mask,
        edges: Points | None = None,
    ) -> Iterator[Place]:
        """Yield the places so far `away` that lie on the map and are free at nine points of the box.

        With `edges`, how far the area reaches on each way, a line leads there.
        """
        signs = np.where(abs(ways) < 0.3, 0, np.sign(ways))
        near = spot + ways * away[:, None] + signs * gap
        middle = near + signs * extent / 2
        on_the_map = ((middle >= extent / 2) & (middle <= self.size - extent / 2)).all(axis=1)
        cells = ((middle[:, None] + PROBES * extent) / self.cell).astype(int)
        limits = self.owners.shape[1] - 1, self.owners.shape[0] - 1
        across, down = np.moveaxis(cells.clip(0, limits), 2, 0)
        for n in np.flatnonzero(on_the_map & ~closed[down, across].any(axis=1)):
            line = None
            if edges is not None:
                line = (*(spot + ways[n] * edges[n]).tolist(), *near[n].tolist())
            yield (*middle[n].tolist(), int(signs[n, 0]), line, closed)

    def on_top(self, number: int, size: float) -> Label | None:
        """Return the symbol on its area although that is smaller, where it meets no other words."""
        shape = self.shapes[number]
        width, height = len(shape.symbol) * LETTER * size, size * DIGITS
        label = Label(shape, "", shape.symbol, shape.x, shape.y, width, height)
        return None if self.words[self._cells(label)].any() else self._taken(label)

    def _exits(self, number: int, spot: Points, ways: Points) -> Points:
        """Return how far it is from `spot` to where each of `ways` has left the area for good."""
        rows, columns = self.extents[number]
        reach = np.arange(max(rows.stop - rows.start, columns.stop - columns.start))
        cells = (spot / self.cell + ways[:, None] * reach[:, None]).astype(int)
        first, last = (columns.start, rows.start), (columns.stop - 1, rows.stop - 1)
        across, down = np.moveaxis(cells.clip(first, last), 2, 0)
        on = (cells == cells.clip(first, last)).all(axis=2)
        own = on & (self.owners[down, across] == number)
        reached: Points = np.where(own, reach + 1, 0).max(axis=1) * self.cell
        return reached

    def _cells(self, label: Label) -> tuple[slice, slice]:
        left, top = label.x - label.width / 2, label.y - label.height / 2
        return (
            slice(max(0, int(top / self.cell)), ceil((top + label.height) / self.cell)),
            slice(max(0, int(left / self.cell)), ceil((left + label.width) / self.cell)),
        )

    def _line_is_free(self, label: Label, number: int) -> bool:
        """Return whether the line meets no words and no solid area but its own."""
        if label.line is None:
            return True
        cells = self._line_cells(label.line)
        return not (self.soft[cells] & (self.owners[cells] != number)).any()

    def _line_cells(self, line: Line) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
        x, y, to_x, to_y = line
        shares = np.linspace(0, 1, 2 + ceil(max(abs(to_x - x), abs(to_y - y)) / self.cell))
        return ((y + (to_y - y) * shares) / self.cell).astype(int), ((x + (to_x - x) * shares) / self.cell).astype(int)

    def _taken(self, label: Label) -> Label:
        for closed in (self.strict, self.soft, self.words):
            closed[self._cells(label)] = True
            if label.line is not None:
                closed[self._line_cells(label.line)] = True
        return label


def _extent(words: str, size: float) -> tuple[float, float]:
    return (len(words) * LETTER + GAP) * size, size * HIGH


@lru_cache(maxsize=4)
def _owners(drawn: Map) -> NDArray[np.int_]:
    """Return the number of the shape that lies on top of each cell, or `FREE`; the same for every size of words."""
    cell = drawn.canvas.width / CELLS
    owners = np.full((ceil(drawn.canvas.height / cell), CELLS), FREE)
    for number, shape in enumerate(drawn.shapes):
        for row, left, right in _spans(shape.rings, cell):
            owners[row, left:right] = number
    return owners


def _cells_around(rings: Rings, cell: float) -> tuple[slice, slice]:
    across, down = np.array([dot for ring in rings for dot in ring]).T / cell
    return slice(int(down.min()), ceil(down.max())), slice(int(across.min()), ceil(across.max()))


def _spans(rings: Rings, cell: float) -> Iterator[tuple[int, int, int]]:
    """Yield row, first and last column of what lies inside the rings, where a ring inside another is a hole."""
    edges = np.array([(*start, *end) for ring in rings for start, end in pairwise(ring)], float).reshape(-1, 4)
    x, y, to_x, to_y = edges.T / cell - 0.5
    for row in range(ceil(min(y, default=0)), int(max(y, default=-1)) + 1):
        crossed = (y < row) != (to_y < row)
        at = np.sort(x[crossed] + (row - y[crossed]) / (to_y[crossed] - y[crossed]) * (to_x[crossed] - x[crossed]))
        yield from ((row, max(0, ceil(left)), ceil(right)) for left, right in zip(at[::2], at[1::2], strict=True))
