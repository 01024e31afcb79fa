"""A proxy before an S3 server that fails as real ones do, switched while it runs."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

DELAY = 3.0  # seconds of an answer that is slow
FAULTS = ("slow", "500", "403", "cut off", "refused", "answer lost")
DROPPED = ("connection", "transfer-encoding", "content-length", "keep-alive")


class Proxy:
    """Hands everything on to `upstream`, except for what `fault` says: one of `FAULTS`, or nothing."""

    def __init__(self, upstream: str) -> None:
        self.fault = ""
        self._upstream = urlsplit(upstream).netloc
        self._server = self._listening(0)
        self.port: int = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def fail(self, fault: str) -> None:
        """Fail from now on."""
        self.fault = fault
        if fault == "refused":
            self.close()

    def mend(self) -> None:
        """Be sound again."""
        if self.fault == "refused":
            self._server = self._listening(self.port)
        self.fault = ""

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _listening(self, port: int) -> ThreadingHTTPServer:
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
                """Say nothing."""

        for method in ("GET", "PUT", "HEAD", "POST", "DELETE"):
            setattr(Handler, f"do_{method}", lambda asked: self.answer(asked))
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        body = asked.rfile.read(int(asked.headers.get("content-length") or 0))
        if self.fault in ("500", "403"):
            _send(asked, int(self.fault), {}, b"<Error/>")
            return
        if self.fault == "slow":
            time.sleep(DELAY)
        connection = http.client.HTTPConnection(self._upstream, timeout=20)
        connection.request(asked.command, asked.path, body, dict(asked.headers))
        given = connection.getresponse()
        content = given.read()
        connection.close()
        asked.close_connection = True
        if self.fault != "answer lost":
            _send(asked, given.status, dict(given.headers), content, cut=self.fault == "cut off")


def _send(
    asked: BaseHTTPRequestHandler, status: int, headers: dict[str, str], content: bytes, *, cut: bool = False
) -> None:
    """Send an answer, or, if `cut`, the beginning of it."""
    asked.send_response(status)
    for name, value in headers.items():
        if name.lower() not in DROPPED:
            asked.send_header(name, value)
    length = headers.get("Content-Length") if asked.command == "HEAD" else None
    asked.send_header("Content-Length", length or str(len(content) + cut))
    asked.send_header("Connection", "close")
    asked.close_connection = True
    try:
        asked.end_headers()
        asked.wfile.write(content[: len(content) // 2] if cut else content)
    except OSError:  # whoever asked has gone
        return


@contextmanager
def faulty(upstream: str) -> Iterator[Proxy]:
    """Run a proxy before `upstream`."""
    proxy = Proxy(upstream)
    try:
        yield proxy
    finally:
        proxy.mend()
        proxy.close()
