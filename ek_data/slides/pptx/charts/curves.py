"""Line charts: one line for each cohort over the months, grey where it goes on alone, named at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
    category_axis,
    chart,
    head_at,
    numbers_at,
    value_axis,
    words_at,
)
from ek_data.slides.pptx.charts.sheet import Cell, Formula, Sheet, Source, Traced, cell_name, joined, parts
from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.shapes import Colour, Group, stroke
from ek_data.slides.pptx.text import LINE, READABLE, width

MARKERS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle-up": "triangle", "star": "star"}
DASHES = {"dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash"}
THICK, MARKER, HALO = 3.0, 11, 1.25  # points
SHADE = Colour("E6EAED", 0.6).fill
BESIDE = 8.0  # points between the end of a line and its words


@dataclass
class Line:
    """One line: what it is called, its numbers by place, where it is grey, and its marks and words by place."""

    name: str
    look: Look
    values: dict[float, float] = field(default_factory=dict)
    highest: dict[float, float] = field(default_factory=dict)
    alone: set[float] = field(default_factory=set)
    marks: dict[float, Look] = field(default_factory=dict)
    words: dict[float, str] = field(default_factory=dict)


def draw_curves(shapes: Any, picture: Picture, box: Box, source: Source | None, lang: Language) -> None:
    """Draw the lines of a picture as one native line chart, the part of the months that is compared shaded."""
    spec = picture.spec
    if spec is None or spec.up is None:
        return
    drawn = _lines(spec, picture.title)
    places = sorted({place for line in drawn for place in line.values})
    sheet, labels = _sheet(spec, drawn, places, lang)
    sheet = replace(sheet, traced=tuple(_traced(sheet, labels[0], picture.rows_behind)), source=source)
    wide, high = box.points
    step = _step(spec.up)
    left = width(lang.number(spec.up.high), READABLE) + BESIDE if step else 2.0
    right = max((width(said, READABLE, True) for line in drawn for said in _said(line)), default=0) + 2 * BESIDE
    lower = READABLE * LINE + BESIDE
    inner = Inner(left / wide, BESIDE / high, 1 - (left + right) / wide, 1 - (lower + BESIDE) / high)
    _shaded(shapes, spec, places, inner.of(box), lang)
    low, top = (0.0, spec.up.ticks[-1][0]) if step else (spec.up.low, spec.up.high)
    moved = _apart(drawn, low, top, high * inner.high, high)
    written = [
        _labelled(line, place, column, places, bool(step), moved.get(place, 0.0))
        for place, (line, column) in enumerate(zip(drawn, labels, strict=True))
    ]
    axes = category_axis("b", READABLE, skip=_skip(spec.across, places))
    axes += value_axis("l", low, top, READABLE, step=step, between="midCat")
    native = chart(sheet, _plot(sheet, drawn, places, written), axes, inner, READABLE)
    add_chart(shapes, native, picture.title, f"{picture.title}. {picture.finding}", box)


def _said(line: Line) -> list[str]:
    return [part for words in line.words.values() for part in words.split("\n")]


def _lines(spec: Spec, title: str) -> list[Line]:
    """Return the lines by name and colour: the parts of one are put together."""
    found: dict[tuple[str, str], Line] = {}
    for steps in spec.steps:
        line = found.setdefault((steps.name, steps.look.colour), Line(steps.name or title, steps.look))
        _add(line, steps)
    for mark in spec.marks:
        holder = _holder(list(found.values()), mark)
        if holder is not None:
            holder.marks[mark.x] = mark.look
            if not any(steps.end for steps in spec.steps) and mark.said:
                holder.words[mark.x] = mark.said[-1]
    return list(found.values())


def _add(line: Line, steps: Steps) -> None:
    line.alone |= {place for place, _value in steps.points[1:]} if steps.alone else set()
    line.values |= dict(steps.points)
    line.highest |= dict(steps.band)
    if steps.end:
        line.words[steps.points[-1][0]] = steps.end


def _holder(lines: Sequence[Line], mark: Mark) -> Line | None:
    """Return the line that a mark stands on, where lines cross that of its colour."""
    through = [line for line in lines if line.values.get(mark.x) == mark.row]
    return next((line for line in through if line.look.colour == mark.look.colour), through[0] if through else None)


def _sheet(spec: Spec, drawn: Sequence[Line], places: Sequence[float], lang: Language) -> tuple[Sheet, list[int]]:
    """Return the sheet, a column for each line, and in which columns their words stand."""
    heads, columns = [spec.across.title or lang("Number")], [[_category(spec.across, place) for place in places]]
    first = 1 + sum(1 + bool(line.highest) for line in drawn)
    labels: list[int] = []
    words: list[list[Cell]] = []
    for number, line in enumerate(drawn):
        at = len(heads)
        heads.append(line.name)
        columns.append([line.values.get(place) for place in places])  # type: ignore[misc]
        if line.highest:
            heads.append(lang("{name}, perhaps up to", name=line.name))
            columns.append([line.highest.get(place) for place in places])  # type: ignore[misc]
        labels.append(first + number)
        words.append([_words(line, place, row, at, lang) for row, place in enumerate(places)])
    heads += [lang("Label of {name}", name=line.name) for line in drawn]
    rows = tuple(zip(*columns, *words, strict=True))
    return Sheet(lang("Data"), tuple(heads), rows), labels


def _traced(sheet: Sheet, columns: int, rows: int) -> Iterator[Traced]:
    """Yield that each number before the labels is computed from the `rows` behind the picture."""
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells[1:columns], 1):
            if isinstance(value, float | int):
                yield Traced(cell_name(row, column), f"{value:.15g}", None, rows)


def _category(axis: Axis, place: float) -> str:
    return next((said for at, said in axis.ticks if at == place), f"{place:g}")


def _words(line: Line, place: float, row: int, column: int, lang: Language) -> Cell:
    said = line.words.get(place, "")
    return Formula(joined(parts(said, [line.values[place]], lang), row, column), said) if said else None


def _step(axis: Axis) -> float | None:
    """Return how far the ticks of an axis are apart; None where they are not those that a chart would count."""
    if len(axis.ticks) < 2 or axis.ticks[0][0]:
        return None
    return axis.ticks[1][0]


def _skip(axis: Axis, places: Sequence[float]) -> int:
    """Return every how many places have their name written."""
    ticks = [places.index(at) for at, _words in axis.ticks if at in places]
    return max(ticks[1] - ticks[0], 1) if len(ticks) > 1 else 1


def _shaded(shapes: Any, spec: Spec, places: Sequence[float], plot: Box, lang: Language) -> None:
    """Shade the part of the places that is compared, behind the chart."""
    if spec.shaded is None or len(places) < 2:
        return
    start, end = (min(max((at - places[0]) / (places[-1] - places[0]), 0.0), 1.0) for at in spec.shaded)
    box = plot._replace(x=plot.x + round(start * plot.width), width=round((end - start) * plot.width))
    said = " ".join(guide.words for guide in spec.guides) or lang("Compared months")
    Group(shapes, lang("Compared months"), said, box).rectangle(said, said, box, SHADE + stroke(None))


def _apart(drawn: Sequence[Line], low: float, top: float, high: float, chart_high: float) -> dict[int, float]:
    """Return by which share of the chart the words of lines are moved down so that none lies on another's."""
    by_place: dict[float, list[tuple[float, int]]] = defaultdict(list)
    for number, line in enumerate(drawn):
        for place in list(line.words)[-1:]:
            by_place[place].append(((top - line.values[place]) / (top - low) * high, number))
    moved = {}
    for ends in by_place.values():
        free = float("-inf")
        for wanted, number in sorted(ends):
            tall = (drawn[number].words[max(drawn[number].words)].count("\n") + 1) * READABLE * LINE
            middle = max(wanted, free + tall / 2)
            free = middle + tall / 2
            if middle > wanted:
                moved[number] = (middle - wanted) / chart_high
    return moved


def _labelled(line: Line, number: int, column: int, places: Sequence[float], counted: bool, down: float) -> Labels:
    at = [places.index(place) for place in line.words]
    moved = {at[-1]: down} if at else None
    return Labels(column, at, "r" if counted else "t", READABLE, line.look.colour, bold=True, moved=moved)


def _plot(sheet: Sheet, drawn: Sequence[Line], places: Sequence[float], labels: Sequence[Labels]) -> str:
    series: list[str] = []
    column = 1
    for line, said in zip(drawn, labels, strict=True):
        series.append(_series(sheet, column, len(series), _look(line), _points(line, places), said))
        column += 1
        if line.highest:
            series.append(_series(sheet, column, len(series), _band(line), "", None))
            column += 1
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(series)}<c:marker val="1"/>'
        f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/></c:lineChart>'
    )


def _series(sheet: Sheet, column: int, number: int, look: str, points: str, labels: Labels | None) -> str:
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{head_at(sheet, column)}<c:spPr>{look}</c:spPr>'
        f'<c:marker><c:symbol val="none"/></c:marker>{points}{labels.shown(sheet) if labels else ""}'
        f'{words_at(sheet, 0, "cat")}{numbers_at(sheet, column)}<c:smooth val="0"/>'
        f"{labels.cells(sheet) if labels else ''}</c:ser>"
    )


def _look(line: Line) -> str:
    return _stroke(line.look.colour, line.look.dash)


def _stroke(colour: str, dash: str) -> str:
    return stroke(Colour.of(colour), THICK, DASHES.get(dash, "solid"))


def _band(line: Line) -> str:
    """Return the look of the line of what may have been: pale and dotted."""
    return stroke(Colour(Colour.of(line.look.colour).code, 0.5), 2.0, "sysDot")


def _points(line: Line, places: Sequence[float]) -> str:
    """Return the points that look different: those with a mark, and those that lie beyond what is compared."""
    found = []
    for number, place in enumerate(places):
        mark, alone = line.marks.get(place), place in line.alone
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
