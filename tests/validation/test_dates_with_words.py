"""Dates in other spellings and with words are read as what they plainly say, and are never made more exact."""

from __future__ import annotations

import datetime as dt

import pytest

from ek_data.dataset.lookup import Known
from ek_data.i18n import GERMAN
from ek_data.tables import EVENTS
from ek_data.validation.check import Checked, check
from tests.selection import first
from tests.validation.raws import raw

WHOLE = [  # text, date
    ("9-4-2025", "2025-04-09"),
    ("09-04-2025", "2025-04-09"),
    ("Mi, 09.04.2025", "2025-04-09"),
    ("Mi., 09.04.2025", "2025-04-09"),
    ("Mi 9.4.25", "2025-04-09"),
    ("Mittwoch, 9. April 2025", "2025-04-09"),
    ("Mittwoch, den 9. April 2025", "2025-04-09"),
    ("Wed, 2025-04-09", "2025-04-09"),
    ("am 9. April 2025", "2025-04-09"),
    ("09.04.2025 10:00", "2025-04-09"),
    ("09.04.2025, 10:00 Uhr", "2025-04-09"),
    ("09.04.2025 10 Uhr", "2025-04-09"),
    ("9. April 2025 18.30 Uhr", "2025-04-09"),
    ("09.04.2025 10:00-12:00 Uhr", "2025-04-09"),
    ("im April 2025", "2025-04"),
    ("7.3.2025 (Fr)", "2025-03-07"),
    ("im Jahr 2025", "2025"),
    ("2025 Mai", "2025-05"),
    ("20250409", "2025-04-09"),
]
OFFERED = [  # text, date that is offered
    ("ca. Mai 2025", "05/2025"),
    ("ab 12.06.2025", "12.06.2025"),
    ("09.04.2025 (geplant)", "09.04.2025"),
    ("Weihnachten 2025", "2025"),
    ("9.4,2025", "09.04.2025"),
    ("05/25", "05/2025"),
    ("bis Mai 2025", None),
    ("vor 2025", None),
    ("13.09.2025 25", None),
]
PARTS = [
    ("Q3 2025", "2025"),
    ("Q3/2025", "2025"),
    ("Q1/25", "2025"),
    ("I/2025", "2025"),
    ("1. Quartal 25", "2025"),
    ("Sommer '25", "2025"),
    ("2025, 4. Quartal", "2025"),
    ("2. Jahreshälfte 2025", "2025"),
    ("Mai/Juni 2025", "2025"),
    ("04/2025-06/2025", "2025"),
    ("Anfang/Mitte Mai 2025", "2025-05"),
    ("2025 Q3", "2025"),
    ("3. Quartal 2025", "2025"),
    ("III. Quartal 2025", "2025"),
    ("1. Halbjahr 2025", "2025"),
    ("Frühjahr 2025", "2025"),
    ("Sommer 2025", "2025"),
    ("Spätsommer 2025", "2025"),
    ("Ende 2025", "2025"),
    ("KW 14 2025", "2025"),
    ("14. KW 2025", "2025"),
    ("KW 2/2025", "2025"),
    ("Anfang April 2025", "2025-04"),
    ("Mitte 04.2025", "2025-04"),
    ("13./14.09.25", "2025-09-13"),
    ("13.-14.09.2025", "2025-09-13"),
    ("13. und 14. September 2025", "2025-09-13"),
    ("30.09./01.10.2025", "2025-09-30"),
    ("30.12.2024 - 02.01.2025", "2024-12-30"),
    ("13.09. bis 14.09.2025", "2025-09-13"),
    ("Sa, 13./14.09.2025", "2025-09-13"),
]
NOT_PLAIN = ["09-04-25", "Di, 09.04.2025", "14./13.09.2025", "Q5 2025", "Winter 2025/26", "2024/2025", "13.09.2025 25"]
NOT_PLAIN += [
    "KW 1 2025",  # begins in 2024
    "Ende",
    "Sommer",
    "31./32.09.2025",
    "Q3",
    "nach Ostern 2025",
    "04-25-2025",
    "Dezember 2024/Januar 2025",
    "ab 2025",
]


def event(date: str, *note: str) -> Checked:
    header = ["Veranstaltungs-Nr.", "Datum", *(["Hinweis"] if note else [])]
    return check(raw("v.csv", [header, ["E1", date, *note]]), EVENTS, known=Known())


def iso(checked: Checked) -> str:
    row = checked.rows.iloc[0]
    return f"{row['starts_on']:%Y-%m-%d}"[: {"day": 10, "month": 7, "year": 4}[row["starts_on_precision"]]]


@pytest.mark.parametrize(("text", "date"), first(5, WHOLE))
def test_date_in_another_spelling_is_read_and_told(text: str, date: str) -> None:
    checked = event(text, "")
    assert iso(checked) == date
    assert [problem for problem in checked.problems if problem.cell] == []
    assert [(repair.cell, repair.value, repair.repaired) for repair in checked.repairs] == [("B2", text, date)]
    assert checked.rows["note"].isna().all()


@pytest.mark.parametrize(("text", "date"), first(5, PARTS))
def test_part_of_a_year_and_span_of_days_are_kept_in_the_note(text: str, date: str) -> None:
    checked = event(text, "mit Presse")
    assert iso(checked) == date
    assert [problem for problem in checked.problems if problem.cell] == []
    assert checked.rows["note"].tolist() == [f"mit Presse · Datum: {text}"]
    (repair,) = checked.repairs
    day = GERMAN.short_date(
        dt.date.fromisoformat((date + "-01-01")[:10]), {10: "day", 7: "month", 4: "year"}[len(date)]
    )
    assert repair.sentence(GERMAN) == f"„{text}“ wurde als {day} gelesen. Dazu eingetragen: Datum: {text}."


@pytest.mark.parametrize(("text", "date"), first(5, PARTS))
def test_without_a_column_for_notes_the_rest_is_a_warning_at_its_cell(text: str, date: str) -> None:
    checked = event(text)
    (problem,) = (each for each in checked.problems if each.cell)
    assert (iso(checked), problem.cell, problem.severity) == (date, "B2", "warning")


@pytest.mark.parametrize("text", first(4, NOT_PLAIN))
def test_date_that_is_not_plain_is_an_error_at_its_cell(text: str) -> None:
    checked = event(text, "")
    assert [problem.cell for problem in checked.errors if problem.cell] == ["B2"]
    assert checked.rows["starts_on"].isna().all()


@pytest.mark.parametrize(("text", "date"), first(4, OFFERED))
def test_date_among_words_is_offered_and_its_limits_are_not(text: str, date: str | None) -> None:
    (problem,) = (each for each in event(text, "").errors if each.cell)
    assert problem.suggestion == date


def test_span_over_two_years_says_so() -> None:
    (problem,) = (each for each in event("Winter 2025/26", "").errors if each.cell)
    assert problem.sentence(GERMAN).startswith("„Winter 2025/26“ reicht über zwei Jahre.")


def test_day_of_the_week_that_contradicts_the_date_is_named() -> None:
    (problem,) = (each for each in event("Di, 09.04.2025").errors if each.cell)
    assert "Dieser Tag ist ein Mittwoch." in problem.sentence(GERMAN)
