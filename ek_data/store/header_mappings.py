"""Header mappings: what unknown headers were taken for, remembered in the store for the next such upload.

``mappings/<digest of the header row>-0002.json``: like everything in a store, a file is never overwritten; a new
decision gets the next number, and the highest counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_
from ek_data.store.backends import Objects

FOLDER = "mappings"
BROKEN = N_("{key}, what unknown headers were taken for, is damaged. Delete it; the next such file is mapped by hand.")
Header = tuple[str, ...]


def remembered(objects: Objects, header: Header) -> dict[str, str]:
    """Return the mapping (header → column name, empty for "not taken") last chosen for this header row, or none."""
    number = _newest(objects, header)
    if not number:
        return {}
    try:
        content = json.loads(objects.read(_key(header, number)))
    except (Missing, ValueError):
        return {}
    sound = isinstance(content, dict) and all(isinstance(text, str) for text in content.values())
    return {name: column for name, column in content.items() if name in header} if sound else {}


def faults(objects: Objects) -> Iterator[Fault]:
    """Yield a fault for each file that is not what was remembered."""
    for name in _names(objects):
        try:
            json.loads(objects.read(f"{FOLDER}/{name}"))
        except ValueError:
            yield Damaged(BROKEN, key=f"{FOLDER}/{name}")


def remember(objects: Objects, header: Header, mapping: Mapping[str, str]) -> None:
    """Remember `mapping` for this header row, if it says something new. A store that refuses is no obstacle."""
    with suppress(Fault):  # because the release is published by now, and the next upload can be mapped by hand
        if mapping and mapping != remembered(objects, header):
            content = json.dumps(dict(mapping), ensure_ascii=False, indent=1).encode()
            objects.create(_key(header, _newest(objects, header) + 1), content)


def _newest(objects: Objects, header: Header) -> int:
    numbers = [name.removeprefix(f"{_digest(header)}-").removesuffix(".json") for name in _names(objects)]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _names(objects: Objects) -> list[str]:
    try:
        return objects.names(FOLDER)
    except Missing:  # a store from before anything was remembered
        return []


def _key(header: Header, number: int) -> str:
    return f"{FOLDER}/{_digest(header)}-{number:04}.json"


def _digest(header: Header) -> str:
    return hashlib.sha256(json.dumps(header).encode()).hexdigest()
