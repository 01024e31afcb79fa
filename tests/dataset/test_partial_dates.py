"""A date known to the day, the month or the year: its text and its last day."""

import datetime as dt

import pandas as pd

from ek_data.dataset.partial_dates import iso_text, iso_texts, last_day, last_days

DAYS = pd.Series(pd.to_datetime(["2024-11-23", "2024-02-01", "2024-01-01", None]), index=[7, 5, 3, 1])
PRECISION = pd.Series(["day", "month", "year", None], index=DAYS.index)


def test_text_is_as_long_as_the_date_is_known() -> None:
    assert iso_texts(DAYS, PRECISION).fillna("-").to_dict() == {7: "2024-11-23", 5: "2024-02", 3: "2024", 1: "-"}
    assert iso_text(dt.date(2024, 2, 1), "month") == "2024-02"


def test_last_day_is_the_end_of_what_is_known() -> None:
    ends = last_days(DAYS, PRECISION).dropna().dt.date.to_dict()
    assert ends == {7: dt.date(2024, 11, 23), 5: dt.date(2024, 2, 29), 3: dt.date(2024, 12, 31)}
    assert last_day(dt.date(2024, 1, 1), "year") == dt.date(2024, 12, 31)
