"""The form of one row, made from the declaration: a widget for each column, and what is wrong below it.

A cell is typed as it would be written in a file, so that form and file mean the same by the same text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, parts_of
from ek_data.dataset.lookup import Known
from ek_data.errors import Problem
from ek_data.i18n import N_, Language
from ek_data.spelling import folded
from ek_data.tables.columns import BOTH_SOURCES, NOTE
from ek_data.tables.types import Column, Table, Type
from ek_data.text import markdown
from ek_data.ui import cached
from ek_data.ui.streamlit_internals import DeltaGenerator
from ek_data.updates.draft import NOT_STATED, Draft, Edit

NO_SOURCE = N_("A number changes: please say where it comes from.")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
SHORT = (Type.KEY, Type.CHOICE, Type.DATE, Type.INTEGER, Type.DECIMAL, Type.YEAR)
FIELD, DATES = 224, 344  # pixels that a short field takes, and the three of a date
PARTS = ("year", "month", "day")
NUMBERS = {"month": [f"{n:02}" for n in range(1, 13)], "day": [f"{n:02}" for n in range(1, 32)]}


class Form:
    """The fields of one row. `start` are the texts with which they begin, `before` those that the data have.

    `first` is the column whose field is opened even if it stands among the further ones.
    """

    def __init__(
        self,
        table: Table,
        key: Key,
        start: Mapping[str, str],
        before: Mapping[str, str] | None,
        base: Dataset,
        lang: Language,
        first: str = "",
    ) -> None:
        self.table, self.key, self.start, self.before, self.base, self.lang = table, key, start, before, base, lang
        self.first = first
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
            opened = self.first in {column.name for column in rare}
            with st.expander(self.lang("Further fields"), expanded=opened):
                self._several(rare)
        return self.texts

    @property
    def written(self) -> Edit:
        """What the fields say otherwise than the data, under the key that they have."""
        return Edit(self.table.name, self._key(), self.base.origin.release or 0, changed(self.texts, self.before))

    @cached_property
    def problems(self) -> dict[str, list[Problem]]:
        """What is wrong with the row by column, as it would be said of a file with it."""
        prepared = Draft((self.written,)).prepared(self.base, areas=cached.areas().areas)
        by_label = {folded(column.label.de): column.name for column in self.table.columns}
        found: dict[str, list[Problem]] = {}
        for checked in prepared.checks.checked:
            for problem in checked.problems:
                if problem.row is not None:
                    found.setdefault(by_label.get(folded(problem.column or ""), ""), []).append(problem)
        if self._number_without_source():
            found.setdefault(BOTH_SOURCES[0], []).append(Problem(NO_SOURCE))
        return found

    def tell(self) -> None:
        """Say what is wrong, each below its field."""
        for name, problems in self.problems.items():
            with self.places.get(name) or st.container():
                for problem in problems:
                    self._told(name, problem)

    def _key(self) -> Key:
        parts = [self.texts[name].strip() or part for name, part in parts_of(self.key, self.table).items()]
        return parts[0] if len(parts) == 1 else tuple(parts)

    def _several(self, columns: Iterable[Column]) -> None:
        """Draw fields one below the other, and side by side what is short and belongs together."""
        for group in side_by_side(list(columns)):
            with st.container(horizontal=True, gap="small"):
                for column in group:
                    with st.container(width=_width(column), gap="xsmall"):
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
        for widget, text in _widgets(column, key, self.start[column.name]).items():
            st.session_state.setdefault(widget, text)
        if column.name in self.table.key and self.before is not None:
            self.texts[column.name] = st.text_input(label, key=key, help=help_, disabled=True)
        elif column.type is Type.CHOICE:
            self.texts[column.name] = self._select(label, [option.words.de for option in column.options], key, help_)
        elif column.type is Type.ARS and column.refers_to:
            names = Known.of(self.base).unique_names
            self.texts[column.name] = self._select(label, sorted(names.values()), key, help_)
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
        """Draw a date as exact as it is known: its year, and month and day as soon as what is before them is known."""
        lang = self.lang
        with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
            year: str = st.text_input(f"{label}: {lang('year')}", key=f"{key}-year", help=help_, width=104)
            exact = year.isdecimal()
            month = self._part(label, "month", key, lang.months.__getitem__, 112, possible=exact)
            day = self._part(label, "day", key, lambda number: f"{int(number)}.", 80, possible=exact and bool(month))
        known = (year, month, day if month else "") if exact else (year,)
        return "-".join(filter(None, known))

    def _part(self, label: str, part: str, key: str, say: Callable[[str], str], width: int, *, possible: bool) -> str:
        named = {"month": self.lang("month"), "day": self.lang("day")}[part]
        return st.selectbox(
            f"{label}: {named}",
            ["", *NUMBERS[part]],
            key=f"{key}-{part}",
            format_func=lambda number: say(number) if number else f"{named} –",
            disabled=not possible,
            label_visibility="collapsed",
            width=width,
        )

    def _was(self, column: Column, key: str) -> None:
        """Say below a changed field what stood there, with the way back to it."""
        if self.before is None or self.texts[column.name] == self.before[column.name]:
            return
        was = self.before[column.name]
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            said = _readable(was, column, self.lang) or self.lang(NOT_STATED)
            st.caption(markdown(self.lang("changed, was: {text}", text=said)), width="content")
            put = _widgets(column, key, was)
            st.button(self.lang("reset"), key=f"{key}-reset", type="tertiary", on_click=_put, args=(put,))

    def _number_without_source(self) -> bool:
        source = BOTH_SOURCES[0]
        changes = any(self.table[name].is_quantity for name in self.written.texts or {})
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
            put = _widgets(self.table[name], key, problem.suggestion)
            st.button(markdown(said), key=f"{key}-better", on_click=_put, args=(put,))


def changed(texts: Mapping[str, str], before: Mapping[str, str] | None) -> dict[str, str]:
    """Return the cells that are no longer as they were; all that say something where the row is new."""
    there = before or {}
    return {name: text for name, text in texts.items() if text != there.get(name, "")}


def side_by_side(columns: Sequence[Column]) -> list[list[Column]]:
    """Return the fields that stand in one line: a number with the words about it, other short ones, a long one alone.

    The line breaks where there is no room for all of it.
    """
    about = {name: column.name for column in columns for name in (column.qualifier, column.counted) if name}
    numbers = set(about.values())

    def line(column: Column) -> tuple[bool, str]:
        number = about.get(column.name, column.name if column.name in numbers else "")
        short = column.type in SHORT
        return short, number if short else column.name

    return [list(group) for _line, group in groupby(columns, line)]


def _width(column: Column) -> int | Literal["stretch"]:
    if column.type is Type.DATE:
        return DATES
    return FIELD if column.type in SHORT else "stretch"


def _widgets(column: Column, key: str, text: str) -> dict[str, str]:
    """Return the texts of the widgets of a column by their keys; what is no date stands whole in that of the year."""
    if column.type is not Type.DATE:
        return {key: text}
    found = DATE.fullmatch(text)
    parts = found.groups("") if found else (text, "", "")
    return {f"{key}-{part}": value for part, value in zip(PARTS, parts, strict=True)}


def _readable(text: str, column: Column, lang: Language) -> str:
    """Return a text of a file as it is read: a date in words."""
    found = DATE.fullmatch(text) if column.type is Type.DATE else None
    if not found:
        return text
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return lang.date(dt.date(year, month, day), "day" if found[3] else "month" if found[2] else "year")


def _put(texts: Mapping[str, str]) -> None:
    st.session_state.update(texts)
