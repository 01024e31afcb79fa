"""The funding: known amounts are added up, unknown ones are never zero, and the ceiling is the one reported."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ek_data.analysis import funding
from ek_data.charts import build
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.figures import key_facts
from ek_data.figures.contradictions import contradictions
from ek_data.i18n import GERMAN
from tests.programme import ALZEY, ASBACH, GEROLSTEIN, RHEIN_SELZ, fact, measure, municipality, programme

CEILING = fact("funding_per_year", 5000, qualifier="at_most", unit="Euro")


def paid(to: str | None, euros: float | None, started_on: str | None = "2025-03-01", **more: Any) -> dict[str, Any]:
    return measure(to, funding_eur=euros, started_on=started_on, **more)


def data(*measures: dict[str, Any], facts: list[dict[str, Any]] | None = None) -> Dataset:
    members = [municipality(ASBACH, name="Asbach"), municipality(RHEIN_SELZ, name="Rhein-Selz")]
    return programme(members, list(measures), facts=[CEILING] if facts is None else facts)


def rows(made: Dataset) -> list[tuple[Any, ...]]:
    columns = ["name", "year", "amount", "stated", "unstated"]
    return list(
        funding.funding(made)[columns]
        .astype(object)
        .where(lambda each: each.notna(), None)
        .itertuples(index=False, name=None)
    )


def test_known_amounts_of_a_year_are_added_up_and_unknown_ones_counted() -> None:
    made = data(paid(ASBACH, 1000), paid(ASBACH, 500), paid(ASBACH, None), paid(ASBACH, 200, "2024-05-01"))
    assert rows(made) == [
        ("Asbach", 2025, 1500, 2, 1),
        ("Rhein-Selz", 2025, None, 0, 0),
        ("Asbach", 2024, 200, 1, 0),
        ("Rhein-Selz", 2024, None, 0, 0),
    ]


def test_amount_that_nobody_states_is_unknown_and_not_zero() -> None:
    assert rows(data(paid(ASBACH, None))) == [("Asbach", 2025, None, 0, 1), ("Rhein-Selz", 2025, None, 0, 0)]


def test_stated_zero_is_a_zero() -> None:
    assert rows(data(paid(ASBACH, 0)))[0] == ("Asbach", 2025, 0, 1, 0)


def test_year_is_that_of_the_status_where_no_start_is_known_and_else_unknown() -> None:
    by_status = paid(ASBACH, 100, None, status_on="2024-12-01")
    assert rows(data(by_status, paid(RHEIN_SELZ, 300, None))) == [
        ("Asbach", 2024, 100, 1, 0),
        ("Rhein-Selz", 2024, None, 0, 0),
        ("Rhein-Selz", None, 300, 1, 0),
    ]


def test_only_named_measures_of_the_programme_count() -> None:
    aside = [paid(None, 900, cohort=2024), paid(ASBACH, 900, relation="adjacent")]
    assert rows(data(*aside)) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([], None),
        ([CEILING], "bis zu 5.000 Euro, Stand 8. April 2025"),
        (
            [fact("funding_per_year", 5000, "2025-01-01", unit="Euro"), CEILING],
            "bis zu 5.000 Euro, Stand 8. April 2025",
        ),  # once a maximum
        (
            [fact("funding_per_year", 6000, unit="Euro"), CEILING],
            "6.000 Euro, Stand 8. April 2025",
        ),  # the higher one binds
        ([fact("funding_per_year", None, unit="Euro")], None),
    ],
)
def test_ceiling_is_the_highest_amount_reported(facts: list[dict[str, Any]], words: str | None) -> None:
    limit = key_facts.funding_ceiling(data(facts=facts), GERMAN)
    assert (limit.statement if limit else None) == words


@pytest.mark.parametrize(
    ("measures", "sentence"),
    [
        ([], "Zu keiner der 2 teilnehmenden Kommunen nennt eine Quelle einen gezahlten Betrag."),
        ([paid(ASBACH, None)], "Zu keiner der 2 teilnehmenden Kommunen nennt eine Quelle einen gezahlten Betrag."),
        (
            [paid(ASBACH, 1200)],
            "Bei 1 von 2 Kommunen ist für 2025 ein Betrag bekannt, zusammen 1.200 Euro.",
        ),
        (
            [paid(ASBACH, 1200), paid(ASBACH, None)],
            "Die Summe ist ein Mindestwert: Zu 1 Maßnahme ist kein Betrag bekannt.",
        ),
        ([paid(ASBACH, 5001)], "Bei 1 Kommune liegt der bekannte Betrag darüber; bitte die Angaben prüfen."),
    ],
)
def test_sentences_say_what_is_known_and_what_is_missing(measures: list[dict[str, Any]], sentence: str) -> None:
    made = data(*measures)
    picture = build.funding(made, next(iter(funding.years(made)), None), GERMAN)
    assert sentence in (picture.finding, *picture.notes)
    assert not re.search(r"[.;] ", picture.finding)  # one sentence; the rest are notes
    assert "Berichtet je Kommune und Jahr: bis zu 5.000 Euro, Stand 8. April 2025." in picture.notes


def test_municipality_is_told_year_by_year() -> None:
    made = data(paid(ASBACH, 1200), paid(ASBACH, None), paid(ASBACH, None, "2024-01-01"))
    assert funding.of_municipality(made, ASBACH, GERMAN) == "2025: mindestens 1.200; 2024: keine Angabe"
    assert funding.of_municipality(made, RHEIN_SELZ, GERMAN) == "keine Angabe"


def test_picture_marks_what_is_not_known_and_draws_the_ceiling() -> None:
    made = data(paid(ASBACH, 1200), paid(RHEIN_SELZ, None))
    picture = build.funding(made, 2025, GERMAN)
    assert picture.spec is not None
    told = [row.end or mark.text for row, mark in zip(picture.spec.rows, picture.spec.marks, strict=True)]
    assert told == ["1.200", "keine Angabe"]
    assert [guide.words for guide in picture.spec.guides] == ["berichtet: bis zu 5.000 Euro, Stand 8. April 2025"]


def test_without_a_known_amount_nothing_is_drawn_and_the_sentence_stays() -> None:
    picture = build.funding(data(paid(ASBACH, None)), None, GERMAN)
    assert picture.spec is None
    assert picture.finding.startswith("Zu keiner der 2")
    assert picture.table["Bekannter Betrag in Euro"].tolist() == ["keine Angabe", "keine Angabe"]


def test_everybody_who_is_counted_has_a_row_and_a_word_why_there_is_no_amount() -> None:
    members = [
        municipality(ASBACH, 2024, name="Asbach"),
        municipality(RHEIN_SELZ, 2024, name="Rhein-Selz"),  # has no measure at all
        municipality(ALZEY, 2026, name="Alzey"),  # begins next year
        municipality(GEROLSTEIN, 2024, name="Gerolstein", status="left"),
    ]
    made = programme(members, [paid(ASBACH, 1200)])
    drawn = build.funding(made, 2025, GERMAN)
    assert drawn.spec is not None
    assert [row.name for row in drawn.spec.rows] == ["Asbach", "2 Kommunen"]  # those without an amount in one line
    assert drawn.spec.marks[-1].said == ("keine Angabe", "Alzey", "Rhein-Selz")
    assert drawn.finding.startswith("Bei 1 von 3 Kommunen ist für 2025 ein Betrag bekannt")
    assert dict(zip(drawn.table["Kommune"], drawn.table["Bekannter Betrag in Euro"], strict=True)) == {
        "Alzey": "noch nicht dabei",
        "Asbach": "1.200",
        "Rhein-Selz": "keine Angabe",
    }


def test_amount_from_before_the_cohort_leaves_nobody_less_than_none_without_one() -> None:
    members = [municipality(ASBACH, 2024), municipality(RHEIN_SELZ, 2023)]
    told = funding.by_year(programme(members, [paid(ASBACH, 3000, "2023-03-01")]), GERMAN)
    assert told[["year", "members", "known", "without"]].to_numpy().tolist() == [[2023, 1, 1, 1]]


def test_most_for_all_counts_everybody_from_the_year_of_their_cohort_to_the_date_of_the_data() -> None:
    members = [municipality(ASBACH, 2024), municipality(ALZEY, 2025), municipality(RHEIN_SELZ, 2027)]
    left = municipality(GEROLSTEIN, 2024, status="left")
    told = funding.by_year(programme([*members, left], [paid(ASBACH, 800)], facts=[CEILING]), GERMAN)
    assert told["year"].tolist() == [2025, 2024]
    assert [funding.most_in_words(row, GERMAN) for row in told.to_dict("records")] == ["bis zu 10.000", "bis zu 5.000"]
    assert [funding.known_in_words(row, GERMAN) for row in told.to_dict("records")] == ["800", "keine Angabe"]
    assert told["members"].tolist() == [2, 1]


def test_without_a_reported_maximum_there_is_none_for_all() -> None:
    told = funding.by_year(data(paid(ASBACH, 800), paid(ASBACH, None), facts=[]), GERMAN).to_dict("records")
    assert [funding.most_in_words(row, GERMAN) for row in told] == ["keine Angabe"] * len(told)
    assert funding.known_in_words(told[0], GERMAN) == "mindestens 800"


def test_whoever_has_no_amount_in_any_year_is_named() -> None:
    assert funding.without_amount(data(paid(ASBACH, 800), paid(RHEIN_SELZ, None))) == ["Rhein-Selz"]


def stated(whose: str, euros: float, year: str = "2025", qualifier: str = "exact", **more: Any) -> dict[str, Any]:
    dated = {"as_of": f"{year}-01-01", "as_of_precision": "year", "municipality": whose, "unit": "Euro"}
    return fact("funding_received", euros, qualifier=qualifier, **(dated | more))


def test_amount_stated_of_a_municipality_and_a_year_is_all_of_that_year() -> None:
    facts = [CEILING, stated(ASBACH, 4200.5), stated(RHEIN_SELZ, 3000, "2024", "about")]
    made = data(paid(ASBACH, 1000), paid(ASBACH, None), paid(RHEIN_SELZ, 500), facts=facts)
    assert rows(made) == [
        ("Asbach", 2025, 4200.5, 1, 0),  # the measure is part of it, and the other lacks nothing any more
        ("Rhein-Selz", 2025, 500, 1, 0),
        ("Asbach", 2024, None, 0, 0),
        ("Rhein-Selz", 2024, 3000, 0, 0),
    ]
    assert funding.of_municipality(made, ASBACH, GERMAN) == "2025: 4.200,5"
    assert funding.of_municipality(made, RHEIN_SELZ, GERMAN) == "2025: 500; 2024: rund 3.000"
    assert funding.known_in_words(funding.by_year(made, GERMAN).to_dict("records")[1], GERMAN) == "rund 3.000"
    assert "rund 3.000 Euro" in funding.finding(made, 2024, GERMAN)
    drawn = build.funding(made, 2024, GERMAN)
    assert drawn.spec is not None
    assert [mark.until for mark in drawn.spec.marks if mark.counts] == [3000]


def test_what_is_stated_as_a_maximum_or_in_another_unit_is_no_amount_paid() -> None:
    facts = [CEILING, stated(ASBACH, 5000, qualifier="at_most"), stated(RHEIN_SELZ, 5, unit="Stellen")]
    assert rows(data(facts=facts)) == []


def test_amount_of_one_municipality_is_no_ceiling_and_goes_with_its_row() -> None:
    alone = fact("funding_per_year", 9000, unit="Euro", municipality=ASBACH)
    made = data(facts=[CEILING, alone, stated(ASBACH, 4000)])
    limit = key_facts.funding_ceiling(made, GERMAN)
    assert limit is not None
    assert limit.value == 5000
    shown = made.filtered(Selection.of(kinds=("district",)))  # none of the two
    assert shown.key_facts["metric"].tolist() == ["funding_per_year"]


def test_different_amounts_of_one_year_are_told_and_the_newest_counts() -> None:
    newer = stated(ASBACH, 4100, as_of="2025-11-01", as_of_precision="month")
    made = data(facts=[newer, stated(ASBACH, 3900)])
    assert rows(made)[0] == ("Asbach", 2025, 4100, 0, 0)
    [remark] = [each for each in contradictions(made) if each.code == "payments"]
    assert "Asbach im Jahr 2025 geben die Quellen verschieden an: „3.900 Euro“ und „4.100 Euro“" in remark.sentence.de
