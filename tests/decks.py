"""The decks that tests look at, each built once for all of them, because nothing in them can be changed."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from ek_data.dataset.dataset import Dataset
from ek_data.demo import demo
from ek_data.geo import boundaries
from ek_data.i18n import GERMAN, Language
from ek_data.settings import SHIPPED
from ek_data.slides import deck
from ek_data.slides.deck import Deck
from ek_data.slides.options import Choice
from ek_data.slides.pptx import file as pptx_deck
from tests.programme import shipped

AREAS = boundaries.load(boundaries.locate(SHIPPED))
PUBLIC = shipped()
DEMO = demo(14, 200)
USUAL = Choice()


@cache
def large() -> Dataset:
    """Return invented data of many municipalities."""
    return demo(200, 5600)


@cache
def made(dataset: Dataset, choice: Choice = USUAL, lang: Language = GERMAN, **more: Any) -> Deck:
    """Return the deck of what is chosen."""
    return deck.deck(dataset, AREAS, choice, lang, **more)


@cache
def powerpoint(dataset: Dataset, choice: Choice = USUAL, lang: Language = GERMAN, **more: Any) -> bytes:
    """Return the deck of what is chosen as a PowerPoint file."""
    return pptx_deck.pptx(made(dataset, choice, lang, **more))


def own_template(*, keep: bool = True, as_potx: bool = False, lists: bool = True, tags: bool = False) -> bytes:
    """Return a template in 4:3 with layouts in German and one slide; without `keep` all layouts have contents.

    Without `lists` none has a place for a list alone. With `tags` the slide and a layout hold some.
    """
    presentation = Presentation()
    for layout in list(presentation.slide_layouts):
        kinds = {shape.placeholder_format.type for shape in layout.placeholders}
        contents = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT} & kinds
        if (not keep and not contents) or (not lists and contents):
            presentation.slide_layouts.remove(layout)
            continue
        layout.name = f"Vorlage {layout.name[:3]}"
        for foot in (each for each in layout.placeholders if each.placeholder_format.type == PP_PLACEHOLDER.FOOTER):
            foot.text_frame.text = "Fuß der Vorlage {{datenstand}}" if tags else "Fuß der Vorlage"
    first = presentation.slides.add_slide(presentation.slide_layouts[0])
    first.shapes.title.text = "Altes"
    if tags:
        paragraph = first.shapes.title.text_frame.paragraphs[0]
        paragraph.runs[0].text = "Haus: {{ti"  # as PowerPoint parts it after a correction of the spelling
        paragraph.add_run().text = "tel}}"
        first.placeholders[1].text_frame.text = "{{ Stand }} ({{unbekannt}})"
    file = io.BytesIO()
    presentation.save(file)
    return as_template(file.getvalue()) if as_potx else file.getvalue()


def as_template(data: bytes) -> bytes:
    """Return a presentation as a .potx."""
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(copy, "w") as written:
        for name in archive.namelist():
            content = archive.read(name).replace(b"presentation.main+xml", b"template.main+xml")
            written.writestr(name, content)
    return copy.getvalue()
