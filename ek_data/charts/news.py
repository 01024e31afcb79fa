"""Pictures of what is new: by municipality and category, and where the cohorts stood on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ek_data.analysis.comparison import at_least
from ek_data.changes import kinds
from ek_data.charts.adoption import adoption_curve
from ek_data.charts.measures import MOST_COLUMNS
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Mark, Spec
from ek_data.charts.style import (
    FIRST_ROWS,
    by_cohort,
    cohort_name,
    head_axis,
    in_words,
    label,
    nothing,
    page_note,
    page_of,
)
from ek_data.i18n import Language
from ek_data.tables import MEASURES
from ek_data.tables.columns import cohort_look

SAID = {kind.code: kind.word for kind in kinds.KINDS if kind.look}


def news_matrix(
    counts: pd.DataFrame, municipalities: pd.DataFrame, lang: Language, rows: slice = FIRST_ROWS
) -> Picture:
    """Return which municipality has news in which category; each cell shows the furthest of them.

    `counts`: ars, category, finished, new, changed (numbers of measures). `municipalities`: ars, name, cohort.
    Only those with news have a row; `rows` is the part of them that is drawn.
    """
    name, title = lang("news-by-municipality"), lang("New, changed and finished measures by municipality and category")
    cells = counts.merge(municipalities[["ars", "name", "cohort"]], on="ars")
    cells = cells.sort_values(["cohort", "name", "category"], kind="stable", ignore_index=True)
    table = _table(cells, lang)
    if cells.empty:
        return nothing(name, title, lang("No measure of a municipality is new. Each one becomes a mark here."), table)
    concerned = cells[["ars", "name", "cohort"]].drop_duplicates()
    shown = page_of(concerned, rows)
    spread = cells["category"].value_counts()
    spec = _spec(cells, shown, spread.index[:MOST_COLUMNS], lang)
    notes = [lang("Where a municipality has several in a category, finished goes before new, and new before changed.")]
    if len(spread) > MOST_COLUMNS:
        notes.append(
            lang.plural(
                "{n} rarer category stands in the table only.",
                "{n} rarer categories stand in the table only.",
                len(spread) - MOST_COLUMNS,
            )
        )
    notes += page_note(len(shown), len(concerned), rows, lang)
    return Picture(name, title, _finding(cells, lang), spec, table, tuple(notes))


def _spec(cells: pd.DataFrame, shown: pd.DataFrame, columns: pd.Index, lang: Language) -> Spec:
    rows, places = by_cohort(shown, lang)
    categories = MEASURES["category"].words(lang)
    column = {str(code): place for place, code in enumerate(columns)}
    drawn = cells[cells["category"].isin(columns) & cells["ars"].isin(list(places))]
    furthest = (drawn[list(kinds.LOOKS)] > 0).idxmax(axis=1)
    marks = tuple(
        Mark(
            places[cell["ars"]],
            column[str(cell["category"])],
            kinds.LOOKS[str(kind)],
            (str(cell["name"]), categories[str(cell["category"])], told(cell, lang)),
        )
        for cell, kind in zip(drawn.to_dict("records"), furthest, strict=True)
    )
    key = tuple((lang(SAID[kind]), look) for kind, look in kinds.LOOKS.items() if (furthest == kind).any())
    return Spec("matrix", head_axis(categories[str(code)] for code in columns), marks, rows, key=key)


def told(counts: Mapping[Any, Any], lang: Language) -> str:
    """Return "2 neu, 1 abgeschlossen": the kinds of news that occur, with their numbers."""
    return ", ".join(f"{lang.number(counts[kind])} {lang(word)}" for kind, word in SAID.items() if counts[kind])


def _finding(cells: pd.DataFrame, lang: Language) -> str:
    counted = told({kind: int(cells[kind].sum()) for kind in SAID}, lang)
    return lang.plural(
        "{n} municipality has news of its measures: {counted}.",
        "{n} municipalities have news of their measures: {counted}.",
        cells["ars"].nunique(),
        counted=counted,
    )


def _table(cells: pd.DataFrame, lang: Language) -> pd.DataFrame:
    counts = {lang(word): cells[kind] for kind, word in SAID.items()}
    named = {
        label("name", lang): cells["name"],
        label("cohort", lang): cells["cohort"],
        label("category", lang): in_words(cells["category"], MEASURES["category"], lang),
    }
    return pd.DataFrame(named | counts)


def curve_with_stars(curve: pd.DataFrame, points: pd.DataFrame, when: str, note: str, lang: Language) -> Picture:
    """Return the curves of the cohorts, as `adoption_curve` draws them, with a star labelled `when` where each stood.

    `points`: cohort, month, municipalities, now, n – one row for each cohort that was under way then. `note` says what
    a star means.
    """
    drawn = replace(adoption_curve(curve, lang), name=lang("news-curve"))
    if drawn.spec is None or points.empty:
        return drawn
    records = points.to_dict("records")
    stars = tuple(_star(point, when, drawn.spec, lang) for point in records)
    parts = "; ".join(_point(point, lang) for point in records)
    finding = lang("At least one measure implemented: {parts}.", parts=parts)
    return replace(
        drawn, finding=finding, spec=replace(drawn.spec, marks=drawn.spec.marks + stars), notes=(note, *drawn.notes)
    )


def _star(point: Mapping[Any, Any], when: str, curve: Spec, lang: Language) -> Mark:
    look = cohort_look(point["cohort"])._replace(symbol="star")
    said = (cohort_name(point["cohort"], lang), when, at_least(point["municipalities"], point["n"], lang))
    x, y = int(point["month"]), int(point["municipalities"])
    return Mark(y, x, look, said, text=when, side="right" if x < curve.across.high / 3 else "left", size=18, counts=0)


def _point(point: Mapping[Any, Any], lang: Language) -> str:
    return lang(
        "cohort {cohort} then {then}, now {now}",
        cohort=point["cohort"],
        then=at_least(point["municipalities"], point["n"], lang),
        now=at_least(point["now"], point["n"], lang),
    )
