"""The effect of a change on what the pages say first, and a release beside the one before in a few sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ek_data.analysis.programme_time import common_window, observed_months
from ek_data.changes.diff import Changes
from ek_data.dataset.dataset import Dataset
from ek_data.figures.headline import headline
from ek_data.i18n import GERMAN, Language, Words
from ek_data.store.manifest import Release
from ek_data.text import as_sentence

LONGEST_NOTE = 40


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


def in_short(release: Release, lang: Language) -> str:
    """Return number, time and the beginning of the note of a release, as plain text for a list to choose from."""
    note = release.note if len(release.note) <= LONGEST_NOTE else f"{release.note[:LONGEST_NOTE]}…"
    return f"{release.number} · {lang.moment(release.published_at)} · {note}"


def before(releases: Sequence[Release], number: int | None) -> tuple[Release, Release] | None:
    """Return the release before `number` (None: the newest) and the release itself; None if there is none before.

    `releases` are those whose manifests are sound, newest first; what is damaged is passed over.
    """
    until = [release for release in releases if number is None or release.number <= number]
    return (until[1], until[0]) if len(until) > 1 else None


def sentences(changes: Changes, older: Release, newer: Release, lang: Language) -> list[str]:
    """Return what changed from `older` to `newer`: who published it and why, then one sentence for each table."""
    published = lang(
        "Release {number} of {time}, published by {author}: {note}",
        number=newer.number,
        time=lang.moment(newer.published_at),
        author=newer.author,
        note=newer.note,
    )
    if changes.empty:
        same = lang("Nothing differs from release {number}.", number=older.number)
        return [as_sentence(published), same]
    return [as_sentence(published), *(as_sentence(line) for line in changes.sentences(lang))]
