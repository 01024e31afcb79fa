import re

import pytest

from ek_data.geo.regional_key import LAENDER, beginnings, form, readings, shorter, twelve_digits


@pytest.mark.parametrize(
    ("key", "ars"),
    [
        ("07340", "073400000000"),  # Landkreis
        ("07111", "071110000000"),  # kreisfreie Stadt as a district
        ("071110000", "071110000000"),  # … as an association
        ("07111000", "071110000000"),  # … as an AGS
        ("073395007", "073395007000"),  # Verbandsgemeinde
        ("073310003", "073310003003"),  # free town as an association
        ("07331003", "073310003003"),  # … as an AGS
        ("073310003003", "073310003003"),
        ("010595974", "010595974000"),  # Amt in Schleswig-Holstein
        ("11000000", "110000000000"),  # Berlin
    ],
)
def test_keys_of_any_length_become_the_ars(key: str, ars: str) -> None:
    assert twelve_digits(key) == ars


@pytest.mark.parametrize(
    ("digits", "laender", "may_be"),
    [
        ("073310003003", ("07",), ["073310003003"]),
        ("73310003003", ("07",), ["073310003003"]),  # the zero is lost
        ("7331", ("07",), ["07331"]),
        ("060000000000", ("07",), []),  # another Land
        ("110000000000", LAENDER, ["110000000000"]),
        ("10595974", LAENDER, ["10595974", "010595974"]),  # AGS in Saarland, or association in Schleswig-Holstein
        ("10595974", ("01",), ["010595974"]),
        ("170000000000", LAENDER, []),  # there is no such Land
        ("0733", LAENDER, []),  # of no length in use
    ],
)
def test_digits_are_what_they_may_be_in_these_laender(digits: str, laender: tuple[str, ...], may_be: list[str]) -> None:
    assert readings(digits, laender) == may_be


@pytest.mark.parametrize("ars", ["073400000000", "073395007000", "073310003003", "145215140710"])
def test_shorter_keys_become_the_ars_again_but_for_members_of_associations(ars: str) -> None:
    again = {twelve_digits(key) for key in shorter(ars)}
    assert again == {ars} if ars[5] == "0" or ars.endswith("000") else ars not in again


@pytest.mark.parametrize(
    ("laender", "said"),
    [(("07",), "07"), (("07", "01", "03"), "01, 03, 07"), (LAENDER, "01–16"), (("01", "02"), "01, 02")],
)
def test_beginnings_are_said_in_short(laender: tuple[str, ...], said: str) -> None:
    assert beginnings(laender) == said


def test_form_takes_the_keys_of_these_laender_only() -> None:
    found = [
        key for key in ("010000000000", "160520000000", "1600", "02000000000x") if re.fullmatch(form(("01", "16")), key)
    ]
    assert found == ["010000000000", "160520000000"]
