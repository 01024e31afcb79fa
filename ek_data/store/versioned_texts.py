"""Snapshots: names with a text each that may change, kept as numbered versions that never do.

    presentations/00000003.json

Creating the next number is the change: of two people who change at once, the slower one begins again with what the
faster one wrote. The highest number counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from ek_data.errors import Damaged, Fault, Missing
from ek_data.i18n import N_
from ek_data.store.backends import Objects
from ek_data.store.checksums import sealed, unsealed

FOLDER = "presentations"
EARLIER = "praesentationen.json"  # of earlier versions: without a seal, and written over; it counts as number 0
SNAPSHOT = re.compile(r"(\d{8})\.json")
BROKEN = N_("The saved presentations in {key} are damaged.")

Texts = dict[str, str]


def newest(objects: Objects) -> Texts:
    """Return the texts by name as they are now. Raises `Damaged`."""
    return _texts(objects, _newest(objects))


def change(objects: Objects, change: Callable[[Texts], Texts]) -> None:
    """Save what `change` makes of the texts. Raises `Damaged`, `Unwritable`."""
    created = False
    while not created:
        number = _newest(objects)
        texts = change(_texts(objects, number))
        created = objects.create(_key(number + 1), sealed({"number": number + 1, "texts": texts}))


def faults(objects: Objects) -> Iterator[Fault]:
    """Yield a fault for each damaged snapshot."""
    for number in (0, *_numbers(objects)):
        try:
            _texts(objects, number)
        except Damaged as fault:
            yield fault


def _texts(objects: Objects, number: int) -> Texts:
    try:
        return _numbered(objects, number) if number else _earlier(objects)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged(BROKEN, key=_key(number) if number else EARLIER) from error


def _numbered(objects: Objects, number: int) -> Texts:
    content, _seal = unsealed(objects.read(_key(number)))
    if content["number"] != number:
        raise ValueError("the content of another number")
    return dict(content["texts"])


def _earlier(objects: Objects) -> Texts:
    try:
        texts = json.loads(objects.read(EARLIER))
    except Missing:
        return {}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("no texts")
    return dict(texts)


def _newest(objects: Objects) -> int:
    return max(_numbers(objects), default=0)


def _numbers(objects: Objects) -> list[int]:
    try:
        names = objects.names(FOLDER)
    except Missing:  # a store from before anything was saved in this way
        return []
    return sorted(int(found[1]) for name in names if (found := SNAPSHOT.fullmatch(name)))


def _key(number: int) -> str:
    return f"{FOLDER}/{number:08}.json"
