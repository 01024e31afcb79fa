"""Plans: which rows are plans, and which of them are overdue."""

from __future__ import annotations

import datetime as dt

import pytest

from ek_data.dataset.programme_rows import overdue, planned
from ek_data.dataset.wording import words
from ek_data.figures.event_words import unconfirmed
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.tables import EVENTS, MEASURES
from tests.programme import ASBACH, conference, measure, municipality, programme

STAND = dt.date(2025, 11, 19)


@pytest.mark.parametrize(
    ("status", "day", "precision", "late"),
    [
        ("planned", "2025-11-18", "day", True),
        ("planned", "2025-11-19", "day", False),  # it may be held today
        ("in_preparation", "2025-01-01", "month", True),  # January is over
        ("planned", "2025-11-01", "month", False),  # November is not
        ("in_preparation", "2024-01-01", "year", True),
        ("in_preparation", "2025-01-01", "year", False),  # neither is 2025
        ("planned", None, None, False),  # no date of its own: that of the report is none
        ("implemented", "2024-01-01", "day", False),
        ("ended", "2024-01-01", "day", False),
    ],
)
def test_plan_is_overdue_once_its_date_is_over(status: str, day: str | None, precision: str | None, late: bool) -> None:
    reported = {"status_on": "2024-01-01", "status_on_precision": "day"}
    row = measure(ASBACH, status, started_on=day, started_on_precision=precision, **reported)
    measures = programme([municipality(ASBACH)], [row]).measures
    assert overdue(measures, MEASURES, STAND).tolist() == [late]
    assert overdue(measures, MEASURES, None).tolist() == [False]  # without a day nothing is
    said = words(measures, MEASURES, GERMAN, as_of=STAND)["Status"].item()
    assert said.endswith(", überfällig") == late
    assert "überfällig" not in words(measures, MEASURES, GERMAN)["Status"].item()


@pytest.mark.parametrize(("status", "late"), [("announced", True), ("held", False), ("cancelled", False)])
def test_announced_event_is_overdue_once_its_day_is_over(status: str, late: bool) -> None:
    data = programme(events=[conference(status=status, starts_on="2024-11-23", starts_on_precision="day")])
    assert overdue(data.events, EVENTS, STAND).tolist() == [late]
    assert planned(data.events, EVENTS).tolist() == [late]
    assert words(data.events, EVENTS, ENGLISH, as_of=STAND)["Status"].item().endswith(", overdue") == late
    assert len(unconfirmed(data, STAND)) == late
