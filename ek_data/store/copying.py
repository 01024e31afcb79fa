"""Copying a store: between folders and buckets, whole or to be gone on with, and never over another store.

Manifests go last and in their order: whatever interrupts the copy, it is the store as it once was, or none.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from ek_data.errors import Conflict, Damaged
from ek_data.i18n import N_
from ek_data.store import forgotten
from ek_data.store.backends import PROBE, Objects, open_objects
from ek_data.store.checksums import intact, keep
from ek_data.store.manifest import MANIFEST
from ek_data.store.publisher import Store, open_store
from ek_data.store.versioned_texts import EARLIER

NAMED_BY_CONTENT = re.compile(r"((?:tables/\w+-|originals/|programmes/)([0-9a-f]{64})(?:\.parquet|\.toml)?)(?:\.\d+)?")
# of this and later versions; what an operating system leaves beside them (.DS_Store, Thumbs.db, desktop.ini) is none
OBJECT = re.compile(r"[a-z]+/[\w-]+(?:\.json|\.parquet|\.toml)?(?:\.\d+)?")
MANIFESTS = "releases/"
IN_NUMBERS = (MANIFESTS, "mappings/", "presentations/")  # where one more says that somebody went on there
ANOTHER_STORE = N_(
    "There is another store at {place}, or it has gone on there: {key} is not the same in both. Nothing was copied."
)


@dataclass(frozen=True)
class Copy:
    """The store that is there now, how many objects were new to it, and how many it had already."""

    store: Store
    copied: int
    known: int


def copy(source: str, target: str) -> Copy:
    """Copy the store at `source` to `target`. What is damaged is left out, and verifying the copy tells it.

    Files that were removed here or there are removed there. Raises `Missing` if there is no store at `source`,
    `Conflict` if another one is at `target`, `Unfit` or `Unwritable` if none can be there.
    """
    here, store = open_store(source, writing=False).objects, Store(open_objects(target))
    # manifests are looked up first, so that what they name is there when the rest is
    manifests = sorted(f"{MANIFESTS}{name}" for name in here.names("releases") if MANIFEST.fullmatch(name))
    parts = sorted(key for key in _objects(here) if not key.startswith(MANIFESTS))
    before = _objects(store.objects)
    _require_same(here, store.objects, {*parts, *manifests}, before)
    store.prove()
    removed = {*forgotten.noted(here), *forgotten.noted(store.objects)}
    keys = [key for key in (*parts, *manifests) if key.removeprefix("originals/") not in removed]
    for sha256 in removed:
        forgotten.remove(store.objects, sha256)
    for key in keys:
        _copy(here, store.objects, key)
    return Copy(store, len({*keys} - before), len({*keys} & before))


def _require_same(here: Objects, there: Objects, keys: set[str], before: set[str]) -> None:
    """Raise `Conflict` if something that is already there is not from this store."""
    for key in sorted(before):
        if key not in keys and key.startswith(IN_NUMBERS):
            raise Conflict(ANOTHER_STORE, place=there.place, key=key)
        compared = key in keys and not NAMED_BY_CONTENT.fullmatch(key) and not key.startswith(f"{forgotten.FOLDER}/")
        if compared and here.read(key) != there.read(key):
            raise Conflict(ANOTHER_STORE, place=there.place, key=key)


def _copy(here: Objects, there: Objects, key: str) -> None:
    named = NAMED_BY_CONTENT.fullmatch(key)
    if named is None:
        there.create(key, here.read(key))
        return
    with suppress(Damaged):
        keep(there, key, intact(here, key, named[2]), named[2])


def _objects(objects: Objects) -> set[str]:
    """Return the names of what belongs to a store."""
    return {_name(key) for key in objects.all_keys() if key in (PROBE, EARLIER) or OBJECT.fullmatch(key)}


def _name(key: str) -> str:
    """Return under which name an object is asked for: what lies beside a damaged one stands in for it."""
    named = NAMED_BY_CONTENT.fullmatch(key)
    return named[1] if named else key
