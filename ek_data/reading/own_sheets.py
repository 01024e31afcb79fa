"""The sheets that our own workbooks add beside a table, known so that reading one back does not wonder at them."""

from __future__ import annotations

from dataclasses import dataclass

from ek_data.i18n import Words


@dataclass(frozen=True)
class Sheet:
    """A sheet beside the table: its name, and what its first cell holds."""

    name: Words
    first: Words


EXPLANATION = Sheet(Words("Erläuterung", "Explanation"), Words("Spalte", "Column"))
CHOICES = Sheet(Words("Auswahl", "Choices"), Words("Auswahllisten", "Lists to choose from"))
HINTS = Sheet(Words("Hinweise", "Hints"), Words("Hinweise zur Datei", "Hints on the file"))


def is_own(name: str | None, first: str) -> bool:
    """Whether a sheet is one of those that our own workbooks add, told by its name and its first cell."""
    return any(name in sheet.name and first in sheet.first for sheet in (EXPLANATION, CHOICES, HINTS))
