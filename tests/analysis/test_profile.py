from pathlib import Path

import pandas as pd

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
    assert facts["Einwohner"] == "keine Angabe"
    assert facts["Regionalschlüssel"] == ALZEY


def test_day_of_leaving_is_a_fact_of_those_that_left_only() -> None:
    gone = programme([municipality(ASBACH, status="left"), municipality(ALZEY, 2025)])
    labels = {ars: list(profile.facts(gone, ars, GERMAN)["Merkmal"]) for ars in (ASBACH, ALZEY)}
    assert "Ausgeschieden am" in labels[ASBACH]
    assert "Ausgeschieden am" not in labels[ALZEY]


def test_facts_have_units_and_german_numbers() -> None:
    facts = dict(profile.facts(DATASET, ASBACH, GERMAN).to_numpy().tolist())
    assert facts["Einwohner"] == "23.618"
    assert facts["Fläche (km²)"] == "108,12"


def test_derived_cohort_is_a_reservation_with_its_reason() -> None:
    assert profile.reservations(DATASET, ALZEY, GERMAN) == [
        "Die Staffel 2025 ist abgeleitet, nicht belegt. Aus der Liste erschlossen."
    ]


def test_measures_of_the_programme_come_first() -> None:
    assert profile.measures_of(DATASET, ASBACH)["relation"].tolist() == ["programme", "predates"]


def test_events_are_those_hosted() -> None:
    assert profile.events_of(DATASET, ALZEY)["municipality"].tolist() == [ALZEY]


def test_peers_are_of_the_same_kind() -> None:
    ranges = profile.peers(DATASET, ASBACH).set_index("metric")
    assert ranges.loc["population", "own"] == 23_618
    assert sorted(ranges.loc["population", "values"]) == [23_618.0, 40_459.0]  # associations only


def test_measures_of_which_none_is_known_are_not_compared_as_none() -> None:
    associations = [ASBACH, RHEIN_SELZ, GEROLSTEIN]
    dataset = programme(list(map(municipality, associations)), [measure(ASBACH), measure(ASBACH), measure(RHEIN_SELZ)])
    implemented = profile.peers(dataset, GEROLSTEIN).set_index("metric").loc["implemented"]
    assert pd.isna(implemented["own"])
    assert sorted(implemented["values"]) == [1.0, 2.0]


def test_without_peers_there_is_nothing_to_compare() -> None:
    assert profile.peers(DATASET, ALZEY_WORMS).empty


def test_free_municipality_town_and_association_stand_together_and_districts_among_themselves() -> None:
    town = "073319999000"
    other = programme(
        [
            municipality(HASSLOCH, kind="free_municipality", population=20_100),
            municipality(ASBACH, kind="association", population=23_618),
            municipality(town, kind="free_town", population=18_000),
            municipality(ALZEY_WORMS, kind="district", population=130_000),
        ],
        [measure(HASSLOCH), measure(HASSLOCH), measure(ASBACH)],
    )
    for ars in (HASSLOCH, ASBACH, town):
        ranges = profile.peers(other, ars).set_index("metric")
        assert sorted(ranges.loc["population", "values"]) == [18_000, 20_100, 23_618]
    assert profile.peers(other, ALZEY_WORMS).empty
    picture = build.standing(other, HASSLOCH, GERMAN)
    assert picture is not None
    assert picture.finding.endswith(": Umgesetzte Maßnahmen 2, in der Vergleichsgruppe 1 bis 2.")
    assert picture.title.endswith(" (Verbandsgemeinden, verbandsfreie Gemeinden und verbandsfreie Städte)")


def test_profile_without_names_has_rounded_numbers_and_no_key() -> None:
    hidden = anonymised(DATASET)
    ars = other_keys(DATASET.municipalities["ars"])[ASBACH]
    facts = dict(profile.facts(hidden, ars, GERMAN).to_numpy().tolist())
    assert facts["Einwohner"] == "rund 20.000"
    assert facts["Fläche (km²)"] == "rund 100"
    assert "Regionalschlüssel" not in facts
    ranges = profile.peers(hidden, ars).set_index("metric")
    assert (ranges.loc["population", "own"], sorted(ranges.loc["area_km2", "values"])) == (20_000, [100, 100])


def test_nearest_neighbour_of_the_town_is_its_district() -> None:
    nearest = profile.neighbours(DATASET, ALZEY, boundaries.load(SHIPPED), n=2)
    assert nearest["ars"].tolist() == [ALZEY_WORMS, RHEIN_SELZ]
    assert nearest["distance_km"].is_monotonic_increasing
