"""What is known, partly known or missing of each municipality, and in words which areas are missing most."""

from __future__ import annotations

import pytest

from ek_data.analysis import completeness_words
from ek_data.analysis.completeness import AREAS, board, first_to_ask, lacking, missing_of_each, open_ones, summary
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.tables import MUNICIPALITIES
from tests.programme import ALZEY, ASBACH, RHEIN_SELZ, conference, fact, measure, municipality, programme

WHOLE = {"population": 5, "population_on": "2024-12-31", "population_on_precision": "day", "area_km2": 1.0}
DATED = {"status_on": "2025-03-01", "status_on_precision": "month", "source_url": "https://a.example"}
DATASET = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach", **WHOLE),
        municipality(ALZEY, name="Stadt Alzey", population=7),  # neither date nor area
        municipality(RHEIN_SELZ, name="Verbandsgemeinde Rhein-Selz", status="left"),  # asked for nothing any more
    ],
    [
        measure(ASBACH, "planned", title="Padlet", **DATED),  # not begun: neither start nor funding is due
        measure(ALZEY, title="Portal", funding_eur=0.0, **DATED),  # 0 euros is a statement
    ],
    [
        conference(None, municipality=ASBACH, title="Konferenz A", starts_on="2025-01-05"),
        conference(None, municipality=ALZEY, status="announced", title="Konferenz B", starts_on="2024-11-23"),
    ],
    [fact("duration", 2, as_of="2025-04-08")],
)
CELLS = board(DATASET)


def state(ars: str, area: str) -> str:
    return str(CELLS.set_index(["ars", "area"]).loc[(ars, area), "state"])


@pytest.mark.parametrize(
    ("ars", "area", "expected"),
    [
        (ASBACH, "population", "known"),
        (ALZEY, "population", "partly"),  # a number without its date
        (ASBACH, "measures", "known"),
        (ALZEY, "measures", "partly"),  # implemented, and nobody knows since when
        (ASBACH, "funding", "not_due"),
        (ALZEY, "funding", "known"),
        (ASBACH, "evidence", "known"),
        (ASBACH, "events", "known"),
        (ALZEY, "events", "partly"),  # announced for a day now past
        (ASBACH, "attendance", "missing"),
        (ALZEY, "attendance", "not_due"),  # no conference is known to have been held
        (ASBACH, "participations", "missing"),
    ],
)
def test_state_of_each_area(ars: str, area: str, expected: str) -> None:
    assert state(ars, area) == expected


def test_board_has_participants_by_name_and_every_area_once() -> None:
    assert CELLS["name"].unique().tolist() == ["Stadt Alzey", "VG Asbach"]
    assert CELLS["area"].tolist() == 2 * [area.code for area in AREAS]


def test_age_counts_whole_months_before_the_date_of_the_data() -> None:
    months = CELLS.set_index(["ars", "area"])["months"]
    assert months[ASBACH, "population"] == 3  # 31 December to 8 April
    assert months[ASBACH, "measures"] == 1  # March, as of 8 April


def test_event_that_lies_ahead_is_no_report_yet() -> None:
    ahead = conference(municipality=ASBACH, status="announced", starts_on="2026-01-05")
    held = conference(municipality=ASBACH, starts_on="2025-01-05")
    cells = board(programme([municipality(ASBACH)], [], [ahead, held], [fact("duration", 2, as_of="2025-04-08")]))
    assert str(cells.set_index("area").loc["events", "newest"])[:10] == "2025-01-05"


def test_areas_ask_for_declared_columns_only() -> None:
    for area in AREAS:
        assert all(name in area.table for name in (*area.columns, *filter(None, [area.dated]))), area.code


def test_summary_counts_every_municipality_in_every_area() -> None:
    assert summary(CELLS).sum(axis=1).tolist() == [2] * len(AREAS)


def test_finding_names_the_two_areas_that_are_missing_most_what_can_be_asked_for_first() -> None:
    cells = CELLS.assign(state=CELLS["state"].mask(CELLS["area"] == "funding", "missing"))  # known elsewhere
    nothing = cells.assign(
        state=cells["state"].mask((cells["area"] == "measures") & (cells["ars"] == ALZEY), "missing")
    )
    said = "Von 1 der 2 Kommunen ist keine Maßnahme bekannt, von 1 keine Zahl der Teilnehmenden (Vereinekonferenz)."
    assert completeness_words.finding(nothing, GERMAN) == said
    assert completeness_words.finding(cells, ENGLISH) == (
        "Of 1 of the 2 municipalities no number of people (Associations' conference) is known, of 2 no amount of the "
        "funding."
    )
    one = nothing[nothing["ars"] == ALZEY]
    assert completeness_words.finding(one, GERMAN) == (
        "Von der einen Kommune ist keine Maßnahme und kein Betrag der Förderung bekannt."
    )
    assert completeness_words.finding(cells.assign(state="known"), GERMAN).startswith("Für alle 2 Kommunen liegt")
    assert completeness_words.finding(board(programme()), GERMAN).startswith("In diesen Daten ist keine Kommune")


def test_who_can_be_asked_has_a_gap_that_only_the_municipality_can_fill() -> None:
    ours = {area.code for area in AREAS if not area.known_elsewhere}
    told = CELLS.assign(state=CELLS["state"].mask((CELLS["ars"] == ALZEY) & CELLS["area"].isin(ours), "known"))
    assert open_ones(CELLS) == [ALZEY, ASBACH]
    assert open_ones(told) == [ASBACH]
    assert missing_of_each(CELLS).to_dict() == {ALZEY: 1, ASBACH: 2}


def test_first_to_ask_is_who_has_a_plan_that_is_overdue() -> None:
    assert first_to_ask(DATASET) == ALZEY
    assert first_to_ask(programme([municipality(ASBACH)])) is None


def test_board_in_words_has_symbol_word_and_date() -> None:
    table = completeness_words.board_table(CELLS, GERMAN)
    assert table.columns[0] == GERMAN.of(MUNICIPALITIES["name"].label)
    assert table.loc[1, "Einwohnerzahl und Fläche"] == "●\N{NO-BREAK SPACE}bekannt (12/2024)"
    assert table.loc[1, "Maßnahmen"] == "●\N{NO-BREAK SPACE}bekannt (03/2025)"
    assert table.loc[1, "Förderung"] == "–\N{NO-BREAK SPACE}entfällt"
    assert table["Neueste Meldung"].tolist() == ["03/2025", "03/2025"]


def test_columns_that_no_row_fills_are_told() -> None:
    assert lacking(DATASET)["basics"] == ("district", "cohort_certainty", "joined_on", "source_url")
    assert lacking(DATASET)["population"] == ()
