"""Answers of the server that are made once and given to everybody: body, compressed body and tag, kept in memory."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from ek_data.cache import Kept, Once
from ek_data.errors import Fault
from ek_data.i18n import N_

T = TypeVar("T")

NEVER = ("q=0", "q=0.0", "q=0.00", "q=0.000")
WORTH_PACKING = 500  # bytes; the same limit as in Streamlit's own compression, which must find nothing left to do
MOST_KEPT, KEPT_BYTES = 10_000, 256 * 2**20
THREADS = 2
MOST_AT_ONCE = 32  # because whoever asks and goes away leaves work behind
BUSY = N_("The server is busy. Please try again in a few seconds.")


class Busy(Fault):
    """More different answers are asked for at once than can be made in reasonable time."""


@dataclass(frozen=True)
class Answer:
    """One body for everybody, with its gzip form and the tag by which browsers know that they have it already."""

    plain: bytes
    packed: bytes | None
    tag: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Return the answer with `content`. Compresses, so large contents belong in a thread."""
        packed = gzip.compress(content, mtime=0) if len(content) >= WORTH_PACKING else None
        return cls(content, packed, hashlib.sha256(content).hexdigest()[:32], headers)

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed or b"")

    def response(self, scope: Scope) -> Response:
        """Return what to send for the request `scope`: 304 if the client has it, else the form it can read."""
        asked = Headers(scope=scope)
        packed = self.packed if accepts_gzip(asked.get("accept-encoding", "")) else None
        tag = f'"{self.tag}-gzip"' if packed else f'"{self.tag}"'
        headers = {**self.headers, "etag": tag, "vary": "Accept-Encoding"}
        if has_tag(asked.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        body = packed or self.plain
        headers["content-length"] = str(len(body))
        if packed:
            headers["content-encoding"] = "gzip"
        return Response(b"" if scope["method"] == "HEAD" else body, headers=headers)


def accepts_gzip(accepted: str) -> bool:
    """Return whether a header ``Accept-Encoding`` names gzip and does not rule it out with ``q=0``."""
    offers = (part.partition(";") for part in accepted.lower().split(","))
    return any(coding.strip() == "gzip" and weight.strip() not in NEVER for coding, _mark, weight in offers)


def has_tag(tags: str, tag: str) -> bool:
    """Return whether a header ``If-None-Match`` names `tag`; a proxy may have marked it as weak."""
    return tags.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in tags.split(","))


class Together(Generic[T]):
    """Work that is done once for all who ask for it while it is going on, in threads beside the event loop."""

    def __init__(self, most: int = MOST_AT_ONCE) -> None:
        self._most = most
        self._going_on = Once(ThreadPoolExecutor(THREADS).submit)

    async def done(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` returns or raise what it raises. Raises `Busy` if too much is going on."""
        if key not in self._going_on and len(self._going_on) >= self._most:
            raise Busy(BUSY)
        result: Future[T] = self._going_on.begun(key, work)
        return await asyncio.shield(asyncio.wrap_future(result))  # one who goes away does not stop it for the others


class Answers(Generic[T]):
    """Answers by key, made together and kept; `weigh` says how many bytes each takes."""

    def __init__(
        self, kept: Kept, weigh: Callable[[T], int] = lambda _made: 0, most_at_once: int = MOST_AT_ONCE
    ) -> None:
        self._kept, self._weigh = kept, weigh
        self._making: Together[T] = Together(most_at_once)

    def get(self, key: Hashable) -> T | None:
        """Return what is kept under `key`, if anything."""
        found: T | None = self._kept.get(key)
        return found

    async def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the answer of `key`, made if it is not there. What `make` raises is not kept."""
        return self.get(key) or await self._making.done(key, lambda: self._kept.result(key, make, self._weigh))
