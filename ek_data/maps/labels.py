"""Where the words of a map stand: a symbol inside its area, a name around it, each only where there is room.

The rule is the same on the page, in files and on slides. The symbol comes first; where its area has no room for it, it
stands behind the name. Names follow from the smallest area to the largest: the first of eight places around the area
that meets no other area and no other words wins, else one farther away with a line, else one on the hatching of a
Landkreis; else the name is told by hovering only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from ek_data.maps.model import Dot, Map, Shape

CELLS = 400  # across the map, on which areas and words are told apart
LETTER = 0.58  # mean width of a letter in a sans-serif type, as a share of its size
LINE = 1.15  # height of a line, as a share of its size
GAP = 0.25  # between an area and its name, as a share of the size of the name
PATIENCE = 0.8  # heights of a line that a name may move away from its area without a line to it
FARTHEST = 12  # of such steps at the end of a line
AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (1, 1), (-1, -1), (-1, 1))
EVERYWHERE = tuple((cos(turn * pi / 8), sin(turn * pi / 8)) for turn in range(16))
FREE = -1

Mask = NDArray[np.bool_]
Direction = tuple[float, float]


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
    line: tuple[float, float, float, float] | None = None

    @property
    def near(self) -> float:
        """Where the words begin on their side."""
        return self.x - self.side * self.width / 2


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
        self.shapes, self.size = drawn.shapes, (drawn.canvas.width, drawn.canvas.height)
        self.cell = drawn.canvas.width / CELLS
        self.owners = _owners(drawn, self.cell)
        solid = np.array([not shape.fill.hatched for shape in drawn.shapes] + [False])  # the last is nobody's
        self.solid: Mask = solid[self.owners]
        self.strict: Mask = self.owners != FREE
        self.soft = self.solid.copy()
        self.spots: dict[int, tuple[float, float]] = {}

    def smallest_first(self, first: str | None) -> list[int]:
        sizes = np.bincount(self.owners[self.owners != FREE], minlength=len(self.shapes))
        return sorted(range(len(self.shapes)), key=lambda n: (self.shapes[n].ars != first, sizes[n]))

    def inside(self, number: int, size: float) -> Label | None:
        """Return the symbol where its area has room for it, nearest to the point for labels."""
        shape = self.shapes[number]
        width, height = _extent(shape.symbol, size)
        wide, high = ceil(width / self.cell), ceil(height / self.cell)
        own = self.owners == number
        rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
        if not shape.symbol or len(rows) < high or len(columns) < wide:
            return None
        top, left = rows[0], columns[0]
        sums = np.pad(own[top : rows[-1] + 1, left : columns[-1] + 1], ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        held = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
        fitting = np.argwhere(held == wide * high)
        if not len(fitting):
            return None
        middles = (fitting[:, ::-1] + (left + wide / 2, top + high / 2)) * self.cell
        x, y = middles[((middles - (shape.x, shape.y)) ** 2).sum(axis=1).argmin()]
        self.spots[number] = (x, y)
        return self._taken(Label(shape, "", shape.symbol, x, y, width, height))

    def outside(self, number: int, name: str, symbol: str, size: float) -> Label | None:
        """Return words beside the area, else at the end of a line, else on hatching; None where there is no room."""
        shape = self.shapes[number]
        x, y = self.spots.get(number, (shape.x, shape.y))
        width, height = _extent(f"{name} {symbol}".strip(), size)

        exits = {way: self._exit(number, (x, y), way) for way in (*AROUND, *EVERYWHERE)}

        def at(way: Direction, away: float, line: bool = False) -> Label:
            right, down = way
            near_x, near_y = x + right * away + _sign(right) * size * GAP, y + down * away + _sign(down) * size * GAP
            middle = near_x + _sign(right) * width / 2, near_y + _sign(down) * height / 2
            edge = exits[way] - self.cell
            ends = (x + right * edge, y + down * edge, near_x, near_y) if line else None
            return Label(shape, name, symbol, *middle, width, height, _sign(right), ends)

        steps = np.arange(0, PATIENCE * height, 2 * self.cell)
        beside = (at(way, exits[way] + step) for way in AROUND for step in steps)
        far = (at(way, exits[way] + step * height, line=True) for step in range(1, FARTHEST + 1) for way in EVERYWHERE)
        start = 0 if shape.fill.hatched else 1
        on_hatching = (at(way, start * exits[way] + step) for way in AROUND for step in steps)
        for places, closed in ((beside, self.strict), (far, self.strict), (on_hatching, self.soft)):
            for label in places:
                if self._is_free(label, closed) and self._line_is_free(label, number):
                    return self._taken(label)
        return None

    def on_top(self, number: int, size: float) -> Label | None:
        """Return the symbol on its area although that is smaller, where it meets no other words."""
        shape = self.shapes[number]
        label = Label(shape, "", shape.symbol, shape.x, shape.y, *_extent(shape.symbol, size))
        others = self.soft & (self.owners != number) | (self.soft & ~self.solid)
        return self._taken(label) if self._is_free(label, others) else None

    def _exit(self, number: int, spot: tuple[float, float], way: Direction) -> float:
        """Return how far it is from `spot` to where a way has left the area for good."""
        reach = np.arange(0, max(self.size), self.cell)
        columns = ((spot[0] + way[0] * reach) / self.cell).astype(int)
        rows = ((spot[1] + way[1] * reach) / self.cell).astype(int)
        high, wide = self.owners.shape
        on = (columns >= 0) & (columns < wide) & (rows >= 0) & (rows < high)
        own = np.flatnonzero(self.owners[rows[on], columns[on]] == number)
        return float(reach[own[-1]] + self.cell) if len(own) else 0.0

    def _cells(self, label: Label) -> tuple[slice, slice]:
        left, top = label.x - label.width / 2, label.y - label.height / 2
        return (
            slice(max(0, int(top / self.cell)), ceil((top + label.height) / self.cell)),
            slice(max(0, int(left / self.cell)), ceil((left + label.width) / self.cell)),
        )

    def _is_free(self, label: Label, closed: Mask) -> bool:
        horizontal, vertical = abs(label.x * 2 - self.size[0]), abs(label.y * 2 - self.size[1])
        on_the_map = horizontal <= self.size[0] - label.width and vertical <= self.size[1] - label.height
        return on_the_map and not closed[self._cells(label)].any()

    def _line_cells(self, label: Label) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
        if label.line is None:
            return np.zeros(0, int), np.zeros(0, int)
        x, y, to_x, to_y = label.line
        shares = np.linspace(0, 1, 2 + ceil(max(abs(to_x - x), abs(to_y - y)) / self.cell))
        return ((y + (to_y - y) * shares) / self.cell).astype(int), ((x + (to_x - x) * shares) / self.cell).astype(int)

    def _line_is_free(self, label: Label, number: int) -> bool:
        """Return whether the line meets no words and no solid area but its own."""
        rows, columns = self._line_cells(label)
        return not (self.soft & (self.owners != number))[rows, columns].any()

    def _taken(self, label: Label) -> Label:
        for closed in (self.strict, self.soft):
            closed[self._cells(label)] = True
            closed[self._line_cells(label)] = True
        return label


def _sign(value: float) -> int:
    return 0 if abs(value) < 0.3 else 1 if value > 0 else -1


def _extent(words: str, size: float) -> tuple[float, float]:
    return (len(words) * LETTER + GAP) * size, size * LINE


def _owners(drawn: Map, cell: float) -> NDArray[np.int_]:
    """Return the number of the shape that lies on top of each cell, or `FREE`."""
    owners = np.full((ceil(drawn.canvas.height / cell), CELLS), FREE)
    for number, shape in enumerate(drawn.shapes):
        for row, left, right in _spans(shape.rings, cell):
            owners[row, left:right] = number
    return owners


def _spans(rings: tuple[tuple[Dot, ...], ...], cell: float) -> Iterator[tuple[int, int, int]]:
    """Yield row, first and last column of what lies inside the rings, where a ring inside another is a hole."""
    edges = np.array([(*start, *end) for ring in rings for start, end in pairwise(ring)], float).reshape(-1, 4)
    x, y, to_x, to_y = edges.T / cell - 0.5
    for row in range(ceil(min(y, default=0)), int(max(y, default=-1)) + 1):
        crossed = (y < row) != (to_y < row)
        at = np.sort(x[crossed] + (row - y[crossed]) / (to_y[crossed] - y[crossed]) * (to_x[crossed] - x[crossed]))
        yield from ((row, max(0, ceil(left)), ceil(right)) for left, right in zip(at[::2], at[1::2], strict=True))
