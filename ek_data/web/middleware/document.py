"""The document of every page: Streamlit's, in our language, with the font and the address it needs first."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from ek_data.web import fonts
from ek_data.web.middleware import compression
from ek_data.web.routes import is_public

PRELOADED = re.compile(rb'(?<=href=")\./static/media/[^"]+\.woff2(?=")')
SERVER = b"<script>window.__streamlit = { BACKEND_BASE_URL: location.origin }</script>"
"""Else the page looks for the server below its own address first, in vain."""


def document(page: bytes, language: bytes = b"de") -> bytes:
    """Return Streamlit's HTML `page` as we send it."""
    page = page.replace(b'<html lang="en">', b'<html lang="%s">' % language)
    page = PRELOADED.sub(fonts.LETTERS.encode(), page)
    return page.replace(b"</head>", SERVER + fonts.STYLE.encode() + b"</head>")


class Document:
    """Middleware that answers requests for pages: in German, or in English where the link asks for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not compression.asks_for_content(scope) or not _is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        original = await compression.fetched(self.app, scope)
        if not original.found or not original.headers.get("content-type", "").startswith("text/html"):
            await original.forward(send)
            return
        language = b"en" if b"sprache=English" in scope["query_string"] else b"de"
        answer = compression.page(document(original.body, language))
        await compression.with_headers(answer.response(scope), original)(scope, receive, send)


def _is_page(path: str) -> bool:
    return "." not in path.rpartition("/")[2] and not path.startswith("/_stcore") and not is_public(path)
