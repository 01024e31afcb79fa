"""What is reported as a whole, made ready to stand beside the computed figures."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.figures.qualified import Row, statement
from ek_data.i18n import Language
from ek_data.tables.key_facts import Metric


class Reference(NamedTuple):
    """A reported figure to draw beside the computed ones, with its words: "laut Staatskanzlei bis zu 100"."""

    value: float
    text: str


def reported(dataset: Dataset, metric: Metric) -> pd.DataFrame:
    """Return the key facts that state a value of `metric`."""
    facts = dataset.key_facts
    return facts[(facts["metric"] == metric) & facts["value"].notna()]


def newest(facts: pd.DataFrame) -> Row:
    """Return the newest of some key facts; one without a date is older than any other."""
    return facts.sort_values("as_of", kind="stable", na_position="first").to_dict("records")[-1]


def ceiling(dataset: Dataset, lang: Language) -> Reference | None:
    """Return what is reported for conferences as a whole ("laut Quelle bis zu 100 Personen"), to draw beside them."""
    found = reported(dataset, Metric.CONFERENCE_ATTENDANCE)
    if found.empty:
        return None
    fact = newest(found)
    return Reference(float(fact["value"]), lang("reported: {statement}", statement=statement(fact, lang)))
