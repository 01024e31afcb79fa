"""The command line chooses about files what the page does: table, meaning of headers, rows that were set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from ek_data.__main__ import main
from ek_data.store.publisher import open_store
from tests.selection import first
from tests.store.places import shipped_store
from tests.validation.test_doubts import MEASURE

UNKNOWN = {"Kommune": "Wo", "Bezeichnung": "Worum es geht", "Hinweis": "Intern"}


@pytest.fixture
def file(tmp_path: Path) -> str:
    return written(tmp_path / "a.csv", "N7", "N8")


def written(file: Path, key: str, other: str) -> str:
    """Write a measure and, as below a table, an empty row and another measure."""
    rows = [list(MEASURE), list((MEASURE | {"Maßnahmen-Nr.": key}).values())]
    rows += [[""] * len(MEASURE), list((MEASURE | {"Maßnahmen-Nr.": other, "Bezeichnung": "Summe"}).values())]
    rows[3][0] = "Summe"
    file.write_text("\n".join(";".join(row) for row in rows) + "\n", "utf-8")
    return str(file)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = main(words)
    out, err = capsys.readouterr()
    return status, out + err


@pytest.mark.full
def test_row_set_aside_is_taken_by_its_number(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "lassen sich doch übernehmen: --take 4" in (said := told(capsys, "check", file)[1])
    assert "a.csv (Maßnahmen): 1 Zeile" in said
    said = told(capsys, "check", file, "--take", "4")[1]
    assert "a.csv (Maßnahmen): 2 Zeilen" in said
    assert "--take" not in said


@pytest.fixture
def foreign(tmp_path: Path) -> str:
    """A file three headers of which are not known."""
    cells = {
        UNKNOWN.get(header, header): cell
        for header, cell in (MEASURE | {"Maßnahmen-Nr.": "N7", "Hinweis": "Geheim"}).items()
    }
    file = tmp_path / "fremd.csv"
    file.write_text(";".join(cells) + "\n" + ";".join(cells.values()) + "\n", "utf-8")
    return str(file)


@pytest.mark.full
def test_headers_are_taken_for_the_columns_that_are_named(
    foreign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = shipped_store(tmp_path / "store")
    publishing = ("publish", foreign, "--store", place, "--author", "Anna", "--note", "Meldung")
    assert told(capsys, *publishing)[0] == 1
    choices = ["--column", "Wo=kommune", "--column", "Worum es geht = Bezeichnung", "--column", "Intern="]
    assert told(capsys, *publishing, *choices)[0] == 0
    measures = open_store(place).newest()[0].measures.set_index("measure_id")
    assert measures.loc["N7", "title"] == "Pinnwand der Vereine"
    assert "Geheim" not in measures.loc["N7"].astype(str).to_list()


# choices and what is said of them
WRONG = {
    "row that was not set aside": (
        "--take 2",
        "Zeile 2 von a.csv wurde nicht beiseitegelassen. Beiseitegelassen wurden: 4.",
    ),
    "no row": ("--take zwei", "Zeile zwei von a.csv wurde nicht beiseitegelassen."),
    "table that is not there": (
        "--table Ausgaben",
        "--table Ausgaben: Diese Tabelle gibt es nicht. Möglich: Kommunen,",
    ),
    "header that is not there": (
        "--column Titel=Bezeichnung",
        "Eine Überschrift „Titel“ gibt es in a.csv nicht. Dort stehen:",
    ),
    "column that is not there": (
        "--column Hinweis=Notiz2",
        "Die Tabelle „Maßnahmen“ hat keine Spalte „Notiz2“. Möglich: ",
    ),
    "nothing to tell them apart": (
        "--column Hinweis",
        "--column Hinweis: Bitte die Überschrift der Datei, „=“ und die Spalte",
    ),
}


@pytest.mark.parametrize("kind", first(1, WRONG))
@pytest.mark.full
def test_wrong_choice_is_a_sentence_that_says_what_there_is(
    kind: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    choice, sentence = WRONG[kind]
    status, said = told(capsys, "check", file, *choice.split(" "))
    assert status == 2
    assert sentence in said


@pytest.mark.full
def test_of_several_files_the_one_that_is_meant_is_named(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = written(tmp_path / "b.csv", "N9", "N10")
    status, said = told(capsys, "check", file, other, "--take", "4")
    assert status == 2
    assert "--take 4: Bitte den Namen der Datei davor schreiben, für die es gilt: --take a.csv:4" in said
    said = told(capsys, "check", file, other, "--take", "b.csv:4")[1]
    assert "a.csv (Maßnahmen): 1 Zeile" in said
    assert "b.csv (Maßnahmen): 2 Zeilen" in said


def test_file_whose_table_is_not_told_is_taken_for_the_one_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Wo;Worum es geht;Stand\nMainz;Pinnwand;umgesetzt\n", "utf-8")
    assert (
        "war nicht zu erkennen. Bitte mit --table angeben."
        in told(capsys, "check", str(file), "--column", "Wo=Kommune")[1]
    )
    said = told(capsys, "check", str(file), "--table", "maßnahmen", "--column", "Wo=Kommune")[1]
    assert "liste.csv (Maßnahmen): 1 Zeile" in said
    assert "„Wo“ ist nicht bekannt" not in said
