"""What a file leaves open: columns that it lacks, filled with one value or the next free numbers, and what a
municipality may leave open in the new rows of a returned workbook, because whoever asked it knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.numbering import next_numbers, numbered_by
from ek_data.errors import Repair
from ek_data.i18n import GERMAN, N_
from ek_data.reading.raw import Raw
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Table
from ek_data.validation.recognise import matched

NUMBERED = N_("This row is new and got the number {number}.")
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


def completed(raws: Sequence[Raw], base: Dataset) -> list[Raw]:
    """Return the files, those that were sent to a municipality with number, municipality and cohort in new rows.

    No number is given twice, and none that `base` or one of the files has already.
    """
    known = {table.name: [str(each) for each in base.tables[table.name][table.key[0]].dropna()] for table in TABLES}
    sent = {raw.file: table for raw in raws if raw.stamp and raw.stamp.whose and (table := _table(raw))}
    for raw in raws:
        if raw.file in sent:
            known[sent[raw.file].name] += _texts(raw, sent[raw.file], sent[raw.file].key[0])
    return [_completed(raw, sent[raw.file], known, base) if raw.file in sent else raw for raw in raws]


def _completed(raw: Raw, table: Table, known: dict[str, list[str]], base: Dataset) -> Raw:
    new = [not text for text in _texts(raw, table, table.key[0])]
    numbers = next_numbers(known[table.name], sum(new))
    known[table.name] += numbers
    each, whose = iter(numbers), raw.stamp.whose if raw.stamp else ""
    given = {table.key[0]: [next(each) if is_new else "" for is_new in new]}
    cohort = Known.of(base).cohorts.get(whose)
    for name, value in ((table.municipality, whose), (table.cohort, "" if pd.isna(cohort) else str(cohort))):
        given |= {name: [value if is_new else "" for is_new in new]} if name else {}
    told = [
        Repair(NUMBERED, {"number": number}, raw.file, row, repaired=number)
        for row, number in zip(raw.rows.tolist(), given[table.key[0]], strict=True)
        if number
    ]
    at = matched(raw.header, table).columns
    for name, texts in given.items():
        raw = raw.having(raw.header[at[name]], texts) if name in at else raw
    return replace(raw, findings=(*raw.findings, *told))


def _table(raw: Raw) -> Table | None:
    """Return the table that a sheet of ours holds, if it numbers its rows and has the column for it."""
    found = next((table for table in TABLES if raw.sheet in table.label and numbered_by(table)), None)
    return found if found and found.key[0] in matched(raw.header, found).columns else None


def _texts(raw: Raw, table: Table, column: str) -> list[str]:
    return [text.strip() for text in raw.cells.column(matched(raw.header, table).columns[column]).to_pylist()]
