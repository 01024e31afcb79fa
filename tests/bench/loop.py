"""A meeting: a hundred sessions that change a filter every six to ten seconds for a minute."""

from __future__ import annotations

import asyncio
import random
import statistics
from collections.abc import Iterator

from tests.bench.frame import Aim, Measured, Row, percentile
from tests.bench.servers import CONFIGURED, Server, bare, dashboard
from tests.sessions import session

NAME = "loop"
ROWS = (
    Row("loop_median", "100 Sitzungen, alle 6–10 s ein Filterwechsel, Median", "s", CONFIGURED),
    Row("loop_p95", "100 Sitzungen, alle 6–10 s ein Filterwechsel, 95. Perzentil", "s", CONFIGURED, (Aim(1.0),)),
    Row("loop_errors", "dabei Fehler", "", CONFIGURED, (Aim(0),)),
    Row("loop_cpu", "dabei Auslastung eines Kerns durch den Server", "%", CONFIGURED),
)
CHOICES = (("2024",), ("2025",), ())


async def meeting(address: str, sessions: int, seconds: float) -> tuple[list[float], int]:
    """Return the seconds of all runs but each session's first, and how many failed."""
    chance = random.Random(14)
    end = asyncio.get_running_loop().time() + seconds

    async def participant(delay: float) -> tuple[list[float], int]:
        await asyncio.sleep(delay)
        taken, failed = [], 0
        async with session(address) as visitor:
            await visitor.run()
            while (wait := chance.uniform(6, 10)) + asyncio.get_running_loop().time() < end:
                await asyncio.sleep(wait)
                run = await visitor.run(chosen={"staffel": CHOICES[len(taken) % 3]})
                taken.append(run.seconds)
                failed += not run.succeeded
            return taken, failed + visitor.errors

    came = await asyncio.gather(*(participant(chance.uniform(0, 8)) for _n in range(sessions)))
    return [seconds for taken, _failed in came for seconds in taken], sum(failed for _taken, failed in came)


def of(server: Server, sessions: int, seconds: float) -> list[float]:
    """Return median, 95th percentile, errors and the share of one core that the server used."""
    before = server.cpu_seconds
    taken, failed = asyncio.run(meeting(server.address, sessions, seconds))
    share = (server.cpu_seconds - before) / seconds * 100
    return [statistics.median(taken), percentile(taken, 0.95), failed, share]


def measure(tiny: bool) -> Iterator[Measured]:
    """Yield the dashboard beside the bare app with our configuration."""
    sessions, seconds = (1, 20) if tiny else (100, 60)
    with dashboard() as server:
        ours = of(server, sessions, seconds)
    with bare(configured=True) as server:
        floor = of(server, sessions, seconds)
    for row, figure, below in zip(ROWS, ours, floor, strict=True):
        yield Measured(row.code, figure, below)
