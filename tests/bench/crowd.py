"""Many sessions at once: all open the overview, then all change a filter."""

from __future__ import annotations

import asyncio
import ssl
import statistics
from collections.abc import Iterator
from contextlib import AsyncExitStack

from tests.bench.frame import Aim, Measured, Row, percentile
from tests.bench.servers import CONFIGURED, DEFAULTS, Server, bare, dashboard
from tests.sessions import Session, session

NAME = "crowd"
CROWDS = (1, 10, 50, 100)
ROWS = (
    *(
        row
        for n in CROWDS
        for row in (
            Row(f"open_median_{n}", f"Übersicht öffnen, Sitzungen zugleich: {n}, Median", "s", DEFAULTS),
            Row(
                f"open_p95_{n}",
                f"Übersicht öffnen, Sitzungen zugleich: {n}, 95. Perzentil",
                "s",
                DEFAULTS,
                (Aim(2.0), Aim(0.1, "ratio")) if n == 100 else (),
            ),
        )
    ),
    Row("open_p95_100_configured", "Übersicht öffnen, Sitzungen zugleich: 100, 95. Perzentil", "s", CONFIGURED),
    Row("filter_median_100", "Filterwechsel, Sitzungen zugleich: 100, Median", "s", CONFIGURED),
    Row("filter_p95_100", "Filterwechsel, Sitzungen zugleich: 100, 95. Perzentil", "s", CONFIGURED),
    Row("cpu_100", "Prozessorzeit des Servers je Besuch bei 100 Sitzungen zugleich", "ms", CONFIGURED),
)


async def opened_by(
    address: str, visitors: int, change: bool = False, trusted: ssl.SSLContext | None = None
) -> tuple[list[float], list[float]]:
    """Let visitors come at once; return the seconds of each to connect and see the page, and to change a filter."""

    async def come(stack: AsyncExitStack) -> tuple[float, Session]:
        started = asyncio.get_running_loop().time()
        visitor = await stack.enter_async_context(session(address, trusted=trusted))
        run = await visitor.run()
        if not run.succeeded or visitor.errors:
            raise RuntimeError("a visitor saw an error")
        return asyncio.get_running_loop().time() - started, visitor

    async with AsyncExitStack() as stack:
        came = await asyncio.gather(*(come(stack) for _n in range(visitors)))
        runs = []
        if change:
            runs = await asyncio.gather(*(each.run(chosen={"staffel": ("2024",)}) for _seconds, each in came))
        return [seconds for seconds, _visitor in came], [run.seconds for run in runs]


def of(server: Server, crowds: tuple[int, ...]) -> dict[str, float]:
    """Return what the crowds saw at one server, after a first visitor."""
    asyncio.run(opened_by(server.address, 1))
    seen = {}
    for n in crowds:
        before = server.cpu_seconds
        opened, changed = asyncio.run(opened_by(server.address, n, change=n == max(crowds)))
        seen[f"open_median_{n}"], seen[f"open_p95_{n}"] = statistics.median(opened), percentile(opened, 0.95)
    seen["filter_median_100"], seen["filter_p95_100"] = statistics.median(changed), percentile(changed, 0.95)
    seen["cpu_100"] = (server.cpu_seconds - before) / (2 * n) * 1000
    return seen


def measure(tiny: bool) -> Iterator[Measured]:
    """Yield the dashboard beside the bare app; the tiny form lets one visitor come and calls it a crowd."""
    crowds = (1,) if tiny else CROWDS
    with dashboard() as server:
        ours = of(server, crowds)
    with bare() as server:
        defaults = of(server, crowds)
    with bare(configured=True) as server:
        configured = of(server, crowds[-1:])
    largest = f"open_p95_{crowds[-1]}"
    for row in ROWS:
        if row.floor == DEFAULTS and row.code in ours:
            yield Measured(row.code, ours[row.code], defaults[row.code])
        elif row.floor == CONFIGURED:
            code = largest if row.code == "open_p95_100_configured" else row.code
            yield Measured(row.code, ours[code], configured[code])
