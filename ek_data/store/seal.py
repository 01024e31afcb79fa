"""Seals: small JSON objects of the store in which any later change to even one byte shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


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
