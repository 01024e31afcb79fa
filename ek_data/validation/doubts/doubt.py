"""A doubt about some rows of a file, and what they are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ek_data.errors import Severity


class Doubt(NamedTuple):
    """In the rows of `mask` the cell of `column` is doubtful, as `message` says with its `values`.

    A value is the same for all rows, or a series of one for each of them.
    `suggested` is the name of the value to take instead: only where a typing error explains the cell.
    `of_whole_rows` says that nothing follows from rows that have an error.
    """

    column: str
    message: str
    mask: np.ndarray
    values: Mapping[str, Any] = MappingProxyType({})
    severity: Severity = "warning"
    suggested: str | None = None
    of_whole_rows: bool = False


def known_of(values: pd.Series) -> np.ndarray:
    """Return a plain mask of a boolean series in which some may be unknown: those are not doubted."""
    mask: np.ndarray = values.astype("boolean").fillna(False).to_numpy(dtype=bool)
    return mask
