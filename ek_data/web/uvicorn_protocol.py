"""Connections as the server takes them: uvicorn's, but whoever asks for nothing makes room, with or without a proxy.

uvicorn waits for the rest of a request for ever, and for the first byte as well. Some hundred such connections would
use up the files that a process may open, and then nobody gets in.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from ek_data.web.middleware.security import FOR_ALL

WAITING = 10.0  # seconds for a whole request, its body aside, also between two of them
UNREAD = 600.0  # seconds after that in which a reader has to take some of what was sent
FASTEST = 1  # of the levels of zlib
LARGEST = 2**20  # bytes of what a page says at once; files come by other ways, and compressed a lot would be little
MOST_FILES, KEPT_FREE = 65_536, 256  # of the files of the process; the rest is for data and children
FORM = tuple((name.encode(), value.encode()) for name, value in FOR_ALL.items())


def room() -> int:
    """Return how many connections fit into the files that this process may open; it may open as many as allowed."""
    if sys.platform == "win32":
        return MOST_FILES
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = MOST_FILES if most == resource.RLIM_INFINITY else min(most, MOST_FILES)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    except (ValueError, OSError):  # macOS says that there is no bound, and has one
        files = MOST_FILES if now == resource.RLIM_INFINITY else min(now, MOST_FILES)
    return max(files - KEPT_FREE, files // 2)


class PageConnection(WebSocketsSansIOProtocol):
    """The connection of a page, whose messages are compressed as fast as can be: in half the time, a tenth larger."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for extension in self.conn.available_extensions or ():
            if isinstance(extension, ServerPerMessageDeflateFactory):
                extension.compress_settings = {**(extension.compress_settings or {}), "level": FASTEST}


class Connection(H11Protocol):
    """A connection that is given up when it waits for too long, or at once where others need the room."""

    room: ClassVar[int] = MOST_FILES
    waiting: ClassVar[dict[Connection, asyncio.TimerHandle]] = {}
    """The connections without a request that is being answered, those that wait the longest first."""
    ending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > self.room:
            next(iter(self.waiting)).give_up()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_longer()
        if self.ending:
            self.ending.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        is_page = self.transport.get_protocol() is not self  # its connection belongs to the WebSocket now
        if is_page or (self.cycle is not None and not self.cycle.response_complete):
            self._wait_no_longer()
        else:
            self._wait()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete:  # unless the next request was there already
            self._wait()

    def send_400_response(self, msg: str) -> None:
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close"), *FORM]
        answer = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
        for event in (answer, h11.Data(data=msg.encode()), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def give_up(self) -> None:
        """Close the connection; what it was sent already still arrives as long as somebody reads it."""
        self._wait_no_longer()
        self.transport.close()
        self._end_unless_read()

    def _end_unless_read(self) -> None:
        self.ending = self.loop.call_later(UNREAD, self._end, self.transport.get_write_buffer_size())

    def _end(self, unread: int) -> None:
        if self.transport.get_write_buffer_size() < unread:
            self._end_unless_read()
        else:
            self.transport.abort()

    def _wait(self) -> None:
        if self not in self.waiting and not self.transport.is_closing():
            self.waiting[self] = self.loop.call_later(WAITING, self.give_up)

    def _wait_no_longer(self) -> None:
        if timer := self.waiting.pop(self, None):
            timer.cancel()
