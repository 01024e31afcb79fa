"""A store is made by ``ek-data init`` and by nothing else: a drive that is not there is told, never replaced."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest

from ek_data.__main__ import FAULT, main
from ek_data.demo import demo
from ek_data.exports.spreadsheet import write_folder
from ek_data.settings import SHIPPED, Settings
from ek_data.store import data_sources
from ek_data.store.publisher import open_store
from tests.selection import each
from tests.store.conftest import s3_environment  # noqa: F401
from tests.store.places import BUCKET, shipped_store

MEASURES = str(SHIPPED / "massnahmen.csv")
SIGNED = ("--author", "Anna", "--note", "Test")
COMMANDS = {
    "check": ("check", MEASURES),
    "deck": ("deck", "--format", "html", "--out", "deck.html"),
    "export": ("export", "--out", "csv"),
    "figures": ("figures",),
    "publish": ("publish", MEASURES, *SIGNED),
    "releases": ("releases",),
    "restore": ("restore", "1", *SIGNED),
    "template": ("template", "massnahmen", "--out", "vorlage.xlsx"),
    "verify": ("verify",),
    "forget": ("forget", "a.csv", *SIGNED, "--yes"),
}
PLACES = {
    "nothing": lambda drive: None,
    "the empty folder that an unmounted drive leaves": lambda drive: drive.mkdir(),
    "an empty folder for releases": lambda drive: (drive / "releases").mkdir(parents=True),
    "a file": lambda drive: drive.write_text("x"),
}


def everything(root: Path) -> list[Path]:
    return sorted(root.rglob("*"))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", each(COMMANDS, ["publish", "verify"]))
def test_no_command_makes_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    PLACES[place](tmp_path / "drive")
    before = everything(tmp_path)
    for address in (str(tmp_path / "drive"), (tmp_path / "drive").as_uri()):
        assert main([*COMMANDS[command], "--store", address]) == FAULT
        said = capsys.readouterr().err
        assert "liegt keine Ablage" in said
        assert f"ek-data init {tmp_path / 'drive'}" in said
    assert everything(tmp_path) == before


@pytest.mark.parametrize("command", each(COMMANDS, ["publish", "verify"]))
@pytest.mark.full
def test_no_command_makes_a_store_in_a_bucket(
    s3_environment: dict[str, str],  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in s3_environment.items():
        monkeypatch.setenv(name, value)
    address = f"s3://{BUCKET}/{uuid.uuid4().hex}"
    for _again in range(2):  # the first time must not have made it
        assert main([*COMMANDS[command], "--store", address]) == FAULT
        assert f"Unter {address} liegt keine Ablage." in capsys.readouterr().err


def test_store_that_is_made_begins_with_the_shipped_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "srv" / "store")
    assert main(["init", place]) == 0
    assert capsys.readouterr().out == (
        f"Die Ablage {place} ist angelegt: Datenstand 1 ist veröffentlicht.\n"
        f"Ansehen und pflegen: uv run dashboard --store {place}\n"
    )
    assert Settings(store=place).folder == SHIPPED
    assert len(open_store(place).dataset(1).participants) == 14
    assert main(["figures", "--store", place]) == 0


@pytest.mark.full
def test_store_can_begin_with_the_tables_of_a_folder(tmp_path: Path) -> None:
    write_folder(demo(3, 5), tmp_path / "tables")
    assert main(["init", str(tmp_path / "store"), "--data", str(tmp_path / "tables")]) == 0
    first = open_store(str(tmp_path / "store")).newest().dataset
    assert (first.origin.release, len(first.municipalities), len(first.measures)) == (1, 3, 5)


def test_store_of_another_programme_keeps_its_boundaries_and_its_account_wherever_it_goes(tmp_path: Path) -> None:
    folder, store, moved = (tmp_path / name for name in ("new", "store", "moved"))
    assert main(["new", str(folder)]) == 0
    shutil.copy(SHIPPED / "grenzen.topojson", folder / "Grenzen neu.topojson")
    assert main(["init", str(store), "--data", str(folder)]) == 0
    assert main(["copy", store.as_uri(), str(moved)]) == 0
    assert main(["verify", "--store", str(moved)]) == 0
    for place in (str(store), store.as_uri(), str(moved)):
        own = Settings(store=place).folder
        assert sorted(file.name for file in own.iterdir()) == ["Grenzen neu.topojson", "QUELLEN.md"]
        assert (own / "QUELLEN.md").read_bytes() == (folder / "QUELLEN.md").read_bytes()


def test_folder_without_its_tables_makes_no_store(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "store"), "--data", str(tmp_path)]) == FAULT
    assert list(tmp_path.iterdir()) == []


def test_store_that_is_there_is_not_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = shipped_store(tmp_path)
    (tmp_path / "releases" / "00000001.json").write_bytes(b"damaged")
    before = {path: path.read_bytes() for path in everything(tmp_path) if path.is_file()}
    assert main(["init", place]) == FAULT
    assert "liegt schon eine Ablage" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in everything(tmp_path) if path.is_file()} == before


@pytest.mark.full
def test_store_whose_making_was_interrupted_is_told_and_can_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shipped := Path(shipped_store(tmp_path)) / "releases" / "00000001.json").unlink()
    assert main(["figures", "--store", str(tmp_path)]) == FAULT
    assert "noch keinen Datenstand" in capsys.readouterr().err
    assert main(["init", str(tmp_path)]) == 0
    assert shipped.exists()


def test_one_of_two_that_make_the_same_store_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = data_sources.load

    def while_another_is_faster(path: Path) -> object:
        shipped_store(tmp_path)
        return load(path)

    monkeypatch.setattr(data_sources, "load", while_another_is_faster)
    assert main(["init", str(tmp_path)]) == FAULT
    assert open_store(str(tmp_path)).newest_number() == 1
