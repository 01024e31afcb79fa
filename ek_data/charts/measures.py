"""Pictures of the measures: how many in which status, by category, and who has got how far with what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Mark, Row, Spec
from ek_data.charts.style import (
    FIRST_ROWS,
    MOST_SQUARES,
    by_cohort,
    cohort_name,
    count_axis,
    head_axis,
    in_words,
    key_of,
    label,
    nothing,
    page_note,
    page_of,
    some,
    subtitle,
)
from ek_data.dataset.lazy_table import Worded
from ek_data.i18n import Language
from ek_data.palette import OVERDUE, Look
from ek_data.palette import STATUS as GREEN
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.measures import DONE

STATUS, CATEGORY = MEASURES["status"], MEASURES["category"]
UNNAMED = Look(GREEN, "square-dashed")
MOST_COLUMNS = 20  # more upright names would touch one another on a phone


def measures_by_status(counts: pd.DataFrame, lang: Language) -> Picture:
    """Return how many measures are in which status.

    `counts`: category, status, cohort_level, overdue, n – `cohort_level` is true for measures stated for a cohort
    without naming a municipality; they are written in brackets. `overdue` are plans whose date is over.
    """
    name, title = lang("measures-by-status"), lang("Measures by status")
    by_status = counts.groupby(["status", "cohort_level"], observed=True)["n"].sum().reset_index()
    table = _counts_table(by_status, ("status",), STATUS.furthest_first, lang)
    if not counts["n"].sum():
        return nothing(
            name,
            title,
            lang("There are no measures yet. They appear here once a file with measures is read in."),
            table,
        )
    named, stated = _by("status", counts)
    present = [code for code in STATUS.furthest_first if named.get(code, 0) or stated.get(code, 0)]
    spec = _counted_rows(counts, "status", present, lang)
    counted = subtitle(lang("Measures of the programme"), lang, MEASURES.counted(spec.counted, lang))
    notes = _stated_note(stated, lang)
    if n := int(stated.sum()):
        more = lang.plural("{n} more is stated for a cohort only.", "{n} more are stated for a cohort only.", n)
        notes = (more, *notes)
    return Picture(name, title, _status_finding(named, lang), spec, table, notes, counted)


def measures_by_category(counts: pd.DataFrame, lang: Language) -> Picture:
    """Return how many measures there are of each category, by status.

    `counts`: category, status, cohort_level, overdue, n, as for `measures_by_status`.
    """
    name, title = lang("measures-by-category"), lang("Measures by category and status")
    named, stated = _by("category", counts)
    total = named.add(stated, fill_value=0).sort_values(ascending=False, kind="stable")
    by_both = counts.groupby(["category", "status", "cohort_level"], observed=True)["n"].sum().reset_index()
    table = _counts_table(by_both, ("category", "status"), total.index, lang)
    if not counts["n"].sum():
        return nothing(
            name,
            title,
            lang("There are no measures yet. They appear here once a file with measures is read in."),
            table,
        )
    present = [str(code) for code in total.index[total > 0]]
    spec = _counted_rows(counts, "category", present, lang)
    finding, notes = _category_finding(named, lang), _stated_note(stated, lang)
    if apart := len(present) - int((named > 0).sum()):
        more = lang.plural(
            "{n} more category is stated for a cohort only.", "{n} more categories are stated for a cohort only.", apart
        )
        notes = (more, *notes)
    counted = subtitle(lang("Measures of the programme in each category"), lang, MEASURES.counted(spec.counted, lang))
    return Picture(name, title, finding, spec, table, notes, counted)


def _category_finding(named: pd.Series, lang: Language) -> str:
    if not named.sum():
        return lang("No measure is named for a municipality.")
    return lang.plural(
        "Named for municipalities: {n} measure in {categories}.",
        "Named for municipalities: {n} measures in {categories}.",
        int(named.sum()),
        categories=lang.plural("{n} category", "{n} categories", int((named > 0).sum())),
    )


def _named(counts: pd.DataFrame) -> pd.DataFrame:
    return counts[~counts["cohort_level"].astype(bool)]


def _by(column: str, counts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the measures of municipalities and those stated for cohorts, summed by `column`."""
    keyed = counts.assign(**{column: counts[column].astype("string")})
    stated = keyed[keyed["cohort_level"].astype(bool)]
    return _named(keyed).groupby(column)["n"].sum(), stated.groupby(column)["n"].sum()


def _counted_rows(counts: pd.DataFrame, column: str, present: list[str], lang: Language) -> Spec:
    """Return a row for each value of `column`: a square for each measure, or a bar where they are too many to count.

    What is stated for a cohort without naming a municipality follows behind, dashed.
    """
    words = MEASURES[column].words(lang)
    keyed = counts.assign(value=counts[column].astype("string"), stated=counts["cohort_level"].astype(bool))
    placed = keyed.groupby(["value", "stated", "status", "overdue"], observed=True)["n"].sum().reset_index()
    placed = placed.assign(place=STATUS.furthest(placed["status"]))
    placed = placed.sort_values(["stated", "place", "overdue"], kind="stable")
    sums = placed.groupby("value")["n"].sum()
    squares = int(sums.max()) <= MOST_SQUARES
    marks: list[Mark] = []
    rows: list[Row] = []
    for row, code in enumerate(present):
        part = placed[placed["value"] == code]
        named, more = int(part.loc[~part["stated"], "n"].sum()), int(part.loc[part["stated"], "n"].sum())
        rows.append(Row(words[code], end=_count(named, more, lang)))
        at = 0
        for status, stated, late, n in zip(part["status"], part["stated"], part["overdue"], part["n"], strict=True):
            look = UNNAMED if stated else STATUS.looks[str(status)]
            facts = _facts(words[code], str(status), int(n), stated, late, lang)
            marks += _of_one_status(row, at, int(n), look, facts, late=late, squares=squares)
            at += int(n)
    key = key_of(STATUS, placed.loc[~placed["stated"], "status"], lang)
    if placed["stated"].any():
        key += ((lang("Stated for the cohort only"), UNNAMED),)
    if placed["overdue"].any():
        key += ((lang("Date over, no proof"), OVERDUE),)
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
    return [Mark(row, start, look, said, Form.BAR, until=start + n, counts=n, overdue=late)] if n else []


def _facts(name: str, status: str, n: int, stated: bool, late: bool, lang: Language) -> tuple[str, ...]:
    facts = [name, f"{STATUS.words(lang)[status]}: {lang.number(n)}"]
    if late:
        facts.append(lang("overdue"))
    if stated:
        facts.append(lang("Stated for the cohort only"))
    return tuple(facts)


def _status_finding(named: pd.Series, lang: Language) -> str:
    if not named.sum():
        return lang("No measure is named for a municipality.")
    return lang.plural(
        "Named for municipalities: {n} measure, {done} of them implemented.",
        "Named for municipalities: {n} measures, {done} of them implemented.",
        int(named.sum()),
        done=some(int(named[named.index.isin(DONE)].sum()), lang),
    )


def _stated_note(stated: pd.Series, lang: Language) -> tuple[str, ...]:
    if not stated.sum():
        return ()
    return (lang("In brackets, not in the bars: measures stated for a cohort without naming the municipalities."),)


def _counts_table(counts: pd.DataFrame, columns: tuple[str, ...], order: Iterable[str], lang: Language) -> pd.DataFrame:
    """Return the counts in words, the codes of the first of the `columns` in the `order` of the bars."""
    places = {code: place for place, code in enumerate(order)}
    counts = counts.sort_values(columns[0], key=lambda codes: codes.astype("string").map(places), kind="stable")
    coded = {label(column, lang): in_words(counts[column], MEASURES[column], lang) for column in columns}
    where = counts["cohort_level"].astype(bool).map({True: lang("Cohort as a whole"), False: lang("Municipalities")})
    return pd.DataFrame({**coded, lang("Stated for"): where, lang("Measures"): counts["n"]}).reset_index(drop=True)


def progress_matrix(
    progress: pd.DataFrame,
    municipalities: pd.DataFrame,
    stated: pd.DataFrame,
    lang: Language,
    rows: slice = FIRST_ROWS,
) -> Picture:
    """Return who has got how far with what: municipalities by category, the furthest status of each.

    `progress`: ars, name, cohort, category, status, overdue (a plan whose date is over), n (measures behind it) – one
    row per municipality and category of which a measure is known. `municipalities`: ars, name, cohort of all that may
    have a row; `rows` is the part of them that is drawn. `stated`: cohort, category, status of what is reported of a
    cohort without a name.
    """
    name, title = lang("measures-progress"), lang("Status of the measures by municipality and category")
    progress = progress[progress["ars"].isin(municipalities["ars"])]
    table = _progress_table(progress, lang)
    if progress.empty:
        return nothing(
            name, title, lang("No measure of a municipality is known yet. Each one becomes a mark here."), table
        )
    shown = page_of(municipalities, rows)
    spread = pd.concat([progress["category"], stated["category"]]).astype("string").value_counts()
    columns = [str(code) for code in spread.index[:MOST_COLUMNS]]
    spec = _progress_spec(progress, shown, stated, columns, lang)
    notes = [lang("Empty: no source reports a measure. Where there are several, the furthest status is drawn.")]
    if len(spread) > MOST_COLUMNS:
        more = len(spread) - MOST_COLUMNS
        notes.append(
            lang.plural(
                "{n} rarer category stands in the table only.", "{n} rarer categories stand in the table only.", more
            )
        )
    notes += page_note(len(shown), len(municipalities), rows, lang)
    finding = _progress_finding(progress, len(municipalities), lang)
    counted = subtitle(
        lang("Measures of the programme with a named municipality"),
        lang,
        MUNICIPALITIES.counted(len(municipalities), lang),
        MEASURES.counted(int(progress["n"].sum()), lang),
    )
    return Picture(name, title, finding, spec, table, tuple(notes), counted)


def _progress_spec(
    progress: pd.DataFrame, shown: pd.DataFrame, stated: pd.DataFrame, columns: list[str], lang: Language
) -> Spec:
    """Return a row for each municipality under its cohort and a column for each category, the most frequent first."""
    known = stated[stated["category"].isin(columns)]
    rows, places = by_cohort(shown, lang, set(known["cohort"].dropna().astype(int)))
    words = CATEGORY.words(lang)
    cells = progress[progress["category"].isin(columns) & progress["ars"].isin(list(places))]
    marks = [
        Mark(
            places[cell["ars"]],
            columns.index(str(cell["category"])),
            STATUS.looks[str(cell["status"])],
            (str(cell["name"]), words[str(cell["category"])], _progress_words_of(cell, lang)),
            overdue=bool(cell["overdue"]),
        )
        for cell in cells.to_dict("records")
    ]
    key = key_of(STATUS, cells["status"], lang)
    for (cohort, category), part in known.groupby(["cohort", "category"], observed=True):
        if int(str(cohort)) in places:
            told = lang.listing(STATUS.words(lang)[str(code)] for code in part["status"])
            facts = (cohort_name(cohort, lang), words[str(category)], told)
            marks.append(Mark(places[int(str(cohort))], columns.index(str(category)), UNNAMED, facts, counts=len(part)))
    if len(known):
        key += ((lang("Stated for the cohort only"), UNNAMED),)
    if cells["overdue"].any():
        key += ((lang("Date over, no proof"), OVERDUE),)
    return Spec("matrix", head_axis(words[code] for code in columns), tuple(marks), rows, key=key)


def _progress_words_of(cell: Mapping[Any, Any], lang: Language) -> str:
    measures = lang.plural("{n} measure", "{n} measures", int(cell["n"]))
    late = f", {lang('overdue')}" if cell["overdue"] else ""
    return f"{STATUS.words(lang)[str(cell['status'])]}{late} ({measures})"


def _progress_finding(progress: pd.DataFrame, n: int, lang: Language) -> str:
    done = progress.loc[progress["status"].isin(DONE), "ars"].nunique()
    if n == 1:
        return (
            lang("For the municipality at least one implemented measure is reported.")
            if done
            else lang("For the municipality a measure is reported, but none implemented.")
        )
    return lang(
        "For {named} of {n} municipalities a measure is reported, for {done} at least one implemented.",
        named=lang.number(progress["ars"].nunique()),
        n=lang.number(n),
        done=some(done, lang),
    )


def _progress_table(progress: pd.DataFrame, lang: Language) -> Worded:
    return Worded(progress.sort_values(["cohort", "name"], kind="stable"), partial(_progress_words, lang=lang))


def _progress_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("name", lang): ordered["name"],
            label("cohort", lang): ordered["cohort"],
            label("category", lang): in_words(ordered["category"], MEASURES["category"], lang),
            label("status", lang): in_words(ordered["status"], STATUS, lang),
            lang("Measures"): ordered["n"],
        }
    )
