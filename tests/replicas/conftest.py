from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.cluster import NAMES, NGINX, NO_NGINX, Cluster, cluster


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two replicas behind nginx as `deploy/` says, for the tests of this folder."""
    if not NGINX and not os.environ.get("CI"):
        pytest.skip(NO_NGINX)
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture
def both(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """Both replicas, started again if a test before has killed one."""
    for name, value in running.environment.items():
        if name.startswith("AWS_"):
            monkeypatch.setenv(name, value)
    for name in NAMES:
        if name not in running.running:
            running.start(name)
    return running
