"""The calendar file: only days that are known, the same identity in every release, nothing from data as code."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar, Event

from ek_data.dataset.dataset import DEMO_MARK, Dataset, Origin
from ek_data.exports.calendar import calendar_file
from ek_data.i18n import ENGLISH, GERMAN, Language
from tests.programme import ASBACH, conference, municipality, programme

NOON = dt.datetime(2025, 5, 1, 12, tzinfo=dt.UTC)


def dataset(*events: dict[str, Any], release: int = 3, **of_municipality: Any) -> Dataset:
    host = municipality(ASBACH, **{"name": "Verbandsgemeinde Asbach", **of_municipality})
    made = programme([host], events=list(events))
    return dataclasses.replace(made, origin=Origin("", release, NOON))


def on(day: str | None, precision: str | None = "day", **more: Any) -> dict[str, Any]:
    return conference(**{"starts_on": day, "starts_on_precision": precision if day else None, **more})


def entries(made: Dataset, lang: Language = GERMAN) -> list[Event]:
    return list(Calendar.from_ical(calendar_file(made, lang)).walk("VEVENT"))


def test_event_is_a_whole_day_with_place_host_and_attendance() -> None:
    event = on("2025-04-09", place="Mainz", municipality=ASBACH, attendance=75, qualifier="about")
    [entry] = entries(dataset(event))
    assert entry.decoded("dtstart") == dt.date(2025, 4, 9)
    assert entry.decoded("dtend") == dt.date(2025, 4, 10)
    assert entry["location"] == "Mainz"
    assert (
        entry["description"]
        == "Vereinekonferenz\ndurchgeführt\nAusgerichtet von: VG Asbach\nTeilnehmende: rund 75 Personen"
    )


@pytest.mark.parametrize(("day", "precision"), [("2025-04-01", "month"), ("2025-01-01", "year"), (None, None)])
def test_event_without_a_known_day_is_left_out(day: str | None, precision: str | None) -> None:
    assert entries(dataset(on(day, precision))) == []


def test_event_aside_from_the_programme_is_left_out() -> None:
    assert entries(dataset(on("2025-04-09", relation="adjacent"))) == []


@pytest.mark.parametrize(
    ("status", "written"), [("held", "CONFIRMED"), ("announced", "TENTATIVE"), ("cancelled", "CANCELLED")]
)
def test_status_is_that_of_the_calendar(status: str, written: str) -> None:
    [entry] = entries(dataset(on("2025-04-09", status=status)))
    assert entry["status"] == written


def test_unknown_attendance_of_what_was_held_is_said_and_of_what_is_announced_is_not() -> None:
    held, announced = entries(dataset(on("2025-04-09"), on("2025-05-09", status="announced")))
    assert "Teilnehmende: keine Angabe" in held["description"]
    assert "Teilnehmende" not in announced["description"]


def test_moved_event_keeps_its_identity_in_the_next_release() -> None:
    [before] = entries(dataset(on("2025-04-09")))
    [after] = entries(dataset(on("2025-04-16"), release=4))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (3, 4)


def test_text_of_the_data_cannot_write_lines_of_the_file() -> None:
    title = "Treffen\r\nBEGIN:VALARM; \\ , \N{LATIN SMALL LETTER U WITH DIAERESIS}" + "x" * 200
    [entry] = entries(dataset(on("2025-04-09", title=title, source_url="javascript:alert(1)")))
    assert not list(entry.walk("VALARM"))
    assert "x" * 200 in entry["summary"]
    assert "url" not in entry


def test_invented_data_say_so_in_every_entry() -> None:
    [entry] = entries(dataset(on("2025-04-09"), note=DEMO_MARK))
    assert entry["summary"].startswith(DEMO_MARK)


def test_words_are_in_the_language_asked_for() -> None:
    [entry] = entries(dataset(on("2025-04-09")), ENGLISH)
    assert entry["description"].splitlines()[1] == "held"
