"""Cells of a workbook as the columns of a table mean them: a text as people see it, a number with the words beside it.

A cell that holds 80 and shows "ca. 80" says what the text "ca. 80" says, and one that shows "viele" says no number. A
word of a format that says nothing about the number is left to it: "50 Vereine" is 50, but 50 francs are no euros.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ek_data.dataset.lookup import Known
from ek_data.reading.number_formats import in_words, shown
from ek_data.reading.raw import Raw
from ek_data.tables.shared_columns import NOTE
from ek_data.tables.types import Type
from ek_data.validation.parse import PARSERS, Parser
from ek_data.validation.parsers.cell import Beside, Unclear
from ek_data.validation.parsers.numbers import QUALIFIED, RANGE
from ek_data.validation.recognise import Match

AS_SHOWN = (Type.TEXT, Type.KEY, Type.URL, Type.CHOICE)
"""The types of columns whose cells are what people see, whatever a workbook holds in them."""
FOREIGN = re.compile(r"[$£¥]|\b(?:CHF|S?Fr|USD|GBP|DM|DEM|PLN|CZK|DKK|SEK|NOK|HUF)\b")
"""Currencies of a number format, which no column of numbers is in."""


def as_meant(raw: Raw, match: Match, known: Known) -> Raw:
    """Return the same file, the cells of its known columns as the texts that their parsers are to read."""
    return raw.changed(dict(_changes(match, known)))


def beside(match: Match, name: str) -> Beside:
    """Return what the cells of a column may say for others."""
    column = match.table[name]
    qualifier, counted = (other and match.table[other] for other in (column.qualifier, column.counted))
    return Beside(qualifier or None, counted or None, NOTE.name in match.columns)


def _changes(match: Match, known: Known) -> Iterator[tuple[int, Callable[[str, str], str]]]:
    for name, at in match.columns.items():
        column = match.table[name]
        if column.type in AS_SHOWN:
            yield at, shown
        elif column.is_quantity:
            yield at, partial(_with_words, PARSERS[column.type](column, known, beside(match, name)))


def _with_words(parse: Parser, text: str, code: str) -> str:
    """Return a number with the words of its format where they say more about it than the number alone."""
    words = in_words(text, code)
    if words == text:
        return text
    if FOREIGN.search(words) or (text != "0" and not any(map(str.isdigit, words))):
        return words
    try:
        said = parse(words)
    except Unclear as complaint:
        return words if complaint.message in (QUALIFIED, RANGE) else text
    return words if said.entered or said.note or said.value != _number(parse, text) else text


def _number(parse: Parser, text: str) -> Any:
    try:
        return parse(text).value
    except Unclear:
        return None
