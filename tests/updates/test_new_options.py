"""A word that no list has becomes an option, and is published together with the rows that have it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ek_data.__main__ import main
from ek_data.errors import Invalid
from ek_data.programme.current import current
from ek_data.programme.new_options import Addition, code_of
from ek_data.store.publisher import Store, open_store
from ek_data.store.verification import verified
from ek_data.updates.file_choices import from_values, to_values
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation.cells_to_answer import open_cells
from tests.store.places import shipped_store
from tests.updates.test_workflow import HEADER

FILE = "massnahmen.csv"
ROWS = "M901;VG Asbach;2024;Hörstück;Erste;umgesetzt;Programm;belegt\r\n"
TWICE = ROWS + ROWS.replace("M901", "M902").replace("Erste", "Zweite")
OPTION = Addition(FILE, "categories", "Hörstück", "Audio story", ("conference",))
SAID = (
    "Kategorie „Hörstück“ ist neu, auf Englisch „Audio story“ · "
    "Was es für die Zahlen bedeutet: ist zugleich eine Veranstaltung mit Teilnehmenden"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(shipped_store(tmp_path / "store"))


def dropped(store: Store, rows: str = TWICE) -> Preparation:
    return prepare([Upload(FILE, (HEADER + rows).encode())], store.newest().dataset, store.objects)


def test_unknown_word_becomes_an_option_in_one_release_with_its_rows(store: Store) -> None:
    found = dropped(store)
    (cells,) = open_cells(found.checks.checked[0])
    assert (cells.growing, cells.rows) == ("categories", (2, 3))
    before = current()
    added = found.adding(OPTION)
    with added.reviewed():
        plan = planned(added)
        assert plan.changes.counts["measures"] == (2, 0, 0)
        plan.publish(store, author="Anna", note="Hörstücke")
    release, data = store.newest_number(), open_store(store.place).newest().dataset
    assert release == 2
    assert data.measures["category"].tolist()[-2:] == ["hoerstueck"] * 2
    assert data.programme.choices["categories"].by_code["hoerstueck"].roles == ("conference",)
    assert store.release(2).note == f"Hörstücke · {SAID}"
    assert data.programme.codes - before.codes == {"categories.hoerstueck"}
    assert not verified(store).faults


@pytest.mark.parametrize(
    ("name", "table", "column", "text"),
    [
        (
            "event_types",
            "events",
            "type",
            "Veranstaltungs-Nr.;Veranstaltungsart;Bezeichnung;Status;Bezug;Beleg\r\n"
            "E901;Hörstück;Erste;durchgeführt;Programm;belegt\r\n",
        ),
        (
            "kinds",
            "municipalities",
            "kind",
            "Regionalschlüssel;Kommune;Art;Staffel;Teilnahme;Beleg\r\n"
            "x-region;Region Mitte;Hörstück;2024;aktiv;belegt\r\n",
        ),
    ],
)
def test_word_of_each_list_that_grows_is_published_with_its_row(
    store: Store, name: str, table: str, column: str, text: str
) -> None:
    found = prepare([Upload(FILE, text.encode())], store.newest().dataset, store.objects)
    assert {cells.growing for cells in open_cells(found.checks.checked[0])} == {name}
    added = found.adding(Addition(FILE, name, "Hörstück", "Audio story"))
    with added.reviewed():
        planned(added).publish(store, author="Anna", note="Neu")
    data = open_store(store.place).newest().dataset
    assert data.tables[table][column].tolist()[-1] == "hoerstueck"
    assert data.programme.choices[name].by_code["hoerstueck"].words.en == "Audio story"
    assert not verified(store).faults


def test_nothing_is_left_of_an_option_that_is_taken_back_or_never_published(store: Store) -> None:
    before, found = current(), dropped(store)
    added = found.adding(OPTION)
    with added.reviewed():
        assert not added.blocked
    assert current() is before
    back = added.not_adding(OPTION)
    assert back.blocked
    assert back.base is found.base
    assert store.programme().codes == before.codes


def test_option_stays_when_its_release_is_undone(store: Store) -> None:
    added = dropped(store).adding(OPTION)
    with added.reviewed():
        planned(added).publish(store, author="Anna", note="neu")
    store.restore(2, 1, author="Anna", note="zurück")
    assert "categories.hoerstueck" in store.programme().codes
    assert "hoerstueck" not in set(store.newest().dataset.measures["category"].dropna())


def test_option_is_kept_with_the_choices_about_its_file(store: Store) -> None:
    kept = from_values(json.loads(json.dumps(to_values(dropped(store).adding(OPTION).choices))))
    again = dropped(store, ROWS).carrying(kept)
    assert again.additions == (OPTION,)
    with again.reviewed():
        assert not again.blocked


def test_option_that_somebody_else_published_meanwhile_is_taken_as_it_is(store: Store) -> None:
    mine, theirs = dropped(store).adding(OPTION), dropped(store, ROWS).adding(OPTION)
    with theirs.reviewed():
        planned(theirs).publish(store, author="Bernd", note="schneller")
    mine = mine.against(store.newest().dataset)
    assert mine.programme_changes == ()
    with mine.reviewed():
        planned(mine).publish(store, author="Anna", note="eine mehr")
    assert store.release(3).note == "eine mehr"
    assert store.newest().dataset.measures["category"].tolist()[-2:] == ["hoerstueck"] * 2


@pytest.mark.parametrize(("de", "en"), [("Hörstück", " "), ("", "Audio story"), ("padlet", "Padlet")])
def test_word_in_one_language_or_known_already_is_refused(store: Store, de: str, en: str) -> None:
    with pytest.raises(Invalid):
        dropped(store).adding(Addition(FILE, "categories", de, en))


@pytest.mark.parametrize(
    ("word", "code"), [("Straßen-Fest (groß)", "strassen_fest_gross"), ("3D-Druck", "option_3d_druck"), ("Ü", "ue_2")]
)
def test_code_follows_from_the_word(word: str, code: str) -> None:
    assert code_of(word, ["ue"]) == code


def test_command_line_takes_in_the_same(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / FILE
    file.write_text(HEADER + TWICE, "utf-8")
    by = ["--store", store.place, "--author", "Anna", "--note", "Hörstücke"]
    assert main(["publish", str(file), "--new", "Kategorie=Hörstück", *by]) != 0
    assert "--new Kategorie=Hörstück" in capsys.readouterr().err
    assert main(["publish", str(file), "--new", "Kategorie=Hörstück/Audio story/conference", *by]) == 0
    assert SAID in capsys.readouterr().out
    assert store.release(2).note == f"Hörstücke · {SAID}"
