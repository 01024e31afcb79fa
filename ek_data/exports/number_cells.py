"""Cells of a workbook: which texts, made for people, are a number or a day that Excel can count with."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from ek_data.i18n import Language

NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d+)*")
DAY = re.compile(r"(\d{1,2})(?:\. | |[./])([^\W\d]+|\d{2})[ ./](\d{4})")
FIRST_YEAR = 1900  # of which Excel knows days
CellValue = str | float | dt.date


@lru_cache(8192)
def typed(text: str, lang: Language) -> CellValue:
    """Return a text as the number or the day that it writes, if it is written as everywhere here; else the text.

    A month, "about 75" and a key with its zeros stay text, because they are no such value.
    """
    if found := DAY.fullmatch(text):
        return _day(text, found, lang)
    return _number(text, lang) if NUMBER.fullmatch(text) else text


def decimals(text: str, lang: Language) -> int:
    """Return how many decimals a number is written with."""
    return len(text.partition("," if lang.code == "de" else ".")[2])


def _number(text: str, lang: Language) -> CellValue:
    grouped, point = (".", ",") if lang.code == "de" else (",", ".")
    if text.count(point) > 1:
        return text
    value = float(text.replace(grouped, "").replace(point, "."))
    whole = int(value) if value.is_integer() and point not in text else value
    plain = text == str(whole) and len(text) <= 4  # a year, or a count below a thousand
    return whole if plain or lang.number(whole, decimals(text, lang)) == text else text


def _day(text: str, found: re.Match[str], lang: Language) -> CellValue:
    number, month, year = found.groups()
    place = int(month) if month.isdecimal() else _months(lang).get(month, 0)
    try:
        day = dt.date(int(year), place, int(number))
    except ValueError:
        return text
    return day if day.year >= FIRST_YEAR and text in (lang.date(day), lang.short_date(day)) else text


@lru_cache
def _months(lang: Language) -> dict[str, int]:
    return {lang.date(dt.date(2000, month, 1), "month").split()[0]: month for month in range(1, 13)}
