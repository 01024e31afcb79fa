"""Regions inside one another, read off the Amtlicher Regionalschlüssel alone.

A Landkreis or kreisfreie Stadt is named by its first 5 digits, a Verbandsgemeinde by its first 9, any other
municipality by all 12; the rest is zeros. What begins with another's digits lies inside it. A code in place of a key
says nothing of the kind.
"""

from __future__ import annotations

import pandas as pd

from ek_data.geo.regional_key import is_own

END = "/"


def significant(ars: pd.Series) -> pd.Series:
    """Return the significant digits of each key: 5, 9 or 12 of them; a code ends so that no other begins like it."""
    digits = ars.astype("string").mask(ars.map(is_own, na_action="ignore").astype("boolean"), ars + END)
    is_district = digits.str[5:] == "0000000"
    is_association = digits.str[9:] == "000"
    return digits.where(~is_association, digits.str[:9]).where(~is_district, digits.str[:5])


def container(ars: pd.Series) -> pd.Series:
    """Return for each key the significant digits of the smallest other unit among `ars` it lies in, or <NA>."""
    digits = significant(ars)
    present = set(digits)
    inside = pd.Series(pd.NA, index=ars.index, dtype="string")
    for length in (5, 9):
        outer = digits.str[:length]
        lies_inside = outer.isin(present) & (digits.str.len() > length)
        inside = inside.mask(lies_inside, outer)
    return inside


def outermost(ars: pd.Series) -> pd.Series:
    """Return a boolean mask of the keys that lie in no other of `ars`: what totals may add up."""
    return container(ars).isna()
