"""Memory per open session, and what is left of five hundred that were opened and closed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack

from tests.bench.crowd import opened_by
from tests.bench.frame import Aim, Measured, Row
from tests.bench.servers import CONFIGURED, Server, bare, dashboard
from tests.sessions import session

NAME = "memory"
ROWS = (
    Row("idle", "Speicher des Servers nach dem ersten Besuch", "MB", CONFIGURED),
    Row("per_session", "Speicher je offener Sitzung", "MB", CONFIGURED),
    Row("growth_500", "Zuwachs nach 500 geöffneten und geschlossenen Sitzungen", "MB", CONFIGURED, (Aim(50),)),
)
FORGOTTEN_SECONDS = 125  # our configuration keeps a closed session for 120 s, for a browser that comes back


async def _per_session(server: Server, sessions: int) -> float:
    before = server.megabytes
    async with AsyncExitStack() as stack:
        for _n in range(sessions):
            await (await stack.enter_async_context(session(server.address))).run()
        return (server.megabytes - before) / sessions


def _open_and_close(server: Server, sessions: int) -> None:
    for _n in range(0, sessions, 20):
        asyncio.run(opened_by(server.address, min(20, sessions)))


def _wait_and_look(server: Server) -> float:
    asyncio.run(opened_by(server.address, 1))  # sessions that are over are let go when the next one comes
    return server.megabytes


def measure(tiny: bool) -> Iterator[Measured]:
    """Measure both servers side by side, so that the waiting is done once."""
    sessions, many = (1, 1) if tiny else (50, 500)
    with dashboard() as server, bare(configured=True) as floor:
        both = (server, floor)
        for each in both:
            asyncio.run(opened_by(each.address, 1))
        yield Measured("idle", server.megabytes, floor.megabytes)
        per_session = [asyncio.run(_per_session(each, sessions)) for each in both]
        yield Measured("per_session", *per_session)
        before = [each.megabytes for each in both]
        for each in both:
            _open_and_close(each, many)
        time.sleep(0 if tiny else FORGOTTEN_SECONDS)
        growth = [_wait_and_look(each) - start for each, start in zip(both, before, strict=True)]
        yield Measured("growth_500", *growth)
