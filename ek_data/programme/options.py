"""Options: the allowed values of a column, each with its words, its roles and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle

import pandas as pd

from ek_data.i18n import Language, Words
from ek_data.palette import ALL_SYMBOLS, INK, Look
from ek_data.programme.roles import Role


@dataclass(frozen=True)
class Option:
    """An allowed value: neutral code, words on screen, further spellings that are understood.

    `signs` say the same beside a number. `roles` are what code may ask for, `look` is how it is drawn, `short` what
    stands on the map. `usual` are the least and most that is usual of it, for the column that is `sized_by` it. Of
    several values that hold of one thing the one with the highest `rank` is said of it.
    `group` names the group that it stands in. `meaning` explains it in the glossary. What is `retired` is offered no
    more; rows keep it.
    """

    code: str
    words: Words
    spellings: tuple[str, ...] = ()
    plural: Words | None = None
    signs: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    rank: int = 0
    look: Look | None = None
    short: str = ""
    usual: tuple[float, float] | None = None
    meaning: Words | None = None
    retired: bool = False
    group: Words | None = None

    def counted(self, n: int, lang: Language) -> str:
        """Return the words for `n` of them: "1 Newsletter", "10 Podcasts"."""
        return f"{lang.number(n)} {lang.of(self.words if n == 1 else self.several)}"

    @property
    def several(self) -> Words:
        """The words for more than one of them."""
        return self.plural or self.words


@dataclass(frozen=True)
class Choices:
    """All allowed values of a column, and what follows from them."""

    options: tuple[Option, ...]

    @cached_property
    def by_code(self) -> dict[str, Option]:
        return {option.code: option for option in self.options}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(str(option.code) for option in self.options)

    @cached_property
    def furthest_first(self) -> tuple[str, ...]:
        """The codes by rank, the highest first."""
        return tuple(option.code for option in sorted(self.options, key=lambda option: -option.rank))

    @cached_property
    def looks(self) -> dict[str, Look]:
        """How the values are drawn, by code: as declared, else in the colour of the others with a symbol of their own.

        An option that is added needs no look, because the first symbol that is free tells it from the others.
        """
        declared = [option.look for option in self.options if option.look]
        colour = declared[0].colour if declared else INK
        taken = {look.symbol.removesuffix("2") for look in declared}  # turned round it is hardly another form
        free = cycle(symbol for symbol in ALL_SYMBOLS if symbol not in taken)
        return {option.code: option.look or Look(colour, next(free)) for option in self.options}

    @cached_property
    def dtype(self) -> pd.CategoricalDtype:
        return pd.CategoricalDtype(list(self.codes))

    def having(self, roles: Sequence[Role]) -> tuple[str, ...]:
        """Return the codes that play all of the `roles`."""
        return tuple(option.code for option in self.options if set(roles) <= set(option.roles))
