"""A draft: changes of single rows that nobody has published yet, and the files of them that take the way of all others.

draft = draft.having(Edit("events", "E08", 7, {"attendance": "78"}))   # form, undo and command line alike
prepared = prepare(draft.uploads(base), base)                          # from here on it is an upload like any other
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of, parts_of, row_names, row_of
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import excel_csv, texts
from ek_data.i18n import GERMAN, N_, Language
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table
from ek_data.updates.workflow import Upload

NOT_STATED = N_("not stated")


@dataclass(frozen=True)
class Edit:
    """What becomes of one row: `texts` are its new cells by column, as a file would have them; None removes the row.

    `release` is the one in which somebody saw the row, 0 where there is no store.
    """

    table: str
    key: Key
    release: int
    texts: Mapping[str, str] | None

    @property
    def place(self) -> tuple[str, Key]:
        return self.table, self.key


@dataclass(frozen=True)
class Draft:
    """Edits, one for each row, in the order in which they were begun."""

    edits: tuple[Edit, ...] = ()

    def having(self, edit: Edit) -> Draft:
        """Return the draft with one more edit; cells of the same row that were edited before stay edited."""
        before = self.of(edit.table, edit.key)
        if before is None:
            return Draft((*self.edits, edit))
        if before.texts is not None and edit.texts is not None:
            edit = replace(edit, release=before.release, texts={**before.texts, **edit.texts})
        return Draft(tuple(edit if each is before else each for each in self.edits))

    def without(self, table: str, key: Key) -> Draft:
        """Return the draft without the edit of a row."""
        return Draft(tuple(each for each in self.edits if each.place != (table, key)))

    def resetting(self, edit: Edit, before: Mapping[str, str]) -> Draft:
        """Return the draft with one more edit; cells that are as `before` again are edited no more."""
        draft = self.having(edit)
        joined = draft.of(*edit.place)
        if joined is None or joined.texts is None:
            return draft
        left = {name: text for name, text in joined.texts.items() if text != before.get(name)}
        others = (replace(each, texts=left) if each is joined else each for each in draft.edits)
        return Draft(tuple(each for each in others if each.texts != {}))

    def together(self, other: Draft) -> Draft:
        """Return this draft with all edits of another one."""
        draft = self
        for edit in other.edits:
            draft = draft.having(edit)
        return draft

    def of(self, table: str, key: Key) -> Edit | None:
        """Return the edit of a row, if there is one."""
        return next((each for each in self.edits if each.place == (table, key)), None)

    def uploads(self, base: Dataset) -> list[Upload]:
        """Return the edits as files: for each table and release the edited rows as they are in `base`, with new cells.

        A row that is not in `base` is a new one.
        """
        groups: dict[tuple[str, int], list[Edit]] = {}
        for edit in self.edits:
            groups.setdefault((edit.table, edit.release), []).append(edit)
        return [_upload(BY_NAME[name], release, edits, base) for (name, release), edits in groups.items()]

    def text(self) -> str:
        """Return the draft as text, empty where there is no edit."""
        return json.dumps([asdict(edit) for edit in self.edits], ensure_ascii=False) if self.edits else ""

    @classmethod
    def from_text(cls, text: str) -> Draft:
        """Return the draft that `text` gave."""
        return cls(tuple(Edit(**{**each, "key": _key(each["key"])}) for each in json.loads(text or "[]")))


class Cell(NamedTuple):
    """One edited cell in words: the texts of its column before and after; `before` is None in a new row."""

    column: str
    before: str | None
    after: str


def row_texts(key: Key, table: Table, base: Dataset) -> dict[str, str] | None:
    """Return the cells of a row by column as a file would have them; None if `base` has no such row."""
    row = row_of(key, table, base)
    if row.empty:
        return None
    shown = texts(row, table, Known.of(base).unique_names)
    return dict(zip((column.name for column in table.columns), shown.iloc[0], strict=True))


def cells(edit: Edit, base: Dataset) -> Iterator[Cell]:
    """Yield the cells that an edit gives another text than they have in `base`."""
    before = row_texts(edit.key, BY_NAME[edit.table], base)
    for name, after in (edit.texts or {}).items():
        was = before[name] if before else None
        if after != (was or ""):
            yield Cell(name, was, after)


def in_words(edit: Edit, base: Dataset, lang: Language) -> str:
    """Return one edit in a line: which row, and what of it becomes what."""
    table = BY_NAME[edit.table]
    row = name_of(edit.key, table, base) or lang(
        "{table}: new row {key}", table=lang.of(table.label), key=_shown(edit.key)
    )
    if edit.texts is None:
        return lang("{row}: is removed", row=row)
    said = [
        lang(
            "{column}: {before} → {after}",
            column=lang.of(table[cell.column].label),
            before=cell.before or lang(NOT_STATED),
            after=cell.after or lang(NOT_STATED),
        )
        if cell.before is not None
        else f"{lang.of(table[cell.column].label)}: {cell.after}"
        for cell in cells(edit, base)
    ]
    return f"{row} · {' · '.join(said)}" if said else row


def name_of(key: Key, table: Table, base: Dataset) -> str:
    """Return what a row is called in a list; empty where `base` does not have it."""
    return "".join(row_names(row_of(key, table, base), table, base.names_by_ars))


def _shown(key: Key) -> str:
    return key if isinstance(key, str) else " / ".join(key)


def _upload(table: Table, release: int, edits: list[Edit], base: Dataset) -> Upload:
    written = [_row(edit, table, base) for edit in edits if edit.texts is not None]
    labels = {column.name: GERMAN.of(column.label) for column in table.columns}
    frame = pd.DataFrame(written, columns=list(labels), dtype="string").fillna("").rename(columns=labels)
    there = set(keys_of(base.tables[table.name], table))
    removed = frozenset(edit.key for edit in edits if edit.texts is None and edit.key in there)
    name = f"{Path(table.file).stem}-bearbeitet" + (f"-datenstand-{release}" if release else "")
    return Upload(f"{name}.csv", excel_csv(frame), removed)


def _row(edit: Edit, table: Table, base: Dataset) -> dict[str, str]:
    there = row_texts(edit.key, table, base) or parts_of(edit.key, table)
    return {**there, **(edit.texts or {})}


def _key(given: str | list[str]) -> Key:
    return given if isinstance(given, str) else tuple(given)
