"""Requests to an ASGI app without a network: the app is called as a server would call it.

Starlette's own test client would need another package.
"""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


async def ask(
    app: ASGIApp,
    address: str,
    *,
    method: str = "GET",
    host: str = "beispiel.de",
    stays: bool = True,
    **headers: str,
) -> Reply:
    """Send one request; header names are written with underscores. Who does not stay goes away at once."""
    path, _mark, query = address.partition("?")
    named = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "server": (host, 443),
    }
    sent: list[Message] = []

    received = iter([{"type": "http.request", "body": b""}])

    async def receive() -> Message:
        request = next(received, None) if stays else {"type": "http.disconnect"}
        return request or await asyncio.Future[Message]()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}, body)
