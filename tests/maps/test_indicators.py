"""What the map shows by each indicator: marks, key and sentence say the same."""

from dataclasses import replace

import pandas as pd
import pytest

from ek_data.i18n import GERMAN, Words
from ek_data.maps import indicators
from ek_data.palette import COHORTS, INK, STATUS
from ek_data.programme.options import Option
from ek_data.tables import MUNICIPALITIES
from tests.programme import ALZEY, ASBACH, GEROLSTEIN, RHEIN_SELZ, conference, measure, municipality, programme

DATASET = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach", district="Neuwied", population=23_618),
        municipality(RHEIN_SELZ, name="Verbandsgemeinde Rhein-Selz", district="Mainz-Bingen", certified_on="2025-11-06")
        | {"certified_on_precision": "day", "certified_certainty": "derived"},
        municipality(ALZEY, 2025, name="Stadt Alzey", district="Alzey-Worms"),
        municipality(GEROLSTEIN, name="Verbandsgemeinde Gerolstein", status="left"),
    ],
    [
        measure(ASBACH),
        measure(ASBACH, "planned", started_on="2024-05-01", started_on_precision="day"),  # overdue
        measure(RHEIN_SELZ, status_on="2025-11-19", status_on_precision="day"),
        measure(RHEIN_SELZ, category="newsletter"),
        measure(ALZEY, category="newsletter", relation="predates"),
    ],
    [
        conference(60, "about", municipality=RHEIN_SELZ, starts_on="2024-11-01", starts_on_precision="month"),
        conference(municipality=ALZEY, status="announced"),
    ],
)
EVERY = [*indicators.INDICATORS, "category.padlet"]


@pytest.mark.parametrize("indicator", EVERY)
def test_indicator_marks_every_participant_and_explains_every_shade(indicator: str) -> None:
    shown = indicators.shown(DATASET, indicator, GERMAN)
    assert shown.marks["ars"].tolist() == [ASBACH, RHEIN_SELZ, ALZEY]
    known = shown.marks[shown.marks["colour"].notna()]
    explained = {(entry.colour, entry.strength) for entry in shown.legend}
    assert set(zip(known["colour"], known["strength"], strict=True)) <= explained


@pytest.mark.parametrize(
    ("indicator", "sentence", "symbols"),
    [
        ("implemented", "Aus 2 von 3 Kommunen sind umgesetzte Maßnahmen berichtet, je 1 bis 2.", ["1", "2", "?"]),
        (
            "planned",
            "In 1 von 3 Kommunen sind Maßnahmen geplant oder in Vorbereitung, davon überfällig bei 1.",
            ["1", "?", "?"],
        ),
        ("cohort", "3 teilnehmende Kommunen in 3 Landkreisen.", ["’24", "’24", "’25"]),
        ("plaque", "1 von 3 Kommunen ist ausgezeichnet (Plakette), davon 1 abgeleitet.", ["?", "(✓)", "?"]),
        (
            "conference",
            "Aus 1 von 3 Kommunen sind Vereinekonferenzen berichtet, 1 ist angekündigt.",
            ["?", "1", ""],
        ),
        ("people", "Mindestens 23.618 Menschen leben in den 3 Kommunen.", ["24", "?", "?"]),
        ("kind", "Es nehmen teil: 2 Verbandsgemeinden und 1 verbandsfreie Stadt.", ["VG", "VG", "S"]),
        ("category.padlet", "Padlet: aus 2 von 3 Kommunen als umgesetzt berichtet.", ["●", "●", "?"]),
        ("category.juleica", "Juleica-Ausbildung: Keine Quelle nennt eine Kommune.", ["?", "?", "?"]),
    ],
)
def test_sentence_and_signs_follow_what_the_map_shows(indicator: str, sentence: str, symbols: list[str]) -> None:
    shown = indicators.shown(DATASET, indicator, GERMAN)
    assert shown.finding == sentence
    assert shown.marks["symbol"].fillna("?").tolist() == symbols
    assert shown.counted
    assert indicators.shown(programme(), indicator, GERMAN).finding == "In diesen Daten ist keine teilnehmende Kommune."


def test_districts_that_nobody_states_are_no_zero() -> None:
    rows = DATASET.tables["municipalities"].assign(district=pd.NA)
    unknown = replace(DATASET, tables={**DATASET.tables, "municipalities": MUNICIPALITIES.typed(rows)})
    finding = indicators.shown(unknown, "cohort", GERMAN).finding
    assert finding == "3 teilnehmende Kommunen in Landkreisen, die nicht angegeben sind."


def test_nothing_is_said_of_the_districts_of_districts() -> None:
    data = programme([municipality("073150000000", district=None), municipality("073390000000", district=None)])
    assert indicators.shown(data, "cohort", GERMAN).finding == "2 teilnehmende Kommunen."


def test_measures_beyond_the_programme_count_where_that_is_wanted_only_and_the_map_says_so() -> None:
    inside, beyond = (indicators.shown(DATASET, "category.newsletter", GERMAN, wanted) for wanted in (False, True))
    assert [shown.marks["symbol"].notna().sum() for shown in (inside, beyond)] == [1, 2]
    assert "auch außerhalb des Programms" in beyond.counted
    assert "außerhalb" not in inside.counted


def test_who_left_is_an_outline_with_its_name_and_no_participant() -> None:
    marks, legend = indicators.in_outline(DATASET, GERMAN)
    assert marks[["name", "said", "strength"]].to_numpy().tolist() == [["Gerolstein", "ausgeschieden", 0.0]]
    assert [entry.label for entry in legend] == ["ausgeschieden"]


def test_map_in_words_has_a_row_for_each_participant() -> None:
    table = indicators.table(indicators.shown(DATASET, "implemented", GERMAN).marks, DATASET, GERMAN)
    assert table["Auf der Karte"].tolist() == [
        "1 Maßnahme umgesetzt",
        "2 Maßnahmen umgesetzt",
        "keine umgesetzte Maßnahme bekannt",
    ]


def test_no_report_is_a_question_mark_without_colour_and_never_a_number() -> None:
    shown = indicators.shown(DATASET, "implemented", GERMAN)
    assert shown.marks.set_index("ars").loc[ALZEY, ["colour", "symbol"]].isna().all()
    assert [(entry.label, entry.brief, entry.symbol, entry.colour) for entry in shown.legend] == [
        ("Umgesetzte Maßnahmen: 1", "1", "", STATUS),
        ("Umgesetzte Maßnahmen: 2", "2", "", STATUS),
        ("keine Meldung (kein Nein)", "", "?", None),
    ]


def test_map_in_short_has_the_colour_of_the_cohort_the_number_of_measures_and_nothing_where_none_is_reported() -> None:
    shown = indicators.shown(DATASET, indicators.IN_SHORT, GERMAN)
    told = shown.marks.set_index("name")[["colour", "symbol", "strength", "sign"]]
    assert told.to_dict("index") == {
        "Asbach": {"colour": COHORTS[0][0], "symbol": "1", "strength": 1.0, "sign": "’24"},
        "Rhein-Selz": {"colour": COHORTS[0][0], "symbol": "2", "strength": 1.0, "sign": "’24"},
        "Stadt Alzey": {"colour": COHORTS[1][0], "symbol": "", "strength": 0.0, "sign": "’25"},
    }


def test_place_is_called_by_its_name_alone_unless_another_is_called_the_same() -> None:
    names = pd.Series(["VG Asbach", "VG Kirn", "Gemeinde Kirn", "LK Alzey-Worms"])
    assert indicators.place_names(names).tolist() == ["Asbach", "VG Kirn", "Gemeinde Kirn", "LK Alzey-Worms"]


@pytest.mark.parametrize(
    ("numbers", "classes"),
    [
        ([], []),
        ([1, 2, 3], [[1], [2], [3]]),
        ([1, 2, 3, 4, 5, 9, 20, 21], [[1, 2], [3, 4], [5, 9], [20, 21]]),
    ],
)
def test_classes_are_of_the_numbers_that_occur_and_none_is_empty(numbers: list[int], classes: list[list[int]]) -> None:
    assert indicators._classes(numbers) == classes


def test_nine_cohorts_are_told_apart_by_colour_and_sign() -> None:
    years = range(2024, 2033)
    shown = indicators.shown(programme([municipality(f"0{year}", year) for year in years]), "cohort", GERMAN)
    assert shown.marks["symbol"].tolist() == [f"’{year % 100}" for year in years]
    assert len({(entry.colour, entry.symbol) for entry in shown.legend}) == len(years)
    assert len({entry.colour for entry in shown.legend[:6]}) == 6


def test_kind_that_is_added_to_the_declaration_is_drawn_in_a_shade_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = MUNICIPALITIES["kind"]
    added = replace(kinds, options=(*kinds.options, Option("island", Words("Insel", "island"), short="I")))
    columns = tuple(added if column.name == "kind" else column for column in MUNICIPALITIES.columns)
    monkeypatch.setattr(indicators, "MUNICIPALITIES", replace(MUNICIPALITIES, columns=columns))
    data = programme([municipality(f"0{number}") for number in range(len(added.options))])
    codes = [option.code for option in added.options]
    rows = data.tables["municipalities"].assign(kind=pd.Categorical(codes, codes))
    shown = indicators.shown(replace(data, tables={**data.tables, "municipalities": rows}), "kind", GERMAN)
    assert shown.legend[-1].label == "Insel"
    assert shown.marks["symbol"].tolist() == [option.short for option in added.options]
    assert set(shown.marks["colour"]) == {INK}
    assert shown.marks["strength"].nunique() == len(added.options)
