"""Ditto marks: cells that only point at the cell above, which no table can say once its rows are sorted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.i18n import N_

AS_ABOVE = N_("“{value}” points at the cell above (“{above}”). Please write it out, because rows may be sorted.")
NOTHING_ABOVE = N_("“{value}” points at the cell above, where nothing stands. Please write out what is meant.")
MARKS = (
    r"(?i)^\s*(?:dito|ditto|dto\.?|do\.|d°|desgl(?:eichen|\.)|dgl\.|(?:s(?:iehe|\.)|wie) ?o(?:ben|\.)"
    r"""|["„“”〃″]|''|,,)\s*$"""
)


class Ditto(NamedTuple):
    """Boolean masks of the cells that point at one above and of those above which nothing is, and what is above."""

    pointing: np.ndarray
    nowhere: np.ndarray
    above: pd.Series


def ditto(texts: pa.Array, codes: np.ndarray) -> Ditto | None:
    """Return which cells of a column only point at the cell above; None where none does.

    `texts` are the distinct ones and `codes` the place of each cell among them.
    """
    marks = pc.match_substring_regex(texts, MARKS)
    if not pc.any(marks).as_py():
        return None
    pointing = marks.to_numpy(zero_copy_only=False).astype(bool)[codes]
    cells = pd.Series(texts.take(pa.array(codes)), dtype="string")
    above = cells.mask(pointing).ffill().str.strip()
    above = above.mask(above == "")
    nowhere = pointing & above.isna().to_numpy()
    return Ditto(pointing & ~nowhere, nowhere, above)
