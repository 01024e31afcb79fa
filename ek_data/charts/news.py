"""The pictures of what is new: by municipality and category, and of one figure from release to release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ek_data.changes import kinds
from ek_data.charts.measures import MOST_COLUMNS
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Mark, Spec, Steps
from ek_data.charts.style import (
    FIRST_ROWS,
    by_cohort,
    head_axis,
    in_words,
    label,
    nothing,
    page_note,
    page_of,
    subtitle,
)
from ek_data.i18n import Language
from ek_data.palette import INK, Look
from ek_data.tables import MEASURES, MUNICIPALITIES

SAID = {kind.code: kind.word for kind in kinds.KINDS if kind.look}


def news_matrix(
    counts: pd.DataFrame, municipalities: pd.DataFrame, finding: str, lang: Language, rows: slice = FIRST_ROWS
) -> Picture:
    """Return which municipality has news in which category; each cell shows the furthest of them.

    `counts`: ars, category, and the number of measures of each kind of news that is drawn. `municipalities`: ars, name,
    cohort. `finding` is the sentence above. Only those with news have a row; `rows` is the part of them that is drawn.
    """
    name, title = lang("news-by-municipality"), lang("Measures with news by municipality and category")
    cells = counts.merge(municipalities[["ars", "name", "cohort"]], on="ars")
    cells = cells.sort_values(["cohort", "name", "category"], kind="stable", ignore_index=True)
    table = _table(cells, lang)
    if cells.empty:
        return nothing(name, title, lang("No measure of a municipality is new. Each one becomes a mark here."), table)
    concerned = cells[["ars", "name", "cohort"]].drop_duplicates()
    shown = page_of(concerned, rows)
    spread = cells["category"].value_counts()
    spec = _spec(cells, shown, spread.index[:MOST_COLUMNS], lang)
    notes = [lang("Where a municipality has several in a category, the furthest stands for all of them.")]
    if len(spread) > MOST_COLUMNS:
        notes.append(
            lang.plural(
                "{n} rarer category stands in the table only.",
                "{n} rarer categories stand in the table only.",
                len(spread) - MOST_COLUMNS,
            )
        )
    notes += page_note(len(shown), len(concerned), rows, lang)
    counted = subtitle(
        lang("Measures with news, the furthest of each category"), lang, MUNICIPALITIES.counted(len(concerned), lang)
    )
    return Picture(name, title, finding, spec, table, tuple(notes), counted)


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


def _table(cells: pd.DataFrame, lang: Language) -> pd.DataFrame:
    counts = {lang(word): cells[kind] for kind, word in SAID.items()}
    named = {
        label("name", lang): cells["name"],
        label("cohort", lang): cells["cohort"],
        label("category", lang): in_words(cells["category"], MEASURES["category"], lang),
    }
    return pd.DataFrame(named | counts)


def figure_life(values: pd.DataFrame, figure: str, lang: Language) -> Picture:
    """Return what a `figure` was in each release, as steps that end where no number was kept.

    `values`: release, published (in words), value (<NA>: not kept), said (the value in words), oldest first.
    """
    name, title = lang("figure-life"), lang("{figure} over all releases", figure=figure)
    table = pd.DataFrame(
        {
            lang("Release"): values["release"],
            lang("Published"): values["published"],
            figure: values["said"].fillna(lang("not kept")),
        }
    )
    kept = values[values["value"].notna()]
    if kept.empty:
        return nothing(name, title, lang("No release has kept this figure."), table)
    first, last = kept.iloc[0], kept.iloc[-1]
    finding = lang(
        "{figure}: {before} in release {first}, {after} in release {last}.",
        figure=figure,
        before=first["said"],
        first=first["release"],
        after=last["said"],
        last=last["release"],
    )
    gaps = len(values) - len(kept)
    missing = lang.plural("{n} release has not kept it.", "{n} releases have not kept it.", gaps)
    n = lang.plural("{n} release", "{n} releases", len(kept))
    return Picture(
        name, title, finding, _life_spec(values, lang), table, (missing,) if gaps else (), subtitle(title, lang, n)
    )


def _life_spec(values: pd.DataFrame, lang: Language) -> Spec:
    kept = values[values["value"].notna()]
    numbers, heights = kept["release"].astype(float), kept["value"].astype(float)
    low, high = float(heights.min()), float(heights.max())
    room = max((high - low) * 0.15, high * 0.02, 0.5)
    runs = kept.groupby((kept["release"].diff() != 1).cumsum())
    look = Look(INK, "circle")
    lines = tuple(
        Steps("", look, tuple(zip(run["release"].astype(float), run["value"].astype(float), strict=True)))
        for _number, run in runs
    )
    changed = (kept["said"] != kept["said"].shift()).fillna(True) | (kept.index == kept.index[-1])
    marks = tuple(
        Mark(height, number, look, (lang("Release {n}", n=int(number)), said), counts=0)
        for number, height, said, drawn in zip(numbers, heights, kept["said"], changed, strict=True)
        if drawn
    )
    first, last = int(values["release"].min()), int(values["release"].max())
    ends = dict.fromkeys((first, last))
    across = Axis(first - 0.5, last + 0.5, tuple((float(n), str(n)) for n in ends), lang("Release"))
    heights_said = dict(zip(heights, kept["said"], strict=True))
    ticks = tuple((height, heights_said[height]) for height in dict.fromkeys((low, high)))
    return Spec("steps", across, marks, up=Axis(low - room, high + room, ticks), steps=lines)
