"""Pictures by name: each can be made of any data, and is called as the page calls it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ek_data.changes.since import after
from ek_data.charts.named import NAMED, Wanted, code_of
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import ENGLISH, GERMAN, LANGUAGES, Language
from tests.decks import AREAS, DEMO, PUBLIC
from tests.selection import each

TODAY = dt.date(2026, 11, 29)


def wanted(data: Dataset, lang: Language = GERMAN) -> Wanted:
    news = after(data, dt.date(2025, 4, 8))
    return Wanted(data, AREAS, lang, str(data.participants["ars"].iloc[0]), news=news, today=TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", each(NAMED, ["map", "measures-by-status", "way-through-the-programme"]))
def test_each_picture_can_be_drawn_and_is_found_by_its_name(code: str, language: str) -> None:
    lang = Language(language)
    for data in (PUBLIC, DEMO):
        picture = NAMED[code].make(wanted(data, lang))
        assert picture is not None
        assert picture.spec or picture.map or data is PUBLIC
        assert code_of(picture.name, lang) == code


def test_picture_without_a_name_for_others_has_no_code() -> None:
    assert code_of("Liste der Quellen", GERMAN) is None
    assert code_of("karte", ENGLISH) is None


def test_what_a_picture_needs_and_is_not_given_leaves_nothing() -> None:
    bare = Wanted(PUBLIC, AREAS, GERMAN)
    lacking = {code for code, named in NAMED.items() if named.make(bare) is None}
    assert lacking == {code for code, named in NAMED.items() if named.of_one} | {"map-of-the-news"}
    nobody = replace(bare, municipality="999999999999")
    assert all(named.make(nobody) is None for named in NAMED.values() if named.of_one)


@pytest.mark.full
def test_pictures_that_do_without_names_can_be_made_without_them() -> None:
    data = PUBLIC.result(anonymised)
    for named in NAMED.values():
        if not named.names:
            picture = named.make(wanted(data))
            assert picture is not None
            assert "Asbach" not in str(picture.spec)
