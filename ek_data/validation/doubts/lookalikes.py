"""Names and keys that look like another or are not what they seem: warnings, because both may be right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.keys import are_among
from ek_data.i18n import N_
from ek_data.spelling import skeleton
from ek_data.tables.types import Table, Type
from ek_data.text import said_of_each
from ek_data.validation.doubts.doubt import Doubt
from ek_data.validation.parsers.text import BIDI, HIDDEN

ALMOST_THE_SAME = N_("“{value}” looks almost like another municipality: {others}.")
KEY_ALIKE = N_("“{value}” looks like the key “{other}”. If that row is meant, write the key as it stands there.")
NOT_LATIN = N_("“{value}” holds letters of another script: {others}.")
LATIN_TWINS = str.maketrans("аасеһіјкӏмоорѕтухԁԛԝɡαβικνορτυχ", "aacehijklmoopstuxdqwgabiknoptux")
"""Letters of other scripts beside the Latin letter that they are drawn like."""
DIGITS = str.maketrans("01", "ol")
KEY_STEPS = (
    (r"[^\pL\pN]+", "-"),
    (r"(\pL)-|-(\pL)|^-|-$", r"\1\2"),
    (r"(^|[^0-9])0+([0-9])", r"\1\2"),
)
DRAWN_ALIKE = (("0", "o"), ("1", "l"), ("i", "l"), ("rn", "m"))


def names(rows: pd.DataFrame, known: pd.DataFrame) -> Iterator[Doubt]:
    """Yield the `rows` of municipalities whose name resembles another one of them or of the `known` ones.

    That comes last and prevails, because it names the one that may be meant.
    """
    everybody = pd.concat([rows[["ars", "name"]], known[["ars", "name"]]], ignore_index=True).drop_duplicates()
    named = everybody.dropna(subset=["name"])
    groups = named.groupby(named["name"].map(_drawn))["name"].unique()
    foreign = said_of_each(rows["name"], foreign_letters)
    yield Doubt("name", NOT_LATIN, _filled(foreign), {"others": foreign})
    others = said_of_each(rows["name"], lambda name: _others(name, groups))
    yield Doubt("name", ALMOST_THE_SAME, _filled(others), {"others": others})


def keys(rows: pd.DataFrame, table: Table, known: pd.DataFrame) -> Iterator[Doubt]:
    """Yield the new keys that look like another one of the file or of the `known` rows.

    Where only one row can be meant, the other key is suggested.
    """
    name = table.key[0]
    if table[name].type is not Type.KEY or table[name].refers_to:
        return
    said, there = rows[name], known[name].dropna()
    new = said.where(~are_among(said, there))
    everybody = pd.concat([there, new.dropna()]).drop_duplicates(ignore_index=True)
    drawn = _drawn_keys(everybody)
    alike = everybody[drawn.duplicated(keep=False)]
    groups = alike.groupby(drawn[alike.index], sort=False).agg(list)
    first = {key: next(each for each in group if each != key) for group in groups for key in group}
    other = (new if first else new.where(new.isna())).map(first).astype("string")
    mask = other.notna().to_numpy(dtype=bool)
    taken = are_among(other, said) | other.duplicated(keep=False).to_numpy(dtype=bool)
    yield Doubt(name, KEY_ALIKE, mask & ~taken, {"other": other}, suggested="other")
    yield Doubt(name, KEY_ALIKE, mask & taken, {"other": other})


def _drawn_keys(keys: pd.Series) -> pd.Series:
    """Return what keys look like: without leading zeros, and with signs between two digits only, as in 2024-1."""
    is_ascii = keys.str.isascii()
    latin = keys.where(is_ascii, said_of_each(keys.where(~is_ascii), _in_latin))
    texts = pc.utf8_lower(pa.array(latin, pa.string()))
    for pattern, instead in KEY_STEPS:
        texts = pc.replace_substring_regex(texts, pattern, instead)
    for sign, other in DRAWN_ALIKE:
        texts = pc.replace_substring(texts, sign, other)
    drawn: pd.Series = texts.to_pandas()
    return drawn.set_axis(keys.index)


def _in_latin(key: str) -> str:
    split = unicodedata.normalize("NFKD", HIDDEN.sub("", BIDI.sub("", key)).casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign)).translate(LATIN_TWINS)


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
    return seen.translate(DIGITS).replace("i", "l").replace("rn", "m")


def _filled(words: pd.Series) -> np.ndarray:
    return words.fillna("").ne("").to_numpy(dtype=bool)
