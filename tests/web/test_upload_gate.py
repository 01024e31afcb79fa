"""The gate in front of Streamlit's address for files, with senders of every kind and no network."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from ek_data import log
from ek_data.auth.upload_quota import GRANTED, Bounds, Grant
from ek_data.errors import Invalid
from ek_data.web.middleware.upload_gate import UploadGate

ADDRESS = "/_stcore/upload_file/{session}/datei"
TOKEN = "c0ffee"
BOUNDS = Bounds(session=100, uploads=1, small=10, patience=0.05, silence=0.05)


class Kept:
    """The app behind the gate: reads files, and can be made to wait while it does."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self.files: list[bytes] = []
        self.reading = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()
        routes = [Route("/_stcore/upload_file/{session}/{file}", self.keep, methods=["PUT", "DELETE"])]
        self.app = Starlette(routes=routes, middleware=[Middleware(UploadGate, bounds=bounds)])

    async def keep(self, request: Request) -> Response:
        self.reading.set()
        await self.go_on.wait()
        self.files.append(await request.body())
        return PlainTextResponse("", 204)


Reply = tuple[int, str]


async def sent(
    kept: Kept, *chunks: bytes, session: str = "anna", method: str = "PUT", complete: bool = True, **headers: str
) -> Reply:
    """Send a file in chunks. A sender that is not complete says that more will come, and is silent then."""
    told = {"content-length": str(sum(map(len, chunks))), "cookie": f"_streamlit_xsrf={TOKEN}"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    messages = iter(
        {"type": "http.request", "body": chunk, "more_body": not complete or number < len(chunks)}
        for number, chunk in enumerate(chunks, start=1)
    )
    answer: list[Message] = []

    async def receive() -> Message:
        return next(messages, None) or await asyncio.Future[Message]()

    async def send(message: Message) -> None:
        answer.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": ADDRESS.format(session=session),
        "headers": [(name.encode(), value.encode()) for name, value in told.items() if value],
        "query_string": b"",
    }
    await kept.app(scope, receive, send)
    return answer[0]["status"], answer[-1].get("body", b"").decode()


@pytest.fixture
def anna() -> Grant:
    grant = Grant(bytes.fromhex(TOKEN))
    GRANTED["anna"] = grant
    return grant


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(asyncio.wait_for(work(), 20))


def one(*chunks: bytes, **options: str) -> tuple[Reply, list[bytes]]:
    async def work() -> tuple[Reply, list[bytes]]:
        kept = Kept()
        return await sent(kept, *chunks, **options), kept.files

    answer: tuple[Reply, list[bytes]] = run(work)
    return answer


def test_a_file_of_somebody_without_a_grant_is_not_even_read(anna: Grant) -> None:
    (status, said), files = one(b"x" * 5, session="fremd")
    assert (status, files) == (403, [])
    assert said == "Dateien werden nur von denen angenommen, die Daten ändern dürfen."


@pytest.mark.parametrize("cookie", ["", "_streamlit_xsrf=decaf0", "_streamlit_xsrf=unlesbar"])
def test_a_file_from_another_browser_that_knows_the_session_is_not_even_read(anna: Grant, cookie: str) -> None:
    (status, said), files = one(b"x" * 5, cookie=cookie)
    assert (status, files) == (403, [])
    assert "laden Sie die Seite neu" in said  # because it may be the same browser, with two pages restored at once


def test_a_page_whose_browser_is_not_known_gives_no_right() -> None:
    GRANTED["anna"] = grant = Grant()
    assert one(b"x" * 5, cookie="_streamlit_xsrf=")[0][0] == 403
    assert grant.held == 0


def test_a_refused_file_stands_in_the_log_with_its_reason_alone(anna: Grant, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "ek_data.events"):
        one(b"x" * 5, session="fremd")
    [line] = caplog.records
    assert (line.getMessage(), getattr(line, log.VALUES)) == (
        "refused_upload",
        {"reason": "Files are taken only from those who may change the data.", "status": 403},
    )


def test_a_granted_file_arrives_and_counts_as_held(anna: Grant) -> None:
    (status, _said), files = one(b"abc", b"def")
    assert (status, files) == (204, [b"abcdef"])
    assert (anna.held, anna.arriving) == (6, 0)


def test_removing_a_file_needs_no_grant() -> None:
    assert one(b"", session="fremd", method="DELETE")[0][0] == 204


@pytest.mark.parametrize("headers", [{"content_length": ""}, {"content_length": "viel"}, {"transfer_encoding": "x"}])
def test_the_size_has_to_be_said_beforehand(anna: Grant, headers: dict[str, str]) -> None:
    assert one(b"abc", **headers)[0][0] == 411


def test_more_than_was_announced_is_cut_off(anna: Grant) -> None:
    (status, said), files = one(b"abc", b"def", content_length="4")
    assert (status, files) == (413, [])
    assert said == "Es kam mehr an als angekündigt."
    assert (anna.held, anna.arriving) == (0, 0)


def test_a_silent_sender_gives_its_place_back(anna: Grant) -> None:
    async def work() -> list[Reply]:
        kept = Kept()
        return [await sent(kept, b"x" * 20, complete=False, content_length="30"), await sent(kept, b"x" * 20)]

    silent, next_one = run(work)
    assert silent == (408, "Es kam nichts mehr an. Bitte die Datei noch einmal übertragen.")
    assert next_one[0] == 204
    assert (anna.held, anna.arriving) == (20, 0)


def test_the_files_of_one_session_are_bounded_together(anna: Grant) -> None:
    anna.held = 90
    (status, said), files = one(b"x" * 11)
    assert (status, files) == (413, [])
    assert said.startswith("Zu viele große Dateien auf einmal.")
    assert one(b"x" * 10)[0][0] == 204


def test_a_further_large_file_waits_for_its_turn(anna: Grant) -> None:
    async def work() -> list[Reply]:
        kept = Kept(Bounds(session=100, uploads=1, small=10, patience=20, silence=20))
        kept.go_on.clear()
        first = asyncio.ensure_future(sent(kept, b"a" * 20))
        await kept.reading.wait()
        second = asyncio.ensure_future(sent(kept, b"b" * 20))
        await asyncio.sleep(0)
        assert not second.done()
        kept.go_on.set()
        answers = list(await asyncio.gather(first, second))
        assert kept.files == [b"a" * 20, b"b" * 20]
        return answers

    assert [status for status, _said in run(work)] == [204, 204]


def test_who_waited_too_long_is_asked_to_try_again_and_small_files_pass_meanwhile(anna: Grant) -> None:
    async def work() -> tuple[Reply, list[bytes]]:
        kept = Kept()
        kept.go_on.clear()
        first = asyncio.ensure_future(sent(kept, b"a" * 20))
        await kept.reading.wait()
        kept.reading.clear()
        refused = await sent(kept, b"b" * 20)
        small = asyncio.ensure_future(sent(kept, b"c"))
        await kept.reading.wait()  # the small one is let through at once
        kept.go_on.set()
        await asyncio.gather(first, small)
        return refused, kept.files

    (status, said), files = run(work)
    assert (status, sorted(files)) == (503, [b"a" * 20, b"c"])
    assert said == "Gerade werden andere große Dateien übertragen. Bitte in einer Minute noch einmal versuchen."


def test_a_grant_is_forgotten_with_the_session_that_keeps_it() -> None:
    state = {"grant": Grant()}
    GRANTED["bald fort"] = state["grant"]
    assert "bald fort" in GRANTED
    state.clear()
    gc.collect()
    assert "bald fort" not in GRANTED


def test_the_operator_sets_the_bounds() -> None:
    bounds = Bounds.of_environment({"EK_MAX_SESSION_MB": "3", "EK_MAX_PAGES": "7"})
    assert (bounds.session, bounds.pages, bounds.uploads) == (3 << 20, 7, Bounds.uploads)
    with pytest.raises(Invalid, match="EK_MAX_PAGES"):
        Bounds.of_environment({"EK_MAX_PAGES": "viele"})
