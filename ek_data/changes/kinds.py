"""Kinds of news: what became of a row, in words, in one sentence and as a mark."""

from __future__ import annotations

from dataclasses import dataclass

from ek_data.i18n import N_
from ek_data.palette import INK, STATUS, Look


@dataclass(frozen=True)
class Kind:
    """One kind of news. `look` and `sign` draw a municipality that has such news; without a look none is drawn."""

    code: str
    word: str
    sentence: str
    look: Look | None = None
    sign: str = ""


HELD = Kind("held", N_("held"), N_("{what} held"))
FINISHED = Kind("finished", N_("finished"), N_("{what} finished"), Look(STATUS, "square"), "✓")
UNDERWAY = Kind("underway", N_("in preparation"), N_("{what} in preparation"), Look(STATUS, "square-half"), "◐")
PLANNED = Kind("planned", N_("planned"), N_("{what} planned"), Look(STATUS, "square-open"), "○")
NEW = Kind("new", N_("new"), N_("{what} new"), Look(INK, "diamond"), "+")
CHANGED = Kind("changed", N_("changed"), N_("{what} changed"), Look(INK, "triangle-up-open"), "~")
CANCELLED = Kind("cancelled", N_("cancelled"), N_("{what} cancelled"))
REMOVED = Kind("removed", N_("removed"), N_("{what} removed"))

KINDS = (HELD, FINISHED, UNDERWAY, PLANNED, NEW, CHANGED, CANCELLED, REMOVED)
"""In the order in which they are told: what goes first stands for what comes after it at the same place."""
OF_MEASURES = (NEW, FINISHED, UNDERWAY, PLANNED, CHANGED)
OF_EVENTS = (HELD, NEW, CANCELLED, CHANGED, REMOVED)
OF_OTHERS = (NEW, CHANGED, REMOVED)

ORDER = {kind.code: place for place, kind in enumerate(KINDS)}
WORDS = {kind.code: kind.word for kind in KINDS}
LOOKS = {kind.code: kind.look for kind in KINDS if kind.look}
SIGNS = {kind.code: kind.sign for kind in KINDS if kind.look}
