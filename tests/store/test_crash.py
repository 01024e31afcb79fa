"""Publishers and editors that are killed or race. Processes are not forked from this one: obstore forbids it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ek_data.store import drafts
from ek_data.store.publisher import make_store, open_store
from tests.forked import PROCESSES
from tests.store.publishers import (
    FILES,
    NOW,
    OWNER,
    draft_at_once,
    draft_until_killed,
    publish_until_killed,
    race,
    saying_too,
)
from tests.store.rows import said

WAIT_SECONDS = 60
LONGEST_SECONDS = 0.3  # that a worker lives from when it is ready; several releases fit in on a quiet machine
TIMES = 2  # so many times what a first acknowledged word takes, where that is longer


def kill(work: Callable[..., None], url: str, environment: dict[str, str], acknowledged: Path, kills: int) -> None:
    """Kill one process after the other amid its work on a store; the first lives until something is acknowledged."""
    with working(work, url, environment, acknowledged):
        started = time.monotonic()
        while not acknowledged.read_text():
            assert time.monotonic() < started + WAIT_SECONDS
            time.sleep(0.001)
        longest = max(LONGEST_SECONDS, TIMES * (time.monotonic() - started))
    moments = random.Random(20240412)
    for _kill in range(1, kills):
        with working(work, url, environment, acknowledged):
            time.sleep(moments.uniform(0, longest))


@contextmanager
def working(work: Callable[..., None], url: str, environment: dict[str, str], acknowledged: Path) -> Iterator[None]:
    """Let a process of its own work on a store from when it is ready, and kill it."""
    heard, ready = PROCESSES.Pipe(duplex=False)
    worker = PROCESSES.Process(target=work, args=(url, environment, acknowledged, ready))
    worker.start()
    ready.close()
    with heard:
        heard.recv()
    yield
    assert worker.is_alive()  # it ends by being killed only: none is stuck on what another left behind
    worker.kill()
    worker.join()
    worker.close()


@pytest.mark.parametrize(
    "kills", [pytest.param(60, marks=pytest.mark.night), pytest.param(500, marks=pytest.mark.night)]
)
def test_killed_publisher_loses_and_tears_nothing(
    url: str, environment: dict[str, str], tmp_path: Path, kills: int
) -> None:
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    make_store(url)
    kill(publish_until_killed, url, environment, acknowledged, kills)
    store = open_store(url)
    numbers = [release.number for release in store.releases()]
    known = {int(line) for line in acknowledged.read_text().split()}
    print(f"{kills} kills, {len(numbers)} releases, {len(known)} acknowledged")
    assert len(known) > 1  # otherwise nothing was put to the test
    assert known <= set(numbers)
    assert numbers == list(range(store.newest_number(), 0, -1))
    assert store.faults() == ()
    assert {number: said(store.dataset(number)) for number in numbers} == {number: {str(number)} for number in numbers}
    assert all(store.original(file.sha256) for release in store.releases() for file in release.files)


@pytest.mark.parametrize(
    ("writers", "rounds"),
    [
        pytest.param(2, 20, marks=pytest.mark.night),
        pytest.param(8, 10, marks=pytest.mark.night),
        pytest.param(2, 200, marks=pytest.mark.night),
        pytest.param(8, 100, marks=pytest.mark.night),
    ],
)
def test_of_publishers_at_the_same_moment_exactly_one_wins_and_the_others_are_told(
    url: str, environment: dict[str, str], writers: int, rounds: int
) -> None:
    make_store(url)
    start = PROCESSES.Barrier(writers)
    told, senders = zip(*(PROCESSES.Pipe(duplex=False) for _writer in range(writers)), strict=True)
    names = [f"writer {number}" for number in range(writers)]
    racers = [
        PROCESSES.Process(target=race, args=(url, environment, name, rounds, start, sender), daemon=True)
        for name, sender in zip(names, senders, strict=True)
    ]
    for racer in racers:
        racer.start()
    for sender in senders:
        sender.close()  # so that a racer that cannot even start ends the test instead of stopping it
    heard = [[results.recv() for _round in range(rounds)] for results in told]
    for racer in racers:
        racer.join()
        racer.close()
    for end in told:
        end.close()
    store = open_store(url)
    winners = [release.author for release in reversed(store.releases())]
    assert heard == [winners] * writers
    assert len(winners) == rounds
    assert [said(store.dataset(number)) for number in range(1, rounds + 1)] == [{winner} for winner in winners]


@pytest.mark.parametrize(
    "kills", [pytest.param(10, marks=pytest.mark.full), pytest.param(200, marks=pytest.mark.night)]
)
def test_editor_killed_while_a_draft_is_written_loses_nothing_of_it(
    url: str, environment: dict[str, str], tmp_path: Path, kills: int
) -> None:
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    make_store(url)
    kill(draft_until_killed, url, environment, acknowledged, kills)
    objects = open_store(url).objects
    found = drafts.newest(objects, OWNER, NOW)
    kept, known = found.text.split(), acknowledged.read_text().split()
    print(f"{kills} kills, {len(kept)} words kept, {len(known)} acknowledged")
    assert len(known) > 1  # otherwise nothing was put to the test
    assert set(known) <= set(kept)
    assert len(kept) == len(set(kept))
    assert [data.decode() for data in found.files.values()] == kept[-FILES:]
    assert list(drafts.faults(objects)) == []
    drafts.change(objects, OWNER, saying_too("last"), NOW)  # tidies up behind those who were killed
    assert sum(drafts.FILE.fullmatch(name) is not None for name in objects.names(drafts.FOLDER)) == FILES


@pytest.mark.full
def test_two_servers_that_write_one_draft_at_the_same_moment_lose_nothing(
    url: str, environment: dict[str, str]
) -> None:
    make_store(url)
    rounds, names = 8, ("one", "other")
    start = PROCESSES.Barrier(len(names))
    servers = [
        PROCESSES.Process(target=draft_at_once, args=(url, environment, name, rounds, start), daemon=True)
        for name in names
    ]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
        assert server.exitcode == 0
        server.close()
    found = drafts.newest(open_store(url).objects, OWNER, NOW)
    kept = found.text.split()
    assert [data.decode() for data in found.files.values()] == kept[-FILES:]
    assert sorted(kept) == sorted(f"{name}-{number}" for name in names for number in range(rounds))
