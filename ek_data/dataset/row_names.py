"""What a row is called where it is listed: by its title and municipality, with its number."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ek_data.tables.types import Table, Type


def row_names(rows: pd.DataFrame, table: Table, names: Mapping[str, str]) -> pd.Series:
    """Return one text for each row: "M07 · Padlet · VG Asbach". `names` are those of municipalities by ARS."""
    first, *others = (_part(rows[name], table, names) for name in table.called_by)
    text = first.fillna(rows[table.key[0]].astype("string"))
    for part in others:
        text = text + (" · " + part).fillna("")
    return text.astype("string")


def _part(values: pd.Series, table: Table, names: Mapping[str, str]) -> pd.Series:
    if table[str(values.name)].type is not Type.ARS:
        return values.astype("string")
    return values.map(dict(names)).astype("string").fillna(values)
