"""The pictures of the pages as native parts of a slide: charts that can be edited, and matrices as tables."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from ek_data.charts.picture import Picture
from ek_data.i18n import Language
from ek_data.slides.pptx.bars import draw_bars
from ek_data.slides.pptx.geometry import CM, POINT, Box
from ek_data.slides.pptx.matrix import is_matrix, key_cells, matrix
from ek_data.slides.pptx.plots import CAPTION, draw_plot
from ek_data.slides.pptx.tables import draw_table, write_marked
from ek_data.slides.pptx.text import LINE, plain, text_box


def draw_picture(shapes: Any, picture: Picture, box: Box, lang: Language) -> None:
    """Draw the figure of `picture` into `box`: a matrix as a table, bars as a bar chart, all else as an XY chart."""
    figure = picture.figure
    if figure is None:
        return
    description = f"{picture.title}. {picture.finding}"
    if is_matrix(figure):
        _draw_matrix(shapes, figure, picture, description, box, lang)
    elif any(trace.type == "bar" for trace in figure.data):
        draw_bars(shapes, figure, picture.title, description, box, lang)
    else:
        draw_plot(shapes, figure, picture.title, description, box, lang)


def _draw_matrix(shapes: Any, figure: go.Figure, picture: Picture, description: str, box: Box, lang: Language) -> None:
    box = _key(shapes, figure, box, lang)
    names = {plain(text) for text in figure.layout.yaxis.ticktext} - {""}
    corner = next((str(name) for name, values in picture.table.items() if names & set(values.astype("string"))), "")
    draw_table(shapes, picture.title, description, matrix(figure, corner, box.points[0]), box, lang)


def _key(shapes: Any, figure: go.Figure, box: Box, lang: Language) -> Box:
    """Write what the symbols mean on a line of its own, and return what is left underneath."""
    explained = key_cells(figure)
    if not explained:
        return box
    size = CAPTION.sizes[0]
    high = round(size * LINE * POINT)
    line = text_box(shapes, lang("Legend"), [""], box.top(high), CAPTION)
    for cell in explained:
        write_marked(line.text_frame.paragraphs[0], cell, size)
    return box.below(high + CM // 8)
