"""Numbers with words: “ca. 80”, “80-100”, “100 (geschätzt)”, “80 Personen”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ek_data.spelling import folded
from ek_data.tables.shared_choices import QUALIFIERS, Qualifier
from ek_data.tables.types import Column, Option
from ek_data.validation.parsers.cell import Beside

LONGEST = 60  # characters; to look for a number in a long text would take very long
_NUMBER = r"[0-9]+(?:[.,'’´` ][0-9]+)*"
_SAID = re.compile(
    rf"(?P<before>[^0-9]*?)\s*(?P<first>{_NUMBER})(?:\s*(?P<to>-|–|—|bis|und)\s*(?P<second>{_NUMBER}))?"
    r"\s*(?P<after>[^0-9]*)",
    re.IGNORECASE,
)
_SPAN_WORDS = {("", "-"), ("", "–"), ("", "—"), ("", "bis"), ("von", "bis"), ("zwischen", "und")}


class Said(NamedTuple):
    """A number and what a text says of it besides. `first` is the lower end where it is a range."""

    digits: str
    first: str | None = None
    qualifier: Option | None = None
    counted: Option | None = None


def said(text: str, column: Column, beside: Beside) -> Said | None:
    """Return what a text with one number or two and words that are known says, else None."""
    match = _SAID.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    after, counted = _without_counted(_bare(match["after"]), column, beside)
    before = _bare(match["before"])
    if match["second"]:
        if after or (before.lower(), match["to"].lower()) not in _SPAN_WORDS:
            return None
        return Said(match["second"], match["first"], _option(Qualifier.AT_MOST), counted)
    before, _ = _without_counted(before, column, beside)
    found = [_qualifiers().get(_key(word)) for word in (before, after) if word]
    if None in found or len(set(found)) > 1 or before == "+":
        return None
    return Said(match["first"], None, found[0] if found else None, counted)


def without_unit(text: str, spellings: Iterable[str]) -> str:
    """Return a text without the first of the `spellings` that stands at its end or beginning."""
    for unit in spellings:
        if text.lower().endswith(unit.lower()):
            return text[: -len(unit)].strip()
        if text.lower().startswith(unit.lower()):
            return text[len(unit) :].strip()
    return text


def _bare(words: str) -> str:
    return " ".join(re.sub(r"[()\[\]]", " ", words).split())


def _without_counted(words: str, column: Column, beside: Beside) -> tuple[str, Option | None]:
    """Return words without what is counted, which may be the column's own name or unit, and the option it names."""
    own = (*(column.unit.spellings if column.unit else ()), *column.headers)
    for option in beside.counted.options if beside.counted else ():
        for spelling in (*option.words, *option.spellings):
            if spelling not in own and (left := without_unit(words, (spelling,))) != words:
                return left, option
    return without_unit(words, own), None


@cache
def _qualifiers() -> dict[str, Option]:
    """Return the options by the words and signs that say them."""
    return {_key(word): option for option in QUALIFIERS for word in (*option.words, *option.spellings, *option.signs)}


def _key(word: str) -> str:
    return folded(word) or word


def _option(code: Qualifier) -> Option:
    return next(option for option in QUALIFIERS if option.code == code)
