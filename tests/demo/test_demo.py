from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from ek_data.analysis.funding import funding
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.regions import container
from ek_data.demo import demo
from ek_data.demo.places import DISTRICTS, INHABITANTS, MOST_NAMES, names
from ek_data.errors import Invalid
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.tables import MUNICIPALITIES, TABLES
from ek_data.tables.types import Precision, Table, Type
from tests.selection import first

AS_OF = pd.Timestamp(2026, 6, 30)
AREAS = 194  # units with a polygon; further municipalities have invented keys

SMALL, LARGE = (14, 400), (2_300, 4_000)
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["14", "2300"])


@lru_cache
def invented(size: tuple[int, int] = SMALL) -> Dataset:
    return demo(*size)


def test_same_seed_gives_the_same_rows() -> None:
    again = demo(seed=1)
    for table in TABLES:
        pd.testing.assert_frame_equal(again.tables[table.name], invented().tables[table.name])


def test_another_seed_gives_other_rows() -> None:
    other = demo(seed=2)
    for table in ("municipalities", "measures", "events", "participations"):
        assert not other.tables[table].equals(invented().tables[table]), table


@pytest.mark.parametrize(
    ("municipalities", "measures"),
    first(
        2,
        [
            (1, 0),  # the least there can be
            (AREAS + 1, 10),  # the first invented key
            (14, 400),  # the programme's size
            (AREAS, 10),  # every area taken
            (2_300, 100),  # as many as Rheinland-Pfalz has municipalities
        ],
    ),
)
def test_exactly_as_many_rows_as_asked_for(municipalities: int, measures: int) -> None:
    dataset = demo(municipalities, measures)
    assert (len(dataset.municipalities), len(dataset.measures)) == (municipalities, measures)


@pytest.mark.parametrize(("municipalities", "measures"), [(0, 10), (MOST_NAMES + 1, 10), (14, -1)])
def test_impossible_sizes_are_refused_in_words(municipalities: int, measures: int) -> None:
    with pytest.raises(Invalid) as refused:
        demo(municipalities, measures)
    assert refused.value.sentence(GERMAN) != refused.value.sentence(ENGLISH)
    assert GERMAN.number(MOST_NAMES) in refused.value.sentence(GERMAN)


def test_fourteen_are_mixed_as_in_the_programme() -> None:
    kinds = invented().municipalities["kind"].value_counts()
    assert kinds[kinds > 0].to_dict() == {"association": 10, "district": 2, "free_municipality": 1, "free_town": 1}


def test_of_fourteen_one_town_lies_in_a_district_that_takes_part_too() -> None:
    municipalities = invented().municipalities
    nested = municipalities[container(municipalities["ars"]).notna()]
    assert nested["kind"].tolist() == ["free_town"]


def test_fourteen_are_of_two_cohorts_and_one_left() -> None:
    municipalities = invented().municipalities
    assert municipalities["cohort"].value_counts().to_dict() == {2024: 7, 2025: 7}
    assert (municipalities["status"] == "left").sum() == 1


def test_many_are_of_seven_cohorts_and_every_kind() -> None:
    municipalities = invented(LARGE).municipalities
    assert set(municipalities["cohort"]) == set(range(2024, 2031))
    assert set(municipalities["kind"]) == set(INHABITANTS) == set(MUNICIPALITIES["kind"].codes)


def test_names_do_not_repeat_up_to_the_largest_size() -> None:
    assert names(np.random.default_rng(1), MOST_NAMES + DISTRICTS).is_unique
    assert invented(LARGE).municipalities["name"].is_unique


def test_municipalities_of_one_district_name_it_alike() -> None:
    municipalities = invented(LARGE).municipalities
    apart = municipalities[municipalities["kind"] != "independent_city"]
    assert (apart.groupby(apart["ars"].str[:5])["district"].nunique() == 1).all()
    districts = municipalities[municipalities["kind"] == "district"]
    assert ("Landkreis " + districts["district"]).equals(districts["name"])


@both_sizes
@every_table
def test_every_row_is_marked_as_invented(table: Table, size: tuple[int, int]) -> None:
    rows = invented(size).tables[table.name]
    assert len(rows) > 0
    assert rows["note"].str.startswith(DEMO_MARK).all()
    assert invented(size).demo


@every_table
def test_every_choice_occurs(table: Table) -> None:
    for column in table.columns:
        if column.options and column.name != "kind":  # 14 have four kinds, as in the programme
            assert set(invented().tables[table.name][column.name].dropna()) == set(column.codes), column.name


@pytest.mark.parametrize(
    ("table", "date"),
    [
        ("municipalities", "joined_on"),
        ("municipalities", "left_on"),
        ("municipalities", "certified_on"),
        ("measures", "status_on"),
        ("measures", "started_on"),
        ("events", "starts_on"),
        ("key_facts", "as_of"),
    ],
)
def test_dates_occur_in_every_precision(table: str, date: str) -> None:
    rows = invented(LARGE).tables[table]
    assert set(rows[f"{date}_precision"].dropna()) == set(Precision)
    assert rows[date].isna().equals(rows[f"{date}_precision"].isna())


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("measures", "municipality"),  # stated for a cohort only
        ("measures", "started_on"),
        ("measures", "reach"),
        ("measures", "funding_eur"),
        ("events", "attendance"),
        ("events", "format"),
        ("participations", "people"),
    ],
)
def test_some_is_known_and_some_is_not(table: str, column: str) -> None:
    known = invented().tables[table][column].notna()
    assert known.any()
    assert not known.all()


def test_conferences_held_have_every_qualifier_and_some_were_not_counted() -> None:
    events = invented(LARGE).events
    conferences = events[(events["type"] == "conference") & (events["status"] == "held")]
    qualifiers = conferences["attendance_qualifier"]
    assert set(qualifiers.dropna()) == set(qualifiers.cat.categories)
    assert qualifiers.isna().any()


@both_sizes
@every_table
def test_rules_of_the_declaration_hold(table: Table, size: tuple[int, int]) -> None:
    rows = invented(size).tables[table.name]
    assert not rows.duplicated(list(table.key)).any()
    for column in table.columns:
        values = rows[column.name]
        if column.required:
            assert values.notna().all(), column.name
        for rule in column.rules:
            assert rule.holds(values.dropna()).all(), column.name
    for row_rule in table.rules:
        assert not row_rule.broken(rows).fillna(False).any(), row_rule.message


@both_sizes
@every_table
def test_references_lead_somewhere(table: Table, size: tuple[int, int]) -> None:
    dataset = invented(size)
    for column in table.columns:
        if column.refers_to:
            key = dataset.tables[column.refers_to].iloc[:, 0]
            assert dataset.tables[table.name][column.name].dropna().isin(key).all(), column.name


@both_sizes
def test_what_is_reported_lies_before_the_date_of_the_data(size: tuple[int, int]) -> None:
    dataset = invented(size)
    done = dataset.measures["status"].isin(["implemented", "ended"])
    assert (dataset.measures.loc[done, "started_on"].dropna() <= AS_OF).all()
    assert (dataset.measures["status_on"].dropna() <= AS_OF).all()
    assert (dataset.events.loc[dataset.events["status"] == "held", "starts_on"].dropna() <= AS_OF).all()
    assert dataset.as_of == AS_OF.date()


@both_sizes
def test_measures_of_the_programme_do_not_begin_before_their_cohort(size: tuple[int, int]) -> None:
    measures = invented(size).measures
    during = measures[(measures["relation"] != "predates") & measures["started_on"].notna()]
    assert (during["started_on"].dt.year >= during["cohort"]).all()


def test_cohorts_that_have_not_begun_have_done_nothing() -> None:
    measures = invented(LARGE).measures
    later = measures[(measures["cohort"] > AS_OF.year) & (measures["relation"] != "predates")]
    assert set(later["status"]) == {"planned", "in_preparation"}


def test_stated_numbers_of_municipalities_agree_with_the_rows() -> None:
    facts = invented().key_facts.set_index("metric")["value"]
    assert facts["municipalities_total"] == len(invented().participants)
    assert facts["municipalities_started"].sum() == len(invented().municipalities)


@every_table
def test_addresses_lead_to_nobody(table: Table) -> None:
    for column in table.columns:
        if column.type is Type.URL:
            given = invented().tables[table.name][column.name].dropna()
            assert given.str.startswith("https://example.org/").all(), column.name


@both_sizes
def test_no_municipality_is_paid_more_in_a_year_than_the_ceiling(size: tuple[int, int]) -> None:
    amounts = funding(invented(size))["amount"].dropna()
    assert len(amounts)
    assert amounts.between(1, 5_000).all()
