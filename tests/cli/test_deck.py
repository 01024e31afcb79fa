"""``ek-data deck`` writes the presentation that is asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest

from ek_data.__main__ import FAULT, main
from ek_data.settings import SHIPPED
from tests.decks import PUBLIC, powerpoint
from tests.selection import first
from tests.store.places import shipped_store
from tests.updates.test_partial_files import CONFERENCES, edited, putting

DATA = ("--data", str(SHIPPED))


@pytest.mark.full
def test_html_holds_the_slides_in_the_order_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "praesentation.html"
    asked = (
        "--slides",
        "status",
        "profiles",
        "closing",
        "--profiles",
        "071385001000",
        "--title",
        "Treffen & Rückblick",
    )
    assert main(["deck", "--format", "html", "--out", str(out), *DATA, *asked]) == 0
    written = out.read_text(encoding="utf-8")
    places = [written.index(f'<section class="slide slide-{code}"') for code in ("status", "profile", "closing")]
    assert places == sorted(places)
    assert written.count("<section") == 3
    assert "<title>Treffen &amp; Rückblick – Stand 19. November 2025</title>" in written
    assert capsys.readouterr().out == f"{out}: 3 Folien.\n"


@pytest.mark.full
def test_pptx_can_be_opened_and_has_the_same_slides(tmp_path: Path) -> None:
    out = tmp_path / "praesentation.pptx"
    asked = ("--slides", "title", "map", "closing", "--address", "https://kommunen.example/bericht")
    assert main(["deck", "--format", "pptx", "--out", str(out), *DATA, *asked]) == 0
    assert len(pptx.Presentation(io.BytesIO(out.read_bytes())).slides) == 3


@pytest.mark.full
def test_english_is_written_where_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "deck.html"
    assert main(["deck", "--format", "html", "--out", str(out), *DATA, "--slides", "headline", "--lang", "en"]) == 0
    assert "Headline figures" in out.read_text(encoding="utf-8")


@pytest.mark.full
def test_earlier_release_makes_the_slide_of_changes(tmp_path: Path) -> None:
    out = tmp_path / "deck.html"
    store = ("--store", shipped_store(tmp_path / "store"))
    assert main(["deck", "--format", "html", "--out", str(out), *store, "--slides", "changes", "--since", "1"]) == 0
    assert "Seitdem hat sich nichts geändert" in out.read_text(encoding="utf-8")


@pytest.mark.full
def test_day_makes_the_slide_of_changes_without_an_earlier_release(tmp_path: Path) -> None:
    out = tmp_path / "deck.html"
    asked = ("--slides", "changes", "--since", "2025-04-08")
    assert main(["deck", "--format", "html", "--out", str(out), *DATA, *asked]) == 0
    assert "Neues seit dem 8.\N{NO-BREAK SPACE}April 2025" in out.read_text(encoding="utf-8")


def test_what_is_neither_a_day_nor_a_number_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["deck", "--format", "html", "--out", str(tmp_path / "deck.html"), *DATA, "--since", "gestern"])
    assert "„gestern“ ist weder eine Nummer noch ein Tag wie 2025-04-08" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    first(
        1,
        [
            (("--profiles", "079999999999"), "Keine Kommune der Daten hat den Schlüssel 079999999999."),
            (("--template", "missing.potx"), "Die Vorlage missing.potx kann nicht geöffnet werden."),
        ],
    ),
)
def test_what_is_not_there_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "deck.pptx"
    assert main(["deck", "--format", "pptx", "--out", str(out), *DATA, "--slides", "title", *asked]) == FAULT
    assert capsys.readouterr().err == said + "\n"
    assert not out.exists()


@pytest.mark.full
def test_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "no folder" / "deck.html"
    assert main(["deck", "--format", "html", "--out", str(out), *DATA, "--slides", "title"]) == FAULT
    assert str(out) in capsys.readouterr().err


def test_numbers_that_somebody_changed_are_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "folien.pptx"
    file.write_bytes(edited(powerpoint(PUBLIC, CONFERENCES), putting(75, 80)))
    assert main(["deck", "--read", str(file), *DATA]) == 0
    assert "Teilnehmende: 75 → 80" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["folien.pptx"]


def test_neither_reading_nor_a_file_to_write_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deck", *DATA]) == FAULT
    assert "--format und --out" in capsys.readouterr().err


def test_presentation_is_updated_into_a_file_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, out = tmp_path / "alt.pptx", tmp_path / "neu.pptx"
    main(["deck", "--format", "pptx", "--out", str(before), *DATA, "--slides", "status", "closing"])
    content = before.read_bytes()
    assert main(["deck", "--update", str(before), *DATA]) != 0
    assert main(["deck", "--update", str(before), "--out", str(before), *DATA]) != 0
    assert before.read_bytes() == content
    assert main(["deck", "--update", str(before), "--out", str(out), *DATA]) == 0
    said = capsys.readouterr()
    assert "2 Folien haben den neuen Stand." in said.out
    assert "darf nicht an die Stelle von" in said.err
    assert len(pptx.Presentation(str(out)).slides) == 2
