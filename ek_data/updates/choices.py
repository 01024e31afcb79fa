"""Choices about one file, kept for the same file once it is corrected: no bytes, only what somebody decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ek_data.reading.raw import Aside, Raw
from ek_data.validation.corrections import Correction

Header = tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What was decided about `file` with this `header` row: its table, its columns, corrections, rows taken after all.

    `table` and `mapping` are None where nothing was decided.
    """

    file: str
    header: Header
    table: str | None = None
    mapping: Mapping[str, str] | None = None
    corrections: tuple[Correction, ...] = ()
    taken: tuple[Aside, ...] = ()

    def rows(self, raw: Raw) -> frozenset[int]:
        """Return the rows set aside in `raw` that were taken after all when they said the same."""
        texts = {each.texts for each in self.taken}
        return frozenset(each.row for each in raw.aside if each.texts in texts)


def fitting(choices: Collection[Choice], raw: Raw) -> Choice | None:
    """Return the choice about `raw`: the one of the same name, else what was chosen for the same header row.

    Of another file only table and columns are taken, because its values are others.
    """
    same = [each for each in choices if each.header == raw.header]
    named = next((each for each in same if each.file == raw.file), None)
    return named or next((Choice(raw.file, each.header, each.table, each.mapping) for each in same[::-1]), None)


def together(earlier: Iterable[Choice], later: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return all choices, the later ones in place of earlier ones about the same file and header row."""
    return tuple({(each.file, each.header): each for each in (*earlier, *later)}.values())
