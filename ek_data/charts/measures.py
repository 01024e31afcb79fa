"""Pictures of the measures: how many in which status, in rows and as one line of marks."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Mark, Row, Spec
from ek_data.charts.style import (
    MOST_SQUARES,
    count_axis,
    in_words,
    key_of,
    label,
    nothing,
    some,
    subtitle,
)
from ek_data.i18n import N_, Language
from ek_data.palette import OVERDUE, Look
from ek_data.palette import STATUS as GREEN
from ek_data.tables import MEASURES
from ek_data.tables.measures import DONE

STATUS = MEASURES["status"]
UNNAMED = Look(GREEN, "square-dashed")
MOST_IN_STRIP = 120  # squares; more would fill more than three lines


def measures_by_status(counts: pd.DataFrame, lang: Language) -> Picture:
    """Return how many measures are in which status.

    `counts`: category, status, cohort_level, overdue, n – `cohort_level` is true for measures stated for a cohort
    without naming a municipality; they are written in brackets. `overdue` are plans whose date is over.
    """
    name, title = lang("measures-by-status"), lang("Measures by status")
    table = _counts_table(counts, lang)
    if not counts["n"].sum():
        return nothing(
            name,
            title,
            lang("There are no measures yet. They appear here once a file with measures is read in."),
            table,
        )
    named, stated = _by_status(counts)
    present = [code for code in STATUS.furthest_first if named.get(code, 0) or stated.get(code, 0)]
    spec = _counted_rows(counts, present, lang)
    counted = subtitle(lang("Measures of the programme"), lang, MEASURES.counted(spec.counted, lang))
    notes = _stated_note(stated, lang)
    if n := int(stated.sum()):
        more = lang.plural("{n} more is stated for a cohort only.", "{n} more are stated for a cohort only.", n)
        notes = (more, *notes)
    return Picture(name, title, _status_finding(named, lang), spec, table, notes, counted)


def _by_status(counts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the measures of municipalities and those stated for cohorts, summed by status."""
    stated = counts["cohort_level"].astype(bool)
    keys = counts["status"].astype("string")
    named, whole = (counts.loc[part, "n"].groupby(keys[part]).sum() for part in (~stated, stated))
    return named, whole


def _counted_rows(counts: pd.DataFrame, present: list[str], lang: Language) -> Spec:
    """Return a row for each status: a square for each measure, or a bar where they are too many to count.

    What is stated for a cohort without naming a municipality follows behind, dashed.
    """
    words = STATUS.words(lang)
    keyed = counts.assign(status=counts["status"].astype("string"), stated=counts["cohort_level"].astype(bool))
    placed = keyed.groupby(["status", "stated", "overdue"], observed=True)["n"].sum().reset_index()
    placed = placed.sort_values(["stated", "overdue"], kind="stable")
    sums = placed.groupby("status")["n"].sum()
    squares = int(sums.max()) <= MOST_SQUARES
    marks: list[Mark] = []
    rows: list[Row] = []
    for row, code in enumerate(present):
        part = placed[placed["status"] == code]
        named, more = int(part.loc[~part["stated"], "n"].sum()), int(part.loc[part["stated"], "n"].sum())
        rows.append(Row(words[code], end=_count(named, more, lang)))
        at = 0
        for stated, late, n in zip(part["stated"], part["overdue"], part["n"], strict=True):
            look = UNNAMED if stated else STATUS.looks[code]
            facts = _facts(words[code], int(n), stated, late, lang)
            marks += _of_one_status(row, at, int(n), look, facts, late=late, squares=squares)
            at += int(n)
    key = key_of(STATUS, placed.loc[~placed["stated"], "status"], lang)
    if placed["stated"].any():
        key += ((lang("Stated for the cohort only"), UNNAMED),)
    if placed["overdue"].any():
        key += ((lang("overdue"), OVERDUE),)
    if squares:
        return Spec("squares", Axis(-0.8, max(int(sums.max()), 12) - 0.2), tuple(marks), tuple(rows), key=key)
    return Spec("bars", count_axis(lang("Measures"), int(sums.max()), lang), tuple(marks), tuple(rows), key=key)


def _count(named: int, stated: int, lang: Language) -> str:
    """Return "3 (+ 1)"; where only cohorts as a whole report it, "(+ 1)", because nobody named is not nobody."""
    parts = [lang.number(named) if named or not stated else "", f"(+ {lang.number(stated)})" if stated else ""]
    return " ".join(filter(None, parts))


def _of_one_status(
    row: int, start: int, n: int, look: Look, said: tuple[str, ...], *, late: bool, squares: bool
) -> list[Mark]:
    if squares:
        return [Mark(row, start + place, look, said, size=0, overdue=late) for place in range(n)]
    bar = Mark(row, start, look, said, Form.BAR, until=start + n, counts=n, overdue=late, of=" ".join(said[1:]))
    return [bar] if n else []


def _facts(status: str, n: int, stated: bool, late: bool, lang: Language) -> tuple[str, ...]:
    facts = [f"{status}: {lang.number(n)}"]
    if late:
        facts.append(lang("overdue"))
    if stated:
        facts.append(lang("Stated for the cohort only"))
    return tuple(facts)


def _status_finding(named: pd.Series, lang: Language) -> str:
    if not named.sum():
        return lang("No measure is named for a municipality.")
    done = named[named.index.isin(DONE) & (named > 0)]
    both = len(done) > 1  # of whom the sum alone would contradict the row of those that have not ended
    reached = N_("{done} implemented or ended") if both else N_("{done} implemented")
    return lang.plural(
        "Named for municipalities: {n} measure, of them {done}.",
        "Named for municipalities: {n} measures, of them {done}.",
        int(named.sum()),
        done=lang(reached, done=some(int(done.sum()), lang)),
    )


def _stated_note(stated: pd.Series, lang: Language) -> tuple[str, ...]:
    if not stated.sum():
        return ()
    return (lang("In brackets, not in the bars: measures stated for a cohort without naming the municipalities."),)


def _counts_table(counts: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return the counts in words, in the order of the rows of the picture."""
    summed = counts.groupby(["status", "cohort_level"], observed=True)["n"].sum().reset_index()
    ordered = summed.sort_values("status", key=STATUS.furthest, kind="stable")
    where = ordered["cohort_level"].astype(bool).map({True: lang("Cohort as a whole"), False: lang("Municipalities")})
    return pd.DataFrame(
        {
            label("status", lang): in_words(ordered["status"], STATUS, lang),
            lang("Stated for"): where,
            lang("Measures"): ordered["n"],
        }
    ).reset_index(drop=True)


class StatusGroup(NamedTuple):
    """Measures of one status: its words, how many there are, and the look of each, with whether it is overdue."""

    words: str
    n: int
    marks: tuple[tuple[Look, bool], ...]


def groups(counts: pd.DataFrame, lang: Language) -> tuple[tuple[StatusGroup, ...], StatusGroup | None]:
    """Return the measures of named municipalities by status, the furthest first, and those of cohorts as one group.

    `counts` as for `measures_by_status`. More than can be counted with the eye have one mark in place of one each.
    """
    ordered = counts.sort_values(["status", "overdue"], key=_furthest_first, kind="stable")
    stated = ordered["cohort_level"].astype(bool)
    many = int(ordered["n"].sum()) > MOST_IN_STRIP
    named, words = ordered[~stated], STATUS.words(lang)
    by_status = [
        _group(words[code], named[named["status"] == code], STATUS.looks[code], many)
        for code in STATUS.furthest_first
        if (named["status"] == code).any()
    ]
    whole = _group(lang("for a cohort as a whole, without names"), ordered[stated], UNNAMED, many)
    return tuple(by_status), whole if whole.n else None


def _furthest_first(values: pd.Series) -> pd.Series:
    return STATUS.furthest(values) if values.name == "status" else values


def _group(words: str, rows: pd.DataFrame, look: Look, many: bool) -> StatusGroup:
    late, n = int(rows.loc[rows["overdue"].astype(bool), "n"].sum()), int(rows["n"].sum())
    each = [(look, False)] * (n - late) + [(look, True)] * late
    return StatusGroup(words, n, tuple(dict.fromkeys(each) if many else each))
