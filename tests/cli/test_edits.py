"""Single rows from the command line: changed, added, removed, and drafts that others began."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ek_data.__main__ import main
from ek_data.settings import SHIPPED
from ek_data.store.publisher import open_store
from ek_data.updates.difference_answers import REMOVE, missing_rows
from ek_data.updates.draft import Draft, Edit, change, newest
from ek_data.updates.workflow import Upload
from tests.store.places import shipped_store

BY_ANNA = ("--author", "Anna", "--note", "gezählt")


@pytest.fixture
def store(tmp_path: Path) -> str:
    return shipped_store(tmp_path / "store")


def test_cell_is_changed_by_its_column_or_its_label(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["set", "events", "E08", "attendance=78", "Genauigkeit=genau", "--store", store, *BY_ANNA]) == 0
    assert "1 Veranstaltung geändert" in capsys.readouterr().out
    event = open_store(store).dataset(2).events.set_index("event_id").loc["E08"]
    assert (event["attendance"], event["attendance_qualifier"]) == (78, "exact")


def test_row_is_removed_and_one_that_is_not_there_is_told(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    ars = str(open_store(store).dataset(1).participations.query("event_id == 'E13'")["ars"].iloc[0])
    assert main(["set", "teilnahmen", f"E13/{ars}", "--remove", "--store", store, *BY_ANNA]) == 0
    assert main(["set", "teilnahmen", f"E13/{ars}", "--remove", "--store", store, *BY_ANNA]) == 2
    assert "hat keine Zeile" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (["events", "E08", "attendance=viele"], 1, "ist keine Zahl"),
        (["events", "E08", "Besuch=80"], 2, "hat keine Spalte „Besuch“"),
        (["events", "E08", "80"], 2, "Spalte=Wert"),
        (["participations", "E08", "people=8"], 2, "hat 2 Teile"),
        (["events", "E13", "--remove"], 1, "Zeilen der Tabelle „Teilnahmen“"),  # others refer to it
        (["events", "E08", "Teilnehmede=80"], 2, "Vermutlich gemeint: Teilnehmende."),
        pytest.param(["events", "E08"], 2, "was aus der Zeile werden soll", marks=pytest.mark.full),
        pytest.param(
            ["events", "E08", "attendance=80", "--remove"], 2, "entweder entfernt oder geändert", marks=pytest.mark.full
        ),
        pytest.param(["events", "E08", "attendance=80", "Teilnehmende=81"], 2, "zweimal", marks=pytest.mark.full),
        (["events", "E08", "event_id=E91"], 2, "ist der Schlüssel"),  # a copy of the row would come beside it
        pytest.param(
            ["events", "E8", "attendance=80"],
            1,
            "hat keine Zeile E8. Mit diesen Angaben wäre sie neu.",
            marks=pytest.mark.full,
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_published(
    store: str, given: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", *given, "--store", store, *BY_ANNA]) == status
    assert said in capsys.readouterr().err
    assert open_store(store).newest_number() == 1


def test_draft_is_listed_shown_published_and_then_gone(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    header = "Veranstaltungs-Nr.;Veranstaltungsart;Bezeichnung;Status;Bezug;Beleg"
    file = f"{header}\r\nE91;Vereinekonferenz;Konferenz;durchgeführt;Programm;belegt\r\n"
    draft = Draft().having(Edit("events", "E08", 1, {"attendance": "78"}), Upload("v.csv", file.encode()))
    objects = open_store(store).objects
    change(objects, "Bernd", lambda _draft: draft, dt.datetime.now(dt.UTC))
    assert main(["draft", "list", "--store", store]) == 0
    assert main(["draft", "show", "Bernd", "--store", store]) == 0
    said = capsys.readouterr().out
    assert "Bernd: 1 Zeile geändert und 1 Datei" in said
    assert "Teilnehmende: 75 → 78" in said
    assert "1 Veranstaltung neu, 1 geändert" in said
    assert main(["draft", "publish", "Bernd", "--store", store, *BY_ANNA]) == 0
    assert main(["draft", "show", "Bernd", "--store", store]) == 2
    assert "keinen Entwurf (Bernd)" in capsys.readouterr().err
    assert open_store(store).newest_number() == 2


@pytest.mark.full
def test_draft_is_not_thrown_away_unasked_nor_by_publishing_nothing(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (SHIPPED / "massnahmen.csv").read_bytes().splitlines()
    draft = Draft().having(Upload("m.csv", b"\r\n".join([lines[0], *lines[2:]])))  # nobody has said yet that M01 goes
    objects = open_store(store).objects
    change(objects, "Bernd", lambda _draft: draft, dt.datetime.now(dt.UTC))
    assert main(["draft", "publish", "Bernd", "--store", store, *BY_ANNA]) == 0
    assert main(["draft", "discard", "Bernd", "--store", store]) == 1
    assert newest(objects, "Bernd", dt.datetime.now(dt.UTC)) == draft
    capsys.readouterr()
    assert main(["draft", "discard", "Bernd", "--yes", "--store", store]) == 0
    assert main(["draft", "discard", "Bernd", "--yes", "--store", store]) == 2
    assert "keinen Entwurf (Bernd)" in capsys.readouterr().err


@pytest.mark.full
def test_damaged_draft_is_told_and_can_be_thrown_away(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    edit = Edit("events", "E08", 1, {"attendance": "78"})
    change(open_store(store).objects, "Bernd", lambda draft: draft.having(edit), dt.datetime.now(dt.UTC))
    for kept in (Path(store) / "drafts").iterdir():
        kept.write_bytes(b"{}")
    assert main(["draft", "list", "--store", store]) == 0
    assert "beschädigt" in capsys.readouterr().err
    assert main(["draft", "discard", "Bernd", "--yes", "--store", store]) == 0
    assert main(["draft", "list", "--store", store]) == 0
    assert "beschädigt" not in capsys.readouterr().err


def test_draft_is_published_with_the_answers_that_were_given_on_the_page(store: str) -> None:
    lines = (SHIPPED / "massnahmen.csv").read_bytes().splitlines()
    draft = Draft().having(Upload("m.csv", b"\r\n".join([lines[0], *lines[2:]])))
    (found,) = missing_rows(draft.prepared(open_store(store).dataset(1)), {}).values()
    objects, answers = open_store(store).objects, dict.fromkeys(found.each.values(), REMOVE)
    change(objects, "Bernd", lambda _draft: draft.answering(answers), dt.datetime.now(dt.UTC))
    assert main(["draft", "publish", "Bernd", "--store", store, *BY_ANNA]) == 0
    assert "M01" not in open_store(store).dataset(2).measures["measure_id"].tolist()
