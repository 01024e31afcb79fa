"""Measures in short: how many are reported and how well they are sourced, and what lies outside the programme."""

from __future__ import annotations

import pandas as pd

from ek_data.analysis.cohorts import progress_matrix
from ek_data.analysis.peers import known_categories
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import in_programme, named_measures
from ek_data.i18n import Language
from ek_data.tables import MEASURES, MUNICIPALITIES


def reported(dataset: Dataset, lang: Language) -> str:
    """Return "24 Maßnahmen des Programms aus 8 von 14 Kommunen, 16 belegt, 8 abgeleitet"; those of others apart."""
    every, everybody = named_measures(dataset, ["municipality", "certainty"]), dataset.participants["ars"]
    rows = every[every["municipality"].isin(everybody)]
    reporting = int(everybody.isin(rows["municipality"]).sum())
    others = len(every) - len(rows)
    said = lang.plural(
        "{n} measure of the programme from {reporting} of {municipalities}",
        "{n} measures of the programme from {reporting} of {municipalities}",
        len(rows),
        reporting=lang.number(reporting),
        municipalities=MUNICIPALITIES.counted(len(everybody), lang),
    )
    apart = lang.plural("{n} of who takes part no more or not yet", "{n} of who takes part no more or not yet", others)
    return ", ".join([said, *_counted(rows["certainty"], "certainty", lang), *([apart] if others else [])])


def outside(dataset: Dataset) -> pd.DataFrame:
    """Return the measures of participants that are no part of the programme.

    Columns: those of the table of measures.
    """
    rows = dataset.measures
    return rows[~in_programme(rows) & rows["municipality"].isin(dataset.participants["ars"])]


def outside_sentence(dataset: Dataset, lang: Language) -> str:
    """Return how many measures outside the programme are known, of how many municipalities, and what is most frequent.

    In no figure of the programme do they count.
    """
    rows = dataset.result(outside)
    spread = rows.groupby(rows["category"].astype("string"))["municipality"].nunique()
    if spread.empty:
        return ""
    words = MEASURES["category"].words(lang)
    most = spread.index[spread == spread.max()]
    said = lang.plural(
        "Outside the programme: {n} measure from {municipalities} ({relations}), most often {category}",
        "Outside the programme: {n} measures from {municipalities} ({relations}), most often {category}",
        len(rows),
        municipalities=MUNICIPALITIES.counted(rows["municipality"].nunique(), lang),
        relations=", ".join(_counted(rows["relation"], "relation", lang)),
        category=lang.listing(sorted(words[code] for code in most)[:1]),
    )
    return f"{said} ({lang.number(int(spread.max()))})."


def first_asked(dataset: Dataset) -> str | None:
    """Return the category to begin with: the first of `known_categories` with a plan that is overdue, else the first.

    None where nothing is known.
    """
    known, progress = dataset.result(known_categories), dataset.result(progress_matrix)
    overdue = set(progress.loc[progress["overdue"], "category"])
    return next((code for code in known if code in overdue), next(iter(known), None))


def _counted(values: pd.Series, column: str, lang: Language) -> list[str]:
    """Return "16 belegt", "8 abgeleitet": the values that occur, in their declared order."""
    counts = values.astype("string").value_counts()
    words = MEASURES[column].words(lang)
    return [f"{lang.number(int(counts[code]))} {words[code]}" for code in MEASURES[column].codes if code in counts]
