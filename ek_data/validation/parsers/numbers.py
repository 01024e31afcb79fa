"""Numbers as German and English programs write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pandas as pd

from ek_data.i18n import GERMAN, N_
from ek_data.spelling import folded
from ek_data.tables.types import Column
from ek_data.text import GERMAN_NUMBER, PLAIN_NUMBER
from ek_data.validation.parsers import thousands, worded_numbers
from ek_data.validation.parsers.cell import (
    ALONE,
    NOT_A_NUMBER,
    WITH_WORDS,
    Beside,
    Cell,
    Unclear,
    means_unknown,
    unknown_or,
)

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
PLAIN = re.compile(r"[+-]?[0-9]+")
ENGLISH = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
ONE_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")  # 1.234: thousands in German, a decimal point elsewhere
GROUPED = re.compile(r"[+-]?[0-9]{1,3}([ '’´`])[0-9]{3}(?:\1[0-9]{3})*(?:[,.][0-9]+)?")
NO_CENTS = re.compile(r"(?<=[0-9])[,.][-–—]{1,2}")  # 5.000,-
SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
LONGEST = 15  # digits that a number in a spreadsheet keeps

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
QUALIFIED = N_("“{value}” is more than a number. Write {number} here, and “{qualifier}” into the note.")
DATED = N_(
    "A spreadsheet made the date “{value}” of an input like 8-10. Please format the cell as text and enter the number."
)
NOT_A_YEAR = N_("“{value}” is not a year. Only the year belongs here, for example 2024.")
MARKED = N_("“{value}” is more than a number. Write {number} here, and what else it says into the note.")
SEVERAL = N_(
    "“{value}” is more than one plain number. Only one number belongs here; what else is to be said, into the note."
)
COMMA_OF_THOUSANDS = N_("“{value}” may be {whole} or {thousands}. Please write the number without a comma.")
ZERO_OR_UNKNOWN = N_(
    "“{value}” may say that there were none or that nothing is known. Write 0 or leave the cell empty."
)
ONE_YEAR = re.compile(r"[^0-9]*((?:19|20)[0-9]{2})[^0-9]*")
ENGLISH_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")  # 1,234: thousands in English, a decimal comma in German
LIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
WIDE_DIGITS = str.maketrans({0xFF10 + digit: str(digit) for digit in range(10)})
QUOTED = re.compile(r"""["'„“”‚‘’=]+(.*?)["'“”‘’]*""")
BRACKETED = re.compile(r"\(([0-9][^()]*)\)")  # an estimate, or a loss as accountants write it
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T].*)?")
RANGE = N_(
    "“{value}” is a range. One number belongs here, for example the upper end {number}, and the range into the note."
)


def decimal(column: Column, beside: Beside = ALONE) -> Callable[[str], Cell]:
    """Return the parser of a column with decimals."""
    return partial(_quantity, _decimal, column, beside)


def integer(column: Column, beside: Beside = ALONE) -> Callable[[str], Cell]:
    """Return the parser of a column with whole numbers."""
    return partial(_quantity, _integer, column, beside)


def year(column: Column) -> Callable[[str], Cell]:
    """Return the parser of a column of years, beside which no words are expected."""

    def parsed(text: str) -> Cell:
        digits, stripped = _bare(column, text)
        if not _is_numeral(digits) and not means_unknown(text):
            one = ONE_YEAR.fullmatch(text)
            raise Unclear(NOT_A_YEAR, suggestion=one[1] if one else None)
        return _integer(column, digits, text, stripped)

    return parsed


def written(value: float) -> str:
    """Return a number as the files have it: decimal comma, no thousands."""
    return f"{value:.15g}".replace(".", ",")


Reader = Callable[[Column, str, str, bool], Cell]


def _quantity(read: Reader, column: Column, beside: Beside, text: str) -> Cell:
    """Return the number that a text names, with what it says besides."""
    if bracketed := BRACKETED.fullmatch(text.strip()):
        raise Unclear(MARKED, suggestion=bracketed[1], number=bracketed[1])
    digits, stripped = _bare(column, text)
    said = None if _is_numeral(digits) else worded_numbers.said(digits, column, beside)
    if said is None:
        return _plain_or_offered(read, column, beside, text, digits, stripped)
    number, _ = _bare(column, said.digits)
    cell = read(column, number, text, True)
    _require_ascending(said, column, text)
    if said.qualifier and (beside.qualifier is None or (said.noted and not beside.noted)):
        values = {"number": said.digits, "qualifier": said.qualifier.words.de}
        better = f"{said.qualifier.words.de} {said.digits}" if beside.qualifier else said.digits
        raise Unclear(RANGE if said.first else QUALIFIED, suggestion=better, **values)
    return _with_words(cell, said, column, beside, text)


def _plain_or_offered(read: Reader, column: Column, beside: Beside, text: str, digits: str, stripped: bool) -> Cell:
    """Return the number that a text is. Raises `Unclear`, with the one before a mark or bracket as an offer."""
    try:
        return read(column, digits, text, stripped)
    except Unclear as complaint:
        core = _before_a_mark(read, column, beside, text) if complaint.message == SEVERAL else None
        if core is None:
            raise
    raise Unclear(MARKED, suggestion=core, number=core)


def _before_a_mark(read: Reader, column: Column, beside: Beside, text: str) -> str | None:
    """Return the number before a mark or bracket, unless the bracket names a greater one, which may be meant."""
    core, others = worded_numbers.marked(text) or ("", [])
    try:
        value = _quantity(read, column, beside, core).value if core else 0
    except Unclear:
        return None
    greater = any(other > value and not ONE_YEAR.fullmatch(str(other)) for other in others)
    return core if core and not greater else None


def _is_numeral(digits: str) -> bool:
    forms = (GERMAN_NUMBER, PLAIN_NUMBER, ENGLISH, SCIENTIFIC)
    return any(form.fullmatch(digits) for form in forms) or digits.endswith("%")


def _require_ascending(said: worded_numbers.Said, column: Column, text: str) -> None:
    """Raise `Unclear` for a range whose ends are none."""
    if said.first is None:
        return
    first, last = (_value(_bare(column, end)[0], text) for end in (said.first, said.digits))
    if first >= last:
        raise Unclear(NOT_A_NUMBER)


def _with_words(cell: Cell, said: worded_numbers.Said, column: Column, beside: Beside, text: str) -> Cell:
    """Return a number with what is entered into other columns, and told."""
    pairs = ((beside.qualifier, said.qualifier), (beside.counted, said.counted))
    into = [(other, option) for other, option in pairs if other and option]
    told = [f"{other.label.de} = {option.words.de}" for other, option in into]
    note = f"{column.label.de}: {text}" if said.noted else ""
    if not into:
        return cell
    return cell._replace(
        repair=WITH_WORDS,
        values={"entered": (*told, *([note] if note else ()))},
        entered={other.name: option.code for other, option in into},
        note=note,
    )


def _decimal(column: Column, digits: str, text: str, stripped: bool) -> Cell:
    if ENGLISH_GROUP.fullmatch(digits) and not has_thousandths(column):
        raise _comma_of_thousands(digits)
    if ONE_GROUP.fullmatch(digits):
        return _either_way(column, digits, stripped)
    value = _value(digits, text)
    if stripped or ENGLISH.fullmatch(digits):
        return Cell(value, written(value), repair=UNIT_REMOVED)
    return Cell(value)


def _either_way(column: Column, digits: str, stripped: bool) -> Cell:
    """Read ``7.629`` as the column's rules allow; where both readings are possible, as German."""
    as_german, as_english = float(digits.replace(".", "")), float(digits)
    if _allowed(column, as_english) and not _allowed(column, as_german):
        return Cell(as_english, written(as_english), repair=UNIT_REMOVED)
    if _allowed(column, as_german) and not (has_thousandths(column) and _allowed(column, as_english)):
        return Cell(as_german, written(as_german), repair=UNIT_REMOVED if stripped else None)
    return Cell(as_german, written(as_german), warning=AMBIGUOUS)


def _allowed(column: Column, value: float) -> bool:
    return all(rule.holds(pd.Series([value])).all() for rule in column.rules)


def has_thousandths(column: Column) -> bool:
    """Whether numbers of a column may have three decimals; an amount of money has two."""
    return column.unit is None or column.unit.decimals is None or column.unit.decimals > 2


def _comma_of_thousands(digits: str) -> Unclear:
    """Return the question what a comma before three digits separates, where nobody writes three decimals."""
    whole, thousands = digits.split(",")[0], digits.replace(",", "")
    return Unclear(COMMA_OF_THOUSANDS, suggestion=thousands, whole=whole, thousands=GERMAN.number(int(thousands)))


def _integer(column: Column, digits: str, text: str, stripped: bool) -> Cell:
    if ENGLISH_GROUP.fullmatch(digits) and digits.endswith(",000"):
        raise _comma_of_thousands(digits)
    value = _value(digits, text)
    if not value.is_integer():
        grouped = re.fullmatch(r"([+-]?[0-9]{1,3}(?:,[0-9]{3})+)", digits)
        raise Unclear(NOT_WHOLE, suggestion=digits.replace(",", "") if grouped else None)
    if stripped:
        return Cell(int(value), str(int(value)), repair=UNIT_REMOVED)
    fraction_written = not PLAIN.fullmatch(digits) and not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+", digits)
    return Cell(int(value), str(int(value)), repair=WHOLE) if fraction_written else Cell(int(value))


def _bare(column: Column, text: str) -> tuple[str, bool]:
    """Return the text without signs between groups and without the column's own unit, and whether it had one."""
    spaced = SPACES.sub(" ", text).strip().replace("\N{MINUS SIGN}", "-")
    units = column.unit.spellings if column.unit else ()
    number = worded_numbers.without_unit(_in_plain_digits(spaced, units), units)
    if not has_thousandths(column):
        number = NO_CENTS.sub("", number)
    if group := GROUPED.fullmatch(number):
        digits = number.replace(group[1], "")
        return digits, number != spaced or group[1] != " "
    return number, number != spaced


def _in_plain_digits(text: str, units: tuple[str, ...]) -> str:
    """Return a short text without marks of quotation, with narrow digits and without words for thousands."""
    if len(text) > worded_numbers.LONGEST or PLAIN.fullmatch(text):
        return text
    quoted = QUOTED.fullmatch(text)
    return thousands.written_out((quoted[1] if quoted else text).translate(WIDE_DIGITS), units)


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
    if DATE.fullmatch(text):
        raise Unclear(DATED)
    if any(sign.isdecimal() and sign.isascii() for sign in text):
        typed = text.strip().translate(LIKE_DIGITS)
        raise Unclear(SEVERAL, suggestion=typed if typed.isdecimal() and typed.isascii() else None)
    if folded(text) == "null":
        raise Unclear(ZERO_OR_UNKNOWN)
    raise unknown_or(NOT_A_NUMBER, text)
