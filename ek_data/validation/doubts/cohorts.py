"""Cohorts far from all others: a year that was mistyped begins a cohort that nobody has heard of."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ek_data.dataset.lookup import Known
from ek_data.i18n import N_
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.types import Table
from ek_data.validation.doubts.doubt import Doubt, known_of

FAR = N_("The cohort {value} is far from the others: {cohorts}. Please check the year.")
NEXT = 2  # years after one cohort, within which another may begin


def doubts(rows: pd.DataFrame, table: Table, known: Known) -> Iterator[Doubt]:
    """Yield the rows whose cohort no chain of cohorts leads to from those known, or from most rows of the file."""
    cohort = table.cohort
    if cohort is None:
        return
    said = rows[cohort].dropna()
    begun = set(known.municipalities[MUNICIPALITIES.cohort].dropna()) or set(said.mode().iloc[:1])
    near = _reached(begun, set(said))
    others = tuple(str(year) for year in sorted(begun))
    mask = known_of(rows[cohort].notna() & ~rows[cohort].isin(near))
    yield Doubt(cohort, FAR, mask, {"cohorts": others})


def _reached(begun: set[int], said: set[int]) -> set[int]:
    """Return `begun` with what of `said` follows each other in small steps."""
    reached = set(begun)
    for year in [*sorted(said), *sorted(said, reverse=True)]:
        if any(abs(year - other) <= NEXT for other in reached):
            reached.add(year)
    return reached
