"""The filters: what may be chosen from the data, and how the choice reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ek_data.dataset.dataset import Dataset, Selection
from ek_data.i18n import N_, Language
from ek_data.tables import MEASURES, MUNICIPALITIES


@dataclass(frozen=True)
class Filter:
    """One choice of several values: its key in the link, its label, and what may be chosen."""

    key: str
    label: str
    options: Callable[[Dataset], Iterable[Any]]
    words: Callable[[Language, Any], str]


FILTERS = (
    Filter(
        "staffel",
        N_("Cohort"),
        lambda dataset: sorted(dataset.municipalities["cohort"].dropna().unique()),
        lambda lang, year: str(year),
    ),
    Filter(
        "art",
        N_("Kind of municipality"),
        lambda dataset: _used(dataset.municipalities["kind"]),
        lambda lang, code: lang.of(MUNICIPALITIES["kind"].option(code).words),
    ),
    Filter(
        "kreis",
        N_("District"),
        lambda dataset: sorted(dataset.municipalities["district"].dropna().unique()),
        lambda lang, name: name,
    ),
    Filter(
        "kategorie",
        N_("Category of measure"),
        lambda dataset: _used(dataset.measures["category"]),
        lambda lang, code: lang.of(MEASURES["category"].option(code).words),
    ),
)


def choices(dataset: Dataset) -> dict[str, list[Any]]:
    """Return what may be chosen in each filter, by its key."""
    return {filter_.key: list(filter_.options(dataset)) for filter_ in FILTERS}


def in_words(selection: Selection, lang: Language) -> str:
    """Return the filters in force as one sentence, or an empty text."""
    words = {filter_.key: filter_.words for filter_ in FILTERS}
    parts = [
        f"{lang(label)}: {lang.listing([words[key](lang, value) for value in values])}"
        for key, label, values in (
            ("staffel", N_("Cohort"), selection.cohorts),
            ("art", N_("Kind of municipality"), selection.kinds),
            ("kreis", N_("District"), selection.districts),
            ("kategorie", N_("Category of measure"), selection.categories),
        )
        if values
    ]
    if selection.first_year or selection.last_year:
        period = lang("Period")
        parts.append(f"{period}: {selection.first_year or '…'}–{selection.last_year or '…'}")
    return "; ".join(parts)


def years_of(dataset: Dataset) -> list[int]:
    """Return all years from the first date of a measure or event to the last."""
    dates = [dataset.measures["started_on"], dataset.measures["status_on"], dataset.events["starts_on"]]
    ends = [day.year for days in dates for day in (days.min(), days.max()) if not pd.isna(day)]
    return list(range(min(ends), max(ends) + 1)) if ends else []


def _used(values: Any) -> list[str]:
    present = set(values.dropna().unique())
    return [code for code in values.cat.categories if code in present]
