"""The way of one municipality through the programme."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from ek_data.analysis import journey, profile
from ek_data.charts import build
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import GERMAN
from tests.programme import ALZEY, ASBACH, HASSLOCH, fact, measure, municipality, programme


def meeting(**more: Any) -> dict[str, Any]:
    row = {"type": "kickoff", "title": "Auftakt", "status": "held", "relation": "programme", "cohort": 2024}
    return {**row, "starts_on": "2024-01-25", "starts_on_precision": "day", **more}


def attended(dataset: Dataset, *pairs: tuple[str, str]) -> Dataset:
    rows = pd.DataFrame(pairs, columns=["event_id", "ars"])
    typed = Dataset.of(participations=rows).participations
    return replace(dataset, tables={**dataset.tables, "participations": typed})


MEETINGS = [
    meeting(),  # e1
    meeting(title="ohne Tag", starts_on=None),
    meeting(title="für alle", cohort=None, starts_on="2024-06-01"),
    meeting(title="der anderen", cohort=2025),  # e4
    meeting(title="abgesagt", status="cancelled"),
    meeting(title="Konferenz", type="conference"),  # no meeting of the teams
    meeting(title="davor", relation="predates"),
]
AWARDED = {"certified_on": "2025-11-06", "certified_on_precision": "day"}
DATASET = attended(
    programme([municipality(ASBACH, **AWARDED), municipality(ALZEY, 2025), municipality(HASSLOCH)], events=MEETINGS),
    ("e1", ASBACH),
    ("e4", ASBACH),
)


def test_meetings_open_to_a_municipality_are_those_of_its_cohort_of_all_and_those_it_took_part_in() -> None:
    found = journey.meetings(DATASET, HASSLOCH)
    assert found[["title", "took_part"]].to_numpy().tolist() == [
        ["Auftakt", False],
        ["für alle", False],
        ["ohne Tag", False],
    ]
    moved = journey.meetings(DATASET, ASBACH)
    assert sorted(moved.loc[moved["took_part"], "title"]) == ["Auftakt", "der anderen"]
    assert len(moved) == 4


def test_sentence_counts_known_participation_and_never_calls_silence_a_no() -> None:
    assert build.journey(DATASET, ASBACH, GERMAN).finding == (
        "4 Treffen standen offen: Teilnahme belegt bei 2, keine Angabe zu 2. 1 davon ist ohne Datum."
    )
    silent = build.journey(DATASET, HASSLOCH, GERMAN).finding
    assert silent == "3 Treffen standen offen; ob die Kommune teilnahm, sagt keine Quelle. 1 davon ist ohne Datum."


def test_way_begins_with_the_first_meeting_though_it_was_before_the_own_time_in_the_programme() -> None:
    events = [
        meeting(title="als Gast", starts_on="2024-01-25"),
        meeting(title="eigener", cohort=2025, starts_on="2025-04-09"),
    ]
    guest = attended(programme([municipality(ALZEY, 2025)], events=events), ("e1", ALZEY))
    shown = build.journey(guest, ALZEY, GERMAN).spec
    assert shown is not None
    assert all(shown.across.low <= mark.x <= shown.across.high for mark in shown.marks)


def test_measures_of_many_dates_stand_together_by_year_and_the_table_keeps_their_dates() -> None:
    day = {"started_on_precision": "month", "status_on": None}
    rows = [
        measure(ASBACH, started_on=f"{year}-{month:02}-01", **day) for year in (2024, 2025) for month in range(3, 11)
    ]
    data = programme([municipality(ASBACH)], rows, [], [fact("duration", 2, as_of="2026-01-01")])
    picture = build.journey(data, ASBACH, GERMAN)
    assert picture.spec is not None
    assert [(mark.text, mark.counts) for mark in picture.spec.marks if mark.counts] == [
        ("2024 · 8 Maßnahmen", 8),
        ("2025 · 8 Maßnahmen", 8),
    ]
    assert len(picture.table) == 16


def test_way_has_a_row_for_each_dated_meeting_and_says_how_many_have_no_date() -> None:
    picture = build.journey(DATASET, ASBACH, GERMAN)
    assert picture.spec is not None
    assert [row.name for row in picture.spec.rows] == ["Im Programm", *["Auftakttreffen"] * 3, "Plakette"]
    assert [mark.text for mark in picture.spec.marks if mark.counts] == [
        "25. Januar 2024 · dabei",
        "25. Januar 2024 · dabei",
        "1. Juni 2024 · keine Angabe",
        "6. November 2025 · überreicht",
    ]
    assert picture.finding.endswith("1 davon ist ohne Datum.")
    assert len(picture.table) == 5  # the meeting without a date is in the table


def test_what_came_after_the_award_is_only_what_certainly_did() -> None:
    reported = {"status_on_precision": "month"}
    dataset = programme(
        [municipality(ASBACH, **AWARDED), municipality(HASSLOCH)],
        [
            measure(ASBACH, title="im Monat der Auszeichnung", status_on="2025-11-01", **reported),
            measure(ASBACH, title="danach", status_on="2025-12-01", **reported),
            measure(ASBACH, title="nebenan", status_on="2025-12-01", relation="adjacent", **reported),
            measure(
                ASBACH, title="Bürgerbus", started_on="2016-01-01", started_on_precision="year", relation="predates"
            ),
        ],
    )
    assert profile.before_and_after(dataset, ASBACH, GERMAN) == [
        "Vor dem Programm: Bürgerbus (2016).",
        "Neben dem Programm: nebenan (berichtet Dezember 2025).",
        "Nach der Auszeichnung gemeldet: danach (berichtet Dezember 2025).",
    ]
    assert profile.before_and_after(dataset, HASSLOCH, GERMAN) == []


def test_plan_beside_the_programme_is_told_as_a_plan_and_a_report_as_a_report() -> None:
    beside = {"relation": "adjacent"}
    announced = {"started_on": "2025-09-20", "started_on_precision": "day", **beside}
    rows = [
        measure(ASBACH, title="Ehrenamtskarte", status_on="2025-01-01", status_on_precision="year", **beside),
        measure(ASBACH, "planned", title="Aktionstag", **announced),
        measure(ASBACH, title="Messe", **announced),
        measure(ASBACH, "planned", title="Preis", **beside),
    ]
    dataset = programme([municipality(ASBACH)], rows, facts=[fact("duration", 2, as_of="2025-11-06")])
    assert profile.before_and_after(dataset, ASBACH, GERMAN) == [
        "Neben dem Programm: Ehrenamtskarte (berichtet 2025), "
        "Aktionstag (geplant, angekündigt für 20. September 2025, ohne Nachweis), "
        "Messe (20. September 2025) und Preis (geplant)."
    ]


def test_on_a_phone_a_mark_has_the_date_and_a_sign_in_place_of_words() -> None:
    shown = build.journey(DATASET, HASSLOCH, GERMAN).spec
    assert shown is not None
    assert [(mark.text, mark.brief) for mark in shown.marks if mark.text] == [
        ("25. Januar 2024 · keine Angabe", "25.01.2024 ?"),
        ("1. Juni 2024 · keine Angabe", "01.06.2024 ?"),
    ]
