from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ek_data.errors import Fault
from ek_data.geo.boundaries import SHIPPED as NAME
from ek_data.geo.boundary_watch import BoundaryWatch
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED

GARBAGE = [b"\0\1\2garbage", b"", b"[]", json.dumps({"type": "Topology", "objects": {}, "arcs": []}).encode()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SHIPPED / NAME, tmp_path / NAME)
    return tmp_path


@pytest.mark.parametrize("content", GARBAGE)
def test_file_replaced_by_garbage_leaves_the_boundaries_and_is_told_until_it_is_mended(
    folder: Path, content: bytes
) -> None:
    watch = BoundaryWatch(folder)
    sound = watch.current()
    (folder / NAME).write_bytes(content)
    assert watch.current() is sound
    assert "Die Karte zeigt die Grenzen, die zuvor gelesen wurden." in (watch.fault or Fault("")).sentence(GERMAN)
    shutil.copy(SHIPPED / NAME, folder / NAME)
    assert watch.current().areas.keys() == sound.areas.keys()
    assert watch.fault is None


def test_broken_newer_file_at_the_start_leaves_the_shipped_one(folder: Path) -> None:
    (folder / "grenzen_neu.geojson").write_text("{")
    watch = BoundaryWatch(folder)
    assert watch.current().areas
    assert watch.fault


def test_without_any_sound_file_there_are_no_boundaries_and_that_is_said(tmp_path: Path) -> None:
    watch = BoundaryWatch(tmp_path)
    assert not watch.current().areas
    assert "keine Grenzen" in (watch.fault or Fault("")).sentence(GERMAN)
