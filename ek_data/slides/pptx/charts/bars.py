"""Bar charts: a bar for each row, or several behind one another, and at their end the words of the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ek_data.charts.picture import Picture
from ek_data.charts.spec import DataCell, Form, Mark, Spec
from ek_data.i18n import Language
from ek_data.palette import Look
from ek_data.slides.pptx.charts.parts import (
    CATEGORIES,
    NO_FILL,
    NO_LINE,
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
from ek_data.slides.pptx.charts.sheet import (
    Formula,
    Sheet,
    SheetCell,
    StatedRelease,
    Sum,
    Traced,
    block,
    cell_name,
    joined,
    parts,
)
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.shapes import Colour, pattern, stroke
from ek_data.slides.pptx.text import LINE, READABLE, lines, more_below, width

SIZES = (28.0, 24.0, 20.0, READABLE)  # points of the type, larger where few bars have much room
ROW = 1.5  # height of a row at least, as a share of the size of the type
NAMES = 0.36  # of the width of a chart that names take at most
BESIDE = 14.0  # points between names and plot
FIRST_VALUE = 1  # column of the sheet


@dataclass(frozen=True)
class BarTable:
    """The numbers of the bars: a column for each thing that is counted, a row for each row of the picture.

    A bar is None where nothing is known. `words` stand at the end of a row; `origins` are the cells of the data that
    the only bar of a row shows.
    """

    names: tuple[str, ...]
    counted: tuple[str, ...]
    bars: tuple[tuple[Mark | None, ...], ...]
    words: tuple[str, ...]
    origins: tuple[DataCell | None, ...]

    def first(self, kept: int) -> BarTable:
        """Return the first rows."""
        return BarTable(self.names[:kept], self.counted, self.bars[:kept], self.words[:kept], self.origins[:kept])

    def values(self, row: int) -> list[float | None]:
        return [None if bar is None else bar.end - bar.x for bar in self.bars[row]]

    @property
    def largest(self) -> float:
        return max((sum(value or 0 for value in self.values(row)) for row in range(len(self.names))), default=0) or 1.0


def draw_bars(shapes: Any, picture: Picture, name: str, box: Box, source: StatedRelease | None, lang: Language) -> None:
    """Draw the bars of a picture as one native chart whose first column is headed `name`, as many as can be read."""
    if picture.spec is None:
        return
    table = _table(picture.spec, lang)
    kept, points = _fitting(table.names, box)
    if kept < len(table.names):
        box = more_below(shapes, len(table.names) - kept, box, lang)
        table = table.first(kept)
    wide = box.points[0]
    names = _names_width(table.names, wide, points) + BESIDE
    sheet = _sheet(table, name, _room_for_words(table, wide - names, points), lang)
    sheet = replace(sheet, traced=tuple(_traced(table, sheet, picture.rows_behind)), source=source)
    inner = Inner(names / wide, 0.0, 1 - names / wide, 1.0)
    axes = category_axis("l", points) + value_axis("b", 0, None, points, step=None, between="between")
    native = chart(sheet, _plot(table, sheet, points), axes, inner, points)
    add_chart(shapes, native, picture.title, f"{picture.title}. {picture.finding}", box)


def _table(spec: Spec, lang: Language) -> BarTable:
    bars = [mark for mark in spec.marks if mark.form == Form.BAR]
    usual = spec.across.title or lang("Number")
    named = dict.fromkeys(bar.of or usual for bar in bars)
    counted = sorted(named, key=lambda of: (max(_places(bars, of, usual)), of != usual))
    by_place = {(int(bar.row), bar.of or usual): bar for bar in bars}
    rows = range(len(spec.rows))
    return BarTable(
        tuple(row.name for row in spec.rows),
        tuple(counted),
        tuple(tuple(by_place.get((row, of)) for of in counted) for row in rows),
        tuple(spec.rows[row].end or _told(spec, row) for row in rows),
        tuple(next((mark.origin for mark in spec.marks if mark.row == row and mark.origin), None) for row in rows),
    )


def _places(bars: Sequence[Mark], of: str, usual: str) -> Iterator[int]:
    """Yield the places in their rows of the bars that count one thing."""
    for bar in bars:
        if (bar.of or usual) == of:
            yield sum(other.row == bar.row and other.x < bar.x for other in bars)


def _told(spec: Spec, row: int) -> str:
    """Return the words of a row without a number."""
    return next((mark.text for mark in spec.marks if mark.row == row and mark.text), "")


def _fitting(names: Sequence[str], box: Box) -> tuple[int, float]:
    """Return how many rows can be read in `box`, and at which size of the type."""
    wide, high = box.points
    for points in SIZES:
        heights = [max(points * ROW, lines(name, wide * NAMES, points) * points * LINE + 4) for name in names]
        if max(heights, default=0.0) * len(names) <= high:  # the chart gives all rows the same height
            break
    return min(max(int(high / max(heights, default=high)), 1), len(names)), points


def _names_width(names: Sequence[str], wide: float, points: float) -> float:
    return min(max((width(name, points) for name in names), default=0.0), wide * NAMES)


def _room_for_words(table: BarTable, wide: float, points: float) -> float:
    """Return how far words reach beyond the largest bar, as a share of it, in a plot so many points wide."""
    units = [1.0]
    for row, words in enumerate(table.words):
        share = sum(value or 0 for value in table.values(row)) / table.largest
        free = wide - width(words, points, True) - 1.5 * points
        if share:
            units.append(max(free / share / wide, 0.3))
    return 1 / min(units) - 1


def _sheet(table: BarTable, name: str, room: float, lang: Language) -> Sheet:
    """Return the sheet of the bars; `room` is how far their words reach, as a share of the largest bar."""
    split = [parts(words, table.values(row), lang) for row, words in enumerate(table.words)]
    qualified = len(table.counted) == 1 and any(_qualifier(label) for label in split)
    heads = [
        name,
        *table.counted,
        *([lang("Accuracy")] if qualified else []),
        lang("Label"),
        lang("Room for the label"),
    ]
    last = FIRST_VALUE + len(table.counted)
    rows = []
    for row, label in enumerate(split):
        cells: list[SheetCell] = [table.names[row], *table.values(row)]
        if qualified:
            cells.append(_qualifier(label) or None)
        cells.append(_label(label, table.words[row], row, last if qualified else None, lang))
        cells.append(_room(block(len(table.names), FIRST_VALUE, last - 1), room, table.largest))
        rows.append(tuple(cells))
    return Sheet(lang("Data"), tuple(heads), tuple(rows))


def _traced(table: BarTable, sheet: Sheet, rows: int) -> Iterator[Traced]:
    """Yield where each number comes from: from one cell of the data, with how exact it is, or from several `rows`."""
    one, last = len(table.counted) == 1, FIRST_VALUE + len(table.counted)
    for row, origin in enumerate(table.origins):
        for column, value in enumerate(table.values(row), FIRST_VALUE):
            if one and origin:
                yield Traced(cell_name(row, column), _text(value), origin)
            elif value is not None:
                yield Traced(cell_name(row, column), _text(value), None, rows)
        if one and origin and origin.qualifier and len(sheet.heads) > last + 2:
            yield Traced(
                cell_name(row, last), str(sheet.rows[row][last] or ""), origin._replace(column=origin.qualifier)
            )


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _room(span: str, share: float, largest: float) -> Formula:
    """Return the length of the bar that is not seen and holds the words of a row: it grows with the largest."""
    share = round(share, 3)
    return Formula(f"MAX({span})*{share}", largest * share)


def _qualifier(label: Sequence[Any]) -> str:
    """Return the word before the only number of a label: "rund"."""
    first = label[0] if label else ""
    return first.strip() if isinstance(first, str) and first.endswith(" ") and len(label) > 1 else ""


def _label(label: Sequence[Any], words: str, row: int, qualifier: int | None, lang: Language) -> SheetCell:
    """Return the words of a row as a formula over its numbers; what has none stays as it is until it gets one."""
    if qualifier is None:
        return Formula(joined(label, row, FIRST_VALUE), words) if any(isinstance(p, Sum) for p in label) else words
    number, word = cell_name(row, FIRST_VALUE), cell_name(row, qualifier)
    known = any(isinstance(part, Sum) for part in label)
    rest = list(label[1:] if _qualifier(label) else label) if known else [Sum(0, 0, 0)]
    unknown = lang("not stated") if known else words
    said = f'IF({word}="","",{word}&" ")&{joined(rest, row, FIRST_VALUE)}'
    return Formula(f'IF({number}="",{joined([unknown], row, 0)},{said})', words)


def _plot(table: BarTable, sheet: Sheet, points: float) -> str:
    last = FIRST_VALUE + len(table.counted)
    series = [_series(sheet, at, _looks([row[at] for row in table.bars]), "") for at in range(len(table.counted))]
    labels = Labels(len(sheet.heads) - 2, range(len(table.names)), "inBase", points, bold=True)
    series.append(_series(sheet, last - 1, f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>", labels.shown(sheet), labels))
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/></c:barChart>'
    )


def _series(sheet: Sheet, at: int, look: str, shown: str, labels: Labels | None = None) -> str:
    column = len(sheet.heads) - 1 if labels else FIRST_VALUE + at
    number = at + (labels is not None)
    before, _parted, after = look.partition("<c:dPt>")
    single = f"<c:dPt>{after}" if after else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{head_at(sheet, column)}{before}'
        f'<c:invertIfNegative val="0"/>{single}{shown}{words_at(sheet, 0, "cat")}{numbers_at(sheet, column)}'
        f"{labels.cells(sheet) if labels else ''}</c:ser>"
    )


def _looks(bars: Sequence[Mark | None]) -> str:
    """Return the look of a series: that of its first bar, and of the others where they differ."""
    looks = [(at, fill(bar.look, overdue=bar.overdue)) for at, bar in enumerate(bars) if bar is not None]
    usual = looks[0][1] if looks else NO_FILL
    single = (
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>{look}</c:spPr></c:dPt>'
        for at, look in looks
        if look != usual
    )
    return f"<c:spPr>{usual}</c:spPr>{''.join(single)}"


def fill(look: Look, *, overdue: bool = False) -> str:
    """Return how a bar is filled: full, an outline for a bound, paler for what stands apart, striped when overdue."""
    colour = Colour.of(look.colour)
    edge = stroke(colour, 1.5)
    if overdue:
        return pattern("wdUpDiag", colour, Colour("FFFFFF")) + edge
    if look.symbol.endswith("-open"):
        return Colour("FFFFFF").fill + edge
    return colour.fill + NO_LINE if look.symbol in ("square", "circle") else colour.lighter(0.6).fill + edge
