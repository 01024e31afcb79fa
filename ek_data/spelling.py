"""Spellings: when two are the same word, and which known word was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST = 1_000  # characters that are compared: joining thousands of accents takes time by the square of their number
ALIKE = 75  # rapidfuzz' ratio in percent; below it a suggestion is more often wrong than right


def folded(text: str) -> str:
    """Return what headers, words and names are compared by: letters and digits only, ``Fläche`` as ``Flaeche``."""
    lowered = unicodedata.normalize("NFC", text[:LONGEST]).lower().translate(UMLAUTS)
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", lowered))


def skeleton(text: str) -> str:
    """Return the form by which look-alikes are found: without accents, case, spaces and punctuation."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(sign for sign in split if not unicodedata.combining(sign)))


def closest(text: str, words: Iterable[str]) -> str | None:
    """Return the one of the `folded` `words` most like `text`, or None where none is like it."""
    from rapidfuzz import fuzz, process  # here, because only files with mistakes need it

    found = process.extractOne(folded(text), list(words), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found else None
