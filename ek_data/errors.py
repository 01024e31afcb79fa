"""Errors as a user is told them: faults that stop something, and problems and repairs in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ek_data.i18n import ENGLISH, Language, Words

Severity = Literal["error", "warning"]
GROUPED = 10_000  # from here on whole numbers get separators, because one of less may be a year; a float is none


class Fault(Exception):
    """Something the user can understand and mend, as one sentence.

    The sentence is an English message id with its values, translated where it is shown: ``fault.sentence(_)``.
    """

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values = message, values

    def sentence(self, lang: Language) -> str:
        return lang(self.message, **in_words(self.values, lang))

    def __str__(self) -> str:
        return self.sentence(ENGLISH)


class Unreadable(Fault):
    """A file is refused as a whole."""

    def problem(self, file: str) -> Problem:
        """Return the refusal as what is wrong with `file`."""
        return Problem(self.message, self.values, file=file)


class Invalid(Fault):
    """A set of tables has errors, its `problems`, and cannot be shown or published."""

    def __init__(self, message: str, /, problems: Sequence[Problem] = (), **values: Any) -> None:
        super().__init__(message, **values)
        self.problems = problems


class Missing(Fault):
    """A place, a file or a release is not there."""


class Damaged(Fault):
    """Stored bytes are not the bytes that were published."""


class Newer(Fault):
    """Stored bytes are whole, and a later version of the dashboard wrote what this one does not understand."""


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

    def sentence(self, lang: Language) -> str:
        """What is the matter, in words: where, what, and what would be right."""
        return lang(self.message, **in_words(self.values, lang))

    def located(self, lang: Language) -> str:
        """Return the sentence after its place: "kommunen.csv, Zelle F17 (Einwohner): …"."""
        if self.cell:
            place = lang("{file}, cell {cell} ({column})", file=self.file, cell=self.cell, column=self.column)
        elif self.row:
            place = lang("{file}, row {row}", file=self.file, row=self.row)
        else:
            place = self.file
        return f"{place}: {self.sentence(lang)}" if place else self.sentence(lang)

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


MOST_LINES = 50


def lines(fault: Fault, lang: Language) -> list[str]:
    """Return the sentence of a fault, and below it what is wrong in particular where it is several things, so far."""
    problems = fault.problems if isinstance(fault, Invalid) and len(fault.problems) > 1 else ()
    return [fault.sentence(lang), *(f"  {problem.located(lang)}" for problem in problems[:MOST_LINES])]


def in_words(values: Mapping[str, Any], lang: Language) -> dict[str, Any]:
    """Return the values of a message as they read in the language: declared words, rules, findings, lists."""
    return {name: _worded(value, lang) for name, value in values.items()}


def _worded(value: Any, lang: Language) -> Any:
    if isinstance(value, Words):
        return lang.of(value)
    if isinstance(value, Finding):
        return value.located(lang)
    if hasattr(value, "sentence"):
        return value.sentence(lang)
    if isinstance(value, tuple):
        return lang.listing(str(_worded(item, lang)) for item in value)
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= GROUPED):
        return lang.number(value)
    return value
