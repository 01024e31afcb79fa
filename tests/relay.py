"""A relay in front of a server that counts what browsers receive: every byte, compressed as it comes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import urlsplit


class Relay(ThreadingTCPServer):
    """Hands on the connections to a server. `received` are the bytes that came back since it was set to zero."""

    def __init__(self, server: str) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.behind = ("127.0.0.1", urlsplit(server).port or 80)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.received = 0
        self._counting = Lock()
        self._open: set[socket.socket] = set()

    def count(self, part: bytes) -> None:
        """Add a part that came back from the server, from any connection's thread."""
        with self._counting:
            self.received += len(part)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Know a connection before its thread begins, so that none is forgotten at the end."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that ended."""
        self._open.discard(request)
        super().shutdown_request(request)

    def end(self) -> None:
        """Take no more connections, and end those a browser still keeps for its next request."""
        self.shutdown()
        for connection in list(self._open):
            _hang_up(connection)
        self.server_close()


class _Connection(BaseRequestHandler):
    server: Relay

    def handle(self) -> None:
        """Hand on both ways until one side hangs up."""
        with suppress(OSError), socket.create_connection(self.server.behind) as behind:
            back = Thread(target=self._back, args=(behind,))
            back.start()
            _pump(self.request, behind, lambda _: None)
            back.join()

    def _back(self, behind: socket.socket) -> None:
        _pump(behind, self.request, self.server.count)


def _pump(source: socket.socket, target: socket.socket, told: Any) -> None:
    with suppress(OSError):
        while part := source.recv(2**16):
            told(part)
            target.sendall(part)
    _hang_up(target)


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def relay(server: str) -> Iterator[Relay]:
    """Run a relay in front of the server at this address; what browsers still keep open is closed at the end."""
    counted = Relay(server)
    thread = Thread(target=counted.serve_forever)
    thread.start()
    try:
        yield counted
    finally:
        counted.end()
        thread.join()
