"""The way of one municipality through the programme: its phases, meetings, measures, and what came before and after."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ek_data.analysis.programme_time import starts
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.partial_dates import last_days
from ek_data.dataset.programme_rows import held, of_programme, overdue
from ek_data.figures.key_facts import playing
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, MEASURES

MEETINGS = EVENTS["type"].having(Role.MEETING)
MEETING = ["type", "title", "starts_on", "starts_on_precision", "took_part"]
DATED = ["title", "status", "relation", "since", "precision", "started", "overdue"]


def held_meetings(dataset: Dataset) -> pd.DataFrame:
    """Return the meetings of the programme that were held.

    Columns: those of the table of events.
    """
    events = held(dataset.events)
    return events[events["type"].isin(MEETINGS)]


def attendances(dataset: Dataset) -> pd.DataFrame:
    """Return who is known to have been at which of the meetings held, as a guest or as the host: event_id, ars."""
    meetings_ = dataset.result(held_meetings)
    guests = dataset.participations[["event_id", "ars"]]
    hosts = meetings_[["event_id", "municipality"]].set_axis(["event_id", "ars"], axis=1).dropna()
    pairs = pd.concat([guests[guests["event_id"].isin(meetings_["event_id"])], hosts])
    return pairs.drop_duplicates(ignore_index=True)


def meetings(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return the meetings held that were open to one municipality, by date, those without one last.

    Open are those of its cohort, and those of no stated one that were not over before it began; where it took part in
    another, that was open to it as well.
    Columns: type, title, starts_on, starts_on_precision, took_part (False: no source says so, which is no no).
    """
    meetings_, attended = dataset.result(held_meetings), dataset.result(attendances)
    took_part = meetings_["event_id"].isin(attended.loc[attended["ars"] == ars, "event_id"])
    [began] = starts(dataset, dataset.municipalities[dataset.municipalities["ars"] == ars])
    too_early = meetings_["cohort"].isna() & (ends(meetings_) < began)
    open_ = _of_its_cohort(meetings_, dataset, ars) & ~too_early
    found = meetings_.assign(took_part=took_part)[open_ | took_part]
    ordered: pd.DataFrame = found.sort_values("starts_on", kind="stable")[MEETING]
    return ordered


def ends(events: pd.DataFrame) -> pd.Series:
    """Return the last day of the date of each event; NaT where none is known."""
    return last_days(events["starts_on"], events["starts_on_precision"])


def measures(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return the measures of one municipality with the day ``since`` which they are known to be so, oldest first.

    Columns: title, status, relation, and those that `dated` adds.
    """
    rows = dataset.measures[dataset.measures["municipality"] == ars]
    told = dated(rows, overdue(rows, MEASURES, dataset.as_of))
    return told.sort_values("since", kind="stable")[DATED]


def dated(rows: pd.DataFrame, late: np.ndarray) -> pd.DataFrame:
    """Return measures with the day ``since`` which they are known to be so; `late` tells which are overdue.

    Further columns: precision, started (whether that is the start, else it is the report), overdue.
    """
    started = rows["started_on"].notna()
    of_start, of_report = (rows[f"{name}_precision"].astype("string") for name in ("started_on", "status_on"))
    return rows.assign(
        since=rows["started_on"].fillna(rows["status_on"]),
        precision=of_start.where(started, of_report),
        started=started,
        overdue=late,
    )


def phases(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return since when one municipality was in which phase, oldest first: its own dates before those of its cohort.

    Columns: those of the table of key facts, of which the metric is the phase.
    """
    facts = playing(dataset, Role.PHASE)
    own = (facts["municipality"] == ars).fillna(False).astype(bool)
    of_cohort = facts["municipality"].isna() & _of_its_cohort(facts, dataset, ars)
    told = facts.assign(own=own)[facts["as_of"].notna() & (own | of_cohort)]
    nearest = told.sort_values(["own", "as_of"], kind="stable").drop_duplicates("metric", keep="last")
    ordered: pd.DataFrame = nearest.drop(columns="own").sort_values("as_of", kind="stable")
    return ordered


def _of_its_cohort(rows: pd.DataFrame, dataset: Dataset, ars: str) -> pd.Series:
    """Return which rows are about the cohort of one municipality, or about no single one."""
    [cohort] = dataset.municipalities.loc[dataset.municipalities["ars"] == ars, "cohort"]
    about: pd.Series = rows["cohort"].isna() | (rows["cohort"] == cohort).fillna(False).astype(bool)
    return about


def earlier(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return in which cohorts before the programme one municipality took part, oldest first.

    Columns: those of the table of key facts.
    """
    facts = playing(dataset, Role.EARLIER)
    return facts[(facts["municipality"] == ars).fillna(False)].sort_values("as_of", kind="stable")


def after_award(dataset: Dataset, ars: str) -> pd.DataFrame | None:
    """Return those of `measures` of the programme that certainly came after the award; None where there was none."""
    [own] = dataset.municipalities[dataset.municipalities["ars"] == ars].to_dict("records")
    if pd.isna(own["certified_on"]):
        return None
    day = pd.Series([own["certified_on"]]), pd.Series([own["certified_on_precision"]], dtype="string")
    rows = of_programme(dataset.result(measures, ars))
    after: pd.DataFrame = rows[rows["since"] > last_days(*day).iloc[0]]
    return after
