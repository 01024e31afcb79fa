"""The header of a table: the names over its columns, merged ones with those below them, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.grid import MOST_MERGED, Grid, address, column_of, letters

EMPTY_COLUMNS = N_("Empty columns without a name were left out: {columns}.")
UNNAMED = N_("Column {column} has values but no name, the first in row {row}: “{first}”.")
DUPLICATE = N_("The name “{name}” stands over several columns: {columns}.")
CLEANED = N_("Line breaks and non-breaking spaces in the column name were replaced by spaces.")
MOST = 20
_BREAKS = re.compile(r"(?<!\s)\s*[\r\n]+\s*|[\u00a0\u202f\u2007]")


class Head(NamedTuple):
    """The header of a file: the names of its columns, its row, how many cells that has, and where the first stands."""

    names: Sequence[str]
    row: int
    width: int
    first_column: int

    @classmethod
    def of(cls, grid: Grid, at: int, further: Sequence[int]) -> Head:
        """Return the header at a place of a grid: under a name that is merged over several, with that below it."""
        names = list(grid.texts(at, at + 1)[0])
        row = int(grid.rows[at])
        below = grid.texts(at + 1, at + 2)[0] if at + 1 in further else ()
        for area in grid.merged[:MOST_MERGED] if below else ():
            if area.top <= row == area.bottom and area.left < area.right:
                group = grid.text(area.top, area.left).strip()
                left, stop = area.left - grid.first_column, area.right - grid.first_column + 1
                for column in range(max(left, 0), min(stop, len(names))):
                    names[column] = f"{group} {below[column].strip()}" if below[column].strip() else names[column]
        return cls(names, row, int(grid.widths[at]), grid.first_column)

    @property
    def named(self) -> list[int]:
        """Which of the columns have a name."""
        return [at for at, name in enumerate(self.names) if name.strip()]

    def columns(self, body: Grid) -> list[int]:
        """Return the columns that have a name or a value."""
        return [
            number
            for number, column in enumerate(body.cells.columns)
            if self.names[number].strip()
            or pc.any(pc.greater(pc.binary_length(pc.utf8_trim_whitespace(column)), 0)).as_py()
        ]

    def cleaned(self, column: int) -> str:
        """Return the name of a column on one line."""
        name = self.names[column]
        return _BREAKS.sub(" ", name).strip() if _BREAKS.search(name) else name

    def naming(self, finding: Finding) -> Finding:
        """Return a remark about a cell with the name of its column, or the letters over it where it has none."""
        if finding.cell is None or finding.column is not None:
            return finding
        at = column_of(finding.cell) - self.first_column
        name = self.cleaned(at) if 0 <= at < len(self.names) else ""
        named: Finding = finding.within(column=name or letters(self.first_column + at))
        return named

    def remarks(self, columns: Sequence[int], body: Grid, usual: int) -> Iterator[Finding]:
        """Yield what is wrong with the names of the `columns` that are taken, over rows that `usual` cells have."""
        dropped = [letters(self.first_column + at) for at in range(usual) if at not in set(columns)]
        if dropped:
            values = {"columns": ", ".join(dropped[:MOST]) + (" …" if len(dropped) > MOST else "")}
            yield Repair(EMPTY_COLUMNS, values, row=self.row)
        for column in columns:
            name, better = self.names[column], self.cleaned(column)
            over, cell = letters(self.first_column + column), address(self.row, self.first_column + column)
            if not name.strip() and column < usual:
                values = {"column": over} | _first_value(body, column)
                yield Problem(UNNAMED, values, row=self.row, cell=cell, severity="warning")
            elif _BREAKS.search(name):
                yield Repair(CLEANED, row=self.row, cell=cell, column=better, value=name, repaired=better)
        yield from self._repeated(columns)

    def _repeated(self, columns: Sequence[int]) -> Iterator[Finding]:
        over: dict[str, list[str]] = {}
        for column in columns:
            over.setdefault(self.names[column].strip().casefold(), []).append(letters(self.first_column + column))
        for column in columns:
            name = self.names[column]
            same = over.pop(name.strip().casefold(), [])
            if len(same) > 1 and name.strip():
                values = {"name": name.strip(), "columns": ", ".join(same)}
                yield Problem(DUPLICATE, values, row=self.row, column=name, severity="warning")


def _first_value(body: Grid, column: int) -> dict[str, Any]:
    """Return the first text of a column and its row."""
    texts = pc.utf8_trim_whitespace(body.cells.column(column))
    at = pc.index(pc.not_equal(texts, ""), True).as_py()
    return {"row": int(body.rows[at]), "first": texts[at].as_py()[:80]}
