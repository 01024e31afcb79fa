"""Drafts beside the releases: the newest version counts, none is lost, and they end."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from ek_data.errors import Damaged
from ek_data.store import drafts
from ek_data.store.publisher import Store
from ek_data.store.verification import verified

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def put(store: Store, owner: str, word: str, now: dt.datetime = NOW) -> str:
    return drafts.change(store.objects, owner, lambda text: f"{text} {word}".strip(), now)


def test_draft_is_kept_by_owner_and_earlier_versions_go_after_a_while(store: Store) -> None:
    put(store, "Anna", "eins")
    put(store, "Bernd", "zwei")
    assert put(store, "Anna", "drei", NOW + 2 * drafts.SPARED) == "eins drei"
    assert drafts.newest(store.objects, "Anna", NOW) == "eins drei"
    assert len(store.objects.names(drafts.FOLDER)) == 2


def test_of_many_who_change_one_draft_at_once_nobody_loses_anything(store: Store) -> None:
    words = [f"w{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda word: put(store, "Anna", word), words))
    assert sorted(drafts.newest(store.objects, "Anna", NOW).split()) == words


def test_draft_of_others_is_seen_until_it_ends_or_is_empty(store: Store) -> None:
    put(store, "Anna", "eins")
    put(store, "Bernd", "zwei")
    assert [kept.owner for kept in drafts.of_others(store.objects, "Anna", NOW)] == ["Bernd"]
    drafts.change(store.objects, "Bernd", lambda _text: "", NOW)
    assert drafts.of_others(store.objects, "Anna", NOW) == []
    assert drafts.newest(store.objects, "Bernd", NOW) == ""


def test_draft_that_nobody_touched_ends_and_is_removed(store: Store) -> None:
    put(store, "Anna", "eins")
    later = NOW + drafts.KEPT
    assert drafts.newest(store.objects, "Anna", later) == ""
    put(store, "Bernd", "zwei", later)
    assert [kept.owner for kept in drafts.of_others(store.objects, "", later)] == ["Bernd"]
    assert len(store.objects.names(drafts.FOLDER)) == 1


def test_damaged_draft_is_told_and_not_taken_for_an_empty_one(store: Store) -> None:
    put(store, "Anna", "eins")
    (name,) = store.objects.names(drafts.FOLDER)
    key = f"{drafts.FOLDER}/{name}"
    store.objects.delete(key)
    store.objects.create(key, b"{}")
    with pytest.raises(Damaged):
        drafts.newest(store.objects, "Anna", NOW)
    assert drafts.BROKEN in [fault.message for fault in verified(store).faults]
    assert drafts.of_others(store.objects, "", NOW) == []
    assert name in store.objects.names(drafts.FOLDER)
