"""Small tables for the store: two that say the same number, so that a torn release would contradict itself."""

from __future__ import annotations

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES


def saying(text: str) -> dict[str, pd.DataFrame]:
    """Return measures and events that both carry `text`."""
    return {
        "measures": MEASURES.typed(pd.DataFrame({"measure_id": ["M1"], "title": [text]})),
        "events": EVENTS.typed(pd.DataFrame({"event_id": ["E1"], "title": [text]})),
    }


def said(dataset: Dataset) -> set[str]:
    """Return all that the measures and events of a release say: one text, unless it is torn."""
    return {*dataset.measures["title"], *dataset.events["title"]}


PECULIAR = MEASURES.typed(
    pd.DataFrame(
        {
            "measure_id": ["007", "M2", "M3"],  # a key with zeros at its beginning
            "municipality": ["073310003003", None, None],  # an unknown municipality is none, not ""
            "cohort": [2024, None, 2025],  # a whole number with a gap stays whole
            "status": ["planned", None, "ended"],  # some options only, not in their order
            "started_on": pd.to_datetime(["2024-11-01", None, "2024-01-01"]),
            "started_on_precision": ["month", None, "year"],  # dates that are no days
            "funding_eur": [0.1, None, 0.0],  # zero is not unknown
            "title": ["Größe\nzweite Zeile", "", None],  # an empty text is not unknown either
        }
    )
)
INVENTED = MUNICIPALITIES.typed(pd.DataFrame({"ars": ["070000000000"], "note": ["Beispieldaten – frei erfunden"]}))
