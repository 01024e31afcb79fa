"""Numbers as German and English programs write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pandas as pd

from ek_data.dataset.formulas import GERMAN_NUMBER, PLAIN_NUMBER
from ek_data.i18n import N_
from ek_data.spelling import folded
from ek_data.tables.shared_choices import QUALIFIERS
from ek_data.tables.types import Column
from ek_data.validation.parsers.cell import NOT_A_NUMBER, Cell, Unclear, unknown_or

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
PLAIN = re.compile(r"[+-]?[0-9]+")
ENGLISH = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
ONE_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")  # 1.234: thousands in German, a decimal point elsewhere
GROUPED_BY_SPACE = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?")
SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
LONGEST = 15  # digits that a number in a spreadsheet keeps
LONGEST_QUALIFIED = 60  # "mindestens 1.234"; to look for a number in a long text would take very long

QUALIFIER_WORDS = {
    folded(word): option.words.de for option in QUALIFIERS for word in (*option.words, *option.spellings)
}

UNIT_REMOVED = N_("“{value}” was read as the number {repaired}.")
WHOLE = N_("“{value}” was read as the whole number {repaired}.")
AMBIGUOUS = N_("“{value}” can be read in two ways and was read as {repaired}. Write it with a decimal comma or no dot.")
SHORTENED = N_("“{value}” was shortened by a spreadsheet, and digits are lost. Enter the number in full.")
TOO_LONG = N_("“{value}” has too many digits for a number.")
NOT_WHOLE = N_("“{value}” is not a whole number.")
PERCENTAGE = N_(
    "The cell is a percentage ({value}), but this column holds no percentages. Please format the cell as a number and "
    "check its value."
)
QUALIFIED = N_("“{value}” is more than a number. Write {number} here, and “{qualifier}” in its own column or the note.")


def decimal(column: Column) -> Callable[[str], Cell]:
    """Return the parser of a column with decimals."""
    return partial(_decimal, column)


def integer(column: Column) -> Callable[[str], Cell]:
    """Return the parser of a column with whole numbers."""
    return partial(_integer, column)


def written(value: float) -> str:
    """Return a number as the files have it: decimal comma, no thousands."""
    return f"{value:.15g}".replace(".", ",")


def _decimal(column: Column, text: str) -> Cell:
    digits, stripped = _bare(column, text)
    if ONE_GROUP.fullmatch(digits):
        return _either_way(column, digits)
    value = _value(digits, text)
    if stripped or ENGLISH.fullmatch(digits):
        return Cell(value, written(value), repair=UNIT_REMOVED)
    return Cell(value)


def _either_way(column: Column, digits: str) -> Cell:
    """Read ``7.629`` as the column's rules allow; where both readings are possible, as German."""
    as_german, as_english = float(digits.replace(".", "")), float(digits)
    if _allowed(column, as_english) and not _allowed(column, as_german):
        return Cell(as_english, written(as_english), repair=UNIT_REMOVED)
    if _allowed(column, as_german) and not _allowed(column, as_english):
        return Cell(as_german)
    return Cell(as_german, written(as_german), warning=AMBIGUOUS)


def _allowed(column: Column, value: float) -> bool:
    return all(rule.holds(pd.Series([value])).all() for rule in column.rules)


def _integer(column: Column, text: str) -> Cell:
    digits, stripped = _bare(column, text)
    value = _value(digits, text)
    if not value.is_integer():
        grouped = re.fullmatch(r"([+-]?[0-9]{1,3}(?:,[0-9]{3})+)", digits)
        raise Unclear(NOT_WHOLE, suggestion=digits.replace(",", "") if grouped else None)
    if stripped:
        return Cell(int(value), str(int(value)), repair=UNIT_REMOVED)
    fraction_written = not PLAIN.fullmatch(digits) and not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+", digits)
    return Cell(int(value), str(int(value)), repair=WHOLE) if fraction_written else Cell(int(value))


def _bare(column: Column, text: str) -> tuple[str, bool]:
    """Return the text without spaces between groups and without the column's own unit, and whether it had one."""
    spaced = SPACES.sub(" ", text).strip().replace("\N{MINUS SIGN}", "-")
    number = _without_unit(column, spaced)
    digits = number.replace(" ", "") if GROUPED_BY_SPACE.fullmatch(number) else number
    return digits, number != spaced


def _without_unit(column: Column, text: str) -> str:
    if column.unit is None:
        return text
    for unit in column.unit.spellings:
        if text.lower().endswith(unit.lower()):
            return text[: -len(unit)].strip()
        if text.lower().startswith(unit.lower()):
            return text[len(unit) :].strip()
    return text


def _value(digits: str, text: str) -> float:
    if SCIENTIFIC.fullmatch(digits):
        raise Unclear(SHORTENED)
    if sum(sign.isdigit() for sign in digits.split(",")[0]) > LONGEST:
        raise Unclear(TOO_LONG) if GERMAN_NUMBER.fullmatch(digits) else unknown_or(NOT_A_NUMBER, text)
    if GERMAN_NUMBER.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    if PLAIN_NUMBER.fullmatch(digits):
        return float(digits)
    if ENGLISH.fullmatch(digits):
        return float(digits.replace(",", ""))
    if digits.endswith("%") and any(sign.isdigit() for sign in digits):
        raise Unclear(PERCENTAGE)
    raise _qualified(text) or unknown_or(NOT_A_NUMBER, text)


def _qualified(text: str) -> Unclear | None:
    if len(text) > LONGEST_QUALIFIED:
        return None
    match = re.fullmatch(r"\s*(.*?)\s*([0-9][0-9.]*)\s*", text)
    word = QUALIFIER_WORDS.get(folded(match[1])) if match else None
    if match is None or word is None:
        return None
    return Unclear(QUALIFIED, suggestion=match[2], number=match[2], qualifier=word)
