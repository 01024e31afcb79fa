"""Closed lists that columns of several tables choose from, each value with its words."""

from __future__ import annotations

from ek_data.i18n import Words
from ek_data.tables.types import Option

CERTAINTIES = (
    Option("sourced", Words("belegt", "sourced")),
    Option("derived", Words("abgeleitet", "derived"), ("geschätzt", "angenommen")),
)

RELATIONS = (
    Option("programme", Words("Programm", "programme"), ("im Programm",)),
    Option("adjacent", Words("angrenzend", "adjacent"), ("neben dem Programm",)),
    Option("predates", Words("vor dem Programm", "before the programme"), ("predates_programme",)),
)

QUALIFIERS = (
    Option("exact", Words("genau", "exactly"), ("exakt",)),
    Option("about", Words("rund", "about"), ("ca.", "circa", "etwa", "ungefähr")),
    Option("at_least", Words("mindestens", "at least"), ("ab",)),
    Option("more_than", Words("über", "more than"), ("mehr als",)),
    Option("at_most", Words("bis zu", "up to"), ("höchstens", "maximal", "max.")),
)
