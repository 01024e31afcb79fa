"""How a chart is divided: the plot, and what the type around it takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from pptx.util import Emu

from ek_data.slides.pptx.chart_xml import inner_place
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.series import POINTS_PER_PIXEL
from ek_data.slides.pptx.text import clean, plain, width

MANY_ROWS = 14
MOST_NAME = 0.3  # of the width of a chart


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
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(description))
    return frame.chart
