"""Replacing what we have written on a slide by the same of newer data, where nobody has changed it since."""

from __future__ import annotations

from copy import deepcopy
from itertools import count, pairwise
from typing import Any, NamedTuple

from lxml import etree
from pptx.util import Emu

from ek_data.slides.pptx.internals import element_of, highest_number, qn, space_of, tree_of
from ek_data.slides.pptx.provenance import (
    OurSlide,
    WrittenText,
    box_of,
    words_of,
    words_of_notes,
)

OF_SERIES = ("c:tx", "c:dPt", "c:dLbls", "c:cat", "c:val", "c:xVal", "c:yVal", "c:extLst")
"""What of a series follows the numbers; its colour, lines and marks stay as somebody may have chosen them."""
BEHIND = ("c:spPr", "c:invertIfNegative", "c:marker")


class Renewed(NamedTuple):
    """What a slide remembers now, the names of what stays because somebody has changed it, and whether something of the
    newer slide has no place in the layout of this one."""

    page: OurSlide
    kept: tuple[str, ...]
    lacking: bool


def renew(slide: Any, before: OurSlide, fresh: Any, now: OurSlide) -> Renewed:
    """Write on a slide what `fresh` says.

    What somebody has changed stays, what somebody took away stays away, and what is not of us is not looked at.
    """
    known = {shape.shape_id: shape for shape in slide.shapes}
    written = {told.key: told for told in before.shapes}
    new = list(zip(now.shapes, list(fresh.shapes), strict=True))
    told: list[WrittenText] = []
    kept: list[str] = []
    ours: list[Any] = []
    lacking, last = False, element_of(slide.shapes.title)
    for one, other in new:
        each = written.pop(one.key, None)
        if each is None and other.is_placeholder:
            lacking = True
        elif each is None:
            last = _put_behind(last, _added(slide, other))
            told.append(_told(slide, last, one.key))
            ours.append(last)
        elif (shape := known.get(each.number)) is None or words_of(shape) != each.words:
            told.append(each)
            kept += [_name_of(slide, shape)] if shape else []
            last = element_of(shape) if shape else last
            ours += [last] if shape else []
        else:
            moved = box_of(shape) != each.box
            last = _renewed(slide, shape, other, moved=moved)
            ours.append(last)
            told.append(_told(slide, last, one.key)._replace(box=each.box if moved else box_of(other)))
    _in_order(slide, ours)
    for each in written.values():
        shape = known.get(each.number)
        if shape is not None and words_of(shape) == each.words:
            tree_of(slide.shapes).remove(element_of(shape))
        elif shape is not None:
            kept.append(_name_of(slide, shape))
    return Renewed(
        OurSlide(before.number, before.code, tuple(told), _notes(slide, before, fresh)), tuple(kept), lacking
    )


def _in_order(slide: Any, ours: list[Any]) -> None:
    """Let what is of us be drawn and read in the order of the newer slide; where it is already, nothing is moved."""
    if [each for each in tree_of(slide.shapes) if each in ours] != ours:
        for before, after in pairwise(ours):
            before.addnext(after)


def _notes(slide: Any, before: OurSlide, fresh: Any) -> str:
    """Write the newer notes where nobody has changed those there are, and return what is remembered of them."""
    if words_of_notes(slide) != before.notes:
        return before.notes
    slide.notes_slide.notes_text_frame.text = fresh.notes_slide.notes_text_frame.text
    return words_of_notes(slide)


def _name_of(slide: Any, shape: Any) -> str:
    """Return how a shape is called: a place of the layout as the layout calls it."""
    if not shape.is_placeholder:
        return str(shape.name)
    place = shape.placeholder_format.idx
    named = (each.name for each in slide.slide_layout.placeholders if each.placeholder_format.idx == place)
    return str(next(named, shape.name))


def _told(slide: Any, element: Any, key: str) -> WrittenText:
    shape = next(each for each in slide.shapes if element_of(each) is element)
    return WrittenText(shape.shape_id, key, words_of(shape), box_of(shape))


def _put_behind(last: Any, element: Any) -> Any:
    last.addnext(element)
    return element


def _renewed(slide: Any, shape: Any, other: Any, *, moved: bool) -> Any:
    """Let a shape say and look as another one does, where it stands if it was `moved`, and return its element."""
    place = box_of(shape) if moved else box_of(other)
    changed = _replaced(slide, shape, other)
    if box_of(changed) != place:
        changed.left, changed.top, changed.width, changed.height = map(Emu, place)
    return element_of(changed)


def _replaced(slide: Any, shape: Any, other: Any) -> Any:
    """Return a shape of a slide after it says what another one does."""
    if shape.has_chart:
        _chart(shape.chart, other.chart)
    elif shape.has_table:
        mine, theirs = (element_of(each).find(f".//{qn('a:tbl')}") for each in (shape, other))
        mine.getparent().replace(mine, deepcopy(theirs))
    elif shape.is_placeholder or (shape.has_text_frame and shape.name == other.name):
        _text(element_of(shape), element_of(other))
    else:
        return _copied(slide, shape, other)
    _describe(shape, other)
    return shape


def _describe(shape: Any, other: Any) -> None:
    """Take over what a shape is called and its words for those who do not see it."""
    mine, theirs = (next(element_of(each).iter(qn("p:cNvPr"))) for each in (shape, other))
    for name in ("name", "descr"):
        if theirs.get(name) is not None:
            mine.set(name, theirs.get(name))


def _text(mine: Any, theirs: Any) -> None:
    """Write other words into the paragraphs of a shape: their look stays where there are as many."""
    old, new = mine.txBody, theirs.txBody
    before, after = old.findall(qn("a:p")), new.findall(qn("a:p"))
    shape = [[len(list(paragraph.iter(qn("a:t")))) for paragraph in each] for each in (before, after)]
    if shape[0] == shape[1]:
        for paragraph, other in zip(before, after, strict=True):
            for text, said in zip(paragraph.iter(qn("a:t")), other.iter(qn("a:t")), strict=True):
                if text.getparent().tag != qn("a:fld"):
                    text.text = said.text
        return
    for paragraph in before:
        old.remove(paragraph)
    for paragraph in after:
        old.append(_without_links(deepcopy(paragraph)))


def _without_links(element: Any) -> Any:
    """Return an element without links, which lead through relations that only its own slide has."""
    for link in [*element.iter(qn("a:hlinkClick"), qn("a:hlinkHover"))]:
        link.getparent().remove(link)
    return element


def _copied(slide: Any, shape: Any, other: Any) -> Any:
    """Put a copy of a shape in the place of another one, also in the order of drawing and reading."""
    copied = _numbered(slide, _without_links(deepcopy(element_of(other))))
    element_of(shape).getparent().replace(element_of(shape), copied)
    return next(each for each in slide.shapes if element_of(each) is copied)


def _added(slide: Any, other: Any) -> Any:
    """Add a copy of a shape to a slide, a chart with its sheet, and return its element."""
    if not other.has_chart:
        copied = _numbered(slide, _without_links(deepcopy(element_of(other))))
        tree_of(slide.shapes).append(copied)
        return copied
    frame = slide.shapes.add_chart(None, *map(Emu, box_of(other)), _Copy(other.chart))
    _describe(frame, other)
    return element_of(frame)


class _Copy:
    """A chart of another file: what python-pptx asks of the data of a new one."""

    def __init__(self, chart: Any) -> None:
        space = deepcopy(space_of(chart))
        for linked in space.findall(qn("c:externalData")):
            space.remove(linked)
        self.xml: bytes = etree.tostring(space)
        self.xlsx_blob = chart.part.chart_workbook.xlsx_part.blob

    def xml_bytes(self, _kind: Any) -> bytes:
        return self.xml


def _numbered(slide: Any, element: Any) -> Any:
    """Return an element whose shapes have numbers that no other shape of the slide has."""
    numbers = count(highest_number(slide.shapes) + 1)
    for named in element.iter(qn("p:cNvPr")):
        named.set("id", str(next(numbers)))
    return element


def _chart(chart: Any, other: Any) -> None:
    """Give a chart the sheet, the numbers and the labels of another one; its look stays where it has as many series."""
    chart.part.chart_workbook.update_from_xlsx_blob(other.part.chart_workbook.xlsx_part.blob)
    mine, theirs = space_of(chart), space_of(other)
    series = [list(each.iter(qn("c:ser"))) for each in (mine, theirs)]
    if len(series[0]) != len(series[1]):
        plot, new = (each.find(f".//{qn('c:plotArea')}") for each in (mine, theirs))
        plot.getparent().replace(plot, deepcopy(new))
        return
    for old, new in zip(*series, strict=True):
        _series(old, new)
    for name in ("c:scaling", "c:majorUnit", "c:layout"):
        pairs = zip(_of_plot(mine, name), _of_plot(theirs, name), strict=False)
        for old, new in list(pairs):
            old.getparent().replace(old, deepcopy(new))


def _of_plot(space: Any, name: str) -> list[Any]:
    """Return the elements of this name that say how far axes reach and where the plot stands."""
    plot = space.find(f".//{qn('c:plotArea')}")
    return [*plot.findall(qn(name)), *plot.findall(f"*/{qn(name)}")]


def _series(old: Any, new: Any) -> None:
    """Take what follows the numbers from another series, each in the place that the schema gives it."""
    names = {qn(name) for name in OF_SERIES}
    look = {each.tag: each for each in old if each.tag in {qn(name) for name in BEHIND}}
    parts = [deepcopy(each) if each.tag in names else look.get(each.tag, deepcopy(each)) for each in new]
    for each in list(old):
        old.remove(each)
    old.extend(parts)
