"""What is reported as a whole, made ready to stand beside the computed figures."""

from __future__ import annotations

from typing import NamedTuple

from ek_data.dataset.dataset import Dataset
from ek_data.figures.qualified import statement
from ek_data.i18n import Language
from ek_data.tables.key_facts import Metric


class Reference(NamedTuple):
    """A reported figure to draw beside the computed ones, with its words: "laut Staatskanzlei bis zu 100"."""

    value: float
    text: str


def ceiling(dataset: Dataset, lang: Language) -> Reference | None:
    """Return what is reported for conferences as a whole ("laut Quelle bis zu 100 Personen"), to draw beside them."""
    facts = dataset.key_facts
    stated = facts[(facts["metric"] == Metric.CONFERENCE_ATTENDANCE) & facts["value"].notna()]
    if stated.empty:
        return None
    fact = stated.sort_values("as_of").iloc[-1]
    return Reference(float(fact["value"]), lang("reported: {statement}", statement=statement(fact, lang)))
