"""Spellings: when two are the same word, and which known word was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import TypeVar

T = TypeVar("T")

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST = 1_000  # characters that are compared: joining thousands of accents takes time by the square of their number
SHORTEST = (0, 4, 8)  # letters that a word must have for none, one or two errors to be plausible
CLOSE = 5  # so many letters hold two errors that may as well be another word


def folded(text: str) -> str:
    """Return what headers, words and names are compared by: letters and digits only, ``Fläche`` as ``Flaeche``."""
    lowered = unicodedata.normalize("NFC", text[:LONGEST]).lower().translate(UMLAUTS)
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", lowered))


def skeleton(text: str) -> str:
    """Return the form by which look-alikes are found: without accents, case, spaces and punctuation."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(sign for sign in split if not unicodedata.combining(sign)))


def closest(text: str, words: Mapping[str, T]) -> T | None:
    """Return what the one of the `folded` `words` means of which `text` is a typing error; None if there is no such.

    One letter wrong, missing, too many or changed places with its neighbour; in a long word two such errors, if they
    stand apart: letters side by side make another word ("Ehrenamtspate" is no "Ehrenamtskarte").
    """
    typed = folded(text)
    meant = {word: n for word, n in near(typed, words).items() if n < 2 or _apart(typed, word)}
    least = min(meant.values(), default=0)
    meanings = {words[word] for word, n in meant.items() if n == least}
    return meanings.pop() if len(meanings) == 1 else None


def near(typed: str, words: Collection[str]) -> dict[str, int]:
    """Return those of the `folded` `words` of which `typed` may be a typing error, and in how many letters.

    Only those with the fewest errors are returned, and no word too short for so many.
    """
    from rapidfuzz import process  # here, because only mistakes need it
    from rapidfuzz.distance import OSA

    found = process.extract(typed, list(words), scorer=OSA.distance, score_cutoff=2, limit=None)
    plausible = {word: int(n) for word, n, _place in found if len(word) >= SHORTEST[int(n)]}
    return {word: n for word, n in plausible.items() if n == min(plausible.values())}


def _apart(typed: str, word: str) -> bool:
    """Whether the letters in which two words differ are not all close to each other."""
    from rapidfuzz.distance import Postfix, Prefix

    before = Prefix.similarity(typed, word)
    return max(len(typed), len(word)) - before - Postfix.similarity(typed[before:], word[before:]) > CLOSE
