"""Stores of other versions: those of today's form open for ever, and what a later one wrote is not published over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ek_data.__main__ import main
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Damaged, Newer
from ek_data.i18n import GERMAN
from ek_data.slides import saved
from ek_data.slides.options import Choice
from ek_data.store import header_mappings
from ek_data.store.backends import Folder
from ek_data.store.checksums import checksum, sealed
from ek_data.store.manifest import manifest_key, table_key
from ek_data.store.publisher import Overtaken, Store, make_store, open_store
from ek_data.tables import TABLES
from tests.programme import shipped
from tests.selection import each
from tests.store.places import everything, overwrite
from tests.store.rows import said, saying

STORES = Path(__file__).parent / "fixtures"


@pytest.fixture(params=[store.name for store in STORES.iterdir()])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a store that an earlier version wrote: five tables, one of them changed, events changed, restored."""
    return Path(shutil.copytree(STORES / request.param, tmp_path / "store"))


def test_stored_store_opens_and_every_table_of_every_release_is_read(stored: Path) -> None:
    store = open_store(str(stored))
    assert [release.restores for release in store.releases()] == [1, None, None, None]
    assert [release.note for release in store.releases()][-1] == "Erster Datenstand"
    assert store.faults() == ()
    assert store.newest().faults == ()
    for release in store.releases():
        tables = store.dataset(release.number).tables
        assert {name: len(rows) for name, rows in tables.items()} == release.rows
        assert {name: dict(rows.dtypes) for name, rows in tables.items()} == {
            table.name: dict(table.empty().dtypes) for table in TABLES
        }
    first, second, third, fourth = (store.dataset(number) for number in (1, 2, 3, 4))
    assert first.measures["measure_id"].tolist() == [f"M{number:02}" for number in range(1, 60)]
    assert (first.measures["status"] != second.measures["status"]).tolist() == [True] + [False] * 58
    assert third.events["attendance"][0] == 40
    assert len(third.key_facts) == 0
    assert fourth.tables == first.tables


def test_stored_store_is_verified_and_copied(stored: Path, tmp_path: Path) -> None:
    assert main(["verify", "--store", str(stored)]) == 0
    assert main(["copy", str(stored), str(tmp_path / "copy")]) == 0
    assert everything(open_store(str(tmp_path / "copy")).objects).items() >= everything(Folder(stored)).items()


def test_one_of_the_stored_stores_is_from_before_manifests_named_their_format() -> None:
    written = [json.loads((store / "releases" / "00000001.json").read_text("utf-8")) for store in STORES.iterdir()]
    assert any("format" not in manifest for manifest in written)


def test_stored_store_keeps_its_files_its_header_mappings_and_its_presentations(stored: Path) -> None:
    store = open_store(str(stored))
    (file,) = store.release(2).files
    assert (file.name, store.original(file.sha256).decode("cp1252").split(";")[0]) == ("maßnahmen.csv", "Maßnahmen-Nr.")
    header = ("Maßnahmen-Nr.", "Stand")
    assert header_mappings.remembered(store.objects, header).columns == {
        "Stand": "status",
        "Maßnahmen-Nr.": "measure_id",
    }
    assert saved.saved(store.objects) == {
        "Netzwerktreffen": Choice.of(title="Netzwerktreffen", slides=("title", "map", "closing")),
        "Ohne Namen": Choice(anonymous=True),
    }


@pytest.mark.full
def test_stored_store_is_published_into_and_restored_from(stored: Path) -> None:
    before = {path: path.read_bytes() for path in stored.rglob("*") if path.is_file()}
    store = open_store(str(stored))
    measures = store.newest().dataset.measures.iloc[:-1]
    assert store.publish(4, {"measures": measures}, author="Anna", note="eine weniger").number == 5
    assert store.restore(5, 3, author="Anna", note="zurück").number == 6
    again = open_store(str(stored))
    assert (len(again.dataset(5).measures), len(again.dataset(6).measures)) == (58, 59)
    assert again.faults() == ()
    assert {path: path.read_bytes() for path in before} == before


def test_stored_store_that_lost_its_empty_folders_and_its_probe_opens(stored: Path) -> None:
    shutil.rmtree(stored / "mappings")
    (stored / "probe").unlink()
    store = open_store(str(stored))
    assert store.publish(4, {}, author="Anna", note="").number == 5


def rewritten(store: Store, number: int, **content: Any) -> None:
    """Let a later version have written release `number`, with more or other `content` in its manifest."""
    told = json.loads(store.objects.read(manifest_key(number))) | content
    del told["seal"]
    overwrite(store.objects, manifest_key(number), sealed(told))


def with_table(store: Store, number: int, name: str, table: pa.Table) -> None:
    """Let a later version have written `table` into release `number`."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    with_bytes(store, number, name, sink.getvalue().to_pybytes())


def with_bytes(store: Store, number: int, name: str, data: bytes) -> None:
    key = table_key(name, checksum(data))
    store.objects.create(key, data)
    rewritten(store, number, tables={**store.release(number).tables, name: key})


def table_of(store: Store, number: int, name: str) -> pa.Table:
    return pq.read_table(pa.BufferReader(store.packed(store.release(number), name)))


def later_format(store: Store) -> None:
    rewritten(store, 2, format=2)


def later_format_without_what_is_known_here(store: Store) -> None:
    rewritten(store, 2, format=2, tables=["measures"], files=None, published_at=7)


def unknown_code(store: Store) -> None:
    rows = table_of(store, 2, "events")
    place = rows.schema.get_field_index("type")
    with_table(store, 2, "events", rows.set_column(place, "type", pa.array(["webinar"] * len(rows))))


def unknown_precision(store: Store) -> None:
    rows = table_of(store, 2, "events")
    place = rows.schema.get_field_index("starts_on_precision")
    with_table(store, 2, "events", rows.set_column(place, "starts_on_precision", pa.array(["week"] * len(rows))))


def unknown_table(store: Store) -> None:
    with_table(store, 2, "grants", pa.table({"grant_id": ["G1"]}))


def another_type(store: Store) -> None:
    rows = table_of(store, 2, "events")
    place = rows.schema.get_field_index("event_id")
    with_table(store, 2, "events", rows.set_column(place, "event_id", pa.array([7] * len(rows))))  # would become "7"


def no_parquet(store: Store) -> None:
    with_bytes(store, 2, "events", b"ARROW1 and what else there may be one day")


LATER = [
    later_format,
    later_format_without_what_is_known_here,
    unknown_code,
    unknown_precision,
    unknown_table,
    another_type,
    no_parquet,
]


@pytest.fixture
def two(tmp_path: Path) -> Store:
    """Two releases, each with tables of its own."""
    store = make_store(str(tmp_path))
    for base, text in enumerate("ab"):
        store.publish(base, saying(text), author="Anna", note=text)
    return store


@pytest.mark.parametrize("later", each(LATER, ["later_format", "unknown_code"], lambda later: later.__name__))
def test_what_a_later_version_wrote_is_told_and_neither_published_nor_restored_over(
    two: Store, tmp_path: Path, later: Any
) -> None:
    later(two)
    store = open_store(str(tmp_path))
    dataset, (fault,) = store.newest()
    assert said(dataset) == {"a"}
    assert isinstance(fault, Newer)
    sentence = fault.sentence(GERMAN)
    assert sentence.startswith("Datenstand 2 stammt aus einer neueren Version dieses Dashboards")
    assert sentence.endswith("Bitte das Dashboard aktualisieren; bis dahin lassen sich die Daten nur lesen.")
    for base in (0, 1, 2):
        for attempt in (
            lambda base=base: store.publish(base, saying("c"), author="Bernd", note=""),
            lambda base=base: store.restore(base, 1, author="Bernd", note=""),
        ):
            with pytest.raises(Newer):
                attempt()
    assert store.newest_number() == 2


@pytest.mark.parametrize("later", each(LATER, ["later_format", "unknown_code"], lambda later: later.__name__))
@pytest.mark.full
def test_what_a_later_version_wrote_is_not_passed_over_for_damage_after_it(
    two: Store, tmp_path: Path, later: Any
) -> None:
    two.publish(2, saying("c"), author="Anna", note="")
    later(two)
    overwrite(two.objects, manifest_key(3), b"damaged")
    with pytest.raises(Newer):
        open_store(str(tmp_path)).publish(1, saying("d"), author="Bernd", note="")


@pytest.mark.full
def test_release_that_a_later_version_wrote_is_not_brought_back(two: Store, tmp_path: Path) -> None:
    two.publish(2, saying("c"), author="Anna", note="")
    unknown_code(two)
    with pytest.raises(Newer):
        open_store(str(tmp_path)).restore(3, 2, author="Bernd", note="")


def test_store_of_a_later_version_says_so_and_not_that_it_is_damaged(tmp_path: Path) -> None:
    make_store(str(tmp_path)).publish(0, saying("a"), author="Anna", note="")
    rewritten(open_store(str(tmp_path)), 1, format=2)
    with pytest.raises(Newer):
        open_store(str(tmp_path)).newest()


@pytest.mark.full
def test_faster_publication_of_a_later_version_is_told(two: Store, tmp_path: Path) -> None:
    slow = open_store(str(tmp_path))
    create = slow.objects.create

    def too_late(key: str, data: bytes) -> bool:
        if key == manifest_key(3):
            two.publish(2, saying("theirs"), author="Berta", note="")
            rewritten(two, 3, format=2)
        return create(key, data)

    slow.objects.create = too_late  # type: ignore[method-assign]
    with pytest.raises(Newer):
        slow.publish(2, saying("ours"), author="Bernd", note="")


@pytest.mark.full
def test_damage_is_still_published_over(two: Store, tmp_path: Path) -> None:
    overwrite(two.objects, two.release(2).tables["events"], b"")
    store = open_store(str(tmp_path))
    (fault,) = store.newest().faults
    assert isinstance(fault, Damaged)
    assert store.publish(1, saying("c"), author="Bernd", note="").number == 3


def test_manifest_names_its_format(two: Store) -> None:
    assert json.loads(two.objects.read(manifest_key(2)))["format"] == 1


ROWS = ["E1", "E2", "E3"]


@pytest.fixture
def added(tmp_path: Path) -> Store:
    """A release to which a later version added columns of every kind, a field, and a note to its file."""
    store = make_store(str(tmp_path))
    events = Dataset.of(events=pd.DataFrame({"event_id": ROWS, "title": ROWS})).events
    store.publish(0, {"events": events}, author="Anna", note="", files=[("a.csv", b"a")])
    rows = table_of(store, 1, "events")
    for name, values in {
        "step_free": pa.array([True, False, None]),
        "signed": pa.array(["Gebärden", None, "Schrift"]),
        "rooms": pa.array([["a", "b"], [], ["c"]]),
    }.items():
        rows = rows.append_column(name, values)
    with_table(store, 1, "events", rows)
    (file,) = json.loads(store.objects.read(manifest_key(1)))["files"]
    rewritten(store, 1, glossary="glossar-1.md", more={"a": 1}, files=[file | {"sheet": "Termine"}])
    return open_store(str(tmp_path))


def kept(store: Store, number: int) -> list[dict[str, Any]]:
    return table_of(store, number, "events").select(["event_id", "step_free", "signed", "rooms"]).to_pylist()


def test_release_with_more_in_it_is_read(added: Store) -> None:
    assert added.faults() == ()
    assert added.newest().faults == ()
    assert added.newest().dataset.events["title"].tolist() == ROWS
    assert added.release(1).files[0].name == "a.csv"


@pytest.mark.full
def test_columns_that_a_later_version_added_keep_their_values_for_the_rows_that_remain(added: Store) -> None:
    before = kept(added, 1)
    events = added.dataset(1).events
    new = events.iloc[[2, 0]].assign(title="neu")
    further = Dataset.of(events=pd.DataFrame({"event_id": ["E9"], "title": ["E9"]})).events
    added.publish(1, {"events": pd.concat([further, new])}, author="Bernd", note="")
    assert added.dataset(2).events["title"].tolist() == ["E9", "neu", "neu"]
    assert kept(added, 2) == [
        {"event_id": "E9", "step_free": None, "signed": None, "rooms": None},
        before[2],
        before[0],
    ]
    added.publish(2, saying("c"), author="Bernd", note="")
    assert [row["step_free"] for row in kept(added, 3)] == [True]  # of E1
    added.restore(3, 1, author="Bernd", note="")
    assert kept(added, 4) == before


@pytest.mark.full
def test_fields_that_a_later_version_added_to_a_manifest_are_kept(added: Store) -> None:
    added.publish(1, saying("b"), author="Bernd", note="")
    added.restore(2, 1, author="Bernd", note="")
    for number in (2, 3):
        told = json.loads(added.objects.read(manifest_key(number)))
        assert (told["glossary"], told["more"], told["number"]) == ("glossar-1.md", {"a": 1}, number)


@pytest.mark.full
def test_added_column_is_kept_by_publishing_the_shipped_tables_anew(tmp_path: Path) -> None:
    store, tables = make_store(str(tmp_path)), shipped().tables
    store.publish(0, tables, author="Anna", note="")
    for name in tables:
        rows = table_of(store, 1, name)
        with_table(store, 1, name, rows.append_column("later", pa.array(range(len(rows)))))
        store = open_store(str(tmp_path))
    store.publish(1, {name: rows.iloc[::-1] for name, rows in tables.items()}, author="Bernd", note="")
    for name, rows in tables.items():
        assert table_of(store, 2, name)["later"].to_pylist() == list(range(len(rows)))[::-1], name


def test_publishing_on_what_another_published_is_still_told(two: Store) -> None:
    with pytest.raises(Overtaken):
        two.publish(1, saying("c"), author="Bernd", note="")


@pytest.mark.full
def test_figures_that_an_earlier_version_carried_on_to_other_tables_are_none(tmp_path: Path) -> None:
    store = make_store(str(tmp_path))
    store.publish(0, shipped().tables, author="Anna", note="")
    store.publish(1, saying("b"), author="Bernd", note="")
    assert store.release(2).figures
    first = json.loads(store.objects.read(manifest_key(1)))
    rewritten(store, 2, figures=first["figures"], counted=first["counted"])
    assert open_store(str(tmp_path)).release(2).figures == {}
