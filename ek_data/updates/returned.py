"""Returned workbooks: what a municipality may leave open in its new rows, because whoever asked it knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.numbering import next_numbers, numbered_by
from ek_data.errors import Repair
from ek_data.i18n import N_
from ek_data.reading.raw import Raw
from ek_data.tables import TABLES
from ek_data.tables.types import Table
from ek_data.validation.recognise import matched

NUMBERED = N_("This row is new and got the number {number}.")


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
