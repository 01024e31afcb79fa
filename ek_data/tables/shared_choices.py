"""Closed lists that columns of several tables choose from, each value with its words."""

from __future__ import annotations

from enum import StrEnum

from ek_data.i18n import Words
from ek_data.programme.lazy_lists import Listed
from ek_data.programme.options import Option


class Certainty(StrEnum):
    """How well a row is sourced."""

    SOURCED = "sourced"
    DERIVED = "derived"


CERTAINTIES = (
    Option(Certainty.SOURCED, Words("belegt", "sourced")),
    Option(Certainty.DERIVED, Words("abgeleitet", "derived"), ("geschätzt", "angenommen")),
)


class Relation(StrEnum):
    """What a row has to do with the programme."""

    PROGRAMME = "programme"
    ADJACENT = "adjacent"
    PREDATES = "predates"


RELATIONS = (
    Option(Relation.PROGRAMME, Words("Programm", "programme"), ("im Programm",)),
    Option(Relation.ADJACENT, Words("angrenzend", "adjacent"), ("neben dem Programm",)),
    Option(Relation.PREDATES, Words("vor dem Programm", "before the programme"), ("predates_programme",)),
)

QUALIFIERS = Listed("qualifiers")
