"""Invented statements on the programme as a whole, in accord with the invented tables."""

from __future__ import annotations

import pandas as pd

from ek_data.dataset.dataset import PARTICIPATING
from ek_data.demo.chance import AS_OF, numbered
from ek_data.i18n import GERMAN
from ek_data.tables import KEY_FACTS

STATED = (  # metric, value, unit, qualifier, date, its precision, cohort
    ("joint_meetings", 6, "Treffen", "exact", "2026-06-30", "day", 2024),
    ("in_person_meetings", 6, "Treffen", "exact", "2026-06-01", "month", 2024),
    ("online_trainings", 5, "Fortbildungen", "exact", "2026-01-01", "year", 2024),
    ("duration", 2, "Jahre", "exact", "2024-01-01", "year", None),
    ("accompaniment", 2, "Jahre", "about", "2024-01-01", "year", None),
    ("funding_per_year", 5_000, "Euro", "at_most", "2024-01-01", "year", None),
    ("minimum_team", 3, "Personen", "at_least", "2024-01-01", "year", None),
    ("conference_attendance", 120, "Personen", "at_most", "2026-06-30", "day", None),
    ("conferences_per_year", 1, "Konferenz", "exact", "2024-01-01", "year", None),
    ("period_end", None, None, None, "2026-06-01", "month", None),
    ("volunteers_state", 1_000_000, "Personen", "more_than", "2025-01-01", "year", None),
    ("volunteering_rate", 33.3, "%", "about", "2025-01-01", "year", None),
    ("associations_state", 30_000, "Vereine", "about", "2025-01-01", "year", None),
    ("other", 12, "Projektgruppen", "about", "2026-06-01", "month", None),
)
COLUMNS = ["metric", "value", "unit", "qualifier", "as_of", "as_of_precision", "cohort"]


def key_facts(municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return the typed-to-be rows: one statement or more for each metric.

    Columns: those of the table of key facts that are known.
    """
    participants = municipalities[municipalities["status"].isin(PARTICIPATING)]
    rows = pd.concat(
        [
            _counted("municipalities_started", municipalities.groupby("cohort").size()),
            _counted("municipalities_in_cohort", participants.groupby("cohort").size()),
            _counted("municipalities_total", pd.Series([len(participants)], index=pd.Index([pd.NA], name="cohort"))),
            pd.DataFrame(STATED, columns=COLUMNS).astype({"value": "Float64", "cohort": "Int64"}),
        ],
        ignore_index=True,
    )
    labels = KEY_FACTS["metric"].words(GERMAN)
    dates = pd.to_datetime(rows["as_of"])
    return rows.assign(fact_id=numbered("F", len(rows)), title=rows["metric"].map(labels), as_of=dates)


def _counted(metric: str, counts: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "metric": metric,
            "value": counts.astype("Float64").to_numpy(),
            "unit": "Kommunen",
            "qualifier": "exact",
            "as_of": str(AS_OF),
            "as_of_precision": "day",
            "cohort": counts.index.to_series().astype("Int64").array,
        }
    )
