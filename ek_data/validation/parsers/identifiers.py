"""Keys: the Amtlicher Regionalschlüssel as people and spreadsheets write it, names of municipalities, other keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from ek_data.dataset.lookup import Known, kind_words
from ek_data.geo import regional_key
from ek_data.i18n import N_
from ek_data.programme.current import current
from ek_data.spelling import closest, folded
from ek_data.tables import BY_NAME
from ek_data.tables.types import Column
from ek_data.validation.parsers import text as words
from ek_data.validation.parsers.cell import NO_MUNICIPALITY, NOT_A_KEY, Cell, Unclear, unknown_or
from ek_data.validation.parsers.numbers import SCIENTIFIC

ADDITION = re.compile(r" *\([^)]*\)$")
ADMINISTRATION = re.compile(r"(\w+?)[- ]?verwaltung (?:der )?(.+)", re.IGNORECASE)  # Kreisverwaltung …
KIND_BEHIND = re.compile(r"(?P<name>.+?)(?:, *| *\()(?P<kind>\w+)\)?")  # Asbach (VG)

ZERO_RESTORED = N_("“{value}”: the leading zero that a spreadsheet removed was restored: {repaired}.")
SPACES_REMOVED = N_("“{value}”: spaces inside the key were removed: {repaired}.")
COMPLETED = N_("“{value}”: the shorter key was completed to 12 digits: {repaired}.")
TAKEN_FOR = N_("“{value}” was taken for {repaired}.")
SHORTENED = N_("“{value}” was shortened by a spreadsheet, and digits are lost. Enter the 12 digits as text.")
INCOMPLETE = N_("“{value}” is not a complete regional key. It has 12 digits and begins with {laender}.")
OF_AGS = N_("“{value}” looks like an AGS of 8 digits. The regional key has 12 and begins with {laender}.")
SEVERAL = N_("“{value}” fits several municipalities: {names}. Write the full name.")
NAMESAKES = N_("“{value}” fits several municipalities: {names}. Write the regional key of the one that is meant.")
NO_SUCH_KEY = N_("“{value}” is not in the table “{table}”.")


def key(column: Column, known: Known) -> Callable[[str], Cell]:
    """Return the parser of a key; where it refers to another table, it must be there."""
    if column.refers_to is None:
        return words.text
    return partial(_reference, known.keys[column.refers_to], column.refers_to)


def ars(column: Column, known: Known) -> Callable[[str], Cell]:
    """Return the parser of a regional key; where it refers to municipalities, their names are understood too."""
    return partial(_named if column.refers_to else _own, known)


def _reference(keys: frozenset[str], table: str, text: str) -> Cell:
    cell = words.text(text)
    if cell.value not in keys:  # no "did you mean": a similar number is another event
        raise Unclear(NO_SUCH_KEY, table=BY_NAME[table].label)
    return cell


def _own(known: Known, text: str) -> Cell:
    if re.fullmatch(regional_key.OWN, text):
        return Cell(text)
    digits = re.sub(r"\s", "", text)
    if not digits.isdecimal():
        raise (
            Unclear(SHORTENED) if SCIENTIFIC.fullmatch(digits) else unknown_or(NOT_A_KEY, text, laender=_beginnings())
        )
    return _complete(known, digits, text, own=True)


def _named(known: Known, text: str) -> Cell:
    if found := known.by_name.get(folded(text)):
        exact = text in known.spelled
        return _only(known, found, Cell(found[0]) if exact else _taken_for(known, found[0]))
    if text in known.keys["municipalities"]:
        return Cell(text)
    digits = re.sub(r"\s", "", text)
    if SCIENTIFIC.fullmatch(digits):
        raise Unclear(SHORTENED)
    if not digits.isdecimal():
        return _bare_name(known, text)
    cell = _complete(known, digits, text, own=False)
    if cell.value not in known.keys["municipalities"]:
        raise Unclear(NO_MUNICIPALITY)
    return cell


def _complete(known: Known, digits: str, text: str, *, own: bool) -> Cell:
    """Return 12 digits; fewer only where they name exactly one municipality, because anything else is a guess.

    The others may be proposed by the boundaries where a municipality is given its `own` key.
    """
    readings = regional_key.readings(digits, current().places.lands)
    for reading in readings:
        if len(reading) == regional_key.WHOLE:
            return Cell(reading) if reading == text else Cell(reading, reading, repair=_mended(reading, digits))
    found = {ars for reading in readings for ars in known.by_short_key.get(reading, ())}
    if len(found) == 1:
        [ars] = found
        return Cell(ars, ars, repair=COMPLETED)
    message = OF_AGS if any(len(reading) == regional_key.AGS for reading in readings) else INCOMPLETE
    raise Unclear(
        message,
        suggestion=(_in_boundaries(known, readings) if own else None) or _padded(readings),
        laender=_beginnings(),
    )


def _in_boundaries(known: Known, readings: list[str]) -> str | None:
    """Return the key of the only area that a shorter key can mean; nobody but the boundaries knows its association."""
    found = {ars for reading in readings for ars in known.areas_by_short_key.get(reading, ())}
    return found.pop() if len(found) == 1 else None


def _mended(key: str, digits: str) -> str:
    return SPACES_REMOVED if key == digits else ZERO_RESTORED


def _padded(readings: list[str]) -> str | None:
    """Return the only key that is meant, as far as its digits tell: an AGS does not name the association."""
    keys = [regional_key.twelve_digits(reading) for reading in readings if len(reading) != regional_key.AGS]
    return keys[0] if len(keys) == 1 == len(readings) else None


def _bare_name(known: Known, text: str) -> Cell:
    if found := known.by_bare_name.get(folded(text)) or _titled(known, text):
        return _only(known, found, _taken_for(known, found[0]))
    raise unknown_or(NO_MUNICIPALITY, text, suggestion=partial(_meant, known, text))


def _titled(known: Known, text: str) -> tuple[str, ...]:
    """Return whose name stands beside a word for its kind, its administration, or with that word behind it."""
    office = ADMINISTRATION.sub(r"\1 \2", text)
    said = (office, KIND_BEHIND.sub(r"\g<kind> \g<name>", office, count=1))
    return next(filter(None, (known.by_titled_name.get(folded(words_)) for words_ in said)), ())


def _taken_for(known: Known, ars: str) -> Cell:
    return Cell(ars, known.names[ars], repair=TAKEN_FOR)


def _only(known: Known, found: tuple[str, ...], cell: Cell) -> Cell:
    if len(found) > 1:
        told_apart = all(ars in known.unique_names for ars in found)
        names = tuple(f"{known.names[ars]} ({ars})" for ars in found)
        raise Unclear(SEVERAL if told_apart else NAMESAKES, names=names)
    return cell


def _meant(known: Known, text: str) -> str | None:
    """Return the municipality that was probably meant: one whose name is mistyped, or lacks what stands in brackets."""
    bare = folded(kind_words().sub("", text))
    shortened = [ars for ars, name in known.names.items() if bare and bare == folded(_without_addition(name))]
    if len(shortened) == 1:
        return known.names[shortened[0]]
    for words_, names in ((text, known.by_name), (kind_words().sub("", text), known.by_bare_name)):
        if len(meant := closest(words_, names) or ()) == 1:
            return known.names[meant[0]]
    return None


def _without_addition(name: str) -> str:
    """Return a name without its kind and what stands in brackets: "Hamm" for "Verbandsgemeinde Hamm (Sieg)"."""
    return ADDITION.sub("", kind_words().sub("", name))


def _beginnings() -> str:
    """Return in words with which digits a key may begin."""
    return regional_key.beginnings(current().places.lands)
