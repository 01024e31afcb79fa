"""Two people at one presentation: what each has changed since they began stays, whoever saves first."""

from __future__ import annotations

import itertools

import pytest

from ek_data.slides.options import Choice, OwnWords
from ek_data.slides.story_merging import merged

BASE = Choice(("title", "map", "status", "closing")).saying("status", OwnWords("Stand"))
OTHER = OwnWords("Anders")


def words_of(choice: Choice) -> list[OwnWords]:
    return [own for _code, own in choice.words]


@pytest.mark.parametrize(
    ("mine", "theirs", "slides", "words"),
    [
        (BASE, BASE.saying("map", OTHER), BASE.slides, {"status": "Stand", "map": "Anders"}),
        (BASE.saying("title", OTHER), BASE.saying("map", OwnWords("Wo")), BASE.slides,
         {"status": "Stand", "title": "Anders", "map": "Wo"}),
        (BASE.ordered(("map", "title", "status", "closing")), BASE.ordered((*BASE.slides[:3], "strip", "closing")),
         ("map", "title", "status", "strip", "closing"), {"status": "Stand"}),
        (BASE.ordered(("title", "status", "closing")), BASE.ordered(("title", "map", "status")), ("title", "status"),
         {"status": "Stand"}),
        (BASE.ordered(("title", "map", "closing")), BASE.saying("status", OTHER), BASE.slides, {"status": "Anders"}),
        (BASE.saying("status", OwnWords("Meins")), BASE.saying("status", OTHER),
         ("title", "map", "status", "status~2", "closing"), {"status": "Meins", "status~2": "Anders"}),
        (BASE.saying("status", OTHER), BASE.saying("status", OTHER), BASE.slides, {"status": "Anders"}),
        (BASE.saying("map", OTHER), BASE.ordered(("headline", *BASE.slides)), ("headline", *BASE.slides),
         {"status": "Stand", "map": "Anders"}),
        (BASE.stepping("map", on=True), BASE.saying("map", OTHER), BASE.slides, {"status": "Stand", "map": "Anders"}),
    ],
)  # fmt: skip
def test_what_both_changed_is_in_the_story(
    mine: Choice, theirs: Choice, slides: tuple[str, ...], words: dict[str, str]
) -> None:
    both = merged(BASE, mine, theirs)
    assert both.slides == slides
    assert {code: own.title for code, own in both.words} == words
    assert both.stepwise == mine.stepwise


def test_no_words_of_anybody_are_lost_whatever_two_did() -> None:
    changes = [
        BASE.saying("status", OTHER),
        BASE.saying("map", OwnWords(notes="Weg")),
        BASE.ordered(("title", "closing")),
        BASE.ordered((*BASE.slides, "text-1")).saying("text-1", OwnWords("Fragen")),
        BASE.ordered(tuple(reversed(BASE.slides))),
    ]
    for mine, theirs in itertools.permutations(changes, 2):
        both = merged(BASE, mine, theirs)
        new = [own for own in words_of(mine) + words_of(theirs) if own not in words_of(BASE)]
        assert [own for own in new if own not in words_of(both)] == []
