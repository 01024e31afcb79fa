"""Drafts kept beside the releases: one text for each editor, as numbered versions of which the newest counts.

    drafts/1f0c…-00000003.json

Creating the next number is the change, so that of two windows of one editor the slower begins again with what the
faster wrote. Earlier versions are removed after an hour, when nobody can be that slow any more, and a draft that nobody
touched for `KEPT` is removed as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_, Language
from ek_data.store.backends import Objects
from ek_data.store.checksums import checksum, sealed, unsealed

FOLDER = "drafts"
NAME = re.compile(r"([0-9a-f]{16})-(\d{8})\.json")
KEPT, SPARED = dt.timedelta(days=60), dt.timedelta(hours=1)
HERE = "this computer"  # whose draft it is where nobody signs in
BROKEN = N_("The draft in {key} is damaged.")


@dataclass(frozen=True)
class Kept:
    """A draft as it is kept: whose it is, when it was changed last, and its text, empty once there is none any more."""

    owner: str
    saved_at: dt.datetime
    text: str

    def holds(self, now: dt.datetime) -> bool:
        """Whether there still is something in it."""
        return bool(self.text) and now - self.saved_at < KEPT


def called(owner: str, lang: Language) -> str:
    """Return whose draft it is, in words."""
    return lang("Somebody at this computer") if owner == HERE else owner


def newest(objects: Objects, owner: str, now: dt.datetime, folder: str = FOLDER) -> str:
    """Return the text of the draft of `owner`, empty if there is none or it has ended. Raises `Damaged`."""
    return _text(objects, _newest_key(objects, owner, folder), now)


def change(objects: Objects, owner: str, change: Callable[[str], str], now: dt.datetime, folder: str = FOLDER) -> str:
    """Keep what `change` makes of the text of the draft of `owner`, and return it. Raises `Damaged`, `Unwritable`."""
    created, text = False, ""
    while not created:
        key = _newest_key(objects, owner, folder)
        text = change(_text(objects, key, now))
        content = {"owner": owner, "saved_at": now.isoformat(), "text": text}
        created = objects.create(_key(owner, _number(key) + 1, folder), sealed(content))
    _tidy(objects, now, folder)
    return text


def end(objects: Objects, owner: str, now: dt.datetime) -> None:
    """Throw the draft of `owner` away. Raises `Damaged`, `Unwritable`."""
    change(objects, owner, lambda _text: "", now)


def of_others(objects: Objects, owner: str, now: dt.datetime) -> list[Kept]:
    """Return the drafts of other editors, the newest first; those that are damaged are told by `faults`."""
    found = [kept for *_, key in _versions(objects, FOLDER).values() if (kept := _sound(objects, key))]
    return sorted(
        (kept for kept in found if kept.owner != owner and kept.holds(now)),
        key=lambda kept: kept.saved_at,
        reverse=True,
    )


def texts(objects: Objects, folder: str) -> list[str]:
    """Return the texts of all versions that are there, without those that are damaged."""
    keys = [key for version in _versions(objects, folder).values() for key in version]
    return [kept.text for key in keys if (kept := _sound(objects, key))]


def faults(objects: Objects, folder: str = FOLDER) -> Iterator[Fault]:
    """Yield a fault for each damaged draft."""
    for *_, key in _versions(objects, folder).values():
        try:
            _at(objects, key)
        except Damaged as fault:
            yield fault


def _tidy(objects: Objects, now: dt.datetime, folder: str) -> None:
    """Remove earlier versions, of which only the first are read, and drafts that have ended."""

    def old_enough(key: str) -> bool:
        kept = _sound(objects, key)
        return kept is not None and now - kept.saved_at > SPARED

    for *earlier, last in _versions(objects, folder).values():
        old = takewhile(old_enough, earlier)
        ended = [last] if (kept := _sound(objects, last)) and now - kept.saved_at >= KEPT else []
        for key in (*old, *ended):
            objects.delete(key)


def _text(objects: Objects, key: str, now: dt.datetime) -> str:
    kept = _at(objects, key) if key else None
    return kept.text if kept and kept.holds(now) else ""


def _sound(objects: Objects, key: str) -> Kept | None:
    try:
        return _at(objects, key)
    except Damaged:
        return None


def _at(objects: Objects, key: str) -> Kept | None:
    """Return what is kept under a key; None if another window has just removed it. Raises `Damaged`."""
    try:
        content, _seal = unsealed(objects.read(key))
        return Kept(content["owner"], dt.datetime.fromisoformat(content["saved_at"]), content["text"])
    except Missing:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(BROKEN, key=key) from error


def names(objects: Objects, folder: str) -> list[str]:
    """Return the names in a folder, none in a store from before it was there."""
    try:
        return objects.names(folder)
    except Missing:
        return []


def _versions(objects: Objects, folder: str) -> dict[str, list[str]]:
    """Return the keys of all versions by the digest of their owner, in their order."""
    found: dict[str, list[str]] = {}
    for name in sorted(names(objects, folder)):
        if NAME.fullmatch(name):
            found.setdefault(name[:16], []).append(f"{folder}/{name}")
    return found


def _newest_key(objects: Objects, owner: str, folder: str) -> str:
    """Return the key of the newest version, empty where there is none."""
    return _versions(objects, folder).get(_digest(owner), [""])[-1]


def _number(key: str) -> int:
    return int(key.removesuffix(".json")[-8:]) if key else 0


def _key(owner: str, number: int, folder: str) -> str:
    return f"{folder}/{_digest(owner)}-{number:08}.json"


def _digest(owner: str) -> str:
    return checksum(owner.encode())[:16]
