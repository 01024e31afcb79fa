"""Native charts from the figures of the pages: editable in PowerPoint, with their numbers in an embedded workbook."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

from ek_data.i18n import N_, Language
from ek_data.palette import GRID
from ek_data.pictures import Picture
from ek_data.pptx_chart_xml import (
    NO_FILL,
    NO_LINE,
    SHOWN_NOTHING,
    SHOWN_VALUE,
    WHOLE,
    category_axis,
    element,
    finish,
    inner_place,
    legend,
    rich,
    series_look,
    text_properties,
    value_axis,
)
from ek_data.pptx_matrix import is_matrix, key_cells, matrix
from ek_data.pptx_series import POINTS_PER_PIXEL, Axis, Label, Plot, Series, Stroke, axis, plot
from ek_data.pptx_shapes import Colour, pattern
from ek_data.pptx_space import CM, POINT, Box
from ek_data.pptx_tables import draw_table, write_marked
from ek_data.pptx_text import LINE, Type, clean, plain, room_for, text_box, width

PATTERNS = {"|": "ltVert", "/": "ltUpDiag", "x": "openDmnd"}
CAPTION = Type((12.0, 11.0, 10.0))
MANY_ROWS = 14
MOST_NAME = 0.3  # of the width of a chart
LANE_PIXELS, LANE_POINTS = 13, 8.0  # marks of one row of a calendar stand so many pixels apart, and need so many points
X, Y = 1001, 1002


def draw_picture(shapes: Any, picture: Picture, box: Box, _: Language) -> None:
    """Draw the figure of `picture` into `box`: a matrix as a table, bars as a bar chart, all else as an XY chart."""
    figure = picture.figure
    if figure is None:
        return
    description = f"{picture.title}. {picture.finding}"
    if is_matrix(figure):
        _draw_matrix(shapes, picture, description, box, _)
    elif any(trace.type == "bar" for trace in figure.data):
        _draw_bars(shapes, picture, description, box, _)
    else:
        _draw_plot(shapes, picture, description, box, _)


def _draw_matrix(shapes: Any, picture: Picture, description: str, box: Box, _: Language) -> None:
    figure = picture.figure
    explained = key_cells(figure)
    if explained:
        legend_box = text_box(shapes, _(N_("Legend")), [""], box.top(_line(CAPTION.sizes[0])), CAPTION)
        for cell in explained:
            write_marked(legend_box.text_frame.paragraphs[0], cell, CAPTION.sizes[0])
        box = box.below(_line(CAPTION.sizes[0]) + CM // 8)
    names = {plain(text) for text in figure.layout.yaxis.ticktext} - {""}
    corner = next((str(name) for name, values in picture.table.items() if names & set(values.astype("string"))), "")
    draw_table(shapes, picture.title, description, matrix(figure, corner, box.points[0]), box, _)


def _line(points: float) -> int:
    return round(points * LINE * POINT)


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
    def place(self) -> Any:
        across, along = self.plot
        return inner_place(self.left / self.wide, self.upper / self.high, across / self.wide, along / self.high)


def _room(figure: go.Figure, box: Box, names: Sequence[str], *, key: bool, axis_shown: bool) -> Room:
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


def _names(figure: go.Figure, wide: float) -> list[str]:
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


def _draw_plot(shapes: Any, picture: Picture, description: str, box: Box, _: Language) -> None:
    figure = picture.figure
    captions = [plain(note.text) for note in figure.layout.annotations if note.xref == "paper"]
    if captions:
        used = room_for(captions, box, CAPTION)
        text_box(shapes, _(N_("Remark")), captions, box.top(used), CAPTION)
        box = box.below(used + CM // 8)
    named = figure.layout.yaxis.ticktext is not None and bool(axis(figure.layout.yaxis, _).words)
    names = _names(figure, box.points[0]) if named else []
    key = any(trace.showlegend for trace in figure.data)
    room = _room(figure, box, names, key=key, axis_shown=figure.layout.xaxis.visible is not False)
    drawn = plot(figure, room.plot[1], _)
    if named:
        drawn, left_out = _cut(replace(drawn, y=replace(drawn.y, words=tuple(names))), room)
        if left_out:
            text = _.plural("… {n} more in the dashboard", "… {n} more in the dashboard", left_out)
            text_box(shapes, text, [text], box.foot(_line(11)), Type((11.0,)))
            box = box.above(_line(11))
            room = replace(room, high=box.points[1])
    _write_plot(shapes, picture.title, description, box, drawn, room, key, _)


def _cut(drawn: Plot, room: Room) -> tuple[Plot, int]:
    """Return the plot with the rows that can be read in its height, and how many named rows are left out."""
    edges = [drawn.y.low]
    for tick in drawn.y.ticks:
        edges.append(2 * tick - edges[-1])
    spans = [after - before for before, after in zip(edges, edges[1:], strict=False)]
    tall = [(name.count("\n") + 1) * room.points * LINE + 3 for name in drawn.y.words]
    needed = max((high / span for high, span in zip(tall, spans, strict=True)), default=0.0)
    if max(spans, default=0) > LANE_PIXELS:
        needed = max(needed, LANE_POINTS / LANE_PIXELS)
    limit = drawn.y.low + room.plot[1] / needed if needed else drawn.y.high
    if drawn.y.high <= limit + 1e-9:
        return drawn, 0
    kept = max(sum(edge <= drawn.y.low + (room.plot[1] - _line(11) / POINT) / needed for edge in edges[1:]), 1)
    end = edges[kept]
    y = replace(drawn.y, high=end, ticks=drawn.y.ticks[:kept], words=drawn.y.words[:kept])
    series = tuple(each for each in (_above(each, end) for each in drawn.series) if each.x)
    return replace(drawn, y=y, series=series), sum(bool(name) for name in drawn.y.words[kept:])


def _above(series: Series, end: float) -> Series:
    """Return what of `series` stands in the rows that are drawn; the empty point of a legend entry stays."""
    if series.in_legend:
        return series
    inside = [
        at for at, y in enumerate(series.y) if (series.y[at - 1] if y is None and at else y) is not None
        and float(series.y[at - 1] if y is None else y) < end  # type: ignore[arg-type]
    ]  # fmt: skip
    return replace(
        series,
        x=tuple(series.x[at] for at in inside),
        y=tuple(series.y[at] for at in inside),
        sizes=tuple(series.sizes[at] for at in inside) if series.sizes else (),
        labels={new: series.labels[at] for new, at in enumerate(inside) if at in series.labels},
    )


def _write_plot(
    shapes: Any, name: str, description: str, box: Box, drawn: Plot, room: Room, key: bool, _: Language
) -> None:
    series = _first_longest([*_month_lines(drawn, _), *drawn.series, *_axis_words(drawn, _)])
    data = XyChartData(number_format="General")
    for each in series:
        rows = data.add_series(clean(each.name))
        for x, y in zip(each.x, each.y, strict=True):
            rows.add_data_point(_whole(x), _whole(y))
    chart = _add(shapes, XL_CHART_TYPE.XY_SCATTER_LINES, box, data, name, description)
    for written, each in zip(chart._chartSpace.xpath(".//c:ser"), series, strict=True):
        for old in written.xpath("c:spPr | c:marker | c:dLbls"):
            written.remove(old)
        before = written.find("{*}xVal")
        for part in series_look(each, room.points):
            before.addprevious(part)
    x, y = drawn.x, drawn.y
    digits = x.step % 1 != 0
    axes = (
        value_axis(X, Y, x, "b", room.points, crosses="max" if y.turned else "min", shown=x.visible and not x.words,
                   grid=x.visible and not x.words, digits=digits),
        value_axis(Y, X, y, "l", room.points, shown=not y.words, grid=not y.words),
    )  # fmt: skip
    hidden = [at for at, each in enumerate(series) if not each.in_legend]
    finish(chart, room.place, axes, legend(hidden, room.points) if key else None, room.points)


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _first_longest(series: list[Series]) -> list[Series]:
    """Return the series with the first one as long as the longest, by points without a number.

    LibreOffice reads all series into one table and loses those that come before a longer one.
    """
    if not series:
        return []
    first, missing = series[0], max(len(each.x) for each in series) - len(series[0].x)
    return [replace(first, x=first.x + (first.x[-1],) * missing, y=first.y + (None,) * missing), *series[1:]]


def _month_lines(drawn: Plot, _: Language) -> list[Series]:
    """Return upright lines at the ticks of a calendar, whose distances differ as months do."""
    x, y = drawn.x, drawn.y
    if not x.words:
        return []
    across = tuple(tick for tick in x.ticks for _point in range(3))
    return [Series(_(N_("Lines")), across, (y.low, y.high, None) * len(x.ticks), Stroke(GRID, 0.75))]


def _axis_words(drawn: Plot, _: Language) -> list[Series]:
    """Return words along the axes as points: names of rows to the left, months below."""
    x, y, found = drawn.x, drawn.y, []
    if y.words:
        names = {at: Label(_off_the_plot(name), "l") for at, name in enumerate(y.words) if name}
        found.append(Series(_(N_("Rows")), (x.low,) * len(y.ticks), y.ticks, labels=names))
    if x.words:
        months = {at: Label(text, "b") for at, text in enumerate(x.words)}
        lowest = y.high if y.turned else y.low
        found.append(Series(_(N_("Months")), x.ticks, (lowest,) * len(x.ticks), labels=months))
    return found


def _off_the_plot(name: str) -> str:
    """Return a name with room after each line, because a mark may stand at the edge of the plot."""
    return "\n".join(line + "\N{NO-BREAK SPACE}" * 3 for line in name.split("\n"))


def _add(shapes: Any, kind: Any, box: Box, data: Any, name: str, description: str) -> Any:
    frame = shapes.add_chart(kind, *map(Emu, box), data)
    frame.name = clean(name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(description))
    return frame.chart


def _draw_bars(shapes: Any, picture: Picture, description: str, box: Box, _: Language) -> None:
    figure = picture.figure
    names = _names(figure, box.points[0])
    key = bool(figure.layout.showlegend)
    room = _room(figure, box, names, key=key, axis_shown=True)
    kept = min(len(names), max(int(room.plot[1] / (room.points * 1.5)), 1))
    if kept < len(names):
        text = _.plural("… {n} more in the dashboard", "… {n} more in the dashboard", len(names) - kept)
        text_box(shapes, text, [text], box.foot(_line(11)), Type((11.0,)))
        box = box.above(_line(11))
    _write_bars(shapes, picture, description, box, names[:kept], replace(room, high=box.points[1]), key, _)


def _write_bars(
    shapes: Any, picture: Picture, description: str, box: Box, names: list[str], room: Room, key: bool, _: Language
) -> None:
    figure = picture.figure
    data = CategoryChartData(number_format=WHOLE)
    data.categories = [clean(name.replace("\n", " ")) for name in names]
    bars = [trace for trace in figure.data if trace.type == "bar"]
    for trace in bars:
        by_row = dict(zip(trace.y, trace.x, strict=True))
        data.add_series(clean(plain(trace.name)), [by_row.get(row) for row in range(len(names))])
    totals = {round(note.y): (note.x, plain(note.text)) for note in figure.layout.annotations if note.xref is None}
    data.add_series(_(N_("at the end: sum")), [totals[row][0] if row in totals else None for row in range(len(names))])
    chart = _add(shapes, XL_CHART_TYPE.BAR_STACKED, box, data, picture.title, description)
    x = axis(figure.layout.xaxis, _)
    x = replace(x, high=x.high * room.wide / (room.wide - room.right))  # the sums stand inside the plot
    room = replace(room, right=14)
    written = chart._chartSpace.xpath(".//c:ser")
    for series, trace in zip(written, bars, strict=False):
        _look_of_bars(series, trace, x, room, len(names))
    _look_of_sums(written[-1], {row: text for row, (_value, text) in totals.items() if row < len(names)}, room, _)
    chart.plots[0].gap_width, chart.plots[0].overlap = 54, 100
    axes = category_axis(X, Y, room.points), value_axis(Y, X, x, "b", room.points, crosses="max")
    finish(chart, room.place, axes, legend([], room.points) if key else None, room.points)


def _look_of_bars(series: Any, trace: Any, x: Axis, room: Room, rows: int) -> None:
    """Give bars their colour and pattern, and their numbers where the bars are long enough for them."""
    colour = Colour.of(trace.marker.color)
    shape = trace.marker.pattern.shape
    fill = pattern(PATTERNS[shape], colour.lighter(0.5), colour) if shape else colour.fill
    _replace(series, f"<c:spPr>{fill}{NO_LINE}</c:spPr>")
    said = ""
    for row, value in zip(trace.y, trace.x, strict=True):
        long = room.plot[0] * (value or 0) / x.high
        if trace.text is not None and value and row < rows and long < width(str(value), room.points, True) + 6:
            said += f'<c:dLbl><c:idx val="{row}"/><c:delete val="1"/></c:dLbl>'
    shown = SHOWN_NOTHING if trace.text is None else f'<c:dLblPos val="ctr"/>{SHOWN_VALUE}'
    number = f'<c:numFmt formatCode="{WHOLE}" sourceLinked="0"/>'
    behind = f"<c:spPr>{colour.fill if shape else NO_FILL}{NO_LINE}</c:spPr>"
    words = text_properties(room.points, trace.insidetextfont.color)
    _replace(series, f"<c:dLbls>{said}{number}{behind}{words}{shown}</c:dLbls>")


def _look_of_sums(series: Any, totals: dict[int, str], room: Room, _: Language) -> None:
    """Write each sum where its stack ends: the base of a bar that is not seen."""
    _replace(series, f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>")
    said = "".join(
        f'<c:dLbl><c:idx val="{row}"/>{rich(text, room.points)}<c:dLblPos val="inBase"/>{SHOWN_VALUE}</c:dLbl>'
        for row, text in sorted(totals.items())
        if "(" in text
    )
    number = f'<c:numFmt formatCode="{WHOLE}" sourceLinked="0"/>'
    _replace(
        series,
        f"<c:dLbls>{said}{number}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text_properties(room.points)}"
        f'<c:dLblPos val="inBase"/>{SHOWN_VALUE}</c:dLbls>',
    )


def _replace(series: Any, xml: str) -> None:
    """Put a part of a series of bars where its schema wants it: look, inversion, words, categories."""
    new = element(xml)
    for old in series.findall(new.tag):
        series.remove(old)
    if new.tag.endswith("spPr"):
        series.find("{*}tx").addnext(new)
    else:
        series.find("{*}cat").addprevious(new)
