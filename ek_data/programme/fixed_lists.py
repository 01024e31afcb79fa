"""Fixed lists: options of which the code knows the meaning. A programme may call them otherwise or retire them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ek_data.i18n import Words
from ek_data.palette import INK, Look
from ek_data.programme.options import Option
from ek_data.programme.roles import Role


class EventStatus(StrEnum):
    """Whether an event is to come, was held or was called off."""

    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


EVENT_STATUS = (
    Option(
        EventStatus.ANNOUNCED,
        Words("angekündigt", "announced"),
        ("geplant",),
        rank=1,
        roles=(Role.ANNOUNCED,),
        look=Look(INK, "circle-open"),
    ),
    Option(EventStatus.HELD, Words("durchgeführt", "held"), ("stattgefunden",), rank=2, look=Look(INK, "circle")),
    Option(
        EventStatus.CANCELLED, Words("abgesagt", "cancelled"), ("ausgefallen",), rank=0, look=Look(INK, "x-thin-open")
    ),
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

FIXED: Mapping[str, tuple[Option, ...]] = {"event_statuses": EVENT_STATUS, "qualifiers": QUALIFIERS}
"""The options by list, with the words that they have where a programme says nothing."""
