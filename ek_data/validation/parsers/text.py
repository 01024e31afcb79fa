"""Text, keys, web addresses and allowed values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from ek_data.i18n import N_
from ek_data.spelling import closest, folded
from ek_data.tables.types import Column
from ek_data.text import FORMULA_SIGNS, is_number
from ek_data.validation.parsers.cell import NOT_AN_ADDRESS, NOT_AN_OPTION, Cell, Unclear, means_unknown, unknown_or

WIDE_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200d\u2060\ufeff]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2061-\u2064\u206a-\u206f\u2800\u3164\ufe00-\ufe0e\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
LOST_LETTERS = re.compile("[\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")  # umlauts of another code page, and halves
FORMULA = re.compile(f"[{FORMULA_SIGNS}]")
GUARDED = re.compile(f"'+[{FORMULA_SIGNS}]")  # the apostrophe that our own exports put before a formula

COMPOSED = N_("“{value}”: letters made of two signs were joined: “{repaired}”.")
TIDIED = N_("“{value}”: spaces, line breaks or invisible signs were tidied up: “{repaired}”.")
UNGUARDED = N_("“{value}”: the apostrophe that guards against formulas was removed: “{repaired}”.")
READ_AS = N_("“{value}” was read as “{repaired}”.")
HAS_CONTROL = N_("“{value}” holds control characters. Enter the text anew.")
HAS_STACK = N_("“{value}” holds letters with more accents than any language has. Enter the text anew.")
HAS_BIDI = N_("“{value}” holds signs that turn the direction of writing. The text may not be what it seems to be.")
HAS_HIDDEN = N_("“{value}” holds invisible signs. The text may not be the one that it seems to be.")
LIKE_FORMULA = N_("“{value}” begins like a formula. It is kept as text.")
MOST_ACCENTS, SUSPICIOUS = 30, 200  # on one letter; characters from which on a text is looked at for them
SHORT_LIST = 8  # so many allowed values are named in full
ALLOWED = N_("“{value}” is not among the allowed values: {allowed}.")


def text(value: str) -> Cell:
    """Return the text in the one form in which it is kept. Raises `Unclear` for control characters."""
    composed = unicodedata.normalize("NFC", value)
    tidy = unicodedata.normalize("NFC", tidied(composed))
    bare = tidy[1:] if GUARDED.match(tidy) else tidy
    if CONTROL.search(bare):
        raise Unclear(HAS_CONTROL, suggestion=_without_control(bare))
    return Cell(bare, bare, repair=_repair(value, composed, tidy, bare), warning=_warning(bare))


def _without_control(value: str) -> str | None:
    """Return a text without control characters, or None where some of them stand for letters that were lost."""
    if LOST_LETTERS.search(value):
        return None
    return tidied(CONTROL.sub("", BREAKS.sub("\n", value)))


def require_letters(value: str) -> None:
    """Raise `Unclear` for a letter with very many accents: to put those in order takes the square of their number."""
    accents = 0
    for sign in value if len(value) > SUSPICIOUS and not value.isascii() else "":
        accents = accents + 1 if unicodedata.combining(sign) else 0
        if accents > MOST_ACCENTS:
            raise Unclear(HAS_STACK)


def tidied(value: str) -> str:
    """Return `value` with plain spaces and line breaks, and without invisible signs and outer space."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return INVISIBLE.sub("", WIDE_SPACES.sub(" ", lines)).strip()


def url(value: str) -> Cell:
    """Return a web address of http or https. Raises `Unclear`."""
    cell = text(value)
    try:
        parts = urlsplit(cell.value)
        host = parts.hostname or ""
    except ValueError:
        raise Unclear(NOT_AN_ADDRESS) from None
    plain = "." in host and "@" not in parts.netloc and not re.search(r"[\s<>\"]", cell.value)
    if plain and parts.scheme in ("http", "https"):
        return cell
    if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", cell.value):
        raise Unclear(NOT_AN_ADDRESS, suggestion=f"https://{cell.value}")
    raise unknown_or(NOT_AN_ADDRESS, value)


def choice(column: Column) -> Callable[[str], Cell]:
    """Return the parser of a column with allowed values: codes, German and English words, further spellings."""
    exact = {word: option.code for option in reversed(column.options) for word in (*option.words, option.code)}
    spelled = {folded(word): option.code for option in reversed(column.options) for word in option.spellings}
    alike = spelled | {folded(word): code for word, code in exact.items()}
    return partial(_choice, column, exact, alike)


def _choice(column: Column, exact: dict[str, str], alike: dict[str, str], value: str) -> Cell:
    if value in exact:
        return Cell(exact[value])
    if code := alike.get(folded(value)):
        return Cell(code, column.option(code).words.de, repair=READ_AS)
    if means_unknown(value):
        raise unknown_or(NOT_AN_OPTION, value)
    meant = partial(_meant, column, alike, value)
    if len(column.options) > SHORT_LIST:
        raise Unclear(NOT_AN_OPTION, suggestion=meant)
    raise Unclear(ALLOWED, suggestion=meant, allowed=tuple(option.words for option in column.options))


def _meant(column: Column, alike: dict[str, str], value: str) -> str | None:
    code = closest(value, alike)
    return column.option(code).words.de if code else None


def _repair(value: str, composed: str, tidy: str, bare: str) -> str | None:
    if bare != tidy:
        return UNGUARDED
    if tidy != composed:
        return TIDIED
    return COMPOSED if composed != value else None


def _warning(value: str) -> str | None:
    if BIDI.search(value):
        return HAS_BIDI
    if HIDDEN.search(value):
        return HAS_HIDDEN
    if FORMULA.match(value) and not is_number(value):
        return LIKE_FORMULA
    return None
