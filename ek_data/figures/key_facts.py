"""Key facts: what is reported of the programme or of one municipality, made ready to stand beside computed figures."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.figures.qualified import Row, stated, statement
from ek_data.i18n import Language
from ek_data.programme.fixed_lists import Qualifier
from ek_data.programme.roles import Role
from ek_data.tables import KEY_FACTS
from ek_data.tables.units import EUROS


class Reported(NamedTuple):
    """A reported value to draw beside computed ones, with its statement: "bis zu 100 Personen, Stand 8. April 2025".

    `stated` is the same without its date.
    """

    value: float
    statement: str
    stated: str

    def words(self, lang: Language) -> str:
        """Return the statement as it stands at a line: "laut Quelle bis zu 100 Personen"."""
        return lang("reported: {statement}", statement=self.statement)


def reported(dataset: Dataset, role: Role) -> pd.DataFrame:
    """Return the key facts that state a value of what plays `role`, for the programme or a cohort as a whole."""
    facts = playing(dataset, role)
    return facts[facts["municipality"].isna() & facts["value"].notna()]


def playing(dataset: Dataset, role: Role) -> pd.DataFrame:
    """Return the key facts on what plays `role`, whomever they are about."""
    facts = dataset.key_facts
    return facts[facts["metric"].isin(KEY_FACTS["metric"].having(role))]


def payments(dataset: Dataset) -> pd.DataFrame:
    """Return the key facts on what single municipalities were paid in a ``year``, in euros, oldest first.

    What is stated as "bis zu" is no amount that was paid.
    """
    facts = playing(dataset, Role.FUNDING)
    facts = _in_euros(facts[facts["municipality"].notna() & facts["value"].notna()])
    facts = facts[facts["qualifier"].astype("string").fillna("") != Qualifier.AT_MOST]
    return facts.assign(year=facts["as_of"].dt.year.astype("Int64")).sort_values("as_of", kind="stable")


def paid(dataset: Dataset) -> pd.DataFrame:
    """Return of `payments` ars, year, amount and qualifier; where several tell of one year the newest."""
    told = payments(dataset).rename(columns={"municipality": "ars", "value": "amount"})
    newest_of_each = told.drop_duplicates(["ars", "year"], keep="last", ignore_index=True)
    return newest_of_each[["ars", "year", "amount", "qualifier"]]


def heading(fact: Row, lang: Language) -> str:
    """Return the title of a key fact with the cohort it is about, because several cohorts may have the same title."""
    title, cohort = str(fact["title"]), fact["cohort"]
    if pd.isna(cohort) or str(cohort) in title:
        return title
    return lang("{title}, cohort {cohort}", title=title, cohort=cohort)


def newest(facts: pd.DataFrame) -> Row:
    """Return the newest of some key facts; one without a date is older than any other."""
    return facts.sort_values("as_of", kind="stable", na_position="first").to_dict("records")[-1]


def conference_ceiling(dataset: Dataset, lang: Language) -> Reported | None:
    """Return what was reported last for the attendance of conferences as a whole."""
    found = reported(dataset, Role.CONFERENCE_ATTENDANCE)
    if found.empty:
        return None
    fact = newest(found)
    return Reported(float(fact["value"]), statement(fact, lang), stated(fact, lang))


def funding_ceiling(dataset: Dataset, lang: Language) -> Reported | None:
    """Return the highest amount reported per municipality and year in euros, as a maximum where one source says so."""
    found = _in_euros(reported(dataset, Role.FUNDING_CEILING))
    if found.empty:
        return None
    bound = found["qualifier"] == Qualifier.AT_MOST
    fact = found.assign(bound=bound).sort_values(["value", "bound", "as_of"]).iloc[-1]
    return Reported(float(fact["value"]), statement(fact, lang), stated(fact, lang))


def _in_euros(facts: pd.DataFrame) -> pd.DataFrame:
    return facts[facts["unit"].isin(EUROS.spellings)]
