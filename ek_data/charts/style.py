"""What pictures share: rows under their cohorts, axes of counts, words for counts and dates."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

import pandas as pd

from ek_data.charts.picture import PartNote, Picture
from ek_data.charts.spec import Axis, Row
from ek_data.dataset import wording
from ek_data.dataset.wording import Worded
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, Look
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES
from ek_data.tables.shared_columns import cohort_look
from ek_data.tables.types import Column

PERCENT_FROM = 20  # below this many municipalities a percentage would claim more than there is
MOST_ROWS = 40
FIRST_ROWS = slice(0, MOST_ROWS)
MOST_SQUARES = 40  # more could not be counted with the eye
NOT_REPORTED = Look(MUTED, "circle")
DOT = 4.0  # pixels of the mark for what is not reported
GUIDE, WORDS = Look(MUTED, "circle"), Look(INK, "circle")  # of a thin line to a mark, and of words in its place


def count_axis(title: str, largest: float, lang: Language) -> Axis:
    """Return an axis of counts from 0 to `largest`, with whole numbers in the separators of the language."""
    step = round_step(largest, 5 if largest < 100 else 3)
    ticks = [step * k for k in range(math.ceil(largest / step) + 1)]
    end = max(largest, ticks[-1])  # the last tick is not below the last mark
    return Axis(-end * 0.03, end * 1.03, tuple((tick, lang.number(tick)) for tick in ticks), title)


def month_axis(last: int, title: str) -> Axis:
    """Return an axis of programme months from 0 to the `last` one."""
    months = range(0, last + 1, 1 if last < 8 else 3 * (last // 24 + 1))
    return Axis(-0.02 * last, last, tuple((month, str(month)) for month in months), title)


def head_axis(names: Iterable[str]) -> Axis:
    """Return an axis of columns under their upright names. Six are the least, because fewer would stand far apart."""
    ticks = tuple((float(place), name) for place, name in enumerate(names))
    return Axis(-0.6, max(len(ticks), 6) - 0.4, ticks, heads="upright")


def by_cohort(
    members: pd.DataFrame, lang: Language, whole: Collection[int] = ()
) -> tuple[tuple[Row, ...], dict[str | int, int]]:
    """Return the rows of `members` (ars, name, cohort) under a heading for each cohort, and the row of each key.

    The cohorts of `whole` have one more row, for what is reported of them without a name; its key is the cohort.
    """
    rows: list[Row] = []
    places: dict[str | int, int] = {}
    ordered = members.sort_values(["cohort", "name"], kind="stable")
    for cohort, part in ordered.groupby("cohort", dropna=False):
        if pd.isna(cohort):
            rows.append(Row(lang("No cohort stated"), NOT_REPORTED))
        else:
            rows.append(Row(cohort_name(cohort, lang), cohort_look(int(str(cohort)))))
        for ars, name in zip(part["ars"], part["name"], strict=True):
            places[ars] = len(rows)
            rows.append(Row(str(name)))
        if cohort in whole:
            places[int(str(cohort))] = len(rows)
            rows.append(Row(lang("Cohort as a whole")))
    return tuple(rows), places


def key_of(column: Column, codes: Iterable[str], lang: Language) -> tuple[tuple[str, Look], ...]:
    """Return the key for those values of a column that occur, the furthest first."""
    occurring, words, looks = set(map(str, codes)), column.words(lang), column.looks
    return tuple((words[code], looks[code]) for code in column.furthest_first if code in occurring)


def round_step(largest: float, ticks: int = 5) -> int:
    """Return the distance of about `ticks` ticks up to `largest`: 1, 2 or 5 times a power of ten."""
    rough = max(largest / ticks, 1)
    power = 10 ** math.floor(math.log10(rough))
    return int(next(step * power for step in (1, 2, 5, 10) if step * power >= rough))


def page_of(rows: pd.DataFrame, shown: slice) -> pd.DataFrame:
    """Return the part of `rows` (by cohort and name) that is drawn, because more rows could not be read."""
    return rows.sort_values(["cohort", "name"], kind="stable")[shown]


def page_note(shown: int, n: int, page: slice, lang: Language) -> tuple[str, ...]:
    """Say which rows are drawn when not all are."""
    if shown == n:
        return ()
    first = page.indices(n)[0]
    sentence = lang(
        "Rows {first} to {last} of {n} are drawn; the table holds all of them.",
        first=lang.number(first + 1),
        last=lang.number(first + shown),
        n=lang.number(n),
    )
    return (PartNote(sentence),)


def cohort_name(cohort: object, lang: Language) -> str:
    """Return what a cohort is called: "Staffel 2024"."""
    return lang("Cohort {cohort}", cohort=cohort)


def cohort_names(cohorts: pd.Series, lang: Language) -> list[str]:
    """Return the name of each cohort, nothing where none is stated."""
    return ["" if pd.isna(cohort) else cohort_name(cohort, lang) for cohort in cohorts]


def cohorts_key(cohorts: pd.Series, lang: Language) -> tuple[tuple[str, Look], ...]:
    """Return the key for marks in the colours of their `cohorts`, that of ink among them; none where all are of ink."""
    years = sorted(map(int, cohorts.dropna().unique()))
    known = tuple(
        (cohort_name(year, lang), cohort_look(year)._replace(symbol="square", dash="solid")) for year in years
    )
    return (*known, (lang("No cohort stated"), Look(INK, "square"))) if years and cohorts.isna().any() else known


def of(count: int, n: int, lang: Language) -> str:
    """Return "3 of 7", with the percentage only from 20 municipalities on."""
    if n < PERCENT_FROM:
        return lang("{count} of {n}", count=lang.number(count), n=lang.number(n))
    share = lang.number(round(100 * count / n))
    return lang("{count} of {n} ({share}\N{NO-BREAK SPACE}%)", count=lang.number(count), n=lang.number(n), share=share)


def some(n: int, lang: Language) -> str:
    """Return a number within a sentence, "none" in place of 0."""
    return lang.number(n) if n else lang("none")


def for_municipalities(count: int, n: int, lang: Language) -> str:
    """Return "For 3 of 7 municipalities", of a single one "For the municipality" or "For no municipality"."""
    if n == 1:
        return lang("For the municipality") if count else lang("For no municipality")
    return lang("For {count} of {n} municipalities", count=some(count, lang), n=lang.number(n))


def in_words(values: pd.Series, column: Column, lang: Language) -> pd.Series:
    """Return coded `values` in words, a plain text column without gaps."""
    return wording.in_words(values, column, lang).fillna("")


def dates_in_words(days: pd.Series, precisions: pd.Series, lang: Language) -> list[str]:
    """Return partial dates as precise as they are known; nothing where unknown."""
    pairs = list(zip(days, precisions.astype("string").fillna("day"), strict=True))
    said = {pair: "" if pd.isna(pair[0]) else lang.date(pair[0].date(), str(pair[1])) for pair in set(pairs)}
    return [said[pair] for pair in pairs]


def counts_in_words(values: pd.Series, lang: Language, digits: int | None = None) -> list[str]:
    """Return numbers with the separators of the language; "not stated" where unknown, because that is not 0."""
    return [lang("not stated") if pd.isna(value) else lang.number(value, digits) for value in values]


def subtitle(counted: str, lang: Language, *numbers: str) -> str:
    """Return the line that says what is counted, and of how many: "Maßnahmen des Programms · n = 21 Maßnahmen"."""
    return lang("{counted} · n = {numbers}", counted=counted, numbers=", ".join(numbers))


def label(name: str, lang: Language) -> str:
    """Return the declared label of a column of municipalities, measures or events, for table headers."""
    table = next(table for table in (MEASURES, EVENTS, MUNICIPALITIES) if name in table)
    return lang.of(table[name].label)


def nothing(name: str, title: str, finding: str, table: pd.DataFrame | Worded) -> Picture:
    """Return a picture of words only, for data in which there is nothing to draw."""
    return Picture(name, title, finding, None, table)
