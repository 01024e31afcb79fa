"""Several files at once: each recognised and checked against the others and the current release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.errors import Problem
from ek_data.geo.boundaries import Area
from ek_data.i18n import N_
from ek_data.reading.raw import Raw
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Table
from ek_data.validation.check import Checked, check
from ek_data.validation.recognise import recognise
from ek_data.validation.sheets import best_match, left_out

NOT_RECOGNISED = N_("The columns of this file fit none of the tables.")
WHICH_TABLE = N_(
    "Which table this is could not be told: {known} of {n} headers fit “{table}”. Not known: {unknown}. Please choose "
    "the table and say what these columns hold, or name them as in the template."
)
LISTED = 12  # so many headers are named


@dataclass(frozen=True, eq=False)
class Checks:
    """What came of several files: those that were checked, in the order of the tables, and those that were not.

    `left_out` are sheets that are not taken over, each with the reason, which is empty where the user decided so.
    """

    checked: tuple[Checked, ...]
    refused: tuple[Problem, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing blocks publishing."""
        return not self.refused and not any(len(checked.errors) for checked in self.checked)

    @property
    def errors(self) -> list[Problem]:
        """Everything that blocks publishing."""
        return [*self.refused, *(error for checked in self.checked for error in checked.errors)]

    def of(self, file: str) -> Checked | None:
        return next((checked for checked in self.checked if checked.file == file), None)


def check_all(
    raws: Sequence[Raw],
    base: Dataset | None = None,
    *,
    tables: Mapping[str, str] | None = None,
    mappings: Mapping[str, Mapping[str, str]] | None = None,
    areas: Mapping[str, Area] | None = None,
) -> Checks:
    """Check files that belong together; what they refer to may be in one of them or in `base`.

    Several files may hold rows of one table. `tables` (file → table name, empty for "not taken") and `mappings` (file →
    header → column name) are what a user decided by hand. `areas` are the official boundaries by ARS, with which
    municipalities are compared.
    Municipalities go first, then events, because the other tables refer to them.
    """
    known, checked, refused = Known.of(base, areas), list[Checked](), list[Problem]()
    without = left_out(raws, tables or {})
    taken = [raw for raw in raws if raw.file not in without]
    for raw, table in sorted(_recognised(taken, tables or {}, refused), key=lambda pair: _turn(pair[1])):
        if checked:
            known = known.including(checked[-1].table.name, checked[-1].rows)
        checked.append(check(raw, table, known=known, mapping=(mappings or {}).get(raw.file)))
    return Checks(tuple(sorted(checked, key=lambda result: TABLES.index(result.table))), tuple(refused), without)


def _recognised(raws: Sequence[Raw], tables: Mapping[str, str], refused: list[Problem]) -> list[tuple[Raw, Table]]:
    found = list[tuple[Raw, Table]]()
    for raw in raws:
        match = recognise(raw)
        if raw.file in tables:
            found.append((raw, BY_NAME[tables[raw.file]]))
        elif match:
            found.append((raw, match.table))
        else:
            refused.append(_not_recognised(raw))
    return found


def _not_recognised(raw: Raw) -> Problem:
    """Return that a file fits no table, with the table that most of its headers fit."""
    best = best_match(raw)
    unknown = tuple(raw.header[at] for at in best.unknown if raw.header[at].strip())
    if not best.columns or not unknown:
        return Problem(NOT_RECOGNISED, file=raw.file)
    listed = (*unknown[:LISTED], *["…"] * (len(unknown) > LISTED))
    values = {"known": len(best.columns), "n": len(best.columns) + len(unknown), "table": best.table.label}
    return Problem(WHICH_TABLE, {**values, "unknown": listed}, file=raw.file)


def _turn(table: Table) -> int:
    """Tables that others refer to go before them."""
    return sum(column.refers_to is not None for column in table.columns)
