"""Draw a spec as SVG: for page and slide, where its colours follow the theme, and as it is in a file, on white.

No library is needed where it is looked at. Every word passes through `xml`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ek_data.charts.drawers.layout import (
    CHARACTER,
    COLUMN_TEXT_SIZE,
    LANE,
    LINE_HEIGHT,
    ROW_HEIGHT,
    TEXT_SIZE,
    band,
    head_lines,
    lines_of,
    room_beside,
    row_lines,
)
from ek_data.charts.spec import Axis, Form, Mark, Row, Side, Spec, Steps
from ek_data.palette import BACKGROUNDS, FAINT, FAINTLY, GRID, INK, MUTED, NO_SYMBOL, PALE, TEXT, Look, either
from ek_data.text import xml

FULL, WIDE, HALF, NARROW = 1320, 900, 620, 358  # pixels of a drawing over the page, in parts of it, and on a phone
PHONE = 480
MOST_SQUARE, MOST_COLUMN, MOST_CELL = (
    22.0,
    90.0,
    96.0,
)  # pixels from one to the next, so that few do not stand far apart
UPRIGHT = 6.6  # pixels of a character of a name that stands upright
HEAD, HEAD_CHARACTER = 56.0, 5.2  # pixels of a column from which on its name can be read across, and of a character
CURVE = 300.0
BAR = 18.0
TOUCH = 26.0  # pixels: as large as a finger needs a mark
KEY_GAP, KEY_LINE = 22.0, 24.0
DASHES = {"dash": "7 4", "dot": "2 4", "dashdot": "7 4 2 4", "longdash": "13 4"}
CORNERS = {
    "triangle-up": (3, -90.0),
    "triangle-down": (3, 90.0),
    "triangle-left": (3, 180.0),
    "triangle-right": (3, 0.0),
    "diamond": (4, -90.0),
    "pentagon": (5, -90.0),
    "hexagon": (6, -90.0),
    "hexagon2": (6, 0.0),
}


@dataclass(frozen=True)
class Paint:
    """How colours are written: as CSS that follows the page, or as they are on white.

    No words are smaller than `smallest`.
    """

    colour: Callable[[str], str]
    ink: str
    paper: str
    smallest: float = 0.0


PAPER, DARK_PAPER = BACKGROUNDS["light"][0], BACKGROUNDS["dark"][0]
PAGE = Paint(either, "currentColor", f"light-dark({PAPER}, {DARK_PAPER})")
SLIDE = Paint(either, "currentColor", PAGE.paper, smallest=12.0)
FILE = Paint(str, TEXT["light"], PAPER)
SLIDE_ROW, SLIDE_SQUARE, SIDE = 25.0, 32.0, 22.0
ENLARGED = 3.0  # on a slide of 1920 pixels, where 12 pixels of the drawing are 36
MOST_STRETCHED = 1.8  # of the height of rows, where few of them have the whole slide


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
        return self.left + (at - self.low) / (self.high - self.low) * self.wide

    @property
    def bottom(self) -> float:
        return self.top + (self.ends[-1] if self.ends else 0)

    def middle(self, row: int) -> float:
        """Return the height at which the middle of a row stands."""
        start = self.ends[row - 1] if row else 0.0
        return self.top + (start + self.ends[row]) / 2

    @property
    def unit(self) -> float:
        return self.wide / (self.high - self.low)


def draw(spec: Spec, said: str, *, width: float = WIDE, paint: Paint = PAGE, watermark: str = "") -> str:
    """Return a spec as one ``<svg>``, `width` pixels wide; `said` is read aloud in its place."""
    drawn, height = parts(spec, width, paint)
    drawn += mark_across(watermark, width, height, paint)
    role = "group" if spec.offers else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" viewBox="0 0 {width:g} {height:.0f}" width="{width:g}"'
        f' height="{height:.0f}" font-family="inherit" font-size="{TEXT_SIZE}" aria-label="{xml(said)}">{drawn}</svg>'
    )


def on_slide(spec: Spec, said: str, width: float, height: float) -> str:
    """Return a spec as one ``<svg>`` for a place of `width` × `height` pixels on a slide of 1920 × 1080.

    Nothing written in it is smaller than 36 pixels there. What has few rows has higher ones, a curve the whole height.
    """
    wide, high = width / ENLARGED, height / ENLARGED
    frame = _frame(spec, wide, on_stage=True)
    needed = frame.bottom + _below(spec.across, wide)
    rows = frame.bottom - frame.top
    stretch = min(max((rows + high - needed) / rows, 1.0), MOST_STRETCHED)
    frame = _frame(spec, wide, rows + high - needed) if spec.up else _stretched(frame, stretch)
    spec = replace(spec, marks=tuple(_with_words_apart(spec, frame)))
    drawn = max(frame.bottom + _below(spec.across, wide), 1.0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide:g} {drawn:.0f}" font-family="inherit"'
        f' font-size="{TEXT_SIZE}" aria-label="{xml(said)}">{_drawing(spec, frame, SLIDE)}</svg>'
    )


def fitting(spec: Spec, width: float, height: float) -> int:
    """Return how many rows of a spec fit into a place of a slide, none of them smaller than can be read."""
    wide, high = width / ENLARGED, height / ENLARGED
    frame = _frame(spec, wide, on_stage=True)
    room = high - frame.top - _below(spec.across, wide)
    return sum(end <= room for end in frame.ends)


def _with_words_apart(spec: Spec, frame: Frame) -> Iterator[Mark]:
    """Yield the marks, without the words of those that would stand on words before them; the table has all.

    Words that would reach into the names of the rows stand on the other side.
    """
    taken: dict[tuple[float, int], list[tuple[float, float]]] = {}
    for each in spec.marks:
        reach = CHARACTER * len(each.text) + each.size / 2
        beyond = each.side != "right" and frame.x(each.x) - reach < frame.left
        mark = replace(each, side="right") if beyond else each
        first = frame.x(mark.x) - reach if mark.side != "right" else frame.x(mark.end)
        others = taken.setdefault((mark.row, mark.lane), [])
        free = all(first > end or first + reach < start for start, end in others)
        if mark.text and free:
            others.append((first, first + reach))
        yield mark if free or not mark.text else replace(mark, text="")


def _stretched(frame: Frame, stretch: float) -> Frame:
    return replace(frame, ends=tuple(end * stretch for end in frame.ends), stretch=stretch)


def parts(spec: Spec, width: float, paint: Paint) -> tuple[str, float]:
    """Return everything that is drawn `width` pixels wide, and how high it is."""
    frame = _frame(spec, width)
    return _drawing(spec, frame, paint), frame.bottom + _below(spec.across, width)


def _drawing(spec: Spec, frame: Frame, paint: Paint) -> str:
    drawn = [
        *_targets(spec, frame, paint),
        *_key(spec, frame, paint),
        *_heads(spec, frame, paint),
        *_background(spec, frame, paint),
    ]
    drawn += [*_rows(spec, frame, paint), *_empty_places(spec, frame, paint)]
    drawn += [*_steps(spec, frame, paint), *_marks(spec, frame, paint)]
    return "".join(drawn)


def mark_across(words: str, width: float, height: float, paint: Paint) -> str:
    """Return pale words across a drawing, such as that its data are invented; nothing without words."""
    if not words:
        return ""
    x, y = width / 2, height / 2
    turned = f' transform="rotate(-18 {x:.0f} {y:.0f})" opacity=".16"'
    return _text(words, x, y, paint, anchor="middle", size=width / 24, weight=700, css="watermark", more=turned)


def _frame(spec: Spec, width: float, curve: float = CURVE, *, on_stage: bool = False) -> Frame:
    characters = _label_characters(spec, width)
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
    top = _key_height(spec, width) + _head_height(spec, wide / span)
    heights = [_row_height(row, characters, SLIDE_ROW if on_stage else ROW_HEIGHT) for row in spec.rows] or [curve]
    return Frame(left, top, wide, tuple(accumulate(heights)), across.low, across.high, width)


def _row_height(row: Row, characters: int, least: float) -> float:
    return max(least, len(row_lines(row.name, characters)) * LINE_HEIGHT + 8, row.lanes * LANE + 14)


def _label_characters(spec: Spec, width: float) -> int:
    return 14 if width < PHONE else 30 if spec.kind != "matrix" else 24


def _head_height(spec: Spec, unit: float) -> float:
    lines = max((len(lines_of(guide.words, 34)) for guide in spec.guides), default=0)
    height = lines * LINE_HEIGHT + 8 if lines else 6.0
    words = [words for _place, words in spec.across.ticks]
    if spec.across.heads == "above":
        return height + LINE_HEIGHT + 8
    if spec.across.heads == "upright" and words:
        if unit >= HEAD:
            return height + 15 * max(len(_head_lines(word, unit)) for word in words) + 8
        return height + UPRIGHT * max(map(len, _briefs(spec.across))) + 12
    return height


def _head_lines(word: str, unit: float) -> list[str]:
    name, *more = word.split("\n")
    return [*head_lines(name, int(unit / HEAD_CHARACTER)), *more]


def _below(axis: Axis, width: float) -> float:
    lines = max((words.count("\n") + 1 for _place, words in axis.ticks), default=0) if axis.heads == "below" else 0
    return lines * LINE_HEIGHT + len(_title_lines(axis, width)) * LINE_HEIGHT + 14


def _key_lines(spec: Spec, width: float) -> list[list[tuple[str, Look]]]:
    """Return the entries of the key line by line, as many as fit beside one another."""
    lines: list[list[tuple[str, Look]]] = []
    used = width
    for words, look in spec.key:
        needed = KEY_GAP + CHARACTER * len(words) + 12
        if used + needed > width:
            lines.append([])
            used = 0.0
        lines[-1].append((words, look))
        used += needed
    return lines


def _key_height(spec: Spec, width: float) -> float:
    return KEY_LINE * len(_key_lines(spec, width)) + (4 if spec.key else 0)


def _key(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    for number, line in enumerate(_key_lines(spec, frame.width)):
        x, y = 8.0, KEY_LINE * (number + 0.5)
        for words, look in line:
            yield _symbol(look, x, y, 12, paint) if look.shade is None else _cell(look, x, y, 16, 16, paint)
            yield _text(words, x + 14, y, paint, css="key")
            x += KEY_GAP + CHARACTER * len(words) + 12


def _heads(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the words at the ticks, where the axis wants them, and its title."""
    axis = spec.across
    for (place, words), brief in zip(axis.ticks, _briefs(axis), strict=True):
        x = frame.x(place)
        if axis.heads == "below":
            for number, line in enumerate(words.split("\n")):
                yield _text(line, x, frame.bottom + LINE_HEIGHT * (number + 0.8), paint, anchor="middle", size=12)
        elif axis.heads == "above":
            said = brief if frame.width < PHONE else words
            yield _text(said, x - frame.unit * 0.4, frame.top - 14, paint, weight=600, css="head")
        elif frame.unit >= HEAD:
            lines = _head_lines(words, frame.unit)
            for number, line in enumerate(lines):
                y = frame.top - 10 - 15 * (len(lines) - 1 - number)
                yield _text(line, x, y, paint, anchor="middle", size=COLUMN_TEXT_SIZE, css="head")
        else:
            turned = f' transform="rotate(-90 {x:.1f} {frame.top - 8:.1f})"'
            yield _text(brief, x, frame.top - 8, paint, size=COLUMN_TEXT_SIZE, more=turned, css="head")
    lines = _title_lines(axis, frame.width)
    for number, line in enumerate(lines):
        y = frame.bottom + _below(axis, frame.width) - LINE_HEIGHT * (len(lines) - number - 0.2)
        yield _text(line, frame.left + frame.wide, y, paint, anchor="end", size=12, css="axis")


def _briefs(axis: Axis) -> Sequence[str]:
    return axis.brief or [words for _place, words in axis.ticks]


def _title_lines(axis: Axis, width: float) -> list[str]:
    return lines_of(axis.title, 34 if width < PHONE else 90) if axis.title else []


def _background(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    top, bottom = frame.top, frame.bottom
    if spec.shaded:
        low, high = map(frame.x, spec.shaded)
        yield (
            f'<rect x="{low:.1f}" y="{top}" width="{high - low:.1f}" height="{bottom - top:.1f}"'
            f' fill="{GRID}" opacity=".45"/>'
        )
    if spec.across.heads == "below":
        for place, _words in spec.across.ticks:
            yield _line(frame.x(place), top, frame.x(place), bottom, GRID)
    if spec.up:
        for place, words in spec.up.ticks:
            y = _height(spec.up, place, frame)
            yield _line(frame.left, y, frame.left + frame.wide, y, GRID)
            yield _text(words, frame.left - 6, y, paint, anchor="end", size=12)
    for guide in spec.guides:
        x, lines = frame.x(guide.x), lines_of(guide.words, 34)
        yield _guide(spec, frame, x, paint)
        reach = CHARACTER * max(map(len, lines))
        start = min(max(x - reach if guide.x > (spec.across.low + spec.across.high) / 2 else x, 4), frame.width - reach)
        for number, line in enumerate(lines):
            y = top - 12 - LINE_HEIGHT * (len(lines) - 1 - number)
            yield _text(line, start, y, paint, size=12, css="guide")


def _guide(spec: Spec, frame: Frame, x: float, paint: Paint) -> str:
    """Return an upright dashed line with gaps where words stand."""
    gaps = [y + way * TEXT_SIZE * 0.6 for y in sorted({*_words_at(x, spec, frame)}) for way in (-1, 1)]
    ends = [frame.top - 4, *gaps, frame.bottom]
    path = "".join(f"M{x:.1f} {start:.1f}V{end:.1f}" for start, end in zip(ends[::2], ends[1::2], strict=True))
    return f'<path class="rule" d="{path}" style="stroke:{paint.colour(MUTED)}" stroke-width="1.5"{_dashed("5 4")}/>'


def _words_at(x: float, spec: Spec, frame: Frame) -> Iterator[float]:
    """Yield the heights at which `x` meets words, those of marks or those at the end of a row."""
    for mark in spec.marks:
        reach = CHARACTER * len(_written(mark, frame)) + mark.size
        start = frame.x(mark.end) if mark.side == "right" else frame.x(mark.x) - reach
        if _written(mark, frame) and start <= x <= start + reach:
            yield _place(spec, mark, frame)
    for number, row in enumerate(spec.rows):
        start = _end_of(spec, number, frame)
        if row.end and start - 4 <= x <= start + CHARACTER * len(row.end):
            yield frame.middle(number)


def _written(mark: Mark, frame: Frame) -> str:
    """Return what is written at a mark: on a phone its brief words, if it has such."""
    return mark.brief if mark.brief is not None and frame.width < PHONE else mark.text


def _targets(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the places that can be chosen on a page: columns with heads, rows, and marks with some room around them."""
    if paint is not PAGE:
        return
    for key, (at, words) in zip(spec.across.keys, spec.across.ticks, strict=False):
        top = frame.top - _head_height(spec, frame.unit)
        yield _target(key, words, frame.x(at) - frame.unit / 2, top, frame.unit, frame.bottom - top)
    wide = frame.left - 4 if spec.across.keys else frame.width
    for number, row in enumerate(spec.rows):
        top = frame.top + (frame.ends[number - 1] if number else 0.0)
        if row.key:
            yield _target(row.key, row.name, 0, top, wide, frame.top + frame.ends[number] - top)
    for mark in spec.marks:
        if mark.key:
            left, right = frame.x(mark.x) - TOUCH / 2, frame.x(mark.end) + TOUCH / 2
            said = ", ".join(filter(None, mark.said))
            yield _target(mark.key, said, left, _place(spec, mark, frame) - TOUCH / 2, right - left, TOUCH)


def _target(key: str, said: str, x: float, y: float, wide: float, high: float) -> str:
    said = xml(" ".join(said.split()))
    return (
        f'<g class="target" role="button" tabindex="-1" aria-pressed="false" aria-label="{said}" data-key="{xml(key)}">'
        f'<rect {_box(x, y, wide, high)} rx="4" fill="transparent"/></g>'
    )


def _rows(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield names, headings and the words at the end of each row, with a hairline below it."""
    characters = _label_characters(spec, frame.width)
    for number, row in enumerate(spec.rows):
        middle, below = frame.middle(number), frame.top + frame.ends[number]
        if row.look:
            yield _symbol(row.look, frame.left - 2, middle, 11, paint)
            yield _text(row.name, frame.left + 8, middle, paint, weight=600, css="heading")
        else:
            yield from _name(row, frame, middle, characters, paint)
            yield _line(4, below, frame.left + frame.wide, below, GRID)
        if row.end:
            weight = 700 if row.strong else 400
            more = f' data-row="{number}"'
            yield _text(row.end, _end_of(spec, number, frame), middle, paint, weight=weight, css="end", more=more)


def _empty_places(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield one path of dots for the places of a matrix of which nothing is reported."""
    if spec.kind != "matrix":
        return
    taken = {(mark.row, mark.x) for mark in spec.marks}
    rows = [number for number, row in enumerate(spec.rows) if not row.look]
    places = [
        f"M{frame.x(column):.1f} {frame.middle(row):.1f}h0"
        for row in rows
        for column, _words in spec.across.ticks
        if (row, column) not in taken
    ]
    if places:
        line = f'style="stroke:{paint.colour(MUTED)}" stroke-width="3" stroke-linecap="round" opacity=".6"'
        yield f'<path class="empty" d="{"".join(places)}" {line}/>'


def _name(row: Row, frame: Frame, middle: float, characters: int, paint: Paint) -> Iterator[str]:
    lines = row_lines(row.name, characters)
    first = middle - (len(lines) - 1) * LINE_HEIGHT / 2
    said = "".join(
        f'<tspan x="{frame.left - 8:.1f}" y="{first + number * LINE_HEIGHT:.1f}">{xml(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    yield (
        f'<text class="row" text-anchor="end" dominant-baseline="central" fill="{paint.ink}">'
        f"{said}<title>{xml(row.name)}</title></text>"
    )


def _end_of(spec: Spec, row: int, frame: Frame) -> float:
    """Return where the words of a row begin: behind its last mark, or at the edge of the plot."""
    if spec.kind not in ("bars", "squares"):
        return frame.left + frame.wide + 6
    ends = [mark.end for mark in spec.marks if mark.row == row]
    return frame.x(max(ends, default=spec.across.low)) + (max(frame.unit * 0.6, 9) if spec.kind == "squares" else 6)


def _height(up: Axis, place: float, frame: Frame) -> float:
    return frame.bottom - (place - up.low) / (up.high - up.low) * (frame.bottom - frame.top)


def _steps(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    if not spec.up:
        return
    for steps in spec.steps:
        places = [(frame.x(x), _height(spec.up, y, frame)) for x, y in steps.points]
        if steps.band:
            corners = " ".join(f"{frame.x(x):.1f},{_height(spec.up, y, frame):.1f}" for x, y in band(steps))
            fill = f'style="fill:{paint.colour(steps.look.colour)}" fill-opacity="{FAINTLY}"'
            yield f'<polygon points="{corners}" {fill}/>'
        path = f"M{places[0][0]:.1f} {places[0][1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in places[1:])
        colour = paint.colour(MUTED if steps.alone else steps.look.colour)
        dash = _dashed(DASHES.get(steps.look.dash, ""))
        yield f'<path d="{path}" fill="none" style="stroke:{colour}" stroke-width="2.5"{dash}/>'
    ends = [steps for steps in spec.steps if steps.end]
    yield from (
        _ends_at_the_edge(ends, spec.up, frame) if paint is SLIDE else _ends_of_steps(ends, spec.up, frame, paint)
    )


def _ends_at_the_edge(named: Sequence[Steps], up: Axis, frame: Frame) -> Iterator[str]:
    """Yield the names of the lines beside the plot, where no line runs, each with its symbol and a line to its end."""
    heights = [(1 + steps.end.count("\n")) * LINE_HEIGHT + 4 for steps in named]
    wanted = [_height(up, steps.points[-1][1], frame) for steps in named]
    order = sorted(range(len(named)), key=lambda n: -wanted[n])
    below, places = frame.bottom + LINE_HEIGHT, {}
    for n in order:
        places[n] = min(wanted[n], below - heights[n] / 2)
        below = places[n] - heights[n] / 2
    x = frame.left + frame.wide + 14
    for n, steps in enumerate(named):
        end, colour = frame.x(steps.points[-1][0]), SLIDE.colour(steps.look.colour)
        if frame.left + frame.wide - end > LINE_HEIGHT:
            yield _line(end, wanted[n], x, places[n], colour, dash=DASHES["dot"])
        yield _symbol(steps.look, x, places[n], 9, SLIDE)
        lines = steps.end.split("\n")
        for number, line in enumerate(lines):
            at = places[n] + (number - (len(lines) - 1) / 2) * LINE_HEIGHT
            yield _text(line, x + 10, at, SLIDE, css="line", weight=600 if not number else 400)


def _ends_of_steps(named: Sequence[Steps], up: Axis, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the names of the lines at the right, moved apart where the lines end close to one another."""
    below = math.inf
    for steps in sorted(named, key=lambda steps: steps.points[-1][1]):
        x, y = steps.points[-1]
        lines = steps.end.split("\n")
        high = len(lines) * LINE_HEIGHT
        middle = min(_height(up, y, frame), below - high / 2)
        below = middle - high / 2 - 2
        for number, line in enumerate(lines):
            at = middle + (number - (len(lines) - 1) / 2) * LINE_HEIGHT
            yield _text(line, frame.x(x) + 10, at, paint, css="line", weight=600 if not number else 400)


def _marks(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    for mark in sorted(spec.marks, key=lambda mark: (-list(Form).index(mark.form), mark.overdue)):
        y = _place(spec, mark, frame)
        drawn = "".join(_drawn(spec, mark, frame, y, paint))
        told = f"<title>{xml(', '.join(filter(None, mark.said)))}</title>" if any(mark.said) else ""
        yield f'<g class="{mark.form}" data-row="{mark.row:g}" data-counts="{mark.counts}">{told}{drawn}</g>'


def _place(spec: Spec, mark: Mark, frame: Frame) -> float:
    if spec.up:
        return _height(spec.up, mark.row, frame)
    row = int(mark.row)
    return frame.middle(row) + (mark.lane - (spec.rows[row].lanes - 1) / 2) * LANE


def _drawn(spec: Spec, mark: Mark, frame: Frame, y: float, paint: Paint) -> Iterator[str]:
    x, until, size = frame.x(mark.x), frame.x(mark.end), mark.size
    if mark.form == Form.LINE:
        colour = FAINT if mark.look.colour == MUTED else paint.colour(mark.look.colour)
        yield _line(x, y, until, y, colour, width=mark.size, dash=DASHES.get(mark.look.dash, ""))
    elif mark.form == Form.BAR:
        yield _bar(mark.look, x, until, y, BAR * frame.stretch, paint)
    elif mark.form == Form.SPAN:
        yield _pale(mark.look, x, until, y, paint)
        yield _symbol(mark.look, frame.x(mark.middle), y, 8, paint)
        x = until if mark.side == "right" else x
    elif spec.kind == "heat":
        yield _cell(mark.look, x, y, frame.unit - 3, ROW_HEIGHT - 4, paint)
    elif mark.form == Form.POINT:
        size = min(size or 17 * frame.stretch, frame.unit * 0.8) if spec.kind in ("squares", "matrix") else size
        yield _symbol(mark.look, x, y, size, paint)
    if mark.overdue:
        off = 0 if mark.form == Form.BAR else size * 0.5
        yield _clock(frame.x(mark.middle) + off, y - off, paint)
    if text := _written(mark, frame):
        yield _beside(mark, text, x if mark.form != Form.BAR else until, y, paint)


def _beside(mark: Mark, text: str, x: float, y: float, paint: Paint) -> str:
    apart = 5.0 if paint is SLIDE else 0.0
    gap = apart if mark.form == Form.WORDS else max(mark.size, 8) / 2 + (10 if mark.overdue else 5)
    shifts: dict[Side, tuple[float, float, str]] = {
        "right": (gap, 0, "start"),
        "left": (-gap, 0, "end"),
        "above": (0, -13, "end"),
    }
    across, down, anchor = shifts[mark.side]
    return _text(text, x + across, y + down, paint, anchor=anchor, css="said")


def _bar(look: Look, x: float, until: float, y: float, high: float, paint: Paint) -> str:
    colour = paint.colour(look.colour)
    outline = look.symbol != "square"
    fill = "none" if look.symbol.endswith("-open") else colour
    shade = ' fill-opacity=".4"' if outline else ""
    edge = f";stroke:{colour}" if outline else ""
    return (
        f'<rect x="{x:.1f}" y="{y - high / 2:.1f}" width="{max(until - x, 1):.1f}"'
        f' height="{high:g}" style="fill:{fill}{edge}"{shade} stroke-width="1.5"/>'
    )


def _pale(look: Look, x: float, until: float, y: float, paint: Paint) -> str:
    """Return a pale bar; a dashed one is a band with an outline, in which words have room."""
    colour = paint.colour(look.colour)
    band = look.dash != "solid" and look.symbol == NO_SYMBOL
    high, opacity = (20, PALE / 3) if band else (10, PALE)
    edge = f";stroke:{colour};stroke-dasharray:4 3" if band else ""
    return (
        f'<rect x="{x:.1f}" y="{y - high / 2:.1f}" width="{max(until - x, 2):.1f}" height="{high}" rx="{high / 2:g}"'
        f' style="fill:{colour}{edge}" fill-opacity="{opacity:g}"/>'
    )


def icon(look: Look, size: float) -> str:
    """Return a symbol alone, as SVG that follows the page."""
    middle = size / 2 + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2:g}" height="{size + 2:g}" aria-hidden="true">'
        f"{_symbol(look, middle, middle, size, PAGE)}</svg>"
    )


def _symbol(look: Look, x: float, y: float, size: float, paint: Paint) -> str:
    """Return a mark by the name of its symbol; one that ends in ``-open`` is an outline."""
    colour = paint.colour(look.colour)
    name, half = look.symbol, size / 2
    if name == NO_SYMBOL:
        return ""
    shape = name.removesuffix("-open")
    fill = colour if shape == name and name not in ("square-dashed", "square-half") else paint.paper
    line = f'style="fill:{fill};stroke:{colour}" stroke-width="1.6"'
    cross = f"M{x - half * 0.5:.1f} {y - half * 0.5:.1f}l{half:.1f} {half:.1f}m0 {-half:.1f}l{-half:.1f} {half:.1f}"
    if shape == "circle-half":
        left = f"M{x:.1f} {y - half:.1f}a{half:.1f} {half:.1f} 0 0 0 0 {size:.1f}z"
        whole = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="none" style="stroke:{colour}"/>'
        return f'{whole}<path d="{left}" style="fill:{colour}"/>'
    if shape == "line-ew":
        return _line(x - half * 0.7, y, x + half * 0.7, y, colour, width=1.6)
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {line}/>'
    if shape.startswith("square"):
        return _square(shape, x, y, size, line, paint.colour(look.colour), cross)
    if shape == "clock":
        return _clock(x, y, paint)
    if shape == "x-thin":
        return f'<path d="{cross}" fill="none" style="stroke:{colour}" stroke-width="2"/>'
    if shape == "line-ns":
        return _line(x, y - half, x, y + half, colour, width=2)
    corners = _star(x, y, half) if shape == "star" else _polygon(x, y, half, *CORNERS[shape])
    return f'<polygon points="{corners}" {line}/>'


def _cell(look: Look, x: float, y: float, wide: float, high: float, paint: Paint) -> str:
    """Return a cell of a heat grid: a shaded box with a symbol, which is light in a dark one."""
    colour, shade = paint.colour(look.colour), look.shade or 0
    edge = ' stroke-opacity=".25"' if look.dash == "solid" else _dashed("3 2")
    inside = Paint(lambda _colour: paint.paper, paint.paper, colour) if shade > 0.5 else paint
    return (
        f'<rect {_box(x - wide / 2, y - high / 2, wide, high)} rx="2" style="fill:{colour};stroke:{colour}"'
        f' fill-opacity="{shade:g}"{edge}/>{_symbol(look, x, y, 11, inside)}'
    )


def _square(shape: str, x: float, y: float, size: float, line: str, colour: str, cross: str) -> str:
    """Return a square: whole, an outline, half full, crossed, or dashed with a small one inside."""
    dashed = ' stroke-dasharray="2.5 2"' if shape == "square-dashed" else ""
    whole = f'<rect {_box(x - size / 2, y - size / 2, size, size)} rx="{size * 0.17:.1f}" {line}{dashed}/>'
    inside = {
        "square-half": f'<rect {_box(x - size / 2, y - size / 2, size / 2, size)} style="fill:{colour}"/>',
        "square-dashed": f'<rect {_box(x - size / 4, y - size / 4, size / 2, size / 2)} style="fill:{colour}"/>',
        "square-x": f'<path d="{cross}" fill="none" style="stroke:{colour}" stroke-width="1.6"/>',
    }
    return whole + inside.get(shape, "")


def _box(x: float, y: float, wide: float, high: float) -> str:
    return f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'


def _polygon(x: float, y: float, radius: float, corners: int, first: float) -> str:
    return _points((x, y, radius * 1.15, first + 360 / corners * number) for number in range(corners))


def _star(x: float, y: float, radius: float) -> str:
    return _points((x, y, radius * (0.5 if number % 2 else 1.2), -90 + 36 * number) for number in range(10))


def _points(corners: Iterable[tuple[float, float, float, float]]) -> str:
    turned = ((x, y, radius, math.radians(angle)) for x, y, radius, angle in corners)
    return " ".join(f"{x + radius * math.cos(a):.1f},{y + radius * math.sin(a):.1f}" for x, y, radius, a in turned)


def _clock(x: float, y: float, paint: Paint) -> str:
    colour = paint.colour(INK)
    return (
        f'<circle class="clock" cx="{x:.1f}" cy="{y:.1f}" r="5" style="fill:{paint.paper};stroke:{colour}"'
        f' stroke-width="1.4"/>'
        f'<path d="M{x:.1f} {y - 3:.1f}v3h2.4" fill="none" style="stroke:{colour}" stroke-width="1.2"/>'
    )


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, *, width: float = 1, dash: str = "") -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" style="stroke:{colour}"'
        f' stroke-width="{width:g}"{_dashed(dash)}/>'
    )


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _text(
    words: str,
    x: float,
    y: float,
    paint: Paint,
    *,
    anchor: str = "start",
    size: float = TEXT_SIZE,
    weight: int = 400,
    css: str = "words",
    more: str = "",
) -> str:
    size = max(size, paint.smallest)
    return (
        f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" dominant-baseline="central"'
        f' font-size="{size:g}" font-weight="{weight}" fill="{paint.ink}" stroke-width="3" paint-order="stroke"'
        f' style="stroke:{paint.paper}"{more}>{xml(words)}</text>'
    )
