"""Tables in words, page by page, with their downloads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from ek_data.cache import KeptWith
from ek_data.dataset import search, wording
from ek_data.dataset.search import DESCENDING
from ek_data.dataset.wording import Worded
from ek_data.exports import spreadsheet
from ek_data.exports.imprint import Imprint
from ek_data.i18n import Language
from ek_data.tables.shared_choices import Relation
from ek_data.tables.shared_columns import BOTH_SOURCES
from ek_data.tables.types import Table
from ek_data.text import link as text_link
from ek_data.text import markdown, said_of_each, xml
from ek_data.ui import link
from ek_data.ui.components import change_links, paging, source_links
from ek_data.ui.context import Context

MADE_OF = KeptWith(32)  # pages of tables in words, kept with their rows
PAGE = 25  # rows
MOST_IN_WORKBOOK = 100_000  # a workbook of more rows takes minutes to make and to open
UNKNOWN = "–"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SEARCH, ORDER = "suche", "sortiert"
LONGEST_SEARCH = 100
FIELD = 320  # pixels


def table(rows: pd.DataFrame | Worded, lang: Language, *, name: str, title: str = "", may_change: bool = False) -> None:
    """Show rows whose headers and values are words already, page by page where there are many.

    `name` tells the table from others on the page, `title` is read aloud if it is another. Whoever `may_change` the
    rows gets their links; the index says their tables and keys then.
    """
    shown = rows[paging.page_of_rows(len(rows), f"table-{name}", PAGE)]
    text = wording.readable(shown, lang)
    unknown = bool(text.isna().to_numpy().any())
    text = text.fillna(UNKNOWN)
    cells = {
        markdown(label): values.map(lambda url: text_link(url, url))
        if label in wording.ADDRESSES
        else values.map(markdown)
        for label, values in text.items()
    }
    if may_change:
        first = next(iter(cells))
        cells[first] += pd.Series([f" {link_}" for link_ in change_links.of_places(text.index, lang)], index=text.index)
    plain_table(pd.DataFrame(cells), title or name)
    _below([], unknown, lang)


def plain_table(text: pd.DataFrame, name: str) -> None:
    """Show a table of Markdown texts as plain rows: readable aloud, on paper and on a phone."""
    st.table(text, hide_index=True, border="horizontal", alt=name)


def downloads(rows: Worded, name: str, title: str, context: Context, sources: Sequence[str] = ()) -> None:
    """Offer the rows as CSV and, unless they are too many, as a workbook for Excel; both are made on a click.

    `title` and `sources` stand in the workbook, with the date of the data and the filters.
    """
    lang = context.lang
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
            lambda: spreadsheet.plain_xlsx(rows.whole, imprint(title, context, sources), lang),
            f"{name}.xlsx",
            key=f"xlsx-{name}",
            on_click="ignore",
            icon=":material/download:",
            disabled=not small,
            help=None if small else lang("More than {n} rows: please take CSV.", n=lang.number(MOST_IN_WORKBOOK)),
        )


def imprint(title: str, context: Context, sources: Sequence[str] = ()) -> Imprint:
    """Return what a workbook of this page says of itself."""
    return Imprint.of(title, context.whole, context.lang, sources=sources, selection=context.selection)


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

    On screen stand `columns`, if not given those that are read mostly, behind the first a number that leads to the note
    below, the source as a link. The downloads hold everything. `places` are the positions of the rows that are meant,
    in their order, all if not given.
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
    page = MADE_OF.result(
        frame,
        (lang.code, context.anonymous, context.mine, columns, which),
        lambda: _page(listed.typed(shown), declared, context, columns),
    )
    text = (
        _to_change(page.text, listed.typed(shown), declared, context) if change_links.may_change(context) else page.text
    )
    with st.container(key=f"rows-{name}", gap="xsmall"):
        plain_table(text, lang.of(declared.label))
        _below(page.notes, page.unknown, lang)
    downloads(listed, name, lang.of(declared.label), context)


def found_rows(frame: pd.DataFrame, declared: Table, context: Context, *, name: str, empty: str) -> None:
    """Show rows as `rows` does, with a field to search them and a choice of their order, which the link carries.

    A page has one such table at most. `empty` says that nothing is found.
    """
    lang, names = context.lang, context.names
    link.take(SEARCH, SEARCH, lambda asked: "".join(asked[-1:])[:LONGEST_SEARCH])
    link.take(ORDER, ORDER, lambda asked: "".join(asked[-1:]))
    orders = ["", *(sign + column for column in declared.on_screen for sign in ("", DESCENDING))]
    if st.session_state.get(ORDER) not in orders:
        st.session_state[ORDER] = ""
    with st.container(horizontal=True, gap="medium"):
        sought = st.text_input(
            lang("Search these rows"), key=SEARCH, persist_state="session", max_chars=LONGEST_SEARCH, width=FIELD
        )
        order = st.selectbox(
            lang("Order"),
            orders,
            format_func=lambda code: _order_words(code, declared, lang),
            key=ORDER,
            persist_state="session",
            width=FIELD,
        )
    link.say(SEARCH, [sought] if sought else [])
    link.say(ORDER, [order] if order else [])
    asked = ("places", declared.name, sought, order, lang.code, context.anonymous)
    places = MADE_OF.result(frame, asked, lambda: search.places(frame, declared, sought, order, names, lang))
    rows(frame, declared, context, name=name, empty=empty, places=places)


def _order_words(code: str, declared: Table, lang: Language) -> str:
    if not code:
        return lang("as in the data")
    label = lang.of(declared[code.removeprefix(DESCENDING)].label)
    return lang("{column}, descending", column=label) if code.startswith(DESCENDING) else label


class RowsPage(NamedTuple):
    """A page of rows as Markdown, the notes to which its numbers lead, and whether something in it is not known."""

    text: pd.DataFrame
    notes: list[str]
    unknown: bool


def _page(part: pd.DataFrame, declared: Table, context: Context, names: tuple[str, ...]) -> RowsPage:
    lang = context.lang
    called = context.names | ({context.mine: context.called(context.mine)} if context.mine else {})
    said = wording.readable(wording.words(part, declared, lang, called, context.whole.as_of), lang)
    columns = [declared[name] for name in names]
    blanks = {lang.of(column.label): lang.of(column.blank) if column.blank else UNKNOWN for column in columns}
    text = said[list(blanks)].fillna(blanks)
    unknown = bool((text == UNKNOWN).to_numpy().any())
    text = text.map(markdown)
    first = text.columns[0]
    if "relation" in declared:
        text[first] += _beside_programme(part["relation"], said[lang.of(declared["relation"].label)])
    notes: list[str] = []
    if "note" in declared:
        numbers, distinct = pd.factorize(part["note"])  # a note that many rows have is written once
        notes = list(map(str, distinct))
        text[first] += ["" if number < 0 else f" :small[{reference(int(number) + 1)}]" for number in numbers]
    if not context.anonymous:
        linked = (
            said_of_each(part[name], lambda url: text_link(url, source_links.short_host(url))) for name in BOTH_SOURCES
        )
        one, other = (links.fillna("") for links in linked)
        text[lang.of(declared["source_url"].label)] = one + (", " + other).where(other != "", "")
    return RowsPage(text, notes, unknown)


def _to_change(text: pd.DataFrame, part: pd.DataFrame, declared: Table, context: Context) -> pd.DataFrame:
    """Return a page of rows in which each of them leads to where it is changed, and says what the draft has of it."""
    first, lang = text.columns[0], context.lang
    drafted = change_links.drafted(part, declared, context).reindex(columns=text.columns, fill_value="")
    links = change_links.in_markdown(part, declared, lang)
    return (text + drafted).assign(**{first: text[first] + drafted[first] + " " + links})


def reference(number: int) -> str:
    """Return the number of a note as it stands behind a word."""
    return str(number).translate(RAISED)


def _beside_programme(values: pd.Series, told: pd.Series) -> pd.Series:
    """Return what stands small behind a title where the row is no part of the programme itself."""
    said = said_of_each(told.astype("string"), lambda text: f" :small[({markdown(text)})]")
    apart = values.notna() & (values.astype("string") != Relation.PROGRAMME)
    return said.where(apart.fillna(False), "").fillna("")


def _below(notes: list[str], unknown: bool, lang: Language) -> None:
    """Write below a table what its signs mean: the notes behind their number, which opens, and the dash."""
    if unknown:
        st.caption(f"{UNKNOWN} {lang('not known')}")
    if notes:
        listed = "".join(f"<li>{xml(note)}</li>" for note in notes)
        summary = xml(lang("Notes ({n})", n=len(notes)))
        st.html(f'<details class="notes"><summary>{summary}</summary><ol>{listed}</ol></details>')
