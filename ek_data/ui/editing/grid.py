"""The grid: the rows of a table as texts that are changed in place, checked as a file is, into the draft.

Every cell is text, because a grid of numbers makes 755 of 75,5 and 1 of 1.234; what is typed goes through the parsers
of a file. The form of a row is the accessible way to all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import texts
from ek_data.errors import Problem
from ek_data.i18n import Language
from ek_data.tables.types import Column, Table, Type
from ek_data.text import markdown
from ek_data.ui import cached
from ek_data.ui.maintain.desk import desk
from ek_data.updates.draft import Draft, Edit

MOST = 5_000  # rows: more are heavy for the browser
OPEN = "edit-as-table"
SEEN, BEGUN, TURN = "grid-draft", "grid-begun", "grid-turn"  # the draft it has led to, the one it began with, how often
LISTED = 20  # remarks below the grid

Cells = Mapping[int, Mapping[str, str | None]]


def is_open() -> bool:
    """Whether the grid was asked for, so that the page must leave it where it is."""
    return bool(st.session_state.get(OPEN))


def show(table: Table, base: Dataset, lang: Language) -> None:
    """Show all rows of a table as they are in the draft, and below them what is wrong with those that it changes.

    What is changed goes into the draft at once. What the browser is sent stays the same meanwhile, because new data
    would take away what is being typed.
    """
    n, draft = len(base.tables[table.name]), desk().draft
    if n > MOST:
        st.caption(lang("More than {n} rows: please change them one by one or as a file.", n=lang.number(MOST)))
        return
    if st.session_state.get(SEEN) != draft:  # what was changed elsewhere holds, not what the grid remembers
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.session_state[SEEN] = st.session_state[BEGUN] = draft
    config: dict[Any, Any] = {column.name: _config(column, lang) for column in table.columns}
    key = f"grid-{table.name}-{base.origin.release}-{st.session_state[TURN]}"
    st.data_editor(
        shown(table, base, st.session_state[BEGUN]),
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=list(table.key),
        column_config=config,
        on_change=_keep,
        args=(key, table, base),
    )
    found = remarks(draft, table, base, lang)
    said = [f"- {markdown(f'{_named(key)}: {remark}')}" for key, remark in found.items()]
    st.markdown("\n".join(lang.some(said, LISTED)))


def shown(table: Table, base: Dataset, draft: Draft) -> pd.DataFrame:
    """Return the rows of a table as texts by column, as they are in the draft."""
    rows = base.tables[table.name]
    found = texts(rows, table, Known.of(base).unique_names)
    found.columns = [column.name for column in table.columns]
    found = found.reset_index(drop=True)
    for place, key in enumerate(keys_of(rows, table)):
        edit = draft.of(table.name, key)
        for name, text in (edit.texts or {}).items() if edit else ():
            found.loc[place, name] = text
    return found


def edited(rows: pd.DataFrame, keys: list[Key], cells: Cells, table: Table, base: Dataset) -> Draft:
    """Return the cells that were changed in the grid, by their place and column, as edits."""
    draft = Draft()
    for place, changes in sorted(cells.items()):
        said = {name: text or "" for name, text in changes.items() if (text or "") != rows.loc[place, name]}
        if said:
            draft = draft.having(Edit(table.name, keys[place], base.origin.release or 0, said))
    return draft


def remarks(draft: Draft, table: Table, base: Dataset, lang: Language) -> dict[Key, str]:
    """Return for each row that the draft changes what is wrong with it, or that it is changed."""
    known = set(keys_of(base.tables[table.name], table))
    edits = [replace(each, release=0) for each in draft.edits if each.table == table.name and each.texts]
    edits = [each for each in edits if each.key in known]
    found: dict[Key, list[str]] = {edit.key: [] for edit in edits}
    by_row = dict(enumerate(found, start=2))  # below the header
    if found:
        options = [each for each in draft.edits if each.amendment]
        prepared = Draft((*options, *edits)).prepared(base, areas=cached.areas().areas)
        with prepared.reviewed():
            problems = [problem for checked in prepared.checks.checked for problem in checked.problems]
        for problem in problems:
            if problem.row in by_row:
                found[by_row[problem.row]].append(f"{problem.column}: {_advice(problem, lang)}")
    return {key: " ".join(said) or lang("changed") for key, said in found.items()}


def _advice(problem: Problem, lang: Language) -> str:
    """Return what is wrong and, where that is known, what would be right."""
    meant = [lang("Did you mean “{suggestion}”?", suggestion=problem.suggestion)] if problem.suggestion else []
    return " ".join([problem.sentence(lang), *meant])


def _named(key: Key) -> str:
    return key if isinstance(key, str) else " / ".join(key)


def _config(column: Column, lang: Language) -> object:
    """Return how a column is edited: as text, because a choice drops without a word what is pasted and not in it."""
    help_ = lang.of(column.description)
    if column.type is Type.CHOICE:
        help_ += " " + lang("One of: {words}", words=", ".join(option.words.de for option in column.offered))
    return st.column_config.TextColumn(lang.of(column.label), help=help_)


def _keep(key: str, table: Table, base: Dataset) -> None:
    """Put what was changed in the grid just now into the draft."""
    rows, keys = shown(table, base, desk().draft), keys_of(base.tables[table.name], table)
    if desk().put(*edited(rows, keys, st.session_state[key]["edited_rows"], table, base).edits, base=base):
        st.session_state[SEEN] = desk().draft
