"""Answers about a difference are kept with the draft, and hold for exactly the question that they were given to."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ek_data.dataset.dataset import Dataset
from ek_data.store.publisher import Store, make_store
from ek_data.updates.difference_answers import (
    EACH,
    KEEP,
    REKEY,
    REMOVE,
    REPLACE,
    TAKE,
    decided,
    disputed,
    going_back,
    kept,
    missing_rows,
    prepared_draft,
    rekeying,
    statements,
)
from ek_data.updates.draft import Draft
from ek_data.updates.plan import Plan
from ek_data.updates.reversions import Reverted
from ek_data.updates.workflow import Upload
from tests.programme import ALZEY, ASBACH, measure, municipality, programme

BASE = programme(
    [municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(ALZEY, 2025, name="Stadt Alzey")],
    [
        measure(ASBACH, measure_id="M1", cohort=2024),
        measure(ALZEY, measure_id="M2", cohort=2025),
        measure(ALZEY, measure_id="M3", cohort=2025, title="Brief"),
    ],
)
HEADER = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg\r\n"
M1 = "M1;VG Asbach;2024;Padlet;Padlet;umgesetzt;Programm;belegt\r\n"
M2 = "M2;Stadt Alzey;2025;Padlet;Padlet;umgesetzt;Programm;belegt\r\n"
WITHOUT_M3 = M1 + M2


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = make_store(str(tmp_path / "store"))
    store.publish(0, BASE.tables, author="Erste", note="Beginn")
    return store


def dropped(rows: str = WITHOUT_M3, name: str = "m.csv") -> Draft:
    return Draft().having(Upload(name, (HEADER + rows).encode()))


def reloaded(draft: Draft) -> Draft:
    return Draft.from_text(draft.text(), draft.contents)


def plan(draft: Draft, store: Store) -> Plan:
    """Return what the draft would publish, kept and read anew, as after a restart."""
    again = reloaded(draft)
    return decided(prepared_draft(again, store.newest().dataset, store.objects), again.answers, store)


def removing(draft: Draft, store: Store, *keys: str) -> Draft:
    """Return the draft with a tick at these rows."""
    found = missing_rows(draft.prepared(store.newest().dataset), {})["measures"]
    return draft.answering({found.each[key]: REMOVE for key in keys})


def removed(draft: Draft, store: Store) -> list[str]:
    return plan(draft, store).changes.tables["measures"].removed["measure_id"].tolist()


def retitled(store: Store, key: str, title: str) -> None:
    """Let somebody else publish another title of a row."""
    base = store.newest().dataset
    rows = base.measures.assign(title=base.measures["title"].where(base.measures["measure_id"] != key, title))
    store.publish(base.origin.release or 0, {"measures": rows}, author="Berta", note="schneller")


def test_tick_at_a_missing_row_is_kept_and_may_be_taken_back(store: Store) -> None:
    draft = removing(dropped(), store, "M3")
    assert removed(draft, store) == ["M3"]
    assert removed(draft.answering(dict.fromkeys(draft.answers, "")), store) == []


def test_row_is_not_removed_by_a_tick_that_was_given_for_other_data(store: Store) -> None:
    draft = removing(dropped(), store, "M3")
    assert removed(draft.replacing(dropped(M1 + M2.replace("umgesetzt", "beendet")).files[0]), store) == ["M3"]
    other = dropped(name="andere.csv").answering(draft.answers)
    assert removed(other, store) == []  # another file, of which nobody was asked
    retitled(store, "M3", "Rundbrief")
    assert removed(draft, store) == []  # the row says something else than when it was to go


def test_rows_of_many_go_only_as_long_as_the_table_is_to_be_replaced(store: Store) -> None:
    draft = dropped("M9" + M1[2:])  # a list that has none of the rows
    found = missing_rows(draft.prepared(BASE), {})["measures"]
    named = draft.answering({found.each["M1"]: REMOVE})
    assert removed(named, store) == []
    assert removed(named.answering({found.how: REPLACE}), store) == ["M1"]


def test_file_that_prevails_does_so_only_in_what_was_asked(store: Store) -> None:
    def two(other: str) -> Draft:
        files = [Upload(name, (HEADER + M1.replace("Padlet;um", f"{title};um")).encode())
                 for name, title in (("a.csv", "A"), ("b.csv", other))]  # fmt: skip
        return Draft().having(*files)

    open_one = plan(two("B"), store)
    answers = {disputed("measures", open_one, open_one.contradictions["measures"]): "b.csv"}
    assert plan(two("B").answering(answers), store).result.measures["title"].iloc[0] == "B"
    assert plan(two("C").answering(answers), store).contradictions


def test_answer_about_what_others_changed_holds_for_their_change_alone(store: Store) -> None:
    retitled(store, "M1", "Pinnwand")
    retitled(store, "M2", "Tafel")
    draft = Draft().having(Upload("m.csv", (HEADER + WITHOUT_M3).encode(), release=1))

    def found() -> dict[str, Reverted]:
        return plan(draft, store).reverted(store, "Anna")

    def titles(answers: dict[str, str]) -> list[str] | None:
        stay = kept(found(), reloaded(draft.answering(answers)).answers)
        return None if stay is None else plan(draft, store).keeping(stay).result.measures["title"].tolist()

    asked = going_back(found())
    first, _second = statements("measures", found()["measures"])
    assert titles({}) is None
    assert titles({asked: KEEP}) == ["Pinnwand", "Tafel", "Brief"]
    assert titles({asked: TAKE}) == ["Padlet", "Padlet", "Brief"]
    assert titles({asked: EACH, first: TAKE}) == ["Padlet", "Tafel", "Brief"]
    retitled(store, "M3", "Rundbrief")  # which the file does not touch
    assert titles({asked: TAKE}) == ["Padlet", "Padlet", "Rundbrief"]
    retitled(store, "M1", "Wand")
    assert titles({asked: TAKE}) is None


def test_key_of_a_municipality_is_put_right_only_where_that_was_asked(store: Store) -> None:
    right = f"{ASBACH[:-1]}9"
    row = f"{right};VG Asbach;Verbandsgemeinde;2024;aktiv;belegt"
    file = Upload("k.csv", f"ARS;Name;Art;Staffel;Status;Beleg\r\n{row}\r\n".encode())
    prepared = Draft().having(file).prepared(BASE)
    answers = {rekeying(old, problem): REKEY for old, problem in prepared.namesakes.items()}
    draft = reloaded(Draft().having(file).answering(answers))
    assert prepared_draft(draft, BASE).rekeyed == {ASBACH: right}
    assert prepared_draft(draft, BASE).against(BASE).rekeyed == {}  # of another release it is asked anew
    renamed = BASE.municipalities.assign(name=["Verbandsgemeinde Asbach-Süd", "Stadt Alzey"])
    assert prepared_draft(draft, Dataset({**BASE.tables, "municipalities": pd.DataFrame(renamed)})).rekeyed == {}
