"""From when months count, which cohorts stand against each other, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from ek_data.analysis import cohort_words
from ek_data.analysis.cohorts import adoption_curve, adoption_matrix, first_implemented
from ek_data.analysis.programme_time import Comparison, Start, common_window, compared, kickoffs
from ek_data.charts import build
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.programme.current import current, using
from tests.chart_frames import CURVE
from tests.programme import ALZEY, ASBACH, HASSLOCH, RHEIN_SELZ, fact, measure, municipality, programme

KICKOFF = Comparison(Start.KICKOFF)
UNTIL = [fact("other", 1, as_of="2025-11-19")]


def kickoff(cohort: int, on: str | None, precision: str = "day", **more: object) -> dict[str, object]:
    row = {"type": "kickoff", "title": "Auftakt", "status": "held", "relation": "programme", "cohort": cohort}
    return {**row, "starts_on": on, "starts_on_precision": precision, **more}


def done(municipality: str | None, on: str, **more: object) -> dict[str, object]:
    return measure(municipality, started_on=on, started_on_precision="day", **more)


def reported(municipality: str, on: str) -> dict[str, object]:
    return measure(municipality, status_on=on, status_on_precision="day")


TWO = programme(
    [municipality(ASBACH), municipality(ALZEY, 2025)],
    [
        done(ASBACH, "2024-09-30"),  # month 8 of the year, month 7 from the kick-off only at the end of September
        reported(ALZEY, "2025-03-29"),  # before the kick-off of its cohort
    ],
    [
        kickoff(2024, "2024-03-01"),
        kickoff(2025, "2025-04-09"),
        kickoff(2025, "2025-05-01"),  # a second one: the first counts
        kickoff(2024, "2024-01-05", status="announced"),  # nobody knows whether it was held
        kickoff(2024, "2024-01-06", type="network_meeting"),  # no kick-off
        kickoff(2024, "2024-01-01", "year"),  # a year is no start
    ],
    UNTIL,
)


def at(dataset: Dataset, month: int, how: Comparison) -> dict[int, int]:
    curve = adoption_curve(dataset, None, how)
    return curve[curve["month"] == month].set_index("cohort")["municipalities"].to_dict()


def test_kickoff_is_the_first_meeting_held_with_the_role_whatever_the_filter() -> None:
    days = {2024: pd.Timestamp(2024, 3, 1), 2025: pd.Timestamp(2025, 4, 9)}
    assert kickoffs(TWO) == days
    assert kickoffs(TWO.filtered(Selection.of(first_year=2026))) == days


def test_months_count_from_the_new_year_or_from_the_kickoff() -> None:
    assert first_implemented(TWO)["month"].tolist() == [8, 2]
    assert first_implemented(TWO, Start.KICKOFF)["month"].tolist() == [6, 0]
    assert (common_window(TWO), common_window(TWO, KICKOFF)) == (10, 7)


def test_programme_says_from_when_months_count_as_long_as_nobody_asks_otherwise() -> None:
    counted = replace(current(), cohorts=replace(current().cohorts, from_kickoff=True))
    with using(counted):
        assert (common_window(TWO), common_window(TWO, Comparison(Start.NEW_YEAR))) == (7, 10)
        assert "Die Monate zählen ab dem Auftakttreffen der Staffel." in cohort_words.caution(TWO, GERMAN)


def test_known_day_of_joining_goes_before_both() -> None:
    joined = programme([municipality(ASBACH, joined_on="2024-06-01")], [done(ASBACH, "2024-09-30")], facts=UNTIL)
    assert [first_implemented(joined, start)["month"].item() for start in Start] == [3, 3]
    assert "Bei 1 Kommune zählen sie ab dem bekannten Tag ihres Beginns." in cohort_words.caution(joined, GERMAN)


def test_cohort_without_a_kickoff_is_left_out_and_that_is_said() -> None:
    one = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025)], events=[kickoff(2024, "2024-03-01")], facts=UNTIL
    )
    assert compared(one, KICKOFF) == (2024,)
    assert first_implemented(one, Start.KICKOFF)["cohort"].tolist() == [2024]
    said = cohort_words.caution(one, GERMAN, KICKOFF)
    assert said.endswith("Staffel 2025 fehlt hier, weil von ihr kein durchgeführtes Auftakttreffen bekannt ist.")
    none = programme([municipality(ASBACH)], facts=UNTIL)
    assert cohort_words.caution(none, GERMAN, KICKOFF) == (
        "Es gibt keine Kommune zu vergleichen. "
        "Staffel 2024 fehlt hier, weil von ihr kein durchgeführtes Auftakttreffen bekannt ist."
    )


def test_caution_tells_from_when_it_counts_and_how_much_lies_before() -> None:
    assert "1. Januar des Jahres der Staffel" in cohort_words.caution(TWO, GERMAN)
    assert "vor dem Beginn" not in cohort_words.caution(TWO, GERMAN)
    said = cohort_words.caution(TWO, GERMAN, KICKOFF)
    assert "Die Monate zählen ab dem Auftakttreffen der Staffel." in said
    assert "1 von 2 umgesetzten Maßnahmen liegt vor dem Beginn und zählt ab Monat 0." in said


def test_axis_says_from_when_it_counts() -> None:
    specs = [build.adoption_curve(TWO, None, GERMAN, Comparison(start)).spec for start in Start]
    assert [spec.across.title for spec in specs if spec] == ["Monate ab 1. Januar", "Monate ab Auftakttreffen"]


SAME = programme(
    [municipality(ASBACH), municipality(ALZEY, 2025)],
    [reported(ASBACH, "2024-11-01"), reported(ALZEY, "2025-03-29")],
    [kickoff(2024, "2024-01-25"), kickoff(2025, "2025-04-09")],
    UNTIL,
)


def test_where_the_other_way_of_counting_finds_something_else_one_sentence_says_so() -> None:
    assert build.adoption_curve(SAME, None, GERMAN).finding == (
        "Nach 10 Monaten umgesetzt: 2024 mindestens 1 von 1, 2025 mindestens 1 von 1."
    )
    assert cohort_words.otherwise(SAME, GERMAN) == (
        "Ab Auftakttreffen gezählt, gemeinsam bis Monat 7, sieht es anders aus: "
        "2024 keine sichere Meldung, 2025 mindestens 1 von 1."
    )
    assert cohort_words.otherwise(SAME, GERMAN, None, KICKOFF) == (
        "Ab 1. Januar gezählt, gemeinsam bis Monat 10, sieht es anders aus: "
        "2024 mindestens 1 von 1, 2025 mindestens 1 von 1."
    )
    assert cohort_words.otherwise(TWO, GERMAN) == ""  # one of one in both, whichever way it is counted


def test_line_below_the_finding_says_what_from_when_and_of_how_many() -> None:
    said = build.adoption_curve(TWO, None, GERMAN, KICKOFF).subtitle
    assert said == (
        "Kommunen mit mindestens einer berichteten Umsetzung · Monate ab Auftakttreffen · n = 1 + 1, "
        "zu wenige für einen Trend"
    )


def test_cohort_still_to_begin_is_not_missed_for_its_kickoff() -> None:
    ahead = programme(
        [municipality(ASBACH), municipality(ALZEY, 2026)], events=[kickoff(2024, "2024-03-01")], facts=UNTIL
    )
    assert "2026" not in cohort_words.caution(ahead, GERMAN, KICKOFF)


def test_what_is_reported_without_names_is_told_and_not_counted() -> None:
    dataset = programme([municipality(ASBACH)], [done(ASBACH, "2024-02-01"), measure(None, cohort=2024)], facts=UNTIL)
    assert "1 weitere ist ohne Namen gemeldet und nicht gezählt." in cohort_words.caution(dataset, GERMAN)


def test_kickoff_of_one_cohort_only_says_nothing_of_the_pair() -> None:
    half = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025)], events=[kickoff(2024, "2024-03-01")], facts=UNTIL
    )
    assert cohort_words.otherwise(half, GERMAN) == ""


def test_curve_is_a_lower_bound_and_tells_how_much_of_it_is_only_at_the_latest() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(RHEIN_SELZ), municipality(HASSLOCH)],
        [
            done(ASBACH, "2024-01-10"),
            reported(RHEIN_SELZ, "2024-02-10"),
            done(RHEIN_SELZ, "2024-02-20"),  # a known start in the same month goes before
            reported(HASSLOCH, "2024-03-10"),
        ],
        facts=[fact("other", 1, as_of="2024-03-31")],
    )
    curve = adoption_curve(dataset)
    assert curve["municipalities"].tolist() == [1, 2, 3]
    assert curve["at_latest"].tolist() == [0, 0, 1]
    assert build.adoption_curve(dataset, None, GERMAN).finding == "Nach 2 Monaten umgesetzt: 2024 alle 3."


@pytest.mark.parametrize(("count", "said"), [(0, "keine sichere Meldung"), (2, "mindestens 2 von 7"), (7, "alle 7")])
def test_count_of_reports_is_at_least_and_never_zero(count: int, said: str) -> None:
    assert cohort_words.at_least(count, 7, GERMAN) == said


def test_finding_of_one_category_names_it() -> None:
    assert build.adoption_curve(TWO, "padlet", ENGLISH).finding == (
        "Padlet: Implemented after 10 months: 2024 at least 1 of 1, 2025 at least 1 of 1."
    )


def test_cohorts_without_a_common_window_are_told_each_by_its_own_latest_month() -> None:
    assert cohort_words.finding(CURVE.assign(common=False), GERMAN) == (
        "Bis zum jeweils letzten Monat umgesetzt: 2024 mindestens 5 von 7, 2025 mindestens 1 von 7."
    )


def test_report_without_names_is_never_zero_of_seven() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(RHEIN_SELZ)],
        [
            measure(None, cohort=2024, category="newsletter"),
            measure(ASBACH),
            measure(None, cohort=2024),
            measure(ASBACH, category="juleica"),
            measure(ASBACH, "planned", category="ehrenamtsportal"),
        ],
    )
    picture = build.adoption_matrix(dataset, GERMAN)
    words = picture.table.set_index("Kategorie")["Kommunen mit umgesetzter Maßnahme"].to_dict()
    assert adoption_matrix(dataset).set_index("category")["reported"].to_dict() == {
        "ehrenamtsportal": "nothing",
        "juleica": "named",
        "newsletter": "unnamed",
        "padlet": "named",
    }
    assert sorted(words.values()) == [
        "1 von 2",
        "1 von 2, auch ohne Namen gemeldet",
        "keine Meldung",
        "ohne Namen gemeldet",
    ]
    said = [fact for mark in (picture.spec.marks if picture.spec else ()) for fact in (*mark.said, mark.text)]
    assert "ohne Namen" in said
    assert not [fact for fact in said if fact.startswith("0 von")]
    assert picture.finding.endswith("1 weitere ist ohne Namen gemeldet.")


def test_category_reported_without_names_is_said_of_its_cohort_and_no_zero() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025)],
        [measure(None, cohort=2024, category="newsletter", started_on="2024-03-01", started_on_precision="day")],
        facts=UNTIL,
    )
    assert build.adoption_curve(dataset, "newsletter", GERMAN).finding == (
        "Newsletter: Nach 10 Monaten umgesetzt: 2024 ohne Namen gemeldet, 2025 keine sichere Meldung."
    )
    one = build.adoption_matrix(dataset, GERMAN)
    assert one.finding == "Newsletter: 2024 ohne Namen gemeldet, 2025 keine Meldung."


def test_report_without_names_is_said_from_the_month_of_the_report_on_and_without_a_date_in_the_last() -> None:
    later = measure(None, cohort=2024, category="newsletter", status_on="2025-04-08", status_on_precision="day")
    dataset = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025)],
        [later, measure(None, cohort=2024, category="padlet")],
        facts=UNTIL,
    )
    assert build.adoption_curve(dataset, "newsletter", GERMAN).finding == (
        "Newsletter: Nach 10 Monaten umgesetzt: 2024 keine sichere Meldung, 2025 keine sichere Meldung."
    )
    for category, months in (("newsletter", range(15, 23)), ("padlet", [22])):
        curve = adoption_curve(dataset, category)
        assert curve.loc[curve["unnamed"], "month"].tolist() == list(months)


def test_categories_reported_without_names_only_are_no_zero() -> None:
    rows = [measure(None, cohort=2024, category=category) for category in ("newsletter", "padlet")]
    dataset = programme([municipality(ASBACH), municipality(ALZEY, 2025)], rows, facts=UNTIL)
    assert build.adoption_matrix(dataset, GERMAN).finding == (
        "2 Kategorien sind ohne Namen gemeldet, keine mit dem Namen einer Kommune."
    )


def cohorts_until(as_of: str, *years: int) -> Dataset:
    places = [municipality(f"0713100{n:02}{n:03}", year) for n, year in enumerate(years, 1)]
    return programme(places, facts=[fact("other", 1, as_of=as_of)])


@pytest.mark.parametrize(
    ("as_of", "years", "pair", "window"),
    [
        ("2026-03-15", (2024, 2025, 2026), (2024, 2025), 14),  # 2026 has two months only and shortens nothing
        ("2026-07-15", (2024, 2025, 2026), (2025, 2026), 6),
        ("2025-03-15", (2024, 2025), (2024, 2025), 2),  # there is no other pair
        ("2026-03-15", (2024,), (2024,), 26),
        ("2023-12-31", (2024, 2025), (), -1),
    ],
)
def test_last_two_cohorts_with_half_a_year_are_compared(
    as_of: str, years: tuple[int, ...], pair: tuple[int, ...], window: int
) -> None:
    dataset = cohorts_until(as_of, *years)
    assert (compared(dataset), common_window(dataset)) == (pair, window)


def test_pair_that_is_asked_for_has_its_own_window_and_the_others_keep_their_curve() -> None:
    dataset = cohorts_until("2026-07-15", 2024, 2025, 2026)
    how = Comparison(cohorts=(2024, 2025))
    curve = adoption_curve(dataset, None, how)
    assert common_window(dataset, how) == 18
    assert curve.groupby("cohort")["common"].sum().to_dict() == {2024: 19, 2025: 19, 2026: 0}
    assert curve.groupby("cohort")["month"].max().to_dict() == {2024: 30, 2025: 18, 2026: 6}
    assert "2026" not in build.adoption_curve(dataset, None, GERMAN, how).finding
    assert "1 weitere Staffel ist grau gezeichnet und nicht verglichen." in cohort_words.caution(dataset, GERMAN, how)


def test_cohort_that_is_not_there_is_not_compared() -> None:
    dataset = cohorts_until("2026-07-15", 2024, 2025, 2026)
    assert compared(dataset, Comparison(cohorts=(2030,))) == (2025, 2026)
    assert compared(dataset.filtered(Selection.of(cohorts=(2024, 2026)))) == (2024, 2026)
