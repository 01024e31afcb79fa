"""The figures hold exactly the numbers of their frames."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ek_data.charts import adoption, events, municipalities, timelines
from ek_data.charts.timelines import ONE_BY_ONE
from ek_data.figures import key_facts
from ek_data.figures.key_facts import Reported
from ek_data.i18n import GERMAN
from tests.chart_frames import (
    CONFERENCES,
    COUNTS,
    CURVE,
    EVENT_ROWS,
    FIRSTS,
    MATRIX,
    MEASURES,
    NUMBERS,
    PARTICIPATIONS,
    RANGES,
    picture,
)


def drawn(chart: str) -> list[Any]:
    """Return the traces in the plot, without the headings and the entries of the key."""
    traces = picture(chart, GERMAN).figure.data
    return [trace for trace in traces if trace.xaxis is None and trace.x and trace.x[0] is not None]


def annotations(chart: str) -> list[str]:
    return [note.text for note in picture(chart, GERMAN).figure.layout.annotations]


def test_curve_holds_each_month_of_each_cohort() -> None:
    steps = {(x, y) for trace in drawn("adoption_curve") for x, y in zip(trace.x, trace.y, strict=True)}
    assert steps == set(zip(CURVE["month"], CURVE["municipalities"], strict=True))


def test_curve_is_labelled_at_its_ends_and_grey_beyond_the_common_window() -> None:
    assert annotations("adoption_curve") == [
        "Staffel 2024<br>mindestens 5<br>von 7",
        "Staffel 2025<br>mindestens 1<br>von 7",
        "Gemeinsames Fenster bis Monat 1, danach<br>nur Staffel 2024 (grau)",
    ]
    grey = [trace for trace in drawn("adoption_curve") if trace.line.color == "#7b868f"]
    assert [trace.x for trace in grey] == [(1, 2)]


def test_curve_is_told_at_the_end_of_the_common_window() -> None:
    assert picture("adoption_curve", GERMAN).finding == (
        "Nach 1 Monat umgesetzt: 2024 mindestens 3 von 7, 2025 mindestens 1 von 7."
    )


def test_single_cohort_has_no_window_to_mark() -> None:
    alone = CURVE[CURVE["cohort"] == 2025]
    assert len(adoption.adoption_curve(alone, GERMAN).figure.layout.annotations) == 1


def test_matrix_writes_every_count_of_the_categories_drawn() -> None:
    written = [text.strip("\N{NO-BREAK SPACE}") for trace in drawn("adoption_matrix") for text in trace.text or ()]
    assert written == ["2 von 7", "ohne Namen", "1 von 7", "–"]  # by cohort, the rarer category last


def test_matrix_rings_what_is_stated_for_a_cohort_only() -> None:
    rings = [trace for trace in drawn("adoption_matrix") if trace.marker.symbol == "circle-open" and not trace.text]
    assert [(trace.x, trace.y) for trace in rings] == [((0,), (1,))]
    assert len(picture("adoption_matrix", GERMAN).table) == len(MATRIX)


def test_first_measures_stand_at_their_month_and_not_yet_at_the_right() -> None:
    points = {
        (trace.marker.symbol, x, text.strip("\N{NO-BREAK SPACE}"))
        for trace in drawn("first_implemented")
        if trace.text
        for x, text in zip(trace.x, trace.text, strict=True)
    }
    assert points == {
        ("circle", 4, "4"),
        ("triangle-left", 9, "spätestens 9"),
        ("circle-open", 9, "noch nicht berichtet"),
    }


def test_implemented_without_a_date_is_not_called_not_yet() -> None:
    undated = FIRSTS.tail(1).assign(month=pd.array([None], dtype="Int64"))
    table = municipalities.first_implemented(undated, GERMAN).table
    assert table["Programmmonat"].tolist() == ["umgesetzt, ohne Datum"]


def test_strip_holds_each_municipality_once() -> None:
    values = sorted(x for trace in drawn("measures_per_municipality") for x in trace.x)
    assert values == sorted(NUMBERS["implemented"])
    assert not annotations("measures_per_municipality")  # no median of fewer than five


def test_municipality_of_which_none_is_known_has_no_mark_and_is_counted_in_the_sentence() -> None:
    none_known = NUMBERS.assign(implemented=pd.array([5, 2, None], dtype="Int64"))
    shown = municipalities.measures_per_municipality(none_known, GERMAN)
    assert sorted(x for trace in shown.figure.data for x in trace.x if x is not None) == [2, 5]
    assert shown.finding.endswith("Von 1 weiteren Kommune ist keine bekannt.")
    assert shown.table["Umgesetzte Maßnahmen"].isna().sum() == 1


def test_equal_numbers_stand_apart() -> None:
    heights = {
        y for trace in drawn("measures_per_municipality") for x, y in zip(trace.x, trace.y, strict=True) if x == 5
    }
    assert len(heights) == 2


def test_median_is_drawn_from_five_municipalities_on() -> None:
    five = pd.concat([NUMBERS.tail(1)] * 5, ignore_index=True).assign(implemented=[1, 2, 4, 8, 9])
    notes = municipalities.measures_per_municipality(five, GERMAN).figure.layout.annotations
    assert [note.text for note in notes] == ["Median 4"]


def test_unknown_population_leaves_no_mark_per_1000() -> None:
    shown = municipalities.measures_per_municipality(NUMBERS, GERMAN, per_1000=True)
    values = sorted(x for trace in shown.figure.data for x in trace.x if x is not None)
    assert values == [0.02, 0.32]
    assert "keine Angabe" in shown.table.iloc[:, -1].tolist()


def test_bars_add_up_to_the_named_measures_and_brackets_hold_the_rest() -> None:
    for chart in ("measures_by_status", "measures_by_category"):
        bars = sum(x or 0 for trace in picture(chart, GERMAN).figure.data for x in trace.x)
        assert bars == COUNTS.loc[~COUNTS["cohort_level"], "n"].sum()
    assert annotations("measures_by_status") == ["1", "3 (+ 2)"]
    assert annotations("measures_by_category") == ["4", "(+ 2)"]


def test_status_finding_counts_apart_what_is_stated_for_cohorts() -> None:
    assert picture("measures_by_status", GERMAN).finding == (
        "Für Kommunen genannt: 4 Maßnahmen, davon 3 umgesetzt; 2 weitere sind nur für eine Staffel genannt."
    )


def test_progress_marks_the_status_by_symbol() -> None:
    marks = {(trace.marker.symbol, len(trace.x)) for trace in drawn("progress_matrix")}
    assert marks == {("circle-open", 1), ("triangle-up", 1), ("square", 1)}


def test_attendance_is_drawn_with_its_qualifier() -> None:
    points = {
        (trace.marker.symbol, x, text.strip("\N{NO-BREAK SPACE}"))
        for trace in drawn("conference_attendance")
        if trace.text
        for x, text in zip(trace.x, trace.text, strict=True)
    }
    assert points == {("circle-open", 75, "rund 75"), ("circle", 62, "62"), ("triangle-left", 100, "bis zu 100")}


def test_unstated_attendance_is_said_and_never_zero() -> None:
    shown = picture("conference_attendance", GERMAN)
    assert shown.finding.startswith("Für 3 von 4 durchgeführten Vereinekonferenzen")
    assert sorted(shown.table["Teilnehmende"]) == ["62", "bis zu 100", "keine Angabe", "rund 75"]


def test_reported_figure_is_a_line_with_its_words() -> None:
    reference = Reported(100, "bis zu 100 Personen")
    figure = events.conference_attendance(CONFERENCES, GERMAN, reference).figure
    assert [shape.x0 for shape in figure.layout.shapes] == [100]
    assert [note.text for note in figure.layout.annotations] == ["berichtet: bis zu 100 Personen"]


def test_number_that_the_line_would_cross_stands_above_its_mark() -> None:
    def places(reference: key_facts.Reported | None) -> dict[float, str]:
        traces = events.conference_attendance(CONFERENCES, GERMAN, reference).figure.data
        return {x: at for trace in traces if trace.text for x, at in zip(trace.x, trace.textposition, strict=True)}

    assert set(places(None).values()) == {"middle right"}
    assert places(key_facts.Reported(100, "bis zu 100")) == {75: "top center", 62: "middle right", 100: "middle right"}


def test_participation_is_one_mark_each() -> None:
    assert sum(len(trace.x) for trace in drawn("participation_matrix")) == len(PARTICIPATIONS)


def test_month_is_a_span_and_day_a_point() -> None:
    spans = [trace.x for trace in drawn("event_calendar") if trace.mode == "lines"]
    assert spans == [("2024-11-01", "2024-11-30", None)]
    points = [trace.x for trace in drawn("event_calendar") if trace.marker.symbol == "circle-open"]
    assert points == [("2026-04-08",)]  # announced: hollow


def test_undated_event_stands_in_the_table_only() -> None:
    shown = picture("event_calendar", GERMAN)
    assert "1 davon hat kein bekanntes Datum und steht nur in der Tabelle" in shown.finding
    assert len(shown.table) == len(EVENT_ROWS)


def test_months_on_the_axis_are_german() -> None:
    within_a_year = EVENT_ROWS.head(1)
    ticks = timelines.event_calendar(within_a_year, GERMAN).figure.layout.xaxis.ticktext
    assert ticks == ("Nov.<br>2024", "Dez.<br>2024")


def test_measure_without_start_is_placed_by_its_report() -> None:
    points = [x for trace in drawn("measure_timeline") if trace.mode == "markers" for x in trace.x]
    assert points == ["2024-11-15", "2024-05-17"]  # the middle of the reported month; the day of the start
    assert (
        picture("measure_timeline", GERMAN).finding
        == "Ein bekanntes Datum haben 2 von 3 Maßnahmen, einen bekannten Beginn 1."
    )


def test_many_measures_share_the_row_of_their_municipality() -> None:
    many = pd.concat([MEASURES.head(1)] * (ONE_BY_ONE + 1), ignore_index=True)
    figure = timelines.measure_timeline(many, GERMAN).figure
    assert figure.layout.yaxis.ticktext == ("VG Asbach",)
    assert len(set(figure.data[-2].y)) == ONE_BY_ONE + 1  # below one another, so that each can be touched


def test_standing_writes_smallest_own_and_largest() -> None:
    assert annotations("standing") == ["13.313", "40.459", "0", "2", "15.862", "VG Kaisersesch: keine Angabe"]
    (own,) = [trace for trace in drawn("standing") if trace.marker.symbol == "diamond"]
    low, value, high = RANGES["values"][0]
    assert own.x == ((value - low) / (high - low),)


def test_who_is_not_asked_for_is_not_counted() -> None:
    only_asbach = FIRSTS[FIRSTS["name"] == "VG Asbach"]
    shown = events.participation_matrix(PARTICIPATIONS, only_asbach, GERMAN)
    assert shown.finding.endswith("mindestens einmal genannt: 1 von 1 Kommunen.")
    assert shown.table["Kommune"].tolist() == ["VG Asbach"]
