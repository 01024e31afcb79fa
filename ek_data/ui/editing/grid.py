"""The grid: the rows of a table as texts that are changed in place, checked as a file is, into the draft.

Every cell is text, because a grid of numbers makes 755 of 75,5 and 1 of 1.234; what is typed goes through the parsers
of a file. The form of a row is the accessible way to all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
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
OPEN, GRID, HINT = "edit-as-table", "grid", "hint"
LISTED = 20  # hints below the grid
WIDTH = 280  # pixels of the column of hints

_component = st.components.v2.component(
    "grid", js=Path(__file__).with_name("grid.js").read_text(encoding="utf-8"), isolate_styles=False
)

Cells = Mapping[int, Mapping[str, str | None]]


@dataclass
class TextGrid:
    """The rows of a table as the browser has them: as they were in the draft in which it `begun`, with its own changes.

    `draft` is to what that has led by now; both hold the edits of this table alone. What the browser is sent of its
    cells stays the same meanwhile, because it keeps what is typed as what differs from that. `turn` tells grids apart.
    """

    table: Table
    base: Dataset
    begun: Draft
    draft: Draft
    turn: int

    @property
    def key(self) -> str:
        """The key of the widget."""
        return f"{GRID}-{self.table.name}-{self.turn}"

    @cached_property
    def places(self) -> dict[Key, int]:
        """The places of the rows by their keys."""
        return {key: place for place, key in enumerate(keys_of(self.base.tables[self.table.name], self.table))}

    @cached_property
    def _published(self) -> pd.DataFrame:
        found = texts(self.base.tables[self.table.name], self.table, Known.of(self.base).unique_names)
        return found.set_axis([column.name for column in self.table.columns], axis=1).reset_index(drop=True)

    def leads_to(self, draft: Draft, table: Table, base: Dataset) -> bool:
        """Whether a draft is what was made of the rows of `base` here."""
        return (self.table, self.base.origin.release, self.draft) == (table, base.origin.release, draft)

    def texts(self, draft: Draft) -> pd.DataFrame:
        """Return the rows as texts by column, as they are in a draft."""
        found = self._published.copy()
        for edit in draft.edits:
            for name, text in (edit.texts or {}).items() if edit.key in self.places else ():
                found.loc[self.places[edit.key], name] = text
        return found

    def edits(self, cells: Cells) -> list[Edit]:
        """Return what was changed since `draft`, where the browser says `cells` otherwise than it began, by place."""
        now, before = self.texts(self.begun), self.texts(self.draft)
        for place, said in cells.items():
            for name, text in said.items():
                now.loc[place, name] = text or ""
        changed = (now != before).to_numpy()
        return [
            Edit(self.table.name, key, self.base.origin.release or 0, now.loc[place, changed[place]].to_dict())
            for key, place in self.places.items()
            if changed[place].any()
        ]


def is_open() -> bool:
    """Whether the grid was asked for, so that the page must leave it where it is."""
    return bool(st.session_state.get(OPEN))


def show(table: Table, base: Dataset, lang: Language) -> None:
    """Show all rows of a table as they are in the draft, and what is wrong with those that it changes.

    That stands in a column that cannot be changed, and below the rows. What is changed goes into the draft at once.
    """
    n = len(base.tables[table.name])
    if n > MOST:
        st.caption(lang("More than {n} rows: please change them one by one or as a file.", n=lang.number(MOST)))
        return
    grid = _grid(table, base)
    found = hints(desk().draft, table, base, lang)
    rows = grid.texts(grid.begun)
    rows.insert(len(table.key), HINT, [found.get(key, "") for key in grid.places])
    config: dict[Any, Any] = {
        column.name: _config(column, lang, pinned=column.name in table.key) for column in table.columns
    }
    config[HINT] = st.column_config.TextColumn(lang("Check of the row"), pinned=True, width=WIDTH)
    st.data_editor(
        rows,
        key=grid.key,
        hide_index=True,
        num_rows="fixed",
        disabled=[*table.key, HINT],
        column_config=config,
        alt=lang.of(table.label),
        on_change=_keep,
        args=(grid,),
    )
    _component(key="grid-keys")
    said = [f"- {markdown(f'{_named(key)}: {hint}')}" for key, hint in found.items()]
    st.markdown("\n".join(lang.some(said, LISTED)))
    with st.expander(lang("What the columns mean, and which words are allowed")):
        meant = (f"- **{markdown(lang.of(column.label))}**: {_meaning(column, lang)}" for column in table.columns)
        st.markdown("\n".join(meant))


def hints(draft: Draft, table: Table, base: Dataset, lang: Language) -> dict[Key, str]:
    """Return for each row that the draft changes what is wrong with it, or that it is changed or removed."""
    known = set(keys_of(base.tables[table.name], table))
    edits = [replace(each, release=0) for each in draft.edits if each.table == table.name and each.key in known]
    found: dict[Key, list[str]] = {edit.key: [] for edit in edits if edit.texts}
    by_row = dict(enumerate(found, start=2))  # below the header
    if found:
        options = [each for each in draft.edits if each.amendment]
        changed = [edit for edit in edits if edit.texts]
        prepared = Draft((*options, *changed)).prepared(base, areas=cached.areas().areas)
        with prepared.reviewed():
            problems = [problem for checked in prepared.checks.checked for problem in checked.problems]
        for problem in problems:
            if problem.row in by_row:
                found[by_row[problem.row]].append(_sentence(problem, lang))
    return {
        edit.key: " ".join(found[edit.key]) or lang("changed") if edit.texts else lang("The draft removes this row.")
        for edit in edits
    }


def _sentence(problem: Problem, lang: Language) -> str:
    """Return what is wrong with a cell, and which text is probably meant."""
    meant = lang("Did you mean “{suggestion}”?", suggestion=problem.suggestion) if problem.suggestion else ""
    place = f"{problem.column}: " if problem.column else ""
    return f"{place}{problem.sentence(lang)} {meant}".strip()


def _named(key: Key) -> str:
    return key if isinstance(key, str) else " / ".join(key)


def _grid(table: Table, base: Dataset) -> TextGrid:
    """Return the grid in which somebody changes cells, or a new one where the draft has come by other ways.

    The browser forgets what was typed in a grid that was not drawn in the run before.
    """
    draft = _of_table(desk().draft, table)
    before: TextGrid | None = st.session_state.get(GRID)
    if before and before.leads_to(draft, table, base) and (before.begun == draft or before.key in st.session_state):
        return before
    grid = st.session_state[GRID] = TextGrid(table, base, draft, draft, turn=before.turn + 1 if before else 0)
    return grid


def _of_table(draft: Draft, table: Table) -> Draft:
    return Draft(tuple(edit for edit in draft.edits if edit.table == table.name))


def _meaning(column: Column, lang: Language) -> str:
    """Return what a column means, with the words of a closed list."""
    said = lang.of(column.description)
    if column.type is Type.CHOICE:
        said += " " + lang("One of: {words}", words=", ".join(option.words.de for option in column.offered))
    return markdown(said)


def _config(column: Column, lang: Language, *, pinned: bool) -> object:
    """Return how a column is edited: as text, because a choice drops without a word what is pasted and not in it."""
    return st.column_config.TextColumn(lang.of(column.label), help=_meaning(column, lang), pinned=pinned)


def _keep(grid: TextGrid) -> None:
    """Put what was changed in the grid just now into the draft."""
    edits = grid.edits(st.session_state[grid.key]["edited_rows"])
    if edits and desk().put(*edits, base=grid.base) and desk().elsewhere is None:
        grid.draft = _of_table(desk().draft, grid.table)
