"""Number formats: what a cell of a workbook shows, as German Excel does.

The value in a cell and what people see of it differ: 0.418 is shown as 41,8 %, the first of a month as "Apr 25".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from babel.dates import format_datetime

Codes = np.ndarray[Any, np.dtype[np.uint16]]

GENERAL, BOOLEAN = "General", "BOOLEAN"
PLAIN = 1  # the number of the format of a number without one: nothing is to be shown otherwise
BUILT_IN = (
    {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??"}
    | {14: "dd.mm.yyyy", 15: "d. mmm yy", 16: "d. mmm", 17: "mmm yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM"}
    | {20: "hh:mm", 21: "hh:mm:ss", 22: "dd.mm.yyyy hh:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0"}
    | dict.fromkeys((5, 6, 42), '#,##0 "€"')
    | dict.fromkeys((7, 8, 44), '#,##0.00 "€"')
    | dict.fromkeys((37, 38, 41), "#,##0")
    | dict.fromkeys((39, 40, 43), "#,##0.00")
)
"""The formats that a file names by number only, as German Excel shows them."""
ENGLISH = re.compile(r"\[\$[^\]-]*-(?:[0-9A-F]+)?0?[48]09\]", re.IGNORECASE)
TRUTH = {"TRUE": "WAHR", "FALSE": "FALSCH"}
GERMAN = str.maketrans(",.", ".,")
MONTHS = {1: "M", 2: "MM", 3: "LLL", 4: "LLLL", 5: "LLLLL"}
DAYS = {1: "d", 2: "dd", 3: "ccc"}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]|(?P<end>;)'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+)|(?P<digits>[0#?.,]*[0#?][0#?.,]*)"
    r"|(?P<percent>%)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9.]+)")
_WORDS = re.compile(r"[^\W\d_]|[<>~≈≤≥+$£¥]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}


@dataclass(frozen=True)
class Formats:
    """The number formats of a table: `names` are their codes, counted from 1.

    `cells` gives for a position in the file and each row of the file which one its cell has: 0 for text, `PLAIN` for
    a number that is shown as it is. `known` says whether the formats of the file could be read.
    """

    names: tuple[str, ...] = (GENERAL, BOOLEAN)
    cells: Mapping[int, Codes] = field(default_factory=dict)
    known: bool = True

    def at(self, column: int, rows: np.ndarray) -> Codes | None:
        """Return the formats of the cells of a column in `rows`, or None where it has only texts."""
        codes = self.cells.get(column)
        return None if codes is None else codes[rows - 1]

    def applied(self, change: Callable[[str, str], str], texts: pa.ChunkedArray, codes: Codes | None) -> Any:
        """Return `texts`, each one with a format as `change` makes it of text and format."""
        formatted = np.flatnonzero(codes > PLAIN) if codes is not None else ()
        if codes is None or not len(formatted):
            return texts
        found: dict[tuple[str, int], str] = {}
        pairs = zip(texts.take(pa.array(formatted)).to_pylist(), codes[formatted].tolist(), strict=True)
        changed = [
            found.get(pair) or found.setdefault(pair, change(pair[0], self.names[pair[1] - 1])) for pair in pairs
        ]
        mask = pa.array(codes > PLAIN)
        return pa.chunked_array([pc.replace_with_mask(texts.combine_chunks(), mask, pa.array(changed, pa.string()))])


class FormatPiece(NamedTuple):
    """A part of a format: its kind as `_TOKEN` names it, and its text."""

    kind: str
    text: str


class FormatSection(NamedTuple):
    """What a format says for some of the numbers, for those for which its condition holds."""

    pieces: tuple[FormatPiece, ...]
    condition: tuple[str, Decimal] | None = None

    def texts(self, kind: str) -> list[str]:
        return [piece.text for piece in self.pieces if piece.kind == kind]

    @property
    def is_percent(self) -> bool:
        return any("%" in piece.text for piece in self.pieces)


def exact(text: str, code: str) -> str:
    """Return what a cell holds, no less and no more exactly than its format means it.

    A percentage with its sign and all its digits, a date without the day that is not shown; else the text itself.
    """
    if _DAY.match(text):
        return text[: {"day": None, "month": 7, "year": 4}[precision(code)]]
    number = _number(text)
    if number is None:
        return text
    section, _ = _chosen(code, number)
    if not section.is_percent or section.texts("date"):
        return text
    scaled = number.scaleb(2 * len(section.texts("percent")))
    return f"{scaled:f} %".translate(GERMAN)


def shown(text: str, code: str) -> str:
    """Return what a cell shows in German Excel; the text itself where that takes more than is known here."""
    if code == BOOLEAN:
        return TRUTH.get(text, text)
    text = _stored(text, code)
    moment = _moment(text)
    number = _number(text) if moment is None else None
    if moment is not None:
        return _date(moment, sections(code)[0], "en" if ENGLISH.search(code) else "de") or text
    if number is None:
        return text
    section, sign = _chosen(code, number)
    return _numeral(abs(number), section, sign) or text


def in_words(text: str, code: str) -> str:
    """Return a number with the words that its format puts beside it: "ca. 80" or "12,4 Tsd." where a cell holds 12400.

    Nothing is rounded. The text itself where the format has no words, or shows more than one number. The words alone
    where it shows no number ("viele").
    """
    number = _number(text)
    section, sign = _chosen(code, number) if number is not None else (FormatSection(()), "")
    words, digits = "".join(section.texts("text")), section.texts("digits")
    if number is None or not _WORDS.search(words) or len(digits) > 1 or section.is_percent or _is_moment(section):
        return text
    thousands = sum(map(_thousands, digits))
    in_full = f"{sign}{abs(number).scaleb(-3 * thousands):f}".translate(GERMAN)
    return "".join(
        piece.text if piece.kind == "text" else in_full * (piece.kind == "digits") for piece in section.pieces
    )


def _is_moment(section: FormatSection) -> bool:
    return any(section.texts(kind) for kind in ("exponent", "date", "elapsed"))


def _stored(text: str, code: str) -> str:
    """Return the text of which `exact` made this one."""
    if text.endswith(" %"):
        signs = max(len(section.texts("percent")) for section in sections(code))
        number = _number(text.removesuffix(" %").translate(GERMAN))
        return text if number is None else f"{number.scaleb(-2 * signs):f}"
    return text + "-01-01"[len(text) - 4 :] if precision(code) != "day" and len(text) in (4, 7) else text


@cache
def precision(code: str) -> str:
    """Return whether dates of a format show a day, or but a month or year."""
    letters = {text[0].lower() for text in sections(code)[0].texts("date")}
    if "d" in letters or not letters & {"m", "y"} or letters & {"h", "s"}:
        return "day"
    return "month" if "m" in letters else "year"


@cache
def sections(code: str) -> tuple[FormatSection, ...]:
    """Return the parts of a format that semicolons separate."""
    found: list[FormatSection] = []
    pieces: list[FormatPiece] = []
    condition = None
    for kind, text in (*_tokens(code), ("end", ";")):
        if kind == "end":
            found.append(FormatSection(tuple(pieces), condition))
            pieces, condition = [], None
        elif kind == "bracket" and (match := _CONDITION.fullmatch(text)):
            condition = match[1], Decimal(match[2])
        elif kind == "bracket":
            pieces.append(FormatPiece("text", text[1:].split("-")[0] if text.startswith("$") else ""))
        else:
            pieces.append(FormatPiece(kind, text))
    return tuple(found)


def _tokens(code: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "text"
        literal = kind in ("quoted", "escaped", "other")
        yield ("text" if literal else kind), (match[match.lastgroup] if match.lastgroup else "")


def _chosen(code: str, number: Decimal) -> tuple[FormatSection, str]:
    """Return the section of a format that a number is shown by, and the sign to be put before it."""
    found = sections(code)
    minus = "-" if number < 0 else ""
    if any(section.condition for section in found):
        fitting = (each for each in found if not each.condition or _HOLDS[each.condition[0]](number, each.condition[1]))
        return next(fitting, found[-1]), minus
    if number < 0 and len(found) > 1:
        return found[1], ""
    return (found[2] if number == 0 and len(found) > 2 else found[0]), minus


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except DecimalException:
        return None
    return number if number is not None and number.is_finite() else None


def _moment(text: str) -> dt.datetime | None:
    for candidate in (text, f"1900-01-01 {text}") if text[2:3] == ":" or text[4:5] == "-" else ():
        try:
            return dt.datetime.fromisoformat(candidate)
        except ValueError:
            continue
    return None


def _numeral(number: Decimal, section: FormatSection, sign: str) -> str | None:
    """Return a number as a section shows it, or None for fractions, exponents and patterns like 000-000."""
    if section.texts("exponent") or section.texts("date") or len(section.texts("digits")) > 1:
        return None
    scaled = number.scaleb(2 * len(section.texts("percent")))
    together = "".join(_part(piece, scaled) for piece in section.pieces).strip()
    return sign + re.sub(r"(?<=[0-9])%", " %", together)


def _part(piece: FormatPiece, number: Decimal) -> str:
    if piece.kind == "digits":
        return _digits(number, piece.text)
    return f"{number:f}".translate(GERMAN) if piece.kind == "general" else piece.text


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    places = len(fraction.replace(",", ""))
    rounded = number.scaleb(-3 * _thousands(pattern)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    grouped = "," in whole.rstrip(",")
    before, _, after = f"{rounded:{',' if grouped else ''}f}".partition(".")
    least = fraction.count("0")
    after = after[:least] + after[least:].rstrip("0")
    before = ("" if before == "0" else before).zfill(whole.count("0"))
    return (f"{before}.{after}" if after else before).translate(GERMAN)


def _thousands(pattern: str) -> int:
    """Return by how many thousands a pattern of digits divides: commas behind its last digit before the point."""
    whole, _, fraction = pattern.partition(".")
    return len(whole) - len(whole.rstrip(",")) + fraction.count(",")


def _date(moment: dt.datetime, section: FormatSection, language: str) -> str | None:
    """Return a moment as a section shows it, or None where that is no date or a duration."""
    if section.texts("elapsed") or not section.texts("date"):
        return None
    halves = bool(section.texts("half"))
    order = [(at, piece.text[0].lower()) for at, piece in enumerate(section.pieces) if piece.kind == "date"]
    letters = ["", *(letter for _, letter in order), ""]
    minutes = {
        at for n, (at, letter) in enumerate(order) if letter == "m" and (letters[n] == "h" or letters[n + 2] == "s")
    }
    shown_parts = []
    for at, piece in enumerate(section.pieces):
        pattern = _pattern(piece, is_minute=at in minutes, halves=halves)
        shown_parts.append(format_datetime(moment, pattern, locale=language) if pattern else _literal(piece))
    return "".join(shown_parts).strip()


def _literal(piece: FormatPiece) -> str:
    return piece.text if piece.kind == "text" else "." if piece.kind == "digits" and piece.text == "." else ""


def _pattern(piece: FormatPiece, *, is_minute: bool, halves: bool) -> str:
    """Return a part of a date in the letters of Unicode."""
    if piece.kind == "half":
        return "a"
    if piece.kind != "date":
        return ""
    letter, length = piece.text[0].lower(), len(piece.text)
    if letter == "y":
        return "yy" if length <= 2 else "yyyy"
    if letter == "m" and not is_minute:
        return MONTHS.get(length, "LLLL")
    if letter == "d":
        return DAYS.get(length, "cccc")
    return ("H" if letter == "h" and not halves else letter) * min(length, 2)
