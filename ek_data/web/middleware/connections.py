"""Connections of pages: how many may be open at once, and what a visitor may say over them.

Each page costs memory until it is closed. Streamlit obeys its whole protocol from anybody, without a sign-in: also the
messages that empty the caches of all, tell of the source code, or write files on the server. The gate lets in what
pages need, about their own session only, and drops the rest, also what a later Streamlit may add.
"""

from __future__ import annotations

from collections import Counter

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ek_data import log
from ek_data.auth.upload_quota import Bounds
from ek_data.ui.streamlit_internals import BackMsg

TRY_AGAIN_LATER = 1013  # of the WebSocket's reasons to close; Streamlit's page tries again by itself
ADMITTED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "deferred_file"})


class Connections:
    """Middleware that refuses further WebSockets while too many are open, in all or from one address."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        self.app = app
        self._bounds = bounds or Bounds.of_environment()
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = (scope.get("client") or ("",))[0]
        if self._open.total() >= self._bounds.pages or self._open[address] >= self._bounds.pages_each:
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        self._open[address] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # forgets the addresses at zero


class MessageGate:
    """Middleware around the connection of a page. Each kind that is refused is one line in the log of a process."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._told: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, self._admitted(receive) if scope["type"] == "websocket" else receive, send)

    def _admitted(self, receive: Receive) -> Receive:
        """Return `receive` that passes over what may not be said."""

        async def admitted() -> Message:
            while (message := await receive())["type"] == "websocket.receive":
                said = kind(message.get("bytes"))
                if said in ADMITTED:
                    break
                self._tell(said)
            return message

        return admitted

    def _tell(self, said: str) -> None:
        if said not in self._told:
            self._told.add(said)
            log.event("refused_message", kind=said)


def kind(frame: bytes | None) -> str:
    """Return what is said, in the words of the protocol; no bytes are a text."""
    if frame is None:
        return "text"
    try:
        message = BackMsg.FromString(frame)
    except DecodeError:
        return "unreadable"
    if message.WhichOneof("type") == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") or "unknown"
    return message.WhichOneof("type") or "unknown"
