"""Choices about one file, kept for the same file once it is corrected: no bytes, only what somebody decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import numpy as np

from ek_data.programme.new_options import Addition
from ek_data.reading.raw import Raw
from ek_data.store.header_mappings import Header
from ek_data.tables import BY_NAME
from ek_data.updates.columns_filled import Filled
from ek_data.validation.corrections import Correction


@dataclass(frozen=True)
class FileChoice:
    """What was decided about `file` with this `header` row: its table, its columns, those that are filled, corrections.

    `table`, `mapping`, `filled` and `corrections` are None where nothing was decided. `taken` are rows that were
    set aside and are taken after all, `left` those that are not taken, by number with what they say. `additions` are
    the words of the file that become new options.
    """

    file: str
    header: Header
    table: str | None = None
    mapping: Mapping[str, str] | None = None
    filled: Filled | None = None
    corrections: tuple[Correction, ...] | None = None
    taken: tuple[tuple[str, ...], ...] = ()
    left: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    additions: tuple[Addition, ...] = ()

    @property
    def still_declared(self) -> FileChoice:
        """The same without a table and columns that a later version no longer declares."""
        table = self.table if not self.table or self.table in BY_NAME else None
        known = {column.name for column in BY_NAME[table].columns} if table else set()
        filled = self.filled and {name: value for name, value in self.filled.items() if name in known}
        return replace(self, table=table, filled=filled)

    def rows(self, raw: Raw) -> frozenset[int]:
        """Return the rows set aside in `raw` that were taken after all when they said the same."""
        return frozenset(each.row for each in raw.aside if each.texts in self.taken)

    def rows_left(self, raw: Raw) -> frozenset[int]:
        """Return the rows of `raw` that are not taken because they still say what they said."""
        return frozenset(row for row, texts in rows_of(raw, self.left).items() if texts == self.left[row])


def rows_of(raw: Raw, rows: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the texts of those of the `rows` that a file has, by number."""
    at = np.flatnonzero(np.isin(raw.rows, list(rows)))
    texts = zip(*(column.take(at).to_pylist() for column in raw.cells.columns), strict=True)
    return dict(zip(raw.rows[at].tolist(), texts, strict=True)) if len(at) else {}


def to_values(choices: Iterable[FileChoice]) -> list[Any]:
    """Return choices as the values of JSON."""
    return [asdict(each) for each in choices]


def from_values(values: Iterable[Any]) -> tuple[FileChoice, ...]:
    """Return the choices that `to_values` gave, also after they were JSON."""
    return tuple(_choice(**each) for each in values)


def _choice(
    header: Iterable[str],
    corrections: Iterable[Mapping[str, Any]] | None,
    taken: Iterable[Iterable[str]],
    left: Mapping[str, Iterable[str]],
    additions: Iterable[Mapping[str, Any]] = (),
    **others: Any,
) -> FileChoice:
    return FileChoice(
        header=tuple(header),
        corrections=None if corrections is None else tuple(Correction(**each) for each in corrections),
        taken=tuple(tuple(texts) for texts in taken),
        left={int(row): tuple(texts) for row, texts in left.items()},
        additions=tuple(Addition(**{**each, "roles": tuple(each["roles"])}) for each in additions),
        **others,
    )


def fitting(choices: Collection[FileChoice], raw: Raw) -> FileChoice | None:
    """Return the choice about `raw`: the one of the same name, else what was chosen for the same header row.

    Of another file only table and columns are taken, because its rows are others.
    """
    same = [each for each in choices if each.header == raw.header]
    named = next((each for each in same if each.file == raw.file), None)
    return named or next(
        (FileChoice(raw.file, each.header, each.table, each.mapping, each.filled) for each in same[::-1]), None
    )


def merged(
    before: Iterable[FileChoice], mine: Iterable[FileChoice], theirs: Iterable[FileChoice]
) -> tuple[FileChoice, ...]:
    """Return the choices of two people, `mine` and `theirs`, who both went on from those `before`: nothing is lost.

    Where both decided about the same thing, mine counts.
    """
    old, result = _by_file(before), _by_file(theirs)
    for place, choice in _by_file(mine).items():
        nothing = FileChoice(*place)
        result[place] = _merged(old.get(place, nothing), choice, result.get(place, nothing))
    return tuple(result.values())


def _merged(old: FileChoice, mine: FileChoice, theirs: FileChoice) -> FileChoice:
    names = [each.name for each in fields(FileChoice)]
    return FileChoice(**{name: _joined(*(getattr(each, name) for each in (old, mine, theirs))) for name in names})


def _joined(old: Any, mine: Any, theirs: Any) -> Any:
    """Return a value as two people left it who both had the `old` one; of collections what each of them did."""
    if old in (mine, theirs) or mine is None or theirs is None or isinstance(mine, str):
        return theirs if mine == old else mine
    before, own, other = _items(old), _items(mine), _items(theirs)
    stay = {key: value for key, value in other.items() if key in own or key not in before}
    both = stay | {key: value for key, value in own.items() if before.get(key) != value}
    return both if isinstance(mine, Mapping) else tuple(both.values())


def _items(values: Any) -> dict[Any, Any]:
    if values is None or isinstance(values, Mapping):
        return dict(values or {})
    return {each.place if isinstance(each, Correction) else each: each for each in values}


def _by_file(choices: Iterable[FileChoice]) -> dict[tuple[str, Header], FileChoice]:
    return {(each.file, each.header): each for each in choices}


def together(earlier: Iterable[FileChoice], later: Iterable[FileChoice]) -> tuple[FileChoice, ...]:
    """Return all choices, the later ones in place of earlier ones about the same file and header row."""
    return tuple(_by_file((*earlier, *later)).values())
