"""Rows that are put into words part by part, when somebody reads them: a page of a million rows costs a page."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

InWords = Callable[[pd.DataFrame], pd.DataFrame]


class Worded:
    """A table in words over typed `rows`. `words` turns any part of them into what is shown, row by row.

    `places` are the positions of the rows that belong to it, in their order; all of them if not given.
    """

    def __init__(self, rows: pd.DataFrame, words: InWords, places: np.ndarray | None = None) -> None:
        self._rows, self._words, self._places = rows, words, places

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Worded:
        """Return rows that are words already."""
        return cls(rows, lambda part: part)

    def __len__(self) -> int:
        return len(self._rows) if self._places is None else len(self._places)

    def __getitem__(self, part: slice) -> pd.DataFrame:
        """Return some rows in words."""
        return self._words(self.typed(part)).reset_index(drop=True)

    def typed(self, part: slice) -> pd.DataFrame:
        """Return some rows as they are."""
        return pd.DataFrame(self._rows[part]) if self._places is None else self._rows.take(self._places[part])

    @property
    def whole(self) -> pd.DataFrame:
        """All rows in words."""
        return self[slice(None)]
