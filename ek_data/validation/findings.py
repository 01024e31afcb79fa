"""Problems and repairs of a file: one for each cell, kept as one for each distinct value until somebody reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, overload

import numpy as np

from ek_data.errors import Finding
from ek_data.reading.grid import address, column_of

F = TypeVar("F", bound=Finding)
NO_ROW = -1


@dataclass(frozen=True, eq=False)
class Findings(Sequence[F], Generic[F]):
    """A sequence of findings in the order of the file, first by row, then by column.

    `templates` are the distinct findings without a row; `which` names the template of each finding and `rows` its
    row number in the file, `NO_ROW` for what concerns a column or the file. `columns` are the positions of the
    templates' columns. A million equal problems thus need one template and two numbers each.
    """

    templates: tuple[F, ...]
    columns: tuple[int, ...]
    which: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(cls, *findings: F) -> Findings[F]:
        """Return findings that know their whereabouts, or that concern a file or a column as a whole."""
        rows = [NO_ROW if finding.row is None else finding.row for finding in findings]
        columns = tuple(_column(finding) for finding in findings)
        return cls(findings, columns, np.arange(len(findings)), np.array(rows, dtype=np.int64))

    @classmethod
    def at(cls, by_code: Mapping[int, F], codes: np.ndarray, rows: np.ndarray, column: int) -> Findings[F]:
        """Return for each row whose code has a finding in `by_code` this finding."""
        if not by_code:
            return cls.of()
        template_of = np.full(max(int(codes.max(initial=-1)), max(by_code, default=-1)) + 1, NO_ROW)
        template_of[list(by_code)] = np.arange(len(by_code))
        found = template_of[codes]
        places = np.flatnonzero(found != NO_ROW)
        return cls(tuple(by_code.values()), (column,) * len(by_code), found[places], rows[places])

    @classmethod
    def joined(cls, parts: Sequence[Findings[F]]) -> Findings[F]:
        """Return all findings of several sequences in the order of the file."""
        templates = tuple(template for part in parts for template in part.templates)
        columns = tuple(column for part in parts for column in part.columns)
        starts = np.cumsum([0, *(len(part.templates) for part in parts)])
        which = np.concatenate(
            [np.empty(0, dtype=np.int64), *(part.which + at for part, at in zip(parts, starts, strict=False))]
        )
        rows = np.concatenate([np.empty(0, dtype=np.int64), *(part.rows for part in parts)])
        column_of = np.array(columns, dtype=np.int64)[which]
        order = np.lexsort((column_of, rows))
        return cls(templates, columns, which[order], rows[order])

    def __len__(self) -> int:
        return len(self.which)

    @overload
    def __getitem__(self, index: int) -> F: ...
    @overload
    def __getitem__(self, index: slice) -> Findings[F]: ...
    def __getitem__(self, index: int | slice) -> F | Findings[F]:
        if isinstance(index, slice):
            return replace(self, which=self.which[index], rows=self.rows[index])
        return self._placed(int(self.which[index]), int(self.rows[index]))

    def __iter__(self) -> Iterator[F]:
        return (self._placed(which, row) for which, row in zip(self.which.tolist(), self.rows.tolist(), strict=True))

    def where(self, mask: np.ndarray) -> Findings[F]:
        """Return the findings that a boolean mask or their positions pick."""
        return replace(self, which=self.which[mask], rows=self.rows[mask])

    def places(self) -> np.ndarray:
        """Return the position of the column of each finding, `NO_ROW` where it is about no single cell."""
        columns: np.ndarray = np.array(self.columns, dtype=np.int64)[self.which]
        return np.where(self.rows == NO_ROW, NO_ROW, columns)

    def best_of_each_cell(self, ranks: Sequence[int]) -> Findings[F]:
        """Return of several findings about one cell the one whose template has the least of the `ranks`."""
        places = self.places()
        again = (places[1:] == places[:-1]) & (self.rows[1:] == self.rows[:-1]) & (places[1:] != NO_ROW)
        if not again.any():
            return self
        cell = np.concatenate([[0], np.cumsum(~again)])
        rank = np.array(ranks, dtype=np.int64)[self.which]
        order = np.lexsort((rank, cell))
        first = np.concatenate([[True], np.diff(cell[order]) > 0])
        return self.where(np.sort(order[first]))

    def grouped(self) -> list[tuple[F, np.ndarray]]:
        """Return each distinct finding with all its row numbers, in the order of their first rows."""
        order = np.argsort(self.which, kind="stable")
        found, starts = np.unique(self.which[order], return_index=True)
        groups = [
            (self.templates[which], rows)
            for which, rows in zip(found, np.split(self.rows[order], starts[1:]), strict=False)
        ]
        return sorted(groups, key=lambda group: int(group[1][0]))

    def _placed(self, which: int, row: int) -> F:
        template, column = self.templates[which], self.columns[which]
        if row == NO_ROW or column == NO_ROW:
            return template if row == NO_ROW else replace(template, row=row)
        return replace(template, row=row, cell=address(row, column))


def _column(finding: Finding) -> int:
    """Return the position of the column of a finding that names its cell, else `NO_ROW`."""
    letters = (finding.cell or "").rstrip("0123456789")
    single = finding.row is not None and letters.isalpha() and finding.cell == f"{letters}{finding.row}"
    return column_of(letters) if single else NO_ROW
