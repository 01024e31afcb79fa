"""Accepted suggestions: a text of a file replaced wherever it stands in its column, each place listed as a repair."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.raw import Raw
from ek_data.validation.check import UNKNOWN_HEADER, Checked
from ek_data.validation.findings import Findings
from ek_data.validation.report import correctable

ACCEPTED = N_("“{value}” was replaced by “{repaired}”, as you accepted.")
EMPTIED = N_("“{value}” was removed, as you accepted.")


@dataclass(frozen=True)
class Correction:
    """In `file`, the text `value` in the column at `position` (in `Raw.header`) is to be `better`."""

    file: str
    position: int
    value: str
    better: str


@dataclass(frozen=True)
class Suggestion:
    """A suggestion that can be accepted, and how many cells it would mend.

    `column` is set where a header is meant: the column it is to be taken for.
    """

    problem: Problem
    cells: int
    correction: Correction
    header: str
    column: str | None = None

    @property
    def file(self) -> str:
        return self.correction.file


def suggestions(checked: Checked) -> list[Suggestion]:
    """Return the suggestions for a file, one for each distinct value of a column, in the order of the file."""
    groups = checked.problems.grouped()
    return [
        _suggestion(problem, len(rows), checked)
        for problem, rows in groups
        if correctable(problem) and problem.column in checked.raw.header
    ]


def corrected(raw: Raw, corrections: Collection[Correction]) -> Raw:
    """Return `raw` with the corrections of this file put in."""
    for each in corrections:
        if each.file == raw.file:
            better = pc.if_else(_there(raw, each), each.better, raw.cells.column(each.position))
            field = raw.cells.field(each.position)
            raw = replace(raw, cells=raw.cells.set_column(each.position, field, better.cast(pa.string())))
    return raw


def repairs(raw: Raw, corrections: Collection[Correction]) -> Findings[Repair]:
    """Return a repair for each cell of the file as it was read that the corrections replace."""
    return Findings.joined([_repairs(raw, each) for each in corrections if each.file == raw.file])


def _repairs(raw: Raw, each: Correction) -> Findings[Repair]:
    there = _there(raw, each).combine_chunks().to_numpy(zero_copy_only=False)
    values = {"value": each.value, "repaired": each.better}
    message = ACCEPTED if each.better else EMPTIED
    repair = Repair(message, values, raw.file, None, raw.header[each.position], None, each.value, repaired=each.better)
    return Findings.at({0: repair}, np.where(there, 0, 1), raw.rows, raw.columns[each.position])


def _there(raw: Raw, each: Correction) -> pa.ChunkedArray:
    """Return which cells hold the value to be replaced, or show it."""
    held, shown = raw.cells.column(each.position), raw.shown(each.position)
    return pc.or_(pc.equal(held, each.value), pc.equal(shown, each.value))


def _suggestion(problem: Problem, cells: int, checked: Checked) -> Suggestion:
    header = problem.column or ""
    position = _position(header, checked)
    correction = Correction(checked.file, position, problem.value or "", problem.suggestion or "")
    if problem.message != UNKNOWN_HEADER:
        return Suggestion(problem, cells, correction, header)
    meant = next(column.name for column in checked.table.columns if column.label.de == problem.suggestion)
    return Suggestion(problem, cells, correction, header, meant)


def _position(header: str, checked: Checked) -> int:
    """Return where the column stands: among several with one header, the one that was taken."""
    taken = [at for at in checked.match.columns.values() if checked.raw.header[at] == header]
    return taken[0] if taken else checked.raw.header.index(header)
