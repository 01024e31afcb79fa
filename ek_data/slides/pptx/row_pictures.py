"""Pictures of marks in rows as PowerPoint's own forms, one group with a named form for each mark.

The type has the size of the room, not of the picture: words that would lie on others are given shortly or left to the
description of their mark, and rows that cannot be read any more are counted below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Form, Mark, Row, Spec
from ek_data.i18n import Language
from ek_data.palette import GRID, MUTED, NO_SYMBOL, PALE
from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.marks import clock, place, symbol
from ek_data.slides.pptx.shapes import Colour, Group, stroke
from ek_data.slides.pptx.text import LINE, READABLE, lines, more_below, width

LANE = 18.0  # points from one mark of a row to the next below it
ROW, MOST_ROW = 1.5, 4.5  # height of a row at least and at most, as a share of the size of the type
NAMES, ENDS = 0.32, 0.34  # of the width that names, and words behind the marks, take at most
PER_PIXEL = 1.2  # points of a mark for each pixel of the spec
BESIDE = 10.0
MOST_SQUARE = 36.0
DASHES = {"dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash"}

Words = tuple[float, float, float, float]  # where words stand: left, top, right, bottom


@dataclass(frozen=True)
class Frame:
    """Where the plot stands on the slide, in points, and how its axis maps to it."""

    left: float
    top: float
    wide: float
    right: float
    ends: tuple[float, ...]
    low: float
    high: float

    def x(self, at: float) -> float:
        return self.left + (at - self.low) / (self.high - self.low) * self.wide

    def middle(self, row: int) -> float:
        return self.top + ((self.ends[row - 1] if row else 0.0) + self.ends[row]) / 2

    @property
    def bottom(self) -> float:
        return self.top + (self.ends[-1] if self.ends else 0.0)

    @property
    def unit(self) -> float:
        return self.wide / (self.high - self.low)


def draw_rows(shapes: Any, picture: Picture, box: Box, lang: Language) -> None:
    """Draw the rows of a picture with their marks as one group of named forms, as many rows as can be read."""
    if picture.spec is None:
        return
    spec, left_out = _fitting(picture.spec, box)
    if left_out:
        box = more_below(shapes, left_out, box, lang)
    _Drawing(shapes, spec, picture, box).draw()


def _fitting(spec: Spec, box: Box) -> tuple[Spec, int]:
    """Return the picture with the rows that have room in `box`, and how many named ones are left out."""
    wide, high = box.points
    room = high - _above(spec) - _below(spec)
    heights = list(accumulate(_row_heights(spec, wide)))
    if not heights or heights[-1] <= room:
        return spec, 0
    kept = max(sum(each <= room - READABLE * LINE for each in heights), 1)
    marks = tuple(mark for mark in spec.marks if mark.row < kept)
    left_out = sum(not row.look for row in spec.rows[kept:])
    return replace(spec, rows=spec.rows[:kept], marks=marks), left_out


def _row_heights(spec: Spec, wide: float) -> list[float]:
    """Return how high each row has to be at least."""
    return [
        max(READABLE * ROW, lines(row.name, wide * NAMES, READABLE) * READABLE * LINE + 4, row.lanes * LANE + 8)
        for row in spec.rows
    ]


def _above(spec: Spec) -> float:
    heads = spec.across.heads == "above" and bool(spec.across.ticks)
    return READABLE * LINE * (heads + bool(spec.guides)) + 4


def _below(spec: Spec) -> float:
    if spec.across.heads != "below" or not spec.across.ticks:
        return 4.0
    tall = max(words.count("\n") + 1 for _at, words in spec.across.ticks) + bool(spec.across.title)
    return READABLE * LINE * tall + 4


def _frame(spec: Spec, box: Box) -> Frame:
    wide, high = box.points
    names = min(max((width(row.name, READABLE) for row in spec.rows if not row.look), default=0.0), wide * NAMES)
    left = names + BESIDE if names else 0.0
    beside = _beside(spec, wide)
    span = spec.across.high - spec.across.low
    room = max(wide - left - beside, wide * 0.2)
    least = _row_heights(spec, wide)
    free = high - _above(spec) - _below(spec)
    least = even if sum(even := [max(least, default=0.0)] * len(least)) <= free else least
    stretched = min(free / max(sum(least), 1), MOST_ROW / ROW)
    heights = [each * max(stretched, 1.0) for each in least]
    if spec.kind == "squares":
        room = min(room, span * min(MOST_SQUARE, min(heights, default=MOST_SQUARE) * 0.8))
    corner = box.x / POINT, box.y / POINT
    return Frame(
        corner[0] + left,
        corner[1] + _above(spec),
        room,
        corner[0] + wide,
        tuple(accumulate(heights)),
        spec.across.low,
        spec.across.high,
    )


def _beside(spec: Spec, wide: float) -> float:
    """Return the room that words take to the right of the plot."""
    reach = spec.across.high - (spec.across.high - spec.across.low) * 0.2
    ends = [row.end for row in spec.rows]
    ends += [_brief(mark) for mark in spec.marks if mark.side == "right" and mark.end > reach]
    return min(max((width(end, READABLE, True) for end in ends if end), default=0.0) + BESIDE, wide * ENDS)


def _brief(mark: Mark) -> str:
    return mark.text if mark.brief is None else mark.brief


class _Drawing:
    """One picture while it is drawn."""

    def __init__(self, shapes: Any, spec: Spec, picture: Picture, box: Box) -> None:
        self.spec, self.frame = spec, _frame(spec, box)
        self.group = Group(shapes, picture.title, f"{picture.title}. {picture.finding}", box)
        self.taken: list[Words] = []

    def draw(self) -> None:
        """Draw what lies behind, then rows, then marks with those that others stand on first, then words."""
        self._shade()
        self._ticks()
        for number, row in enumerate(self.spec.rows):
            self._row(number, row)
        ordered = sorted(self.spec.marks, key=lambda mark: (-list(Form).index(mark.form), mark.overdue))
        for mark in ordered:
            self._mark(mark)
        for mark in self.spec.marks:
            self._words_of(mark)

    def _shade(self) -> None:
        frame = self.frame
        for start, end in [self.spec.shaded] if self.spec.shaded else []:
            box = _box(frame.x(start), frame.top, frame.x(end), frame.bottom)
            self.group.rectangle("", "", box, Colour("E6EAED", 0.6).fill + stroke(None))
        for guide in self.spec.guides:
            x = frame.x(guide.x)
            self._line(guide.words, x, frame.top, x, frame.bottom, Colour.of(MUTED), 1.5, "dash")
            wide = width(guide.words, READABLE)
            left = min(max(x - wide / 2, frame.left), max(frame.right - wide, frame.left))
            self._say(guide.words, left, frame.top - READABLE * LINE / 2)

    def _line(
        self,
        name: str,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        colour: Colour,
        points: float,
        dash: str = "solid",
    ) -> None:
        origin = round(x * POINT), round(y * POINT)
        ends = [((0, 0), (round((to_x - x) * POINT), round((to_y - y) * POINT)))]
        look = "<a:noFill/>" + stroke(colour, points, dash)
        self.group.freeform(name, name, ends, origin, 1, look, closed=False)

    def _ticks(self) -> None:
        """Write the words of the axis, as many as stand apart, and its title below."""
        axis, frame = self.spec.across, self.frame
        if axis.heads == "above":
            above = frame.top - READABLE * LINE * (0.5 + bool(self.spec.guides))
            places = [frame.x(at) - frame.unit * 0.4 for at, _words in axis.ticks]
            for number, (_at, words) in enumerate(axis.ticks):
                room = (places[number + 1] if number + 1 < len(places) else frame.right) - places[number]
                said = words if width(words, READABLE, True) <= room or not axis.brief else axis.brief[number]
                self._say(said, places[number], above, bold=True)
            return
        free = float("-inf")
        for at, words in axis.ticks:
            x, wide = frame.x(at), max(width(line, READABLE) for line in words.split("\n"))
            self._line(words, x, frame.top, x, frame.bottom, Colour.of(GRID), 0.75)
            if x - wide / 2 > free:
                free = x + wide / 2 + BESIDE
                for number, line in enumerate(words.split("\n")):
                    self._say(line, x - wide / 2, frame.bottom + READABLE * LINE * (number + 0.5))
        if axis.title and axis.ticks:
            lower = frame.bottom + _below(self.spec) - READABLE * LINE / 2
            self._say(axis.title, max(frame.left + frame.wide - width(axis.title, READABLE), frame.left), lower)

    def _say(self, words: str, left: float, y: float, *, bold: bool = False, colour: Colour | None = None) -> None:
        """Write words on one line from `left` on, around the height `y`."""
        right = left + width(words, READABLE, bold) + 2
        box = _box(left, y - READABLE * LINE / 2, right, y + READABLE * LINE / 2)
        self.taken.append((left, y - READABLE / 2, right, y + READABLE / 2))
        self.group.words(words, words, box, READABLE, bold=bold, align="l", colour=colour, broken=False)

    def _row(self, number: int, row: Row) -> None:
        frame, y = self.frame, self.frame.middle(number)
        if row.look:
            symbol(self.group, row.name, row.name, row.look, frame.left + 6, y, 14)
            self._say(row.name, frame.left + 20, y, bold=True)
        else:
            names = frame.left - BESIDE
            tall = frame.ends[number] - (frame.ends[number - 1] if number else 0)
            room = min(max(width(row.name, READABLE) + 2, 1.0), names)
            box = place(names - room / 2, y, room, tall)
            self.group.words(row.name, row.name, box, READABLE, bold=row.strong, align="r")
            below = frame.top + frame.ends[number]
            self._line("", frame.left, below, frame.left + frame.wide, below, Colour.of(GRID), 0.75)
        if row.end:
            self._say(row.end, self._end(number), y, bold=row.strong or self.spec.kind == "squares")

    def _end(self, row: int) -> float:
        """Return where the words of a row begin: behind its last mark, or at the edge of the plot."""
        frame = self.frame
        if self.spec.kind != "squares":
            return frame.left + frame.wide + 6
        last = max((mark.end for mark in self.spec.marks if mark.row == row), default=self.spec.across.low)
        return frame.x(last) + max(frame.unit * 0.6, 9.0)

    def _height(self, mark: Mark) -> float:
        row = int(mark.row)
        return self.frame.middle(row) + (mark.lane - (self.spec.rows[row].lanes - 1) / 2) * LANE

    def _size(self, mark: Mark) -> float:
        if self.spec.kind == "squares":
            return min(mark.size * PER_PIXEL or MOST_SQUARE, self.frame.unit * 0.8)
        return mark.size * PER_PIXEL

    def _mark(self, mark: Mark) -> None:
        frame, y, said = self.frame, self._height(mark), ", ".join(filter(None, mark.said))
        name = said or mark.text or self.spec.rows[int(mark.row)].name
        x, until, colour = frame.x(mark.x), frame.x(mark.end), Colour.of(mark.look.colour)
        if mark.form == Form.LINE:
            dash = DASHES.get(mark.look.dash, "solid")
            self._line(name, x, y, until, y, colour.lighter(0.5), mark.size * 0.75, dash)
        elif mark.form == Form.BAR:
            box = _box(x, y - LANE / 2, max(until, x + 1), y + LANE / 2)
            self.group.rectangle(name, said, box, colour.fill + stroke(None))
        elif mark.form == Form.SPAN:
            band = mark.look.dash != "solid" and mark.look.symbol == NO_SYMBOL
            edge = stroke(colour, 1, "sysDash") if band else stroke(None)
            paint = Colour(colour.code, PALE / (3 if band else 1)).fill + edge
            high = READABLE * LINE if band else LANE * 0.6
            self.group.form(name, said, "roundRect", _box(x, y - high / 2, max(until, x + 2), y + high / 2), paint)
            symbol(self.group, name, "", mark.look, frame.x(mark.middle), y, 11)
        elif mark.form == Form.POINT:
            symbol(self.group, name, said, mark.look, x, y, self._size(mark))
        if mark.overdue:
            off = 0 if mark.form == Form.BAR else self._size(mark) * 0.5
            clock(self.group, name, frame.x(mark.middle) + off, y - off)

    def _words_of(self, mark: Mark) -> None:
        """Write the words of a mark beside it, shortly where the whole has no room; else its form alone tells them."""
        for words in dict.fromkeys((mark.text, _brief(mark))):
            left, y = self._left_of(mark, words), self._height(mark) - (LANE if mark.side == "above" else 0)
            place_ = left, y - READABLE / 2, left + width(words, READABLE), y + READABLE / 2
            if words and self._free(place_):
                self._say(words, left, y, bold=self.spec.kind == "squares" and mark.form == Form.WORDS)
                return

    def _left_of(self, mark: Mark, words: str) -> float:
        gap = 0.0 if mark.form == Form.WORDS else max(self._size(mark), 8.0) / 2 + (10 if mark.overdue else 5)
        wide = width(words, READABLE)
        if mark.side == "right":
            return self.frame.x(mark.end) + gap
        return self.frame.x(mark.x) - wide - {"left": gap}.get(mark.side, 0.0)

    def _free(self, words: Words) -> bool:
        left, _top, right, _bottom = words
        inside = self.frame.left - 2 <= left and right <= self.frame.right + 1
        return inside and not any(_meet(words, other) for other in self.taken)


def _meet(one: Words, other: Words) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(round(left * POINT), round(top * POINT), round((right - left) * POINT), round((bottom - top) * POINT))
