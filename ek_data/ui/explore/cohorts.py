"""Cohorts side by side on the page: when each municipality began, who has what, and what is not there yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ek_data.analysis import cohorts
from ek_data.analysis.cohort_words import FEW, most_reported, reported
from ek_data.analysis.cohorts import CategoryReport
from ek_data.analysis.programme_time import Comparison, compared
from ek_data.charts import build
from ek_data.charts.picture import Picture
from ek_data.charts.style import cohort_name
from ek_data.dataset.dataset import Dataset
from ek_data.palette import either
from ek_data.tables import MEASURES
from ek_data.tables.shared_columns import cohort_look
from ek_data.text import as_heading, markdown
from ek_data.ui.components import drawing, markup, pictures, words
from ek_data.ui.components.markup import Markup, tag
from ek_data.ui.context import Context

MOST_NAMES = 7  # beside the squares of a category
MOST_CATEGORIES, MOST_GROUPS = 14, 10  # of what is there, and of what is not there yet


def progress(curve: Picture, how: Comparison, context: Context) -> None:
    """Show how far the cohorts are: each municipality of small ones, of others how many there are by each month."""
    lang, data = context.lang, context.data
    pair = compared(data, how)
    firsts = data.result(cohorts.first_implemented, how.start)
    sizes = firsts.loc[firsts["cohort"].isin(pair), "cohort"].value_counts()
    if sizes.empty or sizes.max() >= FEW:
        pictures.body(curve, context)
        return
    whole = data.result(build.first_implemented, lang, how)
    drawing.show_key(whole, context)
    for place, cohort in zip(st.columns(len(pair), gap="medium"), pair, strict=True):
        with place:
            drawing.show(data.result(build.first_implemented, lang, how, cohort), context)
    if whole.spec:
        pictures.behind(whole, context)


def categories(how: Comparison, context: Context) -> None:
    """Show which of the municipalities of each cohort have what, the most frequent first."""
    lang = context.lang
    whole = context.data.result(build.adoption_matrix, lang)
    said, table, more = context.data.result(_categories, how, context)
    if not said:
        words.heading(whole.title)
        st.markdown(markdown(lang("No implemented measure with a named municipality is known yet.")))
        return
    words.heading(said)
    markup.show(table)
    if more > 0:
        st.caption(
            markdown(lang.plural("{n} more category: see the table.", "{n} more categories: see the table.", more))
        )
    if whole.spec:
        pictures.behind(whole, context)


def _categories(data: Dataset, how: Comparison, context: Context) -> tuple[str, Markup, int]:
    """Return the finding, the table, and how many categories more there are; nothing where no category is known."""
    lang = context.lang
    matrix = _of_pair(data, how)
    named = matrix[matrix["municipalities"] > 0]
    if named.empty:
        return "", Markup(""), 0
    heads = [tag("th", lang("Category"), scope="col")]
    for cohort in sorted(matrix["cohort"].unique()):
        heads.append(tag("th", cohort_name(cohort, lang), scope="colgroup", colspan="2", **_colour(cohort)))
    totals = matrix.groupby("category", observed=True)["municipalities"].sum()
    labels = MEASURES["category"].words(lang)
    codes = sorted(named["category"].astype("string").unique(), key=lambda code: (-totals[code], labels[code]))
    rows = [_category(labels[code], matrix[matrix["category"] == code], context) for code in codes[:MOST_CATEGORIES]]
    said = lang("Implemented, of named municipalities; a square is one municipality, a dot one without a report.")
    table = tag("table", tag("caption", said), tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_=WIDE)
    return most_reported(matrix, lang), table, len(codes) - MOST_CATEGORIES


WIDE = "ek-list ek-wide"


def _category(label: str, cells: pd.DataFrame, context: Context) -> Markup:
    parts = [tag("th", label, scope="row")]
    for cell in cells.sort_values("cohort").to_dict("records"):
        parts += _cell(cell, context)
    return tag("tr", *parts)


def _cell(cell: Mapping[Any, Any], context: Context) -> Iterable[Markup]:
    """Yield the places of a cohort, and how many and who they are: squares, of many a bar."""
    lang, count, n = context.lang, int(cell["municipalities"]), int(cell["n"])
    said = reported(cell["reported"], count, n, cell["cohort_statement"], lang)
    colour = either(cohort_look(int(cell["cohort"])).colour)
    if n >= FEW:
        yield tag("td", tag("span", class_="ek-bar", **markup.colour(colour, count / n)), class_="ek-places")
        yield tag("td", said, class_="names")
        return
    places = [tag("i") for _ in range(count)] + [tag("i", class_="none") for _ in range(n - count)]
    yield tag("td", *places, class_="ek-places", aria_hidden="true", **markup.colour(colour))
    names = ", ".join(lang.some(list(cell["names"]), MOST_NAMES))
    number = tag("span", lang.number(count), class_="strong")
    also = lang("{named}, also reported without names", named=names) if cell["cohort_statement"] else names
    yield tag("td", number, f"  {also}", class_="names") if count else tag("td", said, class_="names quiet")


def beside(how: Comparison, context: Context) -> None:
    """Show what is reported of a cohort without names, what is not there yet, and what the later one does not plan."""
    _without_names(how, context)
    _not_yet(how, context)
    _only_earlier(how, context)


def _without_names(how: Comparison, context: Context) -> None:
    lang = context.lang
    matrix = context.data.result(_of_pair, how)
    unnamed = matrix[matrix["reported"] == CategoryReport.UNNAMED]
    labels = MEASURES["category"].words(lang)
    for cohort, part in unnamed.groupby("cohort"):
        words.heading(lang("Implemented in cohort {cohort}, without names", cohort=cohort), 3)
        markup.show(_labels((labels[code] for code in part["category"]), either(cohort_look(int(str(cohort))).colour)))


def _labels(texts: Iterable[str], colour: str) -> Markup:
    return tag("ul", *(tag("li", text) for text in sorted(texts)), class_="ek-labels", **markup.colour(colour))


def _not_yet(how: Comparison, context: Context) -> None:
    lang, pair = context.lang, compared(context.data, how)
    found = context.data.result(cohorts.not_yet)
    found = found[found["cohort"].isin(pair)]
    if found.empty:
        return
    words.heading(as_heading(lang("{unfinished}")), 3)
    rows = [_plan(plan, context) for plan in found.head(MOST_GROUPS).to_dict("records")]
    markup.show(tag("table", tag("tbody", *rows), class_="ek-list"))
    if (more := len(found) - MOST_GROUPS) and more > 0:
        st.caption(markdown(lang.plural("{n} more row: see Measures.", "{n} more rows: see Measures.", more)))


def _plan(plan: Mapping[Any, Any], context: Context) -> Markup:
    """Return what one municipality plans: cohort, status as mark and word, categories, who, and whether it is late."""
    lang, status = context.lang, str(plan["status"])
    labels = MEASURES["category"].words(lang)
    what = ", ".join(labels[code] for code in plan["categories"])
    who = lang("without names") if pd.isna(plan["name"]) else str(plan["name"])
    late = f"{who}, {lang('overdue')}" if plan["overdue"] else who
    return tag(
        "tr",
        tag("td", f"’{int(plan['cohort']) % 100:02}", class_="cohort", **_colour(plan["cohort"])),
        tag(
            "td",
            markup.square(MEASURES["status"].looks[status]),
            what,
            tag("small", f" {MEASURES['status'].words(lang)[status]}"),
        ),
        tag("td", late, class_="names end"),
    )


def _only_earlier(how: Comparison, context: Context) -> None:
    lang, pair = context.lang, compared(context.data, how)
    missing = context.data.result(cohorts.only_earlier, how)
    if not missing:
        return
    labels = MEASURES["category"].words(lang)
    said = lang("Implemented in cohort {earlier}, no report in cohort {later}", earlier=pair[0], later=pair[-1])
    words.heading(said, 3)
    st.markdown(markdown(lang.listing(labels[code] for code in missing)))


def _of_pair(data: Dataset, how: Comparison) -> pd.DataFrame:
    matrix = data.result(cohorts.adoption_matrix)
    return matrix[matrix["cohort"].isin(compared(data, how))]


def _colour(cohort: Any) -> dict[str, str]:
    return markup.colour(either(cohort_look(int(cohort)).colour))
