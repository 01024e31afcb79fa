"""Presentations saved under a name: the choices with somebody's own words, not the pictures, in small snapshots beside
the releases.

A choice is written as its link, and own words as further keys of it that no link has. What a later version of the
dashboard says in a choice stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from urllib.parse import parse_qs, urlencode

from ek_data.errors import Missing
from ek_data.settings import Settings
from ek_data.slides.options import NO_WORDS, Choice, OwnWords, entries
from ek_data.slides.story_merging import merged
from ek_data.store import versioned_texts
from ek_data.store.backends import Folder, Objects, open_objects
from ek_data.store.publisher import NOT_MADE, Store
from ek_data.store.versioned_texts import Texts

ORDER = "reihenfolge"  # all slides, those of own text as well
EARLIER_TITLE = "titel"  # of the presentation, as versions without other own words saved it


def place(settings: Settings) -> Folder | None:
    """Return where the saved presentations lie; None where the data lie in no folder of our own."""
    if settings.demo or settings.data:
        return None
    objects = open_objects(settings.store) if settings.kind == "folder" else None
    return objects if isinstance(objects, Folder) else None


def saved(objects: Objects) -> dict[str, Choice]:
    """Return the saved choices by name, in the order of saving. Raises `Damaged` if they are none of ours."""
    return {name: choice_of(parse_qs(text)) for name, text in versioned_texts.newest(objects).items()}


def saved_here(settings: Settings) -> dict[str, Choice]:
    """Return what is saved where the data lie, nothing where that is no folder of our own. Raises `Damaged`."""
    found = place(settings)
    return saved(found) if found else {}


def save(store: Store, name: str, choice: Choice) -> None:
    """Save `choice` under `name`, in place of what has that name. Raises `Unwritable`, or `Missing` without a store."""
    _change(store, lambda texts: {**texts, name: text_of(choice)})


def keep(store: Store, name: str, mine: Choice, base: Choice) -> Choice:
    """Save what somebody made of `base` under its name, with what others saved there in the meantime, and return it.

    Raises `Unwritable`, or `Missing` without a store.
    """
    kept = mine

    def change(texts: Texts) -> Texts:
        nonlocal kept
        theirs = choice_of(parse_qs(texts[name])).story if name in texts else base
        kept = merged(base, mine, theirs).story
        return {**texts, name: text_of(kept)}

    _change(store, change)
    return kept


def remove(store: Store, name: str) -> None:
    """Forget the choice saved under `name`, if there is one."""
    _change(store, lambda texts: {each: text for each, text in texts.items() if each != name})


def text_of(choice: Choice) -> str:
    """Return a choice with own words as the text that is saved."""
    return urlencode(_written(choice), doseq=True)


def _written(choice: Choice) -> dict[str, list[str]]:
    words = {
        f"{field.name}:{code}": [getattr(own, field.name)]
        for code, own in choice.words
        for field in fields(own)
        if getattr(own, field.name)
    }
    return {**choice.to_query(), ORDER: [",".join(choice.slides)], **words}


def choice_of(query: Mapping[str, Sequence[str]]) -> Choice:
    """Return the choice that was saved as a text, in the form of `urllib.parse.parse_qs`."""
    choice = Choice.from_query(query)
    if ORDER in query:
        choice = choice.ordered(entries(query, ORDER))
    elif EARLIER_TITLE in query:
        choice = choice.saying("title", OwnWords(query[EARLIER_TITLE][-1]))
    for code in choice.slides:
        own = OwnWords(**{field.name: query.get(f"{field.name}:{code}", [""])[-1] for field in fields(NO_WORDS)})
        choice = choice.saying(code, own) if own != NO_WORDS else choice
    return choice


def _change(store: Store, change: Callable[[Texts], Texts]) -> None:
    if not store.is_there():  # what was written now would be hidden by it once it is back
        raise Missing(NOT_MADE, place=store.place)
    store.prove()
    versioned_texts.change(store.objects, change)
