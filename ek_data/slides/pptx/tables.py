"""Real tables: a header row, bands, columns as wide as their words need, and as many rows as the slide has room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from ek_data.charts.spec import Spec
from ek_data.dataset.wording import readable
from ek_data.i18n import Language
from ek_data.palette import CLEAR, SIGNS
from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.internals import describe, size_of_end, turn_upwards
from ek_data.slides.pptx.text import LINE, MORE, TypeStyle, clean, lines, look, more_below, plain, width

SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
SIDE, UPPER = 5.0, 2.5  # margins inside a cell in points
MOST_STRETCHED = 1.6  # times the width that the words need
GLYPHS = {
    "circle": "●",
    "circle-open": "○",
    "circle-open-dot": "◌",
    "circle-x-open": "⊗",
    "square": "■",
    "square-open": "□",
    "square-open-dot": "◧",
    "square-x-open": "☒",
    "diamond": "◆",
    "diamond-open": "◇",
    "triangle-up": "▲",
    "triangle-up-open": "△",
    "triangle-down": "▼",
    "triangle-left": "◄",
    "triangle-right": "►",
    "pentagon": "⬟",
    "pentagon-open": "⬠",
    "star": "★",
    "star-open": "☆",
    "hexagon": "⬢",
    "hexagon-open": "⬡",
    "hexagon2": "⬢",
    "x-thin-open": "✕",
    "line-ns-open": "|",
}
FULL = 16.0  # pixels of a mark that is as large as the words beside it, where the size of marks says something
SMALLEST = 10.0  # points at which words in the cells can still be read

Looks = dict[tuple[str, str], str]


class Symbol(NamedTuple):
    """A symbol in its colour, `scale` times as large as the words."""

    symbol: str
    colour: str
    scale: float = 1.0


@dataclass(frozen=True)
class SlideCell:
    """What one place of a table says; `marks` stand before the words."""

    text: str = ""
    marks: tuple[Symbol, ...] = ()

    @property
    def words(self) -> str:
        return " ".join([*(mark.symbol for mark in self.marks), self.text]).strip()


@dataclass(frozen=True)
class SlideTable:
    """A table to draw. Rows of one cell are headings; `upright` turns the header of all columns but the first."""

    header: Sequence[str]
    rows: Sequence[Sequence[SlideCell]]
    numbers: frozenset[int] = frozenset()
    upright: bool = False


def grid_of(table: pd.DataFrame, lang: Language) -> SlideTable:
    """Return a frame of words as a grid: numbers with separators and to the right, nothing where nothing is known."""
    numbers = [number for number, dtype in enumerate(table.dtypes) if pd.api.types.is_integer_dtype(dtype)]
    texts = readable(table, lang).astype("string").fillna("").map(clean)
    rows = [[SlideCell(text) for text in row] for row in texts.itertuples(index=False)]
    return SlideTable([clean(name) for name in table.columns], rows, frozenset(numbers))


def draw_table(shapes: Any, name: str, description: str, grid: SlideTable, box: Box, lang: Language) -> None:
    """Draw `grid` into `box` at the largest size at which all rows fit; else say how many are left out."""
    for size in SIZES:
        widths = _widths(grid, box.points[0], size)
        heights = _heights(grid, widths, size)
        if sum(heights) <= box.points[1]:
            _draw(shapes, name, description, grid, box, widths, heights, size)
            return
    note = MORE.sizes[0] * LINE + SIDE
    fitting = _fitting(heights, box.points[1] - note)
    _draw(shapes, name, description, grid, box, widths, heights[: fitting + 1], size)
    rest = sum(len(row) > 1 for row in grid.rows[fitting:])
    more_below(shapes, rest, box, lang)


def _fitting(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for number, high in enumerate(heights):
        used += high
        if used > room:
            return max(number - 1, 1)
    return len(heights) - 1


def _columns(grid: SlideTable) -> Iterator[list[str]]:
    for number, title in enumerate(grid.header):
        words = [row[number].words for row in grid.rows if len(row) > 1]
        yield words if grid.upright and number else [title, *words]


def _widths(grid: SlideTable, room: float, size: float) -> list[float]:
    """Return the widths of the columns: as their longest words need, shrunk to `room` down to the longest word."""
    extra = 2 * SIDE + 2
    needed = [max((width(text, size, True) for text in column), default=0) + extra for column in _columns(grid)]
    least = [
        max((width(word, size, True) for text in column for word in text.split()), default=0) + extra
        for column in _columns(grid)
    ]
    if grid.upright:  # columns of signs share the room alike
        first = min(needed[0], room * 0.3)
        share = min((room - first) / max(len(needed) - 1, 1), max([2 * size * LINE + extra, *needed[1:]]))
        return [first] + [share] * (len(needed) - 1)
    if sum(needed) <= room:
        return [wide * min(room / sum(needed), MOST_STRETCHED) for wide in needed]
    if sum(least) >= room:
        return [wide * room / sum(least) for wide in least]
    part = (room - sum(least)) / (sum(needed) - sum(least))
    return [low + (wide - low) * part for low, wide in zip(least, needed, strict=True)]


def _heights(grid: SlideTable, widths: Sequence[float], size: float) -> list[float]:
    if grid.upright:
        head = max((_upright(text, size) for text in grid.header[1:]), default=0.0) + 2 * SIDE + 4
    else:
        head = _row_height(grid.header, widths, size)
    rows = (_row_height([cell.words for cell in row], widths, size) * _taller(row) for row in grid.rows)
    return [head, *rows]


def _upright(text: str, size: float) -> float:
    """Return how high a turned head in bold is in its two lines."""
    return max(width(line, size, True) for line in _halves(text))


def _halves(text: str) -> tuple[str, str]:
    """Return a text in two lines, parted where they are most alike; not every program breaks a turned one."""
    words = text.split()
    parts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, max(len(words), 2))]
    return min(parts, key=lambda part: max(map(len, part)))


def _taller(row: Sequence[SlideCell]) -> float:
    """Return by how much symbols make a row higher: they come from another type with higher lines."""
    return 1.15 if any(cell.marks for cell in row) else 1.0


def _row_height(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    inner = [sum(widths) if len(texts) == 1 else wide for wide in widths]
    most = max(lines(text, wide - 2 * SIDE, size, True) for text, wide in zip(texts, inner, strict=False))
    return most * size * LINE + 2 * UPPER


def _draw(
    shapes: Any, name: str, description: str, grid: SlideTable, box: Box, widths: Sequence[float],
    heights: Sequence[float], size: float,
) -> None:  # fmt: skip
    wide, high = round(sum(widths) * POINT), round(sum(heights) * POINT)
    frame = shapes.add_table(len(heights), len(widths), Emu(box.x), Emu(box.y), Emu(wide), Emu(high))
    frame.name = clean(name)
    describe(frame, clean(description))
    table = frame.table
    table.first_row, table.horz_banding = True, True
    for number, each in enumerate(widths):
        table.columns[number].width = Emu(int(each * POINT))
    for number, each in enumerate(heights):
        table.rows[number].height = Emu(int(each * POINT))
    for number, title in enumerate(grid.header):
        turned = grid.upright and number > 0
        first, second = _halves(title) if turned else (title, "")
        place = table.cell(0, number)
        _fill(place, SlideCell(first), size, bold=True, right=number in grid.numbers and not turned)
        if second:
            paragraph = place.text_frame.paragraphs[0]
            paragraph.add_line_break()
            _run(paragraph, second, size, True, None)
        if turned:
            turn_upwards(place)
    for number, row in enumerate(grid.rows[: len(heights) - 1], 1):
        if len(row) == 1 and len(widths) > 1:
            table.cell(number, 0).merge(table.cell(number, len(widths) - 1))
        for column, cell in enumerate(row):
            _fill(table.cell(number, column), cell, size, bold=len(row) == 1, right=column in grid.numbers)


def _fill(place: Any, cell: SlideCell, size: float, *, bold: bool = False, right: bool = False) -> None:
    place.margin_left = place.margin_right = Emu(round(SIDE * POINT))
    place.margin_top = place.margin_bottom = Emu(round(UPPER * POINT))
    place.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = place.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    write_marked(paragraph, cell, size, bold=bold)


def write_marked(paragraph: Any, cell: SlideCell, size: float, *, bold: bool = False) -> None:
    """Write the symbols of `cell` in their colours and sizes, then its words."""
    for mark in cell.marks:
        _run(paragraph, mark.symbol + ("\N{NO-BREAK SPACE}" if cell.text else ""), size * mark.scale, bold, mark.colour)
    if cell.text:
        _run(paragraph, cell.text, size, bold, None)
    if not cell.words:
        paragraph.font.size = Pt(size)
        size_of_end(paragraph, size)


def _run(paragraph: Any, text: str, size: float, bold: bool, colour: str | None) -> None:
    run = paragraph.add_run()
    run.text = text
    look(run.font, size, TypeStyle((size,), bold=bold, colour=colour))


def key(figure: go.Figure) -> Looks:
    """Return what the marks mean: the entry of the legend by symbol and colour."""
    entries = [trace for trace in figure.data if trace.type == "scatter" and trace.showlegend and trace.name]
    return {(trace.marker.symbol, trace.marker.color): plain(trace.name) for trace in entries}


def matrix(figure: go.Figure, corner: str, room: float) -> SlideTable:
    """Return the figure as a grid for `room` points; `corner` is the header of the names of the rows.

    Where the words of the marks do not fit into the columns, the symbols stand alone and `key_cells` explain them.
    """
    meaning = key(figure)
    headings = {round(note.y): plain(note.text) for note in figure.layout.annotations if note.xref == "x2 domain"}
    columns = [plain(text) for text in figure.layout.xaxis.ticktext]
    names = [plain(text) for text in figure.layout.yaxis.ticktext]
    cells = _cells(figure, names, columns, meaning)
    spacious = _spacious(cells, names, columns, room)
    rows = []
    for row, name in enumerate(names):
        if not name:
            rows.append([SlideCell(headings.get(row, ""), _heading_marks(figure, row))])
            continue
        places = [cells.get((row, column), SlideCell()) for column in range(len(columns))]
        rows.append([SlideCell(name), *(place if spacious else SlideCell("", place.marks) for place in places)])
    return SlideTable([corner, *columns], rows, upright=not spacious)


def heat_grid(spec: Spec, columns: Sequence[str]) -> SlideTable:
    """Return a heat grid as a table of signs; the first and last of the `columns` name its rows and their ends."""
    marks = {(mark.row, mark.x): mark.look for mark in spec.marks}
    rows: list[list[SlideCell]] = []
    for number, row in enumerate(spec.rows):
        if row.look:
            rows.append([SlideCell(row.name, (Symbol(GLYPHS[row.look.symbol], row.look.colour),))])
            continue
        looks = (marks[number, place] for place, _words in spec.across.ticks)
        cells = (SlideCell("", (Symbol(SIGNS[look.symbol], look.colour),)) for look in looks)
        rows.append([SlideCell(row.name), *cells, SlideCell(row.end)])
    heads = (" ".join(words.split("\n")) for _place, words in spec.across.ticks)
    return SlideTable([columns[0], *heads, columns[-1]], rows)


def key_of_cells(spec: Spec) -> list[SlideCell]:
    """Return the meaning of the signs of a heat grid: "○ fehlt", "● bekannt"."""
    return [SlideCell(f"{words}   ", (Symbol(SIGNS[look.symbol], look.colour),)) for words, look in spec.key]


def key_cells(figure: go.Figure) -> list[SlideCell]:
    """Return the meaning of the symbols: "○ geplant", "■ umgesetzt"; none without a legend."""
    return [
        SlideCell(f"{word}   ", (Symbol(GLYPHS[symbol], colour),)) for (symbol, colour), word in key(figure).items()
    ]


def _cells(figure: go.Figure, names: list[str], columns: list[str], meaning: Looks) -> dict[tuple[int, int], SlideCell]:
    places = np.array(figure.layout.xaxis.tickvals, dtype=float)
    marks: dict[tuple[int, int], list[Symbol]] = defaultdict(list)
    words: dict[tuple[int, int], list[str]] = defaultdict(list)
    for trace in figure.data:
        if trace.type != "scatter" or "markers" not in trace.mode or trace.xaxis == "x2":
            continue
        for number, x, y, size in _points(trace):
            at = round(y), int(np.abs(places - x).argmin())  # marks of one cell stand side by side around its place
            drawn = bool(size) and trace.marker.color != CLEAR
            if drawn:
                scale = size / FULL if isinstance(trace.marker.size, list | tuple) else 1.0
                marks[at].append(Symbol(GLYPHS[trace.marker.symbol], trace.marker.color, scale))
            if trace.text is not None:
                told = plain(trace.text[number])
                words[at].append(told or _touched(trace.hovertext[number], names[at[0]], columns[at[1]], meaning))
            elif drawn and (trace.marker.symbol, trace.marker.color) in meaning and not _counted(figure):
                words[at].append(meaning[trace.marker.symbol, trace.marker.color])
    return {at: SlideCell(", ".join(words[at]), tuple(marks[at])) for at in {**marks, **words}}


def _touched(hover: str, row: str, column: str, meaning: Looks) -> str:
    """Return what a mark says when touched, but for the names of row and column and the legend.

    A figure leaves out words for which a phone has no room; a slide has it.
    """
    said = (plain(line) for line in hover.split("<br>"))
    return " ".join(line for line in said if line not in row and column not in line and line not in meaning.values())


def _counted(figure: go.Figure) -> bool:
    """Whether the marks carry their numbers in writing, which then are the words."""
    return any(trace.type == "scatter" and trace.text is not None for trace in figure.data)


def _points(trace: Any) -> Iterator[tuple[int, float, float, float]]:
    sizes = trace.marker.size
    for number, (x, y) in enumerate(zip(trace.x, trace.y, strict=True)):
        if x is not None and y is not None:
            yield number, x, y, sizes[number] if isinstance(sizes, list | tuple) else sizes


def _heading_marks(figure: go.Figure, row: int) -> tuple[Symbol, ...]:
    return tuple(
        Symbol(GLYPHS[trace.marker.symbol], trace.marker.color)
        for trace in figure.data
        if trace.xaxis == "x2" and round(trace.y[0]) == row
    )


def _spacious(cells: dict[tuple[int, int], SlideCell], names: list[str], columns: list[str], room: float) -> bool:
    """Whether the words of the marks and the headers fit into columns side by side."""
    first = max((width(name, SMALLEST) for name in names), default=0) + 2 * SIDE
    texts = [*(cell.words for cell in cells.values()), *(word for column in columns for word in column.split())]
    share = (room - min(first, room * 0.3)) / max(len(columns), 1)
    return max((width(text, SMALLEST, True) for text in texts), default=0) + 2 * SIDE <= share
