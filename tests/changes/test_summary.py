"""What the last release changed, in sentences."""

from __future__ import annotations

import datetime as dt

from ek_data.changes import effect
from ek_data.changes.diff import difference
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.store.manifest import Release
from tests.programme import ASBACH, measure, municipality, programme

OLD = programme([municipality(ASBACH)], [measure(ASBACH)])
NEW = programme([municipality(ASBACH)], [measure(ASBACH), measure(ASBACH)])


def release(number: int) -> Release:
    return Release(number, {}, {}, "Anna", "Stand Mai", dt.datetime(2025, 5, 9, 10, tzinfo=dt.UTC))


RELEASES = (release(5), release(4), release(2))  # 3 and 1 are damaged


def test_release_before_is_the_next_sound_one() -> None:
    assert effect.before(RELEASES, None) == (RELEASES[1], RELEASES[0])
    assert effect.before(RELEASES, 4) == (RELEASES[2], RELEASES[1])


def test_first_release_has_none_before() -> None:
    assert effect.before(RELEASES, 2) is None
    assert effect.before((), None) is None


def test_sentences_say_who_why_and_what() -> None:
    lines = effect.sentences(difference(OLD, NEW), release(4), release(5), GERMAN)
    assert lines == [
        "Datenstand 5 vom 09.05.2025, 12:00, veröffentlicht von Anna: Stand Mai.",
        "1 Maßnahme neu.",
    ]


def test_release_that_changes_nothing_says_so() -> None:
    lines = effect.sentences(difference(OLD, OLD), release(4), release(5), ENGLISH)
    assert lines[1] == "Nothing differs from release 4."
