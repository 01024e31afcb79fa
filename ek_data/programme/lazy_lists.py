"""Lists of the current programme, to be declared where it is not known yet which that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from ek_data.programme.current import current
from ek_data.programme.options import Choices, Option
from ek_data.programme.roles import Role


@dataclass(frozen=True)
class Listed(Sequence[Option]):
    """The options that the current programme lists under a name: ``Listed("categories")``."""

    name: str

    @property
    def choices(self) -> Choices:
        return current().choices[self.name]

    @overload
    def __getitem__(self, place: int) -> Option: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Option, ...]: ...

    def __getitem__(self, place: int | slice) -> Option | tuple[Option, ...]:
        return self.choices.options[place]

    def __len__(self) -> int:
        return len(self.choices.options)


@dataclass(frozen=True)
class Playing(Sequence[str]):
    """The codes of those `options` that play all of the `roles`, whichever the current programme has."""

    options: Listed
    roles: tuple[Role, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return self.options.choices.having(self.roles)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...

    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self.codes[place]

    def __len__(self) -> int:
        return len(self.codes)
