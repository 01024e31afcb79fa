from collections.abc import Mapping

import pandas as pd

from ek_data.dataset.regions import container, outermost, significant

ALZEY_WORMS, ALZEY, RHEIN_SELZ = "073310000000", "073310003003", "073395007000"
MEMBER = "073395007046"  # Ortsgemeinde inside Rhein-Selz


def keys(*ars: str) -> pd.Series:
    return pd.Series(ars, dtype="string")


def rows(*ars: str, areas: Mapping[str, str] | None = None) -> pd.DataFrame:
    return pd.DataFrame({"ars": keys(*ars), "areas": keys(*ars).map(areas or {}).astype("string")})


def test_significant_digits_tell_the_level() -> None:
    assert significant(keys(ALZEY_WORMS, RHEIN_SELZ, ALZEY)).tolist() == ["07331", "073395007", ALZEY]


def test_town_lies_inside_its_district() -> None:
    assert container(keys(ALZEY_WORMS, ALZEY)).fillna("").tolist() == ["", "07331"]


def test_member_municipality_lies_inside_its_association() -> None:
    assert container(keys(RHEIN_SELZ, MEMBER)).fillna("").tolist() == ["", "073395007"]


def test_the_smallest_container_is_named_when_several_contain() -> None:
    assert container(keys("073390000000", RHEIN_SELZ, MEMBER)).fillna("").tolist() == ["", "07339", "073395007"]


def test_what_lies_in_no_other_is_outermost() -> None:
    assert outermost(rows(ALZEY_WORMS, ALZEY, RHEIN_SELZ)).tolist() == [True, False, True]


def test_two_towns_of_one_district_are_both_outermost() -> None:
    assert outermost(rows(ALZEY, "073310004004")).tolist() == [True, True]


def test_code_in_place_of_a_key_lies_inside_nothing_and_holds_nothing() -> None:
    codes = keys("x-region", "x-region-nord", ALZEY, "x-a")
    assert container(codes).isna().all()
    assert significant(codes).str.startswith("x-region").tolist() == [True, True, False, False]


def test_cooperation_holds_who_lies_in_its_areas_and_is_counted_once() -> None:
    both = rows("x-region", ALZEY, RHEIN_SELZ, areas={"x-region": f"{ALZEY_WORMS}, 073190000000"})
    assert outermost(both).tolist() == [True, False, True]
    same = rows("x-towns", ALZEY, areas={"x-towns": f"{ALZEY} 073310004004"})
    assert outermost(same).tolist() == [True, False]


def test_cooperation_that_lies_inside_a_district_is_not_counted_beside_it() -> None:
    towns = f"{ALZEY}, 073310004004"
    assert outermost(rows(ALZEY_WORMS, "x-towns", areas={"x-towns": towns})).tolist() == [True, False]
    assert outermost(rows(ALZEY_WORMS, "x-towns", areas={"x-towns": f"{towns}, {MEMBER}"})).tolist() == [True, True]


def test_no_key_gives_no_row() -> None:
    assert outermost(rows()).tolist() == []
