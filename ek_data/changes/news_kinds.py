"""Kinds of news: what became of a row, in a word and in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ek_data.i18n import N_


@dataclass(frozen=True)
class NewsKind:
    """One kind of news, in a word and in a sentence that counts."""

    code: str
    word: str
    sentence: str


HELD = NewsKind("held", N_("held"), N_("{what} held"))
FINISHED = NewsKind("finished", N_("finished"), N_("{what} finished"))
UNDERWAY = NewsKind("underway", N_("{underway}"), N_("{what} {underway}"))
PLANNED = NewsKind("planned", N_("planned"), N_("{what} planned"))
NEW = NewsKind("new", N_("new"), N_("{what} new"))
CHANGED = NewsKind("changed", N_("changed"), N_("{what} changed"))
CANCELLED = NewsKind("cancelled", N_("cancelled"), N_("{what} cancelled"))
REMOVED = NewsKind("removed", N_("removed"), N_("{what} removed"))

KINDS = (HELD, FINISHED, UNDERWAY, PLANNED, NEW, CHANGED, CANCELLED, REMOVED)
"""In the order in which they are told: what goes first stands for what comes after it at the same place."""
OF_MEASURES = (NEW, FINISHED, UNDERWAY, PLANNED, CHANGED)
OF_EVENTS = (HELD, NEW, CANCELLED, CHANGED, REMOVED)
OF_OTHERS = (NEW, CHANGED, REMOVED)

ORDER = {kind.code: place for place, kind in enumerate(KINDS)}
WORDS = {kind.code: kind.word for kind in KINDS}
