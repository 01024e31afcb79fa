"""Security of every answer: what it carries, and which requests get none; the outermost layer of the server.

It lies around Streamlit's own layers, so that refusals, missing pages and faults of the server carry the same headers.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ek_data.i18n import GERMAN, N_

CLOSED = re.compile(r"/_stcore/(?:metrics|agent)(?:/|$)")
"""Addresses of Streamlit that tell or do more than a dashboard needs: memory figures, and an interface for programs."""

INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
WRONG_NAME = N_("This server is not known under this name. Please use the address that the operator has given.")
NOT_OFFERED = N_("There is nothing at this address.")
FOR_ALL = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
ONLY_ENCRYPTED = {"strict-transport-security": "max-age=31536000"}


def policy(page: bytes) -> str:
    """Return the content security policy under which `page`, Streamlit's own, does all it has to, and nothing else.

    Scripts come from this server. `blob:` is needed by the map, because Streamlit loads the script of a component from
    a blob; `wasm-unsafe-eval` by the messages between page and server, which would count without it but complain.
    Styles stand in elements everywhere, so `unsafe-inline` cannot be avoided for them.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' blob: 'wasm-unsafe-eval'", *checksums(page))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def checksums(page: bytes) -> Iterable[str]:
    """Yield the sources of a policy that allow the inline scripts of `page`, known by their checksums."""
    for script in INLINE_SCRIPT.findall(page):
        yield f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


class Protection:
    """Middleware around the whole app.

    `own_name` says whether the server is meant by a Host header: without the question a page of somebody else could
    have its own name point here and read along. What an answer says of itself, as the report does, stays.
    """

    def __init__(self, app: ASGIApp, *, policy: str, own_name: Callable[[str | None], bool]) -> None:
        self.app = app
        self._headers = FOR_ALL | {"content-security-policy": policy}
        self._own_name = own_name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self._headers | (ONLY_ENCRYPTED if scope["scheme"] == "https" else {})
        await (self._refusal(scope) or self.app)(scope, receive, _with(headers, send))

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if not self._own_name(Headers(scope=scope).get("host")):
            return PlainTextResponse(GERMAN(WRONG_NAME), 400)
        if CLOSED.search(scope["path"]):
            return PlainTextResponse(GERMAN(NOT_OFFERED), 404)
        return None


def _with(headers: Mapping[str, str], send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            carried = MutableHeaders(scope=message)
            for name, value in headers.items():
                carried.setdefault(name, value)
        await send(message)

    return sent
