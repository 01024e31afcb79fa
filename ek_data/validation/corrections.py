"""Accepted suggestions: a text of a file replaced wherever it stands in its column, each place listed as a repair."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.grid import address
from ek_data.reading.raw import Raw
from ek_data.tables.shared_columns import NOTE
from ek_data.validation.check import UNKNOWN_HEADER, Checked
from ek_data.validation.findings import Findings
from ek_data.validation.report import INCOMPLETE, correctable

ACCEPTED = N_("“{value}” was replaced by “{repaired}”, as you accepted.")
EMPTIED = N_("“{value}” was removed, as you accepted.")


@dataclass(frozen=True)
class Correction:
    """In `file`, the text `value` in the column at `position` (in `Raw.header`) is to be `better`, maybe in one `row`.

    What it says besides is kept as `note` in the column under the header `noted_in`.
    """

    file: str
    position: int
    value: str
    better: str
    note: str = ""
    noted_in: str = ""
    row: int | None = None

    @property
    def place(self) -> tuple[str, int, str, int | None]:
        """Which text is meant."""
        return self.file, self.position, self.value, self.row


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
        if correctable(problem, checked) and problem.column in checked.raw.header
    ]


def corrected(raw: Raw, corrections: Collection[Correction]) -> Raw:
    """Return `raw` with the corrections of this file put in."""
    for each in corrections:
        if each.file == raw.file:
            there = _there(raw, each)
            raw = _with_note(raw, each, there) if each.note else raw
            raw = _with_column(raw, each.position, pc.if_else(there, each.better, raw.cells.column(each.position)))
            raw = replace(raw, findings=tuple(_still(raw, each)))
    return raw


def _with_note(raw: Raw, each: Correction, there: pa.ChunkedArray) -> Raw:
    """Return the file with the note of a correction behind those that are there already."""
    raw = raw.having(each.noted_in, [""] * len(raw.rows))
    at = raw.header.index(each.noted_in)
    notes = raw.cells.column(at)
    longer = pc.if_else(pc.equal(notes, ""), each.note, pc.binary_join_element_wise(notes, each.note, " · "))
    return _with_column(raw, at, pc.if_else(there, longer, notes))


def _still(raw: Raw, each: Correction) -> Iterator[Finding]:
    """Yield what was noticed about other cells than the one that is answered."""
    cell = address(each.row, raw.columns[each.position]) if each.row else None
    yield from (finding for finding in raw.findings if cell is None or finding.cell != cell)


def _with_column(raw: Raw, position: int, texts: pa.ChunkedArray) -> Raw:
    field = raw.cells.field(position)
    return replace(raw, cells=raw.cells.set_column(position, field, texts.cast(pa.string())))


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
    same = pc.or_(pc.equal(held, each.value), pc.equal(shown, each.value))
    return same if each.row is None else pc.and_(same, pa.chunked_array([pa.array(raw.rows == each.row)]))


def _suggestion(problem: Problem, cells: int, checked: Checked) -> Suggestion:
    header = problem.column or ""
    position = position_of(header, checked)
    correction = Correction(checked.file, position, problem.value or "", problem.suggestion or "")
    if problem.message in INCOMPLETE:
        note = f"{header}: {problem.value}"
        correction = replace(correction, note=note, noted_in=notes_of(checked))
    if problem.message != UNKNOWN_HEADER:
        return Suggestion(problem, cells, correction, header)
    meant = next(column.name for column in checked.table.columns if column.label.de == problem.suggestion)
    return Suggestion(problem, cells, correction, header, meant)


def is_lasting(each: Correction, checked: Checked) -> bool:
    """Whether a correction says what a word means, so that it holds for other files: one of a closed list."""
    column = next((checked.table[name] for name, at in checked.match.columns.items() if at == each.position), None)
    closed = column is not None and (bool(column.options) or column.refers_to is not None)
    return closed and each.row is None and not each.note


def notes_of(checked: Checked) -> str:
    """Return the header under which the notes of a file stand, or will."""
    at = checked.match.columns.get(NOTE.name)
    return NOTE.label.de if at is None else checked.raw.header[at]


def position_of(header: str, checked: Checked) -> int:
    """Return where the column stands: among several with one header, the one that was taken."""
    taken = [at for at in checked.match.columns.values() if checked.raw.header[at] == header]
    return taken[0] if taken else checked.raw.header.index(header)
