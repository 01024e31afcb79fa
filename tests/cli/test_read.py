"""``ek-data read``: standard output, standard error and exit status."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from ek_data.cli import read
from ek_data.errors import Missing
from ek_data.i18n import ENGLISH, GERMAN


def run(path: Path, content: bytes | None = None, language: object = GERMAN) -> int:
    if content is not None:
        path.write_bytes(content)
    return read.run(argparse.Namespace(file=path, language=language))


def test_table_goes_to_standard_output_as_plain_csv(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status = run(tmp_path / "a.csv", 'Ort;Notiz\r\nMainz;"a,b\nc"\r\nTrier;"sagte ""ja"""\r\n'.encode("cp1252"))
    out, err = capfdbinary.readouterr()
    assert (status, out, err) == (0, b'Ort,Notiz\nMainz,"a,b\nc"\nTrier,"sagte ""ja"""\n', b"ISSUES 0\n")


def test_issues_are_counted_and_told_in_the_language(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(tmp_path / "a.csv", b"Titel\n\na;b\n1;2\n")
    run(tmp_path / "a.csv", language=ENGLISH)
    _, err = capfdbinary.readouterr()
    assert err.decode().splitlines() == [
        "ISSUES 1",
        "a.csv, Zeile 1: Diese Zeile über der Kopfzeile wurde beiseitegelassen: „Titel“",
        "ISSUES 1",
        "a.csv, row 1: This row above the header was set aside: “Titel”",
    ]


def test_remark_stays_on_one_line_whatever_the_cell_holds(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(tmp_path / "a.csv", b'a;b\n"x\x07\nISSUES 0";2\n')
    _, err = capfdbinary.readouterr()
    assert [line[:7] for line in err.decode().splitlines()] == ["ISSUES ", "a.csv, "]


def test_surplus_cells_stand_only_in_the_rows_that_have_them(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(tmp_path / "a.csv", b"a,b\n1,2\n3,,4\n5,6\n")
    out, _ = capfdbinary.readouterr()
    assert out == b"a,b\n1,2\n3,,4\n5,6\n"


def test_file_that_is_no_table_is_refused_with_a_sentence(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    status = run(tmp_path / "a.csv", b"%PDF-1.7")
    out, err = capfdbinary.readouterr()
    assert (status, out) == (3, b"")
    assert err.decode() == (
        "Das ist ein PDF-Dokument und keine Tabelle. Bitte verwenden Sie die Tabelle, aus der es entstanden ist.\n"
    )


def test_file_that_is_not_there_is_a_fault_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="a\\.csv cannot be opened"):
        run(tmp_path / "a.csv")
