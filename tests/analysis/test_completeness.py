"""What is known, partly known or missing of each municipality, and the reminder that asks for it."""

from __future__ import annotations

import dataclasses

import pytest

from ek_data.analysis import reminders
from ek_data.analysis.completeness import AREAS, board, gaps, lacking, summary
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.tables import MUNICIPALITIES
from tests.programme import ALZEY, ASBACH, RHEIN_SELZ, conference, fact, measure, municipality, programme

WHOLE = {"population": 5, "population_on": "2024-12-31", "population_on_precision": "day", "area_km2": 1.0}
DATED = {"status_on": "2025-03-01", "status_on_precision": "month", "source_url": "https://a.example"}
DATASET = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach", **WHOLE),
        municipality(ALZEY, name="Stadt Alzey", population=7),  # neither date nor area
        municipality(RHEIN_SELZ, name="Verbandsgemeinde Rhein-Selz", status="left"),  # asked for nothing any more
    ],
    [
        measure(ASBACH, "planned", title="Padlet", **DATED),  # not begun: neither start nor funding is due
        measure(ALZEY, title="Portal", funding_eur=0.0, **DATED),  # 0 euros is a statement
    ],
    [
        conference(None, municipality=ASBACH, title="Konferenz A", starts_on="2025-01-05"),
        conference(None, municipality=ALZEY, status="announced", title="Konferenz B", starts_on="2024-11-23"),
    ],
    [fact("duration", 2, as_of="2025-04-08")],
)
CELLS = board(DATASET)


def state(ars: str, area: str) -> str:
    return str(CELLS.set_index(["ars", "area"]).loc[(ars, area), "state"])


@pytest.mark.parametrize(
    ("ars", "area", "expected"),
    [
        (ASBACH, "population", "known"),
        (ALZEY, "population", "partly"),  # a number without its date
        (ASBACH, "measures", "known"),
        (ALZEY, "measures", "partly"),  # implemented, and nobody knows since when
        (ASBACH, "funding", "not_due"),
        (ALZEY, "funding", "known"),
        (ASBACH, "evidence", "known"),
        (ASBACH, "events", "known"),
        (ALZEY, "events", "partly"),  # announced for a day now past
        (ASBACH, "attendance", "missing"),
        (ALZEY, "attendance", "not_due"),  # no conference is known to have been held
        (ASBACH, "participations", "missing"),
    ],
)
def test_state_of_each_area(ars: str, area: str, expected: str) -> None:
    assert state(ars, area) == expected


def test_board_has_participants_by_name_and_every_area_once() -> None:
    assert CELLS["name"].unique().tolist() == ["Stadt Alzey", "VG Asbach"]
    assert CELLS["area"].tolist() == 2 * [area.code for area in AREAS]


def test_age_counts_whole_months_before_the_date_of_the_data() -> None:
    months = CELLS.set_index(["ars", "area"])["months"]
    assert months[ASBACH, "population"] == 3  # 31 December to 8 April
    assert months[ASBACH, "measures"] == 1  # March, as of 8 April


def test_areas_ask_for_declared_columns_only() -> None:
    for area in AREAS:
        assert all(name in area.table for name in (*area.columns, *filter(None, [area.dated]))), area.code


def test_summary_counts_every_municipality_in_every_area() -> None:
    assert summary(CELLS).sum(axis=1).tolist() == [2] * len(AREAS)


def test_finding_counts_municipalities_and_names_the_most_frequent_gap() -> None:
    assert reminders.finding(CELLS, GERMAN) == ("Bei 2 von 2 Kommunen fehlt mindestens ein Datenbereich ganz.")
    assert reminders.most_missing(CELLS, GERMAN) == "Am häufigsten fehlt „Teilnahme an Treffen“ (bei 2 Kommunen)."
    assert "Filter" in reminders.finding(board(programme()), GERMAN)


def test_lines_name_exactly_what_is_missing() -> None:
    lines = reminders.missing_lines(gaps(DATASET, ALZEY), GERMAN)
    assert "Einwohner und Fläche: Stand der Einwohnerzahl und Fläche (km²)" in lines
    assert "Beginn bei 1 Maßnahme: „Portal“" in lines
    assert "Hat sie stattgefunden? „Konferenz B“" in lines
    assert "Teilnahme an Treffen: bisher keine Angabe" in lines
    assert not any("Förderung" in line for line in lines)


def test_reminder_asks_what_became_of_a_plan_that_is_overdue() -> None:
    plan = measure(ASBACH, "in_preparation", title="Portal", started_on="2025-01-01", started_on_precision="month")
    dataset = programme([municipality(ASBACH)], [{**plan, **DATED}], [], [fact("duration", 2, as_of="2025-04-08")])
    assert "Was ist daraus geworden? „Portal“" in reminders.missing_lines(gaps(dataset, ASBACH), GERMAN)
    ahead = programme([municipality(ASBACH)], [{**plan, **DATED, "started_on": "2025-06-01"}])
    assert "daraus" not in " ".join(reminders.missing_lines(gaps(ahead, ASBACH), GERMAN))


def test_reminder_names_the_municipality_the_gaps_and_the_way() -> None:
    mail = reminders.reminder(DATASET, ALZEY, GERMAN)
    assert mail is not None
    assert mail.subject.endswith("Stadt Alzey")
    assert "zum Stand 8. April 2025" in mail.body
    assert "Vorlagen" in mail.body
    assert all(f"– {line}" in mail.body for line in reminders.missing_lines(gaps(DATASET, ALZEY), GERMAN))
    assert "Dear colleagues" in dataclasses.astuple(reminders.reminder(DATASET, ALZEY, ENGLISH))[1]


def test_long_lists_of_titles_are_cut() -> None:
    dataset = programme([municipality(ASBACH)], [measure(ASBACH, title=f"M{n}", **DATED) for n in range(7)])
    [line] = [line for line in reminders.missing_lines(gaps(dataset, ASBACH), GERMAN) if line.startswith("Beginn")]
    assert line == "Beginn bei 7 Maßnahmen: „M0“, „M1“, „M2“, „M3“, „M4“ und 2 weitere"


def test_reminder_never_asks_how_much_money_the_programme_gave() -> None:
    begun = measure(ALZEY, title="Portal", started_on="2025-01-01", **DATED)  # nothing is missing but the funding
    dataset = programme([municipality(ALZEY)], [begun])
    assert "Förderung (Euro) bei 1 Maßnahme: „Portal“" in reminders.missing_lines(gaps(dataset, ALZEY), GERMAN)
    mail = reminders.reminder(dataset, ALZEY, GERMAN)
    assert mail is not None
    assert "Förderung" not in mail.body


def test_board_in_words_has_symbol_word_and_date() -> None:
    table = reminders.board_table(CELLS, GERMAN)
    assert table.columns[0] == GERMAN.of(MUNICIPALITIES["name"].label)
    assert table.loc[1, "Einwohner und Fläche"] == "●\N{NO-BREAK SPACE}bekannt (12/2024)"
    assert table.loc[1, "Maßnahmen"] == "●\N{NO-BREAK SPACE}bekannt (03/2025)"
    assert table.loc[1, "Förderung"] == "–\N{NO-BREAK SPACE}entfällt"
    assert table["Neueste Meldung"].tolist() == ["03/2025", "03/2025"]


def test_columns_that_no_row_fills_are_told() -> None:
    assert lacking(DATASET)["basics"] == ("district", "cohort_certainty", "joined_on", "source_url")
    assert lacking(DATASET)["population"] == ()
