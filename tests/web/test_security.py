"""The outermost layer of the server, around small apps that answer as needed."""

from __future__ import annotations

import asyncio
import base64
import hashlib

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ek_data.web.middleware import security
from ek_data.web.middleware.security import Protection
from tests.asgi import Reply, ask

POLICY = "default-src 'none'"


async def word(request: Request) -> Response:
    return PlainTextResponse("ein Wort")


async def strict(request: Request) -> Response:
    return PlainTextResponse("ein Wort", headers={"content-security-policy": "sandbox"})


async def broken(request: Request) -> Response:
    raise RuntimeError("kaputt")


INSIDE = Starlette(routes=[Route("/wort", word), Route("/streng", strict), Route("/kaputt", broken)])


def protected(app: ASGIApp = INSIDE) -> Protection:
    return Protection(app, policy=POLICY, own_name=lambda host: host == "beispiel.de")


def reply(address: str, app: ASGIApp | None = None, host: str = "beispiel.de", **options: str) -> Reply:
    return asyncio.run(ask(app or protected(), address, host=host, **options))


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [("/wort", "beispiel.de", 200), ("/nirgends", "beispiel.de", 404), ("/wort", "boese.de", 400)],
)
def test_every_answer_carries_the_headers(address: str, host: str, status: int) -> None:
    answer = reply(address, host=host)
    assert answer.status == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers.items() >= security.FOR_ALL.items()


def test_the_answer_to_a_fault_of_the_server_carries_them_too() -> None:
    sent: list[Reply] = []

    async def ask_and_break() -> None:
        async def swallowed(scope: Scope, receive: Receive, send: Send) -> None:
            with pytest.raises(RuntimeError, match="kaputt"):  # raised again for the server's log
                await protected()(scope, receive, send)

        sent.append(await ask(swallowed, "/kaputt"))

    asyncio.run(ask_and_break())
    assert (sent[0].status, sent[0].headers["content-security-policy"]) == (500, POLICY)


def test_an_answer_keeps_the_policy_it_has_of_its_own() -> None:
    assert reply("/streng").headers["content-security-policy"] == "sandbox"


def test_only_encrypted_connections_are_told_to_stay_encrypted() -> None:
    async def plain(scope: Scope, receive: Receive, send: Send) -> None:
        await protected()({**scope, "scheme": "http"}, receive, send)

    assert "strict-transport-security" in reply("/wort").headers
    assert "strict-transport-security" not in reply("/wort", plain).headers


@pytest.mark.parametrize("address", ["/wort", "/nirgends", "/_stcore/health", "/daten/kommunen.csv"])
def test_nothing_is_answered_under_a_foreign_name(address: str) -> None:
    answer = reply(address, host="boese.de")
    assert answer.status == 400
    assert "Unter diesem Namen ist der Server nicht bekannt" in answer.text


@pytest.mark.parametrize(
    ("address", "closed"),
    [
        ("/_stcore/metrics", True),
        ("/_stcore/agent/interact", True),
        ("/unter/_stcore/agent", True),
        ("/_stcore/metricsandmore", False),
        ("/_stcore/health", False),
    ],
)
def test_memory_figures_and_the_interface_for_programs_are_closed(address: str, closed: bool) -> None:
    async def reached(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("erreicht")(scope, receive, send)

    assert (reply(address, protected(reached)).status == 404) == closed


def test_policy_allows_exactly_the_inline_scripts_of_the_page() -> None:
    script = b"\n  window.ready = false\n"
    page = b'<html><script>%s</script><script type="module" src="./a.js"></script></html>' % script
    allowed = f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
    [scripts] = [part for part in security.policy(page).split("; ") if part.startswith("script-src")]
    assert scripts == f"script-src 'self' blob: 'wasm-unsafe-eval' {allowed}"


def test_policy_allows_no_foreign_host_and_no_script_made_of_text() -> None:
    made = security.policy(b"<script>x</script>")
    assert not {"'unsafe-eval'", "https:", "http:", "*"} & set(made.replace(";", "").split())
    assert "'unsafe-inline'" not in made.partition("script-src")[2].partition(";")[0]
