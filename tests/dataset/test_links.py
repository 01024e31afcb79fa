"""Filters in a link: neutral codes, and nothing that cannot be."""

from __future__ import annotations

import pytest

from ek_data.dataset.filters import EVERYTHING, Selection, number_from, period_from, selection_from, selection_into


@pytest.mark.parametrize(
    "selection",
    [
        EVERYTHING,
        Selection.of(cohorts=(2024, 2025), kinds=("district",), districts=("Neuwied",), categories=("padlet",)),
        Selection.of(first_year=2024),
        Selection.of(last_year=2025),
        Selection.of(first_year=2024, last_year=2025),
    ],
)
def test_link_means_the_selection_it_was_made_from(selection: Selection) -> None:
    assert selection_from(selection_into(selection)) == selection


def test_filter_that_restricts_nothing_has_no_values() -> None:
    assert not any(selection_into(EVERYTHING).values())


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-2025", (2024, 2025)),
        ("2024-", (2024, None)),
        ("-2025", (None, 2025)),
        ("2024", (2024, None)),
        ("", (None, None)),
        ("a-b", (None, None)),
    ],
)
def test_period_may_be_open_on_either_side(text: str, period: tuple[int | None, int | None]) -> None:
    assert period_from({"zeitraum": [text]}) == period


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", "١", "1" * 10, " 1"])
def test_only_short_numbers_of_plain_digits_are_numbers(text: str) -> None:
    assert number_from(text) is None
