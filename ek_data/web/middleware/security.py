"""Security of every answer: what it carries, and which requests get none; and signing out, only from a page of ours.

The protection is the outermost layer of the server: it lies around Streamlit's own layers, so that refusals, missing
pages and faults of the server carry the same headers. Streamlit signs out whoever asks for its address; what a browser
does not say to come from here gets a page with a button, which sends the wish from here, by POST, so that no link of
somebody else ends a sign-in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
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
ADDRESS = "/auth/logout"
TITLE, BUTTON = N_("Sign out?"), N_("Sign out")
PAGE = """<!DOCTYPE html>
<html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<h1>{title}</h1><form method="post"><button>{button}</button></form></html>"""
HEADERS = {
    "cache-control": "no-store",
    # what the form is answered with leads to the sign-in service
    "content-security-policy": "default-src 'none'; form-action *; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",  # or the browser would not say where the form comes from
}


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


class SignOut:
    """Middleware in front of Streamlit's address for signing out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].rstrip("/") != ADDRESS:
            await self.app(scope, receive, send)
        elif _is_from_here(Headers(scope=scope)):
            await self.app({**scope, "method": "GET"}, receive, send)
        else:
            page = PAGE.format(title=GERMAN(TITLE), button=GERMAN(BUTTON))
            await HTMLResponse(page, headers=HEADERS)(scope, receive, send)


def _is_from_here(headers: Headers) -> bool:
    """Return whether the browser says that a page of this server asks; without TLS it says so of a form only."""
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return urlsplit(headers.get("origin", "")).netloc == headers["host"]
