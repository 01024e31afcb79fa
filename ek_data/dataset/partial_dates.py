"""Partial dates: a day, a month or a year, kept as the first day of the span and how precise it is known."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from ek_data.tables.types import Precision

ISO_LENGTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def iso_text(day: dt.date, precision: str) -> str:
    """Return ``2024-11-23``, ``2024-11`` or ``2024``, as precise as the day is known."""
    return day.isoformat()[: ISO_LENGTH[Precision(precision)]]


def iso_texts(days: pd.Series, precision: pd.Series) -> pd.Series:
    """Return each of the days in the same way; one of which nothing is said is known to the day."""
    texts = pd.Series(np.datetime_as_string(days.to_numpy(), unit="D"), days.index, "string").mask(days.isna())
    for less in (Precision.MONTH, Precision.YEAR):
        texts = texts.mask(precision == less, texts.str[: ISO_LENGTH[less]])
    return texts


def last_day(day: dt.date, precision: str) -> dt.date:
    """Return the last day of the day, month or year that a date stands for."""
    last: dt.date = last_days(pd.Series([pd.Timestamp(day)]), pd.Series([precision])).iloc[0].date()
    return last


def last_days(days: pd.Series, precision: pd.Series) -> pd.Series:
    """Return the last day of the day, month or year that each date stands for."""
    exact = days.to_numpy().astype("datetime64[D]")
    months = (exact.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    years = (exact.astype("datetime64[Y]") + 1).astype("datetime64[D]") - 1
    codes = precision.astype("string").fillna(Precision.DAY)
    ends = np.select([codes == Precision.MONTH, codes == Precision.YEAR], [months, years], exact)
    return pd.Series(ends.astype("datetime64[us]"), index=days.index)
