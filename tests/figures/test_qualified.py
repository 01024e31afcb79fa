"""Numbers as exact as they are stated: what sums claim, and how every qualifier reads in a sentence."""

from __future__ import annotations

import itertools
import re

import pandas as pd
import pytest

from ek_data.charts import build
from ek_data.figures.attendance import attendance_sentence
from ek_data.figures.event_words import who_came
from ek_data.figures.qualified import Quantity, span, total
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.programme.fixed_lists import Qualifier
from tests.programme import conference, programme


def added(*parts: tuple[int, str | None]) -> str:
    numbers, qualifiers = zip(*parts, strict=True)
    return total(pd.Series(numbers, dtype="Int64"), pd.Series(qualifiers, dtype="string")).words(GERMAN)


@pytest.mark.parametrize(
    ("parts", "sum_of"),
    [
        ([(31, "exact"), (42, "exact")], "73"),
        ([(75, "about"), (60, "about")], "rund 135"),
        ([(75, "about"), (62, "exact")], "rund 135"),  # 137 in steps of five, as 75 is
        ([(120, "about"), (33, "exact")], "rund 150"),  # 153 in steps of ten
        ([(11_000, "about"), (60, "about")], "rund 11.000"),  # 60 is less than what 11,000 may be wrong by
        ([(20, None), (31, "exact")], "rund 50"),  # of which nothing is said: taken as rounded
        ([(31, "exact"), (42, "at_least")], "mindestens 73"),  # bounds round nothing
        ([(31, "exact"), (42, "more_than")], "über 73"),
        ([(75, "about"), (42, "more_than"), (62, "exact")], "mindestens rund 175"),  # 179 rounded down
        ([(75, "about"), (42, "at_most")], "bis zu rund 120"),  # 117 rounded up
        ([(31, "exact"), (42, "at_most")], "bis zu 73"),
        ([(125, "more_than"), (75, "about"), (45, "at_most")], "mindestens rund 200"),  # a maximum adds nothing certain
        ([(35, "more_than"), (100, "at_most")], "über 35"),
    ],
)
def test_sum_claims_no_more_than_its_parts(parts: list[tuple[int, str | None]], sum_of: str) -> None:
    assert added(*parts) == sum_of


def test_number_without_a_qualifier_is_rounded_in_sum_picture_table_and_agenda_alike() -> None:
    dataset = programme(events=[conference(starts_on="2025-05-01", attendance=75)])
    picture = build.conference_attendance(dataset, GERMAN)
    assert attendance_sentence(dataset, GERMAN).startswith("Vereinekonferenzen: rund 75 ")
    assert picture.spec
    assert picture.spec.rows[0].end == "rund 75"
    assert picture.finding.endswith(": rund 75.")
    assert "rund 75" in picture.table.to_string()
    assert who_came(dataset.events.iloc[0], GERMAN) == "rund 75 Personen"


def test_every_pair_of_qualifiers_adds_up_to_words_that_can_be_read() -> None:
    words = re.compile(r"(rund |mindestens (rund )?|über |bis zu (rund )?)?[\d.]+")
    for one, other in itertools.product((*Qualifier, None), repeat=2):
        said = added((25, one), (160, other))
        assert words.fullmatch(said), (one, other, said)


LOWER = {
    "exact": ("von 25", "from 25"),
    "about": ("von rund 25", "from about 25"),
    "at_least": ("von mindestens 25", "from at least 25"),
    "more_than": ("von über 25", "from more than 25"),
    "at_most": ("von höchstens 25", "from at most 25"),  # not "von bis zu 25"
}
UPPER = {
    "exact": ("bis 160", "to 160"),
    "about": ("bis rund 160", "to about 160"),
    "at_least": ("bis mindestens 160", "to at least 160"),
    "more_than": ("bis über 160", "to more than 160"),
    "at_most": ("bis zu 160", "up to 160"),  # not "bis bis zu 160"
}


def test_every_pair_of_qualifiers_makes_a_span_that_can_be_read() -> None:
    assert set(LOWER) == set(UPPER) == set(Qualifier)
    for lower, upper in itertools.product(LOWER, UPPER):
        ends = Quantity(25, lower), Quantity(160, upper)
        assert span(*ends, GERMAN) == f"{LOWER[lower][0]} {UPPER[upper][0]}"
        assert span(*ends, ENGLISH) == f"{LOWER[lower][1]} {UPPER[upper][1]}"


def test_span_of_rounded_bounds_keeps_both_words() -> None:
    assert span(Quantity(25, "at_most", True), Quantity(160, "at_most", True), GERMAN) == (
        "von höchstens rund 25 bis zu rund 160"
    )
