"""Numbers with words: “ca. 80”, “80-100”, “100 (geschätzt)”, “80 Personen”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ek_data.programme.current import per_programme
from ek_data.programme.fixed_lists import Qualifier
from ek_data.programme.options import Option
from ek_data.spelling import folded
from ek_data.tables.shared_choices import QUALIFIERS
from ek_data.tables.types import Column
from ek_data.validation.parsers.cell import Beside

LONGEST = 60  # characters; to look for a number in a long text would take very long
_NUMBER = r"[0-9]+(?:[.,'’´` ][0-9]+)*"
_SAID = re.compile(
    rf"(?P<before>[^0-9]*?)\s*(?P<first>{_NUMBER})"
    rf"(?:(?P<between>[^0-9]*?)\s*(?P<to>-|–|—|…|\.\.+|\bbis\b|\bund\b)\s*(?P<about>[^0-9]*?)\s*(?P<second>{_NUMBER}))?"
    r"\s*(?P<after>[^0-9]*)",
    re.IGNORECASE,
)
_BOTH_ENDS = {"von": ("bis",), "zwischen": ("und", "-", "–", "bis"), "zw": ("und", "-", "–", "bis")}
"""Words before a range, and what they stand with between its ends."""
_CLOSE = {
    Qualifier.ABOUT: ("knapp", "fast", "nahezu", "beinahe", "annähernd", "etwas unter", "etwas weniger als"),
    Qualifier.MORE_THAN: ("gut", "etwas über", "etwas mehr als"),
    Qualifier.AT_MOST: ("unter", "weniger als", "<"),
}
"""Words that say more than a qualifier can, which is why the text is kept in the note."""
_MARKED = re.compile(r"(?P<core>[^()\[\]]*[0-9][^()\[\]]*?)\s*(?:[*†‡!?;,.¹²³⁴-⁹]+|[(\[](?P<aside>[^()\[\]]*)[)\]])")
_GENDERED = re.compile(r"(?<=r)(?:[:*/_·]-?)?(?=innen)", re.IGNORECASE)


class Said(NamedTuple):
    """A number and what a text says of it besides. `first` is the lower end where it is a range.

    `noted` says that the text says more than the number and the options.
    """

    digits: str
    first: str | None = None
    qualifier: Option | None = None
    counted: Option | None = None
    noted: bool = False


def said(text: str, column: Column, beside: Beside) -> Said | None:
    """Return what a text with one number or two and words that are known says, else None."""
    match = _SAID.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    after, counted = _without_counted(_bare(match["after"]), column, beside)
    before = _bare(match["before"])
    if match["second"]:
        return _range(match, before, after, counted)
    before, _ = _without_counted(before, column, beside)
    words = [word for word in (before, after) if word]
    found = [_qualifiers().get(_key(word)) or _close().get(_key(word)) for word in words]
    if None in found or len(set(found)) > 1 or before == "+":
        return None
    noted = any(_key(word) in _close() for word in words)
    return Said(match["first"], None, found[0] if found else None, counted, noted)


def _range(match: re.Match[str], before: str, after: str, counted: Option | None) -> Said | None:
    """Return a range, whose ends may be about so; None where its words say something else."""
    to, first_word = match["to"].lower(), _key(before.split(" ")[0]) if before else ""
    if first_word in _BOTH_ENDS:
        if to not in _BOTH_ENDS[first_word]:
            return None
        before = before.partition(" ")[2]
    elif to == "und":
        return None
    words = [word for word in (before, _bare(match["between"]), _bare(match["about"]), after) if word]
    if any(_qualifiers().get(_key(word)) != _option(Qualifier.ABOUT) for word in words):
        return None
    return Said(match["second"], match["first"], _option(Qualifier.AT_MOST), counted, noted=True)


def marked(text: str) -> tuple[str, list[int]] | None:
    """Return what stands before a mark or bracket at the end (“80*”, “80 (davon 30 online)”), and numbers in it."""
    match = _MARKED.fullmatch(text) if len(text) <= LONGEST else None
    return (match["core"], [int(number) for number in re.findall("[0-9]+", match["aside"] or "")]) if match else None


def without_unit(text: str, spellings: Iterable[str]) -> str:
    """Return a text without the first of the `spellings` that stands at its end or beginning."""
    for unit in spellings:
        if text.lower().endswith(unit.lower()):
            return text[: -len(unit)].strip()
        if text.lower().startswith(unit.lower()):
            return text[len(unit) :].strip()
    return text


def _bare(words: str) -> str:
    return " ".join(re.sub(r"[()\[\]:]", " ", _GENDERED.sub("", words)).split())


def _without_counted(words: str, column: Column, beside: Beside) -> tuple[str, Option | None]:
    """Return words without what is counted, which may be the column's own name or unit, and the option it names."""
    own = sorted((*(column.unit.spellings if column.unit else ()), *column.headers), key=len, reverse=True)
    for option in beside.counted.options if beside.counted else ():
        for spelling in sorted((*option.words, *option.spellings), key=len, reverse=True):
            if spelling not in own and (left := without_unit(words, (spelling,))) != words:
                return left, option
    return without_unit(words, own), None


@per_programme
def _qualifiers() -> dict[str, Option]:
    """Return the options by the words and signs that say them."""
    return {_key(word): option for option in QUALIFIERS for word in (*option.words, *option.spellings, *option.signs)}


@per_programme
def _close() -> dict[str, Option]:
    return {_key(word): _option(code) for code, words in _CLOSE.items() for word in words}


def _key(word: str) -> str:
    return folded(word) or word


def _option(code: Qualifier) -> Option:
    return next(option for option in QUALIFIERS if option.code == code)
