"""What one cell says, or why it says nothing that can be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from ek_data.errors import Fault
from ek_data.i18n import N_
from ek_data.spelling import folded
from ek_data.tables.types import Column

UNKNOWN_WORDS = frozenset(
    {"ka", "na", "nb", "nn", "keineangabe", "keineangaben", "unbekannt", "unknown", "nichtbekannt", "notknown"}
    | {"none", "null", "nan", "nv", "fehlt", "offen", "tbd", "tba"}
)
UNKNOWN_SIGNS = frozenset({"-", "–", "—", "--", "---", "?", "??", "/", "./.", ".", "x", "X", "...", "…"})


class Cell(NamedTuple):
    """What the text of one cell was understood as.

    `repair` and `warning` are English message ids that may use ``{value}``, the text as the file has it, and
    ``{repaired}``, the text as it was understood, and those of `values`. `entered` is what the text says for other
    columns (column → code), `note` what belongs into the note of the row.
    """

    value: Any
    repaired: str = ""
    repair: str | None = None
    warning: str | None = None
    values: Mapping[str, Any] = MappingProxyType({})
    entered: Mapping[str, str] = MappingProxyType({})
    note: str = ""


@dataclass(frozen=True)
class Beside:
    """What stands beside a column: those that say how exact its number is and what is counted, and a note.

    `noted` says whether the file has notes, so that what is said besides can be kept there.
    """

    qualifier: Column | None = None
    counted: Column | None = None
    noted: bool = False


ALONE = Beside()


Suggestion = str | Callable[[], str | None] | None


class Unclear(Fault):
    """A text that says nothing usable; the message may use ``{value}``.

    An empty suggestion means: leave the cell empty. A suggestion that takes time is a function, called only for
    the problems that somebody reads.
    """

    def __init__(self, message: str, /, suggestion: Suggestion = None, **values: Any) -> None:
        super().__init__(message, **values)
        self.suggestion = suggestion


def means_unknown(text: str) -> bool:
    """Whether somebody wrote in words that nothing is known, where the cell should be empty."""
    return text in UNKNOWN_SIGNS or folded(text) in UNKNOWN_WORDS


def unknown_or(message: str, text: str, suggestion: Suggestion = None, **values: Any) -> Unclear:
    """Return the complaint `message`, with the advice to leave the cell empty where the text means "unknown"."""
    if means_unknown(text):
        return Unclear(ADVICE[message], suggestion="", **values)
    return Unclear(message, suggestion, **values)


WITH_WORDS = N_("“{value}” was read as {repaired}. Entered besides: {entered}.")
NOT_A_NUMBER = N_("“{value}” is not a number. Please write it in figures, for example 78.")
NOT_A_DATE = N_("“{value}” is not a date. Write 09.04.2025, 04.2025 or 2025.")
NOT_AN_ADDRESS = N_("“{value}” is not a web address. It begins with https:// or http://.")
NOT_A_KEY = N_(
    "“{value}” is not a regional key. It has 12 digits and begins with {laender}. "
    "Who has none gets a code such as x-region."
)
NO_MUNICIPALITY = N_(
    "“{value}” is not among the municipalities. Choose a name from the list in the template; a "
    "new municipality belongs into the table “Kommunen”, before or together with this file."
)
NOT_AN_OPTION = N_(
    "“{value}” is not among the allowed values. The list in the template and the description of the data name them all."
)

ADVICE = {
    NOT_A_NUMBER: N_("“{value}” is not a number. Leave the cell empty if it is unknown."),
    NOT_A_DATE: N_("“{value}” is not a date. Leave the cell empty if it is unknown."),
    NOT_AN_ADDRESS: N_("“{value}” is not a web address. Leave the cell empty if there is none."),
    NOT_A_KEY: NOT_A_KEY,
    NO_MUNICIPALITY: N_("“{value}” is not a municipality. Leave the cell empty if none is named."),
    NOT_AN_OPTION: N_("“{value}” is not among the allowed values. Leave the cell empty if it is unknown."),
}
