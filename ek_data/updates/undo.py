"""Undoing: a change that takes back exactly what one release changed, whatever was published since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from ek_data.changes.diff import TableChanges, difference, table_difference
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of
from ek_data.dataset.wording import texts
from ek_data.programme.amending import amendments, texts_of
from ek_data.programme.model import Programme
from ek_data.updates.draft import Draft, Edit


class Undoing(NamedTuple):
    """The edits that take a release back, and how many new rows of it stay because somebody changed them since."""

    draft: Draft
    stay: int


def undoing(before: Dataset, after: Dataset, newest: Dataset) -> Undoing:
    """Return the edits that take back in `newest` what changed from the release `before` to the release `after`.

    They say that they stem from `after`, so that cells that others changed since are asked about. A row that was new
    in `after` is removed as long as nobody changed it.
    """
    draft, stay = Draft(), 0
    for name, changes in difference(before, after).tables.items():
        since = table_difference(after.tables[name], newest.tables[name], changes.table)
        changed = set(keys_of(since.after, changes.table))
        for edit in _edits(changes, after.origin.release or 0):
            if edit.texts is None and edit.key in changed:
                stay += 1
            else:
                draft = draft.having(edit)
    return Undoing(draft, stay)


def undoing_programme(before: Programme, after: Programme, newest: Programme, release: int) -> Draft:
    """Return the edits that make of the options of `after`, those of `release`, again what they were `before`.

    What somebody changed since stays, and a new option is retired, because none ever goes away.
    """
    draft = Draft()
    for each in amendments(after, before):
        was, now = (texts_of(programme, each.name, each.code) or {} for programme in (after, newest))
        if texts := {field: text for field, text in each.texts.items() if now.get(field) == was[field]}:
            draft = draft.having(Edit(each.name, each.code, release, texts))
    return draft


def _edits(changes: TableChanges, release: int) -> Iterator[Edit]:
    table = changes.table
    for key in keys_of(changes.added, table):
        yield Edit(table.name, key, release, None)
    for key, row in _rows(changes.removed, changes):
        yield Edit(table.name, key, release, row)
    for place, (key, row) in enumerate(_rows(changes.before, changes)):
        differs = changes.differs.iloc[place]
        yield Edit(table.name, key, release, {name: row[name] for name in differs.index[differs]})


def _rows(rows: pd.DataFrame, changes: TableChanges) -> Iterator[tuple[Key, dict[str, str]]]:
    """Yield the key and the cells of each row by column, municipalities by their keys, because names may change."""
    shown = texts(rows, changes.table, {})
    names = [column.name for column in changes.table.columns]
    for key, cells in zip(keys_of(rows, changes.table), shown.itertuples(index=False), strict=True):
        yield key, dict(zip(names, cells, strict=True))
