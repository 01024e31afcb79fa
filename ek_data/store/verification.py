"""Verification: every byte that belongs to a release, a removed file or a saved presentation, against its checksum."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_, Language
from ek_data.programme.parsing import FILE_NAME
from ek_data.store import drafts, header_mappings, versioned_texts
from ek_data.store.backends import Objects
from ek_data.store.checksums import intact
from ek_data.store.forgotten import Forgotten, note_at, noted, remains
from ek_data.store.manifest import digest_of, original_key, programme_key
from ek_data.store.reader import Releases
from ek_data.tables import BY_NAME

TABLE_LOST = N_("{releases}: the table {name} is missing ({key}).")
TABLE_ALTERED = N_("{releases}: the table {name} is damaged ({key}).")
FILE_LOST = N_("{releases}: the uploaded file “{name}” is missing ({key}).")
FILE_ALTERED = N_("{releases}: the uploaded file “{name}” is damaged ({key}).")
PROGRAMME_LOST = N_("{releases}: the programme is missing ({key}).")
PROGRAMME_ALTERED = N_("{releases}: the programme is damaged ({key}).")
STILL_THERE = N_(
    "The file “{name}” was removed, but is still there. Please repeat: uv run ek-data forget {sha256} --store {place} "
    "--author NAME --note TEXT"
)
NAMED = 5


@dataclass(frozen=True)
class Numbers:
    """The numbers of releases, as they begin a sentence."""

    numbers: tuple[int, ...]

    def sentence(self, lang: Language) -> str:
        listed = lang.listing(lang.some([str(number) for number in self.numbers], NAMED))
        return lang.plural("Release {listed}", "Releases {listed}", len(self.numbers), listed=listed)


@dataclass(frozen=True)
class Verification:
    """How much was looked at, what is wrong with it, and which files are not there because somebody removed them."""

    releases: int
    tables: int
    files: int
    faults: tuple[Fault, ...]
    forgotten: tuple[Forgotten, ...]


@dataclass(frozen=True)
class _Part:
    """A table or an uploaded file: its object, what it is called, and the releases that hold it."""

    key: str
    sha256: str
    name: str
    releases: list[int] = field(default_factory=list)


def verified(store: Releases) -> Verification:
    """Return what is wrong in the store. Every object is read, one after the other. Raises `Unreachable`."""
    releases = sorted(store.releases(), key=lambda release: release.number)
    tables, files, programmes = dict[str, _Part](), dict[str, _Part](), dict[str, _Part]()
    for release in releases:
        for name, key in release.tables.items():
            _add(tables, _Part(key, digest_of(key), BY_NAME[name].file if name in BY_NAME else name), release.number)
        if release.programme:
            _add(programmes, _Part(programme_key(release.programme), release.programme, FILE_NAME), release.number)
        for file in release.files:
            _add(files, _Part(original_key(file.sha256), file.sha256, file.name), release.number)
    removed = {sha256: _removal(store.objects, sha256) for sha256 in noted(store.objects)}
    kept = [part for part in files.values() if part.sha256 not in removed]
    faults = (
        *store.faults(),
        *_damages(store.objects, tables.values(), TABLE_LOST, TABLE_ALTERED),
        *_damages(store.objects, programmes.values(), PROGRAMME_LOST, PROGRAMME_ALTERED),
        *_damages(store.objects, kept, FILE_LOST, FILE_ALTERED),
        *(found for found in removed.values() if not isinstance(found, Forgotten)),
        *versioned_texts.faults(store.objects),
        *header_mappings.faults(store.objects),
        *drafts.faults(store.objects),
    )
    forgotten = tuple(found for found in removed.values() if isinstance(found, Forgotten))
    return Verification(len(releases), len(tables), len(kept), faults, forgotten)


def _add(parts: dict[str, _Part], part: _Part, number: int) -> None:
    parts.setdefault(part.key, part).releases.append(number)


def _damages(objects: Objects, parts: Iterable[_Part], lost: str, altered: str) -> Iterator[Fault]:
    for part in parts:
        values = {"releases": Numbers(tuple(part.releases)), "name": part.name, "key": part.key}
        try:
            intact(objects, part.key, part.sha256)
        except Missing:
            yield Missing(lost, **values)
        except Damaged:
            yield Damaged(altered, **values)


def _removal(objects: Objects, sha256: str) -> Fault:
    """Return the removal of a file, or what is wrong with it."""
    try:
        note = note_at(objects, sha256)
    except Damaged as fault:
        return fault
    if not remains(objects, sha256):
        return Forgotten(note)
    return Damaged(STILL_THERE, name=note.title, sha256=sha256, place=shlex.quote(objects.place))
