import dataclasses

import pandas as pd
import pytest

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.errors import Problem
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.spelling import folded
from ek_data.tables import EVENTS, KEY_FACTS, MEASURES, MUNICIPALITIES, PARTICIPATIONS, TABLES
from ek_data.tables.types import Table
from ek_data.validation import check as checking
from ek_data.validation.batch import check_all
from ek_data.validation.check import Checked, check
from ek_data.validation.parse import LIMIT, Attention
from ek_data.validation.recognise import matched, recognise
from tests.selection import first
from tests.validation.raws import raw

BASE = Dataset.of(
    municipalities=pd.DataFrame(
        {
            "ars": ["073310000000", "073320025025"],
            "name": ["Landkreis Alzey-Worms", "Gemeinde Haßloch"],
            "cohort": [2025, 2024],
        }
    ),
    events=pd.DataFrame({"event_id": ["E1"]}),
)
KNOWN = Known.of(BASE)
MEASURE_HEADER = ["Maßnahmen-Nr.", "Kommune", "Staffel", "Kategorie", "Bezeichnung", "Status", "Bezug", "Beleg"]
KOMMUNE_HEADER = ["Regionalschlüssel", "Kommune", "Art", "Staffel", "Teilnahme", "Einwohner", "Beleg"]


def measure(number: str = "M1", **changed: str) -> list[str]:
    usual = ["Landkreis Alzey-Worms", "2025", "Newsletter", "Rundbrief", "umgesetzt", "Programm", "belegt"]
    row = dict(zip(MEASURE_HEADER, [number, *usual], strict=True)) | changed
    return list(row.values())


def municipality(ars: str = "073320025025", name: str = "Gemeinde Haßloch", population: str = "20396") -> list[str]:
    return [ars, name, "verbandsfreie Gemeinde", "2024", "nimmt teil", population, "belegt"]


def measures(*rows: list[str], header: list[str] | None = None) -> Checked:
    return check(raw("massnahmen.csv", [header or MEASURE_HEADER, *rows]), MEASURES, known=KNOWN)


def municipalities(*rows: list[str]) -> Checked:
    return check(raw("kommunen.csv", [KOMMUNE_HEADER, *rows]), MUNICIPALITIES, known=Known())


def told(checked: Checked) -> list[str]:
    """Return the sentences with their places, without the remarks on optional columns."""
    return [problem.located(GERMAN) for problem in checked.problems if problem.row is not None]


def test_good_rows_are_typed_and_without_problems() -> None:
    checked = measures(measure())
    assert told(checked) == []
    assert checked.rows.dtypes.equals(MEASURES.empty().dtypes)
    assert checked.rows.loc[0, ["municipality", "cohort", "category"]].tolist() == ["073310000000", 2025, "newsletter"]


def test_a_problem_says_where_what_and_what_would_be_right() -> None:
    checked = municipalities(municipality(population="k. A."))
    assert told(checked) == ["kommunen.csv, Zelle F2 (Einwohner): „k. A.“ ist keine Zahl. Leer lassen, wenn unbekannt."]
    problem = checked.errors[0]
    assert (problem.file, problem.row, problem.column, problem.cell) == ("kommunen.csv", 2, "Einwohner", "F2")
    assert (problem.value, problem.suggestion) == ("k. A.", "")


def test_rows_with_errors_stay_and_their_unusable_cells_are_unknown() -> None:
    checked = municipalities(municipality(population="viele"), municipality("073310000000", "Landkreis Alzey-Worms"))
    assert len(checked.rows) == len(checked.source_rows) == 2
    assert checked.rows["population"].isna().tolist() == [True, False]


def test_problems_come_in_the_order_of_the_file() -> None:
    checked = measures(measure("M1", Status="?"), measure("M2", Kategorie="?"), measure("", Status="?"))
    assert [problem.cell for problem in checked.errors] == ["F2", "D3", "A4", "F4"]


def test_equal_problems_keep_their_own_addresses() -> None:
    checked = measures(measure("M1", Status="fertig"), measure("M2"), measure("M3", Status="fertig"))
    assert [problem.cell for problem in checked.errors] == ["F2", "F4"]
    [(template, rows)] = checked.errors.grouped()
    assert (template.value, rows.tolist()) == ("fertig", [2, 4])


def test_a_missing_key_is_a_problem_of_its_cell() -> None:
    assert told(measures(measure(""))) == ["massnahmen.csv, Zelle A2 (Maßnahmen-Nr.): Der Wert fehlt."]


def test_repeated_keys_are_named_at_each_row() -> None:
    checked = measures(measure("M1"), measure("M2"), measure("M1"))
    assert [problem.cell for problem in checked.errors] == ["A2", "A4"]
    assert "„M1“ kommt 2-mal vor" in checked.errors[0].sentence(GERMAN)


def test_a_key_of_two_columns_repeats_only_as_a_whole() -> None:
    header = ["Veranstaltungs-Nr.", "Kommune", "Beleg"]
    first, second = ["E1", "Gemeinde Haßloch", "belegt"], ["E1", "LK Alzey-Worms", "belegt"]
    by_key = ["E1", "073320025025", "belegt"]
    assert not check(raw("t.csv", [header, first, second]), PARTICIPATIONS, known=KNOWN).errors
    repeated = check(raw("t.csv", [header, first, by_key]), PARTICIPATIONS, known=KNOWN)
    assert [problem.cell for problem in repeated.errors] == ["B2", "B3"]  # name and key are the same municipality


def test_the_cohort_of_a_measure_is_that_of_its_municipality() -> None:
    checked = measures(measure(Staffel="2024"))
    assert told(checked) == [
        "massnahmen.csv, Zelle C2 (Staffel): Die Staffel 2024 weicht von der Staffel 2025 der Kommune ab "
        "(Landkreis Alzey-Worms)."
    ]


def test_a_rule_between_columns_marks_its_cell() -> None:
    checked = measures(measure(Kommune="", Staffel=""))
    assert [problem.cell for problem in checked.errors] == ["C2"]


def test_what_follows_from_an_error_is_not_told_as_well() -> None:
    checked = measures(measure(Kommune="Hassloh", Staffel=""))  # unreadable is not the same as left out
    assert [(problem.cell, problem.suggestion) for problem in checked.errors] == [("B2", "Gemeinde Haßloch")]


def test_what_is_wrong_in_very_many_rows_is_told_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 5  # municipality, category, status, scope and certainty have one text each; all others are plain
    monkeypatch.setattr(checking, "Attention", lambda: Attention(looked_at + 2))
    checked = measures(*map(measure, ("M1", "M1", "M2", "M2", "M3", "M3", "M4")))
    assert [(error.row, error.message) for error in checked.errors] == [
        (None, checking.MORE),
        *((row, checking.REPEATED) for row in (2, 3, 4, 5)),
    ]
    assert checked.errors[0].sentence(GERMAN) == (
        "Weitere Zeilen mit einem Fehler dieser Art, die nicht aufgeführt sind: 2."
    )


def test_unknown_headers_are_named_with_what_happens() -> None:
    checked = measures([*measure(), "x"], header=[*MEASURE_HEADER, "Ampel"])
    assert "Die Spalte „Ampel“ ist nicht bekannt und wird nicht übernommen." in [
        problem.sentence(GERMAN) for problem in checked.problems
    ]
    assert not checked.errors


def test_a_header_almost_right_is_told_what_it_may_mean() -> None:
    header = [*MEASURE_HEADER[:-1], "Belg"]
    checked = measures(measure(), header=header)
    assert "Beleg" in [problem.suggestion for problem in checked.problems]


def test_headers_that_the_tables_once_had_are_read_and_told() -> None:
    renamed = {"Maßnahmen-Nr.": "Maßnahme-Nr.", "Veranstaltungs-Nr.": "Veranstaltung-Nr.", "Angaben-Nr.": "Angabe-Nr."}
    renamed |= {"Teilnahme seit": "Beginn", "Stand der Einwohnerzahl": "Einwohner Stand", "Einwohnerzahl": "Einwohner"}
    renamed |= {"Zweite Quelle": "Weitere Quelle"}
    labels = [(table, column.label.de) for table in TABLES for column in table.columns if column.label.de in renamed]
    assert {label for _table, label in labels} == set(renamed)
    for table, label in labels:
        checked = check(raw("alt.csv", [[renamed[label]], ["x"]]), table, known=KNOWN)
        told_of = f"Die Spalte „{renamed[label]}“ wurde als „{label}“ gelesen."
        assert told_of in [repair.sentence(GERMAN) for repair in checked.repairs]


def test_a_missing_required_column_is_an_error_and_an_optional_one_a_warning() -> None:
    checked = measures(measure()[:-1], header=MEASURE_HEADER[:-1])
    missing = {name: problem.severity for problem in checked.problems for name in problem.values.get("columns", ())}
    assert (missing["Beleg"], missing["Hinweis"]) == ("error", "warning")


def test_missing_columns_are_told_in_one_line_each_for_required_and_optional_ones() -> None:
    file = raw("massnahmen.csv", [["Maßnahmen-Nr.", "Kommune"], ["M1", "Landkreis Alzey-Worms"]])
    checked = check(file, MEASURES, known=KNOWN)
    required, optional = sorted(checked.problems, key=lambda problem: problem.severity)
    assert required.sentence(GERMAN) == (
        "Es fehlen Pflichtspalten: Kategorie, Bezeichnung, Status, Bezug und Beleg. "
        "Bitte mit diesen Überschriften wieder einfügen, wie in der Vorlage."
    )
    assert optional.sentence(GERMAN).startswith("Nicht in der Datei: Staffel, Status vom, ")


def test_a_header_matched_by_spelling_is_a_repair() -> None:
    checked = measures(measure(), header=["ID", *MEASURE_HEADER[1:]])
    assert [(repair.value, repair.repaired) for repair in checked.repairs] == [("ID", "Maßnahmen-Nr.")]


def test_two_headers_for_one_column_leave_one_of_them_out() -> None:
    checked = measures([*measure(), "073310000000"], header=[*MEASURE_HEADER, "ARS"])
    assert checked.rows["municipality"].tolist() == ["073310000000"]
    assert "weil schon „Kommune“ als „Kommune“ gelesen wird" in " ".join(p.sentence(GERMAN) for p in checked.problems)
    assert not checked.errors  # a name and a key of the same municipality


def test_a_mapping_by_hand_goes_first() -> None:
    file = raw("x.csv", [["Nummer", *MEASURE_HEADER[1:]], measure("M7")])
    mapped = check(file, MEASURES, known=KNOWN, mapping={"Nummer": "measure_id", "Status": ""})
    assert mapped.rows["measure_id"].tolist() == ["M7"]
    assert mapped.rows["status"].isna().all()


def test_a_column_of_the_wrong_kind_is_named_once_as_such() -> None:
    rows = [municipality(f"07{n:010}", f"Gemeinde Nummer {n}", f"Wort {n}") for n in range(LIMIT + 10)]
    checked = municipalities(*rows)
    sentences = [problem.sentence(GERMAN) for problem in checked.problems if problem.row is None]
    assert any("Wahrscheinlich ist es eine andere Spalte" in sentence for sentence in sentences)


def test_precision_columns_of_our_own_parquet_are_understood() -> None:
    header = [*MEASURE_HEADER, "started_on", "started_on_precision"]
    checked = measures([*measure(), "2024-11-01", "month"], [*measure("M2"), "2024-01-01", "year"], header=header)
    assert checked.rows["started_on_precision"].tolist() == ["month", "year"]
    assert not checked.errors


@pytest.mark.parametrize(
    ("name", "said"),
    first(
        4,
        [
            ("Gemeinde Hassloch", "sieht fast aus wie eine andere Kommune: Gemeinde Haßloch"),  # spelled otherwise
            ("Gemeinde Haßloсh", "sieht fast aus wie eine andere Kommune: Gemeinde Haßloch"),  # a Cyrillic с
            ("Gemeinde Fernо", "enthält Buchstaben einer anderen Schrift: о (U+043E)"),
            ("Gemeinde HaßIoch", "sieht fast aus wie eine andere Kommune: Gemeinde Haßloch"),  # a capital i for the l
            ("Gemeinde Haßl0ch", "sieht fast aus wie eine andere Kommune: Gemeinde Haßloch"),  # a zero
            ("Gemeinde Haß\u2063loch", "sieht fast aus wie eine andere Kommune: Gemeinde Haßloch"),  # invisible
            ("Gemeinde Fern\u2063tal", "enthält unsichtbare Zeichen"),
            ("Gemeinde \u202ehcolßaH", "enthält Zeichen, die die Schreibrichtung umkehren"),
        ],
    ),
)
def test_names_that_are_not_what_they_seem_are_a_warning(name: str, said: str) -> None:
    checked = municipalities(municipality(), municipality("073320025026", name))
    of_name = [problem for problem in checked.problems if (problem.row, problem.column) == (3, "Kommune")]
    sentences = [problem.sentence(GERMAN) for problem in of_name]
    assert any(said in sentence for sentence in sentences), sentences
    assert {problem.severity for problem in of_name} == {"warning"}


@pytest.mark.parametrize("name", ["Gemeinde Haßloch am Rhein", "Gemeinde Hoßlach", "Stadt Ürzig", "Gemeinde Łódź"])
def test_names_of_their_own_are_not_suspected(name: str) -> None:
    checked = municipalities(municipality(), municipality("073320025026", name))
    assert [problem.sentence(GERMAN) for problem in checked.problems if problem.row == 3] == []


def test_sentences_come_in_english_too() -> None:
    checked = municipalities(municipality(population="k. A."))
    assert checked.errors[0].located(ENGLISH) == (
        "kommunen.csv, cell F2 (Einwohner): “k. A.” is not a number. Leave the cell empty if it is unknown."
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_recognised_by_its_own_headers(table: Table) -> None:
    header = [column.label.de for column in table.columns]
    match = recognise(raw("unbenannt.csv", [header]))
    assert match
    assert match.table is table
    assert (match.missing, match.unknown, match.twice) == ((), (), ())


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_table_share_a_label(table: Table) -> None:
    for labels in zip(*(column.label for column in table.columns), strict=True):
        assert len({folded(label) for label in labels}) == len(labels)


def test_foreign_headers_are_no_table() -> None:
    assert recognise(raw("fremd.csv", [["Name", "Preis", "Menge"]])) is None


def test_headers_are_recognised_however_they_are_spelt() -> None:
    header = ("MASSNAHMENNUMMER", "gemeinde", "Foerderung", "funding_eur")
    match = matched(header, MEASURES)
    assert dict(match.columns) == {"measure_id": 0, "municipality": 1, "funding_eur": 3}
    assert match.twice == (2,)  # the column's own name ranks before a spelling


def test_files_of_one_upload_refer_to_each_other() -> None:
    new = raw("kommunen.csv", [KOMMUNE_HEADER, municipality("071385001000", "Verbandsgemeinde Asbach")])
    its_measure = raw("massnahmen.csv", [MEASURE_HEADER, measure(Kommune="VG Asbach", Staffel="2024")])
    checks = check_all([its_measure, new], BASE)
    assert [checked.table for checked in checks.checked] == [MUNICIPALITIES, MEASURES]
    assert checks.checked[1].rows["municipality"].tolist() == ["071385001000"]
    assert not check_all([its_measure], BASE).sound  # without the first file nobody knows Asbach


def test_an_uploaded_municipality_goes_before_the_current_one() -> None:
    moved = municipality("073310000000", "Landkreis Alzey-Worms")  # now of cohort 2024
    files = [raw("kommunen.csv", [KOMMUNE_HEADER, moved]), raw("m.csv", [MEASURE_HEADER, measure(Staffel="2024")])]
    assert check_all(files, BASE).sound


def test_several_files_may_hold_rows_of_one_table() -> None:
    file = [MEASURE_HEADER, measure()]
    checks = check_all([raw("a.csv", file), raw("b.csv", file)], BASE)
    assert checks.sound
    assert [(each.file, each.table) for each in checks.checked] == [("a.csv", MEASURES), ("b.csv", MEASURES)]


ODD = ["Lfd.", "Wann", "Bezeichnung", "Staffel", "TN/Zahl"]


def test_file_that_hardly_fits_a_table_says_which_headers_are_not_known() -> None:
    (problem,) = check_all([raw("liste.csv", [ODD, ["1"] * 5])], BASE).refused
    assert problem.sentence(GERMAN).startswith(
        "Welche Tabelle das ist, war nicht zu erkennen: 2 von 5 Überschriften passen zu „Maßnahmen“. "
        "Nicht bekannt: Lfd., Wann und TN/Zahl."
    )


def test_sheet_called_like_a_table_is_taken_for_it() -> None:
    sheet = dataclasses.replace(raw("liste.xlsx", [ODD, ["1"] * 5]), sheet="Veranstaltungen")
    (checked,) = check_all([sheet], BASE).checked
    assert checked.table is EVENTS


def test_a_file_that_fits_no_table_is_refused_unless_told_otherwise() -> None:
    file = raw("fremd.csv", [["Nummer", "Preis"], ["F1", "3"]])
    assert [problem.file for problem in check_all([file], BASE).refused] == ["fremd.csv"]
    decided = check_all([file], BASE, tables={"fremd.csv": "key_facts"}, mappings={"fremd.csv": {"Nummer": "fact_id"}})
    assert decided.checked[0].table is KEY_FACTS
    assert decided.checked[0].rows["fact_id"].tolist() == ["F1"]


def test_what_the_reader_found_is_kept() -> None:
    noticed = Problem("The value is missing.", file="m.csv", row=9)
    file = dataclasses.replace(raw("m.csv", [MEASURE_HEADER, measure()]), findings=(noticed,))
    assert noticed in list(check(file, MEASURES, known=KNOWN).problems)


def test_an_event_may_be_held_by_a_municipality_of_another_cohort() -> None:
    header = [
        "Veranstaltungs-Nr.",
        "Veranstaltungsart",
        "Bezeichnung",
        "Kommune",
        "Staffel",
        "Status",
        "Bezug",
        "Beleg",
    ]
    row = ["E2", "Netzwerktreffen", "Treffen", "Gemeinde Haßloch", "2025", "angekündigt", "Programm", "belegt"]
    assert not check(raw("v.csv", [header, row]), EVENTS, known=KNOWN).errors


def test_a_file_without_rows_is_an_empty_table() -> None:
    checked = measures()
    assert (len(checked.rows), len(checked.errors)) == (0, 0)


@pytest.mark.parametrize(
    ("header", "text", "told"),
    [("Förderung (Euro)", "-5.000 €", "ist negativ"), ("Hinweis", "+49 2631 000", "Telefonnummer")],
)
def test_cell_gets_one_remark_which_is_the_one_that_helps_most(header: str, text: str, told: str) -> None:
    found = check(raw("m.csv", [["Maßnahmen-Nr.", header], ["M1", text]]), MEASURES, known=Known())
    (remark,) = (each.sentence(GERMAN) for each in [*found.problems, *found.repairs] if each.cell == "B2")
    assert told in remark
