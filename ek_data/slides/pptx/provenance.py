"""Memo of a PowerPoint file: of which release and choice it is made, and what we have written on each slide.

It is a part of its own, which PowerPoint keeps. A shape is known by its number, and told apart from one that
somebody has changed by a checksum of its words; so nothing of the contents is in the file twice.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part

from ek_data.slides.pptx.internals import element_of, qn, rewrite, space_of

NAMESPACE = "urn:ek-data:presentation"
TYPE = "application/xml"
WEB = ("http://", "https://")
NUMBERS = (qn("c:cat"), qn("c:val"), qn("c:xVal"), qn("c:yVal"), qn("c:tx"))


class WrittenText(NamedTuple):
    """What we have written on a slide: the number of the shape, what it is for, its words and its place."""

    number: int
    key: str
    words: str
    box: tuple[int, ...]


@dataclass(frozen=True)
class OurSlide:
    """One slide of ours by its number in the file, with the code of the choice, its shapes and its notes."""

    number: int
    code: str
    shapes: tuple[WrittenText, ...]
    notes: str


@dataclass(frozen=True)
class Memo:
    """What a file remembers: the `choice` with own words as it is saved, the address in it, the release with its seal,
    and its slides.

    An `anonymous` one remembers nothing else. `own` is one that was made in an office's template.
    """

    choice: str = ""
    address: str = ""
    release: int | None = None
    seal: str = ""
    own: bool = False
    anonymous: bool = False
    pages: tuple[OurSlide, ...] = field(default=())

    @classmethod
    def read(cls, text: str) -> Memo:
        """Return the memo that was written as JSON. Raises an error of any kind for what is none."""
        told = json.loads(text)
        address, number = str(told["address"]), told["release"]
        return cls(
            str(told["choice"]),
            address if address.startswith(WEB) else "",
            None if number is None else int(number),
            str(told["seal"]),
            bool(told["own"]),
            bool(told["anonymous"]),
            tuple(_page(**page) for page in told["pages"]),
        )

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def _page(number: int, code: str, shapes: list[list[Any]], notes: str) -> OurSlide:
    told = (WrittenText(int(one), str(key), str(words), tuple(map(int, box))) for one, key, words, box in shapes)
    return OurSlide(int(number), str(code), tuple(told), str(notes))


def remember(presentation: Any, memo: Memo) -> None:
    """Write the memo into a file, in place of the one that it has."""
    root = memo.written().replace("&", "&amp;").replace("<", "&lt;")
    content = f'<?xml version="1.0" encoding="UTF-8"?><deck xmlns="{NAMESPACE}">{root}</deck>'.encode()
    found = _part(presentation)
    if found is not None:
        rewrite(found, content)
        return
    package = presentation.part.package
    part = Part(package.next_partname("/customXml/item%d.xml"), TYPE, package, content)
    presentation.part.relate_to(part, RT.CUSTOM_XML)


def remembered(presentation: Any) -> str | None:
    """Return the memo of a file as JSON, None for a file that has none."""
    part = _part(presentation)
    if part is None:
        return None
    inside = part.blob.decode("utf-8").partition(f'<deck xmlns="{NAMESPACE}">')[2].rpartition("</deck>")[0]
    said: str = inside.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return said


def _part(presentation: Any) -> Any | None:
    custom = (rel.target_part for rel in presentation.part.rels.values() if rel.reltype == RT.CUSTOM_XML)
    return next((part for part in custom if NAMESPACE.encode() in part.blob), None)


def page_of(slide: Any, code: str) -> OurSlide:
    """Return what stands on a slide that we have just written."""
    return OurSlide(slide.slide_id, code, tuple(shapes_of(slide)), words_of_notes(slide))


def shapes_of(slide: Any) -> Iterator[WrittenText]:
    """Yield what is on a slide, each told apart from others of its kind by its turn."""
    turns: Counter[str] = Counter()
    for shape in slide.shapes:
        kind = kind_of_shape(shape)
        turns[kind] += 1
        yield WrittenText(shape.shape_id, f"{kind}-{turns[kind]}", words_of(shape), box_of(shape))


def kind_of_shape(shape: Any) -> str:
    """Return what a shape is: the number of its place in the layout, or chart, table, group or text."""
    if shape.is_placeholder:
        return f"place{shape.placeholder_format.idx}"
    if shape.has_chart:
        return "chart"
    if shape.has_table:
        return "table"
    return "text" if shape.has_text_frame else "group"


def words_of(shape: Any) -> str:
    """Return the checksum of what a shape says: its words, or the names and numbers of a chart."""
    return _checksum(_numbers(space_of(shape.chart)) if shape.has_chart else _words(element_of(shape)))


def words_of_notes(slide: Any) -> str:
    """Return the checksum of the notes of a slide."""
    return _checksum(slide.notes_slide.notes_text_frame.text.splitlines()) if slide.has_notes_slide else ""


def box_of(shape: Any) -> tuple[int, ...]:
    """Return where a shape stands and how large it is."""
    return tuple(int(each or 0) for each in (shape.left, shape.top, shape.width, shape.height))


def _words(element: Any) -> Iterator[str]:
    """Yield the words of the paragraphs of a shape, without the number of the slide, which follows by itself."""
    for paragraph in element.iter(qn("a:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("a:t")) if text.getparent().tag != qn("a:fld"))


def _numbers(space: Any) -> Iterator[str]:
    for series in space.iter(qn("c:ser")):
        for holder in (each for each in series if each.tag in NUMBERS):
            for value in holder.iter(qn("c:v")):
                yield _plain(value.text or "")


def _plain(text: str) -> str:
    """Return a number as it is, however many digits a program has written."""
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return text


def _checksum(words: Iterator[str] | list[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
