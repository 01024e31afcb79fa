"""Page switch and filter change of one session on each page: from the request until the script has finished."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterator

from ek_data.i18n import GERMAN
from ek_data.ui.navigation import SECTIONS
from tests.bench.frame import Aim, Measured, Row
from tests.bench.servers import CONFIGURED, bare, dashboard
from tests.sessions import session

NAME = "pages"
PAGES = {entry.address: GERMAN(entry.title) for entries in SECTIONS.values() for entry in entries}
SOON = (Aim(60),)
ROWS = tuple(
    row
    for address, title in PAGES.items()
    for row in (
        Row(f"switch_{address}", f"{title}: Seitenwechsel, Serverzeit, Median", "ms", CONFIGURED, SOON),
        Row(f"filter_{address}", f"{title}: Filterwechsel, Serverzeit, Median", "ms", CONFIGURED, SOON),
    )
)
COHORTS = ("2024", "2025")


async def bare_run(address: str, rounds: int) -> float:
    """Return the median milliseconds of a filter change in the bare app, which has one page only."""
    async with session(address) as visitor:
        await visitor.run()
        runs = [await visitor.run(chosen={"staffel": COHORTS[n % 2 :][:1]}) for n in range(rounds)]
    return statistics.median(run.seconds for run in runs) * 1000


async def page_runs(address: str, rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each switch to a page and of each change of the filter there, in turns."""
    taken: dict[str, list[float]] = {row.code: [] for row in ROWS}
    async with session(address) as visitor:
        await visitor.run()
        first = next(iter(PAGES))
        for _n in range(rounds):
            for page in PAGES:
                asked = "" if page == first else page
                taken[f"switch_{page}"].append((await visitor.run(asked)).seconds * 1000)
                for chosen in (COHORTS[:1], COHORTS[1:], ()):
                    run = await visitor.run(chosen={"staffel": chosen})
                    taken[f"filter_{page}"].append(run.seconds * 1000)
        if visitor.errors:
            raise RuntimeError(f"{visitor.errors} errors on the pages")
    return taken


def measure(tiny: bool) -> Iterator[Measured]:
    """Yield the medians of all pages beside a run of the bare app."""
    rounds = 1 if tiny else 12
    with bare(configured=True) as floor:
        floor_ms = asyncio.run(bare_run(floor.address, rounds * 3))
    with dashboard() as server:
        taken = asyncio.run(page_runs(server.address, rounds))
    for code, milliseconds in taken.items():
        yield Measured(code, statistics.median(milliseconds), floor_ms)
