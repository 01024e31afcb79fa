"""Edits of single rows become files of a draft, which change those cells and nothing else, and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ek_data
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of
from ek_data.i18n import GERMAN
from ek_data.programme.new_options import Addition
from ek_data.store.publisher import Store, make_store
from ek_data.tables import PARTICIPATIONS, TABLES
from ek_data.updates.draft import Draft, Edit, as_edits, in_words, left_out
from ek_data.updates.file_choices import FileChoice, merged
from ek_data.updates.plan import Decision, Plan, planned
from ek_data.updates.undo import undoing
from ek_data.updates.workflow import Upload
from ek_data.validation.cells_to_answer import open_cells
from ek_data.validation.corrections import Correction
from tests.programme import ALZEY, ASBACH, measure, municipality, programme, shipped

PACKAGE = Path(ek_data.__file__).parent
BASE = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach", certainty="sourced"),
        municipality(ALZEY, 2025, name="Stadt Alzey", certainty="sourced"),
    ],
    [
        measure(ASBACH, measure_id="M1", cohort=2024, note="laut Bericht", title="=Padlet"),  # a title like a formula
        measure(ALZEY, measure_id="M2", cohort=2025, started_on="2024-11", started_on_precision="month"),
    ],
)
NEW = {
    "municipality": "Stadt Alzey",
    "cohort": "2025",
    "category": "Newsletter",
    "title": "Brief",
    "status": "geplant",
    "relation": "Programm",
    "certainty": "belegt",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = make_store(str(tmp_path / "store"))
    store.publish(0, BASE.tables, author="Erste", note="Beginn")
    return store


FIRST, SECOND = Upload("m.csv", b"1", release=1), Upload("m.csv", b"2", release=2)
ANSWER = Correction("m.csv", 0, "a", "ä")


def edit(key: Key, texts: Mapping[str, str] | None, *, table: str = "measures", release: int = 1) -> Edit:
    return Edit(table, key, release, texts)


def plan(draft: Draft, base: Dataset) -> Plan:
    return planned(draft.prepared(base))


def publish(store: Store, draft: Draft, author: str = "Anna") -> Dataset:
    base = store.dataset(store.newest_number())
    plan(draft, base).setting_back().publish(store, author=author, note="einzeln")
    return store.dataset(store.newest_number())


def cells(made: Plan) -> list[tuple[object, ...]]:
    found = made.changes.cells("measures")
    return [tuple(row) for row in found.astype(object).where(found.notna(), None).itertuples(index=False)]


def test_edited_cell_changes_and_every_other_cell_and_row_stays() -> None:
    made = plan(Draft().having(edit("M1", {"status": "beendet"})), BASE)
    assert cells(made) == [("M1", "status", "implemented", "ended")]
    assert made.left == 0  # nothing is asked about rows that the draft does not have
    assert {name: counts for name, counts in made.changes.counts.items() if any(counts)} == {"measures": (0, 1, 0)}


def test_emptied_cell_becomes_unknown() -> None:
    assert cells(plan(Draft().having(edit("M1", {"note": ""})), BASE)) == [("M1", "note", "laut Bericht", None)]


def test_new_row_is_added_and_a_removed_one_goes() -> None:
    draft = Draft().having(edit("M9", NEW)).having(edit("M2", None))
    assert plan(draft, BASE).changes.sentences(GERMAN) == ["1 Maßnahme neu, 1 entfernt"]


def test_row_that_only_the_draft_had_is_gone_without_a_trace_when_it_is_removed() -> None:
    draft = Draft().having(edit("M9", NEW)).having(edit("M9", None))
    assert plan(draft, BASE).changes.empty


def test_later_edits_of_a_row_join_the_earlier_ones() -> None:
    draft = Draft().having(edit("M1", {"status": "beendet"})).having(edit("M1", {"note": "neu"}, release=2))
    assert draft == Draft((edit("M1", {"status": "beendet", "note": "neu"}),))
    assert draft.without("measures", "M1") == Draft()


def test_cells_that_are_as_before_again_are_edited_no_more() -> None:
    draft = Draft().having(edit("M1", {"status": "beendet", "note": "neu"}))
    reset = draft.having(edit("M1", {"status": "umgesetzt"}), base=BASE)
    assert reset == Draft((edit("M1", {"note": "neu"}),))
    assert reset.having(edit("M1", {"note": "laut Bericht"}), base=BASE) == Draft()
    assert draft.having(edit("M1", None), base=BASE) == Draft((edit("M1", None),))


CALLERS = {
    "ui/editing/drawer.py": "desk().put",
    "ui/maintain/files.py": "desk().put",  # lists, workbooks and answers of municipalities
    "ui/maintain/drafts.py": "desk().put",  # undo
    "cli/edits/row.py": "Draft().having",
    "cli/check.py": "Draft().having",  # check and publish
}
"""Whoever puts something into a draft, and how: `desk().put` is `Draft.having`, kept in the store."""


def test_draft_is_filled_in_one_way_only() -> None:
    sources = {each.relative_to(PACKAGE).as_posix(): each.read_text() for each in PACKAGE.rglob("*.py")}
    ways = re.compile(r"(desk\(\)\.put|Draft\(\)\.having)\(")
    assert {name: found[1] for name, text in sources.items() if (found := ways.search(text))} == CALLERS
    keep = re.compile(r"from ek_data\.store import .*\bdrafts\b(?s:.*)\bdrafts\.change\(")
    assert [name for name, text in sources.items() if keep.search(text)] == ["updates/draft.py"]


def test_words_beside_a_number_are_read_as_in_a_file() -> None:
    draft = Draft().having(edit("M1", {"started_on": "9.4.25"}))
    assert cells(plan(draft, BASE)) == [("M1", "started_on", None, "2025-04-09")]


def test_what_is_no_value_blocks_publishing_and_names_its_cell() -> None:
    prepared = Draft().having(edit("M1", {"status": "fertig?"})).prepared(BASE)
    assert prepared.blocked
    assert [problem.column for problem in prepared.checks.errors] == ["Status"]


def test_answer_about_an_edited_row_becomes_part_of_its_edit_and_a_row_that_is_left_out_stays_in_the_draft() -> None:
    wrong = Draft().having(edit("M1", {"category": "Hörstück"}), edit("M2", {"category": "Messe", "cohort": "x"}))
    asked = wrong.prepared(BASE)
    [checked] = asked.checks.checked
    word, year, other = open_cells(checked)
    added = asked.adding(Addition(word.file, word.growing, "Hörstück", "Audio play"))
    answered = wrong.having(*as_edits(added.correcting(*other.answered("Newsletter"))), base=BASE)
    assert answered.edits == (
        edit("M1", {"category": "Hörstück"}),
        edit("M2", {"category": "Newsletter", "cohort": "x"}),
        Edit("categories", "hoerstueck", 0, {"de": "Hörstück", "en": "Audio play", "roles": ""}),
    )
    left = answered.prepared(BASE).leaving(year.file, year.rows)
    assert left_out(left) == {("measures", "M2")}
    with left.reviewed():
        assert [cell[:2] for cell in cells(planned(left))] == [("M1", "category")]


def test_draft_survives_being_kept_as_text() -> None:
    draft = Draft().having(edit(("E1", ASBACH), None, table="participations"), edit("M1", {"note": "ä"}), FIRST)
    decided = draft.deciding((FileChoice("m.csv", ("Nr.",), left={3: ("M1",)}, corrections=(ANSWER,)),))
    decided = decided.answering({"question": "remove"})
    assert Draft.from_text(decided.text(), decided.contents) == decided
    assert Draft.from_text(Draft().text()) == Draft()
    assert Draft.from_text('[{"table": "measures", "key": "M1", "release": 1, "texts": {"note": "ä"}}]') == Draft(
        (edit("M1", {"note": "ä"}),)  # as it was kept before there were files in it
    )


def test_file_with_the_name_of_another_waits_until_somebody_says_what_shall_become_of_it() -> None:
    draft = Draft().having(FIRST, FIRST, SECOND)  # the same bytes are no question
    assert (draft.laid, draft.waiting) == ((FIRST,), (SECOND,))
    assert draft.replacing(SECOND).files == (SECOND,)
    assert draft.without_files(FIRST).files == (SECOND,)
    assert [each.name for each in draft.keeping_both(SECOND).laid] == ["m.csv", "m (2).csv"]


def test_file_that_is_lost_stands_in_nothing_s_way_until_it_is_dropped_again_or_taken_away() -> None:
    whole = Draft().having(edit("M1", {"note": "ä"}), FIRST, replace(SECOND, name="n.csv"))
    draft = Draft.from_text(whole.text(), {each.sha256: each.data for each in whole.files[1:]})
    (lost,) = draft.lost
    assert (lost.name, draft.edits) == ("m.csv", whole.edits)
    assert [each.name for each in draft.laid] == ["n.csv"]
    assert draft.text() == whole.text()  # it stays named
    assert draft.since(draft) == Draft(files=(lost,))  # as long as nobody takes it away
    assert draft.having(SECOND).lost == draft.without_files(lost).lost == ()
    assert Draft().together(draft).lost == ()
    assert not Draft(files=(lost,)).is_readable


def test_what_came_in_while_a_draft_was_published_stays() -> None:
    published = Draft().having(edit("M1", {"note": "ä"}), FIRST)
    later = published.having(edit("M2", None), SECOND)
    assert later.since(published) == Draft((edit("M2", None),), (SECOND,))
    assert published.since(published) == Draft()


def test_row_of_which_two_drafts_say_otherwise_is_not_taken_over() -> None:
    mine = Draft().having(edit("M1", {"note": "ä", "title": "t"}), edit("M2", None), edit("M9", NEW))
    same, other = edit("M1", {"note": "ä", "status": "beendet"}), edit("M1", {"note": "ö"})
    gone, changed = edit("M2", None), edit("M2", {"note": "x"})
    for theirs, taken in ((same, True), (other, False), (gone, True), (changed, False), (edit("M9", None), False)):
        assert bool(Draft().having(theirs).agreeing(mine).edits) == taken


def test_two_who_answer_at_once_lose_no_answer() -> None:
    def choice(*answers: Correction, **others: Any) -> tuple[FileChoice, ...]:
        return (FileChoice("m.csv", ("Nr.",), corrections=answers, **others),)

    before = choice(ANSWER)
    mine = choice(ANSWER, replace(ANSWER, value="b"), mapping={"a": "title"})
    theirs = choice(replace(ANSWER, value="c"), mapping={"b": "note"}, table="measures")
    both = choice(replace(ANSWER, value="c"), replace(ANSWER, value="b"), mapping={"b": "note", "a": "title"})
    assert merged(before, mine, theirs) == (replace(both[0], table="measures"),)
    assert merged(before, before, theirs) == theirs


def test_draft_beside_a_file_for_the_same_table_asks_only_for_the_rows_missing_in_the_file() -> None:
    header = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg"
    row = "M1;VG Asbach;2024;Padlet;Padlet;beendet;Programm;belegt"
    draft = Draft().having(Upload("m.csv", f"{header}\r\n{row}\r\n".encode()), edit("M2", {"note": "x"}))
    prepared = draft.prepared(BASE)
    (checked, _) = prepared.files_for(prepared.checks.checked[0].table)
    assert not prepared.is_draft(checked.table)
    assert prepared.missing(checked).empty  # M2 stands in the draft
    changed = planned(prepared, {"measures": Decision()}).changes.cells("measures")
    assert {("M1", "status"), ("M2", "note")} <= set(zip(changed["measure_id"], changed["column"], strict=True))


def test_edit_is_told_in_words_with_what_stood_there() -> None:
    assert in_words(edit("M1", {"status": "beendet", "note": ""}), BASE, GERMAN) == (
        "M1 · =Padlet · VG Asbach · Status: umgesetzt → beendet · Hinweis: laut Bericht → keine Angabe"
    )
    assert in_words(edit("M1", None), BASE, GERMAN) == "M1 · =Padlet · VG Asbach: wird entfernt"


def test_cell_that_others_changed_since_is_asked_about(store: Store) -> None:
    publish(store, Draft().having(edit("M1", {"note": "von Bernd"})), "Bernd")
    base = store.dataset(2)
    mine = plan(Draft().having(edit("M1", {"note": "von Anna", "status": "beendet"}, release=1)), base)
    found = mine.reverted(store, "Anna")
    assert [each.n for each in found.values()] == [1]
    assert cells(mine.keeping(found)) == [("M1", "status", "implemented", "ended")]


def test_undoing_takes_back_exactly_what_a_release_changed(store: Store) -> None:
    draft = Draft().having(edit("M1", {"note": "", "title": "Neu"})).having(edit("M9", NEW)).having(edit("M2", None))
    after = publish(store, draft)
    found = undoing(store.dataset(1), after, after)
    again = publish(store, found.draft)
    assert found.stay == 0
    for table in TABLES:  # the row that came back stands at the end
        rows = again.tables[table.name].sort_values(list(table.key), ignore_index=True)
        assert rows.equals(store.dataset(1).tables[table.name].sort_values(list(table.key), ignore_index=True))


def test_undoing_leaves_what_others_changed_since(store: Store) -> None:
    after = publish(store, Draft().having(edit("M1", {"note": "zwei"})).having(edit("M9", NEW)))
    newest = publish(
        store,
        Draft()
        .having(edit("M1", {"note": "drei", "status": "beendet"}, release=2))
        .having(edit("M9", {"title": "anders"}, release=2)),
        "Bernd",
    )
    found = undoing(store.dataset(1), after, newest)
    assert found.stay == 1  # the new row, which Bernd changed
    mine = plan(found.draft, newest)
    assert [each.n for each in mine.reverted(store, "Anna").values()] == [1]  # the note is asked about
    assert cells(mine) == [("M1", "note", "drei", "laut Bericht")]  # and his status is none of it


def test_participations_are_found_by_both_parts_of_their_key() -> None:
    base = shipped()
    event, ars = next(iter(keys_of(base.participations, PARTICIPATIONS)))
    draft = Draft().having(edit((event, ars), {"people": "5"}, table="participations"))
    assert plan(draft, base).changes.cells("participations")["after"].tolist() == [5]
