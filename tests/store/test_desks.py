"""Desks beside the releases: files and decisions outlive the session, two windows add up, and nothing stays behind."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from ek_data.errors import Damaged
from ek_data.store import desks, drafts
from ek_data.store.checksums import checksum
from ek_data.store.desks import Desk
from ek_data.store.publisher import Store
from ek_data.store.verification import verified

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
LATER = NOW + 2 * drafts.SPARED


def desk(*words: str, choices: tuple[str, ...] = ()) -> Desk:
    return Desk({f"{word}.csv": checksum(word.encode()) for word in words}, choices)


def kept(store: Store, now: Desk, base: Desk | None = None, at: dt.datetime = NOW) -> Desk:
    files = {name: name.removesuffix(".csv").encode() for name in now.files}
    return desks.change(store.objects, "Anna", partial(now.since, base or Desk()), files, at)


def contents(store: Store) -> int:
    return sum(desks.CONTENT.fullmatch(name) is not None for name in store.objects.names(desks.FOLDER))


def test_files_and_decisions_are_there_for_the_next_session_of_the_same_editor(store: Store) -> None:
    kept(store, desk("eins", choices=("wie",)))
    assert desks.newest(store.objects, "Anna", NOW) == (desk("eins", choices=("wie",)), {"eins.csv": b"eins"})
    assert desks.newest(store.objects, "Bernd", NOW) == (Desk(), {})
    assert desks.newest(store.objects, "Anna", NOW + drafts.KEPT) == (Desk(), {})


def test_what_two_windows_lay_down_adds_up_and_what_one_takes_away_is_gone(store: Store) -> None:
    base = kept(store, desk("eins"))
    kept(store, desk("eins", "zwei"), base)
    assert set(kept(store, desk("eins", "drei"), base).files) == {"eins.csv", "zwei.csv", "drei.csv"}
    assert set(kept(store, desk("drei"), desk("eins", "drei")).files) == {"zwei.csv", "drei.csv"}


def test_file_goes_with_the_last_version_that_names_it(store: Store) -> None:
    kept(store, desk("eins"))
    kept(store, Desk(), desk("eins"))
    assert contents(store) == 1  # a slower window may still name it
    kept(store, desk("zwei"), at=LATER)
    assert contents(store) == 1


def test_damage_is_told_by_verification_and_to_whoever_opens_it(store: Store) -> None:
    kept(store, desk("eins"))
    key = f"{desks.FOLDER}/{checksum(b'eins')}"
    store.objects.delete(key)
    store.objects.create(key, b"anders")
    with pytest.raises(Damaged):
        desks.newest(store.objects, "Anna", NOW)
    [version] = [name for name in store.objects.names(desks.FOLDER) if name.endswith(".json")]
    store.objects.delete(f"{desks.FOLDER}/{version}")
    store.objects.create(f"{desks.FOLDER}/{version}", b"{}")
    assert any(version in str(fault.values) for fault in verified(store).faults)
