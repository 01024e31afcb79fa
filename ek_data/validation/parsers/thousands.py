"""Thousands and millions in words: “5 T€”, “2,5 TEUR”, “1,5 Mio.”, written out as the number they stand for."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, partial

WORDS = {3: r"Tausend|Tsd\.?|k", 6: r"Million(?:en)?|Mio\.?|Mill\.?", 9: r"Milliarden?|Mrd\.?"}
BEFORE_UNIT = {3: r"T\.?", 6: "M"}  # “5 T€”, but not “5 T”
NUMBER = "[0-9]+(?:[., ’'][0-9]+)*"
GERMAN = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+(?:,[0-9]+)?)")
POINT = re.compile(r"[0-9]+\.[0-9]{1,2}")


def written_out(text: str, units: tuple[str, ...]) -> str:
    """Return a text with its numbers of thousands or millions written out: "5000 €" for “5 T€”.

    A number that can be read in two ways (1.250 Mio.) stays as it is.
    """
    for exponent, behind, before in _forms(units):
        in_full = partial(_in_full, exponent)
        text = before.sub(in_full, behind.sub(in_full, text))
    return text


def _in_full(exponent: int, match: re.Match[str]) -> str:
    number = match["number"]
    if GERMAN.fullmatch(number):
        number = number.replace(".", "").replace(",", ".")
    elif not POINT.fullmatch(number):
        return match[0]
    whole = Decimal(number).scaleb(exponent)
    return f"{whole.normalize():f}".replace(".", ",") + match.groupdict().get("unit", "")


@cache
def _forms(units: tuple[str, ...]) -> list[tuple[int, re.Pattern[str], re.Pattern[str]]]:
    """Return for each power of ten the forms in which its word stands behind a number and before one."""
    unit = "|".join(map(re.escape, units)) or "(?!)"
    forms = []
    for exponent, words in WORDS.items():
        short = BEFORE_UNIT.get(exponent, "(?!)")
        behind = rf"(?P<number>{NUMBER}) ?(?:(?:{words})(?= ?(?:{unit})|\W|$)|{short}(?= ?(?:{unit})))"
        before = rf"(?<!\w){short} ?(?P<unit>{unit}) ?(?P<number>{NUMBER})"
        forms.append((exponent, re.compile(behind, re.IGNORECASE), re.compile(before, re.IGNORECASE)))
    return forms
