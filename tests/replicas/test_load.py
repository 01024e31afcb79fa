"""Sessions and a publisher while a replica is killed and comes back: nobody and nothing is lost."""

from __future__ import annotations

import pytest

from tests.bench.replicas import measure, table
from tests.cluster import Cluster


@pytest.mark.parametrize(
    ("sessions", "seconds", "pauses"),
    [
        pytest.param(10, 12, (0.5, 1.5), marks=pytest.mark.night),
        pytest.param(100, 60, (6.0, 10.0), marks=pytest.mark.night),
    ],
)
def test_killed_replica_costs_no_session_and_no_release(
    both: Cluster, sessions: int, seconds: float, pauses: tuple[float, float]
) -> None:
    result = measure(both, sessions, seconds, seconds / 3, seconds * 2 / 3, pauses)
    print(table(result))
    assert any(each.lost for each in result.visitors)  # otherwise nothing was put to the test
    assert all(each.seconds for each in result.visitors)
    assert sum(each.failed for each in result.visitors) == 0
    assert result.lost_for_good == 0
    assert result.acknowledged
    assert result.releases_lost == 0
