"""Tables in words, page by page, with their downloads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from ek_data.cache import KeptWith
from ek_data.dataset import wording
from ek_data.dataset.lazy_table import Worded
from ek_data.exports import spreadsheet
from ek_data.i18n import Language
from ek_data.tables.shared_choices import Relation
from ek_data.tables.sourcing import BOTH_SOURCES
from ek_data.tables.types import Table
from ek_data.text import link as text_link
from ek_data.text import markdown, said_of_each
from ek_data.ui.components import paging, words
from ek_data.ui.context import Context

MADE_OF = KeptWith(32)  # pages of tables in words, kept with their rows
PAGE = 25  # rows
MOST_IN_WORKBOOK = 100_000  # a workbook of more rows takes minutes to make and to open
SMALL_PRINT = ("relation", "note")


def table(rows: pd.DataFrame | Worded, lang: Language, *, name: str, title: str = "") -> None:
    """Show rows whose headers and values are words already, page by page where there are many.

    `name` tells the table from others on the page, `title` is read aloud if it is another.
    """
    shown = rows[paging.page_of_rows(len(rows), f"table-{name}", PAGE)]
    text = wording.readable(shown, lang).fillna(lang("not known"))
    cells = {
        markdown(label): values.map(lambda url: text_link(url, url))
        if label in wording.ADDRESSES
        else values.map(markdown)
        for label, values in text.items()
    }
    plain_table(pd.DataFrame(cells), title or name)


def plain_table(text: pd.DataFrame, name: str) -> None:
    """Show a table of Markdown texts as plain rows: readable aloud, on paper and on a phone."""
    st.table(text, hide_index=True, border="horizontal", alt=name)


def downloads(rows: Worded, name: str, lang: Language) -> None:
    """Offer the rows as CSV and, unless they are too many, as a workbook for Excel; both are made on a click."""
    small = len(rows) <= MOST_IN_WORKBOOK
    with st.container(horizontal=True):
        st.download_button(
            lang("CSV for Excel"),
            lambda: wording.plain_csv(rows.whole),
            f"{name}.csv",
            "text/csv",
            key=f"csv-{name}",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            lang("Workbook (.xlsx)"),
            lambda: spreadsheet.plain_xlsx(rows.whole, name),
            f"{name}.xlsx",
            key=f"xlsx-{name}",
            on_click="ignore",
            icon=":material/download:",
            disabled=not small,
            help=None if small else lang("More than {n} rows: please take CSV.", n=lang.number(MOST_IN_WORKBOOK)),
        )


def rows(
    frame: pd.DataFrame,
    declared: Table,
    context: Context,
    *,
    name: str,
    empty: str,
    columns: tuple[str, ...] = (),
    places: np.ndarray | None = None,
) -> None:
    """Show rows of a table in words, page by page, with downloads; an empty frame says what would be here.

    On screen stand `columns`, if not given those that are read mostly, the note small below the first, the source as a
    link. The downloads hold everything. `places` are the positions of the rows that are meant, all if not given.
    """
    lang = context.lang
    as_of = context.whole.as_of
    listed = Worded(frame, lambda part: wording.words(part, declared, lang, context.names, as_of), places)
    if not len(listed):
        st.markdown(markdown(empty))
        return
    shown = paging.page_of_rows(len(listed), f"rows-{name}", PAGE)
    which = tuple(places[shown]) if places is not None else (shown.start, shown.stop)
    columns = columns or declared.on_screen
    text = MADE_OF.result(
        frame,
        (lang.code, context.anonymous, columns, which),
        lambda: _text(listed.typed(shown), declared, context, columns),
    )
    with st.container(key=f"rows-{name}"):
        plain_table(text, lang.of(declared.label))
    downloads(listed, name, lang)


def _text(part: pd.DataFrame, declared: Table, context: Context, names: tuple[str, ...]) -> pd.DataFrame:
    """Return a page of rows as Markdown."""
    lang = context.lang
    said = wording.readable(wording.words(part, declared, lang, context.names, context.whole.as_of), lang)
    columns = [declared[name] for name in names]
    unknown = {
        lang.of(column.label): lang.of(column.blank) if column.blank else lang("not known") for column in columns
    }
    text = said[list(unknown)].fillna(unknown).map(markdown)
    first = text.columns[0]
    for column in SMALL_PRINT:
        if column in declared:
            text[first] += small_print(part[column], said[lang.of(declared[column].label)])
    if not context.anonymous:
        linked = (said_of_each(part[name], lambda url: text_link(url, words.short_host(url))) for name in BOTH_SOURCES)
        one, other = (links.fillna("") for links in linked)
        text[lang.of(declared["source_url"].label)] = one + (", " + other).where(other != "", "")
    return text


def small_print(values: pd.Series, told: pd.Series) -> pd.Series:
    """Return what stands small below a cell: the note, and the relation where it is not the programme itself."""
    said = said_of_each(told.astype("string"), lambda text: f" :small[*– {markdown(text)}*]")
    apart = values.notna() & (values.astype("string") != Relation.PROGRAMME)
    return said.where(apart.fillna(False), "").fillna("")
