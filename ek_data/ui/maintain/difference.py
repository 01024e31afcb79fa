"""A difference on the page: in sentences, then row by row and cell by cell, filtered and page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from ek_data.changes.diff import Changes, TableChanges
from ek_data.changes.difference_table import (
    KINDS,
    cells_page,
    changed_columns,
    changed_tables,
    concerning,
    listed_rows,
    number_of_cells,
)
from ek_data.dataset.keys import SEPARATOR, key_texts, row_names
from ek_data.i18n import Language
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table
from ek_data.text import as_sentence, markdown
from ek_data.ui.components import paging, tables

SIDE_BY_SIDE = 3  # so many rows are shown in columns
FEW = 10  # cells that are seen at once, without choosing among their columns


def sentences(said: Sequence[str], lang: Language) -> None:
    """Say what differs, one line for each table and each option of the programme."""
    st.markdown("\n".join(f"- {markdown(as_sentence(line))}" for line in said) or lang("There is no difference."))


def table(changes: Changes, names: Mapping[str, str], lang: Language, *, key: str) -> None:
    """Show one kind of change of one table at a time; only the page that is shown is put into words."""
    if changes.empty:
        return
    chosen = changes.tables[_choose_table(changes, key, lang)]
    kind = _choose_kind(chosen, f"{key}-{chosen.table.name}", lang)
    if kind == "changed":
        _cells(chosen, names, f"{key}-{chosen.table.name}", lang)
    else:
        rows = chosen.added if kind == "added" else chosen.removed
        _rows(rows, chosen.table, names, f"{key}-{chosen.table.name}-{kind}", lang)


def names_of_rows(rows: pd.DataFrame, table: Table, names: Mapping[str, str], lang: Language, *, key: str) -> None:
    """List rows by their names, page by page."""
    part = rows[paging.page_of_rows(len(rows), key, tables.PAGE)]
    st.markdown("\n".join(f"- {markdown(name)}" for name in row_names(part, table, names)))


def _choose_table(changes: Changes, key: str, lang: Language) -> str:
    options = changed_tables(changes)
    if len(options) == 1:
        return options[0]
    _only_existing(f"{key}-table", options)
    return st.segmented_control(
        lang("Table"),
        options,
        format_func=lambda name: lang.of(BY_NAME[name].label),
        key=f"{key}-table",
        required=True,
        default=options[0],
    )


def _choose_kind(changes: TableChanges, key: str, lang: Language) -> str:
    counts = changes.counts._asdict()
    options = [kind for kind in KINDS if counts[kind]]
    if len(options) == 1:
        return options[0]
    _only_existing(f"{key}-kind", options)
    return st.segmented_control(
        lang("Kind of change"),
        options,
        format_func=lambda kind: f"{lang(KINDS[kind])} ({lang.number(counts[kind])})",
        key=f"{key}-kind",
        required=True,
        default=options[0],
    )


def _only_existing(key: str, options: list[str]) -> None:
    """Forget a choice that the difference no longer offers."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)


def _cells(changes: TableChanges, names: Mapping[str, str], key: str, lang: Language) -> None:
    found = concerning(changes, _choose_columns(changes, key, lang))
    part = paging.page_of_rows(number_of_cells(found), f"{key}-changed", tables.PAGE)
    tables.plain_table(cells_page(found, part, names, lang).map(markdown), lang.of(changes.table.label))


def _choose_columns(changes: TableChanges, key: str, lang: Language) -> list[str]:
    options = changed_columns(changes)
    if len(options) == 1 or number_of_cells(changes) <= FEW:
        return options
    return st.multiselect(
        lang("Column"),
        options,
        format_func=lambda name: lang.of(changes.table[name].label),
        key=f"{key}-columns",
        placeholder=lang("All"),
    )


def _rows(rows: pd.DataFrame, table: Table, names: Mapping[str, str], key: str, lang: Language) -> None:
    part = rows[paging.page_of_rows(len(rows), key, tables.PAGE)]
    words = listed_rows(part, table, names, lang).fillna("")
    filled = [label for label in words.columns if (words[label] != "").any()]
    tables.plain_table(_narrow(words[filled], part, table, lang).map(markdown), lang.of(table.label))
    if len(filled) < len(words.columns):
        empty = lang.listing(label for label in words.columns if label not in filled)
        st.caption(markdown(lang("Empty in these rows: {columns}.", columns=empty)))


def _narrow(words: pd.DataFrame, rows: pd.DataFrame, table: Table, lang: Language) -> pd.DataFrame:
    """Return few rows side by side, a line for each column, because all columns in one line are too wide."""
    if len(words) > SIDE_BY_SIDE:
        return words
    keys = [markdown(key.replace(SEPARATOR, " · ")) for key in key_texts(rows, table).to_pylist()]
    return words.set_axis(keys).T.reset_index(names=lang("Column"))
