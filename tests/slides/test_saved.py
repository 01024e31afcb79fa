"""Choices are kept under a name, whole or not at all, and only where the data are ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ek_data.dataset.filters import Selection
from ek_data.errors import Damaged, Missing
from ek_data.settings import Settings
from ek_data.slides import saved
from ek_data.slides.options import Choice


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a store in a folder has its saved presentations."""
    (tmp_path / "releases").mkdir()
    return tmp_path / saved.FILE


MARCH = Choice(("map", "title"), ("071385001000",), 2, "Treffen im März", Selection.of(cohorts=(2024,)))


def test_saved_choice_comes_back_as_it_was(file: Path) -> None:
    saved.save(file, "März „24“", MARCH)
    saved.save(file, "alles", Choice())
    assert saved.saved(file) == {"März „24“": MARCH, "alles": Choice()}
    assert [each.name for each in file.parent.iterdir() if each.is_file()] == [saved.FILE]


def test_same_name_replaces_and_removed_name_is_gone(file: Path) -> None:
    saved.save(file, "a", MARCH)
    saved.save(file, "a", Choice())
    assert saved.saved(file) == {"a": Choice()}
    saved.remove(file, "a")
    saved.remove(file, "never there")
    assert saved.saved(file) == {}


def test_nothing_is_saved_before_the_first(tmp_path: Path) -> None:
    assert saved.saved(tmp_path / saved.FILE) == {}


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 1}', '"a"'])
def test_broken_file_is_told_and_not_overwritten(tmp_path: Path, content: str) -> None:
    file = tmp_path / saved.FILE
    file.write_text(content)
    with pytest.raises(Damaged):
        saved.save(file, "a", MARCH)
    assert file.read_text() == content


def test_edited_file_is_read_as_far_as_it_makes_sense(tmp_path: Path) -> None:
    file = tmp_path / saved.FILE
    file.write_text(json.dumps({"a": "folien=map,castle&seit=yesterday"}))
    assert saved.saved(file) == {"a": Choice(slides=("map",))}


def test_what_a_later_version_saved_stays_as_it_is(file: Path) -> None:
    later = {"Neu": "folien=map,castle&tempo=3"}
    file.write_text(json.dumps(later))
    saved.save(file, "a", MARCH)
    saved.remove(file, "a")
    assert json.loads(file.read_text()) == later


def test_nothing_is_saved_where_the_store_is_gone(file: Path) -> None:
    file.parent.joinpath("releases").rmdir()  # what an unmounted drive leaves
    with pytest.raises(Missing):
        saved.save(file, "a", MARCH)
    assert list(file.parent.iterdir()) == []


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder should be")
    with pytest.raises((Missing, Damaged)):
        saved.save(tmp_path / "store" / saved.FILE, "a", MARCH)


def test_only_a_store_in_a_folder_has_a_place_for_them(tmp_path: Path) -> None:
    assert saved.place(Settings(store=str(tmp_path))) == tmp_path / saved.FILE
    assert saved.place(Settings(store="s3://bucket/ek")) is None
    assert saved.place(Settings(data=tmp_path)) is None
    assert saved.place(Settings(demo=14)) is None
