"""Minutes in Word: valid, in real styles, with numbered captions, alternative texts and everything of the deck."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from ek_data.dataset.dataset import DEMO_MARK
from ek_data.figures.open_questions import open_questions
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.slides.docx.file import docx
from ek_data.slides.options import Choice
from tests.decks import DEMO, PUBLIC, made
from tests.hostile import hostile
from tests.office import faults
from tests.programme import ASBACH

WHOLE = Choice.of(profiles=(ASBACH,), since=dt.date(2025, 4, 8))
SOME = Choice.of(("title", "headline", "status", "conferences", "changes", "closing"), since=dt.date(2025, 4, 8))
HIDDEN = Choice.of(("headline", "strip", "status"), anonymous=True)


@cache
def written(lang: Language = GERMAN, choice: Choice = SOME, data: Any = PUBLIC) -> bytes:
    return docx(made(data, choice, lang))


def minutes(lang: Language = GERMAN, choice: Choice = SOME, data: Any = PUBLIC) -> Any:
    return Document(io.BytesIO(written(lang, choice, data)))


def texts(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


@pytest.mark.parametrize(
    ("data", "choice", "lang"),
    [
        pytest.param(PUBLIC, SOME, GERMAN, id="some"),
        pytest.param(PUBLIC, WHOLE, GERMAN, id="whole", marks=pytest.mark.full),
        pytest.param(DEMO, HIDDEN, ENGLISH, id="demo", marks=pytest.mark.full),
    ],
)
def test_nothing_breaks_the_schema(data: Any, choice: Choice, lang: Language) -> None:
    assert faults(written(lang, choice, data), ".docx") == ()


def test_findings_are_the_headings_and_each_slide_is_told() -> None:
    document, deck = minutes(), made(PUBLIC, SOME)
    told = [slide.title.removesuffix(".") for slide in deck.slides if slide.code not in ("title", "closing")]
    assert texts(document, "Title") == [deck.title]
    assert texts(document, "Subtitle") == ["Stand 19. November 2025"]
    assert texts(document, "Heading 1") == [*told, "Offene Punkte", "Tabellen zu den Abbildungen", "Quellen"]
    pictures = [slide.picture for slide in deck.slides if slide.picture]
    assert [each.get("descr") for each in document.element.iter(qn("wp:docPr"))] == [each.finding for each in pictures]


def test_captions_are_counted_by_word_itself() -> None:
    document = minutes()
    fields = [each.get(qn("w:instr")) for each in document.element.iter(qn("w:fldSimple"))]
    assert {field.split()[0] for field in fields} == {"SEQ"}
    assert fields.count(" SEQ Tabelle \\* ARABIC ") == len(document.tables)
    shown = [re.match(r"(Abbildung|Tabelle) (\d+)", text) for text in captions(document)]
    numbers = [(found[1], int(found[2])) for found in shown if found]
    for label in ("Abbildung", "Tabelle"):
        own = [number for name, number in numbers if name == label]
        assert own == list(range(1, len(own) + 1))
        assert len(own) > 1


def captions(document: Any) -> list[str]:
    """Return the captions with the numbers that their fields show."""
    return [
        "".join(text.text or "" for text in paragraph._p.iter(qn("w:t")))
        for paragraph in document.paragraphs
        if paragraph.style.name == "Caption"
    ]


def test_open_points_are_those_of_the_data() -> None:
    said = texts(minutes(), "List Bullet")
    asked = [each.words for question in open_questions(PUBLIC, GERMAN) for each in question.asked]
    assert asked
    assert [words for words in asked if words not in said] == []


def test_sources_are_links_once_each() -> None:
    document, deck = minutes(), made(PUBLIC, SOME)
    links = [document.part.rels[each.get(qn("r:id"))].target_ref for each in document.element.iter(qn("w:hyperlink"))]
    assert sorted(links) == sorted({address for slide in deck.slides for address in slide.sources})


def test_tables_repeat_their_header_and_have_no_separator_in_years() -> None:
    document = minutes()
    for table in document.tables:
        assert table.style.name == "Zahlen"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "2024" in cells
    assert not [text for text in cells if re.fullmatch(r"2[.,]0\d\d", text)]


def test_properties_and_language_are_those_of_the_deck() -> None:
    german, english = minutes(), minutes(ENGLISH)
    assert german.core_properties.title == "Engagierte Kommunen in Rheinland-Pfalz"
    assert german.core_properties.created.year >= 2026
    languages = [
        {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} for document in (german, english)
    ]
    assert languages == [{"de-DE"}, {"en-GB"}]
    assert captions(english)[0].startswith("Table 1: ")
    assert "Stand 19. November 2025" in german.sections[0].footer.paragraphs[0].text


@pytest.mark.full
def test_hostile_data_stay_words_and_lead_nowhere_but_to_web_addresses() -> None:
    content = written(data=hostile())
    document = Document(io.BytesIO(content))
    links = [document.part.rels[each.get(qn("r:id"))].target_ref for each in document.element.iter(qn("w:hyperlink"))]
    assert faults(content, ".docx") == ()
    assert {link.partition(":")[0] for link in links} <= {"http", "https"}
    assert not list(document.element.iter(qn("w:instrText")))


def test_minutes_without_names_have_none_and_those_of_invented_data_say_so() -> None:
    hidden = minutes(choice=HIDDEN)
    words = "\n".join(text.text or "" for text in hidden.element.iter(qn("w:t")))
    assert "Kommune A" in words
    assert [name for name in PUBLIC.names if name in words] == []
    assert "Quellen" not in texts(hidden, "Heading 1")
    assert DEMO_MARK in texts(minutes(choice=HIDDEN, data=DEMO), "Subtitle")
