import datetime as dt

from ek_data.dataset.dataset import Dataset
from ek_data.figures import event_words
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import ASBACH, conference, municipality, programme


def event(
    title: str, day: str | None, status: str = "held", precision: str = "day", **more: object
) -> dict[str, object]:
    dated = {"starts_on": day, "starts_on_precision": precision if day else None}
    return {"type": "kickoff", "title": title, "status": status, "relation": "programme", **dated, **more}


def dataset(*events: dict[str, object]) -> Dataset:
    return programme([municipality(ASBACH, name="Verbandsgemeinde Asbach")], events=list(events))


def test_finding_counts_what_was_held_and_of_how_many_it_is_known_who_came() -> None:
    shown = dataset(
        conference(75, "about"),
        event("meeting", "2024-01-25"),  # nobody says how many came
        event("announced", "2025-05-01", status="announced"),
        event("aside", "2025-06-01", relation="adjacent"),  # not of the programme
    )
    assert event_words.held_finding(shown, GERMAN) == (
        "2 Veranstaltungen sind als durchgeführt gemeldet; wie viele kamen, ist nur bei 1 bekannt."
    )
    assert event_words.held_finding(dataset(), GERMAN).startswith("Von keiner Veranstaltung")
    assert event_words.events_counted(shown, GERMAN) == "Veranstaltungen des Programms · n = 3, davon 1 überfällig"
    assert event_words.without_attendance(shown, GERMAN) == "Keine Zahl bekannt: 1 Auftakttreffen."


def test_events_without_a_date_are_put_together_by_type_and_cohort() -> None:
    shown = dataset(
        event("one", None, cohort=2024),
        event("two", None, cohort=2024),
        event("three", None, cohort=2025),
        event("dated", "2024-01-25", cohort=2024),
        event("announced", None, status="announced"),  # may be ahead
    )
    groups = [["kickoff", 2024, 2, ["e1", "e2"]], ["kickoff", 2025, 1, ["e3"]]]
    assert [[*each[:3], list(each.events)] for each in event_words.undated(shown).itertuples(index=False)] == groups


def test_kind_of_an_event_follows_from_the_role_of_its_type() -> None:
    events = dataset(event("meeting", None), conference(), event("award", None, type="award")).events
    assert event_words.kinds(events).tolist() == ["meeting", "conference", ""]
    assert event_words.kind_words(events[:1], "meeting", GERMAN) == "Auftakttreffen"  # all of one type: its own word
    assert event_words.kind_words(events, "meeting", GERMAN) == "Treffen"


def test_line_names_date_type_host_and_attendance_as_exactly_as_they_are_known() -> None:
    held = conference(75, "about", title="Ehrenamtstreffen", municipality=ASBACH, starts_on="2024-11-01")
    shown = dataset({**held, "starts_on_precision": "month"})
    assert event_words.lines(shown.events, shown.names, GERMAN) == [
        "November 2024 · Vereinekonferenz: Ehrenamtstreffen, VG Asbach, rund 75 Personen"
    ]
    assert event_words.lines(shown.events, shown.names, ENGLISH) == [
        "November 2024 · Associations' conference: Ehrenamtstreffen, VG Asbach, about 75 people"
    ]


def test_line_says_of_what_was_not_held_how_it_stands_and_of_what_is_outside_that_it_is() -> None:
    events = dataset(
        event("Auftakttreffen A", "2025-01-25"),
        event("Auftakttreffen B", "2025-02-01", "announced"),
        event("Auftakttreffen C", "2025-03-01", "cancelled", relation="adjacent"),
    ).events
    assert event_words.lines_with_status(events.assign(overdue=[False, True, False]), {}, GERMAN) == [
        "25. Januar 2025 · Auftakttreffen A",
        "1. Februar 2025 · Auftakttreffen B · angekündigt, überfällig",
        "1. März 2025 · Auftakttreffen C · abgesagt, angrenzend",
    ]


def test_line_in_a_list_by_months_leaves_to_the_heading_that_it_has_no_date() -> None:
    events = dataset(event("Arbeitstreffen A", None)).events
    assert event_words.lines_with_status(events.assign(overdue=False), {}, GERMAN) == [
        "Auftakttreffen: Arbeitstreffen A"
    ]


def test_line_does_not_say_the_type_twice_and_names_the_place_where_the_land_is_host() -> None:
    shown = dataset(event("Auftakttreffen 2025", "2025-04-09", place="Mainz"))
    assert event_words.lines(shown.events, shown.names, GERMAN) == ["9. April 2025 · Auftakttreffen 2025, Mainz"]


def test_unknown_date_and_attendance_are_said_to_be_unknown() -> None:
    shown = dataset(event("Arbeitstreffen", None)).events.iloc[0]
    assert event_words.when(shown, GERMAN) == "ohne Datum"
    assert event_words.who_came(shown, GERMAN) == "keine Angabe"


def test_month_that_is_not_over_is_not_overdue() -> None:
    shown = dataset(
        event("this month", "2025-06-01", "announced", "month"),  # may be tomorrow
        event("this year", "2025-01-01", "announced", "year"),
        event("last month", "2025-05-01", "announced", "month"),
    )
    assert event_words.unconfirmed(shown, dt.date(2025, 6, 15))["title"].tolist() == ["last month"]


def test_what_was_held_or_cancelled_needs_no_confirmation() -> None:
    shown = dataset(
        event("held", "2025-01-01"),
        event("cancelled", "2025-01-01", "cancelled"),
        event("undated", None, "announced"),  # may be ahead
        event("open", "2025-01-01", "announced"),
    )
    assert event_words.unconfirmed(shown, dt.date(2025, 6, 15))["title"].tolist() == ["open"]


def test_attendance_under_a_head_of_people_names_its_unit_only_where_that_is_another() -> None:
    event = {"attendance": 75, "attendance_qualifier": "about", "attendance_unit": "people"}
    assert event_words.people_in_short(event, GERMAN) == "rund 75"
    assert event_words.people_in_short({**event, "attendance_unit": None}, GERMAN) == "rund 75"
    assert event_words.people_in_short({**event, "attendance_unit": "associations"}, GERMAN) == "rund 75 Vereine"
    assert event_words.people_in_short({**event, "attendance": None}, GERMAN) == "?"
