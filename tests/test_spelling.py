"""When a word was probably meant: a suggestion needs a plausible typing error."""

from __future__ import annotations

import pytest

from ek_data.spelling import closest, folded
from ek_data.tables import MEASURES, TABLES

WORDS = {folded(word): option.code for option in MEASURES["category"].options for word in option.words}
MISTYPED = {
    "Padlett": "Padlet",
    "Ehrenamtkarte": "Ehrenamtskarte",
    "Ehrenamtskrate": "Ehrenamtskarte",
    "Ehrenatmskrate": "Ehrenamtskarte",
    "Vereinekonferrenz": "Vereinekonferenz",
    "Koperation": "Kooperation",
    "Bürgerbuss": "Bürgerbus",
}
OTHER_WORDS = ["Ehrenamts-App", "Vereinsportal", "Engagementpreis", "Freiwilligenbörse", "Ehrenamtsagentur"]
OTHER_WORDS += ["Ehrenamtstag", "Ehrenamtsbüro", "Ehrenamtskasse", "Ehrenamtspate", "Vereinskonto", "Bürgerbüro", "Tag"]


@pytest.mark.parametrize("text", MISTYPED)
def test_typing_error_suggests_the_word_that_was_meant(text: str) -> None:
    meant = closest(text, WORDS)
    assert meant is not None
    assert MEASURES["category"].option(meant).words.de == MISTYPED[text]


@pytest.mark.parametrize("text", OTHER_WORDS)
def test_another_word_suggests_nothing_however_much_of_it_is_alike(text: str) -> None:
    assert closest(text, WORDS) is None


def test_no_allowed_value_is_taken_for_another() -> None:
    """Else one click would turn what somebody wrote on purpose into a neighbour of it in the list."""
    lists = {id(column.options): column.options for table in TABLES for column in table.columns if column.options}
    for options in lists.values():
        for option in options:
            others = {folded(other.words.de): other.code for other in options if other is not option}
            assert closest(option.words.de, others) is None


def test_error_that_two_words_explain_equally_suggests_none_of_them() -> None:
    assert closest("Kreis Alpen", {"kreisalben": 1, "kreisalgen": 2}) is None
    assert closest("Kreis Alpen", {"kreisalben": 1, "kreisalgen": 1}) == 1
