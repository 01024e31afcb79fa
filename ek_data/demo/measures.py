"""Invented measures: started in the course of the programme, before it, or still to come."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ek_data.demo.chance import AS_OF, DAY, NEVER, Days, Mask, RandomCodes, Rng, between, drawn, numbered, partial, some
from ek_data.demo.places import ends, starts
from ek_data.i18n import GERMAN
from ek_data.tables import MEASURES

STATUS = {"planned": 0.15, "in_preparation": 0.2, "implemented": 0.55, "ended": 0.1}
RELATION = {"programme": 0.85, "adjacent": 0.1, "predates": 0.05}
CATEGORY = {code: 1 / (place + 2) for place, code in enumerate(MEASURES["category"].codes)}
COHORT_ONLY = 0.04
MOST_FUNDING = 5_000


def measures(rng: Rng, municipalities: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return the typed-to-be rows of `size` measures of `municipalities`.

    Columns: those of the table of measures that are known.
    """
    activity = rng.gamma(3, size=len(municipalities))
    owner = rng.choice(len(municipalities), size, p=activity / activity.sum())
    start, end = starts(municipalities)[owner], ends(municipalities)[owner]
    cohort_only = some(rng, size, COHORT_ONLY)
    relation = drawn(rng, RELATION, size)
    relation[cohort_only] = "programme"
    left = (municipalities["status"] == "left").to_numpy()[owner]
    status = _status(rng, start, left, relation)
    done = np.isin(status, ["implemented", "ended"])
    began = _began(rng, start, end, done, relation == "predates")
    reported = between(rng, np.minimum(np.where(done, began, start), AS_OF), np.full(size, AS_OF))
    ars = municipalities["ars"].take(owner).reset_index(drop=True)
    category = drawn(rng, CATEGORY, size)
    rows = pd.DataFrame(
        {
            "measure_id": numbered("M", size),
            "municipality": ars.mask(cohort_only),
            "cohort": municipalities["cohort"].take(owner).to_numpy(),
            "category": category,
            "title": _titles(category, municipalities.take(owner), cohort_only),
            "status": status,
            **partial(rng, "status_on", np.where(some(rng, size, 0.95), reported, NEVER)),
            **partial(rng, "started_on", np.where(some(rng, size, 0.87), began, NEVER)),
            "relation": relation,
            "reach": _reach(rng, done),
            "funding_eur": _funding(rng, done & (relation == "programme")),
        }
    )
    return rows.assign(funding_eur=_below_the_ceiling(rows))


def _status(rng: Rng, start: Days, left: Mask, relation: RandomCodes) -> RandomCodes:
    """Return what fits: nothing is done before its municipality has begun, nothing is open after it has left."""
    status = drawn(rng, STATUS, len(start))
    is_open = np.isin(status, ["planned", "in_preparation"])
    earlier = relation == "predates"
    status[is_open & (left | earlier)] = "ended"
    status[~is_open & ~earlier & (start > AS_OF)] = "planned"
    return status


def _began(rng: Rng, start: Days, end: Days, done: Mask, earlier: Mask) -> Days:
    """Return the first day; what is open begins after the data's date, what predates the programme before 2024."""
    course = rng.beta(1.2, 2.2, len(start))  # most begin in the first half of the time in the programme
    within = start + (course * ((end - start) // DAY)).astype(int) * DAY
    ahead = np.maximum(start, AS_OF) + rng.integers(1, 540, len(start)) * DAY
    before = np.datetime64("2024-01-01") - rng.integers(1, 5000, len(start)) * DAY
    return np.select([earlier, done], [before, within], ahead)


def _titles(category: RandomCodes, owners: pd.DataFrame, cohort_only: Mask) -> pd.Series:
    labels = pd.Series(category).map(MEASURES["category"].words(GERMAN))
    owners = owners.reset_index(drop=True)
    whose = owners["name"].mask(cohort_only, "Staffel " + owners["cohort"].astype("string"))
    return labels.astype("string") + " – " + whose


def _reach(rng: Rng, known: Mask) -> pd.Series:
    people = pd.Series(rng.lognormal(4.5, 0.8, len(known)).astype(int), dtype="Int64")
    return people.where(known & some(rng, len(known), 0.55))


def _funding(rng: Rng, paid: Mask) -> pd.Series:
    euros = pd.Series(rng.uniform(2, MOST_FUNDING / 100, len(paid)).round() * 100, dtype="Float64")
    return euros.where(paid & some(rng, len(paid), 0.45))


def _below_the_ceiling(rows: pd.DataFrame) -> pd.Series:
    """Return the amounts in hundreds, smaller where a municipality would get more in a year than is paid at most."""
    year = rows["started_on"].fillna(rows["status_on"]).dt.year
    together = rows["funding_eur"].groupby([rows["municipality"], year], dropna=False).transform("sum")
    hundreds = rows["funding_eur"] * MOST_FUNDING / together.clip(lower=MOST_FUNDING) // 100
    return (100 * hundreds).where(hundreds > 0)
