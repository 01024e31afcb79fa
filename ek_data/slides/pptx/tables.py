"""Real tables: a header row, bands, columns as wide as their words need, and as many rows as the slide has room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from ek_data.charts.spec import Form, Mark, Spec
from ek_data.dataset.wording import readable
from ek_data.i18n import Language
from ek_data.palette import OVERDUE, Look
from ek_data.slides.pptx.geometry import POINT, Box
from ek_data.slides.pptx.internals import describe, size_of_end, turn_upwards
from ek_data.slides.pptx.text import LINE, MORE, READABLE, TypeStyle, clean, lines, look, more_below, width

SIZES = (24.0, 20.0, READABLE)
SIDE, UPPER = 5.0, 2.5  # margins inside a cell in points
MOST_STRETCHED = 1.6  # times the width that the words need
GLYPHS = {
    "circle": "●",
    "circle-open": "○",
    "square": "■",
    "square-open": "□",
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
    "square-half": "◧",
    "square-dashed": "▣",
    "square-x-open": "☒",
    "circle-half": "◐",
    "line-ew": "–",
    "clock": "◷",
}


class Symbol(NamedTuple):
    """A symbol in its colour."""

    symbol: str
    colour: str


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
    """A table to draw. Rows of one cell are headings; `upright` turns the header of all columns but the first, and but
    the `last` where it holds words.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[SlideCell]]
    numbers: frozenset[int] = frozenset()
    upright: bool = False
    last: bool = False

    def turned(self, column: int) -> bool:
        """Whether the head of a column stands upright."""
        return self.upright and 0 < column < len(self.header) - self.last


def grid_of(table: pd.DataFrame, lang: Language) -> SlideTable:
    """Return a frame of words as a grid: numbers with separators and to the right, nothing where nothing is known."""
    numbers = [number for number, dtype in enumerate(table.dtypes) if pd.api.types.is_integer_dtype(dtype)]
    texts = readable(table, lang).astype("string").fillna("").map(clean)
    rows = [[SlideCell(text) for text in row] for row in texts.itertuples(index=False)]
    return SlideTable([clean(name) for name in table.columns], rows, frozenset(numbers))


def draw_table(shapes: Any, name: str, description: str, grid: SlideTable, box: Box, lang: Language) -> None:
    """Draw `grid` into `box` at the largest size at which all rows fit; else say how many are left out."""
    for size in SIZES[-1:] if grid.upright else SIZES:  # heads that stand upright take what rows need
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
        yield words if grid.turned(number) else [title, *words]


def _widths(grid: SlideTable, room: float, size: float) -> list[float]:
    """Return the widths of the columns: as their longest words need, shrunk to `room` down to the longest word."""
    extra = 2 * SIDE + 2
    needed = [max((width(text, size, True) for text in column), default=0) + extra for column in _columns(grid)]
    least = [
        max((width(word, size, True) for text in column for word in text.split()), default=0) + extra
        for column in _columns(grid)
    ]
    if grid.upright:  # columns of signs share the room alike
        first, last = min(needed[0], room * 0.3), needed[-1:] if grid.last else []
        inner = needed[1 : len(needed) - len(last)]
        share = min((room - first - sum(last)) / max(len(inner), 1), max([2 * size * LINE + extra, *inner]))
        return [first, *[share] * len(inner), *last]
    if sum(needed) <= room:
        return [wide * min(room / sum(needed), MOST_STRETCHED) for wide in needed]
    if sum(least) >= room:
        return [wide * room / sum(least) for wide in least]
    part = (room - sum(least)) / (sum(needed) - sum(least))
    return [low + (wide - low) * part for low, wide in zip(least, needed, strict=True)]


def _heights(grid: SlideTable, widths: Sequence[float], size: float) -> list[float]:
    if grid.upright:
        turned = [text for column, text in enumerate(grid.header) if grid.turned(column)]
        head = max((_upright(text, size) for text in turned), default=0.0) + 2 * SIDE + 4
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
        turned = grid.turned(number)
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
        _run(paragraph, mark.symbol + ("\N{NO-BREAK SPACE}" if cell.text else ""), size, bold, mark.colour)
    if cell.text:
        _run(paragraph, cell.text, size, bold, None)
    if not cell.words:
        paragraph.font.size = Pt(size)
        size_of_end(paragraph, size)


def _run(paragraph: Any, text: str, size: float, bold: bool, colour: str | None) -> None:
    run = paragraph.add_run()
    run.text = text
    look(run.font, size, TypeStyle((size,), bold=bold, colour=colour))


def grid_of_spec(spec: Spec, corner: str, last: str, lang: Language) -> SlideTable:
    """Return a picture of cells as a table of signs; `corner` and `last` head the names of its rows and their ends."""
    cells: dict[tuple[float, float], list[Mark]] = defaultdict(list)
    for mark in spec.marks:
        cells[mark.row, mark.x].append(mark)
    ended = any(row.end for row in spec.rows if not row.look)
    rows: list[list[SlideCell]] = []
    for number, row in enumerate(spec.rows):
        if row.look:
            rows.append([SlideCell(row.name, (_sign(row.look),))])
            continue
        places = [_cell(cells[number, place]) for place, _words in spec.across.ticks]
        rows.append([SlideCell(row.name), *places, *([SlideCell(row.end)] if ended else [])])
    heads = (" ".join(words.split("\n")) for _place, words in spec.across.ticks)
    return SlideTable([corner, *heads, *([last] if ended else [])], rows, upright=True, last=ended)


def _cell(marks: Sequence[Mark]) -> SlideCell:
    signs = [_sign(mark.look) for mark in marks if mark.form == Form.POINT]
    signs += [_sign(OVERDUE) for mark in marks if mark.overdue]
    return SlideCell(" ".join(mark.text for mark in marks if mark.text), tuple(signs))


def _sign(look: Look) -> Symbol:
    return Symbol(GLYPHS[look.symbol], look.colour)
