"""The specs hold exactly the numbers of their frames."""

from __future__ import annotations

import datetime as dt
import math
import re

import pandas as pd
import pytest

from ek_data.charts import adoption, completeness, events, measures, municipalities, progress_matrix
from ek_data.charts.drawers import svg
from ek_data.charts.spec import Form, Mark
from ek_data.charts.time import events_ribbon, timelines
from ek_data.figures.key_facts import Reported
from ek_data.i18n import GERMAN
from ek_data.palette import INK, MUTED, STATUS
from ek_data.tables.shared_columns import cohort_look
from tests.chart_frames import (
    BOARD,
    CONFERENCES,
    COUNTS,
    CURVE,
    EVENT_ROWS,
    FIRSTS,
    LONG,
    MATRIX,
    MEASURES,
    MUNICIPALITIES,
    NUMBERS,
    PARTICIPATIONS,
    PROGRESS,
    RANGES,
    STATED,
    picture,
    spec,
)


def marks(chart: str, form: Form = Form.POINT) -> list[Mark]:
    return [mark for mark in spec(chart).marks if mark.form == form]


def row_of(chart: str, mark: Mark) -> str:
    return spec(chart).rows[int(mark.row)].name


def day(number: float) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(number))


def test_curve_holds_each_month_of_each_cohort() -> None:
    steps = {point for line in spec("adoption_curve").steps for point in line.points}
    assert steps == set(zip(CURVE["month"], CURVE["municipalities"], strict=True))


def test_curve_is_named_at_its_ends_and_grey_beyond_the_common_window() -> None:
    lines = spec("adoption_curve").steps
    assert [line.end for line in lines if line.end] == [
        "Staffel 2024\nmindestens 5 von 7",
        "Staffel 2025\nmindestens 1 von 7",
    ]
    assert [line.points for line in lines if line.alone] == [((1, 3), (2, 5))]
    assert [guide.words for guide in spec("adoption_curve").guides] == [
        "Gemeinsames Fenster bis Monat 1, danach nur Staffel 2024 (grau)"
    ]


def test_step_that_may_have_come_earlier_is_an_outline() -> None:
    bound = CURVE.assign(at_latest=[0, 1, 1, 0, 0])  # the three of month 1: one of them is only known from a report
    shown = adoption.adoption_curve(bound, GERMAN).spec
    assert shown is not None
    assert {(mark.x, mark.row): mark.look.symbol for mark in shown.marks} == {
        (1, 3): "circle-open",
        (2, 5): "circle",
        (0, 1): "square",
        (1, 1): "square",
    }


def test_single_cohort_has_no_window_to_mark() -> None:
    shown = adoption.adoption_curve(CURVE[CURVE["cohort"] == 2025], GERMAN).spec
    assert shown is not None
    assert not shown.guides
    assert shown.shaded is None


def test_cohorts_without_a_common_window_keep_their_colours() -> None:
    apart = CURVE.assign(common=False)
    shown = adoption.adoption_curve(apart, GERMAN).spec
    assert shown is not None
    assert not any(line.alone for line in shown.steps)


def test_matrix_has_a_square_for_each_municipality_and_a_dot_for_each_other() -> None:
    squares = [mark for mark in marks("adoption_matrix") if mark.counts]
    dots = [mark for mark in marks("adoption_matrix") if not mark.counts]
    assert len(squares) == MATRIX["municipalities"].sum()
    assert len(dots) == 5 + 6 + 7  # newsletter in both cohorts, padlet in the younger one


def test_what_a_cohort_reported_without_names_is_said_and_never_counted_as_none() -> None:
    words = {(row_of("adoption_matrix", mark), mark.text) for mark in marks("adoption_matrix", Form.WORDS)}
    assert words == {("Newsletter", "2 von 7"), ("Newsletter", "1 von 7"), ("Padlet", "ohne Namen")}
    assert len(picture("adoption_matrix", GERMAN).table) == len(MATRIX)


def test_first_measures_stand_at_their_month_and_what_is_not_reported_at_none() -> None:
    points = {(mark.look.symbol, mark.x) for mark in marks("first_implemented")}
    assert points == {("circle", 4), ("triangle-left", 9)}
    (waiting,) = [mark for mark in marks("first_implemented", Form.WORDS) if mark.text == "keine Meldung"]
    assert waiting.counts == 0
    assert {(mark.x, mark.until) for mark in marks("first_implemented", Form.SPAN)} == {(4, 22), (9, 22)}  # since then


def test_strip_says_how_many_are_there_at_the_end_of_the_window_and_of_what_is_known() -> None:
    shown = municipalities.first_implemented(FIRSTS, GERMAN, window=8).spec
    assert shown is not None
    said = [(shown.rows[int(mark.row)].name, mark.x, mark.text) for mark in shown.marks if mark.side == "left"]
    assert said == [
        ("umgesetzt, mindestens", 8, "1 von 2"),
        ("umgesetzt, mindestens", 22, "2 von 2"),
        ("umgesetzt, mindestens", 8, "keine sichere Meldung"),
        ("umgesetzt, mindestens", 10, "keine sichere Meldung"),
    ]
    assert "noch nicht erreicht" in [mark.text for mark in shown.marks]  # of the younger cohort, beyond month 10
    assert shown.shaded == (0, 8)


def test_strip_of_one_cohort_has_the_scale_of_all_and_stands_in_the_order_of_the_months() -> None:
    of_2025, of_2024 = (municipalities.first_implemented(FIRSTS, GERMAN, cohort=year) for year in (2025, 2024))
    assert of_2025.spec is not None
    assert of_2024.spec is not None
    assert (of_2025.spec.across, of_2025.spec.room) == (of_2024.spec.across, of_2024.spec.room)
    assert [row.name for row in of_2024.spec.rows] == ["Staffel 2024", "umgesetzt, mindestens", "VG Asbach", LONG]


def test_key_of_cohorts_beside_one_another_is_that_of_all_and_no_higher_than_its_lines() -> None:
    of_all, of_2024 = (municipalities.first_implemented(FIRSTS, GERMAN, cohort=year).spec for year in (None, 2024))
    assert of_all is not None
    assert of_2024 is not None
    assert not of_2024.key
    drawing = svg.draw(of_all.key_alone, "")
    assert all(f">{words}<" in drawing for words, _look in of_all.key)
    assert float(re.findall(r' height="(\d+)"', drawing)[0]) < 60


def test_cohort_without_a_report_has_a_word_in_place_of_a_number() -> None:
    none = FIRSTS.assign(month=pd.array([None] * 3, dtype="Int64"), observed=pd.array([0] * 3, dtype="Int64"))
    shown = municipalities.first_implemented(none, GERMAN, cohort=2025).spec
    assert shown is not None
    reached, town = [mark for mark in shown.marks if mark.form == Form.WORDS]
    assert (reached.text, reached.side) == ("keine sichere Meldung", "right")  # to the left stands the name of the row
    assert town.text == "keine Meldung"


def test_curve_without_a_report_is_its_sentence_because_a_line_at_zero_would_say_no() -> None:
    nothing = CURVE.assign(municipalities=0, at_latest=0, perhaps=0)
    shown = adoption.adoption_curve(nothing, GERMAN)
    assert shown.spec is None
    assert "keine sichere Meldung" in shown.finding


def test_band_of_the_curve_reaches_to_those_that_may_have_been_earlier() -> None:
    bands = {line.name: line.band for line in spec("adoption_curve").steps if line.band}
    assert bands == {"Staffel 2024": ((0, 1), (1, 3))}
    assert any("helle Band" in note for note in picture("adoption_curve", GERMAN).notes)


def test_implemented_without_a_date_is_not_called_not_reported() -> None:
    undated = FIRSTS.tail(1).assign(month=pd.array([None], dtype="Int64"))
    table = municipalities.first_implemented(undated, GERMAN).table
    assert table["Programmmonat"].tolist() == ["umgesetzt, ohne Datum"]


def test_dots_hold_each_municipality_once_and_equal_numbers_stand_apart() -> None:
    dots = [mark for mark in marks("measures_per_municipality") if mark.counts]
    assert sorted(mark.x for mark in dots) == sorted(NUMBERS["implemented"])
    assert len({mark.lane for mark in dots if mark.x == 5}) == 2
    assert not [mark for mark in spec("measures_per_municipality").marks if mark.text]  # no median of fewer than five


def test_municipality_of_which_none_is_known_has_no_mark_and_is_counted_in_the_sentence() -> None:
    none_known = NUMBERS.assign(implemented=pd.array([5, 2, None], dtype="Int64"))
    shown = municipalities.measures_per_municipality(none_known, GERMAN)
    assert shown.spec is not None
    assert sorted(mark.x for mark in shown.spec.marks) == [2, 5]
    assert shown.notes[0] == "Von 1 weiteren Kommune ist keine bekannt."
    assert "Von 1" not in shown.finding
    assert shown.table["Umgesetzte Maßnahmen"].isna().sum() == 1


def test_median_is_drawn_from_five_municipalities_on() -> None:
    five = pd.concat([NUMBERS.tail(1)] * 5, ignore_index=True).assign(implemented=[1, 2, 4, 8, 9])
    shown = municipalities.measures_per_municipality(five, GERMAN).spec
    assert shown is not None
    assert [(mark.x, mark.text) for mark in shown.marks if mark.text] == [(4, "Median 4")]


def test_squares_add_up_to_all_measures_and_those_of_a_cohort_are_dashed() -> None:
    dashed = [mark for mark in spec("measures_by_status").marks if mark.look.symbol == "square-dashed"]
    assert spec("measures_by_status").counted == COUNTS["n"].sum()
    assert len(dashed) == COUNTS.loc[COUNTS["cohort_level"], "n"].sum()
    assert [row.end for row in spec("measures_by_status").rows] == ["3 (+ 2)", "1"]  # what is furthest comes first


def test_more_measures_than_can_be_counted_are_bars() -> None:
    shown = measures.measures_by_status(COUNTS.assign(n=[30, 20, 9]), GERMAN).spec
    assert shown is not None
    assert shown.kind == "squares"
    shown = measures.measures_by_status(COUNTS.assign(n=[300, 20, 9]), GERMAN).spec
    assert shown is not None
    assert shown.kind == "bars"
    assert [(mark.x, mark.until) for mark in shown.marks] == [(0, 300), (300, 309), (0, 20)]
    assert shown.counted == 329


def test_status_finding_counts_apart_what_is_stated_for_cohorts() -> None:
    assert picture("measures_by_status", GERMAN).finding == ("Für Kommunen genannt: 4 Maßnahmen, davon 3 umgesetzt.")
    assert picture("measures_by_status", GERMAN).notes[0] == "2 weitere sind nur für eine Staffel genannt."


def test_ended_measures_count_among_the_implemented() -> None:
    ended = COUNTS.assign(status=COUNTS["status"].replace("implemented", "ended"))
    assert measures.measures_by_status(ended, GERMAN).finding.startswith(
        "Für Kommunen genannt: 4 Maßnahmen, davon 3 umgesetzt"
    )


def test_progress_marks_the_status_by_form_and_what_is_stated_for_a_cohort_in_a_row_of_its_own() -> None:
    drawn = {(row_of("progress_matrix", mark), mark.x, mark.look.symbol) for mark in marks("progress_matrix")}
    assert drawn == {
        ("VG Asbach", 0, "square"),
        ("VG Asbach", 1, "square-open"),
        ("LK Alzey-Worms", 0, "square-half"),
        ("Staffel insgesamt", 1, "square-dashed"),
    }


def test_heads_count_municipalities_and_rows_their_implemented_measures() -> None:
    shown = spec("progress_matrix")
    assert [words for _at, words in shown.across.ticks] == ["Newsletter\n2", "Padlet\n1"]
    assert shown.across.keys == ("newsletter", "padlet")
    assert [(row.key, row.end) for row in shown.rows if row.key] == [
        ("071385001000", "1 von 3"),
        ("073310000000", "0 von 1"),
    ]


def test_what_is_outside_the_programme_is_grey_and_counted_apart() -> None:
    rows = PROGRESS.assign(programme=[True, False, True])
    shown = progress_matrix.progress_matrix(rows, MUNICIPALITIES, STATED.head(0), GERMAN)
    assert shown.spec is not None
    assert [words for _at, words in shown.spec.across.ticks] == ["Newsletter\n2", "Padlet\n+ 1"]
    [grey] = [mark for mark in shown.spec.marks if mark.look.colour == MUTED]
    assert grey.said == ("VG Asbach", "Padlet", "geplant, außerhalb des Programms (1 Maßnahme)")
    assert [row.end for row in shown.spec.rows if row.key] == ["1 von 2", "0 von 1"]
    assert "n = 3 Kommunen, 3 Maßnahmen" in shown.subtitle


def test_many_municipalities_fold_into_counts_and_one_cohort_is_open() -> None:
    ars = [f"07{number:010}" for number in range(60)]
    many = pd.DataFrame({"ars": ars, "name": ars, "cohort": pd.array([2024, 2025] * 30, dtype="Int64")})
    rows = many.assign(category="padlet", status="planned", done=0, n=1, overdue=False, programme=True)
    shown = progress_matrix.progress_matrix(rows[:50], many, STATED.head(0), GERMAN, 2024).spec
    assert shown is not None
    assert [(row.name, row.end, row.key) for row in shown.rows[:3]] == [
        ("Staffel 2024", "25 von 30", "2024"),
        ("Staffel 2025", "25 von 30", "2025"),
        ("Staffel 2024: 25 von 30 mit Meldung", "umgesetzt", ""),
    ]
    assert [mark.text for mark in shown.marks if mark.form == Form.WORDS] == ["25", "25"]
    assert shown.counted == 25  # squares of the cohort that is open; the counts guide only


def test_narrow_window_has_a_row_for_each_category() -> None:
    shown = progress_matrix.categories(PROGRESS, GERMAN)
    assert shown is not None
    assert [(row.name, row.end, row.key) for row in shown.rows] == [
        ("Newsletter", "2", "newsletter"),
        ("Padlet", "1", "padlet"),
    ]
    assert [mark.look.symbol for mark in shown.marks] == ["square", "square-half", "square-open"]


def test_narrow_window_has_a_bar_for_each_category_of_more_municipalities_than_can_be_counted() -> None:
    crowd = pd.concat([PROGRESS] * 60, ignore_index=True)
    shown = progress_matrix.categories(crowd, GERMAN)
    assert shown is not None
    assert [(mark.form, mark.end, mark.counts) for mark in shown.marks] == [(Form.BAR, 120, 120), (Form.BAR, 60, 60)]


def test_strip_has_a_square_for_each_measure_and_those_of_cohorts_apart() -> None:
    named, whole = measures.groups(COUNTS.assign(overdue=[False, True, False]), GERMAN)
    assert [(group.words, group.n, [late for _look, late in group.marks]) for group in named] == [
        ("umgesetzt", 3, [False] * 3),
        ("geplant", 1, [True]),
    ]
    assert whole is not None
    assert (whole.n, len(whole.marks)) == (2, 2)
    many, _whole = measures.groups(COUNTS.assign(n=[300, 20, 2]), GERMAN)
    assert [(group.n, len(group.marks)) for group in many] == [(300, 1), (20, 1)]  # the square is a key only


def test_heat_grid_has_the_area_with_most_gaps_first_and_no_column_that_is_alike_for_all() -> None:
    shown = spec("completeness")
    assert [words.split("\n") for _at, words in shown.across.ticks] == [
        ["Eigene Veranstaltungen", "○\N{NO-BREAK SPACE}2"],
        ["Maßnahmen", "○\N{NO-BREAK SPACE}1 ◐\N{NO-BREAK SPACE}1"],
    ]
    assert shown.across.title == "Bei allen gleich: Einwohnerzahl und Fläche: bekannt („Fläche (km²)“ ist leer)."
    assert [(row.name, row.end, row.strong) for row in shown.rows if not row.look] == [
        ("VG Asbach", "11/2024", True),  # by name inside the cohort, bold: twelve months old
        (LONG, "nichts gemeldet", False),
        ("LK Alzey-Worms", "10/2025", False),
    ]
    shades = {(row_of("completeness", mark), mark.x): mark.look.shade for mark in shown.marks}
    assert shades["VG Asbach", 0] > shades["VG Asbach", 1] > shades["LK Alzey-Worms", 1] > shades[LONG, 0] == 0


def test_heat_grid_of_one_municipality_keeps_its_columns() -> None:
    shown = completeness.completeness(BOARD.head(3), {}, GERMAN)
    assert shown.spec is not None
    assert len(shown.spec.across.ticks) == 3
    assert not shown.spec.across.title


def test_rows_of_the_heat_grid_are_chosen_by_their_municipality_and_may_be_those_alone_that_can_be_asked() -> None:
    told = BOARD.assign(state=BOARD["state"].mask(BOARD["name"] == "VG Asbach", "known"))
    everybody, asked = (completeness.completeness(told, {}, GERMAN, only_open=only).spec for only in (False, True))
    assert everybody is not None
    assert asked is not None
    assert [row.key for row in everybody.rows if not row.look] == ["071385001000", "071355002000", "073310000000"]
    assert [row.key for row in asked.rows if not row.look] == ["071355002000", "073310000000"]


def test_municipality_without_a_cohort_has_a_row_of_the_heat_grid() -> None:
    unknown = BOARD.assign(cohort=pd.array([None] * 3 + [2025] * 3 + [2024] * 3, dtype="Int64"))
    shown = completeness.completeness(unknown, {}, GERMAN).spec
    assert shown is not None
    assert [row.name for row in shown.rows][-2:] == ["Ohne Angabe der Staffel", "VG Asbach"]


def test_attendance_is_a_bar_in_the_colour_of_the_cohort_and_a_bound_an_outline() -> None:
    bars = {(mark.until, mark.look.colour, mark.look.symbol) for mark in marks("conference_attendance", Form.BAR)}
    assert bars == {
        (75, cohort_look(2024).colour, "square"),
        (62, cohort_look(2025).colour, "square"),
        (100, INK, "square-open"),  # held by the state: of no cohort
    }
    assert [row.end for row in spec("conference_attendance").rows] == ["", "62", "rund 75", "bis zu 100"]


def test_unstated_attendance_is_said_and_never_zero() -> None:
    shown = picture("conference_attendance", GERMAN)
    (unknown,) = marks("conference_attendance")
    assert unknown.text == "? keine Angabe"
    assert unknown.counts == 0
    assert row_of("conference_attendance", unknown).startswith(LONG)
    assert sorted(shown.table["Teilnehmende"]) == ["62", "bis zu 100", "keine Angabe", "rund 75"]


def test_reported_figure_is_a_line_with_its_words_and_the_axis_reaches_it() -> None:
    shown = events.conference_attendance(
        CONFERENCES, GERMAN, Reported(120, "bis zu 120 Personen", "bis zu 120 Personen")
    ).spec
    assert shown is not None
    assert [(guide.x, guide.words) for guide in shown.guides] == [(120, "berichtet: bis zu 120 Personen")]
    assert shown.across.ticks[-1][0] >= 120


def test_axis_has_a_tick_at_or_beyond_the_largest_mark() -> None:
    assert spec("conference_attendance").across.ticks[-1][0] >= 100


def test_month_is_a_span_day_a_point_and_what_has_no_date_a_dashed_band_up_to_the_stand() -> None:
    month, band = marks("event_ribbon", Form.SPAN)
    assert month.until is not None
    assert (day(month.x), day(month.until)) == (dt.date(2024, 11, 1), dt.date(2024, 12, 1))
    assert month.look.dash == "solid"
    assert band.until is not None
    assert (day(band.x), day(band.until)) == (dt.date(2024, 1, 1), dt.date(2025, 11, 19))
    assert band.look.dash != "solid"
    (point,) = marks("event_ribbon")
    assert day(point.x) == dt.date(2026, 4, 8)
    assert point.look.symbol == "circle-open"  # announced: hollow


def test_ribbon_has_a_row_for_each_kind_of_event_with_their_number() -> None:
    assert [row.name for row in spec("event_ribbon").rows] == [
        "Netzwerktreffen 1",
        "Vereinekonferenzen 1",
        "Online-Fortbildungen 1",
    ]
    assert spec("event_ribbon").counted == len(EVENT_ROWS)
    assert "1 davon hat kein bekanntes Datum" in picture("event_ribbon", GERMAN).finding


def test_time_without_a_report_is_shaded_up_to_today_and_said() -> None:
    held = EVENT_ROWS.head(1)
    stand, today = dt.date(2024, 12, 1), dt.date(2026, 12, 1)
    shown = events_ribbon.event_ribbon(held, stand, today, GERMAN).spec
    assert shown is not None
    assert shown.shaded is not None
    assert tuple(map(day, shown.shaded)) == (stand, today)
    assert [guide.words for guide in shown.guides] == ["Stand 01.12.2024", "heute 01.12.2026"]
    assert [mark.text for mark in shown.marks if mark.form == Form.WORDS] == ["letzte Meldung vor 2 Jahren"]
    fresh = events_ribbon.event_ribbon(held, stand, stand, GERMAN).spec
    assert fresh is not None
    assert fresh.shaded is None
    assert not [mark for mark in fresh.marks if mark.form == Form.WORDS]


def test_marks_of_one_row_and_their_words_do_not_touch() -> None:
    days = pd.to_datetime(["2025-04-08", "2025-04-09", "2025-09-09"])  # two on neighbouring days, one long after
    rows = pd.concat([EVENT_ROWS[1:2]] * 3, ignore_index=True).assign(starts_on=days, event_id=["A", "B", "C"])
    shown = events_ribbon.event_ribbon(rows, dt.date(2026, 1, 1), dt.date(2026, 1, 1), GERMAN).spec
    assert shown is not None
    lanes = {mark.key: mark.lane for mark in shown.marks}
    assert lanes["A"] != lanes["B"]
    assert shown.rows[0].lanes == 1 + max(lanes.values())


def test_events_outside_the_programme_are_grey_and_counted_in_no_row() -> None:
    rows = EVENT_ROWS.assign(relation=["programme", "adjacent", "adjacent"])
    shown = events_ribbon.event_ribbon(rows, dt.date(2025, 11, 19), dt.date(2026, 5, 1), GERMAN)
    assert shown.spec is not None
    assert [row.name for row in shown.spec.rows] == ["Netzwerktreffen", "Vereinekonferenzen 1"]
    assert [mark.look.colour for mark in shown.spec.marks if mark.key == "E2"] == [MUTED]
    assert shown.spec.counted == 1
    assert "1 Veranstaltung außerhalb des Programms liegt davor oder hat kein Datum" in shown.notes[-1]


def test_months_on_the_axis_are_german() -> None:
    shown = events_ribbon.event_ribbon(EVENT_ROWS.head(1), dt.date(2024, 12, 1), dt.date(2024, 12, 1), GERMAN).spec
    assert shown is not None
    assert [words for _at, words in shown.across.ticks][:3] == ["2024", "Feb.", "März"]


def test_measure_without_a_start_stands_at_the_date_of_its_report() -> None:
    shown = spec("measure_timeline").marks
    assert {mark.said[0]: (day(mark.x), mark.said[3]) for mark in shown} == {
        "Newsletter der Vereine": (dt.date(2024, 5, 17), "Beginn der Maßnahme"),  # not that of its report, in 2025
        "Padlets": (dt.date(2024, 11, 1), "Datum des Berichts"),
    }
    assert [day(mark.end) for mark in shown if mark.form == Form.SPAN] == [dt.date(2024, 12, 1)]  # the whole month


def test_measure_is_a_mark_of_its_status_and_nothing_else_has_that_colour() -> None:
    assert {mark.look.colour for mark in spec("measure_timeline").marks} == {STATUS}


def test_many_measures_share_the_row_of_their_municipality() -> None:
    many = pd.concat([MEASURES.head(1)] * 9, ignore_index=True)
    shown = timelines.measure_timeline(many, GERMAN).spec
    assert shown is not None
    assert [(row.name, row.lanes) for row in shown.rows] == [("VG Asbach", 9)]
    assert len({mark.lane for mark in shown.marks}) == 9  # below one another, so that each can be touched


def test_standing_writes_smallest_own_and_largest() -> None:
    assert [mark.text for mark in marks("standing", Form.WORDS)] == [
        "13.313",
        "40.459",
        "15.862",
        "0",
        "2",
        "VG Kaisersesch: keine Angabe",
    ]
    (own,) = [mark for mark in marks("standing") if mark.look.symbol == "diamond"]
    low, value, high = RANGES["values"][0]
    assert own.x == pytest.approx(math.log(value / low) / math.log(high / low))


def test_who_is_not_asked_for_is_not_counted() -> None:
    only_asbach = FIRSTS[FIRSTS["name"] == "VG Asbach"]
    shown = events.participation(PARTICIPATIONS, only_asbach, GERMAN)
    assert shown.finding == "Für 1 Veranstaltung nennt eine Quelle die Kommune als teilnehmend."
    assert shown.table["Kommune"].tolist() == ["VG Asbach"]


def test_ribbon_of_events_without_any_date_is_drawn() -> None:
    undated = EVENT_ROWS.assign(host=pd.NA, starts_on=pd.Series(pd.NaT, EVENT_ROWS.index, "datetime64[s]"))
    assert events_ribbon.event_ribbon(undated, dt.date(2025, 11, 19), dt.date(2026, 11, 29), GERMAN).spec is not None


def test_mark_for_a_whole_year_does_not_stand_on_the_edge_where_the_names_of_rows_are() -> None:
    days = pd.date_range("2024-07-01", "2031-07-01", periods=timelines.CROWD + 1).normalize()
    crowd = pd.concat([EVENT_ROWS.head(1)] * len(days), ignore_index=True).assign(starts_on=days, host=pd.NA)
    shown = timelines.programme_timeline(crowd, None, GERMAN).spec
    assert shown is not None
    assert min(mark.x for mark in shown.marks) - shown.across.low > 150


def test_pictures_beside_one_another_leave_room_for_every_name_and_for_the_row_of_sums() -> None:
    short = FIRSTS.assign(name="B")
    for cohort in short["cohort"].dropna().unique():
        shown = municipalities.first_implemented(short, GERMAN, cohort=int(cohort)).spec
        assert shown is not None
        assert shown.room == len("umgesetzt, mindestens")
