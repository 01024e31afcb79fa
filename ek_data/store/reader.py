"""Reading releases: whole, checked against their seals and checksums, and never the worse for a damaged neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakValueDictionary

import pandas as pd

from ek_data.dataset.dataset import Dataset, Origin
from ek_data.errors import Damaged, Fault, Invalid, Missing, Newer
from ek_data.i18n import N_
from ek_data.programme.current import current, in_folder, use
from ek_data.programme.model import Programme
from ek_data.programme.parsing import published
from ek_data.settings import SHIPPED
from ek_data.store.backends import PROBE, PROBE_CONTENT, Objects, Unreachable
from ek_data.store.checksums import intact
from ek_data.store.forgotten import Forgotten, note_on
from ek_data.store.manifest import (
    DIGEST,
    MANIFEST,
    Release,
    digest_of,
    manifest_key,
    opened,
    original_key,
    programme_key,
)
from ek_data.store.parquet import unpacked
from ek_data.tables import BY_NAME, TABLES

NO_RELEASE = N_("There is no release {number}.")
NONE_YET = N_("The store {place} holds no release yet. The first one is published by “uv run ek-data init {place}”.")
NONE_SOUND = N_("No release of the store {place} is sound.")
TABLE_DAMAGED = N_("In release {number} the table {table} is damaged.")
TABLE_MISSING = N_("In release {number} the table {table} is missing.")
NEWER_TABLE = N_(
    "Release {number} was written by a newer version of this dashboard: {reason} "
    "Please update the dashboard; until then the data can only be read."
)
UNKNOWN_TABLE = N_("This version does not know its table “{table}”.")
OLDER_WORDS = N_("{reason} Of release {number} the words of an earlier one are shown.")
EXCHANGED = N_("Release {number} was changed after release {next} had been built on it.")
NO_ORIGINAL = N_("The uploaded file with the checksum {sha256} is missing or damaged.")


class Newest(NamedTuple):
    """The newest sound release, and what is wrong with those after it."""

    dataset: Dataset
    faults: tuple[Fault, ...]


class Releases:
    """The releases that lie in `objects`. One object may serve all sessions of a server."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self._manifests: dict[int, Release] = {}  # kept for good, because they never change
        self._frames: WeakValueDictionary[tuple[str, Programme], pd.DataFrame] = WeakValueDictionary()
        self._programmes: dict[str, Programme | Fault] = {}

    @property
    def place(self) -> str:
        """The address of the store, to be shown."""
        return self.objects.place

    def is_there(self) -> bool:
        """Whether there is a store at the place: a release, or the probe that is the first thing in every store."""
        try:
            return bool(self._numbers()) or self.objects.read(PROBE) == PROBE_CONTENT
        except Missing:
            return False

    def newest_number(self) -> int:
        """Return the number of the newest release, sound or not; 0 if there is none."""
        return max(self._numbers(), default=0)

    def releases(self) -> tuple[Release, ...]:
        """Return the releases whose manifests are sound, newest first."""
        return tuple(found for number in self._descending() if isinstance(found := self._manifest(number), Release))

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with the manifests: damaged, missing in between, or exchanged; newest first."""
        found = {number: self._manifest(number) for number in range(self.newest_number(), 0, -1)}
        judged = (_fault(manifest, found.get(number - 1)) for number, manifest in found.items())
        return tuple(fault for fault in judged if fault)

    def release(self, number: int) -> Release:
        """Return the manifest of release `number`. Raises `Missing` or `Damaged`."""
        if number not in self._manifests:
            try:
                self._manifests[number] = opened(self.objects.read(manifest_key(number)), number)
            except Missing as fault:
                raise Missing(NO_RELEASE, number=number) from fault
        return self._manifests[number]

    def dataset(self, number: int) -> Dataset:
        """Return the tables of release `number`. Raises `Missing` or `Damaged`.

        Raises `Newer` if a later version of the dashboard wrote into it what this one does not understand.
        """
        release = self.release(number)
        for name in release.tables.keys() - BY_NAME.keys():
            raise Newer(NEWER_TABLE, number=number, reason=Fault(UNKNOWN_TABLE, table=name))
        use(self.programme())
        frames = {table.name: self._rows(release, table.name) for table in TABLES}
        origin = Origin(self.place, number, release.published_at, release.author, release.note, release.seal)
        return Dataset(frames, origin)

    def programme(self, number: int | None = None) -> Programme:
        """Return the programme of the newest release, or as it was with release `number`.

        Where its file is damaged that of an earlier one, the shipped one where no release has any.
        """
        there = [each for each in self.releases() if each.programme and (number is None or each.number <= number)]
        read_ones = (self._programme(release.programme) for release in there)
        return next((found for found in read_ones if isinstance(found, Programme)), None) or in_folder(SHIPPED)

    def _programme(self, sha256: str) -> Programme | Fault:
        """Return a programme, or what is wrong with its file."""
        if sha256 not in self._programmes:
            try:
                self._programmes[sha256] = published(intact(self.objects, programme_key(sha256), sha256))
            except (Missing, Damaged, Invalid) as fault:
                return fault
        return self._programmes[sha256]

    def table(self, name: str, number: int) -> pd.DataFrame:
        """Return one table of release `number`. Raises `Missing`, `Damaged` or `Newer`."""
        return self._rows(self.release(number), name)

    def brought(self, after: int) -> Release:
        """Return the first sound release after release `after`: what differs from that came with it."""
        return min((each for each in self.releases() if each.number > after), key=lambda each: each.number)

    def versions(self, name: str, before: int, most: int) -> Iterator[tuple[int, pd.DataFrame]]:
        """Yield at most `most` other versions that a table had before release `before`, newest first, with a release.

        What is damaged or not understood is passed over. Raises `Unreachable`.
        """
        seen = {self.release(before).tables.get(name)}
        for release in self.releases():
            key = release.tables.get(name)
            if release.number >= before or key in seen or len(seen) > most:
                continue
            seen.add(key)
            try:
                yield release.number, self._rows(release, name)
            except (Damaged, Newer):
                continue

    def newest(self) -> Newest:
        """Return the newest release that is sound. Raises `Missing` if there is none, `Damaged` if none is sound.

        Raises `Newer` if nothing can be shown because a later version of the dashboard wrote it.
        """
        faults = [*self._programme_fault()]
        for number in self._descending():
            try:
                return Newest(self.dataset(number), tuple(faults))
            except Unreachable:
                raise  # an earlier release would be shown as the newest, because of a fault that passes
            except Fault as fault:
                faults.append(fault)
        if not faults:
            raise Missing(NONE_YET, place=self.place)
        newer = [fault for fault in faults if isinstance(fault, Newer)]
        raise newer[0] if newer else Damaged(NONE_SOUND, place=self.place)

    def _programme_fault(self) -> Iterator[Fault]:
        """Yield what keeps the words of the newest release from being used."""
        newest = next(iter(self.releases()), None)
        if newest and newest.programme and isinstance(found := self._programme(newest.programme), Fault):
            yield Fault(OLDER_WORDS, number=newest.number, reason=found)

    def original(self, sha256: str) -> bytes:
        """Return an uploaded file. Raises `Forgotten` if it was removed, `Damaged` if its bytes are otherwise gone."""
        if not DIGEST.fullmatch(sha256):
            raise Damaged(NO_ORIGINAL, sha256=sha256)
        if removal := self.removal(sha256):
            raise removal
        try:
            return intact(self.objects, original_key(sha256), sha256)
        except (Missing, Damaged) as fault:
            raise Damaged(NO_ORIGINAL, sha256=sha256) from fault

    def removal(self, sha256: str) -> Forgotten | None:
        """Return the removal of an uploaded file, or None."""
        note = note_on(self.objects, sha256)
        return Forgotten(note) if note else None

    def _rows(self, release: Release, name: str) -> pd.DataFrame:
        if name not in release.tables:
            return BY_NAME[name].empty()
        key = release.tables[name]
        held = key, current()
        frame = self._frames.get(held)  # shared between releases that hold the same rows, as long as somebody uses it
        if frame is None:
            frame = self._frames[held] = self._unpacked(release, name)
        return frame

    def _unpacked(self, release: Release, name: str) -> pd.DataFrame:
        data = self.packed(release, name)
        try:
            return unpacked(data, BY_NAME[name])
        except Invalid as fault:
            raise Newer(NEWER_TABLE, number=release.number, reason=fault) from fault

    def packed(self, release: Release, name: str) -> bytes:
        """Return a table of a release as it is stored. Raises `Damaged`."""
        values = {"number": release.number, "table": BY_NAME[name].file}
        try:
            return intact(self.objects, release.tables[name], digest_of(release.tables[name]))
        except Missing as fault:
            raise Damaged(TABLE_MISSING, **values) from fault
        except Damaged as fault:
            raise Damaged(TABLE_DAMAGED, **values) from fault

    def _numbers(self) -> list[int]:
        return [int(found[1]) for name in self.objects.names("releases") if (found := MANIFEST.fullmatch(name))]

    def _descending(self) -> list[int]:
        return sorted(self._numbers(), reverse=True)

    def _manifest(self, number: int) -> Release | Fault:
        try:
            return self.release(number)
        except Unreachable:
            raise
        except Fault as fault:
            return fault


def _fault(manifest: Release | Fault, before: Release | Fault | None) -> Fault | None:
    """Return what is wrong with `manifest`, or with the one `before` it that no longer has the seal it had then."""
    if isinstance(manifest, Fault):
        return manifest
    if isinstance(before, Release) and manifest.parent not in ("", before.seal):
        return Damaged(EXCHANGED, number=before.number, next=manifest.number)
    return None
