"""What a user is told: faults that stop something, and problems and repairs in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ek_data.i18n import ENGLISH, Language

Severity = Literal["error", "warning"]


class Fault(Exception):
    """Something the user can understand and mend, as one sentence.

    The sentence is an English message id with its values, translated where it is shown: ``fault.sentence(_)``.
    """

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values = message, values

    def sentence(self, _: Language) -> str:
        return _(self.message, **self.values)

    def __str__(self) -> str:
        return self.sentence(ENGLISH)


class Unreadable(Fault):
    """A file is refused as a whole."""


class Invalid(Fault):
    """A set of tables has errors and cannot be shown or published."""


class Missing(Fault):
    """A place, a file or a release is not there."""


class Damaged(Fault):
    """Stored bytes are not the bytes that were published."""


class Conflict(Fault):
    """Somebody else published in between."""


@dataclass(frozen=True)
class Finding:
    """One remark about a file: where it is, what it is, and what would be right.

    `row` is the row number as Excel shows it, `column` the header as the file writes it, `cell` the Excel address.
    `message` is an English message id with `values`; `value` is the text as the file has it.
    """

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None

    def sentence(self, _: Language) -> str:
        """What is the matter, in words: where, what, and what would be right."""
        return _(self.message, **self.values)

    def within(self, **where: Any) -> Any:
        """Return the same finding with more of its whereabouts filled in."""
        return replace(self, **where)


@dataclass(frozen=True)
class Problem(Finding):
    """What could not be read or breaks a rule. Errors block publishing, warnings do not."""

    severity: Severity = "error"
    suggestion: str | None = None


@dataclass(frozen=True)
class Repair(Finding):
    """What was changed in order to read the file: `value` became `repaired`."""

    repaired: str | None = None
