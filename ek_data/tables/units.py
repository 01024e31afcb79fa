"""Units: what numbers count, and how files write it."""

from __future__ import annotations

from ek_data.i18n import Words
from ek_data.programme.current import current
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
            Words("Jahr", "year"),
            Words("Jahre", "years"),
        )
    ),
)
"""Those that a key fact of any programme may state, each said in both languages."""


def stated(text: str) -> Words:
    """Return the words of the unit that a key fact states as `text`; one that nobody declares is as it is written."""
    of_programme = {words.de: words for words in current().units}
    return of_programme.get(text) or next((unit.words for unit in STATED if text in unit.spellings), Words(text, text))
