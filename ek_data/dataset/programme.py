"""Rows of the programme: only they count in its figures, not what is adjacent or was there before."""

from __future__ import annotations

import pandas as pd

from ek_data.tables.shared_choices import Relation


def in_programme(rows: pd.DataFrame) -> pd.Series:
    """Return which of the measures or events belong to the programme itself."""
    return rows["relation"] == Relation.PROGRAMME


def of_programme(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the measures or events that belong to the programme itself."""
    return rows[in_programme(rows)]
