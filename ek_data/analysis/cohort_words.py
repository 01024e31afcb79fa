"""Comparison in words: what the cohorts have reached, from when it counts, and what has to be borne in mind.

Every number is a lower bound, because it rests on what sources report: "at least", and nothing where none is named.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ek_data.analysis.cohorts import CategoryReport, adoption_curve
from ek_data.analysis.programme_time import (
    USUAL,
    Comparison,
    Start,
    begun,
    common_window,
    compared,
    implemented,
    without_start,
)
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import cohort_statements
from ek_data.i18n import N_, Language
from ek_data.tables import MEASURES
from ek_data.tables.measures import DONE

FEW = 20  # municipalities of a cohort, of which no trend and no percentage is told
MOST_NAMED = 3
CHOICES = {Start.NEW_YEAR: N_("from the beginning of the year"), Start.KICKOFF: N_("from the kick-off meeting")}
AXES = {Start.NEW_YEAR: N_("Months from 1 January"), Start.KICKOFF: N_("Months from the kick-off meeting")}
COUNTED = {
    Start.NEW_YEAR: N_("Months count from 1 January of the cohort's year."),
    Start.KICKOFF: N_("Months count from the cohort's kick-off meeting."),
}
OTHERWISE = {
    Start.NEW_YEAR: N_("Counted from 1 January, in common to month {month}, it looks different: {parts}."),
    Start.KICKOFF: N_("Counted from the kick-off meeting, in common to month {month}, it looks different: {parts}."),
}


def at_least(count: int, n: int, lang: Language, unnamed: bool = False) -> str:
    """Return "at least 2 of 7" (or that it is all of them, or that no report is certain): there may be more.

    `unnamed` says that a source reports it of the cohort without naming a municipality.
    """
    if not count:
        return lang("reported without names") if unnamed else lang("no certain report")
    if count == n > 1:
        return lang("all {n}", n=lang.number(n))
    return lang("at least {count} of {n}", count=lang.number(count), n=lang.number(n))


def reported(kind: str, count: int, n: int, stated: bool, lang: Language) -> str:
    """Return what a cell of the adoption matrix says: "3 of 7", "reported without names" or "no report"."""
    if kind == CategoryReport.NAMED:
        named = lang("{count} of {n}", count=lang.number(count), n=lang.number(n))
        return lang("{named}, also reported without names", named=named) if stated else named
    return lang("reported without names") if kind == CategoryReport.UNNAMED else lang("no report")


def most_reported(matrix: pd.DataFrame, lang: Language) -> str:
    """Return which category is implemented in most of the named municipalities; nothing where none is named."""
    totals = matrix.groupby("category", observed=True)["municipalities"].sum()
    if not totals.max() > 0:
        return ""
    words = MEASURES["category"].words(lang)
    most = lang.some(
        [words[code] for code in MEASURES["category"].codes if totals.get(code) == totals.max()], MOST_NAMED
    )
    return lang("Implemented most often: {categories}", categories=lang.listing(most))


def finding(curve: pd.DataFrame, lang: Language, category: str | None = None) -> str:
    """Return how far the cohorts compared are at the end of their common window, of `category` or of any measure."""
    said = _finding(curve, lang)
    if category is None:
        return said
    return lang("{category}: {finding}", category=lang.of(MEASURES["category"].option(category).words), finding=said)


def _finding(curve: pd.DataFrame, lang: Language) -> str:
    ends, month = _at_the_end(curve)
    if month is None:
        return lang("By the latest month of each cohort: {parts}.", parts=_by_cohort(ends, lang))
    counts, sizes = ends["municipalities"], ends["n"]
    if len(ends) > 1 and counts.min() and counts.nunique() == sizes.nunique() == 1 < sizes.max():
        return lang.plural(
            "After {n} month {count} municipalities in each cohort have implemented something.",
            "After {n} months {count} municipalities in each cohort have implemented something.",
            month,
            count=at_least(int(counts.iloc[0]), int(sizes.iloc[0]), lang),
        )
    return lang.plural(
        "Implemented after {n} month: {parts}.",
        "Implemented after {n} months: {parts}.",
        month,
        parts=_by_cohort(ends, lang),
    )


def _at_the_end(curve: pd.DataFrame) -> tuple[pd.DataFrame, int | None]:
    """Return the rows of the cohorts compared in the last month they have in common, else in the last of each."""
    common = curve[curve["common"].astype(bool)]
    if common.empty:
        return curve[curve["compared"].astype(bool)].groupby("cohort").tail(1), None
    month = int(common["month"].max())
    return common[common["month"] == month], month


def _by_cohort(ends: pd.DataFrame, lang: Language) -> str:
    return ", ".join(
        f"{cohort} {at_least(int(count), int(n), lang, unnamed)}"
        for cohort, count, n, unnamed in ends[["cohort", "municipalities", "n", "unnamed"]].itertuples(index=False)
    )


def subtitle(sizes: Iterable[int], start: Start, lang: Language) -> str:
    """Return what is counted, from when, and of how many."""
    counts = list(sizes)
    said = lang(
        "Municipalities with at least one implementation reported · {months} · n = {sizes}",
        months=lang(AXES[start]),
        sizes=" + ".join(map(lang.number, counts)),
    )
    return lang("{said}, too few for a trend", said=said) if min(counts, default=FEW) < FEW else said


def otherwise(dataset: Dataset, lang: Language, category: str | None = None, comparison: Comparison = USUAL) -> str:
    """Return how the same cohorts compare counted in the other way; empty if the numbers are the same, or not known."""
    other = Comparison(next(start for start in Start if start != comparison.start), compared(dataset, comparison))
    here, _month = _at_the_end(dataset.result(adoption_curve, category, comparison))
    there, month = _at_the_end(dataset.result(adoption_curve, category, other))
    numbers = ["cohort", "municipalities", "n"]
    if month is None or len(here) != len(there) or (here[numbers].to_numpy() == there[numbers].to_numpy()).all():
        return ""
    return lang(OTHERWISE[other.start], month=lang.number(month), parts=_by_cohort(there, lang))


def caution(dataset: Dataset, lang: Language, comparison: Comparison = USUAL) -> str:
    """Return the sentences that belong under every comparison: n, start, window, missing dates and kinds."""
    return " ".join([*_basis(dataset, comparison, lang), *_left_out(dataset, comparison.start, lang)])


def _basis(dataset: Dataset, comparison: Comparison, lang: Language) -> list[str]:
    everybody = dataset.result(begun, comparison.start)
    compared_here = compared(dataset, comparison)
    among = everybody[everybody["cohort"].isin(compared_here)]
    if among.empty:
        return [lang("There is no municipality to compare.")]
    sizes = among["cohort"].value_counts().sort_index()
    sentences = [_sizes(sizes, among["kind"].nunique(), lang), lang(COUNTED[comparison.start])]
    if joined := int(among["joined"].sum()):
        sentences.append(
            lang.plural(
                "For {n} municipality they count from the known day of joining.",
                "For {n} municipalities they count from the known day of joining.",
                joined,
            )
        )
    if len(sizes) > 1:
        sentences.append(_window(common_window(dataset, comparison), lang))
    if others := everybody["cohort"].nunique() - len(sizes):
        sentences.append(
            lang.plural(
                "{n} other cohort is shown in grey and not compared.",
                "{n} other cohorts are shown in grey and not compared.",
                others,
            )
        )
    return [*sentences, *_missing(dataset, among, lang), lang("Differences say nothing about effects.")]


def _missing(dataset: Dataset, among: pd.DataFrame, lang: Language) -> list[str]:
    steps = implemented(dataset, among)
    sentences = []
    if bounds := int(steps["latest_only"].sum()):
        sentences.append(
            lang.plural(
                "For {n} of {all} implemented measures only the latest possible month is known.",
                "For {n} of {all} implemented measures only the latest possible month is known.",
                bounds,
                all=lang.number(len(steps)),
            )
        )
    if before := int(steps["before"].sum()):
        sentences.append(
            lang.plural(
                "{n} of {all} implemented measures lies before the start and counts from month 0.",
                "{n} of {all} implemented measures lie before the start and count from month 0.",
                before,
                all=lang.number(len(steps)),
            )
        )
    stated = cohort_statements(dataset)
    if unnamed := int((stated["status"].isin(DONE) & stated["cohort"].isin(among["cohort"])).sum()):
        sentences.append(
            lang.plural(
                "{n} more is reported without names and not counted.",
                "{n} more are reported without names and not counted.",
                unnamed,
            )
        )
    if unknown := len(among) - steps["member"].nunique():
        sentences.append(
            lang.plural(
                "For {n} municipality no implemented measure is known yet.",
                "For {n} municipalities no implemented measure is known yet.",
                unknown,
            )
        )
    return sentences


def _left_out(dataset: Dataset, start: Start, lang: Language) -> list[str]:
    under_way = set(dataset.result(begun, Start.NEW_YEAR)["cohort"])
    missing = [cohort for cohort in without_start(dataset, start) if cohort in under_way]
    if not missing:
        return []
    return [
        lang.plural(
            "Cohort {cohorts} is left out, because no kick-off meeting held is known of it.",
            "Cohorts {cohorts} are left out, because no kick-off meeting held is known of them.",
            len(missing),
            cohorts=lang.listing(map(str, missing)),
        )
    ]


def _sizes(sizes: pd.Series, kinds: int, lang: Language) -> str:
    counts = lang.listing(
        lang.plural("{n} municipality (cohort {cohort})", "{n} municipalities (cohort {cohort})", int(n), cohort=cohort)
        for cohort, n in sizes.items()
    )
    few, different = sizes.min() < FEW, kinds > 1
    messages = {
        (True, True): N_("Basis: only {counts}, of different kinds."),
        (True, False): N_("Basis: only {counts}."),
        (False, True): N_("Basis: {counts}, of different kinds."),
        (False, False): N_("Basis: {counts}."),
    }
    return lang(messages[few, different], counts=counts)


def _window(month: int, lang: Language) -> str:
    if month < 0:
        return lang("There is no common window.")
    return lang("The common window reaches to programme month {month}.", month=lang.number(month))
