"""Random choices of which every possible one occurs, and dates as imprecise as those of real reports."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from ek_data.tables.types import PRECISION, Precision

Rng = np.random.Generator
Days = npt.NDArray[np.datetime64]
RandomCodes = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]

AS_OF = np.datetime64("2026-06-30")
DAY, NEVER = np.timedelta64(1, "D"), np.datetime64("NaT", "D")
CERTAINTY = {"sourced": 0.85, "derived": 0.15}
DAY_MONTH_YEAR = dict(zip(map(str, Precision), (0.6, 0.28, 0.12), strict=True))


def drawn(rng: Rng, shares: Mapping[str, float], size: int) -> RandomCodes:
    """Return `size` random codes by their shares, which need not add up to 1; every code occurs if there is room."""
    weights = np.array(list(shares.values()))
    positions = rng.choice(len(shares), size, p=weights / weights.sum())
    certain = min(size, len(shares))
    positions[:certain] = np.arange(certain)
    return np.array(list(shares), dtype=object).take(rng.permutation(positions))


def some(rng: Rng, size: int, share: float) -> Mask:
    """Return a mask that is true for about `share` of `size` rows."""
    return rng.random(size) < share


def between(rng: Rng, first: Days, last: Days) -> Days:
    """Return a random day from `first` to `last`, both included, for each row."""
    span = np.maximum((last - first) // DAY, 0)
    drawn_day: Days = first + (rng.random(len(first)) * (span + 1)).astype(int) * DAY
    return drawn_day


def partial(rng: Rng, name: str, days: Days) -> dict[str, pd.Series]:
    """Return the columns of a partial date: first day of its span, and its precision; <NA> where `days` is NaT."""
    precision = drawn(rng, DAY_MONTH_YEAR, len(days))
    first = np.select(
        [precision == "month", precision == "year"],
        [days.astype("datetime64[M]").astype("datetime64[D]"), days.astype("datetime64[Y]").astype("datetime64[D]")],
        days,
    )
    dates = pd.Series(first)
    return {name: dates, name + PRECISION: pd.Series(precision, dtype="object").where(dates.notna())}


def days(dates: pd.Series) -> Days:
    """Return a column of dates as days of numpy."""
    return dates.to_numpy().astype("datetime64[D]")


def new_year(years: pd.Series) -> Days:
    """Return the 1 January of each year."""
    return (years.to_numpy(dtype="int64") - 1970).astype("datetime64[Y]").astype("datetime64[D]")


def numbered(letter: str, size: int) -> pd.Series:
    """Return the keys "M0001", "M0002", …, as wide as the last one needs."""
    numbers = pd.Series(np.arange(1, size + 1)).astype("string")
    return letter + numbers.str.zfill(max(4, len(str(size))))
