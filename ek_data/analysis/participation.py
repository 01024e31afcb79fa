"""Participations: which municipality took part in which event, as far as a source says so."""

from __future__ import annotations

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme import in_programme
from ek_data.tables import EVENTS
from ek_data.tables.events import EventStatus
from ek_data.tables.roles import Role


def took_part(dataset: Dataset) -> pd.DataFrame:
    """Return one row per participation in an event of the programme that was held.

    Columns: ars, name, cohort of the municipality; event_id, type, title, starts_on, starts_on_precision of the
    event; people (<NA>: not stated); source_url, further_source_url.
    """
    events = dataset.events[in_programme(dataset.events) & (dataset.events["status"] == EventStatus.HELD)]
    attended = dataset.participations.merge(
        events[["event_id", "type", "title", "starts_on", "starts_on_precision"]], on="event_id"
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
    """Return in how many of the meetings open to its cohort a source names each participant.

    Columns: ars, name, cohort, named, open. Open to a cohort are the meetings of the programme held for it or for no
    single one; where it was named at a meeting of another cohort is not among them.
    """
    events = dataset.events[in_programme(dataset.events) & (dataset.events["status"] == EventStatus.HELD)]
    meetings = events[events["type"].isin(EVENTS["type"].having(Role.MEETING))]
    everybody = dataset.participants[["ars", "cohort"]].assign(name=lambda rows: rows["ars"].map(dataset.names))
    joint = int(meetings["cohort"].isna().sum())
    of_cohort = meetings["cohort"].value_counts()
    open_to = everybody["cohort"].map(of_cohort).fillna(0).astype("int64") + joint
    named = dataset.participations.merge(meetings[["event_id", "cohort"]], on="event_id")
    named = named.merge(everybody[["ars", "cohort"]], on="ars", suffixes=("", "_own"))
    own = named[named["cohort"].isna() | (named["cohort"] == named["cohort_own"])]
    counts = own.groupby("ars")["event_id"].nunique()
    return everybody.assign(named=everybody["ars"].map(counts).fillna(0).astype("int64"), open=open_to)[
        ["ars", "name", "cohort", "named", "open"]
    ].reset_index(drop=True)
