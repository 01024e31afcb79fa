"""Rows in words cost what is read of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ek_data.dataset.wording import Worded

ROWS = pd.DataFrame({"n": [10, 20, 30, 40]})


def test_only_the_rows_that_are_read_are_put_into_words() -> None:
    seen = []

    def words(part: pd.DataFrame) -> pd.DataFrame:
        seen.append(len(part))
        return part.assign(n=part["n"].astype("string") + " Euro")

    listed = Worded(ROWS, words)
    assert list(listed[1:3]["n"]) == ["20 Euro", "30 Euro"]
    assert (len(listed), seen) == (4, [2])


def test_places_choose_and_order_the_rows() -> None:
    listed = Worded(ROWS, lambda part: part, np.array([3, 0]))
    assert list(listed.whole["n"]) == [40, 10]
    assert list(listed[1:2]["n"]) == [10]
    assert len(listed) == 2
