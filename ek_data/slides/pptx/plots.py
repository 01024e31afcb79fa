"""XY charts from figures: curves, dots and calendars, with their numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE

from ek_data.i18n import Language
from ek_data.palette import GRID
from ek_data.slides.pptx.chart_xml import finish, inner_place, legend, series_look, value_axis
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import space_of
from ek_data.slides.pptx.series import Label, Plot, Room, Series, Stroke, add_chart, axis, plot, room_of, row_names
from ek_data.slides.pptx.text import LINE, MORE, TypeStyle, clean, more_below, plain, room_for, text_box

CAPTION = TypeStyle((12.0, 11.0, 10.0))
LANE_PIXELS, LANE_POINTS = 13, 8.0  # marks of one row of a calendar stand so many pixels apart, and need so many points
X, Y = 1001, 1002


def draw_plot(shapes: Any, figure: go.Figure, name: str, description: str, box: Box, lang: Language) -> None:
    """Draw `figure` into `box` as one XY chart, with as many rows as can be read there."""
    box = remarks_above(shapes, [note.text for note in figure.layout.annotations if note.xref == "paper"], box, lang)
    named = figure.layout.yaxis.ticktext is not None and bool(axis(figure.layout.yaxis, lang).words)
    names = row_names(figure, box.points[0]) if named else []
    key = any(trace.showlegend for trace in figure.data)
    room = room_of(figure, box, names, key=key, axis_shown=axis(figure.layout.xaxis, lang).visible)
    drawn = plot(figure, room.plot[1], lang)
    if named:
        drawn, left_out = _cut(replace(drawn, y=replace(drawn.y, words=tuple(names))), room)
        if left_out:
            box = more_below(shapes, left_out, box, lang)
            room = replace(room, high=box.points[1])
    _write_plot(shapes, name, description, box, drawn, room, key, lang)


def remarks_above(shapes: Any, labels: Sequence[str], box: Box, lang: Language) -> Box:
    """Write what a figure says beside its rows above them, and return what is left underneath."""
    if not labels:
        return box
    said = [plain(label) for label in labels]
    used = room_for(said, box, CAPTION)
    text_box(shapes, lang("Remark"), said, box.top(used), CAPTION)
    return box.below(used + CM // 8)


def _cut(drawn: Plot, room: Room) -> tuple[Plot, int]:
    """Return the plot with the rows that can be read in its height, and how many named rows are left out."""
    edges = [drawn.y.low]
    for tick in drawn.y.ticks:
        edges.append(2 * tick - edges[-1])
    spans = [after - before for before, after in pairwise(edges)]
    tall = [(name.count("\n") + 1) * room.points * LINE + 3 for name in drawn.y.words]
    needed = max((high / span for high, span in zip(tall, spans, strict=True)), default=0.0)
    if max(spans, default=0) > LANE_PIXELS:
        needed = max(needed, LANE_POINTS / LANE_PIXELS)
    limit = drawn.y.low + room.plot[1] / needed if needed else drawn.y.high
    if drawn.y.high <= limit + 1e-9:
        return drawn, 0
    kept = max(sum(edge <= drawn.y.low + (room.plot[1] - MORE.sizes[0] * LINE) / needed for edge in edges[1:]), 1)
    end = edges[kept]
    y = replace(drawn.y, high=end, ticks=drawn.y.ticks[:kept], words=drawn.y.words[:kept])
    series = tuple(each for each in (_above(each, end) for each in drawn.series) if each.x)
    return replace(drawn, y=y, series=series), sum(bool(name) for name in drawn.y.words[kept:])


def _above(series: Series, end: float) -> Series:
    """Return what of `series` stands in the rows that are drawn; the empty point of a legend entry stays."""
    if series.in_legend:
        return series
    held = [before if y is None else y for before, y in zip((None, *series.y), series.y, strict=False)]
    inside = [at for at, y in enumerate(held) if y is not None and y < end]
    return replace(
        series,
        x=tuple(series.x[at] for at in inside),
        y=tuple(series.y[at] for at in inside),
        sizes=tuple(series.sizes[at] for at in inside) if series.sizes else (),
        labels={new: series.labels[at] for new, at in enumerate(inside) if at in series.labels},
    )


def _write_plot(
    shapes: Any, name: str, description: str, box: Box, drawn: Plot, room: Room, key: bool, lang: Language
) -> None:
    series = _first_longest([*_month_lines(drawn, lang), *drawn.series, *_axis_words(drawn, lang)])
    data: Any = XyChartData(number_format="General")  # type: ignore[no-untyped-call]
    for each in series:
        rows = data.add_series(clean(each.name))
        for x, y in zip(each.x, each.y, strict=True):
            rows.add_data_point(_whole(x), _whole(y))
    chart = add_chart(shapes, XL_CHART_TYPE.XY_SCATTER_LINES, box, data, name, description)
    for written, each in zip(space_of(chart).xpath(".//c:ser"), series, strict=True):
        for old in written.xpath("c:spPr | c:marker | c:dLbls"):
            written.remove(old)
        before = written.find("{*}xVal")
        for part in series_look(each, room.points):
            before.addprevious(part)
    across, along = drawn.x, drawn.y
    digits = across.step % 1 != 0
    counted = across.visible and not across.words
    side = "max" if along.turned else "min"
    axes = (
        value_axis(X, Y, across, "b", room.points, crosses=side, shown=counted, grid=counted, digits=digits),
        value_axis(Y, X, along, "l", room.points, shown=not along.words, grid=not along.words),
    )
    hidden = [at for at, each in enumerate(series) if not each.in_legend]
    finish(chart, inner_place(*room.inner), axes, legend(hidden, room.points) if key else None, room.points)


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


def _month_lines(drawn: Plot, lang: Language) -> list[Series]:
    """Return upright lines at the ticks of a calendar, whose distances differ as months do."""
    x, y = drawn.x, drawn.y
    if not x.words:
        return []
    across = tuple(tick for tick in x.ticks for _point in range(3))
    return [Series(lang("Lines"), across, (y.low, y.high, None) * len(x.ticks), Stroke(GRID, 0.75))]


def _axis_words(drawn: Plot, lang: Language) -> list[Series]:
    """Return words along the axes as points: names of rows to the left, months below."""
    x, y, found = drawn.x, drawn.y, []
    if y.words:
        names = {at: Label(_off_the_plot(name), "l") for at, name in enumerate(y.words) if name}
        found.append(Series(lang("Rows"), (x.low,) * len(y.ticks), y.ticks, labels=names))
    if x.words:
        months = {at: Label(text, "b") for at, text in enumerate(x.words)}
        lowest = y.high if y.turned else y.low
        found.append(Series(lang("Months"), x.ticks, (lowest,) * len(x.ticks), labels=months))
    return found


def _off_the_plot(name: str) -> str:
    """Return a name with room after each line, because a mark may stand at the edge of the plot."""
    return "\n".join(line + "\N{NO-BREAK SPACE}" * 3 for line in name.split("\n"))
