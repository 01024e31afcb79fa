import json
from pathlib import Path

import pandas as pd
import pytest

from ek_data.__main__ import main
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Invalid, Missing
from ek_data.exports.spreadsheet import parquet_bytes, write_folder
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.settings import SHIPPED
from ek_data.store.data_sources import load
from ek_data.tables import TABLES

DATASET = Dataset.of(
    municipalities=pd.DataFrame(
        {
            "ars": ["073310000000"],
            "name": ["Landkreis Alzey-Worms"],
            "kind": ["district"],
            "cohort": [2025],
            "status": ["active"],
            "population": [131238],
            "certainty": ["sourced"],
        }
    ),
    events=pd.DataFrame(
        {
            "event_id": ["E1"],
            "type": ["network_meeting"],
            "title": ["Netzwerktreffen"],
            "starts_on": [pd.Timestamp(2024, 11, 1)],
            "starts_on_precision": ["month"],  # only the month is known, and that must survive
            "status": ["held"],
            "relation": ["programme"],
            "certainty": ["sourced"],
        }
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(DATASET, tmp_path)
    return tmp_path


def replaced(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8-sig").replace(old, new), "utf-8-sig")


def test_the_shipped_folder_loads_with_every_row() -> None:
    loaded = load(SHIPPED)
    for table in TABLES:
        records = pd.read_csv(SHIPPED / table.file, sep=";", dtype=str)
        assert len(loaded.tables[table.name]) == len(records), table.file


def test_a_folder_gives_the_data_set_that_was_written(folder: Path) -> None:
    loaded = load(folder)
    for table in TABLES:
        pd.testing.assert_frame_equal(loaded.tables[table.name], DATASET.tables[table.name])
    assert loaded.origin.place == str(folder)


@pytest.mark.full
def test_a_parquet_file_stands_for_a_csv_file(folder: Path) -> None:
    for name in ("kommunen", "veranstaltungen"):
        table = next(table for table in TABLES if table.file.startswith(name))
        (folder / f"{name}.csv").unlink()
        (folder / f"{name}.parquet").write_bytes(parquet_bytes(DATASET.tables[table.name]))
    loaded = load(folder)
    for table in TABLES:
        pd.testing.assert_frame_equal(loaded.tables[table.name], DATASET.tables[table.name])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Missing) as caught:
        load(tmp_path / "fehlt")
    assert caught.value.sentence(GERMAN) == f"Den Ordner {tmp_path / 'fehlt'} gibt es nicht."


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "eckdaten.csv").unlink()
    with pytest.raises(Missing) as caught:
        load(folder)
    assert caught.value.sentence(GERMAN) == f"Im Ordner {folder} fehlt die Datei eckdaten.csv."


def test_a_file_that_cannot_be_opened_is_named(folder: Path) -> None:
    (folder / "eckdaten.csv").unlink()
    (folder / "eckdaten.csv").symlink_to(folder / "eckdaten.csv")  # points to itself
    with pytest.raises(Missing, match=r"eckdaten\.csv"):
        load(folder)


def test_a_wrong_value_is_told_with_its_cell(folder: Path) -> None:
    replaced(folder / "kommunen.csv", "131238", "k. A.")
    with pytest.raises(Invalid) as caught:
        load(folder)
    assert caught.value.sentence(GERMAN) == (
        f"Die Daten in {folder} sind nicht verwendbar. kommunen.csv, Zelle O2 (Einwohnerzahl): "
        "„k. A.“ ist keine Zahl. Leer lassen, wenn unbekannt."
    )
    assert [problem.cell for problem in caught.value.problems] == ["O2"]


@pytest.mark.full
def test_a_wrong_column_is_told(folder: Path) -> None:
    replaced(folder / "kommunen.csv", "Teilnahme", "Ampel")
    with pytest.raises(Invalid) as caught:
        load(folder)
    assert "Required columns are missing: Teilnahme." in caught.value.sentence(ENGLISH)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00", b"a;b\r\n1;2\r\n"])
def test_a_file_that_is_no_table_of_ours_is_named(folder: Path, content: bytes) -> None:
    (folder / "eckdaten.csv").write_bytes(content)
    with pytest.raises(Invalid) as caught:
        load(folder)
    assert "eckdaten.csv" in caught.value.sentence(GERMAN)


def test_several_errors_are_counted_and_all_carried(folder: Path) -> None:
    replaced(folder / "kommunen.csv", "131238", "viele")
    replaced(folder / "veranstaltungen.csv", "2024-11", "2024-13")
    with pytest.raises(Invalid) as caught:
        load(folder)
    assert "2 Fehler" in caught.value.sentence(GERMAN)
    assert [problem.file for problem in caught.value.problems] == ["kommunen.csv", "veranstaltungen.csv"]


def test_the_command_line_checks_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "kommunen.csv"
    assert main(["check", str(file), "--data", str(folder)]) == 0
    assert "kommunen.csv (Kommunen): 1 Zeile, 0 Fehler" in capsys.readouterr().out
    broken = folder / "neu.csv"
    broken.write_bytes(file.read_bytes())
    replaced(broken, "131238", "131,5")
    assert main(["check", str(broken), "--data", str(folder), "--json"]) == 1
    [entry] = json.loads(capsys.readouterr().out)
    assert (entry["file"], entry["table"], entry["rows"]) == ("neu.csv", "municipalities", 1)
    [error] = [problem for problem in entry["problems"] if problem["severity"] == "error"]
    assert error == {
        "file": "neu.csv",
        "row": 2,
        "column": "Einwohnerzahl",
        "cell": "O2",
        "value": "131,5",
        "message": "„131,5“ ist keine ganze Zahl.",
        "suggestion": None,
        "severity": "error",
    }


@pytest.mark.full
def test_the_command_line_speaks_english_on_demand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "kommunen.csv"), "--data", str(folder), "--lang", "en"]) == 0
    assert "1 row, 0 errors" in capsys.readouterr().out


def test_a_refused_file_has_its_own_exit_status(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = folder / "bild.csv"
    refused.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    assert main(["check", str(refused), "--data", str(folder), "--json"]) == 3
    [entry] = json.loads(capsys.readouterr().out)
    assert (entry["file"], entry["table"]) == ("bild.csv", None)


def test_a_missing_place_is_one_sentence_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "x.csv"), "--data", str(tmp_path / "fehlt")]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"Den Ordner {tmp_path / 'fehlt'} gibt es nicht.\n")
