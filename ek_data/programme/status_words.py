"""Status words: how sentences speak of measures that are not there yet, in the words of the programme's statuses."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list

from ek_data.i18n import Words
from ek_data.programme.options import Option
from ek_data.programme.roles import Role

MEANT = {  # the first that a status plays says what it means
    Role.OVER: Words("Es gab sie.", "it existed."),
    Role.DONE: Words("Es gibt die Maßnahme.", "it exists."),
    Role.RUNNING: Words("Sie läuft, ist aber noch nicht abgeschlossen.", "it is being carried out."),
    Role.UNDERWAY: Words("Die Arbeit daran hat begonnen.", "work on it has begun."),
    Role.PLANNED: Words("beschlossen oder angekündigt.", "decided or announced."),
}
PLANNED, BEGUN = Words("geplant", "planned"), Words("begonnen", "begun")  # where no status says it


def unfinished(statuses: Iterable[Option]) -> Words:
    """Return what a measure may be before it is there: "geplant oder in Vorbereitung"."""
    return _either((each for each in statuses if Role.DONE not in each.roles), PLANNED)


def underway(statuses: Iterable[Option]) -> Words:
    """Return what a measure may be on which work has begun: "in Vorbereitung"."""
    return _either((each for each in statuses if Role.UNDERWAY in each.roles), BEGUN)


def meanings(statuses: Iterable[Option]) -> Words:
    """Return what each status means, as far as its role tells: "Geplant: beschlossen oder angekündigt. …"."""
    said = [(each.words, next((MEANT[role] for role in MEANT if role in each.roles), None)) for each in statuses]
    return Words(*(" ".join(f"{_begun(word[n])}: {meant[n]}" for word, meant in said if meant) for n in (0, 1)))


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]


def _either(options: Iterable[Option], otherwise: Words) -> Words:
    said = [each.words for each in options if not each.retired] or [otherwise]
    return Words(*(format_list([words[n] for words in said], "or", locale) for n, locale in enumerate(Words._fields)))
