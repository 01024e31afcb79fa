"""The day up to which the data speak: what is said to be or to have been moves it, and nothing else does."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from ek_data.dataset.dataset import Dataset
from tests.programme import ASBACH, conference, measure, municipality, programme

REPORTED = measure(ASBACH, status_on="2025-04-08")


def of(measures: list[dict[str, Any]], events: list[dict[str, Any]]) -> Dataset:
    return programme([municipality(ASBACH)], measures, events)


def test_that_a_source_was_read_later_does_not_move_it() -> None:
    read = REPORTED | {"source_read_on": pd.Timestamp("2026-11-01"), "source_read_on_precision": "month"}
    assert of([read], []).as_of == dt.date(2025, 4, 8)


@pytest.mark.parametrize(("status", "day"), [("announced", "2025-04-08"), ("held", "2025-08-30")])
def test_event_moves_it_only_when_it_was_held(status: str, day: str) -> None:
    event = conference(status=status, starts_on="2025-08-30")
    assert of([REPORTED], [event]).as_of == dt.date.fromisoformat(day)
