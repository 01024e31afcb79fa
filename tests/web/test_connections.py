"""How many pages may be open at once."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from ek_data.auth.upload_quota import Bounds
from ek_data.web.middleware.connections import TRY_AGAIN_LATER, Connections


class Pages:
    """Pages that stay open until all are closed."""

    def __init__(self, **bounds: int) -> None:
        self.closed = asyncio.Event()
        self.middleware = Connections(self.page, Bounds(**bounds))

    async def page(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.closed.wait()

    async def open(self, address: str) -> list[Message]:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.middleware({"type": "websocket", "client": (address, 1)}, receive, send)
        return sent


def refused(addresses: list[str], **bounds: int) -> int:
    """Return how many of the pages opened at once from `addresses` are refused, and that all are free afterwards."""

    async def work() -> int:
        pages = Pages(**bounds)
        opened = [asyncio.ensure_future(pages.open(address)) for address in addresses]
        await asyncio.sleep(0)
        pages.closed.set()
        answers = await asyncio.gather(*opened)
        assert await pages.open(addresses[0]) == []
        closing = [message for answer in answers for message in answer]
        assert {message["code"] for message in closing} <= {TRY_AGAIN_LATER}
        return len(closing)

    return asyncio.run(work())


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (["10.0.0.1"] * 3, 0),
        (["10.0.0.1"] * 5, 2),  # three each
        (["10.0.0.1", "10.0.0.2"] * 3, 1),  # five in all
    ],
)
def test_too_many_pages_are_refused_until_others_close(addresses: list[str], expected: int) -> None:
    assert refused(addresses, pages=5, pages_each=3) == expected


def test_a_meeting_of_five_hundred_behind_one_address_is_let_in() -> None:
    assert refused(["10.0.0.1"] * 500) == 0
