"""``ek-data picture`` writes the picture that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ek_data.__main__ import FAULT, main
from ek_data.settings import SHIPPED

DATA = ("--data", str(SHIPPED))


def test_picture_is_written_as_the_kind_that_its_ending_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    svg, png = tmp_path / "status.svg", tmp_path / "status.PNG"
    for out in (svg, png):
        assert main(["picture", "massnahmen-nach-status", "--out", str(out), *DATA, "--link", "staffel=2025"]) == 0
    assert "Gefiltert nach: Staffel: 2025" in svg.read_text(encoding="utf-8")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out == f"{svg} ist geschrieben.\n{png} ist geschrieben.\n"


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("karte", "karte.gif", "Ein Bild ist eine Datei mit der Endung .svg oder .png"),
        ("weg-im-programm", "weg.svg", "Dieses Bild handelt von einer Kommune: „kommune=“"),
        ("foerderung", "foerderung.svg", "Es gibt nichts zu zeichnen: "),
    ],
)
def test_picture_that_cannot_be_made_is_one_sentence_and_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, file: str, said: str
) -> None:
    assert main(["picture", name, "--out", str(tmp_path / file), *DATA]) == FAULT
    assert capsys.readouterr().err.startswith(said)
    assert not list(tmp_path.iterdir())
