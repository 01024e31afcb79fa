"""Numbers with words are read as what they plainly say, in all the columns that it takes, or stay an error."""

from __future__ import annotations

import pytest

from ek_data.dataset.lookup import Known
from ek_data.i18n import GERMAN
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.types import Table
from ek_data.validation.check import Checked, check
from tests.selection import first
from tests.validation.raws import raw

EVENT = ["Veranstaltungs-Nr.", "Teilnehmende", "Genauigkeit", "Gezählt werden", "Hinweis"]


def event(attendance: str, qualifier: str = "", counted: str = "", note: str = "") -> Checked:
    return check(raw("v.csv", [EVENT, ["E1", attendance, qualifier, counted, note]]), EVENTS, known=Known())


def cell_errors(checked: Checked) -> list[str | None]:
    return [problem.cell for problem in checked.errors if problem.cell]


PLAIN = [  # text, number, code of how exact it is
    ("ca. 80", 80, "about"),
    ("ca 80", 80, "about"),
    ("circa 80", 80, "about"),
    ("~80", 80, "about"),
    ("~ 80", 80, "about"),
    ("rd. 80", 80, "about"),
    ("rund 1.200", 1200, "about"),
    ("etwa 80", 80, "about"),
    ("> 80", 80, "more_than"),
    (">80", 80, "more_than"),
    ("mehr als 80", 80, "more_than"),
    ("über 80", 80, "more_than"),
    ("mind. 50", 50, "at_least"),
    ("mindestens 50", 50, "at_least"),
    (">= 50", 50, "at_least"),
    ("50+", 50, "at_least"),
    ("bis zu 100", 100, "at_most"),
    ("max. 100", 100, "at_most"),
    ("≤ 100", 100, "at_most"),
    ("100 (geschätzt)", 100, "about"),
    ("100 geschätzt", 100, "about"),
    ("80 (ca.)", 80, "about"),
    ("ca. 80 TN", 80, "about"),
    ("genau 80", 80, "exact"),
    ("um die 80", 80, "about"),
    ("± 80", 80, "about"),
    ("Schätzung: 80", 80, "about"),
    ("ungef. 80", 80, "about"),
    ("50 und mehr", 50, "at_least"),
    ("50 oder mehr Personen", 50, "at_least"),
]


@pytest.mark.parametrize(("text", "number", "code"), first(4, PLAIN))
def test_word_beside_a_number_goes_into_its_own_column_and_is_told(text: str, number: int, code: str) -> None:
    checked = event(text)
    assert cell_errors(checked) == []
    assert (checked.rows["attendance"][0], checked.rows["attendance_qualifier"][0]) == (number, code)
    (repair,) = (each for each in checked.repairs if each.cell == "B2")
    assert repair.sentence(GERMAN).startswith(f"„{text}“ wurde als {number} gelesen. Dazu eingetragen: Genauigkeit = ")


@pytest.mark.parametrize(
    "text",
    first(
        5,
        [
            *("80-100", "80–100", "80 - 100", "80 bis 100", "zwischen 80 und 100", "von 80 bis 100", "zw. 80 und 100"),
            *("ca. 80-100", "80 bis ca. 100", "80-100 ca.", "ca. 80-100 TN", "80-100 (geschätzt)", "80…100"),
        ],
    ),
)
@pytest.mark.parametrize(("note", "kept"), first(1, [("mit Presse", "mit Presse · "), ("", "")]))
def test_range_keeps_both_ends_in_the_note(text: str, note: str, kept: str) -> None:
    checked = event(text, note=note)
    assert cell_errors(checked) == []
    row = checked.rows.iloc[0]
    assert (row["attendance"], row["attendance_qualifier"]) == (100, "at_most")
    assert row["note"] == f"{kept}Teilnehmende: {text}"


CLOSE = [
    ("knapp 100", 100, "about"),
    ("gut 80", 80, "more_than"),
    ("<100", 100, "at_most"),
    ("unter 80", 80, "at_most"),
]


@pytest.mark.parametrize(("text", "number", "code"), CLOSE)
def test_word_that_says_more_than_a_qualifier_is_kept_in_the_note(text: str, number: int, code: str) -> None:
    row = event(text).rows.iloc[0]
    assert (row["attendance"], row["attendance_qualifier"], row["note"]) == (number, code, f"Teilnehmende: {text}")


@pytest.mark.parametrize(
    ("text", "better"),
    [("80*", "80"), ("80²", "80"), ("ca. 80 (davon 30 online)", "ca. 80"), ("8O", "80"), ("1,000", "1000")],
)
def test_number_beside_a_mark_or_with_a_typing_error_is_offered(text: str, better: str) -> None:
    checked = event(text)
    (problem,) = (each for each in checked.errors if each.cell == "B2")
    assert (problem.suggestion, checked.rows["attendance"].isna().all()) == (better, True)


@pytest.mark.parametrize("text", ["12 (80 Personen)", "80 oder 100", "Null"])
def test_what_may_be_another_number_is_not_offered(text: str) -> None:
    (problem,) = (each for each in event(text).errors if each.cell == "B2")
    assert problem.suggestion is None
    assert "in Ziffern" not in problem.sentence(GERMAN)


def test_range_without_a_column_for_notes_is_an_error_with_its_upper_end() -> None:
    checked = check(raw("v.csv", [EVENT[:2], ["E1", "80-100"]]), EVENTS, known=Known())
    (problem,) = (each for each in checked.errors if each.cell == "B2")
    assert (problem.suggestion, checked.rows["attendance"].isna().all()) == ("bis zu 100", True)


UNITS = [
    ("80 Personen", 80, "people"),
    ("80 Pers.", 80, "people"),
    ("80 TN", 80, None),
    ("80 Teilnehmer:innen", 80, None),
    ("80 Besucherinnen und Besucher", 80, "people"),
    ("８０", 80, None),
    ("'80", 80, None),
    ("1,2 Tsd.", 1200, None),
    ("2k", 2000, None),
    ("80 Teilnehmende", 80, None),
    ("12 Vereine", 12, "associations"),
    ("1'240", 1240, None),
    ("1’240", 1240, None),
    ("1 240", 1240, None),
    ("1'240'000", 1240000, None),
]


@pytest.mark.parametrize(("text", "number", "counted"), first(6, UNITS))
def test_unit_and_groups_of_a_number_are_understood(text: str, number: int, counted: str | None) -> None:
    checked = event(text, "genau")
    assert cell_errors(checked) == []
    assert checked.rows["attendance"][0] == number
    assert checked.rows["attendance_unit"].dropna().tolist() == ([counted] if counted else [])


@pytest.mark.parametrize(("qualifier", "counted"), [("genau", ""), ("", "Vereine")])
def test_what_contradicts_its_own_column_is_an_error_and_nothing_is_decided(qualifier: str, counted: str) -> None:
    checked = event("ca. 80 Personen", qualifier, counted)
    (problem,) = (each for each in checked.errors if each.cell == "B2")
    assert f"widerspricht „{qualifier or counted}“" in problem.sentence(GERMAN)


@pytest.mark.parametrize(
    "text",
    first(
        7,
        [
            "100-80",
            "80*",
            "80 oder 100",
            "ca. 80 mindestens",
            "80 Euro",
            "ein paar",
            "8+9",
            "80, 100",
            "1'24",
            "12'40'000",
            "rund",
            "80-100-120",
            "zwischen 80 und",
            "80/100",
            "mind. 80-100",
            "80 Anmeldungen",
            "zw. 80 bis",
            "5 T",
            "80 +/-10",
        ],
    ),
)
def test_what_is_not_plain_stays_an_error_at_its_cell(text: str) -> None:
    checked = event(text)
    assert cell_errors(checked) == ["B2"]
    assert checked.rows["attendance"].isna().all()


@pytest.mark.parametrize(
    ("text", "amount"),
    first(
        6,
        [
            ("5.000,00 €", 5000),
            ("5.000 Euro", 5000),
            ("5.000 €", 5000),
            ("5.000", 5000),
            ("€ 5.000", 5000),
            ("5.000,-", 5000),
            ("5.000,-- €", 5000),
            ("5 000 EUR", 5000),
            ("5'000.50", 5000.5),
            ("5 T€", 5000),
            ("2,5 TEUR", 2500),
            ("TEUR 5", 5000),
            ("5 Tsd. €", 5000),
            ("12,5 k€", 12500),
            ("0,2 Mio. Euro", 200000),
        ],
    ),
)
def test_amount_of_money_is_not_ambiguous(text: str, amount: float) -> None:
    found = amounts(text, MEASURES)
    assert (found.rows["funding_eur"].tolist(), [each for each in found.problems if each.cell == "B2"]) == (
        [amount],
        [],
    )


@pytest.mark.parametrize(("text", "better"), [("rund 5.000 €", "5.000"), ("max. 100", "100"), ("80-100", "100")])
def test_word_without_a_column_of_its_own_is_a_suggestion_and_no_silent_choice(text: str, better: str) -> None:
    found = amounts(text, MEASURES)
    (problem,) = (each for each in found.errors if each.cell == "B2")
    assert (problem.suggestion, found.rows["funding_eur"].isna().all()) == (better, True)


@pytest.mark.parametrize(("text", "better"), [("5,000", "5000"), ("1.250 Mio. €", None), ("bis zu 5 T€", "5000")])
def test_amount_with_two_readings_is_asked_about(text: str, better: str | None) -> None:
    found = amounts(text, MEASURES)
    (problem,) = (each for each in found.errors if each.cell == "B2")
    assert (problem.suggestion, found.rows["funding_eur"].isna().all()) == (better, True)


def amounts(text: str, table: Table) -> Checked:
    return check(
        raw("m.csv", [["Maßnahmen-Nr.", "Förderung (Euro)", "Hinweis"], ["M1", text, ""]]), table, known=Known()
    )


def test_years_are_no_quantities() -> None:
    found = check(raw("m.csv", [["Maßnahmen-Nr.", "Staffel"], ["M1", "ab 2024"]]), MEASURES, known=Known())
    assert cell_errors(found) == ["B2"]
