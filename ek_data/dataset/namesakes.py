"""Municipalities that have one name under several keys: nobody could name one of them any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ek_data.dataset.dataset import short_names
from ek_data.dataset.lookup import kind_words, words_for
from ek_data.errors import Severity
from ek_data.i18n import N_
from ek_data.programme.current import current
from ek_data.spelling import folded
from ek_data.text import said_of_each

IN_DATA = N_(
    "“{name}” is in the data already, under the key {other}. If the same municipality is meant, enter that key, or "
    "remove the old row if the new key is right. If another is meant, add to its name what tells the two apart."
)
IN_FILE = N_(
    "“{name}” is in this file under the key {other}, too. If the same municipality is meant, keep only the row with "
    "the right key. If another is meant, add to its name what tells the two apart."
)
LONG_SINCE = N_(
    "“{name}” is in the data under the key {other}, too. If the same municipality is meant, remove the row with the "
    "wrong key. If another is meant, add to its name what tells the two apart."
)


class Namesakes(NamedTuple):
    """The rows of `mask` have the name of the municipality whose key is in `other`.

    `mistyped` says that this may be the key that was meant.
    """

    message: str
    mask: np.ndarray
    other: pd.Series
    severity: Severity = "error"
    mistyped: bool = False


def namesakes(rows: pd.DataFrame, known: pd.DataFrame) -> Iterator[Namesakes]:
    """Yield the `rows` of a file that have the name of another of them or of one of the `known` municipalities.

    What the known data have long since is a warning, so that a file that mends it can be published.
    """
    pairs = _pairs(rows, known[~known["ars"].isin(rows["ars"])])
    before = pd.MultiIndex.from_frame(_called(known)[["form", "ars"]])
    old = pd.MultiIndex.from_frame(pairs[["form", "ars"]]).isin(before)
    old &= pd.MultiIndex.from_frame(pairs[["form", "other"]]).isin(before)
    in_data = pairs["in_data"].to_numpy(dtype=bool) & ~old
    new = in_data & ~pairs["ars"].isin(known["ars"]).to_numpy(dtype=bool)
    other = pairs["other"]
    yield _found(IN_DATA, rows, other[new], mistyped=True)
    yield _found(IN_DATA, rows, other[in_data & ~new])
    yield _found(IN_FILE, rows, other[~in_data & ~old])
    yield _found(LONG_SINCE, rows, other[old], severity="warning")


def _found(message: str, rows: pd.DataFrame, other: pd.Series, **more: Any) -> Namesakes:
    by_row = other.reindex(rows.index)
    return Namesakes(message, by_row.notna().to_numpy(dtype=bool), by_row, **more)


def _pairs(rows: pd.DataFrame, elsewhere: pd.DataFrame) -> pd.DataFrame:
    """Return for each row with a namesake one `other`, rather one `in_data` than in the file, by the row's index."""
    mine = _called(rows)
    everybody = pd.concat([_called(elsewhere).assign(in_data=True), mine.assign(in_data=False)], ignore_index=True)
    two = everybody.drop_duplicates(["form", "ars"]).groupby("form").head(2)  # one of them is not the row itself
    met = mine.reset_index(names="row").merge(two.rename(columns={"ars": "other"}), on="form")
    met = met[met["ars"] != met["other"]].sort_values("in_data", ascending=False, kind="stable")
    return met.drop_duplicates("row").set_index("row")


def _called(municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return each form in which a municipality can be named: ars, form. A bare name means one of each kind."""
    named = municipalities[["ars", "name", "kind"]].dropna(subset=["ars", "name"])
    bare = [folded(_bare(name, kind)) for name, kind in zip(named["name"], named["kind"].astype("string"), strict=True)]
    forms = [
        said_of_each(named["name"], folded),
        said_of_each(short_names(named["name"]), folded),
        named["kind"].astype("string") + " " + pd.Series(bare, named.index, dtype="string"),
    ]
    called = pd.concat([named[["ars"]].assign(form=form) for form in forms])
    return called[called["form"].fillna("") != ""].drop_duplicates()


def _bare(name: str, kind: str | None) -> str:
    """Return a name without what says its kind; the word for another kind tells it from others: "Landkreis Hof"."""
    title = kind_words().match(name)
    own = {*current().places.titles, *words_for(kind)}
    return name[title.end() :] if title and folded(title[0]) in map(folded, own) else name
