"""Finding measures by what somebody remembers of them."""

from __future__ import annotations

import pandas as pd

from ek_data.i18n import Language
from ek_data.tables import MEASURES


def search(measures: pd.DataFrame, sought: str, names: pd.Series, _: Language) -> pd.DataFrame:
    """Return the measures in whose title, category, note or municipality every word of `sought` occurs.

    `names` maps ARS to name. Upper and lower case make no difference; an empty search finds everything.
    """
    categories = {option.code: _.of(option.words) for option in MEASURES["category"].options}
    parts = (
        measures["title"],
        measures["category"].astype("string").map(categories),
        measures["municipality"].map(names),
        measures["note"],
    )
    text = pd.Series("", index=measures.index, dtype="string")
    for part in parts:
        text = text + " " + part.astype("string").fillna("")
    text = text.str.casefold()
    found = pd.Series(True, index=measures.index)
    for word in sought.casefold().split():
        found &= text.str.contains(word, regex=False)
    return measures[found]
