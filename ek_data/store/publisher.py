"""The store of releases: numbered, immutable versions of all tables, published whole or not at all.

    tables/measures-<sha256>.parquet   the tables, named by their content
    programmes/<sha256>.toml           what the programme is called and what it counts
    originals/<sha256>                 the files as they were uploaded
    releases/00000007.json             one manifest a release; creating the next number *is* the publication
    forgotten/<sha256>.json            who removed an uploaded file, when and why
    mappings/, presentations/          what was chosen for unknown headers; presentations saved under a name
    drafts/                            changes that nobody has published yet

Nothing is ever overwritten, and nothing is deleted but uploaded files that somebody removed and old drafts. Of two
people who publish the same number the store lets one create it. The order of releases is their number; no clock has a
part in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import pandas as pd

from ek_data import log
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Conflict, Damaged, Fault, Missing, Newer
from ek_data.figures.headline import without_remarks
from ek_data.figures.qualified import Quantity
from ek_data.i18n import N_, Language
from ek_data.programme.current import reviewing, use
from ek_data.programme.model import Programme
from ek_data.store import forgotten
from ek_data.store.backends import Objects, Unfit, Unreachable, Unwritable, open_objects, prove
from ek_data.store.checksums import checksum, keep
from ek_data.store.forgotten import Forgotten
from ek_data.store.manifest import (
    Original,
    Release,
    manifest_key,
    mark_of,
    original_key,
    programme_key,
    sealed,
    table_key,
)
from ek_data.store.parquet import packed
from ek_data.store.reader import NO_RELEASE, Releases
from ek_data.tables import BY_NAME

ATTEMPTS = 3
FIRST_AUTHOR = "Dashboard"
FIRST_NOTE = "Öffentlich belegte Daten, mit dem Dashboard ausgeliefert"

OVERTAKEN = N_("Meanwhile {author} published release {number} ({time}). Please look at the difference again.")
NOT_MADE = N_(
    "There is no store at {place}. Check the address and whether the drive is connected. Only if there has never been "
    "one there, “uv run ek-data init {place}” makes it."
)
MADE_BEFORE = N_("There is a store at {place} already. It stays as it is.")
NO_FILE = N_("No file with the checksum {sha256} was uploaded here.")
GONE = N_(
    "Options never go away, because earlier releases have them. Missing: {codes}. Write “retired = true” instead."
)
UNSETTLED = N_(
    "The store {place} stopped answering, so it is not certain whether release {number} was published. "
    "Look at the list of releases before publishing again."
)


class Overtaken(Conflict):
    """Somebody else's release, `theirs`, came into being since the base of a publication."""

    def __init__(self, theirs: Release) -> None:
        super().__init__(OVERTAKEN, number=theirs.number, author=theirs.author, time=theirs.published_at)
        self.theirs = theirs

    def sentence(self, lang: Language) -> str:
        return lang(self.message, **self.values | {"time": lang.moment(self.theirs.published_at)})


class Store(Releases):
    """Releases that can be read and added to."""

    def __init__(self, objects: Objects) -> None:
        super().__init__(objects)
        self._proven = False

    def prove(self) -> None:
        """Make sure, once, that the store can safely be written to. Raises `Unwritable` or `Unfit`."""
        if not self._proven:
            prove(self.objects)
            self._proven = True

    def publish(
        self,
        base: int,
        tables: Mapping[str, pd.DataFrame],
        *,
        author: str,
        note: str,
        files: Iterable[tuple[str, bytes]] = (),
        programme: Programme | None = None,
    ) -> Release:
        """Publish `tables`, and of release `base` the tables that are not given.

        `base` is the release the author saw, 0 if there was none. `files` are the uploads: name and content. The words
        and options of a `programme` hold from this release on; it must have all codes there were, else `Unfit`.
        Raises `Overtaken` if somebody published since, `Newer` if a later version did, `Unwritable` if the store
        refuses, `Unreachable` if it does not answer.
        """
        number = self._next(base)
        self.prove()
        before = self.release(base) if base else None
        if programme:
            _require_all_codes(self.programme() if base else programme, programme)
        with reviewing(programme):
            kept = dict(before.tables if before else {}) | {
                name: self._put(name, tables[name], self._stored(before, name)) for name in tables
            }
            release = self._create(
                number,
                tables=kept,
                figures=self._figures(base, tables),
                counted=mark_of(kept),
                rows=dict(before.rows if before else {}) | {name: len(tables[name]) for name in tables},
                demo=_is_demo(tables, before),
                programme=self._put_programme(programme or self.programme()),
                more=before.more if before else {},
                files=tuple(self._put_original(name, data) for name, data in files),
                author=author,
                note=note,
            )
        if programme:
            use(programme)
        return release

    def restore(self, base: int, number: int, *, author: str, note: str) -> Release:
        """Publish the content of release `number` again, as a new release.

        Raises `Damaged` if it is no longer sound, and what `publish` raises.
        """
        following = self._next(base)
        self.prove()
        self.dataset(number)  # because a damaged release must not become the newest
        old = self.release(number)
        return self._create(
            following,
            tables=old.tables,
            rows=old.rows,
            figures=old.figures,
            counted=mark_of(old.tables) if old.figures else "",
            demo=old.demo,
            programme=self._put_programme(self.programme()),
            more=old.more,
            restores=number,
            author=author,
            note=note,
        )

    def forget(self, sha256: str, *, author: str, note: str) -> Forgotten:
        """Remove an uploaded file for good, and leave a note on it. Whatever was interrupted is finished.

        Raises `Missing` if there is no such file, `Unwritable` if the store lets nothing be removed.
        """
        files = [(file.name, each.number) for each in self.releases() for file in each.files if file.sha256 == sha256]
        if not (files or forgotten.remains(self.objects, sha256)):
            raise Missing(NO_FILE, sha256=sha256)
        self.prove()
        names, releases = tuple(sorted({name for name, _ in files})), tuple(sorted({number for _, number in files}))
        forgotten.write(
            self.objects, forgotten.RemovedFile(sha256, names, releases, _now(), _encodable(author), _encodable(note))
        )
        forgotten.remove(self.objects, sha256)
        log.event("forget", releases=list(releases))
        return Forgotten(forgotten.note_at(self.objects, sha256))

    def _figures(self, base: int, tables: Mapping[str, pd.DataFrame]) -> dict[str, Quantity]:
        """Return the headline figures of `tables` with the others of release `base`; none where these are damaged."""
        try:
            others = self.dataset(base).tables if base else {}
        except Damaged:
            return {}
        return {figure.name: figure.quantity for figure in without_remarks(Dataset.of(None, **{**others, **tables}))}

    def _next(self, base: int) -> int:
        """Return the number after the newest release. Raises `Overtaken` if a sound one came after `base`.

        Damaged ones after `base` are passed over: the newest sound release is what everybody is shown. Raises `Newer`
        for what a later version wrote, because that would be lost.
        """
        newest = self.newest_number()
        if base > newest:
            raise Missing(NO_RELEASE, number=base)
        for later in range(newest, base, -1):
            if self._is_sound(later):
                raise Overtaken(self.release(later))
        if base:
            self._is_sound(base)  # because tables that are not given go on as they are
        return newest + 1

    def _is_sound(self, number: int) -> bool:
        try:
            self.dataset(number)
        except (Unreachable, Newer):
            raise
        except Fault:
            return False
        return True

    def _create(self, number: int, *, author: str, note: str, **content: Any) -> Release:
        before = self._manifest(number - 1)
        ours = Release(
            number=number,
            author=_encodable(author),
            note=_encodable(note),
            published_at=_now(),
            parent=before.seal if isinstance(before, Release) else "",
            **content,
        )
        self._settle(ours)
        if ours.restores:
            log.event("restore", release=number, restored=ours.restores)
        else:
            log.event("publish", release=number, rows=dict(ours.rows), sizes=[file.size for file in ours.files])
        return self.release(number)

    def _settle(self, ours: Release) -> None:
        """Create the manifest, and find out whose it is, because an error does not say whether the write arrived."""
        manifest, failure = sealed(ours), None
        for _attempt in range(ATTEMPTS):
            try:
                if self.objects.create(manifest_key(ours.number), manifest):
                    return
            except Fault as fault:
                failure = fault
            if theirs := self._published(ours.number):
                if theirs.id == ours.id:
                    return
                raise Overtaken(theirs)
        raise failure if failure and not isinstance(failure, Unreachable) else self._unsettled(ours.number)

    def _published(self, number: int) -> Release | None:
        try:
            return self.release(number)
        except Missing:
            return None
        except Unreachable as fault:
            raise self._unsettled(number) from fault

    def _unsettled(self, number: int) -> Fault:
        return Unreachable(UNSETTLED, place=self.place, number=number)

    def _put(self, name: str, rows: pd.DataFrame, before: bytes | None) -> str:
        data = packed(rows, BY_NAME[name], before)
        sha256 = checksum(data)
        keep(self.objects, key := table_key(name, sha256), data, sha256)
        return key

    def _put_programme(self, programme: Programme) -> str:
        data = programme.text.encode()
        sha256 = checksum(data)
        keep(self.objects, programme_key(sha256), data, sha256)
        return sha256

    def _stored(self, release: Release | None, name: str) -> bytes | None:
        try:
            return self.packed(release, name) if release and name in release.tables else None
        except Damaged:  # by now: there is nothing left that could be kept
            return None

    def _put_original(self, name: str, data: bytes) -> Original:
        sha256 = checksum(data)
        if not self.removal(sha256):  # because what was removed would be back
            keep(self.objects, original_key(sha256), data, sha256)
        return Original(_encodable(name), len(data), sha256)


def open_store(url: str, *, writing: bool = True) -> Store:
    """Return the store at `url`: a folder, ``file://``, ``s3://``, ``az://`` or ``gs://``.

    Raises `Missing` where there is none. For writing, a store that would let releases be overwritten is refused with
    `Unfit`. What can only be read is opened all the same; publishing says so.
    """
    store = Store(open_objects(url))
    if not store.is_there():  # a drive that is not connected must not be taken for the beginning of a new store
        raise Missing(NOT_MADE, place=store.place)
    if writing:
        with suppress(Unwritable):
            store.prove()
    return store


def make_store(url: str) -> Store:
    """Make a store without releases at `url` and return it.

    Raises `Conflict` if one with releases is there, `Unfit` or `Unwritable` where none can be.
    """
    store = Store(open_objects(url))
    if store.is_there() and store.newest_number():
        raise Conflict(MADE_BEFORE, place=store.place)
    store.prove()
    return store


def ensure_first(store: Store, dataset: Dataset) -> None:
    """Publish `dataset` as release 1 if the store is empty. Several replicas may try at once."""
    if store.newest_number() == 0:
        with suppress(Overtaken):
            store.publish(0, dataset.tables, author=FIRST_AUTHOR, note=FIRST_NOTE, programme=dataset.programme)


def _require_all_codes(before: Programme, now: Programme) -> None:
    """Raise `Unfit` if an option is gone: rows of earlier releases have it, and they are shown in today's words."""
    gone = tuple(code for code in before.codes if code not in now.codes)
    if gone:
        raise Unfit(GONE, codes=gone)


def _is_demo(tables: Mapping[str, pd.DataFrame], before: Release | None) -> bool:
    if "municipalities" in tables:
        return Dataset.of(municipalities=tables["municipalities"]).demo
    return before.demo if before else False


def _encodable(text: str) -> str:
    """Return `text` with question marks for what UTF-8 cannot hold, as in file names from other systems."""
    return text.encode("utf-8", "replace").decode()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
