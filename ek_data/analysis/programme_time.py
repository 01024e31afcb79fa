"""Programme time: whole months since a municipality began, up to which month the data speak, and which cohorts compare.

The months count from 1 January of the cohort's year, as the sources speak ("seit Beginn 2025"), or from the cohort's
kick-off meeting. Where it is known when a municipality joined, that goes before both: nothing has to be assumed then.

A date known only to the month or year counts at the end of its span, because only then it is certain; but never later
than the day up to which the data speak, because they report it as done by then.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from ek_data.dataset.dataset import Dataset, short_names
from ek_data.dataset.partial_dates import last_days
from ek_data.dataset.programme_rows import in_programme, of_programme
from ek_data.programme.current import current
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS
from ek_data.tables.measures import DONE
from ek_data.tables.types import Precision

DATES = ("started_on", "started_on_precision", "status_on", "status_on_precision")
NEVER = -1
KICKOFFS = EVENTS["type"].having(Role.KICKOFF)
RIPE = 6  # months in common from which on two cohorts are compared unless others are asked for


class Start(StrEnum):
    """From which day the months of a cohort count."""

    NEW_YEAR = "new_year"
    KICKOFF = "kickoff"


def usual_start() -> Start:
    """Return from which day months count as the programme says, as long as nobody asks otherwise."""
    return Start.KICKOFF if current().cohorts.from_kickoff else Start.NEW_YEAR


@dataclass(frozen=True)
class Comparison:
    """How cohorts are compared: from when their months count, unless as usual in the programme, and which of them.

    None of them named: the usual pair.
    """

    asked: Start | None = None
    cohorts: tuple[int, ...] = ()

    @property
    def start(self) -> Start:
        return self.asked or usual_start()


USUAL = Comparison()


def starts(dataset: Dataset, municipalities: pd.DataFrame, start: Start = Start.NEW_YEAR) -> pd.Series:
    """Return the first day of each of the `municipalities` in the programme: `joined_on`, else that of its cohort."""
    return municipalities["joined_on"].fillna(cohort_starts(dataset, municipalities["cohort"], start))


def cohort_starts(dataset: Dataset, years: pd.Series, start: Start = Start.NEW_YEAR) -> pd.Series:
    """Return from which day each cohort counts; NaT for one whose kick-off is not known."""
    if start is Start.KICKOFF:
        return years.map(dataset.result(kickoffs)).astype("datetime64[us]")
    return pd.to_datetime(years.astype("string"), format="%Y").astype("datetime64[us]")


def kickoffs(dataset: Dataset) -> dict[int, pd.Timestamp]:
    """Return the day of the first kick-off held of each cohort that has one, known to the month at least.

    Of a month it is the first day, because a later one would bring forward what was done. A filter does not change it.
    """
    rows = of_programme((dataset.unfiltered or dataset).events)
    held = rows["type"].isin(KICKOFFS) & (rows["status"] == EventStatus.HELD)
    dated = rows[held & (rows["starts_on_precision"] != Precision.YEAR)]
    first = dated.groupby("cohort")["starts_on"].min().dropna()
    return {int(str(cohort)): day for cohort, day in first.items()}


def programme_month(dates: pd.Series, starts: pd.Series) -> pd.Series:
    """Return the whole months completed from `starts` to `dates`, <NA> where one is missing.

    Month 0 is the first. A date before the start is negative: the day before is month -1.
    """
    begun = (dates.dt.year - starts.dt.year) * 12 + (dates.dt.month - starts.dt.month)
    completed: pd.Series = begun - (dates.dt.day < starts.dt.day)
    return completed.astype("Int64")


def members(dataset: Dataset, start: Start = Start.NEW_YEAR) -> pd.DataFrame:
    """Return the participants to compare: ars, name (short), kind, cohort, population, start, joined, observed.

    `joined` tells whose start is the known day of joining, `observed` is the last programme month the data speak about,
    -1 if there is none. Municipalities that left are in no comparison: since when they were gone is rarely known, so
    their months under observation are not.
    """
    taking_part = dataset.participants.reset_index(drop=True)
    begins = starts(dataset, taking_part, start)
    as_of = pd.Series(pd.Timestamp(dataset.as_of) if dataset.as_of else pd.NaT, begins.index, "datetime64[us]")
    return pd.DataFrame(
        {
            "ars": taking_part["ars"],
            "name": short_names(taking_part["name"]),
            "kind": taking_part["kind"],
            "cohort": taking_part["cohort"],
            "population": taking_part["population"],
            "start": begins,
            "joined": taking_part["joined_on"].notna(),
            "observed": programme_month(as_of, begins).fillna(NEVER).clip(lower=NEVER),
        }
    )


def without_start(dataset: Dataset, start: Start) -> list[int]:
    """Return the cohorts in which it is not known from when a member counts, oldest first."""
    everybody = dataset.result(members, start)
    return [int(year) for year in sorted(everybody.loc[everybody["start"].isna(), "cohort"].dropna().unique())]


def begun(dataset: Dataset, start: Start = Start.NEW_YEAR) -> pd.DataFrame:
    """Return the members, as `members` does, of the cohorts that have a month to compare.

    That is of none that begins after the day the data speak up to (if the data have no such day, nothing says that a
    cohort has not begun), and of none `without_start`, of which only a part could be counted.
    """
    everybody = dataset.result(members, start)
    ahead = everybody.groupby("cohort")["observed"].transform("max") == NEVER
    unknown = everybody["cohort"].isin(without_start(dataset, start))
    return everybody[~unknown & ~(ahead & (dataset.as_of is not None))].reset_index(drop=True)


def observed_months(dataset: Dataset, start: Start = Start.NEW_YEAR) -> pd.DataFrame:
    """Return for each cohort up to which month the data speak: cohort, n, complete, longest.

    All `n` members are under observation up to month `complete`, the first to join up to month `longest`.
    """
    by_cohort = dataset.result(begun, start).groupby("cohort")["observed"]
    return by_cohort.agg(n="size", complete="min", longest="max").reset_index()


def compared(dataset: Dataset, comparison: Comparison = USUAL) -> tuple[int, ...]:
    """Return the cohorts that are compared, oldest first: those asked for, or the last two with `RIPE` months.

    Where fewer have so many months it is the two with the most. One cohort alone is compared with nothing.
    """
    months = dataset.result(observed_months, comparison.start)
    asked = months[months["cohort"].isin(comparison.cohorts)]
    if asked.empty:
        ripe = months[months["complete"] >= RIPE]
        asked = ripe.tail(2) if len(ripe) > 1 else months.nlargest(2, "complete")
    return tuple(sorted(int(cohort) for cohort in asked["cohort"]))


def common_window(dataset: Dataset, comparison: Comparison = USUAL) -> int:
    """Return the last month in which every member of the cohorts compared is under observation; -1 if there is none."""
    months = dataset.result(observed_months, comparison.start)
    complete = months.loc[months["cohort"].isin(compared(dataset, comparison)), "complete"]
    return int(complete.min()) if len(complete) else NEVER


def measures_of(dataset: Dataset, among: pd.DataFrame, *, beyond: bool = False) -> pd.DataFrame:
    """Return the programme measures of the members `among`, each with `member`, its position in `among`.

    With `beyond` it is those that are no part of the programme.
    Columns: municipality, category, status, the dates with their precision, member.
    """
    needed = ["municipality", "category", "status", *DATES]
    rows = dataset.measures.loc[in_programme(dataset.measures) != beyond, needed]
    member = pd.Index(among["ars"]).get_indexer(pd.Index(rows["municipality"]))
    placed: pd.DataFrame = rows.assign(member=member)[member >= 0]
    return placed


def implemented(dataset: Dataset, among: pd.DataFrame) -> pd.DataFrame:
    """Return the implemented or ended programme measures of the members `among`, and from when they count.

    Columns: member (position in `among`), category, date and precision (start of the measure, else the date of its
    status, <NA> if neither is known), counts_on (last day of that date's span), month (programme month, at least 0:
    what was there before counts from the beginning), before (it was there before), latest_only (the month is an upper
    bound: the start is not known, or not known to the month).
    """
    rows = measures_of(dataset, among)
    rows = rows[rows["status"].isin(DONE)]
    start = among["start"].iloc[rows["member"].to_numpy()].set_axis(rows.index)
    reported = rows["started_on"].isna()
    date, precision = _start_or_report(rows)
    counts_on = certain_on(rows, dataset.as_of)
    counted = programme_month(counts_on, start)
    month = counted.clip(lower=0)
    first_possible = programme_month(date, start).clip(lower=0)
    return pd.DataFrame(
        {
            "member": rows["member"],
            "category": rows["category"],
            "date": date,
            "precision": precision,
            "counts_on": counts_on,
            "month": month,
            "before": (counted < 0).fillna(False).astype(bool),
            "latest_only": reported | (first_possible < month).fillna(True).astype(bool),
        }
    )


def certain_on(rows: pd.DataFrame, as_of: dt.date | None) -> pd.Series:
    """Return from which day on it is certain that measures which are done were so; NaT without a date."""
    ends = last_days(*_start_or_report(rows))
    return ends if as_of is None else ends.where(ends <= pd.Timestamp(as_of), pd.Timestamp(as_of))


def _start_or_report(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the date of the start, else that of the status, and its precision."""
    reported = rows["started_on"].isna()
    precision = rows["started_on_precision"].where(~reported, rows["status_on_precision"])
    return rows["started_on"].fillna(rows["status_on"]), precision
