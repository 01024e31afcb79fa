"""Forgotten files: an uploaded file is removed for good, and a sealed note says which, when, by whom and why.

    forgotten/<sha256>.json

The note comes before the removal: from then on the file is neither handed out nor kept again, even if its bytes still
lie somewhere. Manifests go on naming it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_, Language
from ek_data.store.backends import Objects
from ek_data.store.checksums import sealed, unsealed
from ek_data.store.manifest import DIGEST

FOLDER = "forgotten"
REMOVED = N_("The file “{name}” was removed by {author} ({time}). Note: {note}")
BROKEN = N_("The note {key} on a removed file is damaged.")


@dataclass(frozen=True)
class RemovedFile:
    """What is still known of a removed file: its names in the releases it was uploaded for, and its removal."""

    sha256: str
    names: tuple[str, ...]
    releases: tuple[int, ...]
    removed_at: dt.datetime
    author: str
    note: str

    @property
    def title(self) -> str:
        """What the file is called in a sentence."""
        return " / ".join(self.names) or self.sha256


class Forgotten(Fault):
    """A file is asked for that was removed."""

    def __init__(self, note: RemovedFile) -> None:
        super().__init__(REMOVED, name=note.title, author=note.author, note=note.note, time=note.removed_at)
        self.note = note

    def sentence(self, lang: Language) -> str:
        return lang(self.message, **self.values | {"time": lang.moment(self.note.removed_at)})


def note_on(objects: Objects, sha256: str) -> RemovedFile | None:
    """Return the note on a file if it was removed. Raises `Damaged` if the note is not what was written."""
    try:
        return note_at(objects, sha256)
    except Missing:
        return None


def note_at(objects: Objects, sha256: str) -> RemovedFile:
    """Return the note on a removed file. Raises `Missing`, or `Damaged` if it is not what was written."""
    key = _key(sha256)
    try:
        content, _seal = unsealed(objects.read(key))
        note = RemovedFile(
            content["sha256"],
            tuple(content["names"]),
            tuple(content["releases"]),
            dt.datetime.fromisoformat(content["removed_at"]),
            content["author"],
            content["note"],
        )
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(BROKEN, key=key) from error
    if note.sha256 != sha256:
        raise Damaged(BROKEN, key=key)
    return note


def noted(objects: Objects) -> Iterator[str]:
    """Yield the checksums of all removed files."""
    try:
        names = objects.names(FOLDER)
    except Missing:  # a store from before anything could be removed
        return
    yield from (name.removesuffix(".json") for name in names if DIGEST.fullmatch(name.removesuffix(".json")))


def write(objects: Objects, note: RemovedFile) -> None:
    """Leave a note on a file that is to be removed. An earlier note on it stays as it is."""
    objects.create(_key(note.sha256), sealed(asdict(note) | {"removed_at": note.removed_at.isoformat()}))


def remains(objects: Objects, sha256: str) -> list[str]:
    """Return the objects that hold the bytes of an uploaded file: it and what was stored beside a damaged one."""
    return [f"originals/{name}" for name in objects.names("originals") if name.partition(".")[0] == sha256]


def remove(objects: Objects, sha256: str) -> None:
    """Remove the bytes of an uploaded file. Raises `Unwritable` if the store does not let anything be removed."""
    for key in remains(objects, sha256):
        objects.delete(key)


def _key(sha256: str) -> str:
    return f"{FOLDER}/{sha256}.json"
