"""Names of months and of days of the week, as people write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import product

from babel.dates import get_day_names, get_month_names

from ek_data.spelling import folded


@cache
def months() -> dict[str, int]:
    """Return the numbers of the months by their German and English names and abbreviations."""
    return {"mrz": 3, "sept": 9, folded("Jänner"): 1, "feber": 2, **_numbers(get_month_names)}


@cache
def weekdays() -> dict[str, int]:
    """Return the numbers of the days of the week, Monday as 0, by their German and English names."""
    return _numbers(get_day_names)


def _numbers(names: Callable[..., Mapping[int, str]]) -> dict[str, int]:
    """Return the numbers that Babel gives to German and English names, written in full, abbreviated and alone."""
    forms = product(("wide", "abbreviated"), ("format", "stand-alone"), ("de", "en"))
    return {folded(name): number for form in forms for number, name in names(*form).items()}
