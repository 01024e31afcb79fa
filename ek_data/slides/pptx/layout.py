"""Layout of a slide: cards on top, then everything else side by side, and a remark at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Spec
from ek_data.i18n import Language
from ek_data.slides.content import Slide
from ek_data.slides.options import printed
from ek_data.slides.pptx.cards import draw_cards
from ek_data.slides.pptx.charts.bars import draw_bars
from ek_data.slides.pptx.charts.curves import draw_curves
from ek_data.slides.pptx.charts.sheet import StatedRelease
from ek_data.slides.pptx.geometry import CM, Box
from ek_data.slides.pptx.internals import put_last, size_in
from ek_data.slides.pptx.map import draw_legend, draw_map, legend_height
from ek_data.slides.pptx.marks import key
from ek_data.slides.pptx.qr import draw_code
from ek_data.slides.pptx.row_pictures import draw_rows
from ek_data.slides.pptx.tables import draw_table, grid_of, grid_of_spec
from ek_data.slides.pptx.text import READABLE, TypeStyle, fill, listed_box, room_for, text_box

GAP = round(0.5 * CM)
REMARK = TypeStyle((READABLE,))
LIST = TypeStyle((24.0, 22.0, 20.0, READABLE))
BETWEEN = 0.4  # of the size of the type, between the entries of a list
CARD_HEIGHT, CARDS_IN_ROW, CARDS_IN_ROW_ALONE = round(6.2 * CM), 4, 3


class SlideSurface(NamedTuple):
    """A slide to draw on: its shapes, its placeholder for a list if the layout has one, and what its numbers are of."""

    shapes: Any
    list: Any | None = None
    source: StatedRelease | None = None


Draw = Callable[[SlideSurface, Slide, Box, Language], None]


def draw(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> None:
    """Draw everything of `slide` but title and topic into `box`, in the order in which it is to be read."""
    whole = box
    box = _above_remark(slide, box)
    if slide.figures:
        box = _cards(page, slide, box, lang)
    columns = _columns(slide)
    shares = [max(share for share, _draw in column) for column in columns]
    for column, place in zip(columns, box.columns(shares, GAP) if columns else (), strict=False):
        for (_share, part), room in zip(column, _stacked(slide, column, place), strict=True):
            part(page, slide, room, lang)
    if slide.remark:
        used = room_for([slide.remark], whole, REMARK)
        text_box(page.shapes, lang("Remark"), [slide.remark], whole.foot(used), REMARK)


def _above_remark(slide: Slide, box: Box) -> Box:
    """Return what the remark at the foot leaves."""
    return box.above(room_for([slide.remark], box, REMARK) + GAP // 2) if slide.remark else box


def _stacked(slide: Slide, column: list[tuple[float, Draw]], place: Box) -> list[Box]:
    """Return the boxes of the parts of a column: a legend takes what it needs, the others share the rest."""
    if column[0][1] is not _legend or len(column) == 1:
        return place.rows([1] * len(column), GAP)
    legend = place.top(legend_height(slide.map.legend, place) if slide.map else 0)
    return [legend, *place.below(legend.height + GAP).rows([1] * (len(column) - 1), GAP)]


def _cards(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> Box:
    """Draw the headline figures, over the whole slide where there is nothing else, and return what is left."""
    alone = not any(_columns(slide))
    beside = CARDS_IN_ROW_ALONE if alone and len(slide.figures) <= 2 * CARDS_IN_ROW_ALONE else CARDS_IN_ROW
    beside = min(beside, len(slide.figures))
    high = box.height if alone else min(CARD_HEIGHT * -(-len(slide.figures) // beside), box.height // 2)
    draw_cards(page.shapes, slide.figures, beside, box.top(high), lang)
    return box.below(high + GAP)


def _columns(slide: Slide) -> list[list[tuple[float, Draw]]]:
    """Return what stands side by side, each column with its parts from top to bottom and their share of the width."""
    wide: list[tuple[float, Draw]] = []
    beside: list[tuple[float, Draw]] = []
    if slide.map is not None:
        wide.append((slide.map.canvas.width / slide.map.canvas.height, _map))
    if slide.picture is not None and slide.picture.spec is not None:
        wide.append((1.3, _picture))
    if slide.map is not None and slide.map.legend:
        beside.append((0.6, _legend))
    if slide.table is not None and not slide.table.empty:
        beside.append((1.0, _table))
    if slide.bullets:
        beside.append((0.6 if slide.map is not None and slide.map.legend else 1.0, _bullets))
    columns = [[part] for part in wide] + ([beside] if beside else [])
    if slide.link:
        columns.append([(0.6, _code)])
    return columns


def _picture(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> None:
    if slide.picture is not None:
        draw_picture(page.shapes, slide.picture, box, lang, page.source)


def _map(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> None:
    if slide.map is not None:
        said = "; ".join(shape.text for shape in slide.map.shapes)
        draw_map(page.shapes, slide.map, box, f"{slide.title}. {said}", lang)


def _legend(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> None:
    if slide.map is not None:
        draw_legend(page.shapes, slide.map.legend, box, lang)


def _table(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> None:
    if slide.table is not None:
        name = slide.topic or slide.title
        draw_table(page.shapes, name, slide.title, grid_of(slide.table, lang), box, lang)


def _bullets(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> None:
    """Write the list into its placeholder, so that outline and master know it."""
    if page.list is None:
        listed_box(page.shapes, lang("List"), slide.bullets, box, LIST, BETWEEN)
        return
    shape = page.list
    shape.left, shape.top, shape.width, shape.height = map(Emu, box)
    fill(
        shape, slide.bullets, size_in(shape.part.slide.slide_layout, shape.placeholder_format.idx, "body"), gap=BETWEEN
    )
    put_last(shape)


def _code(page: SlideSurface, slide: Slide, box: Box, lang: Language) -> None:
    said = printed(slide.link)
    used = room_for([said], box, REMARK) if said else 0
    draw_code(page.shapes, slide.link, box.above(used + GAP if used else 0), lang)
    if said:
        text_box(page.shapes, said, [said], box.foot(used), TypeStyle((READABLE,), align=PP_ALIGN.CENTER))


def draw_picture(shapes: Any, picture: Picture, box: Box, lang: Language, source: StatedRelease | None = None) -> None:
    """Draw `picture` into `box`: bars and lines as native charts, cells as a table, marks in rows as named forms."""
    if picture.spec is None:
        return
    box = key(shapes, picture.spec, box, lang)
    kind = picture.spec.kind
    if kind == "bars":
        box = _remarks(shapes, picture.spec, box, lang)
        draw_bars(shapes, picture, _names_head(picture, lang), box, source, lang)
    elif kind == "steps":
        draw_curves(shapes, picture, _remarks(shapes, picture.spec, box, lang), source, lang)
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
