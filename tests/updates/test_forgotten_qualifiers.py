"""A number that was changed while its qualifier stayed is pointed out, because that was probably forgotten."""

from __future__ import annotations

from ek_data.changes.diff import difference
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.updates.forgotten_qualifiers import NAMED, still_inexact
from tests.programme import conference, fact, programme


def said(before: list[dict[str, object]], after: list[dict[str, object]]) -> list[str]:
    return still_inexact(difference(programme(events=before), programme(events=after)), {}, GERMAN)


def test_changed_number_with_its_old_qualifier_is_named() -> None:
    (sentence,) = said([conference(75, "about")], [conference(78, "about")])
    assert sentence == (
        "e1 · Vereinekonferenz: Die Zahl ist neu, unter „Genauigkeit“ steht weiter „rund“. Bitte prüfen, ob das stimmt."
    )


def test_exact_numbers_changed_qualifiers_and_emptied_cells_are_not() -> None:
    assert said([conference(75, "exact")], [conference(78, "exact")]) == []
    assert said([conference(75, "about")], [conference(78, "exact")]) == []
    assert said([conference(75, "about")], [conference(None, "about")]) == []
    assert said([conference(75, "about")], [conference(75, "about", title="Anders")]) == []


def test_key_facts_have_qualifiers_too() -> None:
    before, after = (programme(facts=[fact("funding_per_year", value, qualifier="at_most")]) for value in (1.0, 2.0))
    (sentence,) = still_inexact(difference(before, after), {}, ENGLISH)
    assert "“up to”" in sentence


def test_of_very_many_the_first_are_named() -> None:
    many = [[conference(number, "about") for _each in range(NAMED + 3)] for number in (75, 78)]
    assert said(*many)[-1] == "3 weitere"
