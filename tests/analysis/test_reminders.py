"""The open questions about a municipality, and the mail that asks it for what only it can know."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from ek_data.analysis.completeness import AREAS
from ek_data.analysis.reminders import LONGEST_ADDRESS, Mail, mail, questions
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import ALZEY, ASBACH, conference, fact, measure, municipality, programme

DATED = {"status_on": "2025-03-01", "status_on_precision": "month", "source_url": "https://a.example"}
KNOWN = {"population": 5, "population_on": "2024-12-31", "area_km2": 1.0}
AS_OF = [fact("duration", 2, as_of="2025-04-08")]
DATASET = programme(
    [municipality(ASBACH, name="Verbandsgemeinde Asbach", **KNOWN), municipality(ALZEY, name="Alzey", **KNOWN)],
    [measure(ALZEY, title="Portal", **DATED)],  # nobody knows since when, nor what was paid
    [
        conference(None, municipality=ALZEY, title="Konferenz A", starts_on="2025-01-05", starts_on_precision="day"),
        conference(
            None,
            municipality=ALZEY,
            status="announced",
            title="Konferenz B",
            starts_on="2024-11-23",
            starts_on_precision="day",
        ),
    ],
    AS_OF,
)


def asked(data: Dataset, ars: str) -> dict[str, str]:
    """Return why each question is open, by the question, of those that the mail may hold."""
    return {each.line: each.open for each in questions(data, ars, GERMAN) if not each.known_elsewhere}


def test_each_gap_is_a_question_and_plans_that_are_overdue_come_first() -> None:
    assert list(asked(DATASET, ALZEY).items()) == [
        (
            "Fand die Veranstaltung am 23. November 2024 statt? („Konferenz B“)",
            "überfällig, seitdem kein Bericht",
        ),
        ("Seit wann gibt es „Portal“?", "Angabe fehlt: Beginn"),
        ("Wie viele kamen zu „Konferenz A“?", "Angabe fehlt: Teilnehmende"),
    ]


NOTHING_IN_THE_PROGRAMME = {
    "Welche Maßnahmen des Programms gibt es, und wie weit sind sie?": "im Programm ist bisher nichts bekannt",
    "Welche eigenen Veranstaltungen gab es im Programm, und wann?": "im Programm ist bisher nichts bekannt",
}


def test_what_nothing_is_known_of_is_one_question() -> None:
    assert asked(DATASET, ASBACH) == NOTHING_IN_THE_PROGRAMME


def test_who_has_something_outside_the_programme_only_is_asked_for_what_belongs_to_it() -> None:
    beside = {"municipality": ASBACH, "relation": "adjacent"}
    dataset = programme([municipality(ASBACH)], [measure(**beside)], [conference(**beside)])
    assert asked(dataset, ASBACH) == NOTHING_IN_THE_PROGRAMME


def test_several_rows_are_one_question_and_long_lists_of_titles_are_cut() -> None:
    rows = [measure(ASBACH, title=f"M{n}", **DATED) for n in range(7)]
    told = asked(programme([municipality(ASBACH)], rows), ASBACH)
    assert "Seit wann gibt es diese 7 Maßnahmen? („M0“, „M1“, „M2“, „M3“, „M4“ und 2 weitere)" in told


def test_plan_is_asked_after_as_exactly_as_its_date_is_known() -> None:
    planned = {"status": "announced", "municipality": ASBACH, "starts_on": "2024-11-01"}
    for precision, said in (("month", "im November 2024"), ("year", "im Jahr 2024")):
        data = programme([municipality(ASBACH)], [], [conference(**planned, starts_on_precision=precision)], AS_OF)
        assert f"Fand die Veranstaltung {said} statt? („Vereinekonferenz“)" in asked(data, ASBACH)


def test_event_that_is_a_measure_of_the_same_day_as_well_is_asked_after_once() -> None:
    day = {"municipality": ASBACH, "starts_on_precision": "day", "status": "announced"}
    plan = measure(ASBACH, "planned", title="Konferenz", started_on="2024-11-23", started_on_precision="day")
    events = [conference(starts_on="2024-11-23", **day), conference(starts_on="2025-01-05", title="Messe", **day)]
    once = asked(programme([municipality(ASBACH)], [plan], events[:1], AS_OF), ASBACH)
    assert [line for line, why in once.items() if "überfällig" in why] == ["Was wurde aus „Konferenz“?"]
    both = asked(programme([municipality(ASBACH)], [plan], events, AS_OF), ASBACH)
    assert [line for line, why in both.items() if "überfällig" in why] == [
        "Was wurde aus „Konferenz“?",
        "Fand die Veranstaltung am 5. Januar 2025 statt? („Messe“)",
    ]


def test_mail_holds_the_ticked_questions_in_order_and_never_what_is_known_elsewhere() -> None:
    found = questions(DATASET, ALZEY, GERMAN)
    assert any("Förderung" in each.asked for each in found)
    assert {each.code for each in found if each.known_elsewhere} >= {"funding-funding_eur", "participations-None"}
    written = mail(DATASET, ALZEY, found[1:], GERMAN)
    assert written.subject.endswith("Alzey")
    assert "zum Stand 8. April 2025" in written.body
    assert "1. Seit wann gibt es „Portal“?\n2. Wie viele kamen zu „Konferenz A“?\n\n" in written.body
    assert "3. " not in written.body
    assert "Konferenz B" not in written.body
    assert "Dear colleagues" in mail(DATASET, ALZEY, found, ENGLISH).body


def test_mail_calls_a_municipality_by_its_full_name() -> None:
    written = mail(DATASET, ASBACH, questions(DATASET, ASBACH, GERMAN), GERMAN)
    assert written.subject.endswith("Verbandsgemeinde Asbach")


def test_no_column_that_is_asked_of_municipalities_is_without_its_question() -> None:
    for area in AREAS:
        if not area.known_elsewhere:
            assert set(area.columns) <= set(area.asks), area.code
            assert not area.demanded or None in area.asks, area.code


def test_what_nobody_has_is_no_question_to_one_alone() -> None:
    codes = [each.asked for each in questions(DATASET, ASBACH, GERMAN)]
    assert not any("Teilnahme seit" in each for each in codes)  # empty for both
    one = programme([municipality(ASBACH)])
    assert any("Teilnahme seit" in each.asked for each in questions(one, ASBACH, GERMAN))


def test_link_opens_the_mail_as_it_is_written_and_is_left_out_where_it_would_be_cut() -> None:
    written = Mail("Übersicht & Fragen?", "Guten Tag,\n\n1. Wie viele? 50 % + 1 # sagt „Asbach“")
    assert written.address.isascii()
    assert " " not in written.address
    query = parse_qs(urlsplit(written.address).query, strict_parsing=True)
    assert query == {"subject": [written.subject], "body": [written.body.replace("\n", "\r\n")]}
    assert Mail("x", "ü" * LONGEST_ADDRESS).address == ""
