"""The list beside the map: by cohort and name, with what each has, and the card of each."""

from ek_data.i18n import GERMAN
from ek_data.maps.municipality_list import MOST_SQUARES, Listing, Told, listing
from tests.maps.test_indicators import DATASET
from tests.programme import ALZEY, ASBACH, GEROLSTEIN, RHEIN_SELZ, measure, municipality, programme


def told(found: Listing) -> dict[str, Told]:
    return {row.ars: row.told for group in found.groups for row in group.rows}


def test_list_is_by_cohort_and_name_and_those_who_left_come_last() -> None:
    groups = listing(DATASET, "implemented", GERMAN).groups
    assert [(group.name, group.end, [row.name for row in group.rows]) for group in groups] == [
        ("Staffel 2024", "2 von 2 mit umgesetzter Maßnahme", ["Asbach", "Rhein-Selz"]),
        ("Staffel 2025", "0 von 1 mit umgesetzter Maßnahme", ["Stadt Alzey"]),
        ("Ausgeschieden", "1 Kommune", ["Gerolstein"]),
    ]


def test_one_whose_cohort_is_not_known_is_in_the_list_and_so_is_one_that_left() -> None:
    unknown = [{**municipality(ASBACH), "cohort": None}, {**municipality(ALZEY, status="left"), "cohort": None}]
    groups = listing(programme([*unknown, municipality(RHEIN_SELZ)]), "implemented", GERMAN).groups
    assert [(group.name, [(row.ars, row.told.rest) for row in group.rows]) for group in groups] == [
        ("Staffel 2024", [(RHEIN_SELZ, "keine Meldung")]),
        ("Staffel nicht bekannt", [(ASBACH, "keine Meldung")]),
        ("Ausgeschieden", [(ALZEY, "")]),
    ]


def test_row_has_a_square_for_each_measure_what_is_there_in_bold_and_a_plan_whose_date_has_passed() -> None:
    row = told(listing(DATASET, "implemented", GERMAN))[ASBACH]
    assert [icon.look.symbol for icon in row.icons if icon.look] == ["square", "square-open"]
    assert (row.lead, row.rest) == ("Padlet", "Padlet (überfällig)")
    assert told(listing(DATASET, "planned", GERMAN))[ASBACH].lead == "Padlet (überfällig)"


def test_row_of_whom_nothing_is_reported_says_so_with_a_question_mark() -> None:
    row = told(listing(DATASET, "implemented", GERMAN))[ALZEY]
    assert ([icon.text for icon in row.icons], row.rest) == (["?"], "keine Meldung")


def test_row_follows_what_the_map_shows() -> None:
    assert told(listing(DATASET, "conference", GERMAN))[RHEIN_SELZ].lead == "November 2024, rund 60 Personen"
    assert told(listing(DATASET, "plaque", GERMAN))[RHEIN_SELZ] != told(listing(DATASET, "kind", GERMAN))[RHEIN_SELZ]
    assert [icon.text for icon in told(listing(DATASET, "people", GERMAN))[ASBACH].icons] == ["23.618"]
    assert told(listing(DATASET, "category.newsletter", GERMAN, beyond=True))[ALZEY].lead == "Padlet (vor dem Programm)"


def test_where_somebody_has_many_measures_everybody_has_numbers() -> None:
    many = programme([municipality(ASBACH)], [measure(ASBACH) for _ in range(MOST_SQUARES + 1)])
    assert [icon.text for icon in told(listing(many, "implemented", GERMAN))[ASBACH].icons] == [str(MOST_SQUARES + 1)]


def test_plaque_of_which_the_month_is_known_is_told_without_a_day() -> None:
    awarded = programme([municipality(ASBACH, certified_on="2025-11-01", certified_on_precision="month")])
    found = listing(awarded, "plaque", GERMAN)
    assert found.cards[ASBACH].lines[0][1] == found.groups[0].rows[0].said == "Plakette: November 2025"


def test_card_says_people_plaque_and_measures_and_of_whom_left_that_it_left() -> None:
    cards = listing(DATASET, "implemented", GERMAN).cards
    assert [words for _look, words in cards[ASBACH].lines] == [
        "23.618 Menschen",
        "Plakette: keine Angabe",
        "1 umgesetzt",
        "1 geplant",
    ]
    assert [words for _look, words in cards[GEROLSTEIN].lines] == ["ausgeschieden"]
