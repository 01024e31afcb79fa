"""Small frames to read: rows with the columns that matter, filled up with what does not."""

from functools import cache
from typing import Any

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.settings import SHIPPED
from ek_data.store.data_sources import load

ALZEY_WORMS, ALZEY, RHEIN_SELZ, ASBACH = "073310000000", "073310003003", "073395007000", "071385001000"
HASSLOCH, GEROLSTEIN = "073320025025", "072335006000"
KINDS = {"0000000": "district", "000": "association"}


@cache
def shipped() -> Dataset:
    """Return the shipped public data, read once for all tests of a process because nobody can change them."""
    return load(SHIPPED)


def municipality(ars: str, cohort: int = 2024, **more: Any) -> dict[str, Any]:
    kind = next((kind for zeros, kind in KINDS.items() if ars.endswith(zeros)), "free_town")
    return {"ars": ars, "name": f"Kommune {ars[:5]}", "kind": kind, "cohort": cohort, "status": "active", **more}


def measure(municipality: str | None, status: str = "implemented", **more: Any) -> dict[str, Any]:
    row = {"category": "padlet", "title": "Padlet", "relation": "programme", "certainty": "sourced"}
    return {**row, "municipality": municipality, "status": status, **more}


def conference(attendance: int | None = None, qualifier: str | None = None, **more: Any) -> dict[str, Any]:
    row = {"type": "conference", "title": "Vereinekonferenz", "status": "held", "relation": "programme"}
    counted = {"attendance": attendance, "attendance_qualifier": qualifier, "attendance_unit": "people"}
    return {**row, **counted, **more}


def fact(metric: str, value: float | None, as_of: str = "2025-04-08", **more: Any) -> dict[str, Any]:
    dated = {"as_of": as_of, "as_of_precision": "day"}
    return {"metric": metric, "title": metric, "value": value, "qualifier": "exact", **dated, **more}


def numbered(rows: list[dict[str, Any]], key: str) -> pd.DataFrame:
    frame = pd.DataFrame([{key: f"{key[0]}{number}", **row} for number, row in enumerate(rows, 1)])
    for column in frame.columns.intersection(
        ["joined_on", "started_on", "status_on", "starts_on", "as_of", "certified_on", "population_on"]
    ):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def programme(
    municipalities: list[dict[str, Any]] | None = None,
    measures: list[dict[str, Any]] | None = None,
    events: list[dict[str, Any]] | None = None,
    facts: list[dict[str, Any]] | None = None,
) -> Dataset:
    """Return a data set of the given rows, numbered where they have no key."""
    return Dataset.of(
        municipalities=numbered(municipalities or [], "ars"),
        measures=numbered(measures or [], "measure_id"),
        events=numbered(events or [], "event_id"),
        key_facts=numbered(facts or [], "fact_id"),
    )
