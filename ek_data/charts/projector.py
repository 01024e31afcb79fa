"""Pictures for the projector, for people who see them for a minute from afar: one message each."""

from __future__ import annotations

import pandas as pd

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Mark, Row, Spec
from ek_data.charts.style import (
    MOST_SQUARES,
    cohort_name,
    cohorts_key,
    count_axis,
    for_municipalities,
    label,
    nothing,
    round_step,
    subtitle,
)
from ek_data.i18n import Language
from ek_data.palette import MUTED, Look
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.shared_columns import cohort_look

MOST_GROUPS = 4  # of numbers, beside the municipalities of which none is reported
NONE = Look(MUTED, "square-open")

Group = tuple[str, pd.DataFrame]


def reported_numbers(numbers: pd.DataFrame, lang: Language) -> Picture:
    """Return how many municipalities are reported with how many implemented measures, in the colours of the cohorts.

    `numbers`: name, cohort, implemented (<NA>: nothing is reported) – one row per municipality. Nobody is named in it,
    so that no order of municipalities can be read from it.
    """
    name, title = lang("municipalities-by-measures"), lang("Implemented measures per municipality")
    groups = [group for group in _groups(numbers, lang) if len(group[1])]
    table = pd.DataFrame(
        {
            title: [words for words, _part in groups],
            label("name", lang): [lang.listing(part["name"]) for _words, part in groups],
        }
    )
    if numbers.empty:
        return nothing(name, title, lang("No municipality is selected. Each one has a row here."), table)
    done = int((numbers["implemented"] > 0).sum())
    whose = for_municipalities(done, len(numbers), lang)
    finding = lang("{whose} an implemented measure is reported.", whose=whose)
    counted = subtitle(lang("One mark is one municipality"), lang, MUNICIPALITIES.counted(len(numbers), lang))
    return Picture(name, title, finding, _spec(groups, numbers, lang), table, subtitle=counted)


def _groups(numbers: pd.DataFrame, lang: Language) -> list[Group]:
    """Return the municipalities by their number, the largest first, in steps where there are many different ones."""
    known = numbers["implemented"]
    most = int(known.max()) if known.notna().any() else 0
    step = 1 if most <= MOST_GROUPS else round_step(most, MOST_GROUPS)
    groups = [
        (
            _between(first, min(first + step - 1, most), lang),
            numbers[known.between(first, first + step - 1).fillna(False)],
        )
        for first in range(1, most + 1, step)
    ]
    return [*reversed(groups), (lang("no report"), numbers[~(known > 0).fillna(False)])]


def _between(low: int, high: int, lang: Language) -> str:
    if low == high:
        return lang.plural("{n} measure", "{n} measures", low)
    return lang("{low} to {high} measures", low=lang.number(low), high=lang.number(high))


def _spec(groups: list[Group], numbers: pd.DataFrame, lang: Language) -> Spec:
    longest = max(len(part) for _words, part in groups)
    squares = longest <= MOST_SQUARES
    rows = tuple(Row(words, end=lang.number(len(part))) for words, part in groups)
    marks = [mark for row, group in enumerate(groups) for mark in _of_group(row, *group, squares=squares, lang=lang)]
    reported = numbers.loc[(numbers["implemented"] > 0).fillna(False), "cohort"]
    key = cohorts_key(reported, lang)
    if squares:
        return Spec("squares", Axis(-0.8, max(longest, 12) - 0.2), tuple(marks), rows, key=key)
    return Spec("bars", count_axis("", longest, lang), tuple(marks), rows, key=key)


def _of_group(row: int, words: str, part: pd.DataFrame, *, squares: bool, lang: Language) -> list[Mark]:
    """Return a square for each municipality of a group, or a bar for those of each cohort."""
    marks: list[Mark] = []
    at = 0
    reported = words != lang("no report")
    ordered = part.sort_values(["cohort", "name"], kind="stable")
    for cohort, members in ordered.groupby("cohort", dropna=False) if reported else [(pd.NA, ordered)]:
        known = pd.notna(cohort)
        look = cohort_look(int(str(cohort)))._replace(symbol="square") if known else NONE
        whose = cohort_name(cohort, lang) if known else ""
        if squares:
            places = enumerate(members["name"], at)
            marks += [Mark(row, place, look, (str(name), whose, words), size=0) for place, name in places]
        else:
            said = (whose, words, lang.number(len(members)))
            n, of = len(members), whose or words
            marks.append(Mark(row, at, look, said, Form.BAR, until=at + n, counts=n, of=of))
        at += len(members)
    return marks
