"""What a visitor may say over the WebSocket: a short list of Streamlit's messages, about their own session only.

Streamlit obeys the whole protocol from anybody, without a sign-in: also the messages that empty the caches of all, tell
of the source code, or write files on the server. This gate lets in what pages need and drops the rest, also what a
later Streamlit may add.
"""

from __future__ import annotations

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ek_data import log
from ek_data.ui.streamlit_internals import BackMsg

ADMITTED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "deferred_file"})


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
