"""Rows as the programme counts them: which belong to it, and which are plans, in time or overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.partial_dates import last_days
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.roles import Role
from ek_data.tables import MEASURES
from ek_data.tables.shared_choices import Relation
from ek_data.tables.types import Table

PLANS = (Role.PLANNED, Role.UNDERWAY, Role.ANNOUNCED)


def in_programme(rows: pd.DataFrame) -> pd.Series:
    """Return which of the measures or events belong to the programme itself."""
    return rows["relation"] == Relation.PROGRAMME


def of_programme(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the measures or events that belong to the programme itself."""
    return rows[in_programme(rows)]


def named_measures(dataset: Dataset, columns: Sequence[str] = tuple(MEASURES.dtypes())) -> pd.DataFrame:
    """Return the measures of the programme whose municipality is named; fewer `columns` cost less."""
    named = in_programme(dataset.measures) & dataset.measures["municipality"].notna()
    return dataset.measures.loc[named, list(columns)]


def cohort_statements(dataset: Dataset) -> pd.DataFrame:
    """Return the measures of the programme that are stated for a cohort only.

    Columns: those of the table of measures.
    """
    return dataset.measures[in_programme(dataset.measures) & dataset.measures["municipality"].isna()]


def held(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events of the programme that were held."""
    return events[in_programme(events) & (events["status"] == EventStatus.HELD)]


def planned(rows: pd.DataFrame, table: Table) -> np.ndarray:
    """Return which measures or events are not there yet: planned, underway or announced."""
    codes = [code for role in PLANS for code in table["status"].having(role)]
    return rows["status"].isin(codes).to_numpy(bool)


def overdue(rows: pd.DataFrame, table: Table, day: dt.date | None) -> np.ndarray:
    """Return which measures or events are still plans although their date was over before the `day`.

    What is being carried out began on its date, so that nothing of it is late.
    A date that is known to the month or year is over with it. The `day` is mostly the one up to which the data speak;
    without one nothing is overdue, and neither is a plan without a date: that of its report is not its own.
    """
    if day is None:
        return np.zeros(len(rows), dtype=bool)
    date, running = table.dated_by[0], rows["status"].isin(table["status"].having(Role.RUNNING)).to_numpy(bool)
    late = planned(rows, table) & ~running
    late[late] = last_days(rows[date][late], rows[f"{date}_precision"][late]) < pd.Timestamp(day)
    return late
