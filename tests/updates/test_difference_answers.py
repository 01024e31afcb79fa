"""Answers about a foreign list: columns filled, words mapped, cells put right, rows left out; all of it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ek_data.store.header_mappings import Remembered, remember
from ek_data.store.publisher import Store, make_store
from ek_data.updates.columns_filled import NUMBERS
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation.corrections import Correction
from tests.updates.test_workflow import BASE

LIST = (
    "Gemeinde;Art;Titel;Termin;TN;stattgefunden?\r\n"
    "VG Asbach;Vereinekonferenz;Erste;2025;80;ja\r\n"
    "Stadt Alzey;Vereinekonferenz;Zweite;2025;80-100;ja\r\n"  # a range
    "Stadt Alzey;Vereinekonferenz;Dritte;2025;viele;nein\r\n"  # no number at all
)
FILE = "liste.csv"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = make_store(str(tmp_path / "store"))
    store.publish(0, BASE.tables, author="Erste", note="Beginn")
    return store


def opened(text: str = LIST, store: Store | None = None, name: str = FILE) -> Preparation:
    base = store.newest()[0] if store else BASE
    return prepare([Upload(name, text.encode())], base, store.objects if store else None)


def filled(found: Preparation) -> Preparation:
    """Return the list as a table of events whose columns are known and complete."""
    found = found.as_table(FILE, "events").mapped(FILE, {"stattgefunden?": "status"})
    for column, value in (("event_id", NUMBERS), ("relation", "Programm"), ("certainty", "belegt")):
        found = found.filling(FILE, column, value)
    return found


def words(found: Preparation) -> Preparation:
    """Return the list with its words for a status mapped, each once for all its cells."""
    return found.correcting(Correction(FILE, 5, "ja", "durchgeführt"), Correction(FILE, 5, "nein", "abgesagt"))


def answered(found: Preparation) -> Preparation:
    return words(filled(found)).correcting(Correction(FILE, 4, "80-100", "mindestens 80")).leaving(FILE, {4})


def test_missing_columns_are_filled_with_one_value_or_the_next_free_numbers() -> None:
    (checked,) = filled(opened()).checks.checked
    number = BASE.events["event_id"].iloc[0]
    numbers = [f"{number[0]}{int(number[1:]) + each:0{len(number) - 1}}" for each in (1, 2, 3)]
    assert checked.rows["event_id"].tolist() == numbers
    assert set(checked.rows["relation"]) == {"programme"}
    assert all(problem.column in ("TN", "stattgefunden?") for problem in checked.errors)


def test_numbers_of_two_lists_are_not_given_twice() -> None:
    found = prepare([Upload(name, LIST.encode()) for name in ("a.csv", "b.csv")], BASE)
    for name in ("a.csv", "b.csv"):
        found = found.as_table(name, "events").filling(name, "event_id", NUMBERS)
    keys = [key for checked in found.checks.checked for key in checked.rows["event_id"]]
    assert len(set(keys)) == len(keys) == 6


def test_note_of_an_answer_goes_into_a_column_of_its_own() -> None:
    header = "Veranstaltungs-Nr.;Veranstaltungsart;Bezeichnung;Status;Teilnehmende;Bezug;Beleg\r\n"
    row = BASE.events.iloc[0]
    text = f"{header}{row['event_id']};Vereinekonferenz;{row['title']};durchgeführt;zirka achtzig;Programm;belegt\r\n"
    found = opened(text).correcting(Correction(FILE, 4, "zirka achtzig", "80", "achtzig", "Hinweis"))
    assert planned(found).result.events["note"].iloc[0] == "achtzig"


def test_word_is_mapped_once_for_all_its_cells_and_an_answer_goes_the_way_of_the_file() -> None:
    found = answered(opened())
    assert not found.blocked
    events = planned(found).result.events.tail(2)
    assert events["status"].tolist() == ["held", "held"]
    assert events["attendance"].tolist() == [80, 80]
    assert events["attendance_qualifier"].iloc[1] == "at_least"
    (checked,) = found.checks.checked
    assert {(repair.value, repair.repaired) for repair in checked.repairs} >= {("ja", "durchgeführt")}


def test_answer_about_one_row_leaves_the_others_and_may_be_wrong_itself() -> None:
    found = filled(opened()).correcting(Correction(FILE, 5, "ja", "durchgeführt", row=2))
    (checked,) = found.checks.checked
    assert [problem.row for problem in checked.errors if problem.value == "ja"] == [3]
    wrong = found.correcting(Correction(FILE, 5, "ja", "vielleicht", row=2))
    assert [problem.row for problem in wrong.checks.errors if problem.value == "vielleicht"] == [2]


def test_rows_that_are_finished_are_seen_before_the_others_are() -> None:
    found = words(filled(opened()))
    assert found.blocked
    finished = found.finished
    assert finished is not None
    assert planned(finished).changes.counts["events"].added == 1
    assert finished.left == {FILE: frozenset({3, 4})}
    assert opened().as_table(FILE, "events").finished is None  # columns are missing, not cells


def test_answers_survive_a_corrected_file_and_rows_left_out_come_back_once_they_say_something_else() -> None:
    before = answered(opened())
    again = opened(LIST.replace("Erste", "Anfang")).carrying(before.choices)
    assert not again.blocked
    assert again.left == {FILE: frozenset({4})}
    mended = opened(LIST.replace("viele", "90")).carrying(before.choices)
    assert mended.left == {FILE: frozenset()}
    assert planned(mended).changes.counts["events"].added == 3


def test_table_columns_words_and_filled_columns_are_remembered_for_the_next_list(store: Store) -> None:
    planned(answered(opened(store=store))).publish(store, author="Anna", note="Liste")
    text = LIST.replace("Erste", "Vierte").replace("80-100", "90").replace("viele", "70")
    again = opened(text, store, FILE)
    assert not again.blocked
    assert planned(again).changes.counts["events"].added == 3


def test_number_that_was_put_right_is_not_remembered_because_it_means_nothing_elsewhere(store: Store) -> None:
    planned(answered(opened(store=store))).publish(store, author="Anna", note="Liste")
    again = opened(store=store)
    assert [problem.value for problem in again.checks.errors] == ["80-100", "viele"]


def test_what_is_remembered_of_a_column_or_a_table_that_is_no_longer_declared_counts_for_nothing(store: Store) -> None:
    gone = Remembered("gone", {"Art": "gone", "Titel": "title"}, {}, {"gone": "x"})
    remember(store.objects, tuple(LIST.split("\r\n")[0].split(";")), gone)
    found = opened(store=store).as_table(FILE, "events")
    assert found.filled == {}
    (checked,) = found.checks.checked
    assert checked.match.columns["title"] == 2
    assert checked.match.columns["type"] == 1  # known by its own name
    assert found.to_remember(checked)[1].columns == {}
