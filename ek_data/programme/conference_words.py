"""Conference words: how sentences speak of the events whose attendance is a headline figure, as the programme does.

Sentences have these words where neither gender nor case matter: at their beginning, behind a number or in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from babel.lists import format_list

from ek_data.i18n import Words
from ek_data.programme.options import Option
from ek_data.programme.roles import Role
from ek_data.spelling import UMLAUTS

MOST = 2  # types that are named; of more only the first is
SIMILAR, THE_LIKE = Words("Ähnliches", "similar"), Words("Ähnliches", "the like")
NONE = Words("Veranstaltung", "Event"), Words("Veranstaltungen", "Events")  # where no type plays the role


def conferences(types: Sequence[Option]) -> dict[str, Words]:
    """Return the terms for one, for several and in names of files: "Kongress oder Messe", "Kongresse und Messen"."""
    counted = [each for each in types if Role.CONFERENCE in each.roles]
    one, several = [each.words for each in counted], [each.several for each in counted]
    both = _listed(several or [NONE[1]], "standard", THE_LIKE)
    return {
        "conference": _listed(one or [NONE[0]], "or", SIMILAR),
        "conferences": both,
        "conferences_in_names": Words(*map(_in_names, both)),
    }


def _in_names(words: str) -> str:
    """Return words as they stand in names of files: "runde-tische"."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower().translate(UMLAUTS)).strip("-")


def _listed(words: Sequence[Words], style: Literal["or", "standard"], more: Words) -> Words:
    named = words if len(words) <= MOST else [words[0], more]
    return Words(*(format_list([each[n] for each in named], style, locale) for n, locale in enumerate(Words._fields)))
