"""A deck as minutes in Word: findings as headings, pictures and tables with captions, open points, sources."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pandas as pd

from ek_data.charts.picture import Picture, hosts_in_words
from ek_data.dataset import wording
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.figures.open_questions import open_questions
from ek_data.i18n import Language
from ek_data.slides.content import Slide
from ek_data.slides.deck import Deck
from ek_data.slides.docx.writer import Writer
from ek_data.slides.options import kind_of, only_here
from ek_data.text import as_sentence

AROUND = ("title", "closing")  # slides that only open and end a presentation
MOST_ROWS, MOST_COLUMNS = 40, 7  # of a table in the appendix


def docx(deck: Deck) -> bytes:
    """Return `deck` as the bytes of a .docx file."""
    lang = Language(deck.language)
    minutes = Writer(lang)
    _open(minutes, deck, lang)
    told = [slide for slide in deck.slides if kind_of(slide.code) not in AROUND]
    said: set[str] = set()
    for slide in told:
        _section(minutes, slide, [note for note in dict.fromkeys(slide.notes) if note not in said], deck, lang)
        said.update(slide.notes)
    _open_points(minutes, deck.data, lang)
    _appendix(minutes, [slide.picture for slide in told if slide.picture], lang)
    _sources(minutes, chain.from_iterable(slide.sources for slide in told), deck, lang)
    minutes.describe(title=deck.title, subject=deck.state, foot=f"{deck.title} · {deck.state}")
    return minutes.content()


def _open(minutes: Writer, deck: Deck, lang: Language) -> None:
    """Write the title, the date of the data, the filters, and where the slides are found."""
    minutes.title(deck.title)
    for line in filter(None, (DEMO_MARK if deck.demo else "", deck.state, deck.subtitle)):
        minutes.subtitle(line)
    if deck.address and not only_here(deck.address):
        minutes.links(lang("Slides:"), [(deck.address.partition("?")[0], deck.address)])


def _section(minutes: Writer, slide: Slide, notes: Iterable[str], deck: Deck, lang: Language) -> None:
    """Write a slide as a section: its finding as the heading, then what shows it, and the `notes` to be minded."""
    minutes.heading(slide.title.removesuffix("."))
    if slide.topic and not slide.figures:
        minutes.topic(slide.topic)
    if slide.figures:
        columns = [lang("Figure"), lang("Value"), lang("Note")]
        minutes.table(pd.DataFrame(slide.figures, columns=columns, dtype="string"), slide.topic)
    if slide.picture and (slide.picture.spec or slide.picture.map):
        minutes.picture(slide.picture, demo=deck.demo)
    if slide.table is not None:
        minutes.table(wording.readable(slide.table, lang), slide.topic)
    minutes.bullets(slide.bullets)
    for note in notes:
        minutes.note(as_sentence(note))
    if slide.sources:
        minutes.note(hosts_in_words(slide.sources, lang))


def _open_points(minutes: Writer, data: Dataset, lang: Language) -> None:
    """Write what is open in the data, and with whom."""
    minutes.heading(lang("Open points"))
    found = [question for question in open_questions(data, lang) if question.asked]
    if not found:
        minutes.paragraph(lang("Nothing is open in these data."))
    for question in found:
        minutes.heading(question.title, 2)
        minutes.bullets([each.words for each in question.asked])


def _appendix(minutes: Writer, pictures: Iterable[Picture], lang: Language) -> None:
    """Write the rows of the pictures as tables, those of long ones as far as they can be read on paper."""
    named = {picture.name: picture for picture in pictures if len(picture.rows)}
    if not named:
        return
    minutes.heading(lang("Tables behind the pictures"))
    for picture in named.values():
        rows = picture.rows[slice(0, MOST_ROWS)]
        shown = [column for column in rows.columns if column not in wording.ADDRESSES][:MOST_COLUMNS]
        title = " · ".join(filter(None, (picture.title, picture.about)))
        if (n := len(picture.rows)) > MOST_ROWS:
            shown_of = lang("the first {shown} of {n} rows", shown=lang.number(MOST_ROWS), n=lang.number(n))
            title = f"{title}, {shown_of}"
        minutes.table(wording.readable(rows[shown], lang), title)


def _sources(minutes: Writer, addresses: Iterable[str], deck: Deck, lang: Language) -> None:
    listed = list(dict.fromkeys(addresses))
    if listed:
        minutes.heading(lang("Sources"))
    for address in listed:
        minutes.links("", [(address, address)])
    if any(slide.map for slide in deck.slides):
        minutes.note(deck.attribution)
