"""Writer of minutes: paragraphs, pictures, tables, links in the styles of the template, captions numbered by Word."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Length

from ek_data.charts.drawers.file import as_png, drawing_only
from ek_data.charts.picture import Picture
from ek_data.i18n import Language
from ek_data.slides.docx.internals import describe, mark, put_field, put_link
from ek_data.slides.docx.template import CELL, NOTE, PICTURE, TABLE, template
from ek_data.text import allowed_in_xml, is_web_address

WIDE, MAP_WIDE = Cm(16), Cm(12)
UNKNOWN = "–"
BOLD = 1.35  # how much wider a bold word is
MOST_CHARACTERS = 44  # that widen a column; longer words are broken into lines
NUMBER, NUMBER_OR_UNKNOWN = re.compile(r"-?\d[\d.,\u202f\u00a0]*"), re.compile(r"-?\d[\d.,\u202f\u00a0]*|–")
LABELS = {"de": ("Abbildung", "Tabelle"), "en": ("Figure", "Table")}  # what Word counts by, in its own words


class Writer:
    """A document that grows from top to bottom."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self._document: Any = template(lang.code)
        self._counted = dict.fromkeys(LABELS[lang.code], 0)

    def title(self, words: str) -> None:
        self.paragraph(words, "Title")

    def subtitle(self, words: str) -> None:
        self.paragraph(words, "Subtitle")

    def heading(self, words: str, level: int = 1) -> None:
        self.paragraph(words, f"Heading {level}")

    def note(self, words: str) -> None:
        self.paragraph(words, NOTE)

    def topic(self, words: str) -> None:
        """Write what a finding is about, between its heading and what shows it."""
        self.paragraph(words, NOTE).paragraph_format.keep_with_next = True

    def paragraph(self, words: str, style: str = "Normal") -> Any:
        """Write a paragraph, of any text that data may hold."""
        return self._document.add_paragraph(allowed_in_xml(words), style=style)

    def bullets(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.paragraph(line, "List Bullet")

    def links(self, words: str, links: Sequence[tuple[str, str]]) -> None:
        """Write words with links (label, address) behind them, small."""
        paragraph = self.paragraph(words, NOTE)
        for label, address in links:
            if words:
                paragraph.add_run(" ")
            if is_web_address(address):
                put_link(paragraph, allowed_in_xml(label), address)
            else:
                paragraph.add_run(allowed_in_xml(label))

    def picture(self, picture: Picture, *, demo: bool) -> None:
        """Draw a picture with its finding as alternative text and what is counted as its caption."""
        figure, _table = self._counted
        png = io.BytesIO(as_png(drawing_only(picture, demo=demo)))
        paragraph = self.paragraph("", PICTURE)
        paragraph.add_run().add_picture(png, width=_width(picture))
        describe(paragraph, f"{figure} {self._counted[figure] + 1}", allowed_in_xml(picture.finding))
        self._caption(figure, " · ".join(filter(None, (picture.about, picture.subtitle or picture.title))))

    def table(self, rows: pd.DataFrame, caption: str) -> None:
        """Write rows of words below their headers, with a caption above that stays with them."""
        _figure, label = self._counted
        self._caption(label, caption).paragraph_format.keep_with_next = True
        texts = rows.astype("string").fillna(UNKNOWN)
        lines = [list(map(str, texts.columns)), *texts.to_numpy().tolist()]
        columns = [_Column.of(words) for words in zip(*lines, strict=True)]
        table = self._document.add_table(rows=len(lines), cols=len(columns), style=TABLE)
        unit = WIDE / sum(column.needed for column in columns)
        for grid, column in zip(table.columns, columns, strict=True):
            grid.width = round(column.needed * unit)
        for row, words in zip(table.rows, lines, strict=True):
            mark(row, "w:cantSplit")
            for cell, text, column in zip(row.cells, words, columns, strict=True):
                _fill(cell, text, column)
        mark(table.rows[0], "w:tblHeader")
        self.paragraph("", NOTE)

    def describe(self, *, title: str, subject: str, foot: str) -> None:
        """Write the properties of the file, and what stands at the foot of each page beside its number."""
        properties, now = self._document.core_properties, dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)
        properties.title, properties.subject = allowed_in_xml(title), allowed_in_xml(subject)
        properties.language = self.lang.code
        properties.created = properties.modified = now
        self._document.sections[0].footer.paragraphs[0].runs[0].text = allowed_in_xml(foot)

    def content(self) -> bytes:
        """Return the file."""
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _caption(self, label: str, words: str) -> Any:
        self._counted[label] += 1
        paragraph = self.paragraph(f"{label} ", "Caption")
        put_field(paragraph, f" SEQ {label} \\* ARABIC ", str(self._counted[label]))
        paragraph.add_run(allowed_in_xml(f": {words}" if words else ""))
        return paragraph


def _width(picture: Picture) -> Length:
    """Return how wide a picture is: from edge to edge, but for a map that is higher than wide."""
    high = picture.map is not None and picture.map.canvas.height > picture.map.canvas.width
    return MAP_WIDE if high else WIDE


@dataclass(frozen=True)
class _Column:
    """How many characters a column needs, and whether it holds numbers alone."""

    needed: int
    numbers: bool

    @classmethod
    def of(cls, words: Sequence[str]) -> _Column:
        header, *values = words
        longest_word = round(max(map(len, header.split()), default=1) * BOLD)
        needed = max(longest_word, min(max(map(len, values), default=1), MOST_CHARACTERS)) + 3
        return cls(needed, any(map(NUMBER.fullmatch, values)) and all(map(NUMBER_OR_UNKNOWN.fullmatch, values)))


def _fill(cell: Any, words: str, column: _Column) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style, paragraph.text = CELL, allowed_in_xml(words)
    if column.numbers:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
