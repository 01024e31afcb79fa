"""Participations: which municipality took part in which event, as far as a source says so."""

from __future__ import annotations

import pandas as pd

from ek_data.analysis.journey import attendances, ends, held_meetings
from ek_data.analysis.programme_time import starts
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import held


def took_part(dataset: Dataset) -> pd.DataFrame:
    """Return one row per participation in an event of the programme that was held.

    Columns: ars, name, cohort of the municipality; event_id, type, title, starts_on, starts_on_precision of the
    event; people (<NA>: not stated); source_url, further_source_url.
    """
    attended = dataset.participations.merge(
        held(dataset.events)[["event_id", "type", "title", "starts_on", "starts_on_precision"]], on="event_id"
    )
    whose = dataset.municipalities[["ars", "cohort"]]
    joined = attended.merge(whose, on="ars")
    return joined.assign(name=joined["ars"].map(dataset.names))[
        [
            "ars",
            "name",
            "cohort",
            "event_id",
            "type",
            "title",
            "starts_on",
            "starts_on_precision",
            "people",
            "source_url",
            "further_source_url",
        ]
    ]


def meetings_open(dataset: Dataset) -> pd.DataFrame:
    """Return in how many of the meetings open to it each participant is known to have taken part.

    Columns: ars, name, cohort, named, open. Which are open, and who took part, is told as `journey.meetings` tells it.
    """
    meetings, everybody = dataset.result(held_meetings), dataset.participants[["ars", "cohort"]]
    meetings = meetings.assign(until=ends(meetings))
    everybody = everybody.assign(began=starts(dataset, dataset.participants))
    attended = dataset.result(attendances).merge(meetings[["event_id", "cohort", "until"]], on="event_id")
    attended = attended.merge(everybody, on="ars", suffixes=("", "_own"))
    named = attended["ars"].value_counts()
    not_open = (attended["cohort"] != attended["cohort_own"]).fillna(attended["until"] < attended["began"])
    elsewhere = attended.loc[not_open, "ars"].value_counts()
    joint = meetings.loc[meetings["cohort"].isna(), "until"]
    before = joint.dropna().sort_values().searchsorted(everybody["began"]) * everybody["began"].notna()
    of_cohort = _counted(everybody["cohort"], meetings["cohort"].value_counts())
    open_to = of_cohort + _counted(everybody["ars"], elsewhere) + len(joint) - before
    told = everybody.assign(
        name=everybody["ars"].map(dataset.names), named=_counted(everybody["ars"], named), open=open_to
    )
    return told[["ars", "name", "cohort", "named", "open"]].reset_index(drop=True)


def _counted(keys: pd.Series, counts: pd.Series) -> pd.Series:
    return keys.map(counts).fillna(0).astype("int64")
