from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from ek_data.store.publisher import Store, make_store
from tests.store.places import BUCKET, s3_server


@pytest.fixture(scope="session")
def s3_environment() -> Iterator[dict[str, str]]:
    pytest.importorskip("obstore")
    pytest.importorskip("moto")
    with s3_server() as environment:
        yield environment


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.full)])
def environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of the kind of store under test; none for a folder."""
    if request.param == "folder":
        return {}
    found: dict[str, str] = request.getfixturevalue("s3_environment")
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def url(environment: dict[str, str], tmp_path: Path) -> str:
    """The address of an empty store."""
    return f"s3://{BUCKET}/{uuid.uuid4().hex}" if environment else str(tmp_path / "store")


@pytest.fixture
def store(url: str) -> Store:
    return make_store(url)
