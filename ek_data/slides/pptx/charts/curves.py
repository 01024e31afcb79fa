"""Line charts: one line of steps for each cohort over the months, grey where it goes on alone, named at its end.

A chart knows no steps, so the line runs through two points for each place. They stand right of the table that is read
and edited, as formulas over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Mark, Spec, Steps
from ek_data.i18n import Language
from ek_data.palette import MUTED, Look
from ek_data.slides.pptx.charts.parts import (
    CATEGORIES,
    VALUES,
    Inner,
    Labels,
    add_chart,
    chart,
    head_at,
    numbers_at,
    place_axis,
    value_axis,
)
from ek_data.slides.pptx.charts.sheet import Formula, Sheet, SheetCell, StatedRelease, Traced, cell_name, joined, parts
from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.shapes import Colour, Group, stroke
from ek_data.slides.pptx.text import LINE, READABLE, width

MARKERS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle-up": "triangle", "star": "star"}
DASHES = {"dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash"}
THICK, MARKER, HALO = 3.0, 11, 1.25  # points
SHADE = Colour("E6EAED", 0.6).fill
BESIDE = 8.0  # points between the end of a line and its words


@dataclass
class Curve:
    """One line: what it is called, its numbers by place, where it is grey, where it begins anew after a gap, and its
    marks and words by place."""

    name: str
    look: Look
    values: dict[float, float] = field(default_factory=dict)
    highest: dict[float, float] = field(default_factory=dict)
    alone: set[float] = field(default_factory=set)
    anew: set[float] = field(default_factory=set)
    marks: dict[float, Look] = field(default_factory=dict)
    words: dict[float, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stair:
    """The points through which a line is drawn in steps: a place with its number, and before it the place with the
    number before. `columns` are those of places and numbers in the sheet, `table` the column with the readable numbers,
    and `words` the one of its words, if it has some.

    A point is its place in the line, and whether its number is the one before; None is a gap.
    """

    line: Curve
    table: int
    columns: tuple[int, int]
    words: int | None
    points: tuple[tuple[float, float] | None, ...]

    def at(self, place: float) -> int:
        """Return the number of the point at which the line has its own number of a place."""
        return self.points.index((place, place))


def draw_curves(shapes: Any, picture: Picture, box: Box, source: StatedRelease | None, lang: Language) -> None:
    """Draw the lines of a picture as one native chart of steps, the part of the months that is compared shaded."""
    spec = picture.spec
    if spec is None or spec.up is None:
        return
    drawn = _lines(spec, picture.title)
    places = sorted({place for line in drawn for place in line.values})
    sheet, stairs = _sheet(spec, drawn, places, lang)
    sheet = replace(sheet, traced=tuple(_traced(sheet, stairs[0].columns[0], picture.rows_behind)), source=source)
    wide, high = box.points
    step = _step(spec.up)
    left = width(lang.number(spec.up.high), READABLE) + BESIDE if step else 2.0
    right = max((width(said, READABLE, True) for line in drawn for said in _said(line)), default=0) + 2 * BESIDE
    lower = READABLE * LINE * (2 if spec.across.title else 1) + BESIDE
    inner = Inner(left / wide, BESIDE / high, 1 - (left + right) / wide, 1 - (lower + BESIDE) / high)
    _shaded(shapes, spec, places, inner.of(box), lang)
    low, top = (0.0, _top(spec.up, drawn, step)) if step else (spec.up.low, spec.up.high)
    down = _apart(drawn, low, top, high * inner.high, high) if step else {}
    labels = [_labelled(stair, places, bool(step), inner.wide, down) for stair in stairs]
    axes = place_axis(places[0], places[-1], READABLE, step=_apart_by(spec.across, places), title=spec.across.title)
    axes += value_axis("l", low, top, READABLE, step=step, between="midCat")
    native = chart(sheet, _plot(sheet, stairs, labels), axes, inner, READABLE)
    add_chart(shapes, native, picture.title, f"{picture.title}. {picture.finding}", box)


def _top(axis: Axis, drawn: Sequence[Curve], step: float) -> float:
    """Return the last tick of an axis, and as many more as the highest of all numbers needs."""
    highest = max(max((*line.values.values(), *line.highest.values())) for line in drawn)
    return max(axis.ticks[-1][0], ceil(highest / step) * step)


def _said(line: Curve) -> list[str]:
    return [part for words in line.words.values() for part in words.split("\n")]


def _lines(spec: Spec, title: str) -> list[Curve]:
    """Return the lines by name and colour: the parts of one are put together."""
    found: dict[tuple[str, str], Curve] = {}
    for steps in spec.steps:
        line = found.setdefault((steps.name, steps.look.colour), Curve(steps.name or title, steps.look))
        _add(line, steps)
    for mark in spec.marks:
        holder = _holder(list(found.values()), mark)
        if holder is not None:
            holder.marks[mark.x] = mark.look
            if not any(steps.end for steps in spec.steps) and mark.said:
                holder.words[mark.x] = mark.said[-1]
    return list(found.values())


def _add(line: Curve, steps: Steps) -> None:
    if line.values and steps.points[0][0] not in line.values:
        line.anew.add(steps.points[0][0])
    line.alone |= {place for place, _value in steps.points[1:]} if steps.alone else set()
    line.values |= dict(steps.points)
    line.highest |= dict(steps.band)
    if steps.end:
        line.words[steps.points[-1][0]] = steps.end


def _holder(lines: Sequence[Curve], mark: Mark) -> Curve | None:
    """Return the line that a mark stands on, where lines cross that of its colour."""
    through = [line for line in lines if line.values.get(mark.x) == mark.row]
    return next((line for line in through if line.look.colour == mark.look.colour), through[0] if through else None)


def _sheet(spec: Spec, drawn: Sequence[Curve], places: Sequence[float], lang: Language) -> tuple[Sheet, list[Stair]]:
    """Return the sheet, a table with a column for each line, and right of it the stairs that follow its numbers."""
    title = spec.across.title or lang("Number")
    heads, columns = [title], [list[SheetCell](places)]
    readable: list[tuple[Curve, dict[float, float], str]] = []
    for line in drawn:
        readable.append((line, line.values, line.name))
        if line.highest:
            readable.append((line, line.highest, lang("{name}, perhaps up to", name=line.name)))
    for _line, values, name in readable:
        heads.append(name)
        columns.append([values.get(place) for place in places])
    stairs: list[Stair] = []
    for table, (line, values, name) in enumerate(readable, 1):
        worded = values is line.values and bool(line.words)
        first = len(heads)
        stair = Stair(line, table, (first, first + 1), first + 2 if worded else None, tuple(_points_of(line, values)))
        heads += [lang("Steps: {name}", name=said) for said in (title, name)]
        columns += [_followed(stair.points, 0, places, lambda place: place)]
        columns += [_followed(stair.points, table, places, values.__getitem__)]
        if worded:
            heads.append(lang("Label of {name}", name=line.name))
            columns.append([_words(line, point, places, table, lang) for point in stair.points])
        stairs.append(stair)
    most = max(map(len, columns))
    rows = zip(*([*column, *[None] * (most - len(column))] for column in columns), strict=True)
    return Sheet(lang("Data"), tuple(heads), tuple(rows)), stairs


def _points_of(line: Curve, values: Mapping[float, float]) -> Iterator[tuple[float, float] | None]:
    """Yield where the line is and the place whose number it has there: at each place that before it, then its own."""
    before: float | None = None
    for place in sorted(values):
        if place in line.anew:
            yield None
        elif before is not None:
            yield place, before
        yield place, place
        before = place


def _followed(
    points: Sequence[tuple[float, float] | None],
    column: int,
    places: Sequence[float],
    value: Callable[[float], float],
) -> list[SheetCell]:
    """Return cells that follow a column of the table: that of the places, or that of the numbers of a line."""
    cells: list[SheetCell] = []
    for point in points:
        if point is None:
            cells.append(None)
            continue
        place = point[0] if column == 0 else point[1]
        cell = cell_name(places.index(place), column)
        cells.append(Formula(f'IF({cell}="",NA(),{cell})', value(place)))
    return cells


def _traced(sheet: Sheet, columns: int, rows: int) -> Iterator[Traced]:
    """Yield that each number before the labels is computed from the `rows` behind the picture."""
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells[1:columns], 1):
            if isinstance(value, float | int):
                yield Traced(cell_name(row, column), f"{value:.15g}", None, rows)


def _words(
    line: Curve, point: tuple[float, float] | None, places: Sequence[float], column: int, lang: Language
) -> SheetCell:
    """Return the words at a point of a line as a formula over its number in the table."""
    place = point[0] if point and point[0] == point[1] else None
    said = "" if place is None else line.words.get(place, "")
    if place is None or not said:
        return None
    return Formula(joined(parts(said, [line.values[place]], lang), places.index(place), column), said)


def _step(axis: Axis) -> float | None:
    """Return how far the ticks of an axis are apart; None where they are not those that a chart would count."""
    if len(axis.ticks) < 2 or axis.ticks[0][0]:
        return None
    return axis.ticks[1][0]


def _apart_by(axis: Axis, places: Sequence[float]) -> float:
    """Return how far the places are apart that have their name written."""
    ticks = [at for at, _words in axis.ticks]
    return ticks[1] - ticks[0] if len(ticks) > 1 else max(places[-1] - places[0], 1.0)


def _shaded(shapes: Any, spec: Spec, places: Sequence[float], plot: Box, lang: Language) -> None:
    """Shade the part of the places that is compared, behind the chart."""
    if spec.shaded is None or len(places) < 2:
        return
    start, end = (min(max((at - places[0]) / (places[-1] - places[0]), 0.0), 1.0) for at in spec.shaded)
    box = plot._replace(x=plot.x + round(start * plot.width), width=round((end - start) * plot.width))
    said = " ".join(guide.words for guide in spec.guides) or lang("Compared months")
    Group(shapes, lang("Compared months"), said, box).rectangle(said, said, box, SHADE + stroke(None))


def _apart(drawn: Sequence[Curve], low: float, top: float, high: float, chart_high: float) -> dict[str, float]:
    """Return by which share of the chart the words at the end of each line are moved down, so that they stand below one
    another beside the plot."""
    ends = [((top - line.values[max(line.words)]) / (top - low) * high, line) for line in drawn if line.words]
    moved, free = {}, float("-inf")
    for wanted, line in sorted(ends, key=lambda end: end[0]):
        tall = (line.words[max(line.words)].count("\n") + 1) * READABLE * LINE
        middle = max(wanted, free + tall / 2)
        free = middle + tall / 2
        moved[line.name] = (middle - wanted) / chart_high
    return moved


def _labelled(
    stair: Stair, places: Sequence[float], counted: bool, wide: float, down: Mapping[str, float]
) -> Labels | None:
    """Return the words of a line: at its points or, where it is named at its end, all beside the plot."""
    line = stair.line
    if stair.words is None:
        return None
    at, moved = [stair.at(place) for place in line.words], None
    if counted:
        right = (places[-1] - max(line.words)) / ((places[-1] - places[0]) or 1.0) * wide
        moved = {at[-1]: (right, down[line.name])}
    return Labels(stair.words, at, "r" if counted else "t", READABLE, line.look.colour, bold=True, moved=moved)


def _plot(sheet: Sheet, stairs: Sequence[Stair], labels: Sequence[Labels | None]) -> str:
    series = [
        _series(sheet, stair, number, said) for number, (stair, said) in enumerate(zip(stairs, labels, strict=True))
    ]
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/></c:scatterChart>'
    )


def _series(sheet: Sheet, stair: Stair, number: int, labels: Labels | None) -> str:
    main, rows = sheet.heads[stair.table] == stair.line.name, len(stair.points)
    places, numbers = stair.columns
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{head_at(sheet, stair.table)}'
        f"<c:spPr>{_look(stair.line) if main else _band(stair.line)}</c:spPr>"
        f'<c:marker><c:symbol val="none"/></c:marker>{_points(stair) if main else ""}'
        f"{labels.shown(sheet) if labels else ''}{numbers_at(sheet, places, 'xVal', rows)}"
        f'{numbers_at(sheet, numbers, "yVal", rows)}<c:smooth val="0"/>{labels.cells(sheet) if labels else ""}</c:ser>'
    )


def _look(line: Curve) -> str:
    return _stroke(line.look.colour, line.look.dash)


def _stroke(colour: str, dash: str) -> str:
    return stroke(Colour.of(colour), THICK, DASHES.get(dash, "solid"))


def _band(line: Curve) -> str:
    """Return the look of the line of what may have been: pale and dotted."""
    return stroke(Colour(Colour.of(line.look.colour).code, 0.5), 2.0, "sysDot")


def _points(stair: Stair) -> str:
    """Return the points that look different: those with a mark, and those that lie beyond what is compared."""
    found, line = [], stair.line
    for number, point in enumerate(stair.points):
        if point is None:
            continue
        place, alone = point[0], point[0] in line.alone
        mark = line.marks.get(place) if point[0] == point[1] else None
        if mark is not None or alone:
            grey = f"<c:spPr>{_stroke(MUTED, line.look.dash)}</c:spPr>" if alone else ""
            shown = _marker(mark, MUTED if alone else mark.colour) if mark else ""
            found.append(f'<c:dPt><c:idx val="{number}"/>{shown}<c:bubble3D val="0"/>{grey}</c:dPt>')
    return "".join(found)


def _marker(look: Look, colour: str) -> str:
    symbol = MARKERS.get(look.symbol.removesuffix("-open"), "circle")
    ink = Colour.of(colour)
    inside = Colour("FFFFFF") if look.symbol.endswith("-open") else ink
    edge = f'<a:ln w="{round(1.75 * POINT)}">{ink.fill}</a:ln>'
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{MARKER}"/><c:spPr>{inside.fill}{edge}</c:spPr></c:marker>'
    )
