"""Numbers as sources give them: "rund 75", "bis zu 100"; what they add up to, and how to say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pandas as pd

from ek_data.i18n import N_, Language
from ek_data.programme.fixed_lists import Qualifier
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, KEY_FACTS, units

Row = Mapping[Any, Any] | pd.Series  # one row of a table, by column name

QUALIFIER = EVENTS["attendance_qualifier"]


class Exactness(StrEnum):
    """How exact a number is, in the classes in which sums are told."""

    EXACT = "exact"
    ABOUT = "about"
    LOWER = "lower"
    UPPER = "upper"
    UNSTATED = "unstated"


CLASSES = {
    Qualifier.EXACT: Exactness.EXACT,
    Qualifier.ABOUT: Exactness.ABOUT,
    Qualifier.AT_LEAST: Exactness.LOWER,
    Qualifier.MORE_THAN: Exactness.LOWER,
    Qualifier.AT_MOST: Exactness.UPPER,
}
EXACTNESS = {
    Exactness.EXACT: N_("exact"),
    Exactness.ABOUT: N_("rounded"),
    Exactness.LOWER: N_("as a minimum"),
    Exactness.UPPER: N_("as a maximum"),
    Exactness.UNSTATED: N_("without a statement of how exact it is"),
}


@dataclass(frozen=True)
class Quantity:
    """A number with what is known of its exactness.

    `qualifier` is a code of `tables.QUALIFIERS`, or None where nothing is said. `rounded` says that a bound is itself
    made of rounded numbers: "up to about 160".
    """

    value: int | float | None
    qualifier: str | None = None
    rounded: bool = False

    def words(self, lang: Language, digits: int | None = None) -> str:
        """Return "rund 135", "bis zu rund 160", "481.547" or "keine Angabe"."""
        return " ".join(filter(None, self.parts(lang, digits)))

    def parts(self, lang: Language, digits: int | None = None) -> tuple[str, str]:
        """Return qualifier and number apart: "bis zu rund" and "160"; one that is exact has an empty qualifier."""
        if self.value is None:
            return "", lang("not known")
        stated = None if self.qualifier in (None, Qualifier.EXACT) else self.qualifier
        about = Qualifier.ABOUT if self.rounded and stated != Qualifier.ABOUT else None
        words = [lang.of(QUALIFIER.option(code).words) for code in (stated, about) if code]
        return " ".join(words), lang.number(self.value, digits)


def span(least: Quantity, most: Quantity, lang: Language) -> str:
    """Return "von mindestens 25 bis zu 160": two numbers as the ends of a span, whatever their qualifiers."""
    lower = least.words(lang)
    if least.qualifier == Qualifier.AT_MOST:  # because "von bis zu 25" is no German
        lower = lang("at most {number}", number=replace(least, qualifier=None).words(lang))
    upper = most.words(lang)
    if most.qualifier == Qualifier.AT_MOST:  # which says "to" itself
        return lang("from {least} {most}", least=lower, most=upper)
    return lang("from {least} to {most}", least=lower, most=upper)


def exactness(qualifiers: pd.Series) -> pd.Series:
    """Return for each code of `tables.QUALIFIERS` its class."""
    return qualifiers.astype("string").map(CLASSES).astype("string").fillna(Exactness.UNSTATED)


def as_told(qualifiers: pd.Series) -> pd.Series:
    """Return the qualifiers as numbers are worded, drawn and summed: one without any is taken as rounded.

    Because nobody says that it was counted, and a picture must not claim more than the sum.
    """
    return qualifiers.astype("string").fillna(Qualifier.ABOUT)


def total(values: pd.Series, qualifiers: pd.Series) -> Quantity:
    """Return the sum of the known `values` with the strongest statement that holds for it.

    Bounds of one direction stay a bound (up to 100 and about 60 are "up to about 160"). Where there is a minimum as
    well, what is only a maximum is left out, because of it no more is certain than nothing: at least 35 and up to 100
    are "at least 35". A number without a qualifier counts as `as_told` says. The sum is in the steps of the coarsest
    of the rounded numbers, a minimum never too high and a maximum never too low.
    """
    qualifiers = as_told(qualifiers)
    classes = exactness(qualifiers)
    if {Exactness.LOWER, Exactness.UPPER} <= set(classes[values.notna()]):
        values = values.where(classes != Exactness.UPPER)
    known = values.notna()
    if not known.any():
        return Quantity(None)
    told = set(classes[known])
    rounded = values[known & (classes == Exactness.ABOUT)]
    value, step = sum(values[known].tolist()), max(map(_step, rounded.astype(int)), default=0)
    low = near = high = value
    if step:
        low, near, high = value // step * step, (value + step // 2) // step * step, -(-value // step) * step
    if Exactness.UPPER in told:
        return Quantity(high, Qualifier.AT_MOST, rounded=step > 0)
    if Exactness.LOWER in told:
        more = not step and bool((qualifiers[known] == Qualifier.MORE_THAN).any())
        return Quantity(low, Qualifier.MORE_THAN if more else Qualifier.AT_LEAST, rounded=step > 0)
    return Quantity(near, Qualifier.ABOUT if step else Qualifier.EXACT)


def _step(value: int) -> int:
    """Return to what a rounded number is rounded, as far as it shows: 75 to 5, 120 to 10, 11,000 to 1,000.

    Two digits are believed, of numbers below 100 every five, because who says "about 60" may have counted 58.
    """
    believed = (10**power // half for power in range(len(str(value)) - 2, 0, -1) for half in (1, 2))
    return next((step for step in (*believed, 5) if value >= 10 and value % step == 0), 1)


def exactness_words(qualifiers: pd.Series, lang: Language) -> str:
    """Return how exact several numbers are: "beide gerundet", "davon 1 genau, 2 gerundet"; empty for fewer than two."""
    classes = exactness(qualifiers)
    counts = {each: int((classes == each).sum()) for each in Exactness}
    told = [each for each in Exactness if counts[each]]
    if len(qualifiers) < 2:
        return ""
    if len(told) == 1:
        message = N_("both {exactness}") if len(qualifiers) == 2 else N_("all {exactness}")
        return lang(message, exactness=lang(EXACTNESS[told[0]]))
    parts = ", ".join(f"{lang.number(counts[each])} {lang(EXACTNESS[each])}" for each in told)
    return lang("of these {parts}", parts=parts)


def value_of(fact: Row) -> Quantity:
    """Return the value of one key fact as exact as it is stated; the fact must have a value."""
    return Quantity(float(fact["value"]), None if pd.isna(fact["qualifier"]) else str(fact["qualifier"]))


def stated(row: Row, lang: Language) -> str:
    """Return the value of one key fact in words: "bis zu 100 Personen"; its title if it has no value."""
    if pd.isna(row["value"]):
        return str(row["title"])
    if row["metric"] in KEY_FACTS["metric"].having(
        Role.LAST_YEAR
    ):  # the value is a year, and years have no thousands separator
        return str(int(row["value"]))
    unit = "" if pd.isna(row["unit"]) else lang.of(units.stated(row["unit"]))
    return f"{value_of(row).words(lang)} {unit}".strip()


def statement(row: Row, lang: Language) -> str:
    """Return one key fact with its date: "bis zu 100 Personen, Stand 8. April 2025"."""
    if pd.isna(row["as_of"]):
        return stated(row, lang)
    date = lang.date(row["as_of"], str(row["as_of_precision"]))
    return lang("{statement}, as of {date}", statement=stated(row, lang), date=date)
