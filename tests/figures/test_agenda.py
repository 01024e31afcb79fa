import datetime as dt

from ek_data.dataset.dataset import Dataset
from ek_data.figures import agenda
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import ASBACH, conference, municipality, programme


def event(
    title: str, day: str | None, status: str = "held", precision: str = "day", **more: object
) -> dict[str, object]:
    dated = {"starts_on": day, "starts_on_precision": precision if day else None}
    return {"type": "kickoff", "title": title, "status": status, "relation": "programme", **dated, **more}


def dataset(*events: dict[str, object]) -> Dataset:
    return programme([municipality(ASBACH, name="Verbandsgemeinde Asbach")], events=list(events))


def test_recent_events_were_held_and_have_a_date_newest_first() -> None:
    shown = agenda.recent(
        dataset(
            event("old", "2024-01-25"),
            event("new", "2025-04-09"),
            event("undated", None),  # held, but nobody knows when
            event("announced", "2025-05-01", status="announced"),
            event("aside", "2025-06-01", relation="adjacent"),  # not of the programme
        )
    )
    assert shown["title"].tolist() == ["new", "old"]


def test_coming_events_are_announced_and_not_past_soonest_first() -> None:
    shown = agenda.coming(
        dataset(
            event("past", "2025-01-01", status="announced"),  # announced, but over
            event("later", "2025-12-01", status="announced"),
            event("today", "2025-06-01", status="announced"),
        ),
        dt.date(2025, 6, 1),
    )
    assert shown["title"].tolist() == ["today", "later"]


def test_line_names_date_type_host_and_attendance_as_exactly_as_they_are_known() -> None:
    held = conference(75, "about", title="Ehrenamtstreffen", municipality=ASBACH, starts_on="2024-11-01")
    shown = dataset({**held, "starts_on_precision": "month"})
    assert agenda.lines(shown.events, shown.names, GERMAN) == [
        "November 2024 · Vereinekonferenz: Ehrenamtstreffen, VG Asbach, rund 75 Personen"
    ]
    assert agenda.lines(shown.events, shown.names, ENGLISH) == [
        "November 2024 · Associations' conference: Ehrenamtstreffen, VG Asbach, about 75 people"
    ]


def test_line_does_not_say_the_type_twice_and_names_the_place_where_the_land_is_host() -> None:
    shown = dataset(event("Auftakttreffen 2025", "2025-04-09", place="Mainz"))
    assert agenda.lines(shown.events, shown.names, GERMAN) == ["9. April 2025 · Auftakttreffen 2025, Mainz"]


def test_unknown_date_and_attendance_are_said_to_be_unknown() -> None:
    shown = dataset(event("Arbeitstreffen", None)).events.iloc[0]
    assert agenda.when(shown, GERMAN) == "Datum nicht bekannt"
    assert agenda.who_came(shown, GERMAN) == "keine Angabe"


def test_month_that_is_not_over_is_still_to_come() -> None:
    shown = dataset(
        event("this month", "2025-06-01", "announced", "month"),  # may be tomorrow
        event("this year", "2025-01-01", "announced", "year"),
        event("last month", "2025-05-01", "announced", "month"),
    )
    assert agenda.coming(shown, dt.date(2025, 6, 15))["title"].tolist() == ["this year", "this month"]
    assert agenda.unconfirmed(shown, dt.date(2025, 6, 15))["title"].tolist() == ["last month"]


def test_what_was_held_or_cancelled_needs_no_confirmation() -> None:
    shown = dataset(
        event("held", "2025-01-01"),
        event("cancelled", "2025-01-01", "cancelled"),
        event("undated", None, "announced"),  # may be ahead
        event("open", "2025-01-01", "announced"),
    )
    assert agenda.unconfirmed(shown, dt.date(2025, 6, 15))["title"].tolist() == ["open"]
