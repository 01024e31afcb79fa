"""A cohort that begins after the day up to which the data speak: it counts nowhere, and is told as what it is."""

import pytest

from ek_data.analysis.funding import by_year
from ek_data.analysis.measures import reported
from ek_data.analysis.profile import facts_in_short
from ek_data.figures import overview
from ek_data.i18n import GERMAN
from ek_data.maps.indicators import in_outline
from ek_data.maps.municipality_list import listing
from tests.programme import ALZEY, ASBACH, fact, measure, municipality, programme

MEMBERS = [
    municipality(ASBACH, name="Verbandsgemeinde Asbach"),
    municipality(ALZEY, 2026, name="Stadt Alzey"),
]
NEXT = programme(
    MEMBERS,
    [
        measure(ASBACH, status_on="2025-11-19"),
        measure(ALZEY, "planned", started_on="2026-03-01", funding_eur=900.0),  # paid to nobody yet
    ],
    facts=[fact("funding_per_year", 5_000, unit="Euro")],
)
WORD = "noch nicht dabei"


@pytest.mark.parametrize(
    ("day", "to_come"),
    [
        ("2025-12-31", [ALZEY]),
        ("2026-01-01", []),  # the first day of the cohort's year
        (None, []),  # nothing says that it has not begun
    ],
)
def test_cohort_of_a_later_year_than_the_data_speak_of_is_to_come(day: str | None, to_come: list[str]) -> None:
    dataset = programme(MEMBERS, [measure(ASBACH, status_on=day)])
    assert dataset.to_come["ars"].tolist() == to_come
    assert len(dataset.participants) == len(MEMBERS) - len(to_come)


def test_it_is_told_beside_those_who_take_part() -> None:
    participants, *_others = overview.tiles(NEXT, GERMAN)
    assert (participants.number(GERMAN), participants.said.rpartition(", ")[2]) == ("1", f"1 {WORD}")
    assert reported(NEXT, GERMAN).startswith("1 Maßnahme des Programms aus 1 von 1 Kommune")
    assert reported(NEXT, GERMAN).endswith("dazu 1 von Kommunen, die nicht mehr oder noch nicht dabei sind")


def test_map_list_card_and_profile_have_the_same_word_for_it() -> None:
    marks, legend = in_outline(NEXT, GERMAN)
    assert (marks["ars"].tolist(), marks["said"].tolist(), legend[0].label) == ([ALZEY], [WORD], WORD)
    listed = listing(NEXT, "implemented", GERMAN)
    assert [(group.name, group.end) for group in listed.groups][1:] == [("Noch nicht dabei", "1 Kommune")]
    assert [words for _look, words in listed.cards[ALZEY].lines] == [WORD]
    assert facts_in_short(NEXT, ALZEY, GERMAN)[:2] == ["Staffel 2026", WORD]


def test_no_year_after_the_date_of_the_data_is_funded() -> None:
    told = by_year(NEXT, GERMAN)
    assert told[["year", "members", "known"]].to_numpy().tolist() == [[2025, 1, 0], [2024, 1, 0]]
