"""A draft: what an editor wants to change and nobody has published yet, edits of rows and options, files with answers.

draft = draft.having(Edit("events", "E08", 7, {"attendance": "78"}))   # form, grid, file, undo and command line alike
prepared = draft.prepared(base)                                        # from here on it is an upload like any other
change(objects, owner, lambda draft: draft.having(edit), now)          # kept in the store
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of, parts_of, row_names, row_of
from ek_data.dataset.lookup import Known
from ek_data.dataset.option_uses import in_rows
from ek_data.dataset.wording import excel_csv, texts
from ek_data.geo.boundaries import Area
from ek_data.i18n import GERMAN, N_, Language
from ek_data.programme.amending import Amendment, lines_of, texts_of
from ek_data.programme.model import ALL_LISTS
from ek_data.reading.raw import Raw
from ek_data.store import drafts
from ek_data.store.backends import Objects
from ek_data.store.drafts import NONE, Content
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table
from ek_data.updates.file_choices import FileChoice, from_values, merged, rows_of, to_values, together
from ek_data.updates.workflow import Preparation, Upload, free_name, prepare
from ek_data.validation.corrections import corrected

LOST = N_(
    "The file “{file}” of the draft is damaged or gone where it was kept. Drop it again, or take it away. Everything "
    "else in the draft is here."
)
NOT_STATED = N_("not stated")


@dataclass(frozen=True)
class Edit:
    """What becomes of one row: `texts` are its new cells by column, as a file would have them; None removes the row.

    `release` is the one in which somebody saw the row, 0 where there is no store. An option of the programme is changed
    likewise: its list stands in place of the table, its code of the key, what is said of it of the cells.
    """

    table: str
    key: Key
    release: int
    texts: Mapping[str, str] | None

    @property
    def place(self) -> tuple[str, Key]:
        return self.table, self.key

    def agrees(self, other: Edit | None) -> bool:
        """Whether no cell of the row is another one in the `other` edit of it."""
        if other is None or self.texts is None or other.texts is None:
            return other is None or self.texts == other.texts
        return all(other.texts.get(name, text) == text for name, text in self.texts.items())

    @property
    def amendment(self) -> Amendment | None:
        """The same as a change of the programme; None where it is one of a row."""
        if self.table not in ALL_LISTS:
            return None
        return Amendment(self.table, str(self.key), self.texts or {}, self.release)


@dataclass(frozen=True)
class Draft:
    """Edits, one for each row, in the order in which they were begun; files, and what was decided about them.

    `answers` are those to the questions about the difference, each for exactly what was asked. Of files that have one
    name only the first counts, until somebody says what shall become of those that `wait`.
    """

    edits: tuple[Edit, ...] = ()
    files: tuple[Upload, ...] = ()
    choices: tuple[FileChoice, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    def having(self, *parts: Edit | Upload, base: Dataset | None = None) -> Draft:
        """Return the draft with more edits and files: the one way in.

        Cells of the same row that were edited before stay edited; those that are as in `base` again leave the draft.
        """
        return reduce(lambda draft, part: draft._having(part, base), parts, self)

    def _having(self, part: Edit | Upload, base: Dataset | None) -> Draft:
        if isinstance(part, Upload):
            known = any((each.name, each.data) == (part.name, part.data) for each in self.files)
            others = (each for each in self.files if not each.lost or each.name != part.name)
            return self if known else replace(self, files=(*others, part))
        before = self.of(*part.place)
        if before and before.texts is not None and part.texts is not None:
            part = replace(part, release=before.release, texts={**before.texts, **part.texts})
        if base is not None and part.texts is not None:
            there = texts_before(part, base) or {}
            part = replace(part, texts={name: text for name, text in part.texts.items() if text != there.get(name)})
        edits = [part if each is before else each for each in self.edits] + ([] if before else [part])
        return replace(self, edits=tuple(each for each in edits if each is not part or part.texts != {}))

    def without(self, table: str, key: Key) -> Draft:
        """Return the draft without the edit of a row."""
        return replace(self, edits=tuple(each for each in self.edits if each.place != (table, key)))

    def without_files(self, *files: Upload) -> Draft:
        """Return the draft without these files; one that waits for the name of one of them gets its place."""
        return self._with_files(tuple(each for each in self.files if each not in files))

    def replacing(self, upload: Upload) -> Draft:
        """Return the draft with a file that waits in the place of the one with its name, as its corrected form."""
        rest = [each for each in self.files if each != upload]
        place = next((place for place, each in enumerate(rest) if each.name == upload.name), len(rest))
        return self._with_files((*rest[:place], upload, *rest[place + 1 :]))

    def keeping_both(self, upload: Upload) -> Draft:
        """Return the draft with a file that waits beside the one with its name, under a name of its own."""
        named = replace(upload, name=free_name(upload.name, [each.name for each in self.files]))
        return self._with_files(tuple(named if each == upload else each for each in self.files))

    def _with_files(self, files: tuple[Upload, ...]) -> Draft:
        return replace(self, files=files, choices=self.choices if files else ())

    def deciding(self, choices: tuple[FileChoice, ...], before: tuple[FileChoice, ...] = ()) -> Draft:
        """Return the draft with what was decided about its files since somebody knew of what was decided `before`."""
        return replace(self, choices=merged(before, choices, self.choices)) if self.files else self

    def answering(self, answers: Mapping[str, str]) -> Draft:
        """Return the draft with further answers by their questions; an empty one takes back what was said."""
        return replace(self, answers={each: said for each, said in {**self.answers, **answers}.items() if said})

    def together(self, other: Draft) -> Draft:
        """Return this draft with all that is in another one, save the files that are lost there."""
        both = self.having(*other.edits, *(each for each in other.files if not each.lost))
        answers = {**other.answers, **self.answers}
        return replace(both, choices=together(other.choices, self.choices), answers=answers)

    def agreeing(self, other: Draft) -> Draft:
        """Return this draft without the edits that say of a row otherwise than those of another one."""
        return replace(self, edits=tuple(each for each in self.edits if each.agrees(other.of(*each.place))))

    def since(self, published: Draft) -> Draft:
        """Return what came into the draft after it was like the one that is `published`, and files that are lost."""
        edits = tuple(each for each in self.edits if each not in published.edits)
        files = tuple(each for each in self.files if each.lost or each not in published.files)
        return replace(self, edits=edits, answers={})._with_files(files)

    @property
    def empty(self) -> bool:
        """Whether nothing is in it."""
        return not (self.edits or self.files)

    @property
    def is_readable(self) -> bool:
        """Whether there is something in it that can be looked at: an edit, or a file that is not lost."""
        return bool(self.edits or self.laid)

    @property
    def laid(self) -> tuple[Upload, ...]:
        """The files that count: the first of each name, of those that can be read."""
        names = [each.name for each in self._sound]
        return tuple(each for place, each in enumerate(self._sound) if each.name not in names[:place])

    @property
    def waiting(self) -> tuple[Upload, ...]:
        """The files that have the name of one before."""
        return tuple(each for each in self._sound if each not in self.laid)

    @property
    def lost(self) -> tuple[Upload, ...]:
        """The files that are damaged or gone where they were kept."""
        return tuple(each for each in self.files if each.lost)

    @property
    def _sound(self) -> tuple[Upload, ...]:
        return tuple(each for each in self.files if not each.lost)

    @property
    def contents(self) -> dict[str, bytes]:
        """The bytes of the files by checksum."""
        return {each.sha256: each.data for each in self._sound}

    @property
    def content(self) -> Content:
        """What is kept of it."""
        return Content(self.text(), self.contents, frozenset(each.lost for each in self.lost))

    def older_than(self, release: int) -> bool:
        """Whether something in it was begun on an earlier release."""
        begun = [*(edit.release for edit in self.edits), *(file.release for file in self.files)]
        return any(0 < each < release for each in begun)

    def of(self, table: str, key: Key) -> Edit | None:
        """Return the edit of a row, if there is one."""
        return next((each for each in self.edits if each.place == (table, key)), None)

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """What is changed of the programme."""
        return tuple(each.amendment for each in self.edits if each.amendment)

    def prepared(
        self, base: Dataset, objects: Objects | None = None, areas: Mapping[str, Area] | None = None
    ) -> Preparation:
        """Return the draft read and ready to be checked against `base`, with what was decided about its files."""
        files = [*self.laid, *self._uploads(base)]
        return prepare(files, base, objects, areas, self.amendments).carrying(self.choices)

    def _uploads(self, base: Dataset) -> list[Upload]:
        """Return the edits of rows as files: for each table and release the rows as they are in `base`, with new cells.

        A row that is not in `base` is a new one.
        """
        groups: dict[tuple[str, int], list[Edit]] = {}
        for edit in (each for each in self.edits if not each.amendment):
            groups.setdefault((edit.table, edit.release), []).append(edit)
        return [_upload(BY_NAME[name], release, edits, base) for (name, release), edits in groups.items()]

    def text(self) -> str:
        """Return the draft as text without the bytes of its files, empty where nothing is in it."""
        files = [{"name": each.name, "sha256": each.sha256, "release": each.release} for each in self.files]
        content = {
            "edits": [asdict(each) for each in self.edits],
            "files": files,
            "choices": to_values(self.choices),
            "answers": dict(self.answers),
        }
        return "" if self.empty else json.dumps(content, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str, files: Mapping[str, bytes] = NONE) -> Draft:
        """Return the draft that `text` gave; a file of which `files` have no bytes is lost."""
        said = json.loads(text or "{}")
        if isinstance(said, list):  # before there were files in it
            said = {"edits": said}
        edits = (Edit(**{**each, "key": _key(each["key"])}) for each in said.get("edits", ()))
        uploads = (_kept_file(files, **each) for each in said.get("files", ()))
        return cls(tuple(edits), tuple(uploads), from_values(said.get("choices", ())), said.get("answers", {}))


def newest(objects: Objects, owner: str, now: dt.datetime, known: Draft | None = None) -> Draft:
    """Return the draft of `owner` as it is kept; files of one that is `known` are not read again.

    Raises `Damaged` if it cannot be told what it says.
    """
    return _draft(drafts.newest(objects, owner, now, known.contents if known else NONE))


def change(
    objects: Objects, owner: str, change: Callable[[Draft], Draft], now: dt.datetime, known: Draft | None = None
) -> Draft:
    """Keep what `change` makes of the draft of `owner`, and return it. Raises as `newest` does, and `Unwritable`."""

    def changed(content: Content) -> Content:
        return change(_draft(content)).content

    return _draft(drafts.change(objects, owner, changed, now, known.contents if known else NONE))


def _draft(content: Content) -> Draft:
    return Draft.from_text(content.text, content.files)


def _kept_file(files: Mapping[str, bytes], name: str, sha256: str, release: int) -> Upload:
    if sha256 in files:
        return Upload(name, files[sha256], release=release)
    return Upload(name, b"", release=release, lost=sha256)


class EditedCell(NamedTuple):
    """One edited cell in words: the texts of its column before and after; `before` is None in a new row."""

    column: str
    before: str | None
    after: str


def texts_before(edit: Edit, base: Dataset) -> dict[str, str] | None:
    """Return what `base` has in place of an edit, by column; None where it has nothing there."""
    if edit.amendment:
        return texts_of(base.programme, edit.table, edit.amendment.code)
    return row_texts(edit.key, BY_NAME[edit.table], base)


def row_texts(key: Key, table: Table, base: Dataset) -> dict[str, str] | None:
    """Return the cells of a row by column as a file would have them; None if `base` has no such row."""
    row = row_of(key, table, base)
    if row.empty:
        return None
    shown = texts(row, table, Known.of(base).unique_names)
    return dict(zip((column.name for column in table.columns), shown.iloc[0], strict=True))


def cells(edit: Edit, base: Dataset) -> Iterator[EditedCell]:
    """Yield the cells that an edit gives another text than they have in `base`."""
    before = row_texts(edit.key, BY_NAME[edit.table], base)
    for name, after in (edit.texts or {}).items():
        was = before[name] if before else None
        if after != (was or ""):
            yield EditedCell(name, was, after)


def in_short(draft: Draft, lang: Language) -> str:
    """Return how much is in a draft: "2 Zeilen geändert und 1 Datei"."""
    rows = lang.plural("{n} row changed", "{n} rows changed", len(draft.edits)) if draft.edits else ""
    files = lang.plural("{n} file", "{n} files", len(draft.files)) if draft.files else ""
    return lang.listing([each for each in (rows, files) if each])


def in_lines(draft: Draft, base: Dataset, lang: Language) -> list[str]:
    """Return a draft in lines: its files, and what becomes of each row that was edited."""
    return [
        *(each.name for each in draft.files),
        *(in_words(each, base, lang, draft.amendments) for each in draft.edits),
    ]


def in_words(edit: Edit, base: Dataset, lang: Language, among: Collection[Amendment] = ()) -> str:
    """Return one edit in a line: which row or option, and what of it becomes what; an option `among` others."""
    if edit.amendment:
        return in_rows(edit.amendment, base, lang, among)
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


def as_edits(prepared: Preparation) -> list[Edit]:
    """Return what was answered about edited rows as further edits of them, and their new words as new options."""
    found, programme = list[Edit](), prepared.base.programme
    for table, raw, keys in _edited(prepared):
        before, after = rows_of(raw, keys), rows_of(corrected(raw, prepared.corrections), keys)
        for row, key in keys.items():
            answered = zip(table.columns, before[row], after[row], strict=False)
            if said := {column.name: text for column, was, text in answered if text != was}:
                found.append(Edit(table.name, key, prepared.base.origin.release or 0, said))
    for each in prepared.additions:
        if prepared.removed(each.file) is not None:
            code = next(line.code for line in lines_of(programme, each.name) if line.words.de == each.de)
            texts = each.amendment().texts
            found.append(Edit(each.name, code, prepared.base.origin.release or 0, texts))
    return found


def left_out(prepared: Preparation) -> set[tuple[str, Key]]:
    """Return which edited rows are left out for now, by table and key."""
    return {
        (table.name, key)
        for table, raw, keys in _edited(prepared)
        for row, key in keys.items()
        if row in prepared.left.get(raw.file, ())
    }


def _edited(prepared: Preparation) -> Iterator[tuple[Table, Raw, dict[int, Key]]]:
    """Yield the files that were made of edits, each with its table and the keys of its rows."""
    headers = {tuple(GERMAN.of(column.label) for column in table.columns): table for table in BY_NAME.values()}
    for raw in prepared.raws:
        if prepared.removed(raw.file) is not None:
            table = headers[raw.header]
            places = [[column.name for column in table.columns].index(name) for name in table.key]
            rows = rows_of(raw, raw.rows.tolist())
            parts = {row: tuple(texts[at] for at in places) for row, texts in rows.items()}
            yield table, raw, {row: key if len(key) > 1 else key[0] for row, key in parts.items()}


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
