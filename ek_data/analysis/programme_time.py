"""Programme time: whole months since a municipality joined, and up to which month the data speak.

A date known only to the month or year counts at the end of its span, because only then it is certain; but never later
than the day up to which the data speak, because they report it as done by then.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from ek_data.dataset.dataset import Dataset, short_names
from ek_data.dataset.partial_dates import last_days
from ek_data.dataset.programme import in_programme
from ek_data.tables.measures import DONE

DATES = ("started_on", "started_on_precision", "status_on", "status_on_precision")
NEVER = -1


def starts(municipalities: pd.DataFrame) -> pd.Series:
    """Return the first day of each municipality in the programme: `joined_on`, else 1 January of its cohort's year."""
    return municipalities["joined_on"].fillna(new_year(municipalities["cohort"]))


def new_year(years: pd.Series) -> pd.Series:
    """Return 1 January of each year."""
    return pd.to_datetime(years.astype("string"), format="%Y").astype("datetime64[us]")


def programme_month(dates: pd.Series, starts: pd.Series) -> pd.Series:
    """Return the whole months completed from `starts` to `dates`, <NA> where one is missing.

    Month 0 is the first. A date before the start is negative: the day before is month -1.
    """
    begun = (dates.dt.year - starts.dt.year) * 12 + (dates.dt.month - starts.dt.month)
    completed: pd.Series = begun - (dates.dt.day < starts.dt.day)
    return completed.astype("Int64")


def members(dataset: Dataset) -> pd.DataFrame:
    """Return the participants to compare: ars, name (short), kind, cohort, population, start, observed.

    `observed` is the last programme month the data speak about, -1 if there is none. Municipalities that left are in
    no comparison: since when they were gone is rarely known, so their months under observation are not.
    """
    taking_part = dataset.participants.reset_index(drop=True)
    start = starts(taking_part)
    as_of = pd.Series(pd.Timestamp(dataset.as_of) if dataset.as_of else pd.NaT, start.index, "datetime64[us]")
    return pd.DataFrame(
        {
            "ars": taking_part["ars"],
            "name": short_names(taking_part["name"]),
            "kind": taking_part["kind"],
            "cohort": taking_part["cohort"],
            "population": taking_part["population"],
            "start": start,
            "observed": programme_month(as_of, start).fillna(NEVER).clip(lower=NEVER),
        }
    )


def begun(dataset: Dataset) -> pd.DataFrame:
    """Return the members, as `members` does, without the cohorts that begin after the day the data speak up to.

    They have no month to compare yet. If the data have no such day, nothing says that a cohort has not begun.
    """
    everybody = members(dataset)
    ahead = everybody.groupby("cohort")["observed"].transform("max") == NEVER
    return everybody if dataset.as_of is None else everybody[~ahead].reset_index(drop=True)


def observed_months(dataset: Dataset) -> pd.DataFrame:
    """Return for each cohort up to which month the data speak: cohort, n, complete, longest.

    All `n` members are under observation up to month `complete`, the first to join up to month `longest`.
    """
    by_cohort = begun(dataset).groupby("cohort")["observed"]
    return by_cohort.agg(n="size", complete="min", longest="max").reset_index()


def common_window(dataset: Dataset) -> int:
    """Return the last month in which every participant of every cohort is under observation; -1 if there is none."""
    complete = observed_months(dataset)["complete"]
    return int(complete.min()) if len(complete) else NEVER


def measures_of(dataset: Dataset, among: pd.DataFrame) -> pd.DataFrame:
    """Return the programme measures of the members `among`, each with `member`, its position in `among`.

    Columns: municipality, category, status, the dates with their precision, member.
    """
    needed = ["municipality", "category", "status", *DATES]
    rows = dataset.measures.loc[in_programme(dataset.measures), needed]
    member = pd.Index(among["ars"]).get_indexer(pd.Index(rows["municipality"]))
    placed: pd.DataFrame = rows.assign(member=member)[member >= 0]
    return placed


def implemented(dataset: Dataset, among: pd.DataFrame) -> pd.DataFrame:
    """Return the implemented or ended programme measures of the members `among`, and from when they count.

    Columns: member (position in `among`), category, date and precision (start of the measure, else the date of its
    status, <NA> if neither is known), counts_on (last day of that date's span), month (programme month, at least 0:
    what was there before counts from the beginning), latest_only (the month is an upper bound: the start is not known,
    or not known to the month).
    """
    rows = measures_of(dataset, among)
    rows = rows[rows["status"].isin(DONE)]
    start = among["start"].iloc[rows["member"].to_numpy()].set_axis(rows.index)
    reported = rows["started_on"].isna()
    date = rows["started_on"].fillna(rows["status_on"])
    precision = rows["started_on_precision"].where(~reported, rows["status_on_precision"])
    counts_on = _certain_by(last_days(date, precision), dataset.as_of)
    month = programme_month(counts_on, start).clip(lower=0)
    first_possible = programme_month(date, start).clip(lower=0)
    return pd.DataFrame(
        {
            "member": rows["member"],
            "category": rows["category"],
            "date": date,
            "precision": precision,
            "counts_on": counts_on,
            "month": month,
            "latest_only": reported | (first_possible < month).fillna(True).astype(bool),
        }
    )


def _certain_by(ends: pd.Series, as_of: dt.date | None) -> pd.Series:
    return ends if as_of is None else ends.where(ends <= pd.Timestamp(as_of), pd.Timestamp(as_of))
