"""Who has a category, and whom to ask first."""

from __future__ import annotations

from pathlib import Path

import pytest

from ek_data.analysis import peers
from ek_data.geo import boundaries
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import ALZEY, ALZEY_WORMS, ASBACH, GEROLSTEIN, RHEIN_SELZ, measure, municipality, programme

AREAS = boundaries.load(Path(__file__).parent.parent.parent / "data" / "grenzen.topojson")
HACHENBURG, KIRN, NOWHERE = "071435002000", "071335009000", "079999999000"
DATASET = programme(
    [
        municipality(ASBACH, population=20_000),
        municipality(RHEIN_SELZ, population=40_000),  # same kind, twice as large
        municipality(HACHENBURG, population=25_000),  # same kind, similar size
        municipality(KIRN, population=None),  # same kind, size not known
        municipality(NOWHERE, population=21_000),  # similar, but no boundary
        municipality(ALZEY_WORMS, 2025, population=20_000),  # another kind
        municipality(ALZEY, 2025, population=20_000),
        municipality(GEROLSTEIN, status="left", population=20_000),  # takes part no longer
    ],
    [
        measure(RHEIN_SELZ, started_on="2024-11-01", started_on_precision="month"),
        measure(HACHENBURG, "planned", title="Plan"),
        measure(HACHENBURG, "implemented", title="Fertig", status_on="2025-01-01", status_on_precision="year"),
        measure(KIRN, relation="predates"),  # was there before the programme: can be asked all the same
        measure(NOWHERE),
        measure(ALZEY_WORMS),
        measure(ALZEY),
        measure(GEROLSTEIN),
        measure(None, cohort=2024),  # names nobody
        measure(ASBACH, category="newsletter"),
    ],
)


def test_everybody_with_the_category_is_named_once_with_the_measure_furthest_along() -> None:
    found = peers.who_has(DATASET, "padlet").set_index("ars")
    assert set(found.index) == {RHEIN_SELZ, HACHENBURG, KIRN, NOWHERE, ALZEY_WORMS, ALZEY}
    assert found.loc[HACHENBURG, ["title", "n"]].tolist() == ["Fertig", 2]


def test_same_kind_then_size_then_distance_decide_whom_to_ask_first() -> None:
    asked = peers.whom_to_ask(DATASET, "padlet", ASBACH, AREAS)
    assert asked["ars"].tolist()[:4] == [HACHENBURG, NOWHERE, KIRN, RHEIN_SELZ]
    assert set(asked["ars"][4:]) == {ALZEY, ALZEY_WORMS}
    assert asked["distance_km"].isna().tolist() == [False, True, False, False, False, False]


def test_district_and_its_own_town_are_no_peers_and_come_last() -> None:
    town = peers.whom_to_ask(DATASET, "padlet", ALZEY, AREAS)
    assert town["ars"].iloc[-1] == ALZEY_WORMS
    assert peers.table(town, GERMAN).iloc[-1, -1] == "diese Kommune liegt darin"
    district = peers.whom_to_ask(DATASET, "padlet", ALZEY_WORMS, AREAS)
    assert peers.table(district, GERMAN).iloc[-1, -1] == "liegt in dieser Kommune"


@pytest.mark.parametrize(
    ("same_kind", "similar", "km", "said"),
    [
        (True, True, 23.4, "auch Verbandsgemeinde, ähnliche Größe, 23 km entfernt"),
        (False, False, 5.0, "Verbandsgemeinde, andere Größe, 5 km entfernt"),
        (True, None, None, "auch Verbandsgemeinde, Größe nicht bekannt, Entfernung nicht bekannt"),
    ],
)
def test_reason_is_said_in_words(same_kind: bool, similar: bool | None, km: float | None, said: str) -> None:
    assert peers.reason("association", same_kind, similar, km, "", GERMAN) == said


def test_measure_that_is_none_of_the_programme_says_so_beside_its_status() -> None:
    told = peers.table(peers.who_has(DATASET, "padlet"), GERMAN)
    status = dict(zip(peers.who_has(DATASET, "padlet")["ars"], told["Status"], strict=True))
    assert status[KIRN] == "umgesetzt (vor dem Programm)"
    assert status[ALZEY] == "umgesetzt"


def test_category_stated_for_cohorts_is_told_with_its_status() -> None:
    assert peers.for_cohorts(DATASET, "padlet", GERMAN) == "Ohne Namen gemeldet: umgesetzt in der Staffel 2024."
    assert peers.for_cohorts(DATASET, "newsletter", GERMAN) == ""


def test_category_that_only_cohorts_report_is_asked_for_last_and_answered_without_names() -> None:
    stated = programme(
        [municipality(ASBACH)], [measure(ASBACH, category="padlet"), measure(None, cohort=2024, category="newsletter")]
    )
    assert peers.known_categories(stated) == ["padlet", "newsletter"]
    found = peers.who_has(stated, "newsletter")
    assert peers.finding(found, "newsletter", 1, GERMAN) == "Newsletter: Keine Quelle nennt eine Kommune."
    assert peers.for_cohorts(stated, "newsletter", GERMAN) == "Ohne Namen gemeldet: umgesetzt in der Staffel 2024."
    assert peers.not_known_here(stated, ASBACH) == []  # nobody could be asked


def test_many_cohorts_are_told_once_each_by_their_furthest_status() -> None:
    rows = [
        measure(None, status, cohort=cohort)
        for cohort in (2024, 2025, 2026)
        for status in ("planned", "in_preparation", "implemented")
    ]
    stated = programme([municipality(ASBACH)], [*rows, measure(None, "planned", cohort=2027)])
    assert peers.for_cohorts(stated, "padlet", GERMAN) == (
        "Ohne Namen gemeldet: umgesetzt in den Staffeln 2024, 2025 und 2026; geplant in der Staffel 2027."
    )


def test_what_is_only_planned_has_no_start_to_be_known() -> None:
    planned = programme([municipality(ASBACH)], [measure(ASBACH, "planned", status_on="2025-11-01")])
    assert peers.table(peers.who_has(planned, "padlet"), GERMAN)["Seit wann"].tolist() == ["berichtet 1. November 2025"]


def test_since_says_whether_it_is_the_start() -> None:
    since = dict(
        zip(
            peers.who_has(DATASET, "padlet")["ars"],
            peers.table(peers.who_has(DATASET, "padlet"), GERMAN)["Seit wann"],
            strict=True,
        )
    )
    assert since[RHEIN_SELZ] == "November 2024"
    assert since[HACHENBURG] == "Beginn nicht bekannt, berichtet 2025"
    assert since[NOWHERE] == "keine Angabe"


def test_categories_not_known_here_are_those_of_others() -> None:
    assert peers.not_known_here(DATASET, ASBACH) == ["padlet"]
    assert peers.not_known_here(DATASET, ALZEY) == ["newsletter"]


def test_finding_never_says_that_somebody_has_not() -> None:
    found = peers.who_has(DATASET, "newsletter")
    assert peers.finding(found, "newsletter", 7, GERMAN) == (
        "Newsletter: Bei 1 von 7 Kommunen ist eine Maßnahme bekannt (1 umgesetzt); "
        "zu den übrigen liegt keine Angabe vor."
    )
    assert "nothing is stated" in peers.finding(found, "newsletter", 7, ENGLISH)


def test_finding_counts_by_status_the_furthest_first() -> None:
    statuses = {ASBACH: "planned", RHEIN_SELZ: "implemented", HACHENBURG: "planned"}
    dataset = programme(list(map(municipality, statuses)), [measure(ars, status) for ars, status in statuses.items()])
    said = peers.finding(peers.who_has(dataset, "padlet"), "padlet", 3, GERMAN)
    assert "Bei 3 von 3 Kommunen ist eine Maßnahme bekannt (1 umgesetzt, 2 geplant);" in said


def test_what_others_of_the_cohort_report_leaves_out_what_is_known_here_and_other_cohorts() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(RHEIN_SELZ), municipality(HACHENBURG), municipality(ALZEY, 2025)],
        [
            measure(ASBACH, "planned"),
            measure(RHEIN_SELZ),
            measure(RHEIN_SELZ, category="newsletter"),
            measure(HACHENBURG, "planned", category="newsletter"),
            measure(HACHENBURG, category="newsletter"),
            measure(HACHENBURG, category="buergerbus", relation="predates"),
            measure(HACHENBURG, category="anlaufstelle"),
            measure(ALZEY, category="kooperation"),
        ],
    )
    found = peers.others_of_cohort(dataset, ASBACH)
    assert found[["category", "ars", "status"]].to_numpy().tolist() == [
        ["newsletter", HACHENBURG, "implemented"],
        ["newsletter", RHEIN_SELZ, "implemented"],
        ["anlaufstelle", HACHENBURG, "implemented"],
    ]


def test_municipalities_named_outside_the_programme_alone_are_not_told_as_nobody() -> None:
    outside = programme([municipality(ASBACH), municipality(KIRN)], [measure(KIRN, relation="predates")])
    assert peers.counted(outside, "padlet", GERMAN) == "Im Programm nennt keine Quelle eine Kommune; außerhalb: 1."
    nobody = programme([municipality(ASBACH)], [measure(None, cohort=2024)])
    assert peers.counted(nobody, "padlet", GERMAN) == "Keine Quelle nennt eine Kommune."
