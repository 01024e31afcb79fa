"""Streamlit's own page, scripts and styles, compressed once and kept, instead of sent as they are.

Streamlit leaves this to a proxy, because compressing anew for each visitor costs more than it saves. Kept in memory it
costs what one visitor would, and everybody loads about a third. The names of scripts and styles change with their
content, so Streamlit lets browsers keep them for good; its headers are passed on.
"""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ek_data.cache import Kept
from ek_data.web.response_cache import Answer, Answers

ASSETS = re.compile(r".*/static/.+\.(?:js|css|svg|wasm)")
MOST_ASSETS = 1_000  # more than Streamlit has: nobody is sent away while the first visitor's are compressed
CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
OF_THE_BODY = (b"content-length", b"content-encoding", b"etag", b"last-modified", b"accept-ranges", b"vary")
_LATER = ThreadPoolExecutor(1)
"""Makes the smallest forms, beside the first visitor, who need not wait for them."""


class Fetched(NamedTuple):
    """A whole response of the app behind a middleware."""

    start: Message
    body: bytes

    @property
    def headers(self) -> Headers:
        return Headers(raw=self.start["headers"])

    @property
    def found(self) -> bool:
        return bool(self.start["status"] == 200)

    async def forward(self, send: Send) -> None:
        """Send the response as it is."""
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})

    def other_headers(self) -> list[tuple[bytes, bytes]]:
        """Return the headers that stay right whatever becomes of the body."""
        return [pair for pair in self.start["headers"] if pair[0] not in OF_THE_BODY]


def asks_for_content(scope: Scope) -> bool:
    """Return whether the request is one that `fetched` can answer."""
    return scope["type"] == "http" and scope["method"] in ("GET", "HEAD")


async def fetched(app: ASGIApp, scope: Scope) -> Fetched:
    """Return what `app` answers to a GET or HEAD, whole and uncompressed, whatever the client has already.

    The app never hears that the client went away: it would stop in the middle, and half a script would be kept.
    """
    start: Message = {}
    parts: list[bytes] = []

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            parts.append(message.get("body", b""))

    requests = iter([{"type": "http.request", "body": b""}])

    async def patiently() -> Message:
        return next(requests, None) or await asyncio.Future[Message]()

    headers = [pair for pair in scope["headers"] if pair[0] not in CONDITIONS]
    await app({**scope, "method": "GET", "headers": headers, "extensions": {}}, patiently, collect)
    return Fetched(start, b"".join(parts))


def with_headers(response: Response, original: Fetched) -> Response:
    """Return `response` with the headers of the original one that do not speak of its body."""
    response.raw_headers = [*response.raw_headers, *original.other_headers()]
    return response


@lru_cache(maxsize=8)
def page(content: bytes) -> Answer:
    """Return the answer for a page that is small and the same for everybody."""
    return Answer.of(content, {})


def _packed(original: Fetched) -> tuple[Answer, Fetched]:
    answer = Answer.of(original.body, {})
    _LATER.submit(answer.pack_smaller)
    return answer, original._replace(body=b"")


class CompressedAssets:
    """Middleware that answers requests for scripts and styles; everything else goes through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._assets: Answers[tuple[Answer, Fetched]] = Answers(Kept(MOST_ASSETS), most_at_once=MOST_ASSETS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not asks_for_content(scope) or not ASSETS.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        asset = self._assets.get(scope["path"])
        if asset is None:
            original = await fetched(self.app, scope)
            if not original.found or "immutable" not in original.headers.get("cache-control", ""):
                await original.forward(send)  # not kept, because anybody can think up names of what is not there
                return
            asset = await self._assets.answer(scope["path"], partial(_packed, original))
        answer, original = asset
        await with_headers(answer.response(scope), original)(scope, receive, send)
