"""Header mappings: what was decided about a header row and what is below it, remembered in the store for the next such
upload.

``mappings/<digest of the header row>-0002.json``: like everything in a store, a file is never overwritten; a new
decision gets the next number, and the highest counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_
from ek_data.store.backends import Objects

FOLDER = "mappings"
BROKEN = N_("{key}, what unknown headers were taken for, is damaged. Delete it; the next such file is mapped by hand.")
Header = tuple[str, ...]
PARTS = {"table": str, "columns": dict, "values": dict, "filled": dict}


@dataclass(frozen=True)
class Remembered:
    """What was decided about files with one header row.

    `table` is the one they are, empty where that can be told from the headers. `columns` (header → column name, empty
    for "not taken") says what headers were taken for, `values` (header → text → better text) what texts below them,
    `filled` (column name → value, none for the next free numbers) what stands in columns that the files lack.
    """

    table: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    filled: Mapping[str, str | None] = field(default_factory=dict)


def remembered(objects: Objects, header: Header) -> Remembered:
    """Return what was last decided about files with this header row; nothing where that cannot be read."""
    number = _newest(objects, header)
    try:
        content = json.loads(objects.read(_key(header, number))) if number else {}
        found = Remembered(**content) if _is_sound(content) else Remembered(columns=_texts(content))
        names = {name: column for name, column in found.columns.items() if name in header}
        values = {name: _texts(texts) for name, texts in found.values.items() if name in header}
    except (Missing, ValueError, TypeError, AttributeError):
        return Remembered()
    return replace(found, columns=names, values=values)


def _is_sound(content: Any) -> bool:
    """Whether a file is of this version: earlier ones held the columns alone, all of them texts."""
    return {name: type(part) for name, part in content.items()} == PARTS


def _texts(content: Any) -> dict[str, str]:
    """Return texts by texts. Raises `ValueError` if it is something else."""
    if not all(isinstance(text, str) for text in content.values()):
        raise ValueError(content)
    return dict(content)


def faults(objects: Objects) -> Iterator[Fault]:
    """Yield a fault for each file that is not what was remembered."""
    for name in _names(objects):
        try:
            json.loads(objects.read(f"{FOLDER}/{name}"))
        except ValueError:
            yield Damaged(BROKEN, key=f"{FOLDER}/{name}")


def remember(objects: Objects, header: Header, decided: Remembered) -> None:
    """Remember what was decided about this header row, if it is something new. A store that refuses is no obstacle."""
    with suppress(Fault):  # because the release is published by now, and the next upload can be decided by hand
        if decided != Remembered() and decided != remembered(objects, header):
            content = json.dumps(asdict(decided), ensure_ascii=False, indent=1).encode()
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
