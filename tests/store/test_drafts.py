"""Drafts beside the releases: the newest version counts, none is lost, and they end with their files."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from ek_data.errors import Damaged
from ek_data.store import drafts
from ek_data.store.checksums import checksum
from ek_data.store.drafts import Content
from ek_data.store.publisher import Store
from ek_data.store.verification import verified

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
LATER = NOW + 2 * drafts.SPARED
ONE, TWO = ({checksum(data): data} for data in (b"eins", b"zwei"))


def put(store: Store, owner: str, word: str, now: dt.datetime = NOW, files: dict[str, bytes] | None = None) -> str:
    def change(content: Content) -> Content:
        return Content(f"{content.text} {word}".strip(), content.files if files is None else files)

    return drafts.change(store.objects, owner, change, now).text


def text(store: Store, owner: str, now: dt.datetime = NOW) -> str:
    return drafts.newest(store.objects, owner, now).text


def files(store: Store) -> int:
    return sum(drafts.FILE.fullmatch(name) is not None for name in store.objects.names(drafts.FOLDER))


def test_draft_is_kept_by_owner_and_earlier_versions_go_after_a_while(store: Store) -> None:
    put(store, "Anna", "eins")
    put(store, "Bernd", "zwei")
    assert put(store, "Anna", "drei", LATER) == "eins drei"
    assert text(store, "Anna") == "eins drei"
    assert len(store.objects.names(drafts.FOLDER)) == 2


def test_of_many_who_change_one_draft_at_once_nobody_loses_anything(store: Store) -> None:
    words = sorted(f"{number:02}" for number in range(8))
    each = {word: {checksum(word.encode()): word.encode()} for word in words}

    def add(word: str) -> None:
        drafts.change(
            store.objects, "Anna", lambda had: Content(f"{had.text} {word}".strip(), {**had.files, **each[word]}), NOW
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, words))
    kept = drafts.newest(store.objects, "Anna", NOW)
    assert sorted(kept.text.split()) == words
    assert sorted(kept.files.values()) == [word.encode() for word in words]


def test_files_go_with_the_version_that_no_longer_names_them(store: Store) -> None:
    put(store, "Anna", "eins", files={**ONE, **TWO})
    put(store, "Bernd", "eins", files=ONE)
    assert files(store) == 3  # each has its own
    put(store, "Anna", "zwei", files=TWO)
    assert drafts.newest(store.objects, "Anna", NOW) == Content("eins zwei", TWO)
    assert files(store) == 2
    drafts.end(store.objects, "Anna", NOW)
    assert drafts.newest(store.objects, "Bernd", NOW).files == ONE
    assert files(store) == 1


def test_file_of_a_writer_that_is_about_to_make_the_next_version_is_spared(store: Store) -> None:
    def change(content: Content) -> Content:
        if content == Content():  # another window is faster, and tidies
            put(store, "Anna", "zwei", files=TWO)
        return Content(f"{content.text} eins", {**content.files, **ONE})

    assert drafts.change(store.objects, "Anna", change, NOW) == Content("zwei eins", {**ONE, **TWO})
    assert drafts.newest(store.objects, "Anna", NOW).files == {**ONE, **TWO}
    assert files(store) == 2


def test_others_are_shown_until_their_drafts_are_thrown_away(store: Store) -> None:
    put(store, "Anna", "eins")
    put(store, "Bernd", "zwei")
    assert [kept.owner for kept in drafts.of_others(store.objects, "Anna", NOW)] == ["Bernd"]
    drafts.end(store.objects, "Bernd", NOW)
    assert drafts.of_others(store.objects, "Anna", NOW) == []
    assert text(store, "Bernd") == ""


def test_draft_ends_after_the_time_that_the_handbook_names(store: Store) -> None:
    put(store, "Anna", "eins", files=ONE)
    later = NOW + drafts.KEPT
    assert drafts.newest(store.objects, "Anna", later) == Content()
    put(store, "Bernd", "zwei", later)
    assert [kept.owner for kept in drafts.of_others(store.objects, "", later)] == ["Bernd"]
    assert len(store.objects.names(drafts.FOLDER)) == 1


def test_damaged_draft_is_told_stands_in_nobodys_way_and_can_be_thrown_away(store: Store) -> None:
    put(store, "Anna", "eins")
    (name,) = store.objects.names(drafts.FOLDER)
    key = f"{drafts.FOLDER}/{name}"
    store.objects.delete(key)
    store.objects.create(key, b"{}")
    with pytest.raises(Damaged, match="damaged"):
        text(store, "Anna")
    assert drafts.BROKEN in [fault.message for fault in verified(store).faults]
    assert drafts.of_others(store.objects, "", NOW) == []
    put(store, "Bernd", "zwei", LATER)
    assert name in store.objects.names(drafts.FOLDER)
    drafts.end(store.objects, "Anna", NOW)
    assert put(store, "Anna", "neu") == "neu"


def test_damaged_file_is_told_and_the_rest_of_the_draft_goes_on_until_it_is_kept_again(store: Store) -> None:
    put(store, "Anna", "eins", files={**ONE, **TWO})
    (sha256,) = ONE
    (key,) = (f"{drafts.FOLDER}/{each}" for each in store.objects.names(drafts.FOLDER) if each.endswith(sha256))
    for damage in ([], [b"anders"]):  # gone, then damaged
        store.objects.delete(key)
        for data in damage:
            store.objects.create(key, data)
        found = drafts.newest(store.objects, "Anna", NOW)
        assert found == Content("eins", TWO, frozenset({sha256}))
        assert drafts.change(store.objects, "Anna", lambda content: content, LATER) == found  # it stays named
        assert len(verified(store).faults) == 1
    drafts.change(store.objects, "Anna", lambda content: Content(content.text, {**ONE, **TWO}), LATER)
    assert drafts.newest(store.objects, "Anna", LATER) == Content("eins", {**ONE, **TWO})
