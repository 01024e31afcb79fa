"""Sessions on two replicas while one is killed and comes back: ``python -m tests.bench.replicas`` prints what was lost.

``--crowd N`` lets so many open the overview at once instead, in turns at one replica and at both behind nginx.

Each session asks for a run every few seconds and reconnects like the browser: after a growing pause, with its cookies
and the name of its session. One publisher publishes all the while.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import InvalidHandshake, WebSocketException

from ek_data.store.publisher import Store, open_store
from tests.bench.crowd import opened_by
from tests.cluster import NAMES, Cluster, cluster, eventually
from tests.sessions import session
from tests.store.rows import saying

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0  # as in Streamlit's page
RUN_SECONDS = 60
SEEN_SECONDS = 10


@dataclass
class Visitor:
    """What one session went through; times on the clock of the measurement."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    lost: int = 0
    reconnected: list[float] = field(default_factory=list)
    last_run: float = float("-inf")


@dataclass
class Result:
    """What came of it: visitors, the numbers that were acknowledged, those that are there, and the replica killed."""

    visitors: list[Visitor]
    acknowledged: list[int]
    there: list[int]
    ended: float
    pause: float

    @property
    def lost_for_good(self) -> int:
        """Sessions whose last run lies further back than a pause and a run may take."""
        return sum(each.last_run < self.ended - 2 * self.pause for each in self.visitors)

    @property
    def releases_lost(self) -> int:
        return len(set(self.acknowledged) - set(self.there))


async def visitor(place: Cluster, end: float, pauses: tuple[float, float]) -> Visitor:
    """Visit until `end`, and come back whenever the connection is lost."""
    told, cookies, earlier = Visitor(), dict[str, str](), ""
    gone, tries = None, 0
    await asyncio.sleep(random.uniform(0, pauses[1]))
    while time.monotonic() < end:
        try:
            async with session(place.address, cookies, earlier, place.trusted) as here:
                await _run(here, told)
                if gone is not None:
                    told.reconnected.append(time.monotonic() - gone)
                    gone = None
                tries, earlier = 0, here.id
                while time.monotonic() < end:
                    await _pause_connected(here, random.uniform(*pauses))
                    await _run(here, told)
        except (OSError, WebSocketException, InvalidHandshake, TimeoutError):
            if gone is None:
                gone, told.lost = time.monotonic(), told.lost + 1
            await asyncio.sleep(min(FIRST_PAUSE * 2**tries * random.uniform(1, 1.5), LONGEST_PAUSE))
            tries += 1
    return told


async def _run(here, told: Visitor) -> None:  # type: ignore[no-untyped-def]
    done = await asyncio.wait_for(here.run(), RUN_SECONDS)
    told.seconds.append(done.seconds)
    told.failed += not done.succeeded or here.errors > 0
    here.errors = 0
    told.last_run = time.monotonic()


async def _pause_connected(here, seconds: float) -> None:  # type: ignore[no-untyped-def]
    """Wait, and notice at once if the connection goes, as the browser does."""
    try:
        await asyncio.wait_for(here.socket.wait_closed(), seconds)
    except TimeoutError:
        return
    raise ConnectionResetError


async def publisher(store: Store, end: float, every: float) -> list[int]:
    """Publish until `end`, and return the numbers that were acknowledged."""
    numbers = []
    while time.monotonic() < end:
        base = await asyncio.to_thread(store.newest_number)
        text = str(base + 1)
        release = await asyncio.to_thread(store.publish, base, {"events": saying(text)["events"]}, author="x", note="x")
        numbers.append(release.number)
        await asyncio.sleep(every)
    return numbers


async def kill_and_start(place: Cluster, kill_at: float, start_at: float) -> None:
    await asyncio.sleep(kill_at)
    place.kill(NAMES[0])
    await asyncio.sleep(start_at - kill_at)
    await asyncio.to_thread(place.start, NAMES[0])


def measure(
    place: Cluster, sessions: int, seconds: float, kill_at: float, start_at: float, pauses: tuple[float, float]
) -> Result:
    """Run everything at once and wait until both replicas show the last release."""
    store = open_store(place.store)

    async def all_of_it() -> tuple[list[Visitor], list[int]]:
        end = time.monotonic() + seconds
        visitors = asyncio.gather(*(visitor(place, end, pauses) for _n in range(sessions)))
        published, incident = publisher(store, end, 3), kill_and_start(place, kill_at, start_at)
        found, numbers, _none = await asyncio.gather(visitors, published, incident)
        return found, numbers

    found, numbers = asyncio.run(all_of_it())
    ended = min(max(each.last_run for each in found), time.monotonic())
    for name in NAMES:
        eventually(lambda name=name: place.health(name)["release"] == numbers[-1], SEEN_SECONDS)  # type: ignore[misc]
    return Result(found, numbers, [each.number for each in store.releases()], ended, pauses[1])


def crowd(place: Cluster, visitors: int, rounds: int = 5) -> str:
    """Return what a crowd waited at one replica without nginx, and at both behind it."""
    one, both = f"http://localhost:{place.ports[NAMES[0]]}", place.address
    seen: dict[str, list[float]] = {one: [], both: []}
    for number in range(rounds + 1):
        for address, trusted in ((one, None), (both, place.trusted)):
            opened, _changed = asyncio.run(opened_by(address, visitors, trusted=trusted))
            if number:  # the first round finds what is not made yet
                seen[address] += opened
    told = {"one replica, median / p95 / longest (s)": one, "two behind nginx, median / p95 / longest (s)": both}
    return "\n".join(f"{label:<47}{_spread(sorted(seen[address]))}" for label, address in told.items())


def table(result: Result) -> str:
    runs = sorted(second for each in result.visitors for second in each.seconds)
    back = sorted(second for each in result.visitors for second in each.reconnected)
    rows = {
        "sessions": len(result.visitors),
        "runs": len(runs),
        "runs that failed": sum(each.failed for each in result.visitors),
        "run, median / p95 / longest (s)": _spread(runs),
        "connections lost": sum(each.lost for each in result.visitors),
        "sessions lost for good": result.lost_for_good,
        "back again, median / p95 / longest (s)": _spread(back),
        "releases published": len(result.acknowledged),
        "releases lost": result.releases_lost,
    }
    return "\n".join(f"{label:<42}{value}" for label, value in rows.items())


def _spread(seconds: list[float]) -> str:
    if not seconds:
        return "–"
    return f"{statistics.median(seconds):.2f} / {seconds[int(len(seconds) * 0.95)]:.2f} / {seconds[-1]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--crowd", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder)) as place:
        if options.crowd:
            print(crowd(place, options.crowd))
            return
        os.environ.update(place.environment)
        result = measure(
            place, options.sessions, options.seconds, options.seconds / 3, options.seconds * 2 / 3, (6.0, 10.0)
        )
    print(table(result))


if __name__ == "__main__":
    main()
