"""Disputes: what is said of an option of the programme otherwise than by somebody who published since.

An edit knows in which release it was begun. A file does not: what it says as an earlier release did stems from that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ek_data.i18n import Language
from ek_data.programme.amending import FIELDS, NOUNS, WORDS, Amendment, amended, text_in_words, texts_of
from ek_data.programme.model import Programme
from ek_data.store.manifest import Release
from ek_data.store.reader import Releases
from ek_data.updates.draft import Draft
from ek_data.updates.reversions import whose


@dataclass(frozen=True)
class Dispute:
    """Fields of an option that somebody else changed since `amendment` was begun, each with the release of that change.

    Words in both languages are one thing: where one of them was changed, both are in dispute. `now` is what is said of
    the option, `programme` the one with all that is in the draft.
    """

    amendment: Amendment
    fields: Mapping[str, Release]
    now: Mapping[str, str]
    programme: Programme

    def sentences(self, lang: Language) -> list[str]:
        """Return a line for each field: what it says now and by whom, and what it would say."""
        return [self._sentence(field, release, lang) for field, release in self.fields.items()]

    def _sentence(self, field: str, release: Release, lang: Language) -> str:
        name = self.amendment.name
        before, after = (
            text_in_words(self.programme, name, field, texts[field], lang) for texts in (self.now, self.amendment.texts)
        )
        return lang(
            "{noun} “{option}”, {field}: now “{before}” ({whose}), from now on “{after}”",
            noun=lang(NOUNS[name]),
            option=self.now[lang.code],
            field=lang(FIELDS[field]),
            before=before,
            after=after,
            whose=whose(release, lang),
        )


def disputes(made: Collection[Amendment], store: Releases, author: str = "") -> list[Dispute]:
    """Return what of the amendments others than the `author` changed since, and otherwise. Raises as `amended` does."""
    found = [(each, fields) for each in made if (fields := dict(_disputed(each, store, author)))]
    newest = store.programme()
    after = amended(newest, made) if found else newest
    return [Dispute(each, fields, texts_of(newest, each.name, each.code) or {}, after) for each, fields in found]


def _disputed(made: Amendment, store: Releases, author: str) -> Iterator[tuple[str, Release]]:
    if not 0 < made.release < store.newest_number():
        return
    then, now = (texts_of(store.programme(number), made.name, made.code) or {} for number in (made.release, None))
    changed = {_words(field) for field, text in now.items() if then.get(field) != text}
    for field, text in made.texts.items():
        if _words(field) in changed and text != now[field]:
            theirs = _brought(made, _words(field), store)
            if theirs.author != author:
                yield field, theirs


def _words(field: str) -> str:
    """Return what a field belongs to: the words in both languages are one thing, and so are the plurals."""
    return WORDS.get(field, field)


def _brought(made: Amendment, words: str, store: Releases) -> Release:
    """Return the newest release since that changed one thing that is said of an option."""
    since = [each for each in store.releases() if each.number > made.release]
    return next(each for each in since if _of(made, words, each.number - 1, store) != _of(made, words, None, store))


def _of(made: Amendment, words: str, number: int | None, store: Releases) -> list[str]:
    texts = texts_of(store.programme(number), made.name, made.code) or {}
    return [text for field, text in texts.items() if _words(field) == words]


def of_file(made: Iterable[Amendment], store: Releases) -> Iterator[Amendment]:
    """Yield what of the amendments an earlier release said, as ones that were begun in that."""
    for each in made:
        left = dict(each.texts)
        for release in store.releases()[1:]:
            then = texts_of(store.programme(release.number), each.name, each.code) or {}
            if said := {field: text for field, text in left.items() if then.get(field) == text}:
                yield replace(each, texts=said, release=release.number)
                left = {field: text for field, text in left.items() if field not in said}


def settled(draft: Draft, found: Collection[Dispute], release: int, *, keep: bool) -> Draft:
    """Return the draft without what is in dispute if it is to `keep` as it is, else as one that knows of it.

    `release` is the newest one, in which somebody saw what others changed.
    """
    for each in found:
        edit = draft.of(each.amendment.name, each.amendment.code)
        if edit and edit.texts is not None:
            draft = draft.without(*edit.place)
            texts = {field: text for field, text in edit.texts.items() if not (keep and field in each.fields)}
            draft = draft.having(replace(edit, release=release, texts=texts)) if texts else draft
    return draft
