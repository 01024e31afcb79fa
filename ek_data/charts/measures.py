"""Pictures of the measures: how many in which status, by category, and who has got how far with what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from ek_data.charts.picture import Picture
from ek_data.charts.style import (
    FIRST_ROWS,
    TEXT_SIZE,
    beside,
    cohort_headings,
    count_axis,
    hover,
    in_words,
    key_above,
    key_below,
    key_entry,
    label,
    marks,
    matrix_figure,
    nothing,
    page_note,
    page_of,
    row_figure,
    row_labels,
    with_headings,
)
from ek_data.dataset.lazy_table import Worded
from ek_data.i18n import Language
from ek_data.palette import text_on, tint
from ek_data.tables import MEASURES
from ek_data.tables.measures import Progress

STATUS = MEASURES["status"]
MOST_COLUMNS = 20  # more upright names would touch one another on a phone


def measures_by_status(counts: pd.DataFrame, lang: Language) -> Picture:
    """Return how many measures are in which status.

    `counts`: category, status, cohort_level, n – `cohort_level` is true for measures stated for a cohort without
    naming a municipality; they are written beside the bars, not added to them.
    """
    name, title = lang("measures-by-status"), lang("Measures by status")
    by_status = counts.groupby(["status", "cohort_level"], observed=True)["n"].sum().reset_index()
    table = _counts_table(by_status, ("status",), STATUS.codes, lang)
    if not counts["n"].sum():
        return nothing(
            name,
            title,
            lang("There are no measures yet. They appear here once a file with measures is read in."),
            table,
        )
    named, stated = _by("status", counts)
    present = [code for code in STATUS.codes if named.get(code, 0) or stated.get(code, 0)]
    figure = _bars(present, [STATUS.words(lang)[code] for code in present], named, stated, lang)
    for row, code in enumerate(present):
        _segment(figure, code, [row], [int(named.get(code, 0))], [""], lang)
    return Picture(name, title, _status_finding(named, stated, lang), figure, table, _stated_note(stated, lang))


def measures_by_category(counts: pd.DataFrame, lang: Language) -> Picture:
    """Return how many measures there are of each category, by status.

    `counts`: category, status, cohort_level, n, as for `measures_by_status`.
    """
    name, title = lang("measures-by-category"), lang("Measures by category and status")
    named, stated = _by("category", counts)
    total = named.add(stated, fill_value=0).sort_values(ascending=False, kind="stable")
    table = _counts_table(counts, ("category", "status"), total.index, lang)
    if not counts["n"].sum():
        return nothing(
            name,
            title,
            lang("There are no measures yet. They appear here once a file with measures is read in."),
            table,
        )
    present = [str(code) for code in total.index[total > 0]]
    figure = _bars(present, [MEASURES["category"].words(lang)[code] for code in present], named, stated, lang, above=56)
    by_status = _named(counts).groupby(["status", "category"], observed=True)["n"].sum()
    for code in STATUS.furthest_first:
        if code in by_status:
            values = by_status[code].reindex(present, fill_value=0)
            labels = [MEASURES["category"].words(lang)[category] for category in present]
            _segment(figure, code, list(range(len(present))), values.astype(int).tolist(), labels, lang)
    key_above(figure)
    finding = lang.plural(
        "The {total} measures named for municipalities belong to {n} category.",
        "The {total} measures named for municipalities belong to {n} categories.",
        int((named > 0).sum()),
        total=lang.number(int(named.sum())),
    )
    if apart := len(present) - int((named > 0).sum()):
        finding += " " + lang.plural(
            "{n} more category is stated for a cohort only.", "{n} more categories are stated for a cohort only.", apart
        )
    return Picture(name, title, finding, figure, table, _stated_note(stated, lang))


def _named(counts: pd.DataFrame) -> pd.DataFrame:
    return counts[~counts["cohort_level"].astype(bool)]


def _by(column: str, counts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the measures of municipalities and those stated for cohorts, summed by `column`."""
    keyed = counts.assign(**{column: counts[column].astype("string")})
    stated = keyed[keyed["cohort_level"].astype(bool)]
    return _named(keyed).groupby(column)["n"].sum(), stated.groupby(column)["n"].sum()


def _bars(
    codes: list[str], labels: list[str], named: pd.Series, stated: pd.Series, lang: Language, above: int = 10
) -> go.Figure:
    """Return the rows for stacked bars with the sum at the end, what is stated for cohorts only in brackets."""
    totals = [int(named.get(code, 0)) for code in codes]
    extra = [int(stated.get(code, 0)) for code in codes]
    texts = [_count(n, more, lang) for n, more in zip(totals, extra, strict=True)]
    figure = row_figure(labels, lang, beside=beside(texts), above=above, below=56)
    count_axis(figure, lang("Measures"), max(*totals, 1), lang)
    figure.update_layout(barmode="stack", bargap=0.35, uniformtext={"mode": "hide", "minsize": TEXT_SIZE - 1})
    for row, (total, text) in enumerate(zip(totals, texts, strict=True)):
        figure.add_annotation(x=total, y=row, text=text, showarrow=False, xanchor="left", xshift=6)
    return figure


def _count(named: int, stated: int, lang: Language) -> str:
    """Return "3 (+ 1)"; where only cohorts as a whole report it, "(+ 1)", because nobody named is not nobody."""
    parts = [lang.number(named) if named or not stated else "", f"(+ {lang.number(stated)})" if stated else ""]
    return " ".join(filter(None, parts))


def _segment(
    figure: go.Figure, status: str, rows: list[int], values: list[int], labels: list[str], lang: Language
) -> None:
    """Draw one status in its colour and pattern, which is lighter than the bar, so that the number stays legible."""
    look, word = STATUS.looks[status], STATUS.words(lang)[status]
    pattern = {
        "shape": look.pattern,
        "bgcolor": look.colour,
        "fgcolor": tint("#ffffff", 0.4),
        "size": 7,
        "solidity": 0.2,
    }
    figure.add_trace(
        go.Bar(
            orientation="h",
            x=[value or None for value in values],
            y=rows,
            name=word,
            marker={"color": look.colour, "pattern": pattern, "line": {"width": 0}},
            text=[lang.number(value) for value in values] if any(labels) else None,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"size": TEXT_SIZE, "weight": 700, "color": text_on(look.colour)},
            hoverinfo="text",
            hovertext=[hover(name, f"{word}: {lang.number(n)}") for name, n in zip(labels, values, strict=True)],
        )
    )


def _status_finding(named: pd.Series, stated: pd.Series, lang: Language) -> str:
    sentence = lang.plural(
        "Named for municipalities: {n} measure, {done} of them implemented",
        "Named for municipalities: {n} measures, {done} of them implemented",
        int(named.sum()),
        done=lang.number(int(named.get(Progress.IMPLEMENTED, 0))),
    )
    if not stated.sum():
        return sentence + "."
    more = lang.plural(
        "{n} more is stated for a cohort only", "{n} more are stated for a cohort only", int(stated.sum())
    )
    return f"{sentence}; {more}."


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
    progress: pd.DataFrame, municipalities: pd.DataFrame, lang: Language, rows: slice = FIRST_ROWS
) -> Picture:
    """Return who has got how far with what: municipalities by category, the furthest status of each.

    `progress`: ars, name, cohort, category, status, n (measures behind it) – one row per municipality and category of
    which a measure is known. `municipalities`: ars, name, cohort of all that may have a row; `rows` is the part of
    them that is drawn.
    """
    name, title = lang("measures-progress"), lang("Status of the measures by municipality and category")
    progress = progress[progress["ars"].isin(municipalities["ars"])]
    table = _progress_table(progress, lang)
    if progress.empty:
        return nothing(
            name, title, lang("No measure of a municipality is known yet. Each one becomes a mark here."), table
        )
    shown = page_of(municipalities, rows)
    placed, headings = with_headings(shown)
    spread = progress["category"].astype("string").value_counts()
    columns = spread.index[:MOST_COLUMNS].tolist()
    labels = MEASURES["category"].words(lang)
    names = [labels[code] for code in columns]
    figure = matrix_figure(row_labels(placed, headings), names, lang, below=56)
    _progress_marks(figure, progress, placed, columns, lang)
    cohort_headings(figure, headings, lang)
    notes = [lang("Empty: no source reports a measure. Where there are several, the furthest status is drawn.")]
    if len(spread) > MOST_COLUMNS:
        more = len(spread) - MOST_COLUMNS
        notes.append(
            lang.plural(
                "{n} rarer category stands in the table only.", "{n} rarer categories stand in the table only.", more
            )
        )
    notes += page_note(len(shown), len(municipalities), rows, lang)
    return Picture(name, title, _progress_finding(progress, len(municipalities), lang), figure, table, tuple(notes))


def _progress_marks(
    figure: go.Figure, progress: pd.DataFrame, placed: pd.DataFrame, columns: list[str], lang: Language
) -> None:
    category = progress["category"].astype("string")
    cells = progress[category.isin(columns) & progress["ars"].isin(placed["ars"])]
    cells = cells.assign(
        row=cells["ars"].map(placed.set_index("ars")["row"]),
        column=category.map({code: place for place, code in enumerate(columns)}),
    )
    for code, look in STATUS.looks.items():
        part = cells[cells["status"] == code]
        if part.empty:
            continue
        word = STATUS.words(lang)[code]
        counted = [lang.plural("{n} measure", "{n} measures", int(n)) for n in part["n"]]
        categories = in_words(part["category"], MEASURES["category"], lang)
        hovers = [
            hover(name, category, f"{word} ({n})")
            for name, category, n in zip(part["name"], categories, counted, strict=True)
        ]
        marks(figure, part["column"], part["row"], look, hovers, marker={"size": 9})
        key_entry(figure, word, look)
    key_below(figure)


def _progress_finding(progress: pd.DataFrame, n: int, lang: Language) -> str:
    done = progress.loc[progress["status"] == Progress.IMPLEMENTED, "ars"].nunique()
    return lang.plural(
        "For {named} of {n} municipality a measure is reported, for {done} at least one implemented.",
        "For {named} of {n} municipalities a measure is reported, for {done} at least one implemented.",
        n,
        named=lang.number(progress["ars"].nunique()),
        done=lang.number(done),
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
