"""The whole way on the command line: publish, list, restore, export."""

from __future__ import annotations

import argparse
import io
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ek_data.__main__ import main
from ek_data.cli import check, publish
from ek_data.cli.stores import export, releases, restore
from ek_data.errors import Fault
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED
from ek_data.store import data_sources
from ek_data.store.header_mappings import Remembered, remember
from ek_data.store.publisher import open_store
from tests.programme import shipped
from tests.selection import first
from tests.store.places import shipped_store

HACHENBURG, OTHER_KEY = "071435002000", "071435002009"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return shipped_store(tmp_path / "store")


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    for command in (check, publish, releases, restore, export):
        command.register(subparsers)
    args = parser.parse_args(words)
    args.language = GERMAN
    status: int = args.run(args)
    return status


def edited(tmp_path: Path, old: str, new: str) -> str:
    """Return a copy of the shipped measures with `old` replaced once."""
    text = (SHIPPED / "massnahmen.csv").read_text("utf-8-sig")
    assert old in text
    file = tmp_path / "massnahmen.csv"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return str(file)


def publishing(file: str, store: str, *more: str) -> int:
    return run("publish", file, "--store", store, "--author", "Anna", "--note", "Meldungen", *more)


def test_changed_file_becomes_release_two_and_restoring_brings_release_one_back(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store) == 0
    assert capsys.readouterr().out == "Datenstand 2 ist veröffentlicht: 1 Maßnahme geändert.\n"
    assert run("restore", "1", "--store", store, "--author", " Berta ", "--note", "zurück", "--yes") == 0
    assert capsys.readouterr().out == (
        "Datenstand 3 ist mit dem Inhalt von Datenstand 1 veröffentlicht: 1 Maßnahme geändert.\n"
    )
    assert open_store(store).release(3).author == "Berta"
    opened = open_store(store)
    pd.testing.assert_frame_equal(opened.dataset(3).measures, shipped().measures)
    assert opened.release(2).files[0].name == "massnahmen.csv"
    assert opened.original(opened.release(2).files[0].sha256) == (tmp_path / "massnahmen.csv").read_bytes()


@pytest.mark.full
def test_effect_on_figures_and_stand_is_told(tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    later = edited(tmp_path, ";2025-11-19;", ";2025-12-24;")
    assert publishing(later, store) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Datenstand 2 ist veröffentlicht: 1 Maßnahme geändert.",
        "Stand: bisher 19. November 2025, neu 24. Dezember 2025",
        "Programmmonat, bis zu dem die Daten reichen, Staffel 2024: bisher 22, neu 23",
        "Programmmonat, bis zu dem die Daten reichen, Staffel 2025: bisher 10, neu 11",
        "Gemeinsames Fenster der Staffeln, bis Programmmonat: bisher 10, neu 11",
    ]
    assert run("restore", "1", "--store", store, "--author", "Berta", "--note", "zurück", "--yes") == 0
    assert "Stand: bisher 24. Dezember 2025, neu 19. November 2025" in capsys.readouterr().out


@pytest.mark.full
@pytest.mark.parametrize(("author", "note"), [("", "Meldungen"), ("Anna", " \t"), ("\u200b", "\u00a0")])
def test_neither_publishing_nor_restoring_goes_without_name_and_note(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str], author: str, note: str
) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    capsys.readouterr()
    signed = ("--store", store, "--author", author, "--note", note)
    assert run("publish", edited(tmp_path, ";Vereinsnewsletter;", ";Newsletter;"), "--set-back", *signed) == 1
    assert run("restore", "1", *signed, "--yes") == 1
    said = capsys.readouterr().err
    assert said.count("Bitte den eigenen Namen eintragen") == 2 * (not author.strip("\u200b"))
    assert said.count("Bitte im Vermerk festhalten") == 2 * (not note.strip())
    assert open_store(store).newest_number() == 2


@pytest.mark.full
def test_older_file_undoes_nothing_without_being_told_to(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    older = edited(tmp_path, ";Vereinsnewsletter;", ";Newsletter;")
    assert publishing(older, store) == 1
    told = re.sub(r"\d\d\.\d\d\.\d{4}, \d\d:\d\d", "heute", capsys.readouterr().err)
    assert told.splitlines() == [
        "1 Angabe der Dateien steht so schon in Datenstand 1 und wurde seitdem geändert. Wahrscheinlich beruhen die "
        "Dateien auf einem älteren Datenstand.",
        "M01 · Hauptamtliche Stellen für Belange ehrenamtlich Engagierter, Status: jetzt „beendet“ (Anna, Datenstand 2 "
        "vom heute), in der Datei „umgesetzt“",
        "Es wurde nichts veröffentlicht. Mit --keep-newer bleiben diese Angaben, wie sie jetzt sind; mit --set-back "
        "werden sie wie in den Dateien oder im Entwurf.",
    ]
    assert open_store(store).newest_number() == 2


@pytest.mark.full
@pytest.mark.parametrize(
    ("answer", "status"),
    [("--keep-newer", "ended"), pytest.param("--set-back", "implemented", marks=pytest.mark.night)],
)
def test_older_file_is_published_as_its_sender_decides(tmp_path: Path, store: str, answer: str, status: str) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    assert publishing(edited(tmp_path, ";Vereinsnewsletter;", ";Newsletter;"), store, answer) == 0
    rows = open_store(store).dataset(3).measures.set_index("measure_id")
    assert (rows.loc["M01", "status"], rows.loc["M03", "title"]) == (status, "Newsletter")


@pytest.mark.full
def test_headers_mapped_on_the_page_are_understood(tmp_path: Path, store: str) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    file = edited(tmp_path, ";Bezeichnung;", ";Was genau;")
    assert publishing(file, store, "--set-back") == 1
    opened = open_store(store)
    header = tuple(Path(file).read_text("utf-8").splitlines()[0].split(";"))
    remember(opened.objects, header, Remembered(columns={"Was genau": "title"}))
    assert publishing(file, store, "--set-back") == 0


@pytest.mark.full
def test_check_takes_headers_as_publishing_would(tmp_path: Path, store: str) -> None:
    file = edited(tmp_path, ";Bezeichnung;", ";Was genau;")
    assert run("check", file, "--store", store) == 1
    header = tuple(Path(file).read_text("utf-8").splitlines()[0].split(";"))
    remember(open_store(store).objects, header, Remembered(columns={"Was genau": "title"}))
    assert run("check", file, "--store", store) == 0


@pytest.mark.full
def test_restoring_what_is_there_already_publishes_nothing(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    publishing(str(SHIPPED / "massnahmen.csv"), store)
    capsys.readouterr()
    assert run("restore", "1", "--store", store, "--author", "Berta", "--note", "zurück", "--yes") == 0
    assert "Es gibt nichts wiederherzustellen." in capsys.readouterr().out
    assert open_store(store).newest_number() == 1


@pytest.mark.full
def test_second_key_for_a_name_is_refused_and_can_take_the_place_of_the_first(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publishing(str(SHIPPED / "massnahmen.csv"), store)
    text = (SHIPPED / "kommunen.csv").read_text("utf-8-sig")
    file = tmp_path / "kommunen.csv"
    file.write_text(text.replace(HACHENBURG, OTHER_KEY), "utf-8")
    capsys.readouterr()
    assert publishing(str(file), store) == 1
    assert f"steht schon unter dem Schlüssel {HACHENBURG} in den Daten" in capsys.readouterr().err
    assert publishing(str(file), store, "--remove", HACHENBURG) == 0
    keys = set(open_store(store).newest().dataset.municipalities["ars"])
    assert (HACHENBURG in keys, OTHER_KEY in keys) == (False, True)
    measures = open_store(store).newest().dataset.measures["municipality"]
    assert (HACHENBURG in set(measures), OTHER_KEY in set(measures)) == (False, True)


def test_file_without_changes_is_not_published(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert publishing(str(SHIPPED / "massnahmen.csv"), store) == 0
    assert "nichts veröffentlicht" in capsys.readouterr().out
    assert open_store(store).newest_number() == 1


def test_file_with_errors_is_not_published(tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert publishing(edited(tmp_path, ";umgesetzt;", ";vielleicht;"), store) == 1
    assert "vielleicht" in capsys.readouterr().err
    assert open_store(store).newest_number() == 1


@pytest.mark.full
def test_rows_missing_in_the_file_are_removed_only_by_name(tmp_path: Path, store: str) -> None:
    lines = (SHIPPED / "massnahmen.csv").read_text("utf-8-sig").splitlines(keepends=True)
    shorter = tmp_path / "massnahmen.csv"
    shorter.write_text("".join(lines[:1] + lines[2:]), "utf-8")  # without the first measure
    first = lines[1].split(";")[0]
    with pytest.raises(Fault, match=f"name each of them that shall go: --remove {first}\\."):
        publishing(str(shorter), store, "--replace")
    with pytest.raises(Fault, match="fits none"):
        publishing(str(shorter), store, "--remove", "M-unknown")
    assert publishing(str(shorter), store, "--replace", "--remove", first) == 0
    assert first not in set(open_store(store).newest().dataset.measures["measure_id"])


@pytest.mark.full
def test_each_key_to_remove_has_its_own_option_and_takes_no_file_name(tmp_path: Path, store: str) -> None:
    lines = (SHIPPED / "massnahmen.csv").read_text("utf-8-sig").splitlines(keepends=True)
    shorter = tmp_path / "massnahmen.csv"
    shorter.write_text("".join(lines[:1] + lines[3:]), "utf-8")  # without the first two
    first, second = (line.split(";")[0] for line in lines[1:3])
    signed = ("--store", store, "--author", "Anna", "--note", "Meldungen")
    assert run("publish", *signed, "--remove", first, "--remove", second, str(shorter)) == 0
    assert not {first, second} & set(open_store(store).newest().dataset.measures["measure_id"])


@pytest.mark.full
def test_releases_are_listed_for_people_and_programs(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    capsys.readouterr()
    assert run("releases", "--store", store) == 0
    newest, first = capsys.readouterr().out.splitlines()
    assert newest.split()[0] == "2"
    assert "Anna: Meldungen" in newest
    assert "ausgeliefert" in first
    assert run("releases", "--store", store, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["number"], each["author"]) for each in told] == [(2, "Anna"), (1, "Dashboard")]


@pytest.mark.full
def test_damage_is_told_beside_the_list(tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    (Path(store) / "releases" / "00000002.json").write_bytes(b"")
    capsys.readouterr()
    assert run("releases", "--store", store) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert shown.err == "Das Verzeichnis von Datenstand 2 ist beschädigt.\n"


@pytest.mark.full
def test_export_as_csv_reads_back_as_the_release(tmp_path: Path, store: str) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    assert run("export", "--store", store, "--out", str(tmp_path / "csv")) == 0
    pd.testing.assert_frame_equal(data_sources.load(tmp_path / "csv").measures, open_store(store).dataset(2).measures)


@pytest.mark.full
def test_export_as_workbook_and_parquet(tmp_path: Path, store: str) -> None:
    publishing(str(SHIPPED / "massnahmen.csv"), store)
    for kind, out in (("xlsx", tmp_path / "alle.xlsx"), ("parquet", tmp_path / "parquet")):
        assert run("export", "1", "--store", store, "--format", kind, "--out", str(out)) == 0
    rows = len(open_store(store).dataset(1).measures)
    assert len(pd.read_excel(tmp_path / "alle.xlsx", sheet_name="Maßnahmen", engine="openpyxl")) == rows
    assert len(pd.read_parquet(tmp_path / "parquet" / "massnahmen.parquet")) == rows


@pytest.mark.full
def test_export_into_nowhere_is_told(tmp_path: Path, store: str) -> None:
    publishing(str(SHIPPED / "massnahmen.csv"), store)
    with pytest.raises(Fault, match="cannot be written"):
        run("export", "--store", store, "--format", "xlsx", "--out", str(tmp_path / "no folder" / "a.xlsx"))


@pytest.mark.full
def test_restoring_shows_the_difference_and_asks(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing(edited(tmp_path, ";umgesetzt;", ";beendet;"), store)
    signed = ("restore", "1", "--store", store, "--author", "Berta", "--note", "zurück")
    capsys.readouterr()
    assert run(*signed) == 1
    assert capsys.readouterr().err.splitlines() == [
        "M01 · Hauptamtliche Stellen für Belange ehrenamtlich Engagierter, Status: bisher beendet, neu umgesetzt",
        "Den Inhalt von Datenstand 1 noch einmal veröffentlichen, als neuen Datenstand? 1 Maßnahme geändert.",
        "Es wurde nichts getan. Mit --yes geschieht es ohne Rückfrage.",
    ]
    for answer, status in (("\n", 1), ("n\n", 1), ("", 1), ("j\n", 0)):
        terminal = io.StringIO(answer)
        terminal.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", terminal)
        assert run(*signed) == status
        assert open_store(store).newest_number() == (2 if status else 3)


@pytest.mark.parametrize(
    "command",
    first(
        2,
        [
            (("export", "--format", "csv", "--out", "aus"),),
            (("export", "--format", "parquet", "--out", "aus"),),
            (("export", "--format", "xlsx", "--out", "aus.xlsx"),),
            (("template", "massnahmen", "--out", "vorlage.xlsx"),),
            (("deck", "--format", "html", "--slides", "title", "--out", "folien.html"),),
        ],
    ),
)
@pytest.mark.full
def test_nothing_is_written_over_without_asking(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*command, "--store", store]) == 0
    file = next(path for path in [Path(command[-1]), *Path(command[-1]).glob("m*")] if path.is_file())
    file.write_bytes(b"filled in meanwhile")
    capsys.readouterr()
    assert main([*command, "--store", store]) == 1
    assert f"{file}" in capsys.readouterr().err
    assert file.read_bytes() == b"filled in meanwhile"
    assert main([*command, "--store", store, "--yes"]) == 0
    assert file.read_bytes() != b"filled in meanwhile"


@pytest.mark.parametrize(
    "command",
    [
        ("template", "massnahmen", "--out", "t.csv"),
        ("export", "--format", "xlsx", "--out", "t.csv"),
        ("deck", "--format", "pptx", "--out", "t.html"),
    ],
)
def test_file_is_named_for_what_it_is(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*command, "--store", store]) == 2
    assert "Geschrieben wird eine Datei der Art ." in capsys.readouterr().err
    assert not Path(command[-1]).exists()
