"""What nginx does with the configuration in ``deploy/``: stickiness, limits, encryption."""

from __future__ import annotations

import asyncio
import http.client
import urllib.parse
from collections import Counter
from http.client import HTTPResponse

import pytest

from tests.cluster import NAMES, Cluster, eventually
from tests.sessions import session

pytestmark = pytest.mark.night

MEGABYTE = 2**20


def ask(address: str, path: str, place: Cluster, method: str = "GET", body: bytes | None = None) -> HTTPResponse:
    server = urllib.parse.urlsplit(address)
    assert server.hostname
    if server.scheme == "https":
        connection = http.client.HTTPSConnection(server.hostname, server.port, context=place.trusted, timeout=20)
    else:
        connection = http.client.HTTPConnection(server.hostname, server.port, timeout=20)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    return answer


def served_by(place: Cluster, *cookies: dict[str, str]) -> list[str]:
    """Return which replica each visitor is connected to, all being there at the same time."""

    async def visit(jar: dict[str, str], everybody_there: asyncio.Barrier) -> str:
        async with session(place.address, jar, trusted=place.trusted) as visitor:
            assert (await visitor.run()).succeeded
            await everybody_there.wait()
            return jar["ek_server"]

    async def visits() -> list[str]:
        barrier = asyncio.Barrier(len(cookies))
        return await asyncio.gather(*(visit(jar, barrier) for jar in cookies))

    return asyncio.run(visits())


def test_new_visitors_are_spread_and_known_ones_come_back_to_their_replica(both: Cluster) -> None:
    jars: list[dict[str, str]] = [{} for _visitor in range(8)]
    first = served_by(both, *jars)
    assert set(Counter(first)) == set(NAMES)
    assert [served_by(both, *jars) for _reload in range(3)] == [first] * 3


def test_visitor_of_a_killed_replica_moves_on_and_stays_there(both: Cluster) -> None:
    jar: dict[str, str] = {}
    [before] = served_by(both, jar)
    both.kill(before)
    [after] = served_by(both, jar)
    assert {before, after} == set(NAMES)
    both.start(before)
    assert served_by(both, jar) == [after]


def test_replica_that_is_back_is_used_again(both: Cluster) -> None:
    both.kill("eins")
    assert served_by(both, {}, {}) == ["zwei", "zwei"]
    both.start("eins")
    eventually(lambda: "eins" in served_by(both, {}, {}, {}, {}), 30)


def test_plain_requests_are_sent_to_the_encrypted_address(both: Cluster) -> None:
    answer = ask(f"http://localhost:{both.plain}", "/karte?x=1", both)
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/karte?x=1")


def test_dashboard_knows_that_it_is_reached_encrypted(both: Cluster) -> None:
    answer = ask(both.address, "/karte", both)
    assert answer.status == 200
    assert "max-age" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/", "/_stcore/agent/x"])
def test_inner_addresses_are_closed(both: Cluster, path: str) -> None:
    assert ask(both.address, path, both).status == 403


def test_bodies_are_bounded(both: Cluster) -> None:
    assert ask(both.address, "/", both, "POST", bytes(2 * MEGABYTE)).status == 413
    small = ask(both.address, "/_stcore/upload_file/none/none", both, "PUT", bytes(2 * MEGABYTE))
    assert small.status == 403  # nginx lets it through, the dashboard knows no such session


def test_monitor_is_answered_through_nginx(both: Cluster) -> None:
    assert ask(both.address, "/gesund", both).status == 200


def test_replicas_use_the_store_that_their_environment_names(both: Cluster) -> None:
    before = both.newest()
    assert before > 0  # the dashboards have begun the store
    assert [both.health(name)["release"] for name in NAMES] == [before, before]
