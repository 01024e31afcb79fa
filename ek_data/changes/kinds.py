"""Kinds of news: what became of a row, in a word and in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ek_data.i18n import N_


@dataclass(frozen=True)
class Kind:
    """One kind of news, in a word and in a sentence that counts."""

    code: str
    word: str
    sentence: str


HELD = Kind("held", N_("held"), N_("{what} held"))
FINISHED = Kind("finished", N_("finished"), N_("{what} finished"))
UNDERWAY = Kind("underway", N_("in preparation"), N_("{what} in preparation"))
PLANNED = Kind("planned", N_("planned"), N_("{what} planned"))
NEW = Kind("new", N_("new"), N_("{what} new"))
CHANGED = Kind("changed", N_("changed"), N_("{what} changed"))
CANCELLED = Kind("cancelled", N_("cancelled"), N_("{what} cancelled"))
REMOVED = Kind("removed", N_("removed"), N_("{what} removed"))

KINDS = (HELD, FINISHED, UNDERWAY, PLANNED, NEW, CHANGED, CANCELLED, REMOVED)
"""In the order in which they are told: what goes first stands for what comes after it at the same place."""
OF_MEASURES = (NEW, FINISHED, UNDERWAY, PLANNED, CHANGED)
OF_EVENTS = (HELD, NEW, CANCELLED, CHANGED, REMOVED)
OF_OTHERS = (NEW, CHANGED, REMOVED)

ORDER = {kind.code: place for place, kind in enumerate(KINDS)}
WORDS = {kind.code: kind.word for kind in KINDS}
