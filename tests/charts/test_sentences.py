"""Sentences above and below the pictures: they hold for one and for many, and speak of what is drawn."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from ek_data.charts import build, events, measures, municipalities, progress_matrix
from ek_data.charts.style import MOST_ROWS, for_municipalities
from ek_data.charts.time import events_ribbon, timelines
from ek_data.i18n import GERMAN
from ek_data.maps.indicators import implemented_finding
from ek_data.palette import INK
from ek_data.programme.fixed_lists import EventStatus
from ek_data.tables.shared_columns import cohort_look
from tests.chart_frames import (
    CONFERENCES,
    COUNTS,
    EVENT_ROWS,
    FIRSTS,
    MEASURES,
    MUNICIPALITIES,
    PROGRESS,
    STATED,
    picture,
    spec,
)
from tests.programme import fact, programme


def test_timeline_says_how_many_are_in_it_and_that_plans_without_a_date_are_not() -> None:
    shown = picture("measure_timeline", GERMAN)
    assert shown.finding == "2 von 3 Maßnahmen sind im Kalender, 1 mit bekanntem Beginn; 1 Plan hat keinen Termin."
    reported = timelines.measure_timeline(MEASURES[1:2], GERMAN)
    assert reported.finding == "1 von 1 Maßnahme ist im Kalender, keine mit bekanntem Beginn."


def test_finding_of_the_course_is_the_newest_event_that_was_held_in_whatever_order_they_stand() -> None:
    held, announced = EVENT_ROWS.head(1), EVENT_ROWS[EVENT_ROWS["status"] == EventStatus.ANNOUNCED]
    newer = held.assign(title="Abschluss", starts_on=held["starts_on"] + pd.Timedelta(days=90))
    for rows in ((newer, held, announced), (held, announced, newer)):
        shown = timelines.programme_timeline(pd.concat(rows).assign(host=pd.NA), None, GERMAN)
        assert shown.finding.startswith("Zuletzt: Abschluss")


def test_event_named_as_the_next_is_the_soonest_announced_that_is_not_past() -> None:
    days = {"vorbei": "2025-01-01", "später": "2025-12-01", "abgesagt": "2025-06-01", "heute": "2025-06-01"}
    row = {"type": "network_meeting", "relation": "programme", "starts_on_precision": "day"}
    status = {"abgesagt": "cancelled"}
    rows = [
        {**row, "title": title, "starts_on": on, "status": status.get(title, "announced")} for title, on in days.items()
    ]
    shown = build.programme_timeline(programme(events=rows, facts=[fact("other", 1, as_of="2025-06-01")]), GERMAN)
    assert shown.subtitle.endswith("4 Veranstaltungen · als Nächstes: heute, 1. Juni 2025")


@pytest.mark.parametrize(("precision", "when"), [("month", "11/2024"), ("year", "2024")])
def test_only_event_that_is_known_to_the_month_or_year_is_drawn_with_its_words(precision: str, when: str) -> None:
    only = EVENT_ROWS.head(1).assign(host=pd.NA, starts_on_precision=precision)
    shown = timelines.programme_timeline(only, None, GERMAN).spec
    assert shown is not None
    assert [mark.text for mark in shown.marks] == [f"Vereinekonferenz {when}"]


def test_event_announced_for_a_month_that_is_not_over_comes_next() -> None:
    announced = EVENT_ROWS[1:2].assign(host=pd.NA, starts_on=pd.Timestamp(2025, 6, 1), starts_on_precision="month")
    for as_of, said in ((dt.date(2025, 6, 15), "Juni 2025"), (dt.date(2025, 7, 1), "keine weitere angekündigt")):
        assert timelines.programme_timeline(announced, as_of, GERMAN).subtitle.endswith(said)


def test_newest_of_many_conferences_are_drawn_from_the_top_and_the_note_says_so() -> None:
    days = pd.date_range("2024-01-01", periods=MOST_ROWS + 5)
    many = pd.concat([CONFERENCES.head(1)] * len(days), ignore_index=True).assign(
        starts_on=days, starts_on_precision="day"
    )
    shown = events.conference_attendance(many, GERMAN)
    assert shown.spec is not None
    assert [row.name[-10:] for row in shown.spec.rows][:2] == ["14.02.2024", "13.02.2024"]
    assert shown.notes == (
        "Die neueste Veranstaltung steht oben.",
        "Gezeichnet sind die Zeilen 1 bis 40 von 45; die Tabelle enthält alle.",
    )
    assert shown.table.iloc[0, 0] == "14. Februar 2024"


def test_bar_of_a_conference_tells_its_cohort_and_the_key_explains_the_colours() -> None:
    shown = spec("conference_attendance")
    assert shown.key == (
        ("Staffel 2024", (cohort_look(2024).colour, "square", "solid", None)),
        ("Staffel 2025", (cohort_look(2025).colour, "square", "solid", None)),
        ("Ohne Angabe der Staffel", (INK, "square", "solid", None)),
    )
    assert [mark.said[1] for mark in shown.marks] == ["Staffel 2024", "Staffel 2025", "Staffel 2024", ""]


def test_calendar_of_events_explains_the_colours_of_its_cohorts_and_tells_them() -> None:
    rows = EVENT_ROWS.assign(cohort=pd.array([2024, None, None], dtype="Int64"))
    shown = events_ribbon.event_ribbon(rows, dt.date(2025, 11, 19), dt.date(2026, 5, 1), GERMAN).spec
    assert shown is not None
    words = [said for said, _look in shown.key]
    assert words[:4] == ["Staffel 2024", "Ohne Angabe der Staffel", "durchgeführt", "angekündigt"]
    assert "Staffel 2024" in next(mark.said for mark in shown.marks if mark.look.colour != INK)
    timeline = spec("measure_timeline")  # whose colour is that of the status
    assert not [said for said, _look in timeline.key if said.startswith("Staffel")]


def test_sentence_for_one_municipality_has_no_number() -> None:
    assert [for_municipalities(n, 1, GERMAN) for n in (0, 1)] == ["Für keine Kommune", "Für die Kommune"]
    assert for_municipalities(0, 7, GERMAN) == "Für keine von 7 Kommunen"
    said = [municipalities.first_implemented(FIRSTS[at : at + 1], GERMAN).finding for at in (0, 1, 2)]
    assert said == [
        "Für die Kommune berichtet eine Quelle eine erste umgesetzte Maßnahme.",
        "Für keine Kommune berichtet eine Quelle eine erste umgesetzte Maßnahme.",
        "Für die Kommune berichtet eine Quelle eine erste umgesetzte Maßnahme; "
        "bekannt ist nur der spätestmögliche Monat.",
    ]
    found = [
        progress_matrix.progress_matrix(PROGRESS, MUNICIPALITIES[at : at + 1], STATED.head(0), GERMAN).finding
        for at in (0, 1)
    ]
    assert found == [
        "Für die Kommune ist mindestens eine umgesetzte Maßnahme berichtet.",
        "Für die Kommune ist eine Maßnahme berichtet, aber keine umgesetzte.",
    ]


def test_map_says_none_in_words() -> None:
    said = [implemented_finding(pd.Series(numbers), GERMAN) for numbers in ([0, 0], [2], [0, 2], [1, 0, 3])]
    assert said == [
        "Bei keiner Kommune ist eine umgesetzte Maßnahme berichtet.",
        "2 umgesetzte Maßnahmen sind berichtet.",
        "Aus 1 von 2 Kommunen sind umgesetzte Maßnahmen berichtet, je 2.",
        "Aus 2 von 3 Kommunen sind umgesetzte Maßnahmen berichtet, je 1 bis 3.",
    ]


def test_sentence_for_one_measure_and_for_none() -> None:
    assert measures.measures_by_status(COUNTS[1:2], GERMAN).finding == (
        "Für Kommunen genannt: 1 Maßnahme, davon keine umgesetzt."
    )
    unnamed = measures.measures_by_status(COUNTS[2:], GERMAN).finding
    assert unnamed == "Keine Maßnahme ist für eine Kommune genannt."


def test_sentence_for_one_conference() -> None:
    said = [events.conference_attendance(CONFERENCES[at : at + 1], GERMAN).finding for at in (0, 3)]
    assert said == [
        "1 Vereinekonferenz wurde durchgeführt; die Zahl der Teilnehmenden ist bekannt: rund 75.",
        "1 Vereinekonferenz wurde durchgeführt; die Zahl der Teilnehmenden ist nicht bekannt.",
    ]


def test_conferences_known_from_a_measure_only_are_at_least_so_many() -> None:
    further = CONFERENCES.assign(event_id=["E1", "E2", "E3", None])
    assert events.conference_attendance(further, GERMAN).subtitle.endswith("n = mindestens 4 Vereinekonferenzen")
    assert picture("conference_attendance", GERMAN).subtitle.endswith("n = 4 Vereinekonferenzen")


def test_note_on_empty_bars_stands_only_where_one_is_drawn() -> None:
    note = "Ein leerer Balken ist eine Grenze: mindestens oder bis zu, wie es an seinem Ende steht."
    assert note in picture("conference_attendance", GERMAN).notes
    assert note not in events.conference_attendance(CONFERENCES.head(2), GERMAN).notes
