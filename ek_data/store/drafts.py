"""Drafts kept beside the releases: one text for each editor, as numbered versions of which the newest counts.

    drafts/1f0c…-00000003.json

Creating the next number is the change, so that of two windows of one editor the slower begins again with what the
faster wrote; then the versions before are removed. A draft that nobody touched for `KEPT` is removed as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_, Language
from ek_data.store.backends import Objects
from ek_data.store.checksums import checksum, sealed, unsealed

FOLDER = "drafts"
NAME = re.compile(r"([0-9a-f]{16})-(\d{8})\.json")
KEPT = dt.timedelta(days=60)
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


def newest(objects: Objects, owner: str, now: dt.datetime) -> str:
    """Return the text of the draft of `owner`, empty if there is none or it has ended. Raises `Damaged`."""
    versions = _versions(objects).get(_digest(owner), [])
    kept = _at(objects, versions[-1]) if versions else None
    return kept.text if kept and kept.holds(now) else ""


def change(objects: Objects, owner: str, change: Callable[[str], str], now: dt.datetime) -> str:
    """Keep what `change` makes of the text of the draft of `owner`, and return it. Raises `Damaged`, `Unwritable`."""
    created, text = False, ""
    while not created:
        versions = _versions(objects).get(_digest(owner), [])
        text = change(newest(objects, owner, now))
        number = int(versions[-1].removesuffix(".json")[-8:]) + 1 if versions else 1
        content = {"owner": owner, "saved_at": now.isoformat(), "text": text}
        created = objects.create(f"{FOLDER}/{_digest(owner)}-{number:08}.json", sealed(content))
    _tidy(objects, now)
    return text


def of_others(objects: Objects, owner: str, now: dt.datetime) -> list[Kept]:
    """Return the drafts of other editors, the newest first; those that are damaged are told by `faults`."""
    found = [kept for *_, key in _versions(objects).values() if (kept := _sound(objects, key))]
    return sorted(
        (kept for kept in found if kept.owner != owner and kept.holds(now)),
        key=lambda kept: kept.saved_at,
        reverse=True,
    )


def faults(objects: Objects) -> Iterator[Fault]:
    """Yield a fault for each damaged draft."""
    for *_, key in _versions(objects).values():
        try:
            _at(objects, key)
        except Damaged as fault:
            yield fault


def _tidy(objects: Objects, now: dt.datetime) -> None:
    """Remove earlier versions, and of drafts that are empty or have ended the last one too."""
    for *earlier, last in _versions(objects).values():
        kept = _sound(objects, last)
        for key in [*earlier, last] if kept and not kept.holds(now) else earlier:
            objects.delete(key)


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


def _versions(objects: Objects) -> dict[str, list[str]]:
    """Return the keys of all versions by the digest of their owner, in their order."""
    try:
        names = sorted(name for name in objects.names(FOLDER) if NAME.fullmatch(name))
    except Missing:  # a store from before there were drafts
        return {}
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[:16], []).append(f"{FOLDER}/{name}")
    return found


def _digest(owner: str) -> str:
    return checksum(owner.encode())[:16]
