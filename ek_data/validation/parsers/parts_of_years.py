"""Parts of a year or a month: “Q3 2025”, “KW 14/25”, “Mai/Juni 2025”, “Ende April 2025”. What remains is less exact."""

from __future__ import annotations

import re

from ek_data.spelling import folded
from ek_data.validation.parsers.calendar_words import months

_ROMAN = "(?:I{1,3}|IV)"
_NTH = "(?:erste[rs]?|zweite[rs]?|dritte[rs]?|vierte[rs]?)"
_QUARTER = (
    rf"Q\.? ?(?:[1-4]|{_ROMAN})|(?:[1-4]\.|{_ROMAN}\.?) ?(?:Quartal|Q\.?)|Quartal ?(?:[1-4]|{_ROMAN})|{_NTH} Quartal"
    rf"|{_ROMAN}(?= ?/)"
)
_HALF = (
    rf"H ?[12]|(?:[12]\.|I{{1,2}}\.|{_NTH}) ?(?:HJ|Halbjahr|(?:Jahres)?hälfte)"
    "|(?:HJ|Halbjahr) ?(?:[12]|I{1,2})(?![IV])"
)
_SEASON = "Frühjahr|Frühling|(?:Früh|Spät|Hoch)?(?:sommer|herbst)|Winter|Jahres(?:anfang|beginn|mitte|ende)"
_WEEK_NUMBER = "(?:0?[2-9]|[1-4][0-9]|5[01])"  # the first and the last ones reach into another year
_WEEK = rf"(?:KW|Kalenderwoche|W) ?{_WEEK_NUMBER}|{_WEEK_NUMBER}\. ?(?:KW|Kalenderwoche)"
_PART = rf"(?:{_QUARTER}|{_HALF}|{_SEASON}|{_WEEK})"
_SHORT_YEAR = r"(?:[ ,./–-]+['’]?|['’])(?P<short>[0-9]{2})"
_OF_A_YEAR = (
    re.compile(rf"{_PART}(?:[ ,./–-]*(?:des Jahres )?['’]?(?P<year>[0-9]{{4}})|{_SHORT_YEAR})", re.IGNORECASE),
    re.compile(rf"(?P<year>[0-9]{{4}})[ ,./–-]*\(?{_PART}\)?", re.IGNORECASE),
)
_SEPARATOR = r" ?(?:/|-|–|—|bis|und|oder|u\.|\+|&|,) ?"
_EDGE = "(?:Anfang|Mitte|Ende|Beginn)"
_AT_THE_EDGE = re.compile(rf"{_EDGE}(?:{_SEPARATOR}{_EDGE})? (?P<rest>.+)", re.IGNORECASE)
_NAMED_MONTHS = re.compile(
    rf"(?:{_EDGE} )?(?P<first>[^\W\d_]+)\.?(?: (?P<before>[0-9]{{4}}))?{_SEPARATOR}(?:{_EDGE} )?(?P<last>[^\W\d_]+)\.? "
    r"?['’]?(?P<year>[0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_NUMBERED_MONTHS = re.compile(
    r"(?P<first>[0-9]{1,2})(?:[./](?P<before>[0-9]{4}))?(?: ?[-–—] ?| bis | und )"
    r"(?P<last>[0-9]{1,2})[./](?P<year>[0-9]{4})"
)


def without_part(text: str) -> str | None:
    """Return the year or month of which a text names a part: 2025 of “Q3 2025” and of “Mai/Juni 2025”."""
    for form in _OF_A_YEAR:
        if match := form.fullmatch(text):
            return _in_full(match.groupdict().get("year") or match["short"])
    if (match := _NAMED_MONTHS.fullmatch(text)) and {folded(match["first"]), folded(match["last"])} <= set(months()):
        return _common_year(match)
    if (match := _NUMBERED_MONTHS.fullmatch(text)) and max(int(match["first"]), int(match["last"])) <= 12:
        return _common_year(match)
    if match := _AT_THE_EDGE.fullmatch(text):
        rest = match["rest"]
        return without_part(rest) or (_in_full(rest) if re.fullmatch("['’]?[0-9]{2}", rest) else rest)
    return None


def _common_year(match: re.Match[str]) -> str | None:
    """Return the year of a span of months, or None where it reaches over two."""
    year = _in_full(match["year"])
    return year if match["before"] in (None, year) else None


def _in_full(year: str) -> str:
    digits = year.lstrip("'’")
    return digits if len(digits) == 4 else f"20{digits}"
