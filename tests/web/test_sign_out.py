"""Signing out: from here, and from nowhere else."""

from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ek_data.web.middleware.security import SignOut
from tests.asgi import Reply, ask

SIGNED_OUT = 302


async def sign_out(request: Request) -> Response:
    return RedirectResponse("/", SIGNED_OUT, {"set-cookie": "_streamlit_user=; Max-Age=0"})


def reply(method: str = "GET", **headers: str) -> Reply:
    app = Starlette(routes=[Route("/auth/logout", sign_out)], middleware=[Middleware(SignOut)])
    return asyncio.run(ask(app, "/auth/logout", method=method, **headers))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {},
        {"origin": "https://boese.example"},
        {"origin": "null"},
    ],
    ids=str,
)
def test_link_or_form_of_somebody_else_ends_no_sign_in_but_asks(method: str, headers: dict[str, str]) -> None:
    asked = reply(method, **headers)
    assert (asked.status, "set-cookie" in asked.headers) == (200, False)
    assert '<form method="post"><button>Abmelden</button></form>' in asked.text
    assert asked.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"sec_fetch_site": "same-origin"}),
        ("POST", {"sec_fetch_site": "same-origin"}),
        ("POST", {"origin": "https://beispiel.de"}),
    ],
    ids=["button of the page", "form", "form without TLS or in an older browser"],
)
def test_who_asks_on_a_page_of_this_server_is_signed_out(method: str, headers: dict[str, str]) -> None:
    done = reply(method, **headers)
    assert done.status == SIGNED_OUT
    assert "_streamlit_user" in done.headers["set-cookie"]
