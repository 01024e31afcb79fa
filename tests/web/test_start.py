"""The start link: who opens it may change data, everybody else looks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from ek_data.auth.roles import Standing
from ek_data.auth.this_computer import Started, StartLink
from ek_data.ui import access
from ek_data.web import start
from tests.asgi import Reply, ask


@pytest.fixture
def link() -> Iterator[StartLink]:
    Started.link = StartLink.new()
    yield Started.link
    Started.link = None


def answer(path: str) -> Reply:
    return asyncio.run(ask(Starlette(routes=[start.ROUTE]), path))


def test_link_gives_the_browser_a_cookie_that_no_script_reads_and_leads_to_the_first_page(link: StartLink) -> None:
    reply = answer(link.path)
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert reply.headers["set-cookie"] == f"{link.cookie}={link.token}; HttpOnly; Path=/; SameSite=strict"


def test_another_link_gives_nothing_and_says_why(link: StartLink) -> None:
    reply = answer("/start/geraten")
    assert (reply.status, "set-cookie" in reply.headers) == (403, False)
    assert reply.text == "Dieser Link gilt nicht oder nicht mehr. Das Dashboard gibt bei jedem Start einen neuen aus."


def test_server_that_was_started_without_a_link_has_none() -> None:
    assert answer("/start/None").status == 403


def test_who_has_not_opened_the_link_may_look_and_is_told_what_to_do(
    link: StartLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "protected", lambda: True)
    monkeypatch.setattr(access, "at_this_computer", lambda: True)
    assert access.standing() == Standing("viewer")
    assert access._reason(access.standing()) == access.NO_LINK
    monkeypatch.setattr(link.__class__, "is_known", lambda _link, _cookies: True)
    assert access.standing() == Standing("editor")


@pytest.mark.parametrize("shared", [True, False])
def test_link_is_told_where_several_people_use_the_computer(
    link: StartLink, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shared: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(start.webbrowser, "open", opened.append)
    monkeypatch.setattr(access, "mode", lambda: "this computer" if shared else "sign-in")
    start.welcome()
    told = capsys.readouterr().out
    assert (f"/start/{link.token}" in told) is shared
    assert opened == []  # because the tests have no screen
