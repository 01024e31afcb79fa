"""Files that hold a few cells of rows there are, such as the charts of a presentation that somebody edited.

They are filled up with what the rows say now, so that they are checked and compared like every other file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import row_names, row_of
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import texts
from ek_data.errors import Finding, Problem
from ek_data.i18n import GERMAN, N_
from ek_data.reading.grid import table_of
from ek_data.reading.raw import Raw
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table

GONE = N_("The row with the key {key} is not in the data any more, so its number is not taken over.")
CHANGED_SINCE = N_(
    "{row}: since this file was made {column} was changed from {before} to {now}. The file would make it {after}."
)


def filled(raw: Raw, base: Dataset) -> Raw:
    """Return a file with all columns of the rows that it has a part of: its changed cells over what `base` says.

    Other files stay as they are.
    """
    if raw.excerpt is None or raw.excerpt.table not in BY_NAME:
        return raw
    table = BY_NAME[raw.excerpt.table]
    names = Known.of(base).unique_names
    now = [tuple(str(value) for value in row) for row in zip(*raw.cells.to_pydict().values(), strict=True)]
    found, cells, numbers = list[Finding](raw.findings), list[list[str]](), list[int]()
    for number, after, before in zip(raw.rows.tolist(), now, raw.excerpt.before, strict=True):
        row = row_of(after[0], table, base)
        if row.empty:
            found.append(Problem(GONE, {"key": after[0]}, raw.file, number, severity="warning"))
            continue
        held = texts(row, table, names).iloc[0]
        changes = dict(_changes(table, raw.header, before, after))
        found += _overtaken(raw, number, row, held, changes, table, base)
        cells.append(
            [changes.get(column.name, ("", str(held[GERMAN.of(column.label)])))[1] for column in table.columns]
        )
        numbers.append(number)
    header = tuple(GERMAN.of(column.label) for column in table.columns)
    return replace(
        raw,
        header=header,
        cells=table_of(cells, len(header)),
        rows=np.array(numbers, dtype=np.int64),
        columns=tuple(range(len(header))),
        findings=tuple(found),
    )


def _changes(
    table: Table, header: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the columns in which a cell was edited, with what stood and what stands there."""
    for name, old, new in zip(header, before, after, strict=True):
        if name in table and old != new:
            yield name, (old, new)


def _overtaken(
    raw: Raw,
    number: int,
    row: pd.DataFrame,
    held: pd.Series,
    changes: dict[str, tuple[str, str]],
    table: Table,
    base: Dataset,
) -> Iterator[Finding]:
    """Yield a warning for each edited cell that somebody else has changed since the file was made."""
    name = row_names(row, table, base.names_by_ars).iloc[0]
    for column, (before, after) in changes.items():
        label = table[column].label
        now = str(held[GERMAN.of(label)])
        if now not in (before, after):
            values = {"row": name, "column": label, "before": before or "–", "now": now or "–", "after": after or "–"}
            yield Problem(CHANGED_SINCE, values, raw.file, number, column, value=after, severity="warning")
