"""What is open: where asking a municipality would tell more than the sources do."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.figures.headline import headline
from ek_data.figures.overview import award_due
from ek_data.i18n import Language
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.types import Table


@dataclass(frozen=True)
class Asked:
    """One thing to ask for in words, and of which municipality, None where none is named."""

    words: str
    ars: str | None


@dataclass(frozen=True)
class OpenQuestion:
    """A question that several answers are missing to."""

    title: str
    asked: tuple[Asked, ...]


def open_questions(dataset: Dataset, lang: Language) -> tuple[OpenQuestion, ...]:
    """Return what is open: nothing implemented, dates that have passed, awards without a source; also where none is."""
    everybody, due = dataset.participants, award_due(dataset)
    silent = everybody[~everybody["ars"].isin(dataset.result(headline)["implementing"].rows["ars"])]
    return (
        OpenQuestion(lang("without a report of anything implemented"), _named(silent, dataset)),
        OpenQuestion(lang("overdue, without proof"), tuple(_overdue(dataset, lang))),
        OpenQuestion(lang("without a source for an award"), _named(due[due["certified_on"].isna()], dataset)),
    )


def _named(rows: pd.DataFrame, dataset: Dataset) -> tuple[Asked, ...]:
    names = rows["ars"].map((dataset.unfiltered or dataset).names_by_ars)
    return tuple(Asked(name, ars) for name, ars in sorted(zip(names, rows["ars"], strict=True)))


def _overdue(dataset: Dataset, lang: Language) -> list[Asked]:
    """Return the plans whose date is over, oldest first; an event that is a measure of the same day as well, once."""
    numbers = dataset.result(headline)
    plans = [_dated(numbers[f"overdue_{table.name}"].rows, table, dataset, lang) for table in (MEASURES, EVENTS)]
    every = pd.concat(plans, ignore_index=True)
    again = every["ars"].notna() & every.duplicated(["ars", "day"])
    listed = every[~again].sort_values(["day", "words"], kind="stable")
    return [
        Asked(words, None if pd.isna(ars) else ars) for words, ars in zip(listed["words"], listed["ars"], strict=True)
    ]


def _dated(rows: pd.DataFrame, table: Table, dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return the `words` of plans, whose they are and on which `day` they were due."""
    date = table.dated_by[0]
    names = rows["municipality"].map((dataset.unfiltered or dataset).names_by_ars)
    days = zip(rows["title"], names, rows[date], rows[f"{date}_precision"], strict=True)
    said = [
        ", ".join(filter(None, (str(title), "" if pd.isna(name) else str(name), lang.short_date(day, str(precision)))))
        for title, name, day, precision in days
    ]
    return pd.DataFrame({"words": said, "ars": rows["municipality"].to_list(), "day": rows[date].to_list()})
