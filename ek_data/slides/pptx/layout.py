"""Layout of a slide: topic on top, cards below it, then everything else side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pptx.enum.text import MSO_ANCHOR

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Spec
from ek_data.i18n import Language
from ek_data.slides.content import Slide
from ek_data.slides.pptx.charts.bars import draw_bars
from ek_data.slides.pptx.charts.curves import draw_curves
from ek_data.slides.pptx.drawing import draw_rows
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import tree_of
from ek_data.slides.pptx.map import draw_legend, draw_map, legend_height
from ek_data.slides.pptx.marks import key
from ek_data.slides.pptx.qr import draw_code
from ek_data.slides.pptx.shapes import Colour, Group, stroke
from ek_data.slides.pptx.tables import draw_table, grid_of, grid_of_spec
from ek_data.slides.pptx.text import BULLET, READABLE, TypeStyle, room_for, text_box, write

GAP = round(0.5 * CM)
TOPIC = TypeStyle((20.0, 18.0, 16.0, 14.0))
REMARK = NOTE = TypeStyle((READABLE,))
BULLETS = TypeStyle((18.0, 16.0, 14.0, 13.0, 12.0, 11.0))
CARD_LABEL = TypeStyle((20.0, 18.0, 16.0, 14.0, 13.0, 12.0, 11.0))
CARD_VALUE = TypeStyle((54.0, 48.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0), bold=True)
CARD_NOTE = TypeStyle((16.0, 14.0, 13.0, 12.0, 11.0, 10.0))
CARD_HEIGHT, CARDS_IN_ROW, CARDS_IN_ROW_ALONE = round(4.6 * CM), 4, 2
TINT, EDGE = Colour("F2F5F7"), Colour("C3CCD3")

Draw = Callable[[Any, Slide, Box, Language], None]


def draw(shapes: Any, slide: Slide, box: Box, lang: Language) -> None:
    """Draw everything of `slide` but its title into `box`, in the order in which it is to be read."""
    box = _topic(shapes, slide, box, lang)
    reading = tree_of(shapes)
    above = len(reading)
    box = _notes(shapes, slide, box, lang)
    notes = reading[above:]
    if slide.figures:
        box = _cards(shapes, slide, box, lang)
    columns = _columns(slide)
    shares = [max(share for share, _draw in column) for column in columns]
    for column, place in zip(columns, box.columns(shares, GAP) if columns else (), strict=False):
        for (_share, part), room in zip(column, _stacked(slide, column, place), strict=True):
            part(shapes, slide, room, lang)
    reading.extend(notes)  # measured first, read last: they stand at the foot


def _stacked(slide: Slide, column: list[tuple[float, Draw]], place: Box) -> list[Box]:
    """Return the boxes of the parts of a column: a legend takes what it needs, the others share the rest."""
    if column[0][1] is not _legend or len(column) == 1:
        return place.rows([1] * len(column), GAP)
    legend = place.top(legend_height(slide.map.legend, place) if slide.map else 0)
    return [legend, *place.below(legend.height + GAP).rows([1] * (len(column) - 1), GAP)]


def _cards(shapes: Any, slide: Slide, box: Box, lang: Language) -> Box:
    """Draw the headline figures, over the whole slide where there is nothing else, and return what is left."""
    alone = not any(_columns(slide))
    beside = CARDS_IN_ROW_ALONE if alone and len(slide.figures) <= 2 * CARDS_IN_ROW_ALONE else CARDS_IN_ROW
    high = box.height if alone else min(CARD_HEIGHT * -(-len(slide.figures) // beside), box.height // 2)
    draw_cards(shapes, slide.figures, beside, box.top(high), lang)
    return box.below(high + GAP)


def _columns(slide: Slide) -> list[list[tuple[float, Draw]]]:
    """Return what stands side by side, each column with its parts from top to bottom and their share of the width."""
    wide: list[tuple[float, Draw]] = []
    beside: list[tuple[float, Draw]] = []
    if slide.map is not None:
        wide.append((0.8, _map))
    if slide.picture is not None and slide.picture.spec is not None:
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


def _topic(shapes: Any, slide: Slide, box: Box, lang: Language) -> Box:
    """Write the topic and return what is left underneath."""
    if not slide.topic:
        return box
    room = box.top(box.height // 4)
    used = room_for([slide.topic], room, TOPIC)
    text_box(shapes, lang("Topic"), [slide.topic], room.top(used), TOPIC)
    return box.below(used + GAP)


def _notes(shapes: Any, slide: Slide, box: Box, lang: Language) -> Box:
    """Write how the picture is to be read at the foot, and return what is left above; the speaker has it all."""
    said = list(slide.picture.notes) if slide.picture is not None and slide.picture.spec is not None else []
    if slide.map is not None:
        said.append(slide.map.attribution)
        if slide.map.without_boundary:
            names = lang.listing(slide.map.without_boundary[:5])
            n = len(slide.map.without_boundary)
            said.append(
                lang.plural(
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
    text_box(shapes, lang("How to read it"), text, box.foot(used), NOTE)
    return box.above(used + GAP // 2)


def _picture(shapes: Any, slide: Slide, box: Box, lang: Language) -> None:
    if slide.picture is not None:
        draw_picture(shapes, slide.picture, box, lang)


def _map(shapes: Any, slide: Slide, box: Box, lang: Language) -> None:
    if slide.map is not None:
        said = "; ".join(shape.text for shape in slide.map.shapes)
        draw_map(shapes, slide.map, box, f"{slide.topic}. {slide.title} {said}", lang)


def _legend(shapes: Any, slide: Slide, box: Box, lang: Language) -> None:
    if slide.map is not None and slide.map.legend:
        draw_legend(shapes, slide.map.legend, box, lang)


def _table(shapes: Any, slide: Slide, box: Box, lang: Language) -> None:
    if slide.table is not None:
        draw_table(shapes, slide.topic, f"{slide.topic}. {slide.title}", grid_of(slide.table, lang), box, lang)


def _bullets(shapes: Any, slide: Slide, box: Box, lang: Language) -> None:
    text_box(shapes, lang("List"), [BULLET + text for text in slide.bullets], box, BULLETS, gap=0.45)


def _code(shapes: Any, slide: Slide, box: Box, lang: Language) -> None:
    draw_code(shapes, slide.link, box, lang)


def draw_cards(shapes: Any, cards: tuple[tuple[str, str, str], ...], beside: int, box: Box, lang: Language) -> None:
    """Draw headline figures as cards, `beside` in a row: label, value, note."""
    rows = [cards[start : start + beside] for start in range(0, len(cards), beside)]
    for row, line in zip(rows, box.rows([1] * len(rows), GAP), strict=True):
        for card, place in zip(row, line.columns([1] * len(row), GAP), strict=True):
            _card(shapes, *card, place, lang)


def _card(shapes: Any, label: str, value: str, note: str, place: Box, lang: Language) -> None:
    said = f"{label}: {value}. {note}".strip()
    Group(shapes, lang("Card {label}", label=label), said, place).rectangle(
        label, f"{label}: {value}", place, TINT.fill + stroke(EDGE, 0.75)
    )
    first, second, third = place.inside(CM // 3).rows([1.0, 1.4, 1.5 if note else 0.1], CM // 10)
    text_box(shapes, label, [label], first, CARD_LABEL)
    text_box(shapes, value, [value], second, CARD_VALUE)
    if note:
        text_box(shapes, note, [note], third, CARD_NOTE)


def title_into(shape: Any, text: str, box: Box, sizes: tuple[float, ...], *, anchor: Any = MSO_ANCHOR.MIDDLE) -> None:
    """Write a title into its placeholder, at the size that fits; alignment and colour stay those of the template."""
    alignment = None
    write(shape.text_frame, [text], box, TypeStyle(sizes, bold=True, align=alignment, anchor=anchor))


def draw_picture(shapes: Any, picture: Picture, box: Box, lang: Language) -> None:
    """Draw `picture` into `box`: bars and lines as native charts, cells as a table, marks in rows as named forms."""
    if picture.spec is None:
        return
    box = key(shapes, picture.spec, box, lang)
    kind = picture.spec.kind
    if kind == "bars":
        draw_bars(shapes, picture, _names_head(picture, lang), _remarks(shapes, picture.spec, box, lang), lang)
    elif kind == "steps":
        draw_curves(shapes, picture, _remarks(shapes, picture.spec, box, lang), lang)
    elif kind in ("matrix", "heat"):
        grid = grid_of_spec(picture.spec, _names_head(picture, lang), "", lang)
        draw_table(shapes, picture.title, f"{picture.title}. {picture.finding}", grid, box, lang)
    else:
        draw_rows(shapes, picture, box, lang)


def _names_head(picture: Picture, lang: Language) -> str:
    """Return what the names of the rows are: the head of the column of the table that holds them."""
    names = {row.name for row in picture.spec.rows if not row.look} if picture.spec else set()
    heads = (str(head) for head, values in picture.table.items() if names & set(values.astype("string")))
    return next(heads, lang("Name"))


def _remarks(shapes: Any, spec: Spec, box: Box, lang: Language) -> Box:
    """Write above a chart what its guides say, such as a reported ceiling, and return what is left underneath."""
    said = [" ".join(guide.words.split()) for guide in spec.guides]
    if not said:
        return box
    used = room_for(said, box, REMARK)
    text_box(shapes, lang("Remark"), said, box.top(used), REMARK)
    return box.below(used + CM // 8)
