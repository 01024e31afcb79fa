"""Connections that ask for nothing: they are given up, they make room, and whoever asks is answered all the same."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from unittest.mock import Mock

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.server import ServerState
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from ek_data.web import uvicorn_protocol
from ek_data.web.middleware.security import FOR_ALL
from ek_data.web.uvicorn_protocol import Connection, PageConnection

HALF = b"GET /wort HTTP/1.1\r\nHost: beispiel.de\r\nX-Half: "
WHOLE = b"GET /wort HTTP/1.1\r\nHost: beispiel.de\r\n\r\n"
BODY_TO_COME = b"POST /wort HTTP/1.1\r\nHost: beispiel.de\r\nContent-Length: 1000\r\n\r\n"

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Served:
    port: int
    state: ServerState

    async def line(self, said: bytes = b"") -> Line:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(said)
        await writer.drain()
        return reader, writer

    async def answered(self) -> bool:
        reader, writer = await self.line(WHOLE)
        answer = await reader.readuntil(b"ein Wort")
        writer.close()
        return answer.startswith(b"HTTP/1.1 200")


async def word(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ein Wort")


@asynccontextmanager
async def served() -> AsyncIterator[Served]:
    app = Starlette(routes=[Route("/wort", word, methods=["GET", "POST"])])
    config, state = uvicorn.Config(app, http=Connection, log_config=None), ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(config, state, {}), "127.0.0.1", 0)
    try:
        yield Served(server.sockets[0].getsockname()[1], state)
    finally:
        server.close()
        for connection in list(state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)


def run(work: Callable[[Served], Awaitable[None]]) -> None:
    async def within() -> None:
        async with served() as server:
            await asyncio.wait_for(work(server), 20)

    asyncio.run(within())


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn_protocol, "WAITING", 0.05)


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    yield
    assert not Connection.waiting


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("said", "answers"),
    [(b"", 0), (HALF, 0), (WHOLE + HALF, 1), (BODY_TO_COME, 1)],
    ids=["nothing", "half a request", "half a second request", "a body that does not come"],
)
def test_connection_that_asks_for_nothing_is_given_up(said: bytes, answers: int) -> None:
    async def work(server: Served) -> None:
        reader, writer = await server.line(said)
        answer = await reader.read()  # until the server closes
        assert answer.count(b"HTTP/1.1 200") == answers
        writer.close()

    run(work)


@pytest.mark.usefixtures("impatient")
def test_who_sends_a_request_byte_by_byte_is_given_up_too() -> None:
    async def work(server: Served) -> None:
        reader, writer = await server.line(HALF)
        ended = asyncio.ensure_future(reader.read())
        while not ended.done():
            writer.write(b"a")
            await asyncio.sleep(0.01)
        writer.close()

    run(work)


def test_whoever_waits_the_longest_makes_room_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "room", 20)

    async def work(server: Served) -> None:
        idle = [await server.line(HALF if number % 2 else b"") for number in range(60)]
        assert await server.answered()
        assert len(server.state.connections) <= 20
        assert await idle[0][0].read() == b""
        for _reader, writer in idle:
            writer.close()

    run(work)


def given_up(unread: Iterator[int]) -> tuple[list[tuple[float, Callable[[], None]]], Mock]:
    """Return what a connection intends to do later, and its line, when it was given up with so many bytes to come."""
    later: list[tuple[float, Callable[[], None]]] = []
    loop, line = Mock(), Mock()
    loop.call_later = lambda seconds, do, *values: later.append((seconds, partial(do, *values))) or Mock()
    line.is_closing.return_value = False
    line.get_write_buffer_size.side_effect = unread
    connection = Connection(uvicorn.Config(word, log_config=None), ServerState(), {}, loop)
    connection.connection_made(line)
    connection.give_up()
    later.pop(0)  # the time for a request
    return later, line


def test_slow_reader_is_cut_off_only_when_nothing_was_read_for_long() -> None:
    later, line = given_up(iter([9_000, 5_000, 5_000, 4_000, 4_000, 4_000]))
    for _time in range(2):
        seconds, end = later.pop()
        end()
        assert (seconds, line.abort.called) == (uvicorn_protocol.UNREAD, False)
    later.pop()[1]()
    assert line.abort.called
    assert later == []


def test_connection_that_was_given_up_is_forgotten_when_all_has_arrived() -> None:
    async def work(server: Served) -> None:
        reader, writer = await server.line(WHOLE)
        await reader.readuntil(b"ein Wort")
        [connection] = list(Connection.waiting)
        connection.give_up()
        assert connection.ending is not None
        await reader.read()
        await asyncio.sleep(0)
        assert connection.ending.cancelled()
        writer.close()

    run(work)


def test_what_is_no_http_gets_an_answer_with_the_headers_of_all() -> None:
    async def work(server: Served) -> None:
        reader, writer = await server.line(b"\x16\x03\x01 kein HTTP\r\n\r\n")
        answer = (await reader.read()).decode().lower()
        assert answer.startswith("http/1.1 400")
        assert [name for name, value in FOR_ALL.items() if f"{name}: {value}" not in answer] == []
        writer.close()

    run(work)


def test_process_may_open_as_many_files_as_the_system_allows_and_keeps_some_for_data() -> None:
    script = (
        "import resource as r; from ek_data.web.uvicorn_protocol import room; "
        "r.setrlimit(r.RLIMIT_NOFILE, (1024, 4096)); print(room(), *r.getrlimit(r.RLIMIT_NOFILE))"
    )
    _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert most == resource.RLIM_INFINITY or most >= 4096
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(4096 - uvicorn_protocol.KEPT_FREE), "4096", "4096"]


def test_server_starts_where_the_system_allows_less_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_kind: int, _limits: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (2560, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert uvicorn_protocol.room() == 2560 - uvicorn_protocol.KEPT_FREE


def test_messages_of_pages_are_compressed_as_fast_as_can_be() -> None:
    config = uvicorn.Config(Starlette(), ws_per_message_deflate=True, log_config=None)
    page = PageConnection(config, ServerState(), {}, asyncio.new_event_loop())
    page.loop.close()
    [extension] = page.conn.available_extensions or ()
    assert isinstance(extension, ServerPerMessageDeflateFactory)
    assert extension.compress_settings == {"memLevel": 5, "level": uvicorn_protocol.FASTEST}
