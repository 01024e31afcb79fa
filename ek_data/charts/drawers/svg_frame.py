"""The frame of a drawing: where plot, rows, heads, key and titles stand, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ek_data.charts.drawers.layout import (
    CHARACTER,
    LANE,
    LINE_HEIGHT,
    ROW_HEIGHT,
    head_lines,
    lines_of,
    room_beside,
    row_lines,
)
from ek_data.charts.spec import Axis, Row, Spec
from ek_data.palette import Look

PHONE = 480  # narrower drawings have brief words
MOST_SQUARE, MOST_COLUMN, MOST_CELL = 22.0, 90.0, 96.0  # from one to the next, so that few do not stand far apart
SLIDE_ROW, SLIDE_SQUARE, SIDE = 25.0, 32.0, 22.0
UPRIGHT = 5.8  # pixels of a character of a name that stands upright
HEAD, HEAD_CHARACTER = 56.0, 5.7  # pixels of a column from which on its name can be read across, and of a character
CURVE = 300.0
KEY_GAP, KEY_LINE, KEY_CHARACTER = 24.0, 24.0, 7.0


@dataclass(frozen=True)
class Frame:
    """Where the plot stands in the drawing, in pixels, and how the axis maps to it.

    Rows, and what stands in them, are `stretch` times as high as usual.
    """

    left: float
    top: float
    wide: float
    ends: tuple[float, ...]
    low: float
    high: float
    width: float
    stretch: float = 1.0

    def x(self, at: float) -> float:
        """Return where a value of the axis across stands."""
        return self.left + (at - self.low) / (self.high - self.low) * self.wide

    @property
    def bottom(self) -> float:
        return self.top + (self.ends[-1] if self.ends else 0)

    def middle(self, row: int) -> float:
        """Return the height at which the middle of a row stands."""
        start = self.ends[row - 1] if row else 0.0
        return self.top + (start + self.ends[row]) / 2

    def y(self, up: Axis, at: float) -> float:
        """Return the height at which a value of the upright axis stands."""
        return self.bottom - (at - up.low) / (up.high - up.low) * (self.bottom - self.top)

    def stretched(self, by: float) -> Frame:
        """Return the same with rows that are higher."""
        return replace(self, ends=tuple(end * by for end in self.ends), stretch=by)

    @property
    def unit(self) -> float:
        return self.wide / (self.high - self.low)


def framed(spec: Spec, width: float, curve: float = CURVE, *, on_stage: bool = False) -> Frame:
    """Return the frame of a drawing `width` pixels wide, whose curves, if it has such, are `curve` high."""
    characters = label_characters(spec, width)
    names = (len(line) for row in spec.rows if not row.look for line in row_lines(row.name, characters))
    left = 14 + CHARACTER * max(names, default=3)
    if spec.room:
        left = 14 + CHARACTER * min(spec.room, characters)
    inside = on_stage and spec.kind == "squares" and spec.across.heads == "above"  # words stand in their blocks
    room = max(width - left - (SIDE if inside else room_beside(spec)), 80)
    across, span = spec.across, spec.across.high - spec.across.low
    most = {"squares": SLIDE_SQUARE if on_stage else MOST_SQUARE, "matrix": MOST_COLUMN, "heat": MOST_CELL}.get(
        spec.kind
    )
    wide = min(room, most * span) if most else room
    top = _key_height(spec, width) + head_height(spec, wide / span)
    heights = [_row_height(row, characters, SLIDE_ROW if on_stage else ROW_HEIGHT) for row in spec.rows]
    ends = tuple(accumulate(heights or ([curve] if spec.up else [])))
    return Frame(left, top, wide, ends, across.low, across.high, width)


def _row_height(row: Row, characters: int, least: float) -> float:
    return max(least, len(row_lines(row.name, characters)) * LINE_HEIGHT + 8, row.lanes * LANE + 14)


def label_characters(spec: Spec, width: float) -> int:
    """Return how many characters a line of the name of a row has."""
    return 14 if width < PHONE else 30 if spec.kind != "matrix" else 24


def head_height(spec: Spec, unit: float) -> float:
    """Return the room above the plot: words of guides and of columns that are `unit` wide."""
    lines = max((len(lines_of(guide.words, 34)) for guide in spec.guides), default=0)
    height = lines * LINE_HEIGHT + 8 if lines else 6.0
    words = [words for _place, words in spec.across.ticks]
    if spec.across.heads == "above":
        return height + LINE_HEIGHT + 8
    if spec.across.heads == "upright" and words:
        if unit >= HEAD:
            return height + 15 * max(len(name_lines(word, unit)) for word in words) + 8
        return height + UPRIGHT * max(map(len, briefs(spec.across))) + 12
    return height


def name_lines(word: str, unit: float) -> list[str]:
    """Return the name of a column that is `unit` wide, line by line."""
    name, *more = word.split("\n")
    return [*head_lines(name, int(unit / HEAD_CHARACTER)), *more]


def room_below(axis: Axis, width: float) -> float:
    """Return the room below the plot: words at ticks and the title of the axis."""
    lines = max((words.count("\n") + 1 for _place, words in axis.ticks), default=0) if axis.heads == "below" else 0
    return lines * LINE_HEIGHT + len(title_lines(axis, width)) * LINE_HEIGHT + 14


def key_lines(spec: Spec, width: float) -> list[list[tuple[str, Look]]]:
    """Return the entries of the key line by line, as many as fit beside one another."""
    lines: list[list[tuple[str, Look]]] = []
    used = width
    for words, look in spec.key:
        needed = KEY_GAP + KEY_CHARACTER * len(words) + 12
        if used + needed > width:
            lines.append([])
            used = 0.0
        lines[-1].append((words, look))
        used += needed
    return lines


def _key_height(spec: Spec, width: float) -> float:
    return KEY_LINE * len(key_lines(spec, width)) + (4 if spec.key else 0)


def briefs(axis: Axis) -> Sequence[str]:
    """Return the words at the ticks as a narrow drawing has them."""
    return axis.brief or [words for _place, words in axis.ticks]


def title_lines(axis: Axis, width: float) -> list[str]:
    """Return the title of an axis line by line."""
    return lines_of(axis.title, 34 if width < PHONE else 90) if axis.title else []
