"""Measures in short: how many, how well sourced, and what lies outside the programme."""

from __future__ import annotations

from ek_data.analysis import measures, peers
from ek_data.analysis.cohorts import progress_matrix
from ek_data.i18n import GERMAN
from tests.programme import ALZEY, ASBACH, RHEIN_SELZ, conference, fact, measure, municipality, programme

DATASET = programme(
    [municipality(ASBACH), municipality(RHEIN_SELZ), municipality(ALZEY, 2025)],
    [
        measure(ASBACH),
        measure(ASBACH, "ended", certainty="derived"),
        measure(ASBACH, "planned"),
        measure(ASBACH, category="newsletter", relation="predates"),
        measure(RHEIN_SELZ, relation="adjacent"),
        measure(ALZEY, "implemented", category="vereinekonferenz", relation="predates"),
        measure(
            ALZEY,
            "planned",
            category="vereinekonferenz",
            started_on="2024-11-23",
            started_on_precision="day",
        ),
        measure(RHEIN_SELZ, category="vereinekonferenz", started_on="2024-11-01", started_on_precision="month"),
        measure(None, cohort=2024),
    ],
    [conference(75, "about", municipality=RHEIN_SELZ, starts_on="2024-11-01", starts_on_precision="month")],
    [fact("other", None, as_of="2025-04-08")],
)


def test_measures_in_short_say_from_how_many_and_how_well_they_are_sourced() -> None:
    assert measures.reported(DATASET, GERMAN) == (
        "5 Maßnahmen des Programms aus 3 von 3 Kommunen, 4 belegt, 1 abgeleitet"
    )


def test_what_lies_outside_the_programme_is_counted_by_relation() -> None:
    assert len(measures.outside(DATASET)) == 3
    assert measures.outside_sentence(DATASET, GERMAN).startswith(
        "Außerhalb des Programms: 3 Maßnahmen aus 3 Kommunen (1 angrenzend, 2 vor dem Programm), am häufigsten "
    )


def test_matrix_counts_what_is_done_and_adds_pairs_known_outside_only() -> None:
    columns = ["ars", "category", "status", "done", "n", "programme"]
    inside, both = progress_matrix(DATASET)[columns], progress_matrix(DATASET, beyond=True)[columns]
    assert inside[inside["ars"] == ASBACH].to_numpy().tolist() == [[ASBACH, "padlet", "implemented", 2, 3, True]]
    added = both[~both["programme"]].drop(columns=["done", "programme"]).to_numpy().tolist()
    assert added == [[ASBACH, "newsletter", "implemented", 1], [RHEIN_SELZ, "padlet", "implemented", 1]]


def test_panel_begins_with_an_overdue_plan_and_names_those_of_the_programme_first() -> None:
    assert measures.first_asked(DATASET) == "vereinekonferenz"
    assert measures.first_asked(programme([municipality(ASBACH)], [measure(ASBACH)])) == "padlet"
    assert measures.first_asked(programme([municipality(ASBACH)])) is None
    answers = peers.answers(DATASET, "vereinekonferenz", GERMAN)
    assert [(answer.ars, answer.overdue, answer.facts) for answer in answers] == [
        (RHEIN_SELZ, False, "umgesetzt, November 2024, rund 75 Personen"),
        (ALZEY, True, "geplant, angekündigt für 23. November 2024, ohne Nachweis"),  # not the one from before
    ]
    assert peers.counted(DATASET, "vereinekonferenz", GERMAN) == "2 von 3 Kommunen: 1 umgesetzt, 1 geplant"
    assert [answer.facts for answer in peers.answers(DATASET, "newsletter", GERMAN)] == ["vor dem Programm, umgesetzt"]
    assert peers.counted(DATASET, "newsletter", GERMAN) == "Im Programm nennt keine Quelle eine Kommune; außerhalb: 1."
    assert peers.silent(DATASET, "newsletter", GERMAN) == "2 weitere: nichts gemeldet."
    assert peers.silent(DATASET, "vereinsdatenbank", GERMAN) == "3: nichts gemeldet."  # nobody stands before
