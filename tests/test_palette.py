"""Marks can be seen on every background, and what colour tells apart, form tells apart too."""

import pytest

from ek_data.palette import (
    BACKGROUNDS,
    EVENT_STATUS,
    KIND_SYMBOLS,
    QUALIFIER_SYMBOLS,
    STATUS,
    TEXT,
    cohort_look,
    contrast,
    text_on,
    tint,
)
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES

COHORTS = {year: cohort_look(year) for year in range(2024, 2051)}  # the years that the declaration allows
COLOURS = {look.colour for look in (*COHORTS.values(), *STATUS.values(), *EVENT_STATUS.values())}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the customary example just below 4.5


@pytest.mark.parametrize("colour", sorted(COLOURS))
@pytest.mark.parametrize("background", [each for pair in BACKGROUNDS.values() for each in pair])
def test_marks_are_visible_on_every_background(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_legible_in_both_themes(theme: str) -> None:
    assert all(contrast(TEXT[theme], background) >= 4.5 for background in BACKGROUNDS[theme])


@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_text_on_marks_is_legible(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= 4.5


def test_no_two_cohorts_look_alike() -> None:
    assert len(set(COHORTS.values())) == len(COHORTS)


def test_following_cohorts_differ_in_colour_symbol_and_dash() -> None:
    for year in range(2024, 2050):
        assert not set(COHORTS[year]) & set(COHORTS[year + 1])


def test_every_status_has_its_own_colour_and_symbol() -> None:
    assert set(STATUS) == set(MEASURES["status"].codes)
    assert (
        len({look.colour for look in STATUS.values()}) == len({look.symbol for look in STATUS.values()}) == len(STATUS)
    )


def test_every_kind_status_of_events_and_qualifier_has_a_symbol() -> None:
    assert set(KIND_SYMBOLS) == set(MUNICIPALITIES["kind"].codes)
    assert set(EVENT_STATUS) == set(EVENTS["status"].codes)
    assert set(QUALIFIER_SYMBOLS) == set(EVENTS["attendance_qualifier"].codes)


def test_tint_keeps_the_colour() -> None:
    assert tint("#0a141e", 0.4) == "rgba(10, 20, 30, 0.4)"
