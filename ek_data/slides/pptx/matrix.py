"""Matrices as tables: what is a mark in a figure becomes its symbol, in its colour, with its word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from ek_data.palette import CLEAR
from ek_data.slides.pptx.tables import SIDE, Cell, Grid, Mark
from ek_data.slides.pptx.text import plain, width

GLYPHS = {
    "circle": "●",
    "circle-open": "○",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "triangle-up-open": "△",
    "triangle-down": "▼",
    "triangle-left": "◄",
    "triangle-right": "►",
    "pentagon": "⬟",
    "star": "★",
    "hexagon": "⬢",
    "hexagon2": "⬢",
    "x-thin-open": "✕",
    "line-ns-open": "|",
}
FULL = 16.0  # pixels of a mark that is as large as the words beside it, where the size of marks says something
SMALLEST = 10.0  # points at which words in the cells can still be read

Looks = dict[tuple[str, str], str]


def is_matrix(figure: go.Figure) -> bool:
    """Whether the columns are named on top: then a table says the same, and more legibly."""
    return bool(figure.layout.xaxis.side == "top")


def key(figure: go.Figure) -> Looks:
    """Return what the marks mean: the entry of the legend by symbol and colour."""
    entries = [trace for trace in figure.data if trace.type == "scatter" and trace.showlegend and trace.name]
    return {(trace.marker.symbol, trace.marker.color): plain(trace.name) for trace in entries}


def matrix(figure: go.Figure, corner: str, room: float) -> Grid:
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
            rows.append([Cell(headings.get(row, ""), _heading_marks(figure, row))])
            continue
        places = [cells.get((row, column), Cell()) for column in range(len(columns))]
        rows.append([Cell(name), *(place if spacious else Cell("", place.marks) for place in places)])
    return Grid([corner, *columns], rows, upright=not spacious)


def key_cells(figure: go.Figure) -> list[Cell]:
    """Return the meaning of the symbols: "○ geplant", "■ umgesetzt"; none without a legend."""
    return [Cell(f"{word}   ", (Mark(GLYPHS[symbol], colour),)) for (symbol, colour), word in key(figure).items()]


def _cells(figure: go.Figure, names: list[str], columns: list[str], meaning: Looks) -> dict[tuple[int, int], Cell]:
    places = list(figure.layout.xaxis.tickvals)
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    words: dict[tuple[int, int], list[str]] = defaultdict(list)
    for trace in figure.data:
        if trace.type != "scatter" or "markers" not in trace.mode or trace.xaxis == "x2":
            continue
        for number, x, y, size in _points(trace):
            at = round(y), min(range(len(places)), key=lambda place: abs(places[place] - x))
            drawn = bool(size) and trace.marker.color != CLEAR
            if drawn:
                scale = size / FULL if isinstance(trace.marker.size, list | tuple) else 1.0
                marks[at].append(Mark(GLYPHS[trace.marker.symbol], trace.marker.color, scale))
            if trace.text is not None:
                told = plain(trace.text[number])
                words[at].append(told or _touched(trace.hovertext[number], names[at[0]], columns[at[1]], meaning))
            elif drawn and (trace.marker.symbol, trace.marker.color) in meaning and not _counted(figure):
                words[at].append(meaning[trace.marker.symbol, trace.marker.color])
    return {at: Cell(", ".join(words[at]), tuple(marks[at])) for at in {**marks, **words}}


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


def _heading_marks(figure: go.Figure, row: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(GLYPHS[trace.marker.symbol], trace.marker.color)
        for trace in figure.data
        if trace.xaxis == "x2" and round(trace.y[0]) == row
    )


def _spacious(cells: dict[tuple[int, int], Cell], names: list[str], columns: list[str], room: float) -> bool:
    """Whether the words of the marks and the headers fit into columns side by side."""
    first = max((width(name, SMALLEST) for name in names), default=0) + 2 * SIDE
    texts = [*(cell.words for cell in cells.values()), *(word for column in columns for word in column.split())]
    share = (room - min(first, room * 0.3)) / max(len(columns), 1)
    return max((width(text, SMALLEST, True) for text in texts), default=0) + 2 * SIDE <= share
