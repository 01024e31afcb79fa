"""Child that opens a presentation somebody sent: it tells what the file remembers, or writes newer numbers into it.

Run as a module it is a bounded process, because a file of some hundred kilobytes can need all memory there is. The
files come through standard input, each behind its length, and what is made of them leaves through standard output.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ek_data.slides.own_template import TemplateRefused, bounded, check
from ek_data.slides.pptx.provenance import Memo, OurSlide, remember, remembered

SECONDS = 60
LENGTH = 8  # bytes before each file
TELL, RENEW = "tell", "renew"
FOREIGN = "foreign"


def joined(*files: bytes) -> bytes:
    """Return files one behind the other, each behind its length."""
    return b"".join(len(file).to_bytes(LENGTH, "big") + file for file in files)


def parted(data: bytes) -> Iterator[bytes]:
    """Yield the files that were joined."""
    at = 0
    while at < len(data):
        end = at + LENGTH + int.from_bytes(data[at : at + LENGTH], "big")
        yield data[at + LENGTH : end]
        at = end


def opened(data: bytes) -> Any:
    """Return a presentation that is small enough, without macros."""
    from pptx import Presentation

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check(archive)
    return Presentation(io.BytesIO(data))


def tell(data: bytes) -> bytes:
    """Return the memo of a presentation. Raises `TemplateRefused` for one that has none."""
    told = remembered(opened(data))
    if told is None:
        raise TemplateRefused(FOREIGN)
    return Memo.read(told).written().encode()


def renew(data: bytes, fresh: bytes) -> bytes:
    """Return the presentation with what the same slides say in `fresh`, and before it as JSON what stays as it is."""
    old, new = opened(data), opened(fresh)
    before, now = (Memo.read(remembered(each) or "") for each in (old, new))
    there = {slide.slide_id for slide in old.slides}
    kept = [page for page in before.pages if page.number in there]  # the others somebody took out
    pages, report = _renewed(old, kept, new, now)
    old.core_properties.comments = new.core_properties.comments
    remember(old, replace(now, own=before.own, pages=pages))
    file = io.BytesIO()
    old.save(file)
    return joined(json.dumps(report).encode(), file.getvalue())


def _renewed(old: Any, pages: Sequence[OurSlide], new: Any, now: Memo) -> tuple[tuple[OurSlide, ...], dict[str, Any]]:
    """Write what `new` says into the slides of `old`; return what each page holds then, and a report by place."""
    from ek_data.slides.update.replacing import Renewed, renew

    slides = {slide.slide_id: slide for slide in old.slides}
    places = {slide.slide_id: place for place, slide in enumerate(old.slides, 1)}
    fresh = {slide.slide_id: slide for slide in new.slides}
    written = {page.code: page for page in now.pages}
    made: dict[int, Renewed] = {
        page.number: renew(slides[page.number], page, fresh[other.number], other)
        for page in pages
        if (other := written.get(page.code))
    }
    report = {
        "done": len(made),
        "kept": [(places[number], name) for number, each in made.items() for name in each.kept],
        "without": [places[page.number] for page in pages if page.number not in made],
        "lacking": [places[number] for number, each in made.items() if each.lacking],
        "others": len(slides) - len(pages),
    }
    return tuple(made[page.number].page if page.number in made else page for page in pages), report


def made(data: bytes) -> bytes:
    """Return what the first argument asks for of the files of standard input."""
    files = parted(data)
    return tell(*files) if sys.argv[1] == TELL else renew(*files)


if __name__ == "__main__":
    sys.exit(bounded(made, SECONDS))
