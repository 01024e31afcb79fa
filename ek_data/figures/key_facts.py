"""Key facts: what is reported for the programme as a whole, made ready to stand beside the computed figures."""

from __future__ import annotations

from typing import NamedTuple

from ek_data.dataset.dataset import Dataset
from ek_data.figures.qualified import statement
from ek_data.i18n import Language

EURO = "Euro"


class Reported(NamedTuple):
    """A reported value to draw beside computed ones, with its statement: "bis zu 100 Personen, Stand 8. April 2025"."""

    value: float
    statement: str

    def words(self, lang: Language) -> str:
        """Return the statement as it stands at a line: "laut Quelle bis zu 100 Personen"."""
        return lang("reported: {statement}", statement=self.statement)


def conference_ceiling(dataset: Dataset, lang: Language) -> Reported | None:
    """Return what was reported last for the attendance of conferences as a whole."""
    facts = dataset.key_facts
    stated = facts[(facts["metric"] == "conference_attendance") & facts["value"].notna()]
    if stated.empty:
        return None
    fact = stated.sort_values("as_of").iloc[-1]
    return Reported(float(fact["value"]), statement(fact, lang))


def funding_ceiling(dataset: Dataset, lang: Language) -> Reported | None:
    """Return the highest amount reported per municipality and year in euros, as a maximum where one source says so."""
    facts = dataset.key_facts
    stated = facts[(facts["metric"] == "funding_per_year") & facts["value"].notna() & (facts["unit"] == EURO)]
    if stated.empty:
        return None
    fact = stated.assign(bound=stated["qualifier"] == "at_most").sort_values(["value", "bound", "as_of"]).iloc[-1]
    return Reported(float(fact["value"]), statement(fact, lang))
