"""Desks kept beside the releases: the files of an upload under way and what was decided, one for each editor.

    desks/1f0c…-00000003.json    which files lie there under which names, and the decisions
    desks/9a41…                  the bytes of a file, under their checksum

The versions are those of `drafts`; a file goes with the last version that names it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ek_data.store import drafts
from ek_data.store.backends import Objects
from ek_data.store.checksums import checksum, intact, keep

FOLDER = "desks"
LARGEST = 50 * 1024 * 1024  # bytes in all; more is not kept
CONTENT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Desk:
    """What lies on a desk: the checksums of files by name, and decisions as the values of JSON."""

    files: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Any, ...] = ()

    def since(self, base: Desk, theirs: Desk) -> Desk:
        """Return this desk with what another window has laid on `theirs` since both were like `base`."""
        new = {name: sha256 for name, sha256 in theirs.files.items() if name not in base.files}
        others = tuple(each for each in theirs.choices if each not in base.choices and each not in self.choices)
        return Desk({**new, **self.files}, (*(others if new else ()), *self.choices))

    def text(self) -> str:
        """Return it as text, empty where nothing lies on it."""
        return json.dumps([dict(self.files), list(self.choices)], ensure_ascii=False) if self.files else ""

    @classmethod
    def from_text(cls, text: str) -> Desk:
        """Return the desk that `text` gave."""
        files, choices = json.loads(text) if text else ({}, [])
        return cls(files, tuple(choices))


def newest(objects: Objects, owner: str, now: dt.datetime) -> tuple[Desk, dict[str, bytes]]:
    """Return the desk of `owner` with the bytes of its files by name. Raises `Damaged`, `Missing`."""
    found = Desk.from_text(drafts.newest(objects, owner, now, FOLDER))
    return found, {name: intact(objects, f"{FOLDER}/{sha256}", sha256) for name, sha256 in found.files.items()}


def change(
    objects: Objects, owner: str, change: Callable[[Desk], Desk], files: Mapping[str, bytes], now: dt.datetime
) -> Desk:
    """Keep what `change` makes of the desk of `owner`; `files` are the bytes that it may name. Raises `Unwritable`."""
    contents = {checksum(data): data for data in files.values()}
    _store(objects, contents)
    text = drafts.change(objects, owner, lambda text: change(Desk.from_text(text)).text(), now, FOLDER)
    _tidy(objects, now)
    _store(objects, contents)  # what another desk has just given up
    return Desk.from_text(text)


def _store(objects: Objects, contents: Mapping[str, bytes]) -> None:
    there = _contents(objects)
    for sha256, data in contents.items():
        if sha256 not in there:
            keep(objects, f"{FOLDER}/{sha256}", data, sha256)


def _tidy(objects: Objects, now: dt.datetime) -> None:
    """Remove files that no version names."""
    named = {sha256 for text in drafts.texts(objects, FOLDER) for sha256 in Desk.from_text(text).files.values()}
    for sha256 in _contents(objects) - named:
        objects.delete(f"{FOLDER}/{sha256}")


def _contents(objects: Objects) -> set[str]:
    return {name for name in drafts.names(objects, FOLDER) if CONTENT.fullmatch(name)}
