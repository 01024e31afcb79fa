"""A file that stems from an older release would undo what others changed since: that is found, named and left alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ek_data.changes.diff import table_difference
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Damaged
from ek_data.i18n import GERMAN
from ek_data.store.publisher import Store, make_store, open_store
from ek_data.tables import MEASURES
from ek_data.updates.reversions import Reverted, changed_since, left_alone, reverted, versions_to_compare
from tests.programme import ALZEY, ASBACH, measure, municipality, programme


def measures(*rows: dict[str, object]) -> pd.DataFrame:
    return programme(measures=list(rows)).measures


def found(newest: pd.DataFrame, file: pd.DataFrame, *earlier: pd.DataFrame) -> Reverted:
    versions = [(len(earlier) - place, rows) for place, rows in enumerate(earlier)]
    return reverted(table_difference(newest, file, MEASURES), versions)


FIRST = measures(measure(ASBACH, "planned", measure_id="M1"), measure(ALZEY, measure_id="M2", title="Alt"))
NEWEST = measures(measure(ASBACH, "implemented", measure_id="M1"), measure(ALZEY, measure_id="M2", title="Alt"))
OLD_FILE = measures(measure(ASBACH, "planned", measure_id="M1"), measure(ALZEY, measure_id="M2", title="Neu"))


def test_cell_that_goes_back_is_found_and_one_that_is_new_is_not() -> None:
    back = found(NEWEST, OLD_FILE, FIRST)
    assert back.n == 1
    assert back.release == 1
    assert back.sentences({ASBACH: "VG Asbach"}, 5, GERMAN) == [
        "M1 · Padlet · VG Asbach, Status: jetzt „umgesetzt“, in der Datei „geplant“"
    ]


def test_what_goes_back_is_left_and_what_is_new_is_taken() -> None:
    kept = left_alone(OLD_FILE, found(NEWEST, OLD_FILE, FIRST))
    assert kept["status"].tolist() == ["implemented", "implemented"]
    assert kept["title"].tolist() == ["Padlet", "Neu"]
    assert kept.dtypes.to_dict() == OLD_FILE.dtypes.to_dict()


def test_emptied_cell_and_date_with_its_precision_go_back_too() -> None:
    dated = {"measure_id": "M1", "started_on": "2024-11-01"}
    first = measures(measure(ASBACH, **dated, started_on_precision="year"))
    newest = measures(measure(ASBACH, **dated, started_on_precision="month", note="belegt"))
    back = found(newest, first, first)
    assert back.n == 2
    assert not table_difference(newest, left_alone(first, back), MEASURES).counts.changed


def test_row_that_was_removed_since_does_not_come_back() -> None:
    newest = NEWEST[:1].reset_index(drop=True)
    back = found(newest, NEWEST, NEWEST)
    assert back.sentences({ALZEY: "Stadt Alzey"}, 5, GERMAN) == [
        "M2 · Alt · Stadt Alzey: seitdem entfernt, in der Datei noch vorhanden"
    ]
    assert left_alone(NEWEST, back)["measure_id"].tolist() == ["M1"]


def test_new_rows_and_values_that_never_were_are_nobody_s_past() -> None:
    file = measures(measure(ASBACH, "ended", measure_id="M1"), measure(ALZEY, measure_id="M9"))
    assert found(NEWEST, file, FIRST).n == 0
    assert found(NEWEST, OLD_FILE).n == 0  # nothing earlier


SINCE = measures(measure(ASBACH, "ended", measure_id="M1"), measure(ALZEY, measure_id="M2", title="Ganz anders"))


def test_cell_that_two_changed_is_asked_about_and_one_that_only_the_file_changed_is_not() -> None:
    back = changed_since(table_difference(NEWEST, SINCE, MEASURES), 1, FIRST)
    assert back.sentences({ASBACH: "VG Asbach"}, 5, GERMAN) == [
        "M1 · Padlet · VG Asbach, Status: jetzt „umgesetzt“, in der Datei „beendet“"
    ]


def test_what_two_changed_is_decided_one_by_one() -> None:
    newest = measures(measure(ASBACH, "planned", measure_id="M1", title="Neuer"), measure(ALZEY, measure_id="M2"))
    back = changed_since(table_difference(newest, SINCE, MEASURES), 1, FIRST)
    assert [line.split(": ")[1] for line in back.sentences({}, 9, GERMAN)] == [
        "jetzt „Neuer“, in der Datei „Padlet“",
        "jetzt „Padlet“, in der Datei „Ganz anders“",
    ]
    kept = left_alone(SINCE, back.without([1]))
    assert kept["title"].tolist() == ["Neuer", "Ganz anders"]


def published(folder: Path, *versions: pd.DataFrame) -> Store:
    store = make_store(str(folder))
    base = programme([municipality(ASBACH), municipality(ALZEY)])
    for number, rows in enumerate(versions):
        tables = Dataset({**base.tables, "measures": rows}).tables
        store.publish(number, tables, author="Anna", note="Test")
    return store


@pytest.mark.full
def test_store_gives_each_earlier_version_once_and_passes_over_damaged_ones(tmp_path: Path) -> None:
    store = published(tmp_path / "store", FIRST, NEWEST, FIRST, OLD_FILE)
    assert [number for number, _rows in store.versions("measures", 4, 20)] == [3, 2]
    assert [number for number, _rows in store.versions("measures", 4, 1)] == [3]
    assert [number for number, _rows in store.versions("measures", 3, 20)] == [2]  # its own content is no other version
    key = store.release(2).tables["measures"]
    (tmp_path / "store" / key).write_bytes(b"")
    fresh = open_store(str(tmp_path / "store"))
    assert [number for number, _rows in fresh.versions("measures", 4, 20)] == [3]
    with pytest.raises(Damaged):
        fresh.dataset(2)


def test_of_large_tables_fewer_versions_are_read() -> None:
    assert [versions_to_compare(rows) for rows in (0, 60, 200_000, 5_000_000)] == [20, 20, 10, 3]
