from pathlib import Path

import pandas as pd
import pytest

from ek_data.analysis import profile
from ek_data.charts import build
from ek_data.dataset.anonymise import anonymised, other_keys
from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from tests.programme import (
    ALZEY,
    ALZEY_WORMS,
    ASBACH,
    GEROLSTEIN,
    HASSLOCH,
    RHEIN_SELZ,
    conference,
    measure,
    municipality,
    programme,
)

SHIPPED = Path(__file__).parent.parent.parent / "data" / "grenzen.topojson"
DATASET = programme(
    [
        municipality(ALZEY_WORMS, 2025, name="Landkreis Alzey-Worms"),
        municipality(ALZEY, 2025, name="Stadt Alzey", cohort_certainty="derived", note="Aus der Liste erschlossen."),
        municipality(ASBACH, population=23_618, area_km2=108.12),
        municipality(RHEIN_SELZ, population=40_459, area_km2=145.56),
    ],
    [measure(ASBACH), measure(ASBACH, relation="predates"), measure(ALZEY)],
    [conference(municipality=ASBACH), conference(municipality=ALZEY)],
)


def test_facts_say_what_is_not_known() -> None:
    facts = dict(profile.facts(DATASET, ALZEY, GERMAN).to_numpy().tolist())
    assert facts["Staffel"] == "2025"
    assert facts["Einwohnerzahl"] == "keine Angabe"
    assert facts["Regionalschlüssel"] == ALZEY


def test_day_of_leaving_is_a_fact_of_those_that_left_only() -> None:
    gone = programme([municipality(ASBACH, status="left"), municipality(ALZEY, 2025)])
    labels = {ars: list(profile.facts(gone, ars, GERMAN)["Merkmal"]) for ars in (ASBACH, ALZEY)}
    assert "Ausgeschieden am" in labels[ASBACH]
    assert "Ausgeschieden am" not in labels[ALZEY]


def test_facts_have_units_and_german_numbers() -> None:
    facts = dict(profile.facts(DATASET, ASBACH, GERMAN).to_numpy().tolist())
    assert facts["Einwohnerzahl"] == "23.618"
    assert facts["Fläche (km²)"] == "108,12"


def test_derived_cohort_is_a_reservation_with_its_reason() -> None:
    assert profile.reservations(DATASET, ALZEY, GERMAN) == [
        "Die Staffel 2025 ist abgeleitet, nicht belegt. Aus der Liste erschlossen."
    ]


def test_measures_of_the_programme_come_first() -> None:
    assert profile.measures_of(DATASET, ASBACH)["relation"].tolist() == ["programme", "predates"]


def test_events_are_those_hosted() -> None:
    assert profile.events_of(DATASET, ALZEY)["municipality"].tolist() == [ALZEY]


def test_all_participants_are_compared_whatever_their_kind() -> None:
    ranges = profile.peers(DATASET, ASBACH).set_index("metric")
    assert ranges.loc["population", "own"] == 23_618
    assert sorted(ranges.loc["population", "values"]) == [23_618.0, 40_459.0]
    town = "073319999000"
    lone = programme([municipality(town, kind="free_town", population=18_000), municipality(ASBACH, population=23_618)])
    assert profile.peers(lone, town).set_index("metric").loc["population", "own"] == 18_000
    picture = build.sizes(lone, town, GERMAN)
    assert picture is not None
    assert picture.finding == f"Kommune {town[:5]}: Einwohnerzahl 18.000, in der Vergleichsgruppe 18.000 bis 23.618."


def test_one_that_left_is_compared_with_those_that_stayed_by_its_own_size() -> None:
    others = [municipality(ASBACH, population=23_618), municipality(RHEIN_SELZ, population=40_459)]
    gone = programme([municipality(HASSLOCH, status="left", population=20_396), *others])
    row = profile.peers(gone, HASSLOCH).set_index("metric").loc["population"]
    assert (row["own"], sorted(row["values"])) == (20_396, [23_618, 40_459])


def test_where_only_one_size_is_known_there_is_nothing_to_compare() -> None:
    lone = programme([municipality(ASBACH, population=23_618), municipality(ALZEY, 2025)], [measure(ASBACH)])
    assert profile.peers(lone, ASBACH).empty
    assert list(profile.peers(lone, ALZEY).columns) == ["metric", "own", "values"]
    assert build.sizes(lone, ASBACH, GERMAN) is None


def test_measures_of_which_none_is_known_are_not_compared_as_none() -> None:
    associations = [ASBACH, RHEIN_SELZ, GEROLSTEIN]
    dataset = programme(list(map(municipality, associations)), [measure(ASBACH), measure(ASBACH), measure(RHEIN_SELZ)])
    implemented = profile.peers(dataset, GEROLSTEIN).set_index("metric").loc["implemented"]
    assert pd.isna(implemented["own"])
    assert sorted(implemented["values"]) == [1.0, 2.0]


def test_squares_count_the_municipalities_by_what_they_implemented_and_nothing_reported_stands_apart() -> None:
    everybody = [municipality(ars) for ars in (ASBACH, RHEIN_SELZ, HASSLOCH, GEROLSTEIN)]
    dataset = programme(everybody, [measure(ASBACH), measure(RHEIN_SELZ, "planned")])
    spec = build.distribution(dataset, ASBACH, GERMAN).spec
    assert spec is not None
    assert [(row.name, row.end, row.strong) for row in spec.rows] == [
        ("0", "1", False),
        ("1", "1", True),
        ("nichts gemeldet", "2", False),
    ]
    assert (spec.kind, spec.counted) == ("squares", 4)


def test_many_numbers_stand_together_in_ranges() -> None:
    done = {ASBACH: 1, RHEIN_SELZ: 12, HASSLOCH: 35}
    rows = [measure(ars) for ars, n in done.items() for _each in range(n)]
    spec = build.distribution(programme([municipality(ars) for ars in done], rows), ASBACH, GERMAN).spec
    assert spec is not None
    assert [(row.name, row.end) for row in spec.rows] == [("1 bis 5", "1"), ("11 bis 15", "1"), ("31 bis 35", "1")]


def test_crowd_is_counted_in_bars() -> None:
    crowd = [municipality(f"07{n:03}0000000") for n in range(45)]
    spec = build.distribution(programme(crowd), crowd[0]["ars"], GERMAN).spec
    assert spec is not None
    assert (spec.kind, spec.counted, len(spec.marks)) == ("bars", 45, 1)


def test_sizes_stand_on_a_logarithmic_scale() -> None:
    three = zip((ASBACH, RHEIN_SELZ, HASSLOCH), (1_000, 10_000, 100_000), strict=True)
    dataset = programme([municipality(ars, population=people) for ars, people in three])
    picture = build.sizes(dataset, RHEIN_SELZ, GERMAN)
    assert picture is not None
    assert picture.spec is not None
    assert [mark.x for mark in picture.spec.marks if mark.counts] == pytest.approx([0, 0.5, 1])


def test_finding_counts_by_status_and_tells_the_award() -> None:
    awarded = municipality(ASBACH, certified_on="2025-11-06", certified_on_precision="day")
    dataset = programme([awarded], [measure(ASBACH), measure(ASBACH, "planned"), measure(ASBACH, relation="predates")])
    assert profile.finding(dataset, ASBACH, GERMAN) == (
        "2 Maßnahmen: 1 umgesetzt und 1 geplant; ausgezeichnet am 6. November 2025 (Plakette)"
    )
    assert profile.finding(programme([municipality(ASBACH)]), ASBACH, GERMAN) == (
        "Noch keine Maßnahme des Programms gemeldet"
    )


def test_plan_is_announced_for_its_date_and_what_was_done_then_has_the_plain_date() -> None:
    on = {"started_on": "2025-03-29", "started_on_precision": "day"}
    rows = [
        measure(ASBACH, "planned", **on),
        measure(ASBACH, "in_preparation", **on),
        measure(ASBACH, **on),
        measure(ASBACH, status_on="2025-01-01", status_on_precision="year"),
        measure(ASBACH),
    ]
    own = programme([municipality(ASBACH)], rows).measures
    late = pd.Series([True, False, False, False, False], own.index)
    assert profile.measures_in_words(own, late, GERMAN) == [
        "geplant, überfällig · angekündigt für 29. März 2025, ohne Nachweis",
        "in Vorbereitung · angekündigt für 29. März 2025",
        "umgesetzt · 29. März 2025",
        "umgesetzt · berichtet 2025",
        "umgesetzt",
    ]


def test_short_facts_leave_out_what_is_not_known() -> None:
    assert profile.facts_in_short(DATASET, ALZEY, GERMAN) == ["Staffel 2025 (abgeleitet)"]
    assert profile.facts_in_short(DATASET, ASBACH, GERMAN) == ["Staffel 2024", "23.618 Menschen", "108,12 km²"]
    hidden = profile.facts_in_short(anonymised(DATASET), other_keys(DATASET.municipalities["ars"])[ASBACH], GERMAN)
    assert hidden == ["Staffel 2024", "Verbandsgemeinde", "rund 20.000 Menschen", "rund 100 km²"]


def test_profile_without_names_has_rounded_numbers_and_no_key() -> None:
    hidden = anonymised(DATASET)
    ars = other_keys(DATASET.municipalities["ars"])[ASBACH]
    facts = dict(profile.facts(hidden, ars, GERMAN).to_numpy().tolist())
    assert facts["Einwohnerzahl"] == "rund 20.000"
    assert facts["Fläche (km²)"] == "rund 100"
    assert "Regionalschlüssel" not in facts
    ranges = profile.peers(hidden, ars).set_index("metric")
    assert (ranges.loc["population", "own"], sorted(ranges.loc["area_km2", "values"])) == (20_000, [100, 100])


def test_nearest_neighbour_of_the_town_is_its_district() -> None:
    nearest = profile.neighbours(DATASET, ALZEY, boundaries.load(SHIPPED), n=2)
    assert nearest["ars"].tolist() == [ALZEY_WORMS, RHEIN_SELZ]
    assert nearest["distance_km"].is_monotonic_increasing
