"""Participations: which municipality took part in which event, as far as a source says so."""

from __future__ import annotations

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme import in_programme
from ek_data.tables.events import EventStatus


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
