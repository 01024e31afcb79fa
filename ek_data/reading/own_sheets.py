"""The sheets that our own workbooks add beside a table, known so that reading one back does not wonder at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ek_data.i18n import Words
from ek_data.reading.grid import Grid
from ek_data.reading.raw import Stamp


@dataclass(frozen=True)
class OwnSheet:
    """A sheet beside the table: its name, and what its first cell holds."""

    name: Words
    first: Words


EXPLANATION = OwnSheet(Words("Erläuterung", "Explanation"), Words("Spalte", "Column"))
CHOICES = OwnSheet(Words("Auswahl", "Choices"), Words("Auswahllisten", "Lists to choose from"))
ABOUT = OwnSheet(Words("Über diese Datei", "About this file"), Words("Titel", "Title"))
QUESTIONS = OwnSheet(Words("Fragen", "Questions"), Words("Fragen an die Kommune", "Questions to the municipality"))
HINTS = OwnSheet(Words("Hinweise", "Hints"), Words("Hinweise zur Datei", "Hints on the file"))

ORIGIN = OwnSheet(Words("Herkunft", "Origin"), Words("Herkunft der Zahlen", "Origin of the numbers"))
"""The hidden sheet behind a chart of a presentation: its first row names release and seal, or says that there are no
names; each row below the heads names a cell of the sheet before it."""
ANONYMOUS = "anonym"
ORIGIN_HEADS = ("Zelle", "Tabelle", "Spalte des Schlüssels", "Schlüssel", "Spalte", "Wert", "Zeilen")

RELEASE = Words("Datenstand", "Release")
"""What stands on the sheet of choices above the number and the seal of the release that a template was made of, and the
municipality that it was sent to."""


def stamp_of(grids: Iterable[Grid]) -> Stamp | None:
    """Return the release that our own template was made of, and for whom, as its sheet of choices says it."""
    for grid in grids:
        first, name, number, seal, whose, *_ = [row[0] for row in grid.texts(0, 5)] + [""] * 5
        if grid.sheet in CHOICES.name and first in CHOICES.first and name in RELEASE and number.isdecimal():
            return Stamp(int(number), seal, whose)
    return None


def is_own(name: str | None, first: str) -> bool:
    """Whether a sheet is one of those that our own workbooks add, told by its name and its first cell."""
    return any(name in sheet.name and first in sheet.first for sheet in (EXPLANATION, CHOICES, ABOUT, QUESTIONS, HINTS))
