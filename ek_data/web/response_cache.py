"""Answers of the server that are made once and given to everybody: body, compressed body and tag, kept in memory."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

import brotli
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
MOST_OF_ONE_VISITOR = 4  # of different ones; who asks for what is being made only waits with the others
PATIENCE = 20.0  # seconds
BUSY = N_("The server is busy. Please try again in a few seconds.")


class Busy(Fault):
    """More different answers are asked for at once than can be made in reasonable time."""


@dataclass(frozen=True)
class Answer:
    """One body for everybody, with its compressed forms and the tag by which browsers know that they have it."""

    plain: bytes
    packed: dict[str, bytes]
    tag: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Return the answer with `content`. Compresses, so large contents belong in a thread."""
        packed = {"gzip": gzip.compress(content, mtime=0)} if len(content) >= WORTH_PACKING else {}
        return cls(content, packed, hashlib.sha256(content).hexdigest()[:32], headers)

    def pack_smaller(self) -> None:
        """Make a form that is smaller by a sixth, for all who ask from then on; it takes a second for each megabyte."""
        if self.packed:
            self.packed["br"] = brotli.compress(self.plain)

    @property
    def size(self) -> int:
        return len(self.plain) + sum(map(len, self.packed.values()))

    def response(self, scope: Scope) -> Response:
        """Return what to send for the request `scope`: 304 if the client has it, else the form it can read."""
        asked = Headers(scope=scope)
        readable = codings(asked.get("accept-encoding", "")) & self.packed.keys()
        coding = min(readable, default="")  # br before gzip
        tag = f'"{self.tag}-{coding}"' if coding else f'"{self.tag}"'
        headers = {**self.headers, "etag": tag, "vary": "Accept-Encoding"}
        if has_tag(asked.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        body = self.packed[coding] if coding else self.plain
        headers["content-length"] = str(len(body))
        if coding:
            headers["content-encoding"] = coding
        return Response(b"" if scope["method"] == "HEAD" else body, headers=headers)


def codings(accepted: str) -> set[str]:
    """Return what a header ``Accept-Encoding`` names and does not rule out with ``q=0``."""
    offers = (part.partition(";") for part in accepted.lower().split(","))
    return {coding.strip() for coding, _mark, weight in offers if weight.strip() not in NEVER}


def has_tag(tags: str, tag: str) -> bool:
    """Return whether a header ``If-None-Match`` names `tag`; a proxy may have marked it as weak."""
    return tags.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in tags.split(","))


class SharedWork(Generic[T]):
    """Work that is done once for all who ask for it while it is going on, in threads beside the event loop.

    Nobody has more than `most_each` works going on: further ones wait, so that there is room for what others ask for.
    """

    def __init__(
        self, most: int = MOST_AT_ONCE, most_each: int = MOST_OF_ONE_VISITOR, patience: float = PATIENCE
    ) -> None:
        self._most, self._most_each, self._patience = most, most_each, patience
        self._going_on = Once(ThreadPoolExecutor(THREADS).submit)
        self._shares: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def done(self, key: Hashable, work: Callable[[], T], visitor: str = "") -> T:
        """Return what `work` returns or raise what it raises. Raises `Busy` if too much is going on.

        `visitor` is who asks; work of our own has none, and no share.
        """
        release = await self._taken(visitor) if visitor and key not in self._going_on else _nothing
        begins = key not in self._going_on
        if begins and len(self._going_on) >= self._most:
            release()
            raise Busy(BUSY)
        try:
            result: Future[T] = self._going_on.begun(key, work)
        except BaseException:  # as where no thread can be started
            release()
            raise
        if begins:  # the share is free when the work has ended, not when whoever asked goes away
            result.add_done_callback(partial(_soon, asyncio.get_running_loop(), release))
        else:
            release()
        return await asyncio.shield(asyncio.wrap_future(result))  # one who goes away does not stop it for the others

    async def _taken(self, visitor: str) -> Callable[[], None]:
        """Wait for one of the works that a visitor may have going on, and return what gives it back."""
        share = self._shares.setdefault(visitor, asyncio.Semaphore(self._most_each))
        try:
            async with asyncio.timeout(self._patience):
                await share.acquire()
        except TimeoutError:
            raise Busy(BUSY) from None
        return share.release


def _nothing() -> None:
    """Give back nothing, where nothing was taken."""


def _soon(loop: asyncio.AbstractEventLoop, release: Callable[[], None], _result: Future[Any]) -> None:
    with suppress(RuntimeError):  # the server ends, and nobody waits any more
        loop.call_soon_threadsafe(release)


class Answers(Generic[T]):
    """Answers by key, made together and kept; `weigh` says how many bytes each takes."""

    def __init__(
        self, kept: Kept, weigh: Callable[[T], int] = lambda _made: 0, most_at_once: int = MOST_AT_ONCE
    ) -> None:
        self._kept, self._weigh = kept, weigh
        self._making: SharedWork[T] = SharedWork(most_at_once)

    def get(self, key: Hashable) -> T | None:
        """Return what is kept under `key`, if anything."""
        found: T | None = self._kept.get(key)
        return found

    async def answer(self, key: Hashable, make: Callable[[], T], visitor: str = "") -> T:
        """Return the answer of `key`, made for `visitor` if it is not there. What `make` raises is not kept."""
        making = partial(self._kept.result, key, make, self._weigh)
        return self.get(key) or await self._making.done(key, making, visitor)
