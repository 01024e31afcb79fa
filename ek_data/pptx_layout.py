"""Where the parts of a slide stand: finding on top, cards below it, then everything else side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pptx.enum.text import MSO_ANCHOR

from ek_data.deck import Slide
from ek_data.i18n import N_, Language
from ek_data.pptx_charts import draw_picture
from ek_data.pptx_map import draw_legend, draw_map
from ek_data.pptx_matrix import is_matrix
from ek_data.pptx_qr import qr_code
from ek_data.pptx_shapes import Colour, Group, stroke
from ek_data.pptx_space import CM, Box
from ek_data.pptx_tables import draw_table, grid_of
from ek_data.pptx_text import BULLET, Type, room_for, text_box, write

GAP = round(0.5 * CM)
FINDING = Type((20.0, 18.0, 16.0, 14.0))
NOTE = Type((11.0, 10.0))
BULLETS = Type((18.0, 16.0, 14.0, 13.0, 12.0, 11.0))
CARD_LABEL, CARD_VALUE, CARD_NOTE = Type((14.0, 13.0, 12.0, 11.0)), Type((36.0, 32.0, 28.0, 24.0, 20.0, 16.0), bold=True), Type((13.0, 12.0, 11.0, 10.0))
CARD_HEIGHT, CARDS_IN_ROW = round(4.6 * CM), 4
TINT, EDGE = Colour("F2F5F7"), Colour("C3CCD3")

Draw = Callable[[Any, Slide, Box, Language], None]


def draw(shapes: Any, slide: Slide, box: Box, _: Language) -> None:
    """Draw everything of `slide` but its title into `box`."""
    box = _finding(shapes, slide, box, _)
    box = _notes(shapes, slide, box, _)
    if slide.figures:
        high = min(CARD_HEIGHT * -(-len(slide.figures) // CARDS_IN_ROW), box.height)
        alone = not any(_columns(slide))
        draw_cards(shapes, slide.figures, box.top(high), _)
        box = box if alone else box.below(high + GAP)
    columns = _columns(slide)
    shares = [max(share for share, _draw in column) for column in columns]
    for column, place in zip(columns, box.columns(shares, GAP) if columns else (), strict=False):
        for (_share, part), room in zip(column, place.rows([1] * len(column), GAP), strict=True):
            part(shapes, slide, room, _)


def _columns(slide: Slide) -> list[list[tuple[float, Draw]]]:
    """Return what stands side by side, each column with its parts from top to bottom and their share of the width."""
    wide: list[tuple[float, Draw]] = []
    beside: list[tuple[float, Draw]] = []
    if slide.map is not None:
        wide.append((1.0, _map))
    if slide.picture is not None and slide.picture.figure is not None:
        wide.append((1.3, _picture))
    if slide.map is not None:
        beside.append((1.0, _legend))
    if slide.table is not None and not slide.table.empty:
        beside.append((1.0, _table))
    if slide.bullets:
        beside.append((1.0, _bullets))
    columns = [[part] for part in wide] + ([beside] if beside else [])
    if slide.link:
        columns.append([(0.45, _code)])
    return columns


def _finding(shapes: Any, slide: Slide, box: Box, _: Language) -> Box:
    """Write the finding and return what is left underneath."""
    if not slide.finding:
        return box
    room = box.top(box.height // 4)
    used = room_for([slide.finding], room, FINDING)
    text_box(shapes, _(N_("Finding")), [slide.finding], room.top(used), FINDING)
    return box.below(used + GAP)


def _notes(shapes: Any, slide: Slide, box: Box, _: Language) -> Box:
    """Write how the picture is to be read at the foot, and return what is left above; the speaker has it all."""
    said = list(slide.picture.notes) if slide.picture is not None and slide.picture.figure is not None else []
    if slide.map is not None:
        said.append(slide.map.attribution)
        if slide.map.without_boundary:
            names = _.listing(slide.map.without_boundary[:5])
            n = len(slide.map.without_boundary)
            said.append(
                _.plural(
                    "{n} municipality has no boundary: {names}",
                    "{n} municipalities have no boundary, among them {names}",
                    n,
                    names=names,
                )
            )
    if not said:
        return box
    text = [" ".join(said)]
    room = box.foot(box.height // 6)
    used = room_for(text, room, NOTE)
    text_box(shapes, _(N_("How to read it")), text, box.foot(used), NOTE)
    return box.above(used + GAP // 2)


def _picture(shapes: Any, slide: Slide, box: Box, _: Language) -> None:
    if slide.picture is not None:
        draw_picture(shapes, slide.picture, box, _)


def _map(shapes: Any, slide: Slide, box: Box, _: Language) -> None:
    if slide.map is not None:
        said = "; ".join(shape.text for shape in slide.map.shapes)
        draw_map(shapes, slide.map, box, f"{slide.title}. {slide.finding} {said}", _)


def _legend(shapes: Any, slide: Slide, box: Box, _: Language) -> None:
    if slide.map is not None and slide.map.legend:
        draw_legend(shapes, slide.map.legend, box, _)


def _table(shapes: Any, slide: Slide, box: Box, _: Language) -> None:
    if slide.table is not None:
        draw_table(shapes, slide.title, f"{slide.title}. {slide.finding}", grid_of(slide.table, _), box, _)


def _bullets(shapes: Any, slide: Slide, box: Box, _: Language) -> None:
    text_box(shapes, _(N_("List")), [BULLET + text for text in slide.bullets], box, BULLETS, gap=0.45)


def _code(shapes: Any, slide: Slide, box: Box, _: Language) -> None:
    qr_code(shapes, slide.link, box, _)


def draw_cards(shapes: Any, cards: tuple[tuple[str, str, str], ...], box: Box, _: Language) -> None:
    """Draw headline figures as cards, four in a row: label, value, note."""
    rows = [cards[start : start + CARDS_IN_ROW] for start in range(0, len(cards), CARDS_IN_ROW)]
    for row, line in zip(rows, box.rows([1] * len(rows), GAP), strict=True):
        for (label, value, note), place in zip(row, line.columns([1] * len(row), GAP), strict=True):
            background = Group(shapes, _(N_("Card {label}"), label=label), f"{label}: {value}. {note}".strip(), place)
            background.rectangle(label, f"{label}: {value}", place, TINT.fill + stroke(EDGE, 0.75))
            inside = place.inside(CM // 3)
            text_box(shapes, label, [label], inside.top(round(1.1 * CM)), CARD_LABEL)
            text_box(shapes, value, [value], inside.below(round(1.15 * CM)).top(round(1.5 * CM)), CARD_VALUE)
            if note:
                text_box(shapes, note, [note], inside.below(round(2.7 * CM)), CARD_NOTE)


def title_into(shape: Any, text: str, box: Box, sizes: tuple[float, ...], *, anchor: Any = MSO_ANCHOR.MIDDLE) -> None:
    """Write a title into its placeholder, at the size that fits; alignment and colour stay those of the template."""
    alignment = None
    write(shape.text_frame, [text], box, Type(sizes, bold=True, align=alignment, anchor=anchor))
