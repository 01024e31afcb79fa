"""What a figure draws as series of a native XY chart: the same numbers, colours, symbols, dashes and words.

Where PowerPoint has no such thing, the series say it another way: steps get the corners between their points, symbols
without a native marker are written as signs at their points, and names on an axis are words at points along it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import plotly.graph_objects as go
from pptx.util import Emu

from ek_data.i18n import Language
from ek_data.palette import CLEAR
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.internals import describe
from ek_data.slides.pptx.tables import GLYPHS
from ek_data.slides.pptx.text import clean, plain, width

MARKERS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "x-thin-open": "x",
}
DASHES = {"dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash"}
POSITIONS = {"left": "r", "right": "l", "center": "ctr"}  # the anchor of a text names its own side
POINTS_PER_PIXEL, SHIFT = 0.75, 0.9  # words are moved off their points a little more, because the type is larger
TICK = 0.1  # half the height of a short line that stands for a mark, in rows
EDGE = 4.5  # points that the edge of a band is broad
EPOCH = dt.date(1899, 12, 30)  # day 0 of a spreadsheet

Number = float | None
MANY_ROWS = 14
MOST_NAME = 0.3  # of the width of a chart


@dataclass(frozen=True)
class Stroke:
    colour: str
    points: float
    dash: str = "solid"


@dataclass(frozen=True)
class Marker:
    """A native marker. There are no open ones: LibreOffice fills them, and open means something else here."""

    symbol: str
    points: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Label:
    """Words at a point: `position` is l, r, t, b or ctr."""

    text: str
    position: str = "r"
    colour: str | None = None
    points: float | None = None


@dataclass(frozen=True)
class Series:
    """One series; a gap in `y` breaks its line. `sizes` are those of the markers where they differ, 0 for none."""

    name: str
    x: tuple[float, ...]
    y: tuple[Number, ...]
    stroke: Stroke | None = None
    marker: Marker | None = None
    sizes: tuple[float, ...] = ()
    labels: dict[int, Label] = field(default_factory=dict)
    in_legend: bool = False


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high`; `ticks` are where its `words` stand, without words its numbers `step` apart."""

    title: str
    low: float
    high: float
    step: float
    turned: bool
    visible: bool
    ticks: tuple[float, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plot:
    """A figure as axes and series; `captions` stand above it."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    captions: tuple[str, ...]


def plot(figure: go.Figure, points_high: float, lang: Language) -> Plot:
    """Return `figure` as native series for a plot `points_high` points high."""
    x, y = axis(figure.layout.xaxis, lang), axis(figure.layout.yaxis, lang)
    per_point = abs(y.high - y.low) / points_high
    series = [*_lines(figure, x, y, lang)]
    for trace in figure.data:
        series += _of_trace(trace, x, y, lang)
    series = [each for each in series if each.x]
    series, loose = _annotated(series, figure, x, y, per_point)
    if loose:
        texts = dict(enumerate(label for _x, _y, label in loose))
        across, along = tuple(at for at, _up, _label in loose), tuple(up for _at, up, _label in loose)
        series.append(Series(lang("Words"), across, along, labels=texts))
    return Plot(x, y, tuple(series), tuple(_captions(figure)))


def axis(given: Any, lang: Language) -> Axis:
    """Return an axis of a figure; dates become the days that spreadsheets count."""
    first, last = (_number(end) for end in given.range)
    ticks = tuple(_number(tick) for tick in given.tickvals or ())
    words = tuple(plain(text, "\n") for text in given.ticktext or ())
    counted = bool(ticks) and (not words or words == tuple(lang.number(tick) for tick in ticks))
    low, high = min(first, last), max(first, last)
    return Axis(
        title=plain(given.title.text or ""),
        low=0 if counted and low > -0.2 * high else low,  # ticks are counted from here on
        high=high,
        step=ticks[1] - ticks[0] if len(ticks) > 1 else 1,
        turned=first > last,
        visible=given.visible is not False and bool(ticks),  # else a chart would count what the picture does not
        ticks=() if counted else ticks,
        words=() if counted else words,
    )


def _number(value: Any) -> float:
    return float((dt.date.fromisoformat(value[:10]) - EPOCH).days) if isinstance(value, str) else float(value)


def _lines(figure: go.Figure, x: Axis, y: Axis, lang: Language) -> Iterator[Series]:
    """Yield the straight lines drawn across the plot; those along paper coordinates go from end to end."""
    for shape in figure.layout.shapes:
        if shape.type == "line":
            across = str(shape.yref or "y").endswith(("paper", "domain"))
            ends = (y.low, y.high) if across else (shape.y0, shape.y1)
            yield Series(lang("Line"), (_number(shape.x0), _number(shape.x1)), ends, _stroke(shape.line))


def _of_trace(trace: Any, x: Axis, y: Axis, lang: Language) -> list[Series]:
    if trace.x is None or not len(trace.x):
        return []
    if trace.mode == "none":
        return [_upper_edge(trace, lang)]
    if trace.showlegend:
        return [_key_entry(trace)]
    if trace.mode == "lines":
        return [_segments(trace, lang)]
    across = (lambda at: x.low + at * (x.high - x.low)) if trace.xaxis == "x2" else _number
    xs, ys = tuple(across(at) for at in trace.x), tuple(float(at) for at in trace.y)
    if "lines" in trace.mode:
        return _curve(trace, xs, ys, lang)
    return _marks(trace, xs, ys, TICK * (y.high - y.low) / max(len(y.ticks), 1), lang)


def _upper_edge(trace: Any, lang: Language) -> Series:
    """Return the upper edge of an area, which no XY chart has, as a broad pale line."""
    half = len(trace.x) // 2  # there and back: the lower edge comes first
    across, along = tuple(map(_number, trace.x[: half - 1 : -1])), tuple(map(float, trace.y[: half - 1 : -1]))
    return Series(lang("Pale band"), across, along, Stroke(trace.fillcolor, EDGE))


def _stroke(line: Any) -> Stroke:
    return Stroke(line.color, (line.width or 1) * POINTS_PER_PIXEL, DASHES.get(line.dash, "solid"))


def _segments(trace: Any, lang: Language) -> Series:
    """Return lines with gaps: a gap repeats the place before it, because places left out are counted 1, 2, 3."""
    xs: list[float] = []
    for at in trace.x:
        xs.append(xs[-1] if at is None else _number(at))
    ys = tuple(None if at is None else float(at) for at in trace.y)
    return Series(lang("Lines"), tuple(xs), ys, _stroke(trace.line))


def _curve(trace: Any, xs: Sequence[float], ys: Sequence[float], lang: Language) -> list[Series]:
    """Return a curve and the marks on it; one that rises in steps gets the corner before each rise."""
    corners: list[tuple[float, float]] = []
    for x, y in zip(xs, ys, strict=True):
        if trace.line.shape == "hv" and corners and corners[-1][1] != y:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    marked = [at for at, size in enumerate(_sizes(trace, len(xs))) if size]
    name = plain(trace.name) if trace.name else lang("Curve")
    line = Series(name, tuple(x for x, _y in corners), tuple(y for _x, y in corners), _stroke(trace.line))
    across, along = tuple(xs[at] for at in marked), tuple(ys[at] for at in marked)
    return [line, Series(name, across, along, marker=_marker(trace))]


def _sizes(trace: Any, number: int) -> tuple[float, ...]:
    size = trace.marker.size
    sizes = size if isinstance(size, list | tuple) else [size] * number
    return tuple(each * POINTS_PER_PIXEL for each in sizes)


def _marker(trace: Any) -> Marker | None:
    symbol, sizes = trace.marker.symbol, _sizes(trace, 1)
    if symbol not in MARKERS:
        return None
    return Marker(MARKERS[symbol], max(sizes, default=6), trace.marker.color, trace.marker.opacity or 1.0)


def _marks(trace: Any, xs: tuple[float, ...], ys: tuple[float, ...], tick: float, lang: Language) -> list[Series]:
    """Return marks with their words; signs for symbols without a native marker carry their words beside them.

    Where a figure writes words only, at a mark that is not seen, there is no sign either. `tick` is half the height of
    an upright line.
    """
    name = plain(trace.name) if trace.name else lang("Municipalities")
    symbol, colour = trace.marker.symbol, trace.marker.color
    words = _words(trace)
    alone = [Series(name, xs, ys, labels=words)] if words else []
    if colour == CLEAR:
        return alone
    if symbol == "line-ns-open":
        return [_upright_lines(xs, ys, tick, colour, name), *alone]
    marker = _marker(trace)
    if marker:
        return [Series(name, xs, ys, None, marker, _sizes(trace, len(xs)), words)]
    size = max(_sizes(trace, len(xs)), default=8) * 1.5
    signs = {at: Label(GLYPHS[symbol], "ctr", colour, size) for at in range(len(xs))}
    apart = {at: replace(label, text=_apart(label)) for at, label in words.items()}
    return [Series(name, xs, ys, labels=signs), *([Series(name, xs, ys, labels=apart)] if words else [])]


def _apart(label: Label) -> str:
    """Return words with room for the sign that stands at the same point."""
    room = "\N{NO-BREAK SPACE}" * 3
    return (
        f"{room}{label.text}"
        if label.position == "r"
        else f"{label.text}{room}"
        if label.position == "l"
        else label.text
    )


def _upright_lines(xs: Sequence[float], ys: Sequence[float], tick: float, colour: str, name: str) -> Series:
    across = tuple(x for x in xs for _ in range(3))
    along = tuple(at for y in ys for at in (y - tick, y + tick, None))
    return Series(name, across, along, Stroke(colour, 1.5))


def _words(trace: Any) -> dict[int, Label]:
    if trace.text is None:
        return {}
    places = trace.textposition
    places = places if isinstance(places, list | tuple) else [places] * len(trace.text)
    return {
        number: Label(
            plain(text, "\n"), "t" if place.startswith("top") else {"right": "r", "left": "l"}[place.split()[1]]
        )
        for number, (text, place) in enumerate(zip(trace.text, places, strict=True))
    }


def _key_entry(trace: Any) -> Series:
    marker, name = _marker(trace), plain(trace.name)
    shown = name if marker else f"{GLYPHS[trace.marker.symbol]} {name}"
    return Series(shown, (0.0,), (None,), None, marker, in_legend=True)


def _annotated(
    series: list[Series], figure: go.Figure, x: Axis, y: Axis, per_point: float
) -> tuple[list[Series], list[tuple[float, float, Label]]]:
    """Return the series with the notes at their points, and the notes that stand at no point or are moved off it."""
    loose = []
    for note in figure.layout.annotations:
        if note.xref == "paper":
            continue
        label = Label(plain(note.text, "\n"), POSITIONS[note.xanchor or "center"])
        at = x.low if note.xref == "x2 domain" else _number(note.x)
        if note.yref == "paper":
            loose.append((at, y.low if y.turned else y.high, replace(label, position="t")))
            continue
        shift = (note.yshift or 0) * SHIFT * per_point * (-1 if y.turned else 1)
        holder = None if shift else _holder(series, at, float(note.y))
        if holder is None:
            loose.append((at, float(note.y) + shift, label))
        else:
            place, point = holder
            series[place] = replace(series[place], labels={**series[place].labels, point: label})
    return series, loose


def _holder(series: list[Series], x: float, y: float) -> tuple[int, int] | None:
    """Return the last series with a point at (x, y) that has no words yet, and the number of the point."""
    for place in range(len(series) - 1, -1, -1):
        each = series[place]
        for point, at in enumerate(zip(each.x, each.y, strict=True)):
            if at == (x, y) and point not in each.labels and each.marker:
                return place, point
    return None


def _captions(figure: go.Figure) -> Iterator[str]:
    for note in figure.layout.annotations:
        if note.xref == "paper":
            yield plain(note.text)


@dataclass(frozen=True)
class Room:
    """How a chart of this size in points is divided: the plot, and the type around it."""

    wide: float
    high: float
    left: float
    right: float
    upper: float
    lower: float
    points: float

    @property
    def plot(self) -> tuple[float, float]:
        return self.wide - self.left - self.right, self.high - self.upper - self.lower

    @property
    def inner(self) -> tuple[float, float, float, float]:
        """Where the plot begins and how large it is, as parts of the chart: x, y, width, height."""
        across, along = self.plot
        return self.left / self.wide, self.upper / self.high, across / self.wide, along / self.high


def room_of(figure: go.Figure, box: Box, names: Sequence[str], *, key: bool, axis_shown: bool) -> Room:
    wide, high = box.points
    points = _size(wide, names)
    longest = max((width(line, points) for name in names for line in name.split("\n")), default=30.0)
    return Room(
        wide,
        high,
        left=longest + points * 0.95 + 10,
        right=max(figure.layout.margin.r * POINTS_PER_PIXEL * 1.15, 14),
        upper=(points * (1.4 + 1.5 * _legend_rows(figure, wide, points)) if key else 8)
        + (points * 2.6 if _words_on_top(figure) else 0),
        lower=points * 3.6 if axis_shown else 8,
        points=points,
    )


def _size(wide: float, names: Sequence[str]) -> float:
    """Return the size of the type: smaller in half a slide, and where there are many rows."""
    return 10.0 if len(names) > MANY_ROWS else 12.0 if wide > 500 else 11.0


def _legend_rows(figure: go.Figure, wide: float, points: float) -> int:
    """Return how many lines the legend takes at most."""
    entries = [trace.name for trace in figure.data if trace.showlegend or trace.type == "bar"]
    return math.ceil(sum(width(name, points) + 3 * points for name in entries) / (wide * 0.8))


def _words_on_top(figure: go.Figure) -> bool:
    return any(note.yref == "paper" and note.xref != "paper" for note in figure.layout.annotations)


def row_names(figure: go.Figure, wide: float) -> list[str]:
    """Return the names of the rows, broken anew into lines that fit beside the plot."""
    names = [plain(text) for text in figure.layout.yaxis.ticktext]
    return [broken(name, wide * MOST_NAME, _size(wide, names)) for name in names]


def broken(text: str, room: float, points: float, most: int = 3) -> str:
    """Return `text` in lines of at most `room` points, `most` of them; what is more is cut with "…"."""
    done: list[str] = []
    for word in text.split():
        if done and width(f"{done[-1]} {word}", points) <= room:
            done[-1] += f" {word}"
        else:
            done.append(word)
    return "\n".join([*done[: most - 1], done[most - 1] + " …"] if len(done) > most else done)


def add_chart(shapes: Any, kind: Any, box: Box, data: Any, name: str, description: str) -> Any:
    frame = shapes.add_chart(kind, *map(Emu, box), data)
    frame.name = clean(name)
    describe(frame, clean(description))
    return frame.chart
