from typing import Any

import pytest

from ek_data.dataset.dataset import Dataset
from ek_data.figures import overview
from ek_data.figures.headline import headline
from ek_data.figures.open_questions import open_questions
from ek_data.figures.overview import Tile
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

NESTED = programme(
    [
        municipality(ALZEY_WORMS, 2025, population=131_238),
        municipality(ALZEY, 2025, population=19_468),  # inside the district: counted once
        municipality(ASBACH, 2024, population=23_618),
        municipality(RHEIN_SELZ, 2024, status="left", population=40_459),  # takes no longer part
    ],
    [measure(ASBACH), measure(ASBACH, "planned"), measure(None, cohort=2024)],
)


def tile(dataset: Dataset, name: str) -> Tile:
    return next(tile for tile in overview.tiles(dataset, GERMAN) if tile.figure.name == name)


def drawn(dataset: Dataset, name: str) -> list[list[tuple[int, str]]]:
    """Return what a tile draws: so many of each symbol, group by group."""
    return [[(part.n, part.look.symbol) for part in group if part.n] for group in tile(dataset, name).groups]


def test_opening_tells_the_participants_of_each_cohort() -> None:
    said = overview.opening(headline(NESTED), GERMAN)
    assert said == "3 Kommunen nehmen am Programm teil: 1 in der Staffel 2024 und 2 in der Staffel 2025."


def test_opening_of_one_is_singular() -> None:
    said = overview.opening(headline(programme([municipality(ASBACH)])), GERMAN)
    assert said == "1 Kommune nimmt am Programm teil: 1 in der Staffel 2024."


@pytest.mark.parametrize(
    ("members", "done", "finding"),
    [
        ([ASBACH, HASSLOCH, ALZEY], [ASBACH, HASSLOCH], "Mindestens 2 von 3 Kommunen haben eine Maßnahme umgesetzt."),
        ([ASBACH, HASSLOCH], [ASBACH, HASSLOCH], "Alle 2 Kommunen haben mindestens eine Maßnahme umgesetzt."),
        ([ASBACH, HASSLOCH], [], "Aus keiner der 2 Kommunen ist eine umgesetzte Maßnahme gemeldet."),
        ([ASBACH], [ASBACH], "Die einzige Kommune hat mindestens eine Maßnahme umgesetzt."),
    ],
)
def test_finding_is_a_lower_bound_of_who_has_implemented_something(
    members: list[str], done: list[str], finding: str
) -> None:
    dataset = programme([municipality(ars) for ars in members], [measure(ars) for ars in done])
    assert overview.finding(headline(dataset), GERMAN) == finding


def test_finding_of_nobody_blames_no_filter() -> None:
    assert overview.finding(headline(programme()), GERMAN) == "In diesen Daten ist keine teilnehmende Kommune."


def test_who_left_is_named_beside_the_kinds_and_in_no_square() -> None:
    assert drawn(NESTED, "participants") == [[(1, "square")], [(2, "square")]]
    assert tile(NESTED, "participants").said.endswith("1 weitere, 1 ausgeschieden, nicht gezählt")


def test_what_is_not_reported_is_a_dot_of_its_cohort_and_never_a_no() -> None:
    shown = tile(NESTED, "implementing")
    assert shown.number(GERMAN) == "1 von 3"
    assert drawn(NESTED, "implementing") == [[(1, "square")], [(2, "circle")]]
    assert shown.said == "1 von 1 in Staffel 2024, 0 von 2 in Staffel 2025; 2 ohne Meldung, das ist kein Nein"


def test_measures_are_counted_by_status_and_those_for_a_cohort_apart() -> None:
    assert tile(NESTED, "measures_done").number(GERMAN) == "1 von 2"
    assert drawn(NESTED, "measures_done") == [[(1, "square"), (1, "square-open")]]
    assert tile(NESTED, "measures_done").said == "1 geplant; dazu 1 für eine Staffel als Ganzes"


def test_nested_municipality_adds_nobody_to_the_people_of_its_cohort() -> None:
    shown = tile(NESTED, "population_unique")
    assert [[part.n for part in group] for group in shown.groups] == [[23_618], [131_238]]
    assert shown.said.endswith("1 nicht doppelt gezählt")


def test_conference_known_from_a_measure_only_keeps_the_number_open() -> None:
    dataset = programme(
        [municipality(ASBACH), municipality(HASSLOCH)],
        [measure(HASSLOCH, category="vereinekonferenz", status_on="2025-11-19")],
        [
            conference(75, "about", municipality=ASBACH, starts_on="2024-11-01"),
            conference(status="announced", municipality=ASBACH, starts_on="2025-01-01"),
        ],
    )
    assert tile(dataset, "attendance").said == "1 mit Angabe, mindestens 1 ohne Angabe; 1 angekündigt, überfällig"
    assert drawn(dataset, "attendance") == [[(1, "square")], [(1, "circle")], [(1, "square-open")]]


def certified(ars: str, certainty: str | None, cohort: int = 2024) -> dict[str, Any]:
    day = "2025-11-06" if certainty else None
    return municipality(ars, cohort, certified_on=day, certified_certainty=certainty)


AWARDED = programme(
    [
        certified(ASBACH, "sourced"),
        certified(HASSLOCH, "derived"),
        certified(RHEIN_SELZ, None),  # of the same cohort, and nobody says
        certified(ALZEY, None, 2025),  # of a cohort that has not come to it
        municipality(GEROLSTEIN, status="left"),
    ]
)


def test_awards_are_out_of_the_cohort_that_was_awarded_sourced_and_derived_apart() -> None:
    assert tile(AWARDED, "certified").number(GERMAN) == "2 von 3"
    assert drawn(AWARDED, "certified") == [[(1, "square"), (1, "square-dashed"), (1, "circle")]]
    assert tile(AWARDED, "certified").said == "Staffel 2024, 1 belegt, 1 abgeleitet; 1 ohne Quelle"


def test_cohorts_beyond_a_few_are_told_apart_by_colour_alone() -> None:
    many = programme([municipality(f"07{n}310003003", 2024 + n) for n in range(4)])
    assert tile(many, "participants").said.startswith("4 Staffeln, 2024 bis 2027; ")


def test_open_questions_name_whom_to_ask() -> None:
    silent, _overdue, awards = open_questions(AWARDED, GERMAN)
    assert [asked.ars for asked in awards.asked] == [RHEIN_SELZ]
    assert {asked.ars for asked in silent.asked} == {ASBACH, HASSLOCH, RHEIN_SELZ, ALZEY}


def test_plan_that_is_a_measure_and_an_event_of_one_day_is_asked_for_once() -> None:
    dataset = programme(
        [municipality(ASBACH, name="Verbandsgemeinde Asbach")],
        [
            measure(ASBACH, status_on="2025-04-08"),  # the data end here
            measure(ASBACH, "planned", started_on="2024-11-23", started_on_precision="day"),
        ],
        [
            conference(status="announced", municipality=ASBACH, starts_on="2024-11-23", starts_on_precision="day"),
            conference(status="announced", title="Netzwerk", starts_on="2025-01-01", starts_on_precision="month"),
        ],
    )
    _silent, overdue, _awards = open_questions(dataset, GERMAN)
    assert [asked.words for asked in overdue.asked] == ["Padlet, VG Asbach, 23.11.2024", "Netzwerk, 01/2025"]
