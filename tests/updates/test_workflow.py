"""An upload is prepared like a change under review: checked, mended, compared, and only then published."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from ek_data.dataset.dataset import Dataset
from ek_data.errors import Invalid
from ek_data.exports.template import template
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.reading.grid import letters
from ek_data.store.header_mappings import Remembered, remembered
from ek_data.store.publisher import Overtaken, Store, make_store, open_store
from ek_data.tables import MEASURES
from ek_data.updates.plan import NO_AUTHOR, NO_CHANGE, NO_NOTE, Decision, Plan, planned
from ek_data.updates.reversions import in_short
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation.error_workbook import error_workbook
from tests.programme import ALZEY, ASBACH, conference, measure, municipality, programme

BASE = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach", certainty="sourced"),
        municipality(ALZEY, 2025, name="Stadt Alzey", certainty="sourced"),
    ],
    [
        measure(ASBACH, measure_id="M1", cohort=2024, note="laut Bericht"),
        measure(ALZEY, measure_id="M2", cohort=2025),
        measure(ASBACH, measure_id="M3", cohort=2024, title="Newsletter", category="newsletter"),
    ],
    [conference(75, "about")],
)
HEADER = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg\r\n"
SOUND = "M1;VG Asbach;2024;Padlet;Padlet;beendet;Programm;belegt\r\n"  # changed
NEW = "M4;Stadt Alzey;2025;Newsletter;Newsletter;geplant;Programm;belegt\r\n"  # new
MISTAKEN = (
    "M1;VG Aasbach;2024;Padlet;Padlet;umgesetzt;Programm;belegt\r\n"  # a name to suggest
    "M2;Stadt Alzey;2025;Padlett;Padlet;umgesetzt;Programm;belegt\r\n"  # an option to suggest
    "M5;VG Aasbach;zwanzig;Padlet;Padlet;umgesetzt;Programm;belegt\r\n"  # the name again, and no number at all
)


def upload(text: str, name: str = "massnahmen.csv") -> Upload:
    return Upload(name, text.encode("cp1252"))


def prepared(rows: str, base: Dataset = BASE, header: str = HEADER) -> Preparation:
    return prepare([upload(header + rows)], base)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = make_store(str(tmp_path / "store"))
    store.publish(0, BASE.tables, author="Erste", note="Beginn")
    return store


def test_mistakes_block_publishing_and_suggestions_stand_for_all_their_cells() -> None:
    found = prepared(MISTAKEN)
    assert found.blocked
    assert [(each.correction.value, each.correction.better, each.cells) for each in found.suggestions] == [
        ("VG Aasbach", "Verbandsgemeinde Asbach", 2),
        ("Padlett", "Padlet", 1),
    ]
    with pytest.raises(Invalid):
        planned(found)


def test_accepted_suggestion_mends_every_cell_and_is_listed_as_a_repair() -> None:
    found = prepared(MISTAKEN)
    mended = found.accepting(*found.suggestions)
    (checked,) = mended.checks.checked
    assert [problem.value for problem in checked.errors] == ["zwanzig"]
    assert [(repair.cell, repair.value, repair.repaired) for repair in checked.repairs] == [
        ("B2", "VG Aasbach", "Verbandsgemeinde Asbach"),
        ("D3", "Padlett", "Padlet"),
        ("B4", "VG Aasbach", "Verbandsgemeinde Asbach"),
    ]
    assert found.blocked  # the earlier object stays as it was


def test_workbook_to_send_back_holds_the_accepted_suggestions() -> None:
    found = prepared(MISTAKEN)
    (checked,) = found.accepting(*found.suggestions).checks.checked
    sheet = load_workbook(io.BytesIO(error_workbook(checked, GERMAN)))["Maßnahmen"]
    names = ["Verbandsgemeinde Asbach", "Stadt Alzey", "Verbandsgemeinde Asbach"]
    assert [cell.value for cell in sheet["B"]][1:] == names


ODD = HEADER.replace("Bezeichnung", "Was").replace("Kategorie", "Sorte")
CHOSEN = {"Was": "title", "Sorte": "category"}


def decided() -> Preparation:
    """Return a file whose table, columns and corrections were chosen, with a row that is taken after all."""
    found = prepared(MISTAKEN + "Summe;Stadt Alzey;2025;;;;;\r\n", header=ODD)
    found = found.as_table("massnahmen.csv", "measures").mapped("massnahmen.csv", CHOSEN).taking("massnahmen.csv", {5})
    return found.accepting(*found.suggestions)


def test_choices_survive_a_corrected_file_with_the_same_header_row() -> None:
    before = decided()
    corrected = MISTAKEN.replace("zwanzig", "2024") + "Summe;Stadt Alzey;2025;;;;;\r\n"
    again = prepared(corrected, header=ODD).carrying(before.choices)
    assert (again.tables, again.mappings) == ({"massnahmen.csv": "measures"}, {"massnahmen.csv": CHOSEN})
    assert again.corrections == before.corrections
    assert again.taken == {"massnahmen.csv": {5}}
    assert {problem.row for problem in again.checks.checked[0].errors} == {5}  # only the row taken after all


def test_choices_are_not_for_a_file_with_another_header_row() -> None:
    again = prepared(MISTAKEN, header=ODD.replace("Was", "Wie")).carrying(decided().choices)
    assert (again.tables, again.mappings, again.corrections) == ({}, {}, ())


def test_corrected_file_under_another_name_has_the_same_table_and_columns_but_no_corrections() -> None:
    again = prepare([upload(ODD + MISTAKEN, "neu.csv")], BASE).carrying(decided().choices)
    assert (again.tables, again.mappings) == ({"neu.csv": "measures"}, {"neu.csv": CHOSEN})
    assert again.corrections == ()


TWO = HEADER.replace("Beleg", "Beleg;Hinweis;Bemerkung")


def test_two_columns_for_one_thing_are_a_question_where_they_differ() -> None:
    found = prepared(SOUND.replace("belegt", "belegt;erstens;zweitens"), header=TWO)
    (problem,) = found.checks.errors
    assert problem.sentence(GERMAN) == (
        "„Hinweis“ (Spalte I) und „Bemerkung“ (Spalte J) werden beide als „Hinweis“ gelesen, und unter „Bemerkung“ "
        "steht etwas anderes: in 1 von 1 Zeilen, zuerst in Zeile 2 („zweitens“). Welche der beiden gilt?"
    )
    for taken, left, note in (("Hinweis", "Bemerkung", "erstens"), ("Bemerkung", "Hinweis", "zweitens")):
        chosen = found.mapped("massnahmen.csv", {taken: "note", left: ""})
        assert planned(chosen).result.measures["note"][0] == note


@pytest.mark.parametrize("again", ["erstens", ""])
def test_second_column_that_holds_nothing_else_is_said_and_blocks_nothing(again: str) -> None:
    found = prepared(SOUND.replace("belegt", f"belegt;erstens;{again}"), header=TWO)
    assert not found.blocked
    said = [problem.sentence(GERMAN) for problem in found.checks.checked[0].problems]
    assert any("weil schon „Hinweis“ als „Hinweis“ gelesen wird. Sie enthält nichts anderes." in each for each in said)


def test_what_was_read_is_kept_beside_what_was_corrected() -> None:
    found = prepared(MISTAKEN)
    mended = found.accepting(*found.suggestions)
    assert mended.original("massnahmen.csv").cells.column(1)[0].as_py() == "VG Aasbach"


FUNDED = HEADER.replace("Bezug;", "Förderung (Euro);Bezug;")
FUNDED_ROW = "M1;VG Asbach;2024;Padlet;Padlet;beendet;bis zu 5.000 €;Programm;belegt"


def test_half_a_statement_is_no_safe_correction() -> None:
    found = prepared(FUNDED_ROW, header=FUNDED)
    (problem,) = found.checks.errors
    assert problem.suggestion == "5.000"
    assert found.suggestions == ()


@pytest.mark.parametrize(
    ("note", "kept"), [pytest.param("", "", marks=pytest.mark.full), ("laut Bericht", "laut Bericht · ")]
)
@pytest.mark.parametrize(("written", "value"), [("bis zu 5.000 €", 5000), ("4.000-5.000 Euro", 5000), ("~800", 800)])
def test_suggestion_that_shortens_a_statement_keeps_it_whole_in_the_note(
    note: str, kept: str, written: str, value: float
) -> None:
    header, row = FUNDED.replace("Bezug;", "Bezug;Hinweis;"), FUNDED_ROW.replace("Programm", f"Programm;{note}")
    found = prepared(row.replace("bis zu 5.000 €", written), header=header)
    found = found.accepting(*found.suggestions)
    assert not found.blocked
    changed = planned(found).result.measures.iloc[0]
    assert (changed["funding_eur"], changed["note"]) == (value, f"{kept}Förderung (Euro): {written}")


EVENTS = "Veranstaltungs-Nr.;Veranstaltungsart;Bezeichnung;Status;Teilnehmende;Bezug;Beleg\r\n"


def test_word_of_a_number_is_taken_over_though_its_column_is_not_in_the_file() -> None:
    base = programme(
        [municipality(ASBACH)], [], [conference(75, "exact", event_id="E1"), conference(50, "at_least", event_id="E2")]
    )
    rows = [
        "E1;Vereinekonferenz;K;durchgeführt;ca. 80;Programm;belegt",
        "E2;Vereinekonferenz;K;durchgeführt;60;Programm;belegt",
    ]
    found = prepare([upload(EVENTS + "\r\n".join(rows), "veranstaltungen.csv")], base)
    assert not found.blocked
    events = planned(found).result.events
    assert events["attendance"].tolist() == [80, 60]
    assert events["attendance_qualifier"].tolist() == ["about", "at_least"]


def test_update_keeps_the_rows_the_upload_does_not_have() -> None:
    plan = planned(prepared(SOUND + NEW))
    assert plan.result.measures["measure_id"].tolist() == ["M1", "M2", "M3", "M4"]
    assert plan.changes.counts["measures"] == (1, 1, 0)
    assert plan.changes.cells("measures")[["column", "before", "after"]].to_numpy().tolist() == [
        ["status", "implemented", "ended"]
    ]


def test_only_rows_that_are_named_are_removed() -> None:
    found = prepared(SOUND + NEW)
    (checked,) = found.checks.checked
    assert found.missing(checked)["measure_id"].tolist() == ["M2", "M3"]
    plan = planned(found, {"measures": Decision(remove=frozenset({"M3"}))})
    assert plan.result.measures["measure_id"].tolist() == ["M1", "M2", "M4"]
    assert plan.changes.counts["measures"] == (1, 1, 1)


def test_columns_the_file_does_not_have_keep_their_values() -> None:
    row = planned(prepared(SOUND)).result.measures.iloc[0]
    assert (row["status"], row["note"]) == ("ended", "laut Bericht")


@pytest.mark.full
def test_file_from_before_the_columns_on_the_source_leaves_them_as_they_are() -> None:
    known = {"further_source_url": "https://b.example", "source_quality": "doubtful"}
    read = {"source_read_on": pd.Timestamp("2026-11-01"), "source_read_on_precision": "month"}
    base = programme(
        [municipality(ASBACH, name="Verbandsgemeinde Asbach", certainty="sourced")],
        [measure(ASBACH, measure_id="M1", cohort=2024, **known, **read)],
    )
    plan = planned(prepared(SOUND, base))
    assert plan.result.measures.iloc[0][[*known, *read]].to_dict() == known | read
    assert plan.problems == []


def test_effect_names_the_headline_figures_that_change() -> None:
    effect = planned(prepared(SOUND + NEW)).effect
    said = {name: (pair.before.words(GERMAN), pair.after.words(GERMAN)) for name, pair in effect.items() if pair.before}
    assert said["measures"] == ("3", "4")
    assert said["measures_implemented"] == ("3", "2")
    assert "participants" not in said


def test_removing_a_municipality_that_others_refer_to_is_refused() -> None:
    header = "Regionalschlüssel;Kommune;Art;Staffel;Teilnahme;Beleg\r\n"
    row = f"{ASBACH};Verbandsgemeinde Asbach;Verbandsgemeinde;2024;nimmt teil;belegt\r\n"
    found = prepare([upload(header + row, "kommunen.csv")], BASE)
    plan = planned(found, {"municipalities": Decision(remove=frozenset({ALZEY}))})
    (problem,) = plan.problems
    assert "Zeilen der Tabelle „Maßnahmen“" in problem.sentence(GERMAN)
    assert ALZEY in problem.sentence(GERMAN)


def test_unreadable_file_becomes_a_problem_and_blocks() -> None:
    found = prepare([Upload("leer.csv", b""), upload(HEADER + SOUND)], BASE)
    assert [problem.file for problem in found.unreadable] == ["leer.csv"]
    assert found.blocked
    assert len(found.checks.checked) == 1


def test_a_file_can_be_taken_for_another_table_by_hand() -> None:
    found = prepare([upload("A;B\r\nF1;9\r\n", "x.csv")], BASE)
    assert found.checks.refused
    assert found.as_table("x.csv", "key_facts").checks.checked[0].table.name == "key_facts"


def test_publishing_wants_a_name_a_note_and_a_change(store: Store) -> None:
    plan = planned(prepared(SOUND, store.dataset(1)))
    assert plan.faults(" ", "") == [NO_AUTHOR, NO_NOTE]
    with pytest.raises(Invalid):
        plan.publish(store, author="", note="Stand Mai")
    same = planned(prepared("M1;VG Asbach;2024;Padlet;Padlet;umgesetzt;Programm;belegt\r\n", store.dataset(1)))
    assert same.faults("Anna", "nichts") == [NO_CHANGE]
    assert store.newest_number() == 1


def test_published_release_holds_the_result_and_the_file_as_it_was_sent(store: Store) -> None:
    plan = planned(prepared(SOUND + NEW, store.dataset(1)))
    release = plan.publish(store, author=" Anna ", note="Stand Mai")
    assert (release.number, release.author) == (2, "Anna")
    assert store.dataset(2).measures["measure_id"].tolist() == ["M1", "M2", "M3", "M4"]
    assert release.tables["events"] == store.release(1).tables["events"]  # untouched tables are not stored again
    (file,) = release.files
    assert store.original(file.sha256) == (HEADER + SOUND + NEW).encode("cp1252")


def test_of_two_publishers_the_second_sees_a_new_difference_and_loses_nothing(store: Store) -> None:
    mine = prepared(SOUND, store.dataset(1))
    planned(prepared(NEW, store.dataset(1))).publish(store, author="Berta", note="schneller")
    with pytest.raises(Overtaken) as overtaken:
        planned(mine).publish(store, author="Anna", note="Stand Mai")
    assert overtaken.value.theirs.author == "Berta"
    again = planned(mine.against(store.dataset(2)))
    assert again.changes.counts["measures"] == (0, 1, 0)
    assert again.publish(store, author="Anna", note="Stand Mai").number == 3
    assert store.dataset(3).measures["measure_id"].tolist() == ["M1", "M2", "M3", "M4"]


NAMES = {ASBACH: "VG Asbach"}
TITLE, STATUS = (letters([column.name for column in MEASURES.columns].index(name)) for name in ("title", "status"))


def filled_in(release: Dataset, cells: dict[str, str]) -> Upload:
    """Return the template of the measures of a release with other texts in some cells, saved by another program."""
    book = load_workbook(io.BytesIO(template(MEASURES, release, GERMAN)))
    for cell, text in cells.items():
        book["Maßnahmen"][cell] = text
    saved = io.BytesIO()
    book.save(saved)
    return Upload("vorlage.xlsx", saved.getvalue())


def changed(store: Store, number: int, author: str, **values: str) -> None:
    """Publish release `number` + 1, with other values in the first measure."""
    rows = store.dataset(number).measures
    new = rows.assign(**{name: [value, *rows[name][1:]] for name, value in values.items()})
    store.publish(number, {"measures": MEASURES.typed(new)}, author=author, note="Stand Mai")


def told(plan: Plan, store: Store) -> list[str]:
    return [
        re.sub(r" vom [^)]*", "", line)
        for each in plan.reverted(store).values()
        for line in each.sentences({ASBACH: "VG Asbach"}, 9, GERMAN)
    ]


def test_template_knows_its_release_so_that_the_same_cell_changed_by_two_is_asked_about(store: Store) -> None:
    changed(store, 1, "Berta", title="Titel B", note="von B")
    older = filled_in(store.dataset(1), {TITLE + "2": "Titel A", STATUS + "3": "geplant"})
    plan = planned(prepare([older], store.dataset(2)))
    assert told(plan, store) == [
        "M1 · Titel A · VG Asbach, Bezeichnung: jetzt „Titel B“ (Berta, Datenstand 2), in der Datei „Titel A“",
        "M1 · Titel A · VG Asbach, Hinweis: jetzt „von B“ (Berta, Datenstand 2), in der Datei „laut Bericht“",
    ]
    assert "Die Dateien beruhen auf Datenstand 1." in in_short(plan.reverted(store), GERMAN)
    with pytest.raises(Invalid):
        plan.publish(store, author="Anna", note="Stand Mai")
    (found,) = plan.reverted(store).values()
    kept = plan.keeping({"measures": found.without([0])})
    assert kept.result.measures.loc[0, ["title", "note"]].tolist() == ["Titel A", "von B"]
    assert kept.result.measures["status"].tolist() == ["implemented", "planned", "implemented"]


@pytest.mark.full
def test_what_a_template_of_the_newest_release_says_is_nobody_s_past(store: Store) -> None:
    changed(store, 1, "Berta", title="Titel B")
    back = filled_in(store.dataset(2), {TITLE + "2": "Padlet"})
    assert told(planned(prepare([back], store.dataset(2))), store) == []


@pytest.mark.full
def test_template_of_another_store_is_a_file_like_any_other(store: Store, tmp_path: Path) -> None:
    changed(store, 1, "Berta", title="Titel B")
    other = make_store(str(tmp_path / "other"))
    other.publish(0, BASE.tables, author="Fremd", note="Beginn")
    plan = planned(prepare([filled_in(other.dataset(1), {})], store.dataset(2)))
    assert "beruhen die Dateien" in in_short(plan.reverted(store), GERMAN)


@pytest.mark.full
def test_name_of_a_template_tells_its_release_where_nothing_inside_does(store: Store) -> None:
    changed(store, 1, "Berta", title="Titel B")
    row = SOUND.replace("Padlet;beendet", "Titel A;umgesetzt")
    named = upload(HEADER + row, "vorlage-massnahmen-datenstand-1.csv")
    assert len(told(planned(prepare([named], store.dataset(2))), store)) == 1


@pytest.mark.full
def test_file_that_does_not_tell_its_release_is_told_whose_change_it_changes_again(store: Store) -> None:
    changed(store, 1, "Berta", title="Titel B")
    row = SOUND.replace("Padlet;beendet", "Titel A;beendet")
    plan = planned(prepare([upload(HEADER + row)], store.dataset(2)))
    assert told(plan, store) == []
    (again,) = plan.overwritten(store).values()
    (line,) = again.sentences({ASBACH: "VG Asbach"}, 9, GERMAN)
    assert line.startswith("M1 · Titel A · VG Asbach, Bezeichnung: jetzt „Titel B“ (Berta, Datenstand 2 vom ")


def test_cell_changed_while_the_file_lay_here_is_asked_about(store: Store) -> None:
    mine = prepared(SOUND.replace("Padlet;beendet", "Titel A;umgesetzt"), store.dataset(1))
    changed(store, 1, "Berta", title="Titel B")
    plan = planned(mine.against(store.dataset(2)))
    assert told(plan, store) == [
        "M1 · Titel A · VG Asbach, Bezeichnung: jetzt „Titel B“ (Berta, Datenstand 2), in der Datei „Titel A“"
    ]
    assert in_short(plan.reverted(store), GERMAN) == "1 Angabe der Dateien überschreibt, was inzwischen geändert wurde."


@pytest.mark.full
def test_mapping_of_headers_is_remembered_for_the_same_header_row(store: Store) -> None:
    odd = HEADER.replace("Bezeichnung", "Was")
    found = prepared(SOUND, store.dataset(1), odd)
    assert found.blocked
    mapped = found.mapped("massnahmen.csv", {"Was": "title"})
    assert not mapped.blocked
    planned(mapped).publish(store, author="Anna", note="Stand Mai")
    again = prepare([upload(odd + NEW)], store.dataset(2), store.objects)
    assert again.mappings == {"massnahmen.csv": {"Was": "title"}}
    other = prepare([upload(odd.replace("Was", "Wie") + NEW)], store.dataset(2), store.objects)
    assert other.mappings == {}


@pytest.mark.full
def test_file_without_a_release_does_not_silence_the_question_about_the_template_beside_it(store: Store) -> None:
    changed(store, 1, "Berta", title="Titel B")
    files = [filled_in(store.dataset(1), {TITLE + "2": "Titel A"}), upload(HEADER + NEW)]
    assert told(planned(prepare(files, store.dataset(2))), store) == [
        "M1 · Titel A · VG Asbach, Bezeichnung: jetzt „Titel B“ (Berta, Datenstand 2), in der Datei „Titel A“"
    ]


@pytest.mark.full
def test_what_is_changed_again_is_told_beside_what_is_asked_about(store: Store) -> None:
    changed(store, 1, "Berta", title="Titel B", status="planned")
    plan = planned(
        prepare([upload(HEADER + SOUND)], store.dataset(2))
    )  # the title as at first, the status never before
    (asked,), (again,) = plan.reverted(store).values(), plan.overwritten(store).values()
    assert [line.split(":")[0] for each in (asked, again) for line in each.sentences(NAMES, 9, GERMAN)] == [
        "M1 · Padlet · VG Asbach, Bezeichnung",
        "M1 · Padlet · VG Asbach, Status",
    ]


@pytest.mark.full
def test_who_goes_on_in_a_template_is_not_asked_about_the_own_release(store: Store) -> None:
    changed(store, 1, "Anna", title="Titel A", status="planned")
    plan = planned(prepare([filled_in(store.dataset(1), {TITLE + "2": "Besser"})], store.dataset(2)))
    (own,), (other,) = plan.reverted(store, "Anna").values(), plan.reverted(store, "Berta").values()
    assert (own.n, other.n) == (1, 2)  # the status in the file is that of release 1: perhaps another copy
    assert "others" not in in_short({"measures": other}, ENGLISH)


@pytest.mark.full
def test_answer_which_of_two_columns_is_right_is_not_remembered_for_the_next_file(store: Store) -> None:
    text = TWO.replace("Bezeichnung", "Was") + SOUND.replace("belegt", "belegt;erstens;zweitens")
    found = prepare([upload(text)], store.dataset(1), store.objects)
    chosen = found.mapped("massnahmen.csv", {"Was": "title", "Bemerkung": "note", "Hinweis": ""})
    planned(chosen).publish(store, author="Anna", note="Stand Mai")
    again = prepare([upload(text.replace("erstens", "drittens"))], store.dataset(2), store.objects)
    assert again.mappings == {"massnahmen.csv": {"Was": "title"}}
    assert again.blocked


@pytest.mark.full
def test_template_is_asked_about_though_another_table_of_its_release_is_damaged(store: Store) -> None:
    changed(store, 1, "Berta", title="Titel B")
    older = filled_in(store.dataset(1), {TITLE + "2": "Titel A"})
    store.publish(2, {"events": store.dataset(2).events.iloc[:0]}, author="Berta", note="Stand Juni")
    base = store.dataset(3)
    (Path(store.place) / store.release(1).tables["events"]).write_bytes(b"")
    fresh = open_store(store.place)
    assert len(told(planned(prepare([older], base)), fresh)) == 1


@pytest.mark.full
def test_damaged_memory_of_headers_is_no_obstacle(store: Store) -> None:
    plan = prepared(SOUND, store.dataset(1), HEADER.replace("Bezeichnung", "Was"))
    header = plan.raws[0].header
    planned(plan.mapped("massnahmen.csv", {"Was": "title"})).publish(store, author="Anna", note="Stand Mai")
    (file,) = (Path(store.place) / "mappings").glob("*.json")
    file.write_text("[1")
    assert remembered(store.objects, header) == Remembered()
