"""Regions inside one another, read off the Amtlicher Regionalschlüssel alone.

A Landkreis or kreisfreie Stadt is named by its first 5 digits, a Verbandsgemeinde by its first 9, any other
municipality by all 12; the rest is zeros. What begins with another's digits lies inside it. A code in place of a key
says nothing of the kind.
"""

from __future__ import annotations

import pandas as pd

from ek_data.geo.regional_key import OF_ASSOCIATION, OF_DISTRICT, is_own, listed

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
    for length in (OF_DISTRICT, OF_ASSOCIATION):
        outer = digits.str[:length]
        lies_inside = outer.isin(present) & (digits.str.len() > length)
        inside = inside.mask(lies_inside, outer)
    return inside


def outermost(municipalities: pd.DataFrame) -> pd.Series:
    """Return a boolean mask of the municipalities that lie in no other of them: what totals may add up.

    A cooperation holds who lies in one of its areas, and lies inside others where they hold all its areas.
    """
    digits, free = significant(municipalities["ars"]), container(municipalities["ars"]).isna()
    areas = municipalities["areas"].map(listed)
    for cooperation, keys in areas[areas.map(len) > 0].items():
        theirs = significant(pd.Series(keys, dtype="string"))
        held = digits.isin(theirs) | _lie_inside(digits, theirs)
        free = free & ~held & ((free.index != cooperation) | (not _lie_inside(theirs, digits).all()))
    return free


def _lie_inside(digits: pd.Series, others: pd.Series) -> pd.Series:
    in_district = digits.str[:OF_DISTRICT].isin(others) & (digits.str.len() > OF_DISTRICT)
    return in_district | digits.str[:OF_ASSOCIATION].isin(others) & (digits.str.len() > OF_ASSOCIATION)
