"""Releases in a folder and, with the same tests, behind a real S3 interface."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from ek_data.changes.diff import difference
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Damaged, Missing
from ek_data.figures.qualified import Quantity
from ek_data.i18n import GERMAN
from ek_data.store import publisher
from ek_data.store.backends import NO_OBJECT, Folder, Unfit, Unreachable
from ek_data.store.publisher import Overtaken, Store, ensure_first, make_store, open_store
from ek_data.tables import MEASURES, TABLES
from tests.programme import ASBACH, measure, municipality, programme
from tests.selection import first
from tests.store.places import contents, remove
from tests.store.rows import INVENTED, PECULIAR, said, saying


def publish(store: Store, base: int, text: str, author: str = "Anna") -> int:
    return store.publish(base, saying(text), author=author, note=text).number


def test_empty_store_has_no_release(store: Store) -> None:
    assert store.newest_number() == 0
    assert store.releases() == ()
    with pytest.raises(Missing, match="no release yet"):
        store.newest()


def test_opening_for_reading_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no store at"):
        open_store(str(tmp_path / "typing error"), writing=False)
    assert list(tmp_path.iterdir()) == []


def test_first_release_is_the_given_data_and_is_published_once(store: Store) -> None:
    ensure_first(store, Dataset.of(measures=PECULIAR))
    ensure_first(store, Dataset.of())
    assert [release.number for release in store.releases()] == [1]
    pd.testing.assert_frame_equal(store.dataset(1).measures, PECULIAR)


def test_rows_come_back_exactly_as_they_were_typed(store: Store, url: str) -> None:
    store.publish(0, {"measures": PECULIAR}, author="Anna", note="")
    again = open_store(url, writing=False).dataset(1)
    pd.testing.assert_frame_equal(again.measures, PECULIAR)
    for table in TABLES:
        assert dict(again.tables[table.name].dtypes) == dict(table.empty().dtypes)


def test_release_tells_who_published_what_and_when(store: Store) -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    published = store.publish(0, saying("a"), author="Änne", note="erste „Fassung“")
    origin = store.newest().dataset.origin
    assert (published.author, published.note) == ("Änne", "erste „Fassung“")
    assert published.rows == {"measures": 1, "events": 1}
    assert (origin.release, origin.author, origin.note) == (1, "Änne", "erste „Fassung“")
    assert before <= published.published_at <= dt.datetime.now(dt.UTC)


def test_tables_that_are_not_given_stay_as_they_were(store: Store) -> None:
    publish(store, 0, "a")
    changed = store.publish(1, {"measures": saying("b")["measures"]}, author="Anna", note="")
    assert said(store.dataset(2)) == {"a", "b"}
    assert changed.rows == {"measures": 1, "events": 1}


@pytest.mark.full
def test_equal_tables_share_one_object_and_one_frame(store: Store) -> None:
    publish(store, 0, "a")
    publish(store, 1, "b")
    publish(store, 2, "a")
    first, third = store.release(1), store.release(3)
    assert first.tables == third.tables
    old, new = store.dataset(1), store.dataset(3)
    assert old.measures is new.measures
    assert difference(old, new).empty


@pytest.mark.full
def test_history_is_newest_first_and_each_release_names_the_one_before(store: Store, url: str) -> None:
    for base in range(3):
        publish(store, base, str(base))
    releases = open_store(url).releases()
    assert [release.number for release in releases] == [3, 2, 1]
    assert [release.parent for release in releases] == [releases[1].seal, releases[2].seal, ""]
    assert store.faults() == ()


def test_publication_on_an_older_release_is_told_who_was_faster(store: Store) -> None:
    publish(store, 0, "a")
    publish(store, 1, "b", author="Bernd")
    with pytest.raises(Overtaken) as told:
        publish(store, 1, "c")
    assert (told.value.theirs.number, told.value.values["author"]) == (2, "Bernd")
    assert "Datenstand 2 von Bernd" in told.value.sentence(GERMAN)
    assert said(store.newest().dataset) == {"b"}


def test_there_is_no_base_beyond_the_newest_release(store: Store) -> None:
    publish(store, 0, "a")
    with pytest.raises(Missing, match="no release 7"):
        publish(store, 7, "b")


def test_restore_is_a_new_release_with_the_old_content(store: Store) -> None:
    publish(store, 0, "a")
    publish(store, 1, "b")
    restored = store.restore(2, 1, author="Anna", note="zurück")
    assert (restored.number, restored.restores, restored.tables) == (3, 1, store.release(1).tables)
    assert said(store.newest().dataset) == {"a"}
    with pytest.raises(Overtaken):
        store.restore(2, 1, author="Bernd", note="auch")


@pytest.mark.full
def test_release_that_is_not_there_cannot_be_restored(store: Store) -> None:
    publish(store, 0, "a")
    with pytest.raises(Missing, match="no release 5"):
        store.restore(1, 5, author="Anna", note="")
    assert store.newest_number() == 1


def test_damaged_release_is_not_restored(store: Store, url: str) -> None:
    publish(store, 0, "a")
    publish(store, 1, "b")
    remove(store.objects, store.release(1).tables["measures"])
    with pytest.raises(Damaged, match="release 1"):
        open_store(url).restore(2, 1, author="Anna", note="")
    assert store.newest_number() == 2


def test_nothing_is_overwritten_or_deleted(store: Store) -> None:
    publish(store, 0, "a")
    before = contents(store.objects)
    publish(store, 1, "b")
    store.restore(2, 1, author="Anna", note="")
    after = contents(store.objects)
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 4  # two tables, two manifests


def test_uploaded_files_are_kept_with_their_names_as_data(store: Store, tmp_path: Path) -> None:
    names = ("../../../escaped.csv", "/etc/passwd", "C:\\x.csv", "", "Maßnahmen \udcff.csv", "x" * 5000)
    files = [(name, name.encode("utf-8", "replace") + b";1") for name in names]
    release = store.publish(0, saying("a"), author="Anna", note="", files=files)
    assert [file.name for file in release.files] == [name.replace("\udcff", "?") for name in names]
    assert [store.original(file.sha256) for file in release.files] == [data for _name, data in files]
    assert [file.size for file in release.files] == [len(data) for _name, data in files]
    assert sorted(store.objects.names("originals")) == sorted(file.sha256 for file in release.files)
    assert not list(tmp_path.rglob("escaped*"))


@pytest.mark.parametrize("sha256", first(1, ["0" * 64, "../releases/00000001.json", ""]))
def test_only_kept_files_are_handed_out(store: Store, sha256: str) -> None:
    publish(store, 0, "a")
    with pytest.raises(Damaged, match="checksum"):
        store.original(sha256)


@pytest.mark.full
def test_clock_has_no_part_in_the_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(store, 0, "a")
    monkeypatch.setattr(publisher, "_now", lambda: dt.datetime(1995, 1, 1, tzinfo=dt.UTC))
    publish(store, 1, "b")
    assert [release.number for release in store.releases()] == [2, 1]
    assert said(store.newest().dataset) == {"b"}
    assert store.faults() == ()


@pytest.mark.full
def test_invented_data_are_marked_in_the_release_too(store: Store) -> None:
    store.publish(0, {"municipalities": INVENTED}, author="Anna", note="")
    publish(store, 1, "b")
    assert [release.demo for release in store.releases()] == [True, True]


class Unsteady(Folder):
    """A folder that loses answers about manifests: `before` the write, or `after` it, as often as said."""

    def __init__(self, root: Path, before: int = 0, after: int = 0) -> None:
        super().__init__(root)
        self.before, self.after = before, after

    def create(self, key: str, data: bytes) -> bool:
        if key.startswith("releases/") and self.before:
            self.before -= 1
            raise Unreachable("no answer")
        created = super().create(key, data)
        if key.startswith("releases/") and self.after:
            self.after -= 1
            raise Unreachable("no answer")
        return created


def proven(objects: Folder) -> Store:
    store = Store(objects)
    store.prove()
    return store


@pytest.mark.parametrize(("before", "after"), first(2, [(1, 0), (0, 1), (2, 0), (0, 3), (1, 1)]))
def test_lost_answer_ends_in_one_release_reported_as_published(tmp_path: Path, before: int, after: int) -> None:
    store = proven(Unsteady(tmp_path, before, after))
    assert publish(store, 0, "a") == 1
    assert len(store.releases()) == 1


def test_store_that_stops_answering_leaves_it_open_whether_the_release_exists(tmp_path: Path) -> None:
    store = proven(Unsteady(tmp_path, before=3))
    with pytest.raises(Unreachable, match="not certain whether release 1"):
        publish(store, 0, "a")
    assert store.newest_number() == 0


def test_lost_answer_about_somebody_elses_release_is_no_success(tmp_path: Path) -> None:
    class Beaten(Unsteady):
        def create(self, key: str, data: bytes) -> bool:
            if key.startswith("releases/") and self.before:  # the other one is faster, then the answer is lost
                publish(Store(Folder(tmp_path)), 0, "theirs", author="Bernd")
            return super().create(key, data)

    with pytest.raises(Overtaken, match="Bernd"):
        publish(proven(Beaten(tmp_path, before=1)), 0, "ours")


class Forgetful:
    """A store that answers "created" to everybody, as some S3 clones do."""

    place = "s3://forgetful"

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def prepare(self) -> None: ...

    def create(self, key: str, data: bytes) -> bool:
        self.kept[key] = bytes(data)
        return True

    def read(self, key: str) -> bytes:
        if key not in self.kept:
            raise Missing(NO_OBJECT, key=key, place=self.place)
        return self.kept[key]

    def names(self, folder: str) -> list[str]:
        return [key.rpartition("/")[2] for key in self.kept if key.startswith(folder)]


def test_store_that_lets_releases_be_overwritten_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher, "open_objects", lambda url: Forgetful())
    with pytest.raises(Unfit, match="If-None-Match"):
        make_store("s3://forgetful")


@pytest.mark.full
def test_table_of_a_million_rows_is_published_and_read(tmp_path: Path) -> None:
    numbers = pd.Series(range(1_000_000), dtype="Int64")
    rows = pd.DataFrame({"measure_id": "M" + numbers.astype("string"), "reach": numbers, "status": "planned"})
    store = make_store(str(tmp_path))
    store.publish(0, {"measures": rows}, author="Anna", note="")
    assert store.dataset(1).measures["reach"].sum() == numbers.sum()


def test_release_keeps_its_headline_figures_and_so_does_one_that_restores_it(store: Store, url: str) -> None:
    for base, status in enumerate(("implemented", "planned")):
        rows = programme([municipality(ASBACH)], [measure(ASBACH, status)])
        store.publish(base, rows.tables, author="Anna", note="")
    store.restore(2, 1, author="Anna", note="")
    done = [each.figures["measures_done"] for each in open_store(url, writing=False).releases()]
    assert done == [Quantity(1), Quantity(0), Quantity(1)]


def test_figures_are_those_of_all_tables_though_some_only_are_published(store: Store) -> None:
    rows = programme([municipality(ASBACH)], [measure(ASBACH)])
    store.publish(0, rows.tables, author="Anna", note="")
    second = store.publish(1, {"measures": MEASURES.empty()}, author="Anna", note="")
    assert (second.figures["participants"], second.figures["measures"]) == (Quantity(1), Quantity(0))
