"""Child that opens a presentation somebody sent: it tells what the file remembers, or writes newer numbers into it.

Run as a module it is a bounded process, because a file of some hundred kilobytes can need all memory there is. The
files come through standard input, each behind its length, and what is made of them leaves through standard output.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ek_data.slides.own_template import Refused, bounded, check
from ek_data.slides.pptx.memo import Memo, Page, remember, remembered

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
    """Return the memo of a presentation. Raises `Refused` for one that has none."""
    told = remembered(opened(data))
    if told is None:
        raise Refused(FOREIGN)
    return Memo.read(told).written().encode()


def renew(data: bytes, fresh: bytes) -> bytes:
    """Return the presentation with what the same slides say in `fresh`, and before it as JSON what stays as it is."""
    from ek_data.slides.update.replacing import renew as renewed

    old, new = opened(data), opened(fresh)
    before, now = (Memo.read(remembered(each) or "") for each in (old, new))
    slides = {slide.slide_id: slide for slide in old.slides}
    places = {slide.slide_id: number for number, slide in enumerate(old.slides, 1)}
    fresh_slides = {slide.slide_id: slide for slide in new.slides}
    written = {page.code: page for page in now.pages}
    pages: list[Page] = []
    kept: list[tuple[int, str]] = []
    without: list[int] = []
    lacking: list[int] = []
    for page in before.pages:
        if page.number not in slides:  # somebody took it out
            continue
        if page.code not in written:
            without.append(places[page.number])
            pages.append(page)
            continue
        other = written[page.code]
        made = renewed(slides[page.number], page, fresh_slides[other.number], other)
        pages.append(made.page)
        kept += [(places[page.number], name) for name in made.kept]
        lacking += [places[page.number]] if made.lacking else []
    old.core_properties.comments = new.core_properties.comments
    remember(old, replace(now, own=before.own, pages=tuple(pages)))
    file = io.BytesIO()
    old.save(file)
    report = {
        "done": len(pages) - len(without),
        "kept": kept,
        "without": without,
        "lacking": lacking,
        "others": len(slides) - len(pages),
    }
    return joined(json.dumps(report).encode(), file.getvalue())


def made(data: bytes) -> bytes:
    """Return what the first argument asks for of the files of standard input."""
    files = parted(data)
    return tell(*files) if sys.argv[1] == TELL else renew(*files)


if __name__ == "__main__":
    sys.exit(bounded(made, SECONDS))
