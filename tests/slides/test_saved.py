"""Choices are kept under a name, whole or not at all, and only where the data are ours."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from ek_data.dataset.filters import Selection
from ek_data.errors import Damaged, Missing
from ek_data.settings import Settings
from ek_data.slides import saved
from ek_data.slides.options import Choice, OwnWords
from ek_data.store.backends import Unwritable
from ek_data.store.publisher import Store, make_store, open_store
from ek_data.store.versioned_texts import EARLIER


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(str(tmp_path))


MARCH = Choice.of(
    ("map", "map~2", "profile-071385001000", "title", "text-1"),
    since=2,
    title="März",
    selection=Selection.of(cohorts=(2024,)),
    stepwise=frozenset(("title",)),
).saying("text-1", OwnWords("Was wir klären", "Erst fragen\nDann weiter", "Wer & wo?\nWann = bald?"))


def test_saved_choice_comes_back_as_it_was(store: Store) -> None:
    saved.save(store, "März „24“", MARCH)
    saved.save(store, "alles", Choice())
    assert saved.saved(store.objects) == {"März „24“": MARCH, "alles": Choice()}


def test_same_name_replaces_and_removed_name_is_gone(store: Store) -> None:
    saved.save(store, "a", MARCH)
    saved.save(store, "a", Choice())
    assert saved.saved(store.objects) == {"a": Choice()}
    saved.remove(store, "a")
    saved.remove(store, "never there")
    assert saved.saved(store.objects) == {}


def test_nothing_is_saved_before_the_first(store: Store) -> None:
    assert saved.saved(store.objects) == {}


def test_of_two_who_save_in_step_nothing_is_lost(store: Store) -> None:
    step = Barrier(2)

    def write(name: str) -> None:
        own = open_store(store.place)  # as another server has it
        for number in range(20):
            step.wait()
            saved.save(own, f"{name}{number}", MARCH)

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(write, "ab"))
    assert saved.saved(store.objects).keys() == {f"{name}{number}" for name in "ab" for number in range(20)}


def test_of_two_who_change_one_presentation_in_step_nothing_is_lost(store: Store) -> None:
    base, step = Choice(("title", "closing")), Barrier(2)
    saved.save(store, "a", base)

    def write(start: int) -> None:
        own, known = open_store(store.place), base
        for number in range(start, start + 8):
            step.wait()
            mine = known.ordered((*known.slides, f"text-{number}")).saying(f"text-{number}", OwnWords(f"{number}"))
            known = saved.keep(own, "a", mine, known)

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(write, (1, 11)))
    kept = saved.saved(store.objects)["a"]
    assert {own.title for _code, own in kept.words} == {
        str(number) for start in (1, 11) for number in range(start, start + 8)
    }


def test_what_is_kept_is_what_is_read_in_whatever_order_it_was_written(store: Store) -> None:
    base = Choice(("title", "map", "closing"))
    saved.save(store, "a", base)
    mine = base.saying("closing", OwnWords("Danke")).saying("map", OwnWords("Wo"))
    kept = saved.keep(store, "a", mine.story, base)
    assert kept == mine.story == saved.saved(store.objects)["a"].story


def test_what_an_earlier_version_saved_is_gone_on_with(store: Store, tmp_path: Path) -> None:
    later = {"Neu": "folien=map,castle&tempo=3"}
    before = json.dumps(later)
    (tmp_path / EARLIER).write_text(before)
    assert saved.saved(store.objects) == {"Neu": Choice(slides=("map",))}
    saved.save(store, "a", MARCH)
    saved.remove(store, "a")
    assert saved.saved(store.objects) == {"Neu": Choice(slides=("map",))}
    assert (tmp_path / EARLIER).read_text() == before
    assert json.loads((tmp_path / "presentations" / "00000002.json").read_text())["texts"] == later


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 1}', '"a"'])
@pytest.mark.parametrize("file", [EARLIER, "presentations/00000001.json"])
def test_broken_file_is_told_and_not_gone_on_with(store: Store, tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / file).write_text(content)
    with pytest.raises(Damaged):
        saved.save(store, "a", MARCH)
    assert (tmp_path / file).read_text() == content


def test_nothing_is_saved_where_the_store_is_gone(store: Store, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()  # what an unmounted drive leaves
    with pytest.raises(Missing):
        saved.save(store, "a", MARCH)
    assert list(tmp_path.iterdir()) == []


def test_place_that_cannot_be_written_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _link: Path) -> None:
        raise OSError(30, "read-only")

    monkeypatch.setattr("os.link", refuse)
    with pytest.raises(Unwritable):
        saved.save(store, "a", MARCH)


def test_only_a_store_in_a_folder_has_a_place_for_them(tmp_path: Path) -> None:
    found = saved.place(Settings(store=str(tmp_path)))
    assert found
    assert found.root == tmp_path
    assert saved.place(Settings(store="s3://bucket/ek")) is None
    assert saved.place(Settings(data=tmp_path)) is None
    assert saved.place(Settings(demo=14)) is None
