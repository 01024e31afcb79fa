"""An upload on its way to a release: files, what is decided about them, what that would change. Nothing is published.

    prepared = prepare(files, base)                   # read and checked
    prepared = prepared.accepting(prepared.suggestions[0])
    plan = planned(prepared, {"measures": Decision(remove=frozenset({"M07"}))})
    plan.changes, plan.effect, plan.publish(store, author=…, note=…)

Every decision gives a new object; what it does not touch is not computed again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, count
from pathlib import PurePath

import numpy as np
import pandas as pd

from ek_data import log
from ek_data.dataset import namesakes
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of
from ek_data.dataset.option_uses import in_rows
from ek_data.errors import Invalid, Problem, Unreadable
from ek_data.geo.boundaries import Area
from ek_data.i18n import N_, Language
from ek_data.programme.amending import BOTH_LANGUAGES, KNOWN, Amendment, amended, amendments, is_readable, possible
from ek_data.programme.current import reviewing
from ek_data.programme.new_options import Addition, having, is_known
from ek_data.reading.raw import Raw, Stamp
from ek_data.reading.read import read_all
from ek_data.store import header_mappings
from ek_data.store.backends import Objects
from ek_data.store.checksums import checksum
from ek_data.store.header_mappings import Header, Remembered
from ek_data.store.publisher import Store
from ek_data.tables import BY_NAME, MUNICIPALITIES
from ek_data.tables.shared_columns import NOTE
from ek_data.tables.types import Table
from ek_data.updates.columns_filled import Filled, completed, filled_up
from ek_data.updates.file_choices import FileChoice, fitting, rows_of
from ek_data.updates.merge import missing, rekeyed
from ek_data.updates.partial_files import filled
from ek_data.updates.reversions import (
    stems_from,
)
from ek_data.validation.batch import Checks, check_all
from ek_data.validation.check import Checked
from ek_data.validation.corrections import (
    Correction,
    Suggestion,
    corrected,
    is_lasting,
    notes_of,
    repairs,
    suggestions,
)
from ek_data.validation.findings import Findings
from ek_data.validation.recognise import headers, lasting, recognise

REFUSED = N_("“{option}” cannot become part of the programme. {reason}")
NAMED_RELEASE = re.compile(r"-datenstand-([0-9]{1,8})\b")


@dataclass(frozen=True)
class Upload:
    """One file as it was sent; `name` is for display only, never used as a path.

    One made of edits names the rows that are `removed` by it, and says nothing of rows that it does not have. `release`
    is the newest one when the file was dropped, 0 where it is read at once. `lost` is the checksum of bytes that were
    kept and cannot be read any more.
    """

    name: str
    data: bytes = field(repr=False)
    removed: frozenset[Key] | None = None
    release: int = 0
    lost: str = ""

    @cached_property
    def sha256(self) -> str:
        """The checksum of its bytes."""
        return self.lost or checksum(self.data)


@dataclass(frozen=True, eq=False)
class Preparation:
    """Files that were read, and what a user decided about them by hand.

    Several sheets of a workbook count as files of their own. `tables` (file → table name, empty for "not taken")
    overrules what a file was recognised as, `mappings` (file → header → column name, empty for "not taken") what
    its headers were taken for, `filled` (file → column name → value or next numbers) what stands in columns that it
    lacks. `corrections` are accepted suggestions, `taken` (file → row numbers) rows set aside that are taken after
    all, `left` rows that are not taken. `rekeyed` are municipalities of `base` (old → new key) that the files have
    under the right one. `laid` is the release that was the newest when the first of them was dropped. `areas` are the
    official boundaries by ARS. `additions` are new options for words of the files, `amendments` what is changed of the
    programme beside them; `base` has both, `released` is the release without them, and everything is looked at within
    `reviewed`.
    """

    files: tuple[Upload, ...]
    base: Dataset
    raws: tuple[Raw, ...]
    unreadable: tuple[Problem, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    taken: Mapping[str, frozenset[int]] = field(default_factory=dict)
    left: Mapping[str, frozenset[int]] = field(default_factory=dict)
    filled: Mapping[str, Filled] = field(default_factory=dict)
    rekeyed: Mapping[str, str] = field(default_factory=dict)
    laid: int | None = None
    areas: Mapping[str, Area] = field(default_factory=dict, repr=False)
    additions: tuple[Addition, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    released: Dataset | None = field(default=None, repr=False)

    def adding(self, *additions: Addition) -> Preparation:
        """Return the same files with further words of them as new options. Raises `Invalid` if one is said already."""
        for each in additions:
            if not (is_readable(each.de) and is_readable(each.en)):
                raise Invalid(BOTH_LANGUAGES)
            if is_known(self.base.programme, each.name, each.de):
                raise Invalid(KNOWN, word=each.de)
        return self._with((*self.additions, *additions))

    def not_adding(self, addition: Addition) -> Preparation:
        """Return the same files without one of the new options."""
        return self._with(tuple(each for each in self.additions if each != addition))

    def _with(self, additions: tuple[Addition, ...]) -> Preparation:
        """Return the same files with these new options, and with what is amended of the programme of the release."""
        released, base = self.released or self.base, self.released or self.base
        if additions or self.amendments:
            base = released.under(having(amended(released.programme, self.amendments), additions))
        return replace(self, additions=additions, base=base, released=released)

    @cached_property
    def programme_changes(self) -> tuple[Amendment, ...]:
        """What differs from the programme of the release; not what somebody else has published meanwhile."""
        return tuple(amendments((self.released or self.base).programme, self.base.programme))

    def of_programme(self, lang: Language) -> list[str]:
        """Return what changes of the programme, in words, and how many rows have each option."""
        data = self.released or self.base
        return [in_rows(each, data, lang, self.programme_changes) for each in self.programme_changes]

    def reviewed(self) -> AbstractContextManager[None]:
        """Let the changed options be known while the change is looked at."""
        return reviewing(self.base.programme if self.additions or self.amendments else None)

    @cached_property
    def current(self) -> Dataset:
        """The release that the files are put into, its municipalities under the keys that were decided on."""
        return rekeyed(self.base, self.rekeyed) if self.rekeyed else self.base

    @cached_property
    def checks(self) -> Checks:
        """What the files say, with what was decided about them and the corrections listed as repairs."""
        read = [corrected(filled(self.original(raw.file), self.current), self.corrections) for raw in self.raws]
        raws = [raw.without(self.left.get(raw.file, ())) for raw in read]
        raws = filled_up(completed(raws, self.current), self.filled, self.tables, self.mappings, self.current)
        checks = check_all(raws, self.current, tables=self.tables, mappings=self.mappings, areas=self.areas)
        return replace(checks, checked=tuple(self._with_corrections(checked) for checked in checks.checked))

    @property
    def is_checked(self) -> bool:
        """Whether the checks are made already, so that asking for them costs nothing."""
        return "checks" in vars(self)

    @property
    def blocked(self) -> bool:
        """Whether something must be mended before anything can be published."""
        return bool(self.unreadable) or not self.checks.sound

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions that can be accepted, one for each distinct value of a column."""
        return tuple(suggestion for checked in self.checks.checked for suggestion in suggestions(checked))

    def original(self, file: str) -> Raw:
        """Return a file as it was read, without corrections, with the rows that are taken after all."""
        return next(raw for raw in self.raws if raw.file == file).taking(self.taken.get(file, frozenset()))

    def accepting(self, *accepted: Suggestion) -> Preparation:
        """Return the files with the accepted suggestions in place of the values."""
        mappings = dict(self.mappings)
        for suggestion in accepted:
            if suggestion.column is not None:
                mapped = {suggestion.header: suggestion.column}
                mappings[suggestion.file] = {**mappings.get(suggestion.file, {}), **mapped}
        added = tuple(suggestion.correction for suggestion in accepted if suggestion.column is None)
        return replace(self, mappings=mappings, corrections=(*self.corrections, *added))

    def as_table(self, file: str, table: str) -> Preparation:
        """Return the same files with one of them taken for another table."""
        kept = {name: mapping for name, mapping in self.mappings.items() if name != file}
        filled = {name: columns for name, columns in self.filled.items() if name != file}
        return replace(self, tables={**self.tables, file: table}, mappings=kept, filled=filled)

    def filling(self, file: str, column: str, value: str | None) -> Preparation:
        """Return the same files with a column that one of them lacks filled with a value, or with the next numbers.

        An empty value leaves it as it is.
        """
        columns = {name: text for name, text in self.filled.get(file, {}).items() if name != column}
        columns |= {} if value == "" else {column: value}
        table = next(checked.table.name for checked in self.checks.checked if checked.file == file)
        return replace(self, tables={**self.tables, file: table}, filled={**self.filled, file: columns})

    def correcting(self, *corrections: Correction) -> Preparation:
        """Return the same files with further corrections, each in place of one about the same text."""
        made = [_first(each, self.corrections) for each in corrections]
        places = {each.place for each in made}
        kept = tuple(each for each in self.corrections if each.place not in places)
        return replace(self, corrections=(*kept, *made))

    def as_written(self, *corrections: Correction) -> Preparation:
        """Return the same files without these corrections."""
        return replace(self, corrections=tuple(each for each in self.corrections if each not in corrections))

    def leaving(self, file: str, rows: Collection[int]) -> Preparation:
        """Return the same files without these rows of one of them, and with all others of it."""
        return replace(self, left={**self.left, file: frozenset(rows)})

    def noted_in(self, checked: Checked) -> str:
        """Return under which header of a file more can be noted; empty where that would take the place of a note."""
        there = set(keys_of(self.current.tables[checked.table.name], checked.table))
        has_notes = NOTE.name in checked.match.columns
        return notes_of(checked) if has_notes or there.isdisjoint(keys_of(checked.rows, checked.table)) else ""

    @cached_property
    def finished(self) -> Preparation | None:
        """The same files without the rows that have errors; None where more than rows is wrong, or all of them."""
        if self.unreadable or self.checks.refused:
            return None
        left = dict(self.left)
        for checked in self.checks.checked:
            rows = frozenset(checked.errors.rows.tolist())
            if len(rows) == len(checked.rows) or not np.isin([*rows], checked.raw.rows).all():
                return None
            left[checked.file] = left.get(checked.file, frozenset()) | rows
        return replace(self, left=left)

    def mapped(self, file: str, mapping: Mapping[str, str]) -> Preparation:
        """Return the same files with headers of one of them mapped to columns."""
        return replace(self, mappings={**self.mappings, file: dict(mapping)})

    @property
    def namesakes(self) -> Mapping[str, Problem]:
        """What is said of municipalities that only the data have under another key, by that key."""
        checked = next((each for each in self.checks.checked if each.table is MUNICIPALITIES), None)
        if checked is None:
            return {}
        told = (each for each in checked.problems if each.message in (namesakes.IN_DATA, namesakes.LONG_SINCE))
        in_file = set(checked.rows["ars"].dropna())
        return {each.values["other"]: each for each in told if each.values["other"] not in in_file}

    def rekeying(self, *old: str) -> Preparation:
        """Return the same files with their keys in place of these `old` ones, also where other rows refer to them."""
        keys = {key: self.namesakes[key].values["key"] for key in old}
        return replace(self, rekeyed={**self.rekeyed, **keys})

    def taking(self, file: str, rows: Collection[int]) -> Preparation:
        """Return the same files with these rows of one of them taken, though they were set aside."""
        return replace(self, taken={**self.taken, file: frozenset(rows)})

    @property
    def choices(self) -> tuple[FileChoice, ...]:
        """What was decided about each file."""
        return tuple(
            FileChoice(
                raw.file,
                raw.header,
                self.tables.get(raw.file),
                self.mappings.get(raw.file),
                self.filled.get(raw.file),
                tuple(each for each in self.corrections if each.file == raw.file),
                tuple(each.texts for each in raw.aside if each.row in self.taken.get(raw.file, ())),
                rows_of(raw, self.left.get(raw.file, ())),
                tuple(each for each in self.additions if each.file == raw.file),
            )
            for raw in self.raws
        )

    def carrying(self, choices: Collection[FileChoice]) -> Preparation:
        """Return these files with what was decided before about files with the same header row."""
        found = [(raw, choice.still_declared) for raw in self.raws if (choice := fitting(choices, raw))]
        tables = {raw.file: choice.table for raw, choice in found if choice.table is not None}
        mappings = {raw.file: choice.mapping for raw, choice in found if choice.mapping is not None}
        decided = {raw.file for raw, choice in found if choice.corrections is not None}
        kept = [each for each in self.corrections if each.file not in decided]
        additions = (*self.additions, *(each for _raw, choice in found for each in choice.additions))
        return replace(
            self._with(tuple(dict.fromkeys(additions))),
            tables={**self.tables, **tables},
            mappings={**self.mappings, **mappings},
            corrections=(*kept, *(each for _raw, choice in found for each in choice.corrections or ())),
            taken={raw.file: choice.rows(raw) for raw, choice in found},
            left={raw.file: choice.rows_left(raw) for raw, choice in found},
            filled={**self.filled, **{raw.file: choice.filled for raw, choice in found if choice.filled is not None}},
        )

    def against(self, base: Dataset) -> Preparation:
        """Return the same files and what was decided about them, checked against another release.

        Which of its municipalities have wrong keys is to be asked anew.
        """
        return replace(self, base=base, released=None, rekeyed={})._with(self.additions)

    def since(self, store: Store) -> dict[str, int]:
        """Return for each table the release that its files stem from, where each of them says so."""
        found: dict[str, list[int]] = {}
        for checked in self.checks.checked:
            found.setdefault(checked.table.name, []).append(self.release_of(checked, store))
        return {name: min(numbers) for name, numbers in found.items() if all(numbers)}

    def missing(self, checked: Checked) -> pd.DataFrame:
        """Return the rows of the release that none of the files for the table of `checked` has.

        None is missing where all files are those of a draft, which name what they remove. Where they all are answers of
        municipalities, only rows of these can be.
        """
        rows = self.current.tables[checked.table.name]
        files = self.files_for(checked.table)
        if self.is_draft(checked.table):
            return rows[:0]
        for each in files:
            rows = missing(rows, each.rows, each.table)
            rows = rows[~rows[each.table.key[0]].isin(self._left_keys(each))] if len(each.table.key) == 1 else rows
        whose = {self.whose(each) for each in files if self.removed(each.file) is None}
        column = checked.table.municipality
        return rows if "" in whose or column is None else rows[rows[column].isin(whose)]

    def _left_keys(self, checked: Checked) -> set[str]:
        """Return the keys of the rows that somebody left out of a file: they are not missing in it."""
        at = checked.match.columns.get(checked.table.key[0])
        left = rows_of(self.original(checked.file), self.left.get(checked.file, ()))
        return {texts[at].strip() for texts in left.values() if at is not None and at < len(texts)}

    def whose(self, checked: Checked) -> str:
        """Return the municipality that a file was sent to with questions, empty for any other file."""
        return checked.raw.stamp.whose if checked.raw.stamp else ""

    def is_draft(self, table: Table) -> bool:
        """Return whether all that is said of a table comes from a draft."""
        return all(self.removed(each.file) is not None for each in self.files_for(table))

    def removed(self, file: str) -> frozenset[Key] | None:
        """Return the keys of the rows that a file of a draft removes; None for any other file."""
        return next((each.removed for each in self.files if each.name == file), None)

    def release_of(self, checked: Checked, store: Store) -> int:
        """Return the release that a file says it stems from, inside or by the name of our templates; 0 if none."""
        named = NAMED_RELEASE.search(checked.file)
        number, seal, _whose = checked.raw.stamp or Stamp(int(named[1]) if named else 0, "")
        known = 0 < number <= (self.base.origin.release or 0)
        return number if known and stems_from(store, number, seal, checked.table.name) else 0

    def came_since(self, store: Store) -> dict[str, pd.DataFrame]:
        """Return for each table the rows that came after the release that its files stem from, where they say so.

        Whoever made such a file did not delete them.
        """
        since = self.since(store)
        return {
            name: missing(self.current.tables[name], store.table(name, number), BY_NAME[name])
            for name, number in since.items()
        }

    @property
    def by_table(self) -> dict[str, Checked]:
        """One of the files for each table of which there is any."""
        return {checked.table.name: checked for checked in self.checks.checked}

    def files_for(self, table: Table) -> list[Checked]:
        """Return the files that hold rows of a table."""
        return [each for each in self.checks.checked if each.table is table]

    def to_remember(self, checked: Checked) -> tuple[Header, Remembered]:
        """Return the header row of a file, and what was decided about it that holds for others with the same one."""
        header, file = self.original(checked.file).header, checked.file
        values: dict[str, dict[str, str]] = {}
        for each in self.corrections:
            if each.file == file and is_lasting(each, checked):
                values.setdefault(header[each.position], {})[each.value] = each.better
        columns = lasting(self.mappings.get(file, {}), header, checked.table)
        recognised = recognise(self.original(file))
        table = "" if recognised and recognised.table is checked.table else checked.table.name
        return header, Remembered(table, columns, values, dict(self.filled.get(file, {})))

    def _with_corrections(self, checked: Checked) -> Checked:
        made = repairs(self.original(checked.file).without(self.left.get(checked.file, ())), self.corrections)
        return replace(checked, repairs=Findings.joined([checked.repairs, made])) if len(made) else checked


def free_name(name: str, taken: Container[str]) -> str:
    """Return the name of a file, numbered if it is `taken`: "massnahmen (2).csv"."""
    path = PurePath(name)
    numbered = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)


def prepare(
    files: Sequence[Upload],
    base: Dataset,
    objects: Objects | None = None,
    areas: Mapping[str, Area] | None = None,
    amendments: tuple[Amendment, ...] = (),
) -> Preparation:
    """Return `files` read and ready to be checked against `base`. A file that cannot be read becomes a problem.

    Headers are taken for what was chosen for the same ones before, as the `objects` of the store remember it. `areas`
    are the official boundaries by ARS, `amendments` what is changed of the programme; one that cannot be made becomes a
    problem, too.
    """
    raws, unreadable = list[Raw](), list[Problem]()
    for file in files:
        try:
            raws += read_all(file.data, file.name, headers())
        except Unreadable as fault:
            log.event("refused_upload", reason=fault.message, size=len(file.data))
            unreadable.append(fault.problem(file.name))
    possible_ones, refused = possible(base.programme, amendments) if amendments else ((), ())
    unreadable += [Problem(REFUSED, {"option": each.called, "reason": fault}) for each, fault in refused]
    number = base.origin.release
    laid = number and min([number, *(file.release for file in files if file.release)])
    read = Preparation(tuple(files), base, tuple(raws), tuple(unreadable), laid=laid, areas=areas or {})
    prepared = replace(read, amendments=possible_ones)._with(())
    return prepared.carrying([_remembered(objects, raw) for raw in raws]) if objects else prepared


def _first(correction: Correction, earlier: Collection[Correction]) -> Correction:
    """Return a correction of the text that a file has, where it is one of what an earlier correction made of that."""
    there = (each for each in earlier if (*each.place[:2], each.better, each.row) == correction.place)
    before = next(there, None)
    return replace(correction, value=before.value) if before else correction


def _remembered(objects: Objects, raw: Raw) -> FileChoice:
    """Return what is remembered of files with the header row of this one."""
    found = header_mappings.remembered(objects, raw.header)
    corrections = tuple(
        Correction(raw.file, raw.header.index(header), value, better)
        for header, texts in found.values.items()
        for value, better in texts.items()
    )
    columns = found.columns or None
    match = recognise(raw) if found.filled else None
    table = found.table or (match.table.name if match else None)
    return FileChoice(raw.file, raw.header, table, columns, found.filled or None, corrections)
