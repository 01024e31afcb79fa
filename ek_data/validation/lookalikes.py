"""Names that look like another name or are not what they seem: warnings, because both may be right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd

from ek_data.i18n import N_
from ek_data.spelling import skeleton
from ek_data.text import said_of_each
from ek_data.validation.parsers.text import BIDI, HIDDEN

ALMOST_THE_SAME = N_("“{value}” looks almost like another municipality: {others}.")
NOT_LATIN = N_("“{value}” holds letters of another script: {others}.")
LATIN_TWINS = str.maketrans("аасеһіјкӏмоорѕтухԁԛԝɡαβικνορτυχ01", "aacehijklmoopstuxdqwgabiknoptuxol")
"""Letters of other scripts, and digits, beside the Latin letter that they are drawn like."""


def suspicious(rows: pd.DataFrame, known: pd.DataFrame) -> Iterator[tuple[str, np.ndarray, pd.Series]]:
    """Yield message, mask of `rows` and what each resembles. `rows` and `known` are municipalities."""
    everybody = pd.concat([rows[["ars", "name"]], known[["ars", "name"]]], ignore_index=True).drop_duplicates()
    named = everybody.dropna(subset=["name"])
    groups = named.groupby(named["name"].map(_drawn))["name"].unique()
    others = said_of_each(rows["name"], lambda name: _others(name, groups))
    yield ALMOST_THE_SAME, _filled(others), others
    foreign = said_of_each(rows["name"], foreign_letters)
    yield NOT_LATIN, _filled(foreign), foreign


def foreign_letters(name: str) -> str:
    """Return the letters of `name` that are not Latin, with their numbers."""
    return ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in dict.fromkeys(name) if _is_foreign(sign))


def _is_foreign(sign: str) -> bool:
    return sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN")


def _others(name: str, groups: pd.Series) -> str:
    return ", ".join(other for other in groups[_drawn(name)] if other != name)


def _drawn(name: str) -> str:
    """Return what the name looks like: letters drawn alike are one, such as I, l and 1; what is invisible is none."""
    seen = skeleton(HIDDEN.sub("", BIDI.sub("", name))).translate(LATIN_TWINS)
    return seen.replace("i", "l").replace("rn", "m")


def _filled(words: pd.Series) -> np.ndarray:
    return words.fillna("").ne("").to_numpy(dtype=bool)
