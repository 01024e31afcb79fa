"""The effect of a change on what the pages say first: what each figure and time said before, and what it says now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ek_data.analysis.programme_time import common_window, observed_months
from ek_data.dataset.dataset import Dataset
from ek_data.figures.headline import headline
from ek_data.i18n import GERMAN, Language, Words


class Reading(Protocol):
    """What has a label and is said in words, as a `Figure` is."""

    @property
    def label(self) -> Words: ...

    def words(self, lang: Language) -> str: ...


@dataclass(frozen=True)
class Time:
    """A day, or a month of the programme; None if there is none."""

    label: Words
    value: dt.date | int | None

    def words(self, lang: Language) -> str:
        if self.value is None:
            return lang("not known")
        return lang.number(self.value) if isinstance(self.value, int) else lang.date(self.value)


class Effect(NamedTuple):
    """One figure or time before and after; None where there is no such."""

    before: Reading | None
    after: Reading | None


def effect(old: Dataset, new: Dataset) -> dict[str, Effect]:
    """Return the times and headline figures that read differently in `new`, by name, in the order they are told."""
    return _differing(_times(old), _times(new)) | effect_on_figures(old, new)


def effect_on_figures(old: Dataset, new: Dataset) -> dict[str, Effect]:
    """Return the headline figures that read differently in `new`."""
    return _differing(headline(old), headline(new))


def _times(dataset: Dataset) -> dict[str, Reading]:
    """Return up to when the data speak: the day, the month of each cohort, and the months that all have in common."""
    months = {
        f"observed_{cohort}": Time(
            Words(
                f"Programmmonat, bis zu dem die Daten reichen, Staffel {cohort}",
                f"Programme month up to which the data reach, cohort {cohort}",
            ),
            _month(complete),
        )
        for cohort, complete in observed_months(dataset)[["cohort", "complete"]].itertuples(index=False)
    }
    window = Time(
        Words(
            "Gemeinsames Fenster der Staffeln, bis Programmmonat", "Common window of the cohorts, to programme month"
        ),
        _month(common_window(dataset)),
    )
    return {"as_of": Time(Words("Stand", "As of"), dataset.as_of), **months, "common_window": window}


def _month(month: int) -> int | None:
    return int(month) if month >= 0 else None


def _differing(before: Mapping[str, Reading], after: Mapping[str, Reading]) -> dict[str, Effect]:
    pairs = {name: Effect(before.get(name), after.get(name)) for name in {**before, **after}}
    return {name: pair for name, pair in pairs.items() if _read(pair.before) != _read(pair.after)}


def _read(reading: Reading | None) -> str | None:
    return None if reading is None else reading.words(GERMAN)
