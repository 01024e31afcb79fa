"""Signing out: only from a page of this server, so that no link of somebody else ends a sign-in.

Streamlit signs out whoever asks for its address. What a browser does not say to come from here gets a page with a
button, which sends the wish from here, by POST.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ek_data.i18n import GERMAN, N_

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
