"""Checksums and seals: what is read is what was stored, or it is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from ek_data.errors import Damaged, Missing
from ek_data.i18n import N_
from ek_data.store.backends import Objects

ALTERED = N_("{key} in the store {place} is damaged.")


def checksum(data: bytes) -> str:
    """Return the sha256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(objects: Objects, key: str, data: bytes, sha256: str) -> None:
    """Store `data`, of which `sha256` is the checksum, under a name that is made of it.

    Where a damaged object has the name, the bytes go beside it, because nothing is ever overwritten: whatever refers
    to the name is sound again.
    """
    for copy in _copies(key):
        if objects.create(copy, data) or checksum(objects.read(copy)) == sha256:
            break


def intact(objects: Objects, key: str, sha256: str) -> bytes:
    """Return the bytes of `key`. Raises `Missing`, or `Damaged` if neither they nor a copy have this checksum."""
    for copy in _copies(key):
        try:
            data = objects.read(copy)
        except Missing:
            if copy == key:
                raise
            break
        if checksum(data) == sha256:
            return data
    raise Damaged(ALTERED, key=key, place=objects.place)


def _copies(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}.{number}" for number in count(2))


def sealed(content: Mapping[str, Any]) -> bytes:
    """Return the bytes of `content` with its seal."""
    return _text({**content, "seal": _seal(content)})


def unsealed(data: bytes) -> tuple[dict[str, Any], str]:
    """Return the content and its seal. Raises `ValueError` if `data` are not what `sealed` gave."""
    try:
        content = json.loads(data)
        if _text(content) == data and content.pop("seal") == (seal := _seal(content)):
            return content, seal
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no sealed object") from error
    raise ValueError("the seal is broken")


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(content)).hexdigest()


def _text(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, indent=1, ensure_ascii=False).encode()
