"""What a row is called where it is listed: by its title and municipality, with its number."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ek_data.tables import MUNICIPALITIES
from ek_data.tables.types import Table

SAID = ("measure_id", "event_id", "fact_id", "title", "municipality", "ars")


def row_names(rows: pd.DataFrame, table: Table, names: Mapping[str, str]) -> pd.Series:
    """Return one text for each row: "M07 · Padlet · VG Asbach". `names` are those of municipalities by ARS."""
    if table is MUNICIPALITIES:
        return rows["name"].fillna(rows["ars"]).astype("string")
    parts = [_part(rows[name], names) for name in SAID if name in table]
    text = parts[0]
    for part in parts[1:]:
        text = text + (" · " + part).fillna("")
    return text.astype("string")


def _part(values: pd.Series, names: Mapping[str, str]) -> pd.Series:
    if values.name not in ("municipality", "ars"):
        return values.astype("string")
    return values.map(dict(names)).astype("string").fillna(values)
