"""The start link: who opens it may change data, everybody else looks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest
from starlette.applications import Starlette

from ek_data.auth.identity import Standing
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


def told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    mode: str,
    *,
    screen: bool,
    host: str = "127.0.0.1",
) -> list[str]:
    """Return what a start writes, and the addresses that it opens."""
    opened: list[str] = []
    settings = {"server.address": host, "server.port": 8501, "server.headless": not screen}
    monkeypatch.setattr(start.webbrowser, "open", opened.append)
    monkeypatch.setattr(start.st, "get_option", settings.get)
    monkeypatch.setattr(access, "mode", lambda: mode)
    monkeypatch.setattr(start.threading, "Thread", AtOnce)
    start.welcome()
    return [*capsys.readouterr().out.splitlines(), *opened]


class AtOnce:
    """A thread that has ended when it was started."""

    def __init__(self, *, target: Callable[..., object], args: tuple[str], daemon: bool) -> None:
        self.start = lambda: target(*args)


def test_link_is_told_and_opened_where_several_people_use_the_computer(
    link: StartLink, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"http://127.0.0.1:8501/start/{link.token}"
    said, opened = told(monkeypatch, capsys, "this computer", screen=True)
    assert said.endswith(f"Daten ändern kann nur, wer diesen Link öffnet: {address}")
    assert opened == address


def test_first_page_opens_by_itself_at_ones_own_computer_and_nothing_on_a_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(monkeypatch, capsys, "this computer", screen=True) == ["http://127.0.0.1:8501"]
    assert told(monkeypatch, capsys, "this computer", screen=False) == []
    assert told(monkeypatch, capsys, "sign-in", screen=True) == []


def test_address_of_the_sixth_version_stands_in_brackets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(monkeypatch, capsys, "this computer", screen=True, host="::1") == ["http://[::1]:8501"]
