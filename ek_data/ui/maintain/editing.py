"""Changing one row on screen: a drawer with a form made from the declaration, checked as a file is, into the draft.

A cell is typed as it would be written in a file, so that form and file mean the same by the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

import pandas as pd
import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of, parts_of, row_names
from ek_data.dataset.lookup import Known
from ek_data.errors import Fault, Problem
from ek_data.i18n import N_, Language
from ek_data.spelling import folded
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.columns import BOTH_SOURCES, NOTE
from ek_data.tables.types import Column, Precision, Table, Type
from ek_data.text import markdown
from ek_data.ui import access, cached
from ek_data.ui.components import words
from ek_data.ui.context import Context
from ek_data.ui.maintain import drafts
from ek_data.ui.maintain.desk import desk
from ek_data.ui.streamlit_internals import DeltaGenerator
from ek_data.updates.draft import NOT_STATED, Draft, Edit, name_of, row_texts
from ek_data.updates.workflow import prepare

ASKED = "row-to-edit"  # table and key of the row whose drawer is to open; no key for a new row
NO_SOURCE = N_("A number changes: please say where it comes from.")
NUMBERED = re.compile(r"([A-Za-z]+-?)(\d+)")
SHORT = (Type.KEY, Type.CHOICE, Type.DATE, Type.INTEGER, Type.DECIMAL, Type.YEAR)
FIELD = 310  # pixels that a short field takes
LISTED = 500  # rows that can be chosen from a list
PRECISIONS = {Precision.DAY: N_("Day"), Precision.MONTH: N_("Month"), Precision.YEAR: N_("Year"), "": N_("not known")}
AS_FAR_AS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4, "": 0}  # signs of 2024-11-23


def choose(base: Dataset, lang: Language) -> None:
    """Offer to change or add a row of any table."""
    words.heading(lang("Change one row here"), 3)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            lang("Table"),
            [table.name for table in TABLES],
            format_func=lambda name: lang.of(BY_NAME[name].label),
            key="edit-table",
            persist_state="session",
            width=220,
        )
        _choice(base.tables[name], BY_NAME[name], base, lang)


def offer(rows: pd.DataFrame, table: Table, context: Context) -> None:
    """Offer editors to change one of the `rows` that a page lists, or to add one; nobody else sees anything."""
    if not _may(context):
        return
    base = cached.dataset(context.version, None)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"edit-rows-{table.name}"):
        _choice(rows, table, base, context.lang)


def button(key: Key, table: Table, context: Context) -> None:
    """Offer editors to change one row that stands beside the button."""
    if not _may(context):
        return
    st.button(
        context.lang("Change"),
        key=f"edit-{table.name}-{key}",
        icon=":material/edit:",
        type="tertiary",
        on_click=_ask,
        args=(table.name, key),
    )


def _may(context: Context) -> bool:
    """Whether what the page shows can be changed by whoever looks: the newest release, with its names."""
    return context.release is None and not context.anonymous and access.may_edit()


def show(version: str, lang: Language) -> None:
    """Show the drawer that somebody has asked for, until it is closed."""
    asked = st.session_state.get(ASKED)
    if asked is None or not access.may_edit():
        return
    base = cached.dataset(version, None)
    table, key = BY_NAME[asked[0]], asked[1]
    known = key is not None
    key = key if known else _next_key(table, base)
    title = (
        lang("Change {row}", row=_title(key, table, base)) if known else lang("New: {row}", row=lang.of(table.row[0]))
    )
    st.dialog(markdown(title), width="medium", position="right", on_dismiss=_close)(_drawer)(table, key, base, lang)


def _choice(rows: pd.DataFrame, table: Table, base: Dataset, lang: Language) -> None:
    """Draw the list of rows, of which one opens its drawer, and the button for a new one."""
    key = f"edit-row-{table.name}"
    listed = rows.head(LISTED)
    called = dict(zip(keys_of(listed, table), row_names(listed, table, base.names_by_ars), strict=True))
    st.selectbox(
        lang("Change or remove a row"),
        list(called),
        index=None,
        format_func=called.__getitem__,
        key=key,
        placeholder=lang("Choose a row"),
        on_change=_ask_chosen,
        args=(table.name, key),
        width=420,
    )
    st.button(
        lang("New: {row}", row=lang.of(table.row[0])),
        key=f"new-{table.name}",
        icon=":material/add:",
        on_click=_ask,
        args=(table.name, None),
    )


def _ask(table: str, key: Key | None) -> None:
    st.session_state[ASKED] = table, key


def _close() -> None:
    st.session_state.pop(ASKED, None)


def _ask_chosen(table: str, widget: str) -> None:
    chosen, st.session_state[widget] = st.session_state[widget], None
    if chosen is not None:
        _ask(table, chosen)


def _title(key: Key, table: Table, base: Dataset) -> str:
    return name_of(key, table, base) or str(key)


def _next_key(table: Table, base: Dataset) -> Key:
    """Return the number after the highest one, also of the draft; an empty key where numbers are given by others."""
    column = table[table.key[0]]
    if len(table.key) > 1 or column.type is not Type.KEY:
        return "" if len(table.key) == 1 else tuple("" for _name in table.key)
    drafted = [str(edit.key) for edit in desk().draft.edits if edit.table == table.name]
    known = [*base.tables[table.name][column.name].dropna(), *drafted]
    found = [match for each in known if (match := NUMBERED.fullmatch(str(each)))]
    if not found:
        return ""
    prefixes = pd.Series([match[1] for match in found])
    prefix = prefixes.mode().iloc[0]
    numbers = [match[2] for match in found if match[1] == prefix]
    return f"{prefix}{max(map(int, numbers)) + 1:0{max(map(len, numbers))}}"


def _drawer(table: Table, key: Key, base: Dataset, lang: Language) -> None:
    """Draw the form of a row with what is wrong beside each field, and put it into the draft on a click."""
    before = row_texts(key, table, base)
    drafted = desk().draft.of(table.name, key)
    start = {**dict.fromkeys((column.name for column in table.columns), ""), **(before or parts_of(key, table))}
    start |= (drafted.texts or {}) if drafted else {}
    form = _Form(table, key, start, before, base, lang)
    texts = form.fields()
    release, written = base.origin.release or 0, _changed(texts, start)
    changed = len(_changed(texts, before))
    said = lang.plural("{n} field changed", "{n} fields changed", changed) if changed else lang("Nothing changed yet")
    st.caption(f"{said} · {lang('It is published from the draft only.')}")
    with st.container(horizontal=True):
        if st.button(lang("Into the draft"), type="primary", key=form.named("save"), disabled=not written):
            _keep(Edit(table.name, _key_of(texts, key, table), release, written), before, lang)
        if before is not None and st.button(
            lang("Remove this row"), key=form.named("remove"), icon=":material/delete:"
        ):
            _keep(Edit(table.name, key, release, None), before, lang)


def _keep(edit: Edit, before: Mapping[str, str] | None, lang: Language) -> None:
    try:
        drafts.put(edit, before)
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")
        return
    _close()
    st.rerun()


def _key_of(texts: Mapping[str, str], key: Key, table: Table) -> Key:
    parts = [texts[name].strip() or part for name, part in parts_of(key, table).items()]
    return parts[0] if len(parts) == 1 else tuple(parts)


def _changed(texts: Mapping[str, str], before: Mapping[str, str] | None) -> dict[str, str]:
    """Return the cells that are no longer as they were; all that say something where the row is new."""
    there = before or {}
    return {name: text for name, text in texts.items() if text != there.get(name, "")}


class _Form:
    """The fields of one row. Each is a widget that gives a text as a file would have it."""

    def __init__(
        self,
        table: Table,
        key: Key,
        start: Mapping[str, str],
        before: Mapping[str, str] | None,
        base: Dataset,
        lang: Language,
    ) -> None:
        self.table, self.key, self.start, self.before, self.base, self.lang = table, key, start, before, base, lang
        self.names = Known.of(base).unique_names
        self.texts: dict[str, str] = {}
        self.places: dict[str, DeltaGenerator] = {}

    def named(self, part: str) -> str:
        """Return the key of a widget of this row."""
        return f"edit-{self.table.name}-{self.key}-{self.base.origin.release}-{part}"

    def fields(self) -> dict[str, str]:
        """Draw all fields and return their texts by column."""
        seen = self._seen()
        self._several(column for column in self.table.columns if column.name in seen)
        rare = [column for column in self.table.columns if column.name not in seen]
        if rare:
            with st.expander(self.lang("Further fields")):
                self._several(rare)
        for name, problems in self._problems().items():
            with self.places.get(name) or st.container():
                for problem in problems:
                    self._told(name, problem)
        return self.texts

    def _several(self, columns: Iterable[Column]) -> None:
        """Draw fields one below the other, and short ones side by side where there is room."""
        for short, group in groupby(columns, lambda column: column.type in SHORT):
            with st.container(horizontal=short, gap="small"):
                for column in group:
                    with st.container(width=FIELD if short else "stretch", gap="xsmall"):
                        self._field(column)

    def _seen(self) -> set[str]:
        """Return the columns that are seen at once: on screen, required, numbers with their words, note, source."""
        seen = {*self.table.on_screen, *self.table.key, *self.table.called_by, NOTE.name, BOTH_SOURCES[0]}
        seen |= {column.name for column in self.table.columns if column.required}
        beside = [self.table[name] for name in seen if name in self.table]
        return seen | {name for column in beside for name in (column.qualifier, column.counted) if name}

    def _field(self, column: Column) -> None:
        """Draw one field, and below it what stood there before and the place for what is wrong."""
        label = self.lang.of(column.label) + (f" ({self.lang('required')})" if column.required else "")
        help_ = markdown(self.lang.of(column.description))
        key = self.named(column.name)
        st.session_state.setdefault(key, self.start[column.name])
        if column.name in self.table.key and self.before is not None:
            self.texts[column.name] = st.text_input(label, key=key, help=help_, disabled=True)
        elif column.type is Type.CHOICE:
            self.texts[column.name] = self._select(label, [option.words.de for option in column.options], key, help_)
        elif column.type is Type.ARS and column.refers_to:
            self.texts[column.name] = self._select(label, sorted(self.names.values()), key, help_)
        elif column.type is Type.DATE:
            self.texts[column.name] = self._date(label, key, help_)
        elif column.name == NOTE.name:
            self.texts[column.name] = st.text_area(label, key=key, help=help_, height=80)
        else:
            self.texts[column.name] = st.text_input(label, key=key, help=help_)
        self._was(column, key)
        self.places[column.name] = st.container(gap="xsmall")

    def _select(self, label: str, options: list[str], key: str, help_: str) -> str:
        if st.session_state[key] and st.session_state[key] not in options:
            options = [st.session_state[key], *options]
        return st.selectbox(label, ["", *options], key=key, help=help_, format_func=lambda text: text or "–")

    def _date(self, label: str, key: str, help_: str) -> str:
        """Draw a date as exact as it is known: the text of it, and buttons that leave of it what is known."""
        text: str = st.text_input(label, key=key, help=help_, placeholder=self.lang("09.04.2025, 04.2025 or 2025"))
        if len(text) in AS_FAR_AS.values() and text[:4].isdecimal():
            with st.container(horizontal=True, gap="xsmall"):
                for precision, word in PRECISIONS.items():
                    if AS_FAR_AS[precision] < len(text):
                        st.button(
                            self.lang("only {part}", part=self.lang(word)) if precision else self.lang(word),
                            key=f"{key}-{precision}",
                            type="tertiary",
                            on_click=_shorten,
                            args=(key, AS_FAR_AS[precision]),
                        )
        return text

    def _was(self, column: Column, key: str) -> None:
        """Say below a changed field what stood there, with the way back to it."""
        if self.before is None or self.texts[column.name] == self.before[column.name]:
            return
        was = self.before[column.name]
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.caption(markdown(self.lang("changed, was: {text}", text=was or self.lang(NOT_STATED))))
            st.button(self.lang("reset"), key=f"{key}-reset", type="tertiary", on_click=_set, args=(key, was))

    def _problems(self) -> dict[str, list[Problem]]:
        """Return what is wrong with the row by column, as it would be said of a file with it."""
        key = _key_of(self.texts, self.key, self.table)
        edit = Edit(self.table.name, key, 0, _changed(self.texts, self.before))
        prepared = prepare(Draft((edit,)).uploads(self.base), self.base, areas=cached.areas().areas)
        by_label = {folded(column.label.de): column.name for column in self.table.columns}
        found: dict[str, list[Problem]] = {}
        for checked in prepared.checks.checked:
            for problem in checked.problems:
                if problem.row is not None:
                    found.setdefault(by_label.get(folded(problem.column or ""), ""), []).append(problem)
        if self._number_without_source(edit):
            found.setdefault(BOTH_SOURCES[0], []).append(Problem(NO_SOURCE))
        return found

    def _number_without_source(self, edit: Edit) -> bool:
        source = BOTH_SOURCES[0]
        changes = any(self.table[name].is_quantity for name in edit.texts or {})
        return source in self.table and changes and not self.texts[source].strip()

    def _told(self, name: str, problem: Problem) -> None:
        """Say what is wrong below its field, with the better text where there is one."""
        show: Callable[..., object] = st.error if problem.severity == "error" else st.warning
        show(markdown(problem.sentence(self.lang)), icon=":material/error:" if problem.severity == "error" else None)
        if problem.suggestion is not None and name:
            said = (
                self.lang("Take “{text}”", text=problem.suggestion)
                if problem.suggestion
                else self.lang("Leave it empty")
            )
            key = self.named(name)
            st.button(markdown(said), key=f"{key}-better", on_click=_set, args=(key, problem.suggestion))


def _set(key: str, text: str) -> None:
    st.session_state[key] = text


def _shorten(key: str, signs: int) -> None:
    st.session_state[key] = st.session_state[key][:signs]
