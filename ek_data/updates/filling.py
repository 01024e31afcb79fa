"""Columns that a file lacks: filled with one value for all rows, or with the next free numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.numbering import next_numbers
from ek_data.i18n import GERMAN
from ek_data.reading.raw import Raw
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table
from ek_data.validation.recognise import matched

NUMBERS = None
"""In place of a value: the next free numbers."""
Filled = Mapping[str, str | None]


def filled_up(
    raws: Sequence[Raw],
    filled: Mapping[str, Filled],
    tables: Mapping[str, str],
    mappings: Mapping[str, Mapping[str, str]],
    base: Dataset,
) -> list[Raw]:
    """Return the files with the columns that are `filled` (file → column → value or `NUMBERS`) as `tables` name them.

    No number is given twice, and none that `base` or one of the files has already.
    """
    result, known = list[Raw](), dict[str, list[str]]()
    for raw in raws:
        table = BY_NAME.get(tables.get(raw.file, ""))
        if table and raw.file in filled:
            taken = known.setdefault(table.name, _keys(table, raws, mappings, base))
            for name, value in filled[raw.file].items():
                texts = next_numbers(taken, len(raw.rows)) if value is NUMBERS else [value] * len(raw.rows)
                taken += texts if value is NUMBERS else []
                raw = raw.having(GERMAN.of(table[name].label), texts)
        result.append(raw)
    return result


def _keys(table: Table, raws: Sequence[Raw], mappings: Mapping[str, Mapping[str, str]], base: Dataset) -> list[str]:
    """Return the keys that the rows of a table have in the data and in the files."""
    key, found = table.key[0], [str(each) for each in base.tables[table.name][table.key[0]].dropna()]
    for raw in raws:
        at = matched(raw.header, table, mappings.get(raw.file)).columns.get(key)
        found += [] if at is None else [text.strip() for text in raw.cells.column(at).to_pylist()]
    return found
