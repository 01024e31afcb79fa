"""Drafts kept beside the releases: text and files of each editor, as numbered versions of which the newest counts.

    drafts/1f0c…-00000003.json           what it says, and under which names its files are kept
    drafts/1f0c…-00000002-9a41…          the bytes of a file: by the version that brought it, and their checksum

Creating the next number is the change, so that of two windows of one editor the slower begins again with what the
faster wrote. Its files are there before, under that number: whoever tidies spares numbers that are still to come.
Earlier versions are removed after an hour, when nobody can be that slow any more, files that the newest version does
not name at once, and a draft that nobody touched for `KEPT` is removed as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_, Language
from ek_data.store.backends import Objects
from ek_data.store.checksums import checksum, intact, keep, sealed, unsealed

FOLDER = "drafts"
VERSION = re.compile(r"([0-9a-f]{16})-(\d{8})\.json")
FILE = re.compile(r"([0-9a-f]{16})-(\d{8})-([0-9a-f]{64})(?:\.\d+)?")
KEPT, SPARED = dt.timedelta(days=60), dt.timedelta(hours=1)
HERE = "this computer"  # whose draft it is where nobody signs in
EARLIER = "desks"  # where an earlier version kept files that were not published yet
NOT_READ = N_(
    "Files under way that an earlier version of this program kept in the folder {folder} of the store are no longer "
    "read. Please drop them again. Whoever runs the server can delete that folder."
)
BROKEN = N_("The draft in {key} is damaged.")
NONE: Mapping[str, bytes] = MappingProxyType({})


class Content(NamedTuple):
    """What a draft holds: its text, empty where there is nothing, and the bytes of its files by checksum.

    `lost` are the checksums of files that are damaged or gone; what there is of them stays as long as they are named.
    """

    text: str = ""
    files: Mapping[str, bytes] = NONE
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DraftVersion:
    """A version of a draft: whose it is, when it was made, its text, and where its files lie by checksum."""

    owner: str
    saved_at: dt.datetime
    text: str
    files: Mapping[str, str] = field(default_factory=dict)

    def holds(self, now: dt.datetime) -> bool:
        """Whether there still is something in it."""
        return bool(self.text) and now - self.saved_at < KEPT

    def sealed(self) -> bytes:
        """Return it as it is kept."""
        content = {"owner": self.owner, "saved_at": self.saved_at.isoformat(), "text": self.text}
        return sealed({**content, "files": dict(self.files)})

    @classmethod
    def unsealed(cls, data: bytes) -> DraftVersion:
        """Return what was kept. Raises `ValueError`, `TypeError` or `KeyError` if it is damaged."""
        content, _seal = unsealed(data)
        saved_at = dt.datetime.fromisoformat(content["saved_at"])
        return cls(content["owner"], saved_at, content["text"], content.get("files", {}))


def called(owner: str, lang: Language) -> str:
    """Return whose draft it is, in words."""
    return lang("Somebody at this computer") if owner == HERE else owner


def newest(objects: Objects, owner: str, now: dt.datetime, known: Mapping[str, bytes] = NONE) -> Content:
    """Return the draft of `owner`, nothing if there is none or it has ended; `known` files are not read again.

    Raises `Damaged` if it cannot be told what it says.
    """
    return _newest(objects, owner, now, known)[1]


def change(
    objects: Objects,
    owner: str,
    change: Callable[[Content], Content],
    now: dt.datetime,
    known: Mapping[str, bytes] = NONE,
) -> Content:
    """Keep what `change` makes of the draft of `owner`, and return it. Raises as `newest` does, and `Unwritable`."""
    while True:
        key, before, places = _newest(objects, owner, now, known)
        after = change(before)
        if _created(objects, owner, _number(key) + 1, after, before, places, now):
            _tidy(objects, now)
            return after


def end(objects: Objects, owner: str, now: dt.datetime) -> None:
    """Throw the draft of `owner` away, also a damaged one. Raises `Unwritable`."""
    while not _created(objects, owner, _number(_newest_key(objects, owner)) + 1, Content(), Content(), {}, now):
        pass
    _tidy(objects, now)


def of_others(objects: Objects, owner: str, now: dt.datetime) -> list[DraftVersion]:
    """Return the drafts of other editors, the newest first; those that are damaged are told by `faults`."""
    found = [kept for *_, key in _versions(_names(objects)).values() if (kept := _sound(objects, key))]
    return sorted(
        (kept for kept in found if kept.owner != owner and kept.holds(now)),
        key=lambda kept: kept.saved_at,
        reverse=True,
    )


def left_behind(objects: Objects) -> Missing | None:
    """Return that files of an earlier version are no longer read, if there are any."""
    return Missing(NOT_READ, folder=EARLIER) if _names(objects, EARLIER) else None


def faults(objects: Objects) -> Iterator[Fault]:
    """Yield a fault for each damaged draft, and for each file of one that is damaged or gone."""
    for *_, key in _versions(_names(objects)).values():
        try:
            kept = _at(objects, key)
        except Damaged as fault:
            yield fault
            continue
        for sha256, place in kept.files.items() if kept else ():
            try:
                intact(objects, place, sha256)
            except (Damaged, Missing) as fault:
                yield fault


def _newest(
    objects: Objects, owner: str, now: dt.datetime, known: Mapping[str, bytes]
) -> tuple[str, Content, Mapping[str, str]]:
    """Return the key of the newest version, what it holds, and where its files lie."""
    while True:
        key = _newest_key(objects, owner)
        kept = _at(objects, key) if key else None
        if kept is None or not kept.holds(now):
            return key, Content(), {}
        found = {sha: known[sha] if sha in known else _file(objects, place, sha) for sha, place in kept.files.items()}
        files = {sha: data for sha, data in found.items() if data is not None}
        lost = frozenset(found.keys() - files.keys())
        if not lost or _newest_key(objects, owner) == key:  # else another window has just given the file up
            return key, Content(kept.text, files, lost), kept.files


def _file(objects: Objects, place: str, sha256: str) -> bytes | None:
    """Return the bytes of a file; None if they are damaged or gone."""
    try:
        return intact(objects, place, sha256)
    except (Damaged, Missing):
        return None


def _created(
    objects: Objects,
    owner: str,
    number: int,
    content: Content,
    before: Content,
    places: Mapping[str, str],
    now: dt.datetime,
) -> bool:
    """Keep a version, its new files first, and return whether nobody was faster; those `before` lie at `places`."""
    key = f"{FOLDER}/{_digest(owner)}-{number:08}"
    files = {sha256: places.get(sha256, f"{key}-{sha256}") for sha256 in (*content.files, *content.lost)}
    for sha256 in content.files.keys() - before.files.keys():
        keep(objects, files[sha256], content.files[sha256], sha256)
    return objects.create(f"{key}.json", DraftVersion(owner, now, content.text, files).sealed())


def _tidy(objects: Objects, now: dt.datetime) -> None:
    """Remove earlier versions, of which only the first are read, files that are no longer named, and ended drafts."""

    def old_enough(key: str) -> bool:
        kept = _sound(objects, key)
        return kept is not None and now - kept.saved_at > SPARED

    names = _names(objects)
    for digest, (*earlier, last) in _versions(names).items():
        kept = _sound(objects, last)
        has_ended = kept is not None and now - kept.saved_at >= KEPT
        named = kept.files.values() if kept and not has_ended else ()
        given_up = _files(names, digest, _number(last), named) if kept else []
        for key in (*takewhile(old_enough, earlier), *given_up, *([last] if has_ended else [])):
            objects.delete(key)


def _files(names: list[str], digest: str, newest: int, named: Collection[str]) -> list[str]:
    """Return the keys of the files of a draft that its `newest` version or one before brought and that are not `named`.

    What lies beside a damaged file stays with it.
    """
    found = [(f"{FOLDER}/{name}", match) for name in names if (match := FILE.fullmatch(name))]
    mine = [(key, match) for key, match in found if match[1] == digest and int(match[2]) <= newest]
    return [key for key, match in mine if f"{FOLDER}/{match[1]}-{match[2]}-{match[3]}" not in named]


def _sound(objects: Objects, key: str) -> DraftVersion | None:
    try:
        return _at(objects, key)
    except Damaged:
        return None


def _at(objects: Objects, key: str) -> DraftVersion | None:
    """Return what is kept under a key; None if another window has just removed it. Raises `Damaged`."""
    try:
        return DraftVersion.unsealed(objects.read(key))
    except Missing:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(BROKEN, key=key) from error


def _names(objects: Objects, folder: str = FOLDER) -> list[str]:
    """Return the names in a folder, none in a store from before it was there."""
    try:
        return objects.names(folder)
    except Missing:
        return []


def _versions(names: list[str]) -> dict[str, list[str]]:
    """Return the keys of all versions by the digest of their owner, in their order."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        if match := VERSION.fullmatch(name):
            found.setdefault(match[1], []).append(f"{FOLDER}/{name}")
    return found


def _newest_key(objects: Objects, owner: str) -> str:
    """Return the key of the newest version, empty where there is none."""
    return _versions(_names(objects)).get(_digest(owner), [""])[-1]


def _number(key: str) -> int:
    return int(key.removesuffix(".json")[-8:]) if key else 0


def _digest(owner: str) -> str:
    return checksum(owner.encode())[:16]
