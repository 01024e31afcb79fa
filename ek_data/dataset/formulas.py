"""Formulas: what a spreadsheet would take for one, and how it stays text."""

from __future__ import annotations

import re

import pandas as pd

SIGNS = "=+\\-@＝＋－＠"  # in a class of characters; a spreadsheet of East Asia takes the wide ones for the same
FORMULA = rf"^'*[{SIGNS}\t\r]"  # with apostrophes, so that what looks guarded already is guarded once more
GERMAN_NUMBER = re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+\.[0-9]+")


def defuse(values: pd.Series) -> pd.Series:
    """Return texts with an apostrophe before what a spreadsheet would take for a formula; numbers are left alone."""
    risky = values.str.contains(FORMULA, regex=True).fillna(False)
    numbers = values.where(risky, "").map(is_number, na_action="ignore").fillna(False).astype(bool)
    return values.mask(risky & ~numbers, "'" + values)


def is_number(value: str) -> bool:
    """Whether a spreadsheet takes `value` for a number or percentage, so that it can do nothing."""
    digits = value.removesuffix("%").rstrip()
    return bool(GERMAN_NUMBER.fullmatch(digits) or PLAIN_NUMBER.fullmatch(digits))
