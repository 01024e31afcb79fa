"""Who may send files to the server, and how many bytes: only a visitor whose page was just granted it.

Streamlit takes files from anybody who has a page open, also where the page shows no place to drop them, and keeps them
in memory. This gate in front of it lets through what comes from the browser to whose page a `Grant` was given.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ek_data import log
from ek_data.auth.upload_quota import GRANTED, Bounds, Grant, Guard
from ek_data.i18n import GERMAN, N_
from ek_data.ui.streamlit_internals import browser_token

UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/")
NOT_GRANTED = N_("Files are taken only from those who may change the data.")
OTHER_BROWSER = N_("The browser no longer fits this page. Please reload the page and send the file again.")
NO_SIZE = N_("The size of the file has to be said beforehand.")
TOO_MUCH = N_("Too many large files at once. Please publish or remove some of them first.")
CROWDED = N_("Others are sending large files just now. Please try again in a minute.")
FALSE_SIZE = N_("More was sent than announced.")
TOO_SLOW = N_("Nothing more came. Please send the file again.")


class UploadGate:
    """Middleware in front of Streamlit's address for files."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        Guard.stands = True
        self.app = app
        self._bounds = bounds or Bounds.of_environment()
        self._places = asyncio.Semaphore(self._bounds.uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if asked is None:
            await self.app(scope, receive, send)
            return
        try:
            grant, size = GRANTED.get(asked[1]), _size(Headers(scope=scope))
            if grant is None:
                raise _refusal(403, NOT_GRANTED)
            if not _holds(grant, scope):
                raise _refusal(403, OTHER_BROWSER)
            await self._let_in(grant, size, scope, receive, send)
        except HTTPException as refusal:
            await PlainTextResponse(refusal.detail, refusal.status_code)(scope, receive, send)

    async def _let_in(self, grant: Grant, size: int, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the file on within the bounds. What is refused is read all the same, or no browser hears the answer."""
        body = self._counted(size, receive)
        if grant.held + grant.arriving + size > self._bounds.session:
            await _discard(body)
            raise _refusal(413, TOO_MUCH)
        grant.arriving += size
        try:
            async with self._place(size, body):
                await self.app(scope, body, _noting(grant, size, send))
        finally:
            grant.arriving -= size

    @asynccontextmanager
    async def _place(self, size: int, body: Receive) -> AsyncIterator[None]:
        """Wait for a place among those who are sending. The body of whoever waits stays with the sender."""
        if size <= self._bounds.small:
            yield
            return
        try:
            async with asyncio.timeout(self._bounds.patience):
                await self._places.acquire()
        except TimeoutError:
            await _discard(body)
            raise _refusal(503, CROWDED, {"retry-after": "60"}) from None
        try:
            yield
        finally:
            self._places.release()

    def _counted(self, size: int, receive: Receive) -> Receive:
        """Return `receive` that breaks off when more comes than `size`, or nothing for a long time."""
        came = 0

        async def counted() -> Message:
            nonlocal came
            try:
                async with asyncio.timeout(self._bounds.silence):
                    message = await receive()
            except TimeoutError:
                raise _refusal(408, TOO_SLOW) from None
            came += len(message.get("body", b""))
            if came > size:
                raise _refusal(413, FALSE_SIZE)
            return message

        return counted


def _refusal(status: int, message: str, headers: dict[str, str] | None = None) -> HTTPException:
    """Return what to raise, and write it into the log: the app behind the gate may be the one to answer it."""
    log.event("refused_upload", reason=message, status=status)
    return HTTPException(status, GERMAN(message), headers)


def _holds(grant: Grant, scope: Scope) -> bool:
    """Return whether the file comes from the browser to whose page the grant was given."""
    token = browser_token(HTTPConnection(scope).cookies)
    return bool(token) and secrets.compare_digest(token, grant.browser)


def _size(headers: Headers) -> int:
    said = headers.get("content-length", "")
    if not said.isdecimal() or "transfer-encoding" in headers:
        raise _refusal(411, NO_SIZE)
    return int(said)


def _noting(grant: Grant, size: int, send: Send) -> Send:
    """Return `send` that counts the file as held when it was taken."""

    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] < 300:
            grant.held += size
        await send(message)

    return noted


async def _discard(body: Receive) -> None:
    while (message := await body()).get("more_body") and message["type"] == "http.request":
        pass
