"""Tags that an office writes into its template, such as ``{{titel}}``: they are filled wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ek_data.slides.pptx.internals import element_of, qn
from ek_data.slides.pptx.text import clean

TAG = re.compile(r"\{\{\s*(\w+)\s*\}\}")
TITLE, SUBTITLE, DATE, RELEASE, ADDRESS = "titel", "untertitel", "stand", "datenstand", "adresse"


def tags_in(page: Any) -> set[str]:
    """Return the names of the tags on a slide, layout or master."""
    return {tag.lower() for paragraph in _paragraphs(page) for tag in TAG.findall(_said(paragraph))}


def fill_tags(presentation: Any, words: Mapping[str, str]) -> None:
    """Write `words` in place of the tags of their names, on masters, layouts and slides; others stay as they are."""
    masters = presentation.slide_masters
    layouts = [layout for master in masters for layout in master.slide_layouts]
    for page in (*masters, *layouts, *presentation.slides):
        for paragraph in _paragraphs(page):
            said = _said(paragraph)
            filled = TAG.sub(lambda tag: words.get(tag.group(1).lower(), tag.group()), said)
            if filled != said:
                first, *others = paragraph.iter(qn("a:t"))  # PowerPoint may part a tag into several runs
                first.text = clean(filled)
                for other in others:
                    other.text = ""


def _paragraphs(page: Any) -> Iterator[Any]:
    yield from element_of(page).iter(qn("a:p"))


def _said(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("a:t")))
