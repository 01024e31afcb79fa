"""Draw a spec as SVG: for page and slide, where its colours follow the theme, and as it is in a file, on white.

No library is needed where it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ek_data.charts.drawers import svg_elements as elements
from ek_data.charts.drawers.layout import (
    CHARACTER,
    COLUMN_TEXT_SIZE,
    LANE,
    LINE_HEIGHT,
    ROW_HEIGHT,
    TEXT_SIZE,
    band,
    lines_of,
    row_lines,
)
from ek_data.charts.drawers.svg_elements import DASHES, PAGE, SLIDE, Paint
from ek_data.charts.drawers.svg_frame import (
    HEAD,
    KEY_CHARACTER,
    KEY_GAP,
    KEY_LINE,
    PHONE,
    Frame,
    briefs,
    framed,
    head_height,
    key_lines,
    label_characters,
    name_lines,
    room_below,
    title_lines,
)
from ek_data.charts.spec import Axis, Form, Mark, Row, Side, Spec, Steps
from ek_data.palette import FAINT, FAINTLY, GRID, MUTED
from ek_data.text import xml

FULL, WIDE, HALF, NARROW = 1320, 900, 620, 358  # pixels of a drawing over the page, in parts of it, and on a phone
BAR, CLOCK = 18.0, 5.0  # pixels that a bar is high, and a clock reaches beyond its mark
TOUCH = 26.0  # pixels: as large as a finger needs a mark
ENLARGED = 3.0  # on a slide of 1920 pixels, where 12 pixels of the drawing are 36
MOST_STRETCHED = 1.8  # of the height of rows, where few of them have the whole slide


def draw(spec: Spec, said: str, *, width: float = WIDE, watermark: str = "") -> str:
    """Return a spec as one ``<svg>`` of a page, `width` pixels wide; `said` is read aloud in its place."""
    drawn, height = parts(spec, width, PAGE)
    drawn += elements.across(watermark, width, height, PAGE)
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
    frame = framed(spec, wide, on_stage=True)
    needed = frame.bottom + room_below(spec.across, wide)
    rows = frame.bottom - frame.top
    stretch = min(max((rows + high - needed) / rows, 1.0), MOST_STRETCHED)
    frame = framed(spec, wide, rows + high - needed) if spec.up else frame.stretched(stretch)
    spec = replace(spec, marks=tuple(_with_words_apart(spec, frame)))
    drawn = max(frame.bottom + room_below(spec.across, wide), 1.0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide:g} {drawn:.0f}" font-family="inherit"'
        f' font-size="{TEXT_SIZE}" aria-label="{xml(said)}">{_drawing(spec, frame, SLIDE)}</svg>'
    )


def fitting(spec: Spec, width: float, height: float) -> int:
    """Return how many rows of a spec fit into a place of a slide, none of them smaller than can be read."""
    wide, high = width / ENLARGED, height / ENLARGED
    frame = framed(spec, wide, on_stage=True)
    room = high - frame.top - room_below(spec.across, wide)
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


def parts(spec: Spec, width: float, paint: Paint) -> tuple[str, float]:
    """Return everything that is drawn `width` pixels wide, and how high it is."""
    frame = framed(spec, width)
    return _drawing(spec, frame, paint), frame.bottom + room_below(spec.across, width)


def _drawing(spec: Spec, frame: Frame, paint: Paint) -> str:
    drawn = [
        *_targets(spec, frame, paint),
        *_key(spec, frame, paint),
        *_heads(spec, frame, paint),
        *_background(spec, frame, paint),
    ]
    drawn += [*_rows(spec, frame, paint), *_empty_places(spec, frame, paint)]
    drawn += [*_steps(spec, frame, paint), *_marks(spec, frame, paint), *_ends(spec, frame, paint)]
    return "".join(drawn)


def _key(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    for number, line in enumerate(key_lines(spec, frame.width)):
        x, y = 8.0, KEY_LINE * (number + 0.5)
        for words, look in line:
            yield (
                elements.symbol(look, x, y, 12, paint)
                if look.shade is None
                else elements.cell(look, x, y, 16, 16, paint)
            )
            yield elements.text(words, x + 14, y, paint, css="key")
            x += KEY_GAP + KEY_CHARACTER * len(words) + 12


def _heads(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the words at the ticks, where the axis wants them, and its title."""
    axis = spec.across
    for (place, words), brief in zip(axis.ticks, briefs(axis), strict=True):
        x = frame.x(place)
        if axis.heads == "below":
            for number, line in enumerate(words.split("\n")):
                yield elements.text(
                    line, x, frame.bottom + LINE_HEIGHT * (number + 0.8), paint, anchor="middle", size=12
                )
        elif axis.heads == "above":
            said = brief if frame.width < PHONE else words
            yield elements.text(said, x - frame.unit * 0.4, frame.top - 14, paint, weight=600, css="head")
        elif frame.unit >= HEAD:
            lines = name_lines(words, frame.unit)
            for number, line in enumerate(lines):
                y = frame.top - 10 - 15 * (len(lines) - 1 - number)
                yield elements.text(line, x, y, paint, anchor="middle", size=COLUMN_TEXT_SIZE, css="head")
        else:
            turned = f' transform="rotate(-90 {x:.1f} {frame.top - 8:.1f})"'
            yield elements.text(brief, x, frame.top - 8, paint, size=COLUMN_TEXT_SIZE, more=turned, css="head")
    lines = title_lines(axis, frame.width)
    for number, line in enumerate(lines):
        y = frame.bottom + room_below(axis, frame.width) - LINE_HEIGHT * (len(lines) - number - 0.2)
        if axis.heads == "below":
            yield elements.text(line, frame.left + frame.wide, y, paint, anchor="end", size=12, css="axis")
        else:  # a note on what stands above it
            yield elements.text(line, 4, y, paint, size=12, css="axis")


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
            yield elements.line(frame.x(place), top, frame.x(place), bottom, GRID)
    if spec.up:
        for place, words in spec.up.ticks:
            y = frame.y(spec.up, place)
            yield elements.line(frame.left, y, frame.left + frame.wide, y, GRID)
            yield elements.text(words, frame.left - 6, y, paint, anchor="end", size=12)
    for guide in spec.guides:
        x, lines = frame.x(guide.x), lines_of(guide.words, 34)
        yield _guide(spec, frame, x, paint)
        reach = CHARACTER * max(map(len, lines))
        start = min(max(x - reach if guide.x > (spec.across.low + spec.across.high) / 2 else x, 4), frame.width - reach)
        for number, line in enumerate(lines):
            y = top - 12 - LINE_HEIGHT * (len(lines) - 1 - number)
            yield elements.text(line, start, y, paint, size=12, css="guide")


def _guide(spec: Spec, frame: Frame, x: float, paint: Paint) -> str:
    """Return an upright dashed line with gaps where words stand."""
    gaps = [y + way * TEXT_SIZE * 0.6 for y in sorted({*_words_at(x, spec, frame)}) for way in (-1, 1)]
    ends = [frame.top - 4, *gaps, frame.bottom]
    path = "".join(f"M{x:.1f} {start:.1f}V{end:.1f}" for start, end in zip(ends[::2], ends[1::2], strict=True))
    line = f'style="stroke:{paint.colour(MUTED)}" stroke-width="1.5"{elements.dashed("5 4")}'
    return f'<path class="rule" d="{path}" {line}/>'


def _words_at(x: float, spec: Spec, frame: Frame) -> Iterator[float]:
    """Yield the heights at which `x` meets words, those of marks or those at the end of a row."""
    for mark in spec.marks:
        reach = CHARACTER * len(_written(mark, frame)) + mark.size
        start = frame.x(mark.end) if mark.side == "right" else frame.x(mark.x) - reach
        if _written(mark, frame) and start <= x <= start + reach:
            yield _place(spec, mark, frame)
    for number, row in enumerate(spec.rows):
        start = _end_of(spec, number, frame)
        written = row.end and not _bar_with_words(spec, number, frame)
        if written and start - 4 <= x <= start + CHARACTER * len(row.end):
            yield frame.middle(number)


def _written(mark: Mark, frame: Frame) -> str:
    """Return what is written at a mark: on a phone its brief words, if it has such."""
    return mark.brief if mark.brief is not None and frame.width < PHONE else mark.text


def _targets(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the places that can be chosen on a page: columns with heads, rows, and marks with some room around them."""
    if paint is not PAGE:
        return
    for key, (at, words) in zip(spec.across.keys, spec.across.ticks, strict=False):
        top = frame.top - head_height(spec, frame.unit)
        yield elements.target(key, words, frame.x(at) - frame.unit / 2, top, frame.unit, frame.bottom - top)
    wide = frame.left - 4 if spec.across.keys else frame.width
    for number, row in enumerate(spec.rows):
        top = frame.top + (frame.ends[number - 1] if number else 0.0)
        if row.key:
            yield elements.target(row.key, row.name, 0, top, wide, frame.top + frame.ends[number] - top)
    for mark in spec.marks:
        if mark.key:
            left, right = frame.x(mark.x) - TOUCH / 2, frame.x(mark.end) + TOUCH / 2
            said = ", ".join(filter(None, mark.said))
            yield elements.target(mark.key, said, left, _place(spec, mark, frame) - TOUCH / 2, right - left, TOUCH)


def _rows(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the names and headings of the rows, with a hairline below each."""
    characters = label_characters(spec, frame.width)
    for number, row in enumerate(spec.rows):
        middle, below = frame.middle(number), frame.top + frame.ends[number]
        if row.look:
            yield elements.symbol(row.look, frame.left - 2, middle, 11, paint)
            yield elements.text(row.name, frame.left + 8, middle, paint, weight=600, css="heading")
        else:
            yield from _name(row, frame, middle, characters, paint)
            yield elements.line(4, below, frame.left + frame.wide, below, GRID)


def _ends(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the words at the end of each row, those of a bar inside of it where a guide would run through them."""
    for number, row in enumerate(spec.rows):
        if not row.end:
            continue
        x, anchor, on = _end_of(spec, number, frame), "start", paint
        if bar := _bar_with_words(spec, number, frame):
            colour = paint.colour(bar.look.colour)
            x, anchor, on = frame.x(bar.end) - 8, "end", replace(paint, ink=paint.paper, paper=colour)
        weight, more = 700 if row.strong else 400, f' data-row="{number}"'
        yield elements.text(row.end, x, frame.middle(number), on, anchor=anchor, weight=weight, css="end", more=more)


def _bar_with_words(spec: Spec, number: int, frame: Frame) -> Mark | None:
    """Return the bar of a row whose words stand on a guide if they are written behind it, and have room inside."""
    start, reach = _end_of(spec, number, frame), CHARACTER * len(spec.rows[number].end)
    bars = [mark for mark in spec.marks if mark.row == number and mark.form == Form.BAR]
    if len(bars) != 1 or bars[0].look.symbol != "square":
        return None
    crossed = any(start - 4 <= frame.x(guide.x) <= start + reach for guide in spec.guides)
    return bars[0] if crossed and frame.x(bars[0].end) - frame.x(bars[0].x) > reach + 16 else None


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
    marks = [mark for mark in spec.marks if mark.row == row]
    last = max(marks, key=lambda mark: mark.end, default=None)
    beside = (max(frame.unit * 0.6, 9) if spec.kind == "squares" else 6) + (CLOCK if last and last.overdue else 0)
    return frame.x(last.end if last else spec.across.low) + beside


def _steps(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    if not spec.up:
        return
    for steps in spec.steps:
        places = [(frame.x(x), frame.y(spec.up, y)) for x, y in steps.points]
        if steps.band:
            corners = " ".join(f"{frame.x(x):.1f},{frame.y(spec.up, y):.1f}" for x, y in band(steps))
            fill = f'style="fill:{paint.colour(steps.look.colour)}" fill-opacity="{FAINTLY}"'
            yield f'<polygon points="{corners}" {fill}/>'
        path = f"M{places[0][0]:.1f} {places[0][1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in places[1:])
        colour = paint.colour(MUTED if steps.alone else steps.look.colour)
        dash = elements.dashed(DASHES.get(steps.look.dash, ""))
        yield f'<path d="{path}" fill="none" style="stroke:{colour}" stroke-width="2.5"{dash}/>'
    ends = [steps for steps in spec.steps if steps.end]
    yield from (_ends_at_the_edge(ends, spec.up, frame) if paint is SLIDE else _ends_of_steps(ends, spec, frame, paint))


def _ends_at_the_edge(named: Sequence[Steps], up: Axis, frame: Frame) -> Iterator[str]:
    """Yield the names of the lines beside the plot, where no line runs, each with its symbol and a line to its end."""
    heights = [(1 + steps.end.count("\n")) * LINE_HEIGHT + 4 for steps in named]
    wanted = [frame.y(up, steps.points[-1][1]) for steps in named]
    order = sorted(range(len(named)), key=lambda n: -wanted[n])
    below, places = frame.bottom + LINE_HEIGHT, {}
    for n in order:
        places[n] = min(wanted[n], below - heights[n] / 2)
        below = places[n] - heights[n] / 2
    x = frame.left + frame.wide + 14
    for n, steps in enumerate(named):
        end, colour = frame.x(steps.points[-1][0]), SLIDE.colour(steps.look.colour)
        if frame.left + frame.wide - end > LINE_HEIGHT:
            yield elements.line(end, wanted[n], x, places[n], colour, dash=DASHES["dot"])
        yield elements.symbol(steps.look, x, places[n], 9, SLIDE)
        lines = steps.end.split("\n")
        for number, line in enumerate(lines):
            at = places[n] + (number - (len(lines) - 1) / 2) * LINE_HEIGHT
            yield elements.text(line, x + 10, at, SLIDE, css="line", weight=600 if not number else 400)


def _ends_of_steps(named: Sequence[Steps], spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """Yield the names of the lines where these end, moved up where another line or name is in the way."""
    taken = list(_runs(spec, frame))
    for steps in sorted(named, key=lambda steps: steps.points[-1][1]):
        x, y = steps.points[-1]
        lines = steps.end.split("\n")
        first, half = frame.x(x) + 10, len(lines) * LINE_HEIGHT / 2
        last, middle = first + CHARACTER * max(map(len, lines)), frame.y(spec.up, y) if spec.up else 0.0
        for box in sorted(taken, key=lambda box: -box.bottom):
            beside = box.last < first or box.first > last
            if not beside and middle - half < box.bottom and middle + half > box.top:
                middle = box.top - half - 2
        taken.append(PixelBox(first, last, middle - half, middle + half))
        for number, line in enumerate(lines):
            at = middle + (number - (len(lines) - 1) / 2) * LINE_HEIGHT
            yield elements.text(line, first, at, paint, css="line", weight=600 if not number else 400)


END = 7  # pixels that a mark at the end of a line takes on each side


class PixelBox(NamedTuple):
    """Where something is drawn, in pixels."""

    first: float
    last: float
    top: float
    bottom: float


def _runs(spec: Spec, frame: Frame) -> Iterator[PixelBox]:
    """Yield the level parts of all lines of steps, and the marks at their ends."""
    for steps in spec.steps:
        places = [(frame.x(x), frame.y(spec.up, y) if spec.up else 0.0) for x, y in steps.points]
        yield from (PixelBox(x, until, high - 2, high + 2) for (x, high), (until, _up) in pairwise(places))
        x, high = places[-1]
        yield PixelBox(x - END, x + END, high - END, high + END)


def _marks(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    for mark in sorted(spec.marks, key=lambda mark: (-list(Form).index(mark.form), mark.overdue)):
        y = _place(spec, mark, frame)
        drawn = "".join(_drawn(spec, mark, frame, y, paint))
        told = f"<title>{xml(', '.join(filter(None, mark.said)))}</title>" if any(mark.said) else ""
        yield f'<g class="{mark.form}" data-row="{mark.row:g}" data-counts="{mark.counts}">{told}{drawn}</g>'


def _place(spec: Spec, mark: Mark, frame: Frame) -> float:
    if spec.up:
        return frame.y(spec.up, mark.row)
    row = int(mark.row)
    return frame.middle(row) + (mark.lane - (spec.rows[row].lanes - 1) / 2) * LANE


def _drawn(spec: Spec, mark: Mark, frame: Frame, y: float, paint: Paint) -> Iterator[str]:
    x, until, size = frame.x(mark.x), frame.x(mark.end), mark.size
    if mark.form == Form.LINE:
        colour = FAINT if mark.look.colour == MUTED else paint.colour(mark.look.colour)
        yield elements.line(x, y, until, y, colour, width=mark.size, dash=DASHES.get(mark.look.dash, ""))
    elif mark.form == Form.BAR:
        yield elements.bar(mark.look, x, until, y, BAR * frame.stretch, paint)
    elif mark.form == Form.SPAN:
        yield elements.pale(mark.look, x, until, y, paint)
        yield elements.symbol(mark.look, frame.x(mark.middle), y, 8, paint)
        x = until if mark.side == "right" else x
    elif spec.kind == "heat":
        yield elements.cell(mark.look, x, y, frame.unit - 3, ROW_HEIGHT - 4, paint)
    elif mark.form == Form.POINT:
        size = min(size or 17 * frame.stretch, frame.unit * 0.8) if spec.kind in ("squares", "matrix") else size
        yield elements.symbol(mark.look, x, y, size, paint)
    if mark.overdue:
        off = 0 if mark.form == Form.BAR else size * 0.5
        yield elements.clock(frame.x(mark.middle) + off, y - off, paint)
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
    return elements.text(text, x + across, y + down, paint, anchor=anchor, css="said")
