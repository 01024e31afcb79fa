"""The command ``dashboard``: what it refuses, and with which words."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest

from ek_data.settings import SHIPPED, Settings
from ek_data.store.backends import NO_ANSWER, Unreachable
from ek_data.web import app
from tests.store.places import shipped_store


def damaged(folder: Path) -> Path:
    for file in SHIPPED.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "massnahmen.csv").write_bytes(b"\x00\x01\x02" * 100)
    return folder


def test_missing_place_is_a_sentence_and_the_server_does_not_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        app.main(["--data", str(tmp_path / "nirgends")])
    assert stopped.value.code == app.UNUSABLE
    assert "gibt es nicht" in capsys.readouterr().err


def test_port_that_is_taken_is_a_sentence_with_another_one(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as stopped:
            app.main(["--data", str(SHIPPED), "--port", str(port)])
    assert stopped.value.code == app.UNUSABLE
    assert f"Der Port {port} ist belegt" in capsys.readouterr().err


def test_damaged_file_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--data", str(damaged(tmp_path))])
    said = capsys.readouterr().err
    assert "massnahmen.csv" in said
    assert "Traceback" not in said


def test_store_at_a_place_that_cannot_be_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "datei").write_text("keine Ablage")
    with pytest.raises(SystemExit):
        app.main(["--store", str(tmp_path / "datei" / "store")])
    said = capsys.readouterr().err
    assert said.strip()
    assert "Traceback" not in said


def test_store_that_was_moved_to_a_drive_without_hard_links_is_a_sentence_and_the_server_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = shipped_store(tmp_path / "stick")

    def refuse(_file: Path, _link: Path) -> None:
        raise OSError(errno.EINVAL, "as Windows says it of FAT and exFAT")

    monkeypatch.setattr("os.link", refuse)
    with pytest.raises(SystemExit) as stopped:
        app.main(["--store", place])
    assert stopped.value.code == app.UNUSABLE
    assert "kann Dateien nicht ausschließend anlegen" in capsys.readouterr().err


@pytest.mark.parametrize("by", ["command line", "environment"])
def test_store_that_is_gone_is_a_sentence_and_the_server_neither_makes_one_nor_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    drive = str(tmp_path / "drive")
    if by == "environment":
        monkeypatch.setenv("EK_STORE", drive)
    with pytest.raises(SystemExit) as stopped:
        app.main([] if by == "environment" else ["--store", drive])
    assert stopped.value.code == app.UNUSABLE
    assert f"Unter {drive} liegt keine Ablage." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_settings_pass_through_the_environment() -> None:
    settings = Settings(data=Path("somewhere"), demo=20, store="s3://bucket")
    assert Settings.of_environment(settings.as_environment()) == settings


def test_nothing_in_the_environment_means_the_usual_store() -> None:
    assert Settings.of_environment({}) == Settings()


def test_store_that_does_not_answer_is_a_sentence_and_the_server_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreachable(settings: Settings) -> None:
        raise Unreachable(NO_ANSWER, place=settings.store)

    started: list[object] = []
    monkeypatch.setattr(app, "open_source", unreachable)
    monkeypatch.setattr(app.app, "run", lambda config: started.append(config))
    monkeypatch.setattr(app.os, "environ", {})
    app.main(["--store", "s3://eimer"])
    assert started
    assert "Die Ablage s3://eimer antwortet nicht." in capsys.readouterr().err
