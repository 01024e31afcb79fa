"""Additions: new options as somebody says them, put into ``programm.toml`` as lines of their lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, count

from ek_data.programme.amending import GROWING, LISTED, Amendment, amended, lines_of
from ek_data.programme.lazy_lists import Listed
from ek_data.programme.model import Programme
from ek_data.spelling import UMLAUTS, folded


@dataclass(frozen=True)
class Addition:
    """A new option of the list `name`, for a word of `file`."""

    file: str
    name: str
    de: str
    en: str
    roles: tuple[str, ...] = ()

    def amendment(self, taken: Collection[str] = ()) -> Amendment:
        """Return the same as a change of the programme, under a code that is not `taken`."""
        texts = {"de": self.de, "en": self.en, "roles": LISTED.join(self.roles)}
        return Amendment(self.name, code_of(self.de, taken), texts)


def list_of(options: object) -> str:
    """Return the list that a column chooses from where that grows, empty for any other column."""
    return options.name if isinstance(options, Listed) and options.name in GROWING else ""


def having(programme: Programme, additions: Iterable[Addition]) -> Programme:
    """Return `programme` with the additions; one of which it knows a word already is not added again."""
    codes = {name: [line.code for line in lines_of(programme, name)] for name in GROWING}
    made = []
    for each in unknown_to(programme, additions):
        made.append(each.amendment(codes[each.name]))
        codes[each.name].append(made[-1].code)
    return amended(programme, made)


def unknown_to(programme: Programme, additions: Iterable[Addition]) -> list[Addition]:
    """Return those of the additions that are new to a programme."""
    return [each for each in additions if not is_known(programme, each.name, each.de)]


def is_known(programme: Programme, name: str, word: str) -> bool:
    """Whether a list has an option that is understood by this word."""
    options = programme.choices[name].options
    words = chain(*((option.code, *option.words, *option.spellings) for option in options))
    return folded(word) in map(folded, words)


def code_of(word: str, taken: Collection[str]) -> str:
    """Return a code that says the word in small letters, digits and underscores, numbered if it is `taken`."""
    spelled = re.sub(r"[^a-z0-9]+", "_", word.lower().translate(UMLAUTS)).strip("_")
    code = spelled if spelled[:1].isalpha() else f"option_{spelled}".strip("_")
    return next(each for each in chain([code], (f"{code}_{n}" for n in count(2))) if each not in taken)
