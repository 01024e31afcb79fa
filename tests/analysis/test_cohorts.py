import datetime as dt

import pandas as pd
import pytest

from ek_data.analysis.cohort_words import caution
from ek_data.analysis.cohorts import (
    adoption_curve,
    adoption_matrix,
    conference_attendance,
    first_implemented,
    measures_per_municipality,
    not_yet,
    only_earlier,
    progress_matrix,
    status_by_category,
)
from ek_data.analysis.programme_time import common_window, observed_months, programme_month, starts
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.dataset.partial_dates import last_days
from ek_data.exports.figures_json import as_json
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import (
    ALZEY,
    ALZEY_WORMS,
    ASBACH,
    GEROLSTEIN,
    HASSLOCH,
    RHEIN_SELZ,
    conference,
    fact,
    measure,
    municipality,
    programme,
)

UNTIL_JUNE = [fact("other", 1, as_of="2025-06-15")]  # the data speak up to 15 June 2025


def started(municipality: str, on: str, precision: str = "day", **more: object) -> dict[str, object]:
    return measure(municipality, started_on=on, started_on_precision=precision, **more)


def reported(municipality: str, on: str, precision: str = "day", **more: object) -> dict[str, object]:
    return measure(municipality, status_on=on, status_on_precision=precision, **more)


def days(*texts: str) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts))).astype("datetime64[us]")


@pytest.mark.parametrize(
    ("day", "start", "month"),
    [
        ("2024-01-01", "2024-01-01", 0),
        ("2024-01-31", "2024-01-01", 0),
        ("2024-02-01", "2024-01-01", 1),
        ("2025-03-14", "2024-01-15", 13),  # the day of the month has not come yet
        ("2025-03-15", "2024-01-15", 14),
        ("2023-12-31", "2024-01-01", -1),
    ],
)
def test_programme_month_is_the_number_of_completed_months(day: str, start: str, month: int) -> None:
    assert programme_month(days(day), days(start)).tolist() == [month]


def test_programme_month_of_an_unknown_date_is_unknown() -> None:
    assert programme_month(pd.Series([pd.NaT], dtype="datetime64[us]"), days("2024-01-01")).isna().all()


def test_programme_starts_with_the_year_of_the_cohort_unless_the_day_is_known() -> None:
    dataset = programme([municipality(ASBACH), municipality(ALZEY, 2025, joined_on="2025-04-09")])
    assert starts(dataset, dataset.municipalities).tolist() == [pd.Timestamp(2024, 1, 1), pd.Timestamp(2025, 4, 9)]


def test_partial_date_counts_at_the_end_of_its_span() -> None:
    dates = days("2024-11-23", "2024-02-01", "2024-01-01")
    ends = last_days(dates, pd.Series(["day", "month", "year"]))
    assert ends.tolist() == [pd.Timestamp(2024, 11, 23), pd.Timestamp(2024, 2, 29), pd.Timestamp(2024, 12, 31)]


def test_cohorts_are_compared_as_far_as_all_are_under_observation() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025), municipality(RHEIN_SELZ, 2025, joined_on="2025-04-09")],
        facts=UNTIL_JUNE,
    )
    assert observed_months(dataset).to_dict("records") == [
        {"cohort": 2024, "n": 1, "complete": 17, "longest": 17},
        {"cohort": 2025, "n": 2, "complete": 2, "longest": 5},
    ]
    assert common_window(dataset) == 2


def test_curve_counts_each_municipality_from_its_first_implemented_measure() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(RHEIN_SELZ), municipality(ALZEY_WORMS, 2025)],
        [
            started(ASBACH, "2024-02-10"),
            started(ASBACH, "2024-05-10"),  # the second of the same municipality
            started(RHEIN_SELZ, "2024-03-01", status="in_preparation"),  # not implemented
            started(RHEIN_SELZ, "2024-04-01", relation="adjacent"),  # not of the programme
            started(RHEIN_SELZ, "2024-05-01", status="ended"),  # was implemented
            measure(None, cohort=2024, status_on="2024-01-01", status_on_precision="day"),  # of no municipality
        ],
        facts=[fact("other", 1, as_of="2024-07-01")],
    )
    curve = adoption_curve(dataset)
    assert curve["month"].tolist() == [0, 1, 2, 3, 4, 5, 6]  # cohort 2025 has not begun and is in no comparison
    assert curve["municipalities"].tolist() == [0, 1, 1, 1, 2, 2, 2]
    assert curve["n"].tolist() == [2] * 7
    assert curve["common"].all()


def test_curve_of_a_category_leaves_out_the_others() -> None:
    dataset = programme(
        [municipality(ASBACH)],
        [started(ASBACH, "2024-01-10", category="newsletter"), started(ASBACH, "2024-02-10")],
        facts=[fact("other", 1, as_of="2024-03-31")],
    )
    assert adoption_curve(dataset, "padlet")["municipalities"].tolist() == [0, 1, 1]


def test_curve_ends_with_the_last_month_in_which_all_members_are_under_observation() -> None:
    dataset = programme(
        [municipality(ASBACH, 2025), municipality(ALZEY, 2025, joined_on="2025-04-09")],
        [started(ALZEY, "2025-04-10")],
        facts=UNTIL_JUNE,
    )
    curve = adoption_curve(dataset)
    assert curve["month"].tolist() == [0, 1, 2]  # Alzey joined three months later than Asbach
    assert curve["n"].tolist() == [2, 2, 2]
    assert curve["municipalities"].tolist() == [1, 1, 1]
    assert curve["common"].tolist() == [True, True, True]


def test_municipality_that_left_is_in_no_comparison() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(GEROLSTEIN, status="left")],
        [started(GEROLSTEIN, "2024-02-10")],
        facts=[fact("other", 1, as_of="2024-03-31")],
    )
    assert adoption_curve(dataset)[["municipalities", "n"]].to_numpy().tolist() == [[0, 1]] * 3
    assert first_implemented(dataset)["ars"].tolist() == [ASBACH]
    assert progress_matrix(dataset).empty
    assert measures_per_municipality(dataset)["implemented"].isna().tolist() == [True]


@pytest.mark.parametrize(
    ("row", "month", "upper_bound"),
    [
        (started(ASBACH, "2024-11-23"), 10, False),
        (started(ASBACH, "2024-11-01", "month"), 10, False),  # first and last day lie in the same programme month
        (started(ASBACH, "2024-01-01", "year"), 11, True),
        (reported(ASBACH, "2024-11-01", "month"), 10, True),  # implemented at the latest in November
        (started(ASBACH, "2025-01-01", "year"), 17, True),  # the year is not over, the data speak up to June
        (measure(ASBACH), 17, True),  # no date at all: done when the data were gathered
        (started(ASBACH, "2023-05-01"), 0, False),  # was there at the start
    ],
    ids=["day", "month", "year", "status only", "running year", "no date", "before"],
)
def test_first_measure_counts_when_it_is_certain(row: dict[str, object], month: int, upper_bound: bool) -> None:
    first = first_implemented(programme([municipality(ASBACH)], [row], facts=UNTIL_JUNE)).iloc[0]
    assert (first["month"], first["latest_only"]) == (month, upper_bound)


def test_known_start_goes_before_a_bound_in_the_same_month() -> None:
    rows = [reported(ASBACH, "2024-03-01"), started(ASBACH, "2024-03-20")]
    first = first_implemented(programme([municipality(ASBACH)], rows, facts=UNTIL_JUNE)).iloc[0]
    assert (first["date"].date(), first["latest_only"]) == (dt.date(2024, 3, 20), False)


def test_not_yet_is_censored_and_not_zero() -> None:
    first = first_implemented(programme([municipality(ASBACH)], facts=UNTIL_JUNE)).iloc[0]
    assert first[["month", "latest_only", "date", "precision"]].isna().all()
    assert first["observed"] == 17


def test_matrix_marks_what_is_stated_for_a_cohort_as_a_whole() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(RHEIN_SELZ), municipality(ALZEY, 2025)],
        [
            started(ASBACH, "2024-02-10"),
            started(ASBACH, "2024-03-10"),  # the same municipality counts once
            measure(RHEIN_SELZ, "planned", category="newsletter"),
            measure(None, cohort=2024, category="newsletter"),
            measure(None, "planned", cohort=2025, category="newsletter"),  # not implemented
        ],
    )
    counted = ["category", "cohort", "municipalities", "names", "n", "cohort_statement", "reported"]
    assert adoption_matrix(dataset)[counted].to_numpy().tolist() == [
        ["newsletter", 2024, 0, (), 2, True, "unnamed"],
        ["newsletter", 2025, 0, (), 1, False, "nothing"],
        ["padlet", 2024, 1, ("Kommune 07138",), 2, False, "named"],
        ["padlet", 2025, 0, (), 1, False, "nothing"],
    ]


def test_what_the_earlier_cohort_has_and_nobody_in_the_later_one_plans_is_told_by_category() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025), municipality(RHEIN_SELZ, 2025)],
        [
            measure(ASBACH, category="padlet"),
            measure(None, cohort=2024, category="newsletter"),  # without a name, and yet it is there
            measure(ASBACH, "planned", category="juleica"),  # a plan of the earlier cohort is nothing to follow
            measure(ASBACH, category="fortbildung"),
            measure(ALZEY, "planned", category="fortbildung"),  # planned is enough to leave the list
        ],
        facts=UNTIL_JUNE,
    )
    assert only_earlier(dataset) == ["newsletter", "padlet"]
    assert only_earlier(programme([municipality(ASBACH)], [measure(ASBACH)], facts=UNTIL_JUNE)) == []


def test_plans_of_one_municipality_that_stand_alike_are_one_row_and_overdue_ones_another() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025)],
        [
            measure(ASBACH, "planned", category="padlet"),
            measure(ASBACH, "planned", category="newsletter"),
            measure(ASBACH, "planned", category="juleica", started_on="2024-03-01", started_on_precision="day"),
            measure(ALZEY, "in_preparation", category="padlet"),
            measure(None, "planned", cohort=2024, category="padlet"),
            measure(ALZEY, category="newsletter"),  # is there
            measure(ALZEY, "planned", category="newsletter", relation="adjacent"),  # not of the programme
        ],
        facts=UNTIL_JUNE,
    )
    assert not_yet(dataset).astype(object).fillna("").to_numpy().tolist() == [
        [2024, "planned", "Kommune 07138", False, ("padlet", "newsletter")],
        [2024, "planned", "Kommune 07138", True, ("juleica",)],
        [2024, "planned", "", False, ("padlet",)],
        [2025, "in_preparation", "Kommune 07331", False, ("padlet",)],
    ]


def test_curve_tells_who_may_have_had_it_before_the_month_that_is_known() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(RHEIN_SELZ), municipality(HASSLOCH)],
        [
            measure(ASBACH, status_on="2024-03-10", status_on_precision="day"),  # a report: in March at the latest
            started(RHEIN_SELZ, "2024-02-10"),  # certain, not earlier
            measure(HASSLOCH),  # nobody says since when: by the day up to which the data speak
        ],
        facts=[fact("municipalities_total", 3, as_of="2024-04-30")],
    )
    told = adoption_curve(dataset)[["municipalities", "at_latest", "perhaps"]]
    assert told.to_numpy().tolist() == [[0, 0, 2], [1, 0, 2], [2, 1, 1], [3, 2, 0]]


def test_measures_of_each_municipality_are_counted_and_set_against_its_size() -> None:
    dataset = programme(
        [municipality(ASBACH, population=20_000), municipality(ALZEY), municipality(RHEIN_SELZ, population=10_000)],
        [measure(ASBACH), measure(ASBACH, "ended"), measure(ASBACH, "planned"), measure(ALZEY)],
    )
    counted = measures_per_municipality(dataset)
    assert counted["implemented"].fillna(-1).tolist() == [2, 1, -1]  # none known is not none
    assert counted["other"].fillna(-1).tolist() == [1, -1, -1]
    assert counted["per_1000"].fillna(-1).tolist() == [0.1, -1, -1]  # nor is there a rate without a size


def test_conferences_keep_their_qualifier_and_get_the_host_s_programme_month() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025, joined_on="2025-04-09")],
        events=[
            conference(60, "about", municipality=ALZEY, starts_on="2025-03-29", starts_on_precision="day"),
            conference(75, "at_most", municipality=ASBACH, starts_on="2024-11-01", starts_on_precision="month"),
            conference(None, municipality=ASBACH),
            conference(10, "exact", cohort=2025, starts_on="2025-02-01", starts_on_precision="day"),  # of the state
            conference(10, "exact", status="announced"),
            conference(10, "exact", relation="predates"),
        ],
    )
    told = conference_attendance(dataset)
    assert told["event_id"].tolist() == ["e2", "e4", "e1", "e3"]
    assert told["attendance"].fillna(-1).tolist() == [75, 10, 60, -1]
    assert told["attendance_qualifier"].tolist()[:3] == ["at_most", "exact", "about"]
    assert told["programme_month"].fillna(99).tolist() == [10, 1, -1, 99]  # Alzey's came before it joined
    assert told["cohort"].tolist() == [2024, 2025, 2025, 2024]


def test_statements_on_a_cohort_are_kept_apart_by_status() -> None:
    rows = [measure(ASBACH), measure(ASBACH), measure(None, cohort=2024), measure(ASBACH, relation="adjacent")]
    assert status_by_category(programme([municipality(ASBACH)], rows)).to_numpy().tolist() == [
        ["padlet", "implemented", False, False, 2],
        ["padlet", "implemented", True, False, 1],
    ]


def test_progress_is_the_furthest_status() -> None:
    rows = [measure(ASBACH, "implemented"), measure(ASBACH, "planned"), measure(HASSLOCH, "in_preparation")]
    progress = progress_matrix(programme([municipality(ASBACH), municipality(HASSLOCH)], rows))
    assert progress[["ars", "category", "status", "n"]].to_numpy().tolist() == [
        [ASBACH, "padlet", "implemented", 2],
        [HASSLOCH, "padlet", "in_preparation", 1],
    ]


def test_caution_names_size_window_dates_and_what_is_not_known() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025)],
        [reported(ASBACH, "2024-11-01"), started(ASBACH, "2024-12-01")],
        facts=UNTIL_JUNE,
    )
    assert caution(dataset, GERMAN) == (
        "Grundlage: nur 1 Kommune (Staffel 2024) und 1 Kommune (Staffel 2025), verschiedener Art. Die Monate zählen ab "
        "dem 1. Januar des Jahres der Staffel. Das gemeinsame Fenster reicht bis Programmmonat 5. Bei 1 von 2 "
        "umgesetzten Maßnahmen ist nur der spätestmögliche Monat bekannt. Für 1 Kommune ist bisher keine umgesetzte "
        "Maßnahme bekannt. Unterschiede sagen nichts über die Wirkung."
    )
    assert caution(dataset, ENGLISH).endswith(" Differences say nothing about effects.")


def test_caution_says_only_what_there_is_to_say() -> None:
    towns = [municipality(f"0713100{n:02}{n:03}") for n in range(1, 21)]
    rows = [started(str(town["ars"]), "2024-02-10") for town in towns]
    assert caution(programme(towns, rows, facts=UNTIL_JUNE), GERMAN) == (
        "Grundlage: 20 Kommunen (Staffel 2024). Die Monate zählen ab dem 1. Januar des Jahres der Staffel. "
        "Unterschiede sagen nichts über die Wirkung."
    )


def test_filters_do_not_move_the_window() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY)],
        [started(ASBACH, "2024-02-10"), reported(ALZEY, "2024-09-30", category="newsletter")],
    )
    narrowed = dataset.filtered(Selection.of(categories=("padlet",)))
    assert observed_months(narrowed)["longest"].tolist() == [8]  # the data as a whole speak up to September


def test_data_without_any_date_have_no_month() -> None:
    dataset = programme([municipality(ASBACH)], [measure(ASBACH)])
    assert adoption_curve(dataset).empty
    assert as_json(dataset)["common_window_month"] is None
    assert first_implemented(dataset)["month"].isna().all()


@pytest.mark.parametrize(
    "comparison",
    [
        observed_months,
        adoption_curve,
        first_implemented,
        adoption_matrix,
        measures_per_municipality,
        conference_attendance,
        status_by_category,
        progress_matrix,
    ],
)
def test_empty_data_set_gives_an_empty_frame(comparison: object) -> None:
    assert callable(comparison)
    frame = comparison(Dataset.of())
    assert frame.empty
    assert len(frame.columns) >= 4


def test_nothing_to_compare_is_said() -> None:
    assert caution(Dataset.of(), GERMAN) == "Es gibt keine Kommune zu vergleichen."


def test_where_nothing_is_planned_nobody_is_not_there_yet() -> None:
    assert not_yet(programme()).empty
    assert not_yet(programme([municipality(ASBACH)])).empty
