"""Bar charts from figures: stacked bars in their colours and patterns, the sum at the end of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from ek_data.i18n import Language
from ek_data.slides.pptx.chart_xml import (
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
    text_properties,
    value_axis,
)
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.internals import space_of
from ek_data.slides.pptx.plots import remarks_above
from ek_data.slides.pptx.series import Axis, Room, add_chart, axis, room_of, row_names
from ek_data.slides.pptx.shapes import Colour, pattern
from ek_data.slides.pptx.text import clean, more_below, plain, width

PATTERNS = {"|": "ltVert", "/": "ltUpDiag", "x": "openDmnd"}
ROW = 1.5  # height of a bar with its gap at least, as a share of the size of the type
CATEGORIES, VALUES = 1001, 1002


def draw_bars(shapes: Any, figure: go.Figure, name: str, description: str, box: Box, lang: Language) -> None:
    """Draw `figure` into `box` as one chart of stacked bars, with as many bars as can be read there."""
    box = remarks_above(shapes, _beyond_rows(figure), box, lang)
    names = row_names(figure, box.points[0])
    key = bool(figure.layout.showlegend)
    room = room_of(figure, box, names, key=key, axis_shown=True)
    kept = min(len(names), max(int(room.plot[1] / (room.points * ROW)), 1))
    if kept < len(names):
        box = more_below(shapes, len(names) - kept, box, lang)
    chart, data = replace(room, high=box.points[1]), _data(figure, names[:kept], lang)
    _look(add_chart(shapes, XL_CHART_TYPE.BAR_STACKED, box, data, name, description), figure, kept, chart, key, lang)


def _data(figure: go.Figure, names: list[str], lang: Language) -> Any:
    """Return the numbers of the bars by their names, and their sums as the last series."""
    data: Any = CategoryChartData(number_format=WHOLE)  # type: ignore[no-untyped-call]
    data.categories = [clean(name.replace("\n", " ")) for name in names]
    for trace in _bars(figure):
        by_row = dict(zip(trace.y, trace.x, strict=True))
        data.add_series(clean(plain(trace.name)), [by_row.get(row) for row in range(len(names))])
    totals = _totals(figure)
    data.add_series(lang("at the end: sum"), [totals[row][0] if row in totals else None for row in range(len(names))])
    return data


def _bars(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.type == "bar"]


def _totals(figure: go.Figure) -> dict[int, tuple[float, str]]:
    """Return the sum of each row and how it is written; a row without one has the words of its mark."""
    said = {
        round(y): (x, plain(text))
        for trace in figure.data
        if trace.type == "scatter" and trace.text is not None
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
        if text
    }
    ends = [note for note in figure.layout.annotations if note.xref is None and note.yref != "paper"]
    return {**said, **{round(note.y): (note.x, plain(note.text)) for note in ends}}


def _beyond_rows(figure: go.Figure) -> list[str]:
    """Return what is written above all rows, such as a reported ceiling."""
    return [note.text for note in figure.layout.annotations if note.yref == "paper"]


def _look(chart: Any, figure: go.Figure, rows: int, room: Room, key: bool, lang: Language) -> None:
    values = axis(figure.layout.xaxis, lang)
    values = replace(values, high=values.high * room.wide / (room.wide - room.right))  # the sums stand inside the plot
    room = replace(room, right=14)
    series, bars = space_of(chart).xpath(".//c:ser"), _bars(figure)
    for each, trace in zip(series, bars, strict=False):
        _look_of_bars(each, trace, values, room, rows)
    _look_of_sums(series[-1], {row: text for row, (_sum, text) in _totals(figure).items() if row < rows}, room)
    chart.plots[0].gap_width, chart.plots[0].overlap = 54, 100
    names = category_axis(CATEGORIES, VALUES, room.points)
    axes = names, value_axis(VALUES, CATEGORIES, values, "b", room.points, crosses="max")
    finish(chart, inner_place(*room.inner), axes, legend([], room.points) if key else None, room.points)


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


def _look_of_sums(series: Any, totals: dict[int, str], room: Room) -> None:
    """Write each sum where its stack ends: the base of a bar that is not seen."""
    _replace(series, f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>")
    said = "".join(
        f'<c:dLbl><c:idx val="{row}"/>{rich(text, room.points)}<c:dLblPos val="inBase"/>{SHOWN_VALUE}</c:dLbl>'
        for row, text in sorted(totals.items())
        if not text.replace(".", "").isdigit()  # a number is written by the chart, and follows when it is changed
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
