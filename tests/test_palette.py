"""Marks can be seen on every background, and what colour tells apart, form tells apart too."""

import pytest

from ek_data.palette import (
    BACKGROUNDS,
    DARK,
    INK,
    MUTED,
    STATUS,
    TEXT,
    Theme,
    contrast,
    either,
    in_theme,
    text_on,
    tint,
)
from ek_data.programme.current import current
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES
from ek_data.tables.shared_columns import cohort_look
from ek_data.tables.types import Column

DRAWN = (MEASURES["status"], EVENTS["status"], EVENTS["attendance_qualifier"], MUNICIPALITIES["kind"])
FIRST_COHORT, LAST_COHORT = current().cohorts.first, current().cohorts.last
COHORTS = {year: cohort_look(year) for year in range(FIRST_COHORT, LAST_COHORT + 1)}
COLOURS = {look.colour for look in (*COHORTS.values(), *(look for column in DRAWN for look in column.looks.values()))}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the customary example just below 4.5


@pytest.mark.parametrize("colour", sorted(COLOURS))
@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_marks_are_visible_on_every_background_of_both_themes(colour: str, theme: Theme) -> None:
    assert all(contrast(in_theme(colour, theme), background) >= 3 for background in BACKGROUNDS[theme])


def test_every_colour_has_a_twin_for_the_dark_theme() -> None:
    assert set(DARK) >= COLOURS
    assert len(set(DARK.values())) == len(DARK)


def test_colour_of_a_page_follows_its_theme() -> None:
    assert either(STATUS) == f"light-dark({STATUS}, {DARK[STATUS]})"
    assert either("none") == "none"


def test_a_colour_means_a_cohort_or_a_status_or_nothing() -> None:
    cohorts = {look.colour for look in COHORTS.values()}
    assert {look.colour for look in MEASURES["status"].looks.values()} == {STATUS}
    for column in DRAWN[1:]:
        assert {look.colour for look in column.looks.values()} == {INK}
    assert not cohorts & {STATUS, INK, MUTED}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_legible_in_both_themes(theme: str) -> None:
    assert all(contrast(TEXT[theme], background) >= 4.5 for background in BACKGROUNDS[theme])


@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_text_on_marks_is_legible(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= 4.5


def test_no_two_cohorts_look_alike() -> None:
    assert len(set(COHORTS.values())) == len(COHORTS)


def test_following_cohorts_differ_in_colour_symbol_and_dash() -> None:
    for year in range(FIRST_COHORT, LAST_COHORT):
        assert not set(COHORTS[year][:3]) & set(COHORTS[year + 1][:3])


@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_nine_cohorts_beside_one_another_have_nine_colours(theme: Theme) -> None:
    for first in range(FIRST_COHORT, LAST_COHORT - 8):
        assert len({in_theme(COHORTS[first + n].colour, theme) for n in range(9)}) == 9


def test_every_status_has_its_own_form() -> None:
    looks = MEASURES["status"].looks.values()
    assert len({look.symbol for look in looks}) == len(MEASURES["status"].codes)


@pytest.mark.parametrize("column", DRAWN, ids=lambda column: column.name)
def test_every_value_that_is_drawn_has_a_look(column: Column) -> None:
    assert set(column.looks) == set(column.codes)


def test_tint_keeps_the_colour() -> None:
    assert tint("#0a141e", 0.4) == "rgba(10, 20, 30, 0.4)"
