"""Units: what numbers count, and how files write it."""

from __future__ import annotations

from ek_data.i18n import Words
from ek_data.tables.types import Unit

INHABITANTS = Unit(Words("Einwohnerinnen und Einwohner", "inhabitants"), ("Einwohner", "Einw.", "EW", "inhabitants"))
PEOPLE = Unit(Words("Personen", "people"), ("Personen", "Person", "Pers.", "people"))
EUROS = Unit(Words("Euro", "euros"), ("Euros", "Euro", "EUR", "€"), decimals=2)
SQUARE_KILOMETRES = Unit(Words("km²", "km²"), ("km²", "km2", "qkm"))
DEGREES = Unit(Words("Grad", "degrees"), ("°", "Grad"))

STATED = (
    PEOPLE,
    EUROS,
    *(
        Unit(words, (words.de,))
        for words in (
            Words("Kommunen", "municipalities"),
            Words("Treffen", "meetings"),
            Words("Fortbildungen", "trainings"),
            Words("Konferenz", "conference"),
            Words("Konferenzen", "conferences"),
            Words("Jahr", "year"),
            Words("Jahre", "years"),
            Words("Vereine", "associations"),
        )
    ),
)
"""Those that a key fact may state, each said in both languages; any other is said as it is written."""


def stated(text: str) -> Words:
    """Return the words of the unit that a key fact states as `text`."""
    return next((unit.words for unit in STATED if text in unit.spellings), Words(text, text))
