"""Cold start, and the first visit after it beside the second."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterator

from tests.bench.frame import Aim, Measured, Row
from tests.bench.servers import DEFAULTS, bare, dashboard
from tests.sessions import session

NAME = "start"
ROWS = (
    Row("cold_start", "Kaltstart bis zur ersten Antwort", "s", DEFAULTS),
    Row("first_visit", "Erster Besuch nach dem Start, Serverzeit", "ms", "zweiter Besuch", (Aim(1.5, "ratio"),)),
)


async def visit(address: str) -> float:
    """Open the first page in a new session and return the seconds until the script has finished."""
    async with session(address) as visitor:
        return (await visitor.run()).seconds


def measure(tiny: bool) -> Iterator[Measured]:
    """Start both servers several times and take the medians."""
    starts, floors, first, second = [], [], [], []
    for _n in range(1 if tiny else 5):
        with dashboard() as server:
            starts.append(server.started_in)
            first.append(asyncio.run(visit(server.address)))
            second.append(asyncio.run(visit(server.address)))
        with bare() as server:
            floors.append(server.started_in)
    yield Measured("cold_start", statistics.median(starts), statistics.median(floors))
    yield Measured("first_visit", statistics.median(first) * 1000, statistics.median(second) * 1000)
