"""Recognition of files: which table one is and which column each header means, told from the headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ek_data.programme.current import per_programme
from ek_data.reading.raw import Raw
from ek_data.spelling import closest, folded
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Column, Table

NOT_TAKEN = ""  # in a mapping: the user decided against taking the column


@dataclass(frozen=True)
class Match:
    """How the headers of a file fit a table.

    `columns` names the position of the header for each declared column that was found, `precisions` the same for
    the companion columns of dates in our own Parquet files. `unknown` are the positions of headers that nothing
    was found for. `twins` are those whose column another header names already, with the position of that one, save
    where the user decided which of them is taken.
    """

    table: Table
    columns: Mapping[str, int]
    precisions: Mapping[str, int]
    unknown: tuple[int, ...]
    twins: Mapping[int, int]

    @property
    def twice(self) -> tuple[int, ...]:
        """The positions of headers whose column another header names already."""
        return tuple(self.twins)

    def column_at(self, position: int) -> Column:
        """Return the column that a header was taken for, or of which it holds the precision."""
        found = {at: name for name, at in (*self.precisions.items(), *self.columns.items())}
        return self.table[found[position]]

    @property
    def missing(self) -> tuple[Column, ...]:
        return tuple(column for column in self.table.columns if column.name not in self.columns)

    @property
    def fit(self) -> float:
        """From 0 to 1: how many required columns are there, and how many headers are understood."""
        required = {column.name for column in self.table.columns if column.required}
        understood = len(self.columns) + len(self.precisions)
        return len(required & set(self.columns)) / len(required) / 2 + understood / self._headers / 2

    @property
    def complete(self) -> bool:
        """Whether all required columns are there."""
        return not any(column.required for column in self.missing)

    @property
    def _headers(self) -> int:
        return len(self.columns) + len(self.precisions) + len(self.unknown) + len(self.twice) or 1


def recognise(raw: Raw) -> Match | None:
    """Return how the file fits the table it fits best, or None if it fits none. Equal fits go by the file's name."""
    matches = [match for table in TABLES if _could_be(match := matched(raw.header, table), raw)]
    return max(matches, key=lambda match: (match.fit, _stem(raw.file) == _stem(match.table.file)), default=None)


def matched(header: tuple[str, ...], table: Table, mapping: Mapping[str, str] | None = None) -> Match:
    """Return which declared column each header means; `mapping` (header → column name or empty) goes first.

    What it says of columns that the table no longer has counts for nothing.
    """
    precise = {column.precision: column.name for column in table.columns}
    known = {NOT_TAKEN, *precise, *precise.values()}
    chosen = {text: name for text, name in (mapping or {}).items() if name in known}
    meanings = [_meaning(text, table, chosen) for text in header]
    columns: dict[str, int] = {}
    precisions: dict[str, int] = {}
    for position in sorted(range(len(header)), key=lambda position: meanings[position][1]):
        name = meanings[position][0] or NOT_TAKEN
        if name in table:
            columns.setdefault(name, position)
        elif name in precise:
            precisions.setdefault(precise[name], position)
    taken = {*columns.values(), *precisions.values()}
    left = [position for position in range(len(header)) if position not in taken]
    unknown = tuple(at for at in left if meanings[at][0] is None)
    decided = {meanings[at][0] for at in taken if meanings[at][1] == NOT_RANKED}
    held = {meanings[at][0]: at for at in taken}
    twins = {at: held[meanings[at][0]] for at in left if meanings[at][0] and meanings[at][0] not in decided}
    return Match(table, columns, precisions, unknown, twins)


def lasting(mapping: Mapping[str, str], header: tuple[str, ...], table: Table) -> dict[str, str]:
    """Return what of a `mapping` to columns of the table holds for every file with this header row.

    Which of two columns with one meaning is right does not: in the next file they may differ otherwise.
    """
    asked = {header[at] for pair in matched(header, table).twins.items() for at in pair}
    known = {NOT_TAKEN, *(column.name for column in table.columns)}
    return {name: column for name, column in mapping.items() if name not in asked and column in known}


def exact(header: str, column: Column) -> bool:
    """Whether the header is one of the column's own names rather than another spelling of them."""
    return header in (*column.label, column.name)


def meant_header(header: str, match: Match) -> str | None:
    """Return the label of the missing column that an unknown header probably means."""
    return closest(header, {folded(column.label.de): column.label.de for column in match.missing})


def headers() -> tuple[tuple[str, ...], ...]:
    """Return the headers of each table, by which a reader finds the header row of a file."""
    return tuple(tuple(header for column in table.columns for header in column.headers) for table in TABLES)


def _meaning(header: str, table: Table, mapping: Mapping[str, str]) -> tuple[str | None, int]:
    """Return the column that a header means, and how far down the list of its names the header stands."""
    if header in mapping:
        return mapping[header], NOT_RANKED
    return _names(table.name).get(folded(header), (None, 0))


NOT_RANKED = -1  # before every rank: the user's own decision


@per_programme
def _names(table: str) -> Mapping[str, tuple[str, int]]:
    """Return column and rank by folded header. A name that two columns share belongs to where it ranks higher."""
    names: dict[str, tuple[str, int]] = {}
    for column in BY_NAME[table].columns:
        for rank, header in enumerate((*column.headers, column.precision)):
            fold = folded(header)
            if fold not in names or rank < names[fold][1]:
                names[fold] = (column.precision if header == column.precision else column.name, rank)
    return names


def _could_be(match: Match, raw: Raw) -> bool:
    """Whether a file can be a table: half of it fits, or its sheet is called like the table and some columns fit."""
    called = folded(raw.sheet or "") in {folded(label) for label in match.table.label}
    return len(match.columns) >= 2 and (match.fit >= 0.5 or called)


def _stem(file: str) -> str:
    return folded(file.rsplit(".", 1)[0])
