"""Recognising column names however they are spelt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 200  # characters of a name that are looked at: whole paragraphs would take long


def fold(name: str) -> str:
    """Return what two spellings of one column name have in common: letters and digits, without case."""
    plain = unicodedata.normalize("NFKC", name[:LONGEST]).casefold()
    return "".join(character for character in plain if character.isalnum())


@dataclass(frozen=True)
class KnownHeaders:
    """The known column names, one set of folded spellings per table."""

    tables: tuple[frozenset[str], ...] = ()

    @classmethod
    def of(cls, headers: Iterable[Iterable[str]]) -> KnownHeaders:
        return cls(tuple(frozenset(map(fold, names)) - {""} for names in headers))

    def score(self, row: Sequence[str]) -> int:
        """Return how many cells of `row` are known names of one table; 0 below half of the filled cells or below two.

        Two, because a single title cell may happen to be a column's name.
        """
        names = {fold(cell) for cell in row} - {""}
        known = max((len(names & table) for table in self.tables), default=0)
        return known if known >= 2 and known * 2 >= len(names) else 0

    def best(self, rows: Sequence[Sequence[str]]) -> tuple[int, int]:
        """Return the highest score among `rows` and the index of the first row that has it."""
        scores = [self.score(row) for row in rows] or [0]
        return max(scores), scores.index(max(scores))
