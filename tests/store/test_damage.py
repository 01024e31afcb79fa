"""Damage of every kind: it is noticed, told in a sentence, and the newest sound release is shown."""

from __future__ import annotations

import dataclasses
import json
import random
from pathlib import Path

import pytest

from ek_data.errors import Damaged, Fault
from ek_data.i18n import GERMAN
from ek_data.store import manifest
from ek_data.store.backends import Folder
from ek_data.store.checksums import sealed
from ek_data.store.manifest import Release, manifest_key, opened
from ek_data.store.publisher import Store, make_store, open_store
from tests.selection import first
from tests.store.places import overwrite, remove
from tests.store.rows import said, saying


@pytest.fixture
def filled(store: Store) -> Store:
    """Three releases, each with tables of its own."""
    for base, text in enumerate("abc"):
        store.publish(base, saying(text), author="Anna", note=text)
    return store


def spoil(store: Store, key: str, damage: str) -> None:
    whole = store.objects.read(key)
    match damage:
        case "missing":
            remove(store.objects, key)
        case "empty":
            overwrite(store.objects, key, b"")
        case "truncated":
            overwrite(store.objects, key, whole[:-1])
        case "one bit":
            overwrite(store.objects, key, bytes([whole[0] ^ 1]) + whole[1:])
        case "longer":
            overwrite(store.objects, key, whole + b"\n")


@pytest.mark.parametrize("damage", first(2, ["missing", "one bit", "empty", "truncated", "longer"], full=1))
def test_damaged_table_shows_the_release_before_and_says_so(filled: Store, url: str, damage: str) -> None:
    spoil(filled, filled.release(3).tables["measures"], damage)
    dataset, faults = open_store(url).newest()
    assert (dataset.origin.release, said(dataset)) == (2, {"b"})
    verb = "fehlt" if damage == "missing" else "beschädigt"
    assert [verb in fault.sentence(GERMAN) and "massnahmen.csv" in fault.sentence(GERMAN) for fault in faults] == [True]


@pytest.mark.parametrize("damage", first(1, ["one bit", "empty", "truncated", "longer"], full=1))
def test_damaged_manifest_shows_the_release_before_and_says_so(filled: Store, url: str, damage: str) -> None:
    spoil(filled, manifest_key(3), damage)
    store = open_store(url)
    dataset, faults = store.newest()
    assert (dataset.origin.release, said(dataset)) == (2, {"b"})
    assert [str(fault) for fault in faults] == ["The manifest of release 3 is damaged."]
    assert [release.number for release in store.releases()] == [2, 1]


@pytest.mark.full
def test_manifest_missing_in_between_is_told_and_harms_no_other(filled: Store, url: str) -> None:
    spoil(filled, manifest_key(2), "missing")
    store = open_store(url)
    assert [release.number for release in store.releases()] == [3, 1]
    assert [str(fault) for fault in store.faults()] == ["There is no release 2."]
    assert store.newest().faults == ()
    assert store.publish(3, saying("d"), author="Anna", note="").number == 4


@pytest.mark.parametrize("damage", first(1, ["one bit", "empty"]))
def test_publishing_goes_on_from_what_is_shown(filled: Store, url: str, damage: str) -> None:
    spoil(filled, manifest_key(3), damage)
    store = open_store(url)
    shown = store.newest().dataset.origin.release
    assert shown == 2
    assert store.publish(shown, {"measures": saying("d")["measures"]}, author="Anna", note="").number == 4
    assert said(store.newest().dataset) == {"b", "d"}
    assert store.restore(4, 1, author="Anna", note="").number == 5


@pytest.mark.full
def test_same_rows_published_again_make_every_release_sound_that_holds_them(filled: Store, url: str) -> None:
    spoil(filled, filled.release(3).tables["measures"], "one bit")
    store = open_store(url)
    store.publish(2, saying("c"), author="Anna", note="aus der Datei von damals")
    assert said(store.dataset(4)) == {"c"}
    assert said(open_store(url).dataset(3)) == {"c"}


@pytest.mark.full
def test_uploaded_file_that_was_damaged_is_not_handed_out(filled: Store) -> None:
    file = filled.publish(3, {}, author="Anna", note="", files=[("a.csv", b"a;b")]).files[0]
    spoil(filled, f"originals/{file.sha256}", "one bit")
    with pytest.raises(Damaged):
        filled.original(file.sha256)


def test_store_without_a_sound_release_says_so(filled: Store, url: str) -> None:
    for number in (1, 2, 3):
        spoil(filled, manifest_key(number), "truncated")
    with pytest.raises(Damaged, match="No release"):
        open_store(url).newest()


@pytest.mark.full
def test_release_exchanged_after_the_next_was_built_on_it_is_told(filled: Store, url: str) -> None:
    forged = dataclasses.replace(filled.release(2), author="Mallory")
    overwrite(filled.objects, manifest_key(2), manifest.sealed(forged))
    assert [str(fault) for fault in open_store(url).faults()] == [
        "Release 2 was changed after release 3 had been built on it."
    ]


@pytest.mark.full
def test_manifest_of_another_number_is_damage(filled: Store, url: str) -> None:
    overwrite(filled.objects, manifest_key(3), filled.objects.read(manifest_key(2)))
    assert open_store(url).newest().dataset.origin.release == 2


@pytest.mark.parametrize(
    "content",
    first(
        2,
        [
            {"tables": {"measures": "../../etc/passwd"}},
            {"tables": {"measures": "tables/events-" + "0" * 64 + ".parquet"}},  # the object of another table
            {"tables": ["measures"]},
            {"files": [{"name": "a.csv"}]},
            {"published_at": "yesterday"},
            {"number": "3"},
        ],
        full=1,
    ),
)
def test_manifest_that_only_looks_sealed_is_damage(filled: Store, content: dict[str, object]) -> None:
    told = json.loads(filled.objects.read(manifest_key(3))) | content
    del told["seal"]
    forged = sealed(told)
    with pytest.raises(Damaged):
        opened(forged, 3)


@pytest.mark.full
def test_manifest_of_a_later_version_with_more_in_it_can_still_be_read(filled: Store) -> None:
    told = json.loads(filled.objects.read(manifest_key(3))) | {"approved_by": "Berta"}
    del told["seal"]
    assert opened(sealed(told), 3).note == "c"


@pytest.mark.parametrize("share", [0.1, pytest.param(1.0, marks=pytest.mark.night)])
def test_every_damaged_byte_of_a_manifest_is_noticed(tmp_path: Path, share: float) -> None:
    store = make_store(str(tmp_path))
    store.publish(0, saying("a"), author="Änne", note="Fassung", files=[("a.csv", b"a")])
    whole = store.objects.read(manifest_key(1))
    chosen = random.Random(1).sample(range(len(whole)), int(len(whole) * share))
    for position in chosen:
        for bit in range(8):
            altered = bytearray(whole)
            altered[position] ^= 1 << bit
            assert not _reads(bytes(altered)), (position, bit)
        assert not _reads(whole[:position]), position
    assert _reads(whole)


@pytest.mark.parametrize("share", [0.02, pytest.param(1.0, marks=pytest.mark.night)])
def test_every_damaged_byte_of_a_table_is_noticed(tmp_path: Path, share: float) -> None:
    store = make_store(str(tmp_path))
    release = store.publish(0, saying("a"), author="Anna", note="")
    key = release.tables["measures"]
    whole = store.objects.read(key)
    for position in random.Random(1).sample(range(len(whole)), int(len(whole) * share)):
        overwrite(store.objects, key, whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(Damaged):
            Store(Folder(tmp_path)).dataset(1)


def _reads(data: bytes) -> Release | None:
    try:
        return opened(data, 1)
    except Fault:
        return None
