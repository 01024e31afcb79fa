"""Closed lists that columns of several tables choose from, each value with its words."""

from __future__ import annotations

from enum import StrEnum

from ek_data.i18n import Words
from ek_data.palette import INK, Look
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


class Qualifier(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"


ABOUT_SO = (
    *("ca.", "circa", "cirka", "zirka", "etwa", "in etwa", "um", "um die", "rd.", "ungefähr", "ungef."),
    *("geschätzt", "gesch.", "Schätzung", "schätzungsweise"),
)
QUALIFIERS = (
    Option(Qualifier.EXACT, Words("genau", "exactly"), ("exakt",), look=Look(INK, "circle")),
    Option(
        Qualifier.ABOUT,
        Words("rund", "about"),
        ABOUT_SO,
        signs=("~", "≈", "∼", "±", "+/-"),
        look=Look(INK, "circle-open"),
    ),
    Option(
        Qualifier.AT_LEAST,
        Words("mindestens", "at least"),
        ("ab", "mind.", "min.", "wenigstens", "und mehr", "oder mehr"),
        signs=(">=", "≥", "+"),
        look=Look(INK, "triangle-right"),
    ),
    Option(
        Qualifier.MORE_THAN,
        Words("über", "more than"),
        ("mehr als",),
        signs=(">",),
        look=Look(INK, "triangle-right"),
    ),
    Option(
        Qualifier.AT_MOST,
        Words("bis zu", "up to"),
        ("bis", "höchstens", "maximal", "max."),
        signs=("<=", "≤"),
        look=Look(INK, "triangle-left"),
    ),
)
