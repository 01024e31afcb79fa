"""Sentences call the events whose attendance is a headline figure as the programme does, whatever their gender."""

from __future__ import annotations

import pytest

from ek_data.i18n import Words
from ek_data.programme.conference_words import conferences
from ek_data.programme.options import Option
from ek_data.programme.roles import Role

COUNTED = (Role.CONFERENCE,)
TALK = Option(
    "talk", Words("Dorfgespräch", "Village talk"), plural=Words("Dorfgespräche", "Village talks"), roles=COUNTED
)
TABLE = Option(
    "table", Words("Runder Tisch", "Round table"), plural=Words("Runde Tische", "Round tables"), roles=COUNTED
)
FAIR = Option("fair", Words("Messe", "Fair"), plural=Words("Messen", "Fairs"), roles=COUNTED)
OTHER = Option("other", Words("Treffen", "Meeting"))


@pytest.mark.parametrize(
    ("types", "one", "several"),
    [
        ((OTHER, TALK), Words("Dorfgespräch", "Village talk"), Words("Dorfgespräche", "Village talks")),
        (
            (TALK, TABLE),
            Words("Dorfgespräch oder Runder Tisch", "Village talk or Round table"),
            Words("Dorfgespräche und Runde Tische", "Village talks and Round tables"),
        ),
        (
            (FAIR, TALK, TABLE),  # three are too many for a heading
            Words("Messe oder Ähnliches", "Fair or similar"),
            Words("Messen und Ähnliches", "Fairs and the like"),
        ),
        ((OTHER,), Words("Veranstaltung", "Event"), Words("Veranstaltungen", "Events")),
    ],
)
def test_terms_are_the_words_of_all_types_that_play_the_role(
    types: tuple[Option, ...], one: Words, several: Words
) -> None:
    terms = conferences(types)
    assert (terms["conference"], terms["conferences"]) == (one, several)
    assert terms["conferences_in_names"].de.isascii()
