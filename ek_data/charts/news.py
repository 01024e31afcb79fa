"""Pictures of what is new: by municipality and category, and where the cohorts stood on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ek_data.analysis.comparison import at_least
from ek_data.changes import kinds
from ek_data.charts.adoption import adoption_curve
from ek_data.charts.measures import MOST_COLUMNS
from ek_data.charts.picture import Picture
from ek_data.charts.style import (
    FIRST_ROWS,
    chart_text,
    cohort_headings,
    cohort_name,
    hover,
    in_words,
    key_below,
    key_entry,
    label,
    marks,
    matrix_figure,
    nothing,
    page_note,
    page_of,
    row_labels,
    with_headings,
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
    placed, headings = with_headings(shown)
    spread = cells["category"].value_counts()
    columns = spread.index[:MOST_COLUMNS].tolist()
    categories = MEASURES["category"].words(lang)
    figure = matrix_figure(row_labels(placed, headings), [categories[code] for code in columns], lang, below=56)
    drawn = cells[cells["category"].isin(columns) & cells["ars"].isin(placed["ars"])].assign(
        row=lambda part: part["ars"].map(placed.set_index("ars")["row"]),
        column=lambda part: part["category"].map({code: place for place, code in enumerate(columns)}),
    )
    _marks(figure, drawn, categories, lang)
    cohort_headings(figure, headings, lang)
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
    return Picture(name, title, _finding(cells, lang), figure, table, tuple(notes))


def _marks(figure: go.Figure, cells: pd.DataFrame, categories: dict[str, str], lang: Language) -> None:
    furthest = (cells[list(kinds.LOOKS)] > 0).idxmax(axis=1)
    for kind, look in kinds.LOOKS.items():
        part = cells[furthest == kind]
        if part.empty:
            continue
        hovers = [hover(row["name"], categories[row["category"]], told(row, lang)) for row in part.to_dict("records")]
        marks(figure, part["column"], part["row"], look, hovers, marker={"size": 10})
        key_entry(figure, lang(SAID[kind]), look)
    key_below(figure)


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
    if drawn.figure is None or points.empty:
        return drawn
    figure = go.Figure(drawn.figure)
    records = points.to_dict("records")
    for point in records:
        look = cohort_look(point["cohort"])._replace(symbol="star")
        said = hover(cohort_name(point["cohort"], lang), when, at_least(point["municipalities"], point["n"], lang))
        x, y = int(point["month"]), int(point["municipalities"])
        marks(figure, [x], [y], look, [said], marker={"size": 18})
        side, shift = ("left", 4) if x < figure.layout.xaxis.range[1] / 3 else ("right", -4)  # within the axes
        figure.add_annotation(x=x, y=y, text=chart_text(when), showarrow=False, xanchor=side, xshift=shift, yshift=18)
    parts = "; ".join(_point(point, lang) for point in records)
    finding = lang("At least one measure implemented: {parts}.", parts=parts)
    return replace(drawn, finding=finding, figure=figure, notes=(note, *drawn.notes))


def _point(point: Mapping[Any, Any], lang: Language) -> str:
    return lang(
        "cohort {cohort} then {then}, now {now}",
        cohort=point["cohort"],
        then=at_least(point["municipalities"], point["n"], lang),
        now=at_least(point["now"], point["n"], lang),
    )
