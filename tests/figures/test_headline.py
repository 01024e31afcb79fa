import json
from pathlib import Path

import jsonschema
import pytest

from ek_data.analysis.cohorts import conference_attendance
from ek_data.charts import build
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.exports.figures_json import as_json, figures_document, figures_schema
from ek_data.figures.attendance import (
    attendance_finding,
    attendance_in_short,
    attendance_sentence,
    conferences_as_measures,
)
from ek_data.figures.contradictions import cohort_remark, contradictions
from ek_data.figures.headline import events_sentence, headline, measures_sentence
from ek_data.figures.qualified import statement
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import (
    ALZEY,
    ALZEY_WORMS,
    ASBACH,
    GEROLSTEIN,
    RHEIN_SELZ,
    conference,
    fact,
    measure,
    municipality,
    programme,
)
from tests.selection import first

DOCS = Path(__file__).parent.parent.parent / "docs"


def remarks(dataset: Dataset) -> dict[str, str]:
    return {remark.code: remark.sentence.de for remark in contradictions(dataset)}


def test_who_left_is_no_participant() -> None:
    told = headline(programme([municipality(ASBACH), municipality(GEROLSTEIN, status="left")]))
    assert (told["participants"].value, told["participants_2024"].value, told["left"].value) == (1, 1, 1)


def test_who_has_completed_the_programme_is_still_a_participant() -> None:
    assert headline(programme([municipality(ASBACH, status="completed")]))["participants"].value == 1


def test_town_inside_its_district_is_counted_once() -> None:
    told = headline(
        programme(
            [
                municipality(ALZEY_WORMS, population=131_238, area_km2=588.07),
                municipality(ALZEY, population=19_468, area_km2=35.22),  # lies in the district
                municipality(ASBACH, population=23_618, area_km2=108.12),  # lies in another
            ]
        )
    )
    assert told["population_unique"].words(GERMAN) == "154.856"
    assert told["population_sum"].value == 174_324
    assert told["area_unique"].words(GERMAN) == "696,19"
    assert told["population_unique"].rows["ars"].tolist() == [ALZEY_WORMS, ASBACH]


def test_town_counts_when_its_district_has_left() -> None:
    dataset = programme(
        [municipality(ALZEY_WORMS, population=131_238, status="left"), municipality(ALZEY, population=9)]
    )
    assert headline(dataset)["population_unique"].value == 9


def test_sum_with_a_missing_population_is_at_least_that() -> None:
    figure = headline(programme([municipality(ASBACH, population=23_618), municipality(RHEIN_SELZ)]))["population_sum"]
    assert (figure.words(GERMAN), figure.missing) == ("mindestens 23.618", 1)


def test_population_of_nobody_known_is_not_zero() -> None:
    figure = headline(programme([municipality(ASBACH)]))["population_unique"]
    assert (figure.value, figure.words(GERMAN), figure.words(ENGLISH)) == (None, "keine Angabe", "not known")


def test_only_measures_of_the_programme_with_a_municipality_count() -> None:
    told = headline(
        programme(
            [municipality(ASBACH)],
            [
                measure(ASBACH),
                measure(ASBACH, "planned", category="newsletter"),
                measure(ASBACH, relation="adjacent"),
                measure(ASBACH, relation="predates"),
                measure(None, cohort=2024),  # stated for the cohort only
            ],
        )
    )
    counts = {name: told[name].value for name in told if name.startswith("measures")}
    assert counts == {
        "measures": 2,
        "measures_cohort_level": 1,
        "measures_done": 1,
        "measures_planned": 1,
        "measures_in_preparation": 0,
        "measures_implemented": 1,
        "measures_ended": 0,
        "measures_newsletter": 1,
        "measures_padlet": 1,
    }
    assert told["measures"].rows["measure_id"].tolist() == ["m1", "m2"]


@pytest.mark.parametrize(
    ("numbers", "german", "english"),
    [
        ([], "keine Durchführung bekannt", "none known to have been held"),
        (
            [(None, None)],
            "1 durchgeführt, keine Angabe der Teilnehmenden",
            "1 held, attendance not known",
        ),
        (
            [(75, "about")],
            "rund 75 Teilnehmende bei 1 mit Angabe",
            "about 75 people attending at 1 with a figure",
        ),
        (
            [(1, "exact")],
            "1 teilnehmende Person bei 1 mit Angabe",
            "1 person attending at 1 with a figure",
        ),
        (
            [(75, "about"), (60, "about"), (None, None)],
            "rund 135 Teilnehmende bei 2 mit Angabe, beide gerundet; 1 ohne Angabe",
            "about 135 people attending at 2 with a figure, both rounded; 1 without a figure",
        ),
        (
            [(40, "exact"), (50, "exact"), (10, "exact")],
            "100 Teilnehmende bei 3 mit Angabe, alle genau",
            "100 people attending at 3 with a figure, all exact",
        ),
        (
            [(40, "exact"), (60, "about")],
            "rund 100 Teilnehmende bei 2 mit Angabe, davon 1 genau, 1 gerundet",
            "about 100 people attending at 2 with a figure, of these 1 exact, 1 rounded",
        ),
        (
            [(100, "at_most"), (60, "about")],
            "bis zu rund 160 Teilnehmende bei 2 mit Angabe, davon 1 gerundet, 1 als Höchstzahl",
            "up to about 160 people attending at 2 with a figure, of these 1 rounded, 1 as a maximum",
        ),
        (
            [(100, "at_most"), (35, "more_than")],
            "über 35 Teilnehmende bei 2 mit Angabe, davon 1 als Mindestzahl, 1 als Höchstzahl "
            "(Höchstzahlen sind nicht in der Summe)",
            "more than 35 people attending at 2 with a figure, of these 1 as a minimum, 1 as a maximum "
            "(maxima are not in the sum)",
        ),
        (
            [(20, None), (30, "exact")],
            "rund 50 Teilnehmende bei 2 mit Angabe, davon 1 genau, 1 ohne Angabe der Genauigkeit",
            "about 50 people attending at 2 with a figure, of these 1 exact, 1 without a statement of how exact it is",
        ),
    ],
)
def test_attendance_is_told_with_its_reservations(
    numbers: list[tuple[int | None, str | None]], german: str, english: str
) -> None:
    dataset = programme(events=[conference(*number) for number in numbers])
    assert attendance_sentence(dataset, GERMAN) == f"Vereinekonferenzen: {german}"
    assert attendance_sentence(dataset, ENGLISH) == f"Associations' conferences: {english}"


def test_measures_are_told_by_whether_they_count() -> None:
    dataset = programme(
        [municipality(ALZEY)],
        [measure(ALZEY), measure(ALZEY, "planned"), measure(None, cohort=2024), measure(ALZEY, relation="predates")],
    )
    assert measures_sentence(dataset, GERMAN) == (
        "4 Zeilen: 2 des Programms bei einer genannten Kommune, 1 für eine Staffel als Ganzes, "
        "1 angrenzend oder aus der Zeit vor dem Programm, in keiner Kennzahl."
    )
    only = programme([municipality(ALZEY)], [measure(ALZEY)])
    assert measures_sentence(only, ENGLISH) == "1 row: 1 of the programme with a named municipality."
    assert measures_sentence(programme(), GERMAN) == ""


def test_events_are_told_by_whether_they_count() -> None:
    dataset = programme(events=[conference(), conference(), conference(relation="predates")])
    assert events_sentence(dataset, GERMAN) == (
        "3 Zeilen: 2 des Programms, 1 angrenzend oder aus der Zeit vor dem Programm, in keiner Kennzahl."
    )
    assert events_sentence(programme(), GERMAN) == ""


def test_announced_conferences_are_told_apart_by_whether_their_day_has_passed() -> None:
    dataset = programme(
        events=[
            conference(60, "about", starts_on="2025-03-29", starts_on_precision="day"),  # the data speak up to here
            conference(status="announced", starts_on="2024-11-23", starts_on_precision="day"),
            conference(status="announced"),  # no date, so none that has passed
            conference(status="announced", starts_on="2025-06-01", starts_on_precision="day"),
        ]
    )
    assert attendance_sentence(dataset, GERMAN) == (
        "Vereinekonferenzen: rund 60 Teilnehmende bei 1 mit Angabe; 1 überfällig: angekündigt, Durchführung nicht "
        "belegt; 2 angekündigt"
    )


TALKS = {"category": "vereinekonferenz"}
HELD = conference(60, "about", municipality=ALZEY, cohort=2025)


@pytest.mark.parametrize(
    ("measures", "further", "said"),
    first(
        3,
        [
            ([measure(ALZEY, **TALKS)], 0, "bei 1 von 1 durchgeführten"),  # the one that the event tells
            ([measure(ASBACH, "planned", **TALKS)], 0, "bei 1 von 1 durchgeführten"),
            ([measure(ASBACH, **TALKS, relation="predates")], 0, "bei 1 von 1 durchgeführten"),
            ([measure(ASBACH, **TALKS), measure(ASBACH, "ended", **TALKS)], 1, "bei 1 von mindestens 2 durchgeführten"),
            ([measure(None, cohort=2025, **TALKS)], 0, "bei 1 von 1 durchgeführten"),  # may be that of Alzey
            ([measure(None, cohort=2024, **TALKS)], 1, "bei 1 von mindestens 2 durchgeführten"),  # of whom else
            (
                [measure(None, cohort=2024, **TALKS), measure(ASBACH, **TALKS)],
                1,
                "bei 1 von mindestens 2 durchgeführten",
            ),
        ],
    ),
)
def test_conference_that_only_a_measure_tells_of_is_one_without_a_figure(
    measures: list[dict[str, object]], further: int, said: str
) -> None:
    data = programme([municipality(ALZEY, 2025), municipality(ASBACH, name="Asbach")], measures, [HELD])
    assert headline(data)["conferences_as_measures"].value == further
    assert attendance_in_short(data, GERMAN).startswith(said)
    assert ("mindestens 1 ohne Angabe" in attendance_sentence(data, GERMAN)) == bool(further)
    assert len(conference_attendance(data)) == 1 + further  # what is drawn, and the sentence made of it, agree
    assert ("Mindestens 2 " in build.conference_attendance(data, GERMAN).finding) == bool(further)


def test_conferences_that_only_measures_tell_of_are_named_beside_the_events() -> None:
    members = [municipality(ALZEY, 2025), municipality(ASBACH, name="VG Asbach"), municipality(RHEIN_SELZ, 2023)]
    told = [measure(ars, **TALKS) for ars in (ALZEY, ASBACH, ASBACH)]  # that of Alzey is the event
    assert conferences_as_measures(programme(members, told, [HELD]), GERMAN) == (
        "Nur als Maßnahme gemeldet, ohne Datum und Teilnehmende: mindestens 1 Vereinekonferenz (VG Asbach)."
    )
    stated = [*told, measure(None, cohort=2023, **TALKS)]
    assert conferences_as_measures(programme(members, stated, [HELD]), GERMAN) == (
        "Nur als Maßnahmen gemeldet, ohne Datum und Teilnehmende: mindestens 2 Vereinekonferenzen "
        "(VG Asbach und Staffel 2023)."
    )
    assert conferences_as_measures(programme(members, told[:1], [HELD]), GERMAN) == ""


def test_filter_of_categories_does_not_make_a_conference_undone() -> None:
    data = programme([municipality(ALZEY, 2025), municipality(ASBACH)], [measure(ASBACH, **TALKS)], [HELD])
    shown = data.filtered(Selection.of(categories=("newsletter",)))
    assert attendance_in_short(shown, ENGLISH) == "at 1 of at least 2 held"
    assert attendance_in_short(data.filtered(Selection.of(cohorts=(2025,))), ENGLISH) == "at 1 of 1 held"


def test_largest_conference_says_that_more_is_reported() -> None:
    reported = fact("conference_attendance", 100, qualifier="at_most", unit="Personen")
    told = headline(programme(events=[conference(75, "about")], facts=[reported]))["attendance_max"]
    assert [remark.de for remark in told.remarks] == [
        "Zu keiner einzelnen Veranstaltung gemeldet: bis zu 100 Personen, Stand 8. April 2025."
    ]
    assert headline(programme(events=[conference(100, "exact")], facts=[reported]))["attendance_max"].remarks == ()


def test_attendance_counts_people_at_conferences_of_the_programme_that_were_held() -> None:
    told = headline(
        programme(
            events=[
                conference(75, "about"),
                conference(90, "exact"),
                conference(35, "more_than", attendance_unit="associations"),  # no people: not known
                conference(60, "about", relation="predates"),
                conference(50, "about", type="award"),
                conference(None, status="announced"),
            ]
        )
    )
    names = (
        "conferences_held",
        "conferences_announced",
        "attendance_known",
        "attendance_missing",
        "attendance_rounded",
    )
    assert [told[name].value for name in names] == [3, 1, 2, 1, 1]
    assert told["attendance"].words(GERMAN) == "rund 165"
    assert told["attendance_max"].words(GERMAN) == "90"
    assert told["attendance"].missing == 1


def test_meetings_are_counted_by_cohort_and_those_of_all_apart() -> None:
    told = headline(
        programme(
            [municipality(ASBACH), municipality(RHEIN_SELZ, 2025)],
            events=[
                conference(type="network_meeting", cohort=2024),
                conference(type="working_meeting", cohort=2024, status="announced"),
                conference(type="network_meeting"),
                conference(type="online_training", cohort=2024),
            ],
        )
    )
    meetings = {name: told[name].value for name in told if "meetings" in name}
    assert meetings == {
        "network_meetings_2024": 1,
        "network_meetings_2025": None,  # nobody reports one, and nobody says that there was none
        "network_meetings_joint": 1,
        "working_meetings_2024": None,
        "working_meetings_2025": None,
    }
    assert told["trainings"].value == 1
    assert told["network_meetings_2025"].words(GERMAN) == "keine Angabe"
    assert headline(programme())["trainings"].words(GERMAN) == "keine Angabe"


@pytest.mark.parametrize(
    ("other", "remarked"),
    [
        ({"type": "kickoff", "starts_on": "2024-01-25", "cohort": 2024}, True),  # it may be this one
        ({"type": "kickoff", "starts_on": "2025-04-09", "cohort": 2025}, False),  # of another cohort
        ({"type": "online_training", "cohort": 2024}, False),  # no meeting
        ({"type": "kickoff", "starts_on": "2024-01-25", "cohort": 2024, "status": "announced"}, False),
    ],
)
def test_meeting_without_a_date_may_be_the_same_as_another(other: dict[str, object], remarked: bool) -> None:
    undated = conference(type="working_meeting", cohort=2024)
    told = headline(programme([municipality(ASBACH)], events=[undated, conference(**other)]))
    said = "Für 1 dieser Treffen ist kein Datum bekannt; es kann mit einem anderen Treffen der Staffel identisch sein."
    assert [remark.de for remark in told["working_meetings_2024"].remarks] == [said] * remarked


def test_plan_is_overdue_when_its_date_is_over_before_the_data_end() -> None:
    told = headline(
        programme(
            [municipality(ASBACH)],
            [
                measure(ASBACH, status_on="2025-04-08"),  # the data end here
                measure(ASBACH, "planned", started_on="2024-11-23"),
                measure(ASBACH, "planned", started_on="2024-11-23", relation="adjacent"),  # in no figure
                measure(None, "planned", started_on="2024-11-23", cohort=2024),  # nor this one
            ],
            [conference(status="announced", starts_on="2025-04-07"), conference(status="announced")],
        )
    )
    assert [told[name].rows.iloc[:, 0].tolist() for name in ("overdue_measures", "overdue_events")] == [["m2"], ["e1"]]


def test_only_participants_are_certified() -> None:
    rows = [
        municipality(ASBACH, certified_on="2025-11-06"),
        municipality(GEROLSTEIN, status="left", certified_on="2025-11-06"),
    ]
    assert headline(programme(rows))["certified"].value == 1


def test_derived_cohort_is_remarked_where_it_matters() -> None:
    dataset = programme(
        [
            municipality(ASBACH, name="Verbandsgemeinde Asbach", cohort_certainty="sourced"),
            municipality(
                RHEIN_SELZ, 2025, name="Verbandsgemeinde Rhein-Selz", cohort_certainty="derived", note="Warum."
            ),
        ]
    )
    told = headline(dataset)
    assert [remark.de for remark in told["participants_2025"].remarks] == [
        "Bei 1 Kommune ist die Staffel 2025 abgeleitet, nicht belegt: VG Rhein-Selz."
    ]
    assert told["participants_2024"].remarks == ()
    sourced, derived = dataset.municipalities.to_dict("records")
    assert cohort_remark(sourced, GERMAN) is None
    assert cohort_remark(derived, GERMAN) == "Die Staffel 2025 ist abgeleitet, nicht belegt. Warum."


def test_of_many_derived_cohorts_the_first_five_are_named() -> None:
    rows = [municipality(f"07{n:07}000", name=f"VG {n}", cohort_certainty="derived") for n in range(10, 17)]
    assert remarks(programme(rows))["cohort_derived"].endswith("VG 10, VG 11, VG 12, VG 13, VG 14 und 2 weitere.")


def doubted(category: str, **more: str | None) -> dict[str, object]:
    return measure(ASBACH, category=category, source_url="https://a.example", source_quality="doubtful", **more)


def test_figure_that_counts_what_rests_on_one_doubtful_source_says_so() -> None:
    rows = [
        doubted("padlet"),
        doubted("newsletter", further_source_url="https://b.example"),  # lifts the doubt
        doubted("kooperation", relation="adjacent"),  # in no figure
        measure(RHEIN_SELZ, status="planned"),
    ]
    dataset = programme([municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(RHEIN_SELZ)], rows)
    marked = {figure.name: [said.de for said in figure.remarks] for figure in headline(dataset).values()}
    said = ["Davon ruht 1 Maßnahme allein auf einer zweifelhaften Quelle."]
    assert {name: told for name, told in marked.items() if told} == {
        "measures": said,
        "measures_done": said,
        "measures_implemented": said,
        "measures_padlet": said,
    }
    assert remarks(dataset) == {
        "doubtful_source": "1 Maßnahme beruht allein auf einer zweifelhaften Quelle: VG Asbach."
    }


def test_figure_of_a_view_without_the_doubtful_row_bears_no_mark() -> None:
    dataset = programme([municipality(ASBACH), municipality(ALZEY, 2025)], [doubted("padlet"), measure(ALZEY)])
    assert headline(dataset.filtered(Selection.of(cohorts=(2025,))))["measures"].remarks == ()
    assert len(headline(dataset.filtered(Selection.of(cohorts=(2024,))))["measures"].remarks) == 1


def test_attendance_that_rests_on_one_doubtful_source_is_marked() -> None:
    held = conference(60, "about", source_url="https://a.example", source_quality="doubtful")
    figure = headline(programme([municipality(ASBACH)], events=[held]))["attendance"]
    assert [said.en for said in figure.remarks] == ["Of these, 1 event rests on one doubtful source alone."]


def test_starters_are_remarked_until_the_data_agree() -> None:
    started = [fact("municipalities_started", 2, cohort=2024, unit="Kommunen")]
    assert remarks(programme([municipality(ASBACH)], facts=started)) == {
        "starters": "Laut einer Quelle haben 2 Kommunen im Jahr 2024 begonnen; in den Daten nehmen von dieser Staffel "
        "1 teil, ausgeschieden: 0. Wie das zusammenpasst, sagt keine Quelle."
    }
    both = [municipality(ASBACH), municipality(GEROLSTEIN, status="left")]
    assert remarks(programme(both, facts=started)) == {}


def test_filtered_view_keeps_the_remarks_of_the_whole() -> None:
    started = [fact("municipalities_started", 2, cohort=2024, unit="Kommunen")]
    dataset = programme([municipality(ASBACH), municipality(RHEIN_SELZ)], facts=started)
    assert contradictions(dataset.filtered(Selection.of(kinds=("district",)))) == []


def test_stated_size_that_the_data_do_not_have_is_remarked() -> None:
    facts = [fact("municipalities_total", 14, unit="Kommunen"), fact("municipalities_in_cohort", 1, cohort=2024)]
    found = contradictions(programme([municipality(ASBACH)], facts=facts))
    assert [(remark.code, remark.figures) for remark in found] == [("size", ("participants",))]


@pytest.mark.parametrize(("joint", "remarked"), [(7, True), (8, False), (3, False)])
def test_meetings_are_remarked_when_no_reading_makes_them_agree(joint: int, remarked: bool) -> None:
    facts = [
        fact("joint_meetings", joint, cohort=2024),
        fact("online_trainings", 5, cohort=2024),
        fact("in_person_meetings", 3, cohort=2024),
    ]
    assert ("meetings" in remarks(programme(facts=facts))) is remarked


def test_funding_is_remarked_when_once_a_ceiling_and_once_not() -> None:
    ceiling = fact("funding_per_year", 5000, unit="Euro", qualifier="at_most")
    flat = fact("funding_per_year", 5000, unit="Euro", as_of="2025-01-01", as_of_precision="year")
    assert remarks(programme(facts=[ceiling])) == {}
    assert remarks(programme(facts=[ceiling, flat])) == {
        "funding": "Die Zuwendung je Kommune und Jahr geben die Quellen verschieden an: „bis zu 5.000 Euro, Stand "
        "8. April 2025“ und „5.000 Euro, Stand 2025“."
    }


def test_key_fact_is_told_in_words() -> None:
    facts = [
        fact("conference_attendance", 100, unit="Personen", qualifier="at_most"),
        fact("duration", 1, unit="Jahr"),
        fact("period_end", None, title="bis Ende der Legislaturperiode", as_of="2024-01-01", as_of_precision="month"),
        fact("period_end", 2025, as_of=None, as_of_precision=None),
    ]
    dataset = programme(facts=facts)
    told = [(statement(row, GERMAN), statement(row, ENGLISH)) for row in dataset.key_facts.to_dict("records")]
    assert told == [
        ("bis zu 100 Personen, Stand 8. April 2025", "up to 100 people, as of 8 April 2025"),
        ("1 Jahr, Stand 8. April 2025", "1 year, as of 8 April 2025"),
        ("bis Ende der Legislaturperiode, Stand Januar 2024", "bis Ende der Legislaturperiode, as of January 2024"),
        ("2025", "2025"),  # a year has no thousands separator
    ]


def test_empty_data_set_has_figures_too() -> None:
    told = headline(Dataset.of())
    assert told["participants"].value == 0
    assert told["attendance"].value is None


@pytest.mark.parametrize(
    "dataset",
    [
        Dataset.of(),
        programme([municipality(ASBACH)], [measure(ASBACH, status_on="2024-03-01", status_on_precision="month")]),
    ],
    ids=["empty", "small"],
)
def test_json_follows_its_schema(dataset: Dataset) -> None:
    jsonschema.validate(json.loads(json.dumps(as_json(dataset))), figures_schema())


def test_documents_are_those_of_the_declaration() -> None:
    assert (DOCS / "zahlen.md").read_text(encoding="utf-8") == figures_document()
    assert json.loads((DOCS / "figures.schema.json").read_text(encoding="utf-8")) == figures_schema()


def test_finding_of_the_attendance_is_its_first_clause() -> None:
    data = programme(
        events=[conference(75, "about"), conference(60, "about"), conference(), conference(status="announced")]
    )
    assert attendance_finding(data, GERMAN) == "Vereinekonferenzen: rund 135 Teilnehmende bei 2 von 3 durchgeführten."


def test_attendance_of_every_type_that_counts_is_summed_by_its_type() -> None:
    rows = [
        conference(60, "about", municipality=ASBACH),
        conference(20, "exact", type="network_meeting", title="Netzwerktreffen"),
        conference(15, "about", type="network_meeting", title="Netzwerktreffen"),
        conference(None, None, type="network_meeting", title="Netzwerktreffen"),
        conference(40, "exact", type="volunteers_day", title="Freiwilligentag", relation="adjacent"),  # not ours
        conference(90, "exact", type="award", title="Ehrung"),  # a type whose attendance does not count
        conference(None, None, type="training", title="Fortbildung"),
    ]
    made = programme([municipality(ASBACH)], events=rows)
    assert made.result(headline)["attendance"].value == 60
    told = as_json(made)["attendance_by_type"]
    assert told == {
        "conference": {"held": 1, "known": 1, "people": 60, "qualifier": "about"},
        "network_meeting": {"held": 3, "known": 2, "people": 35, "qualifier": "about"},
        "training": {"held": 1, "known": 0, "people": None, "qualifier": None},
    }
    jsonschema.validate(json.loads(json.dumps(as_json(made))), figures_schema())
