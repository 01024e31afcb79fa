from ek_data.figures import overview
from ek_data.figures.headline import headline
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import ALZEY, ALZEY_WORMS, ASBACH, RHEIN_SELZ, measure, municipality, programme

NESTED = programme(
    [
        municipality(ALZEY_WORMS, 2025, population=131_238),
        municipality(ALZEY, 2025, population=19_468),  # inside the district: counted once
        municipality(ASBACH, 2024, population=23_618),
        municipality(RHEIN_SELZ, 2024, status="left", population=40_459),  # takes no longer part
    ],
    [measure(ASBACH), measure(ASBACH, "planned"), measure(None, cohort=2024)],
)


def test_opening_tells_the_participants_of_each_cohort() -> None:
    said = overview.opening(headline(NESTED), GERMAN)
    assert said == "3 Kommunen nehmen am Programm teil: 1 in der Staffel 2024 und 2 in der Staffel 2025."


def test_opening_of_one_is_singular() -> None:
    said = overview.opening(headline(programme([municipality(ASBACH)])), GERMAN)
    assert said == "1 Kommune nimmt am Programm teil: 1 in der Staffel 2024."


def test_opening_of_nobody_says_why() -> None:
    assert "Filter" in overview.opening(headline(programme()), GERMAN)


def test_kinds_have_their_plurals_and_those_that_left_are_named() -> None:
    said = overview.kinds_line(headline(NESTED), GERMAN)
    assert said == "1 Landkreis, 1 Verbandsgemeinde, 1 verbandsfreie Stadt. Ausgeschieden ist 1 Kommune."


def test_population_line_says_how_nested_municipalities_count() -> None:
    assert "174.324" in overview.population_line(headline(NESTED), GERMAN)
    assert overview.population_line(headline(programme([municipality(ASBACH, population=5)])), GERMAN) == ""


def test_measures_line_keeps_statements_for_a_cohort_apart() -> None:
    said = overview.measures_line(headline(NESTED), ENGLISH)
    assert said == "1 planned, 1 implemented; 1 more for a cohort as a whole is not counted."


def test_cards_are_the_four_headline_figures() -> None:
    names = [figure.name for figure, _note in overview.cards(NESTED, GERMAN)]
    assert names == ["participants", "population_unique", "measures", "attendance"]
