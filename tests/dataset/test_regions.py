import pandas as pd

from ek_data.dataset.regions import container, outermost, significant

ALZEY_WORMS, ALZEY, RHEIN_SELZ = "073310000000", "073310003003", "073395007000"
MEMBER = "073395007046"  # Ortsgemeinde inside Rhein-Selz


def keys(*ars: str) -> pd.Series:
    return pd.Series(ars, dtype="string")


def test_significant_digits_tell_the_level() -> None:
    assert significant(keys(ALZEY_WORMS, RHEIN_SELZ, ALZEY)).tolist() == ["07331", "073395007", ALZEY]


def test_town_lies_inside_its_district() -> None:
    assert container(keys(ALZEY_WORMS, ALZEY)).fillna("").tolist() == ["", "07331"]


def test_member_municipality_lies_inside_its_association() -> None:
    assert container(keys(RHEIN_SELZ, MEMBER)).fillna("").tolist() == ["", "073395007"]


def test_the_smallest_container_is_named_when_several_contain() -> None:
    assert container(keys("073390000000", RHEIN_SELZ, MEMBER)).fillna("").tolist() == ["", "07339", "073395007"]


def test_what_lies_in_no_other_is_outermost() -> None:
    assert outermost(keys(ALZEY_WORMS, ALZEY, RHEIN_SELZ)).tolist() == [True, False, True]


def test_two_towns_of_one_district_are_both_outermost() -> None:
    assert outermost(keys(ALZEY, "073310004004")).tolist() == [True, True]


def test_code_in_place_of_a_key_lies_inside_nothing_and_holds_nothing() -> None:
    codes = keys("x-region", "x-region-nord", ALZEY, "x-a")
    assert container(codes).isna().all()
    assert significant(codes).str.startswith("x-region").tolist() == [True, True, False, False]


def test_no_key_gives_no_row() -> None:
    assert outermost(keys()).tolist() == []
