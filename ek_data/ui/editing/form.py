"""The form of one row, made from the declaration: a widget for each column, and what is wrong below it.

A cell is typed as it would be written in a file, so that form and file mean the same by the same text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import groupby

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, parts_of, row_of
from ek_data.dataset.lookup import Known
from ek_data.errors import Problem
from ek_data.i18n import N_, Language
from ek_data.programme.amending import NOUNS
from ek_data.programme.fixed_lists import Qualifier
from ek_data.programme.new_options import list_of
from ek_data.spelling import folded
from ek_data.tables.shared_columns import BOTH_SOURCES, NOTE
from ek_data.tables.types import Column, Table, Type
from ek_data.text import markdown
from ek_data.ui import cached
from ek_data.updates.draft import NOT_STATED, Draft, Edit
from ek_data.updates.workflow import Preparation
from ek_data.validation.parsers.cell import Unclear
from ek_data.validation.parsers.dates import exactly

SOURCE = BOTH_SOURCES[0]
NO_SOURCE = N_("A number changes: please say where it comes from.")
TAKEN = N_("Another row has this key. Please take another one.")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
SHORT = (Type.KEY, Type.CHOICE, Type.DATE, Type.INTEGER, Type.DECIMAL, Type.YEAR)
DATES = 304  # pixels that the three fields of a date take
PARTS = ("year", "month", "day")
ROUND = 5  # of which numbers are multiples that nobody has counted
NUMBERS = {"month": [f"{n:02}" for n in range(1, 13)], "day": [f"{n:02}" for n in range(1, 32)]}


class RowForm:
    """The fields of one row. `start` are the texts with which they begin, `before` those that the data have.

    `first` is the column whose field is opened even if it stands among the further ones. `taken` are keys of other
    rows, besides those of the data, `options` are options of the programme that the draft changes. `keep` is called as
    soon as a field says something else, `grow` with the list and the column for which a new option is wanted.
    """

    def __init__(
        self,
        table: Table,
        key: Key,
        start: Mapping[str, str],
        before: Mapping[str, str] | None,
        base: Dataset,
        lang: Language,
        *,
        first: str = "",
        taken: Collection[Key] = (),
        options: tuple[Edit, ...] = (),
        keep: Callable[[], None],
        grow: Callable[[str, str], None],
    ) -> None:
        self.table, self.key, self.start, self.before, self.base, self.lang = table, key, start, before, base, lang
        self.first, self.taken, self.options, self.keep, self.grow = first, taken, options, keep, grow
        self.columns = [column for column in table.columns if before is None or column.name not in table.key]
        for column in self.columns:
            for widget, text in _widgets(column, self.named(column.name), start[column.name]).items():
                st.session_state.setdefault(widget, text)

    def named(self, part: str) -> str:
        """Return the key of a widget of this row."""
        return f"edit-{self.table.name}-{self.key}-{self.base.origin.release}-{part}"

    @property
    def focused(self) -> str:
        """The key of the widget in which one begins to write, empty if that does not matter."""
        return next(iter(_widgets(self.table[self.first], self.named(self.first), ""))) if self.first else ""

    @property
    def texts(self) -> dict[str, str]:
        """What the fields say, by column."""
        return {**(self.before or {}), **{column.name: self._text(column) for column in self.columns}}

    @property
    def kept(self) -> bool:
        """Whether the fields say what they began with, which is what the draft has."""
        return self.texts == self.start

    @property
    def row_key(self) -> Key | None:
        """The key that the fields say, where they say none that of the form; None if another row has it."""
        if self.before is not None:
            return self.key
        texts = self.texts
        parts = [texts[name].strip() or part for name, part in parts_of(self.key, self.table).items()]
        key = parts[0] if len(parts) == 1 else tuple(parts)
        return None if key in self.taken or not row_of(key, self.table, self.base).empty else key

    @property
    def written(self) -> Edit:
        """What the fields say otherwise than the data, under the key that they have."""
        release = self.base.origin.release or 0
        return Edit(self.table.name, self.row_key or self.key, release, changed(self.texts, self.before))

    @cached_property
    def _prepared(self) -> Preparation:
        return Draft((*self.options, self.written)).prepared(self.base, areas=cached.areas().areas)

    @cached_property
    def problems(self) -> dict[str, list[Problem]]:
        """What is wrong with the row by column, as it would be said of a file with it."""
        with self._prepared.reviewed():
            return self._found()

    def _found(self) -> dict[str, list[Problem]]:
        by_label = {folded(column.label.de): column.name for column in self.table.columns}
        found: dict[str, list[Problem]] = {}
        for checked in self._prepared.checks.checked:
            for problem in checked.problems:
                if problem.row is not None:
                    found.setdefault(by_label.get(folded(problem.column or ""), ""), []).append(problem)
        if self._number_changes() and not self.texts[SOURCE].strip():
            found.setdefault(SOURCE, []).append(Problem(NO_SOURCE))
        if self.row_key is None:
            found.setdefault(self.table.key[0], []).append(Problem(TAKEN))
        return found

    def draw(self) -> None:
        """Draw all fields, each with what stood there before and what is wrong with it, and what the columns mean.

        A field keeps its place whatever is said above it, because one that moves begins anew and loses what is typed.
        """
        with st.container():
            for problem in self.problems.get("", ()):
                self._told("", problem)
        seen = self._seen()
        self._several(column for column in self.columns if column.name in seen)
        if rare := [column for column in self.columns if column.name not in seen]:
            names = {column.name for column in rare}
            with st.expander(
                self.lang("Further fields"), expanded=self.first in names or bool(names & {*self.problems})
            ):
                self._several(rare)
        with st.expander(self.lang("What the fields mean")):
            said = (
                f"- **{markdown(self._label(column))}**: {markdown(self.lang.of(column.description))}"
                for column in self.columns
            )
            st.markdown("\n".join(said))

    def _text(self, column: Column) -> str:
        said = [st.session_state[widget] for widget in _widgets(column, self.named(column.name), "")]
        if column.type is not Type.DATE:
            return str(said[0])
        year, month, day = said  # of which what is more exact waits for the rest
        return "-".join(filter(None, (year, month, day if month else ""))) if year.isdecimal() else year

    def _several(self, columns: Iterable[Column]) -> None:
        """Draw fields one below the other, and side by side what is short and belongs together."""
        for group in side_by_side(list(columns)):
            with st.container():
                with st.container(horizontal=True, gap="small"):
                    for column in group:
                        with st.container(width=DATES if column.type is Type.DATE else "stretch", gap="xsmall"):
                            self._field(column)
                for column in group:
                    for problem in self.problems.get(column.name, ()):
                        self._told(column.name, problem)
                    self._ask_if_counted(column)

    def _seen(self) -> set[str]:
        """Return the columns that are seen at once: on screen, required, numbers with their words, note, source."""
        seen = {*self.table.on_screen, *self.table.key, *self.table.called_by, NOTE.name, SOURCE}
        seen |= {column.name for column in self.table.columns if column.required}
        beside = [self.table[name] for name in seen if name in self.table]
        return seen | {name for column in beside for name in (column.qualifier, column.counted) if name}

    def _label(self, column: Column) -> str:
        return self.lang.of(column.label) + (f" ({self.lang('required')})" if column.required else "")

    def _field(self, column: Column) -> None:
        """Draw one field, and below it what stood there before."""
        label, key = self._label(column), self.named(column.name)
        if column.type is Type.CHOICE:
            with self._prepared.reviewed():
                offered = [option.words.de for option in column.offered]
            self._select(label, offered, key)
            self._new_option(column, key)
        elif column.type is Type.ARS and column.refers_to:
            self._select(label, sorted(Known.of(self.base).unique_names.values()), key)
        elif column.type is Type.DATE:
            self._date(label, key)
        elif column.name == NOTE.name:
            st.text_area(label, key=key, height=80, on_change=self.keep)
        else:
            st.text_input(label, key=key, on_change=self.keep)
        self._was(column, key)
        if column.name == SOURCE:
            self._ask_for_source(key)

    def _select(self, label: str, options: list[str], key: str) -> None:
        if st.session_state[key] and st.session_state[key] not in options:
            options = [st.session_state[key], *options]
        st.selectbox(label, ["", *options], key=key, format_func=lambda text: text or "–", on_change=self.keep)

    def _new_option(self, column: Column, key: str) -> None:
        """Offer to add an option to a list that grows."""
        if name := list_of(column.options):
            label = self.lang("New option: {noun}", noun=self.lang(NOUNS[name]))
            if st.button(f"{label} …", key=f"{key}-new", type="tertiary"):
                self.grow(name, column.name)

    def _date(self, label: str, key: str) -> None:
        """Draw a date as exact as it is known. Where its year is asked for, all of it can be typed."""
        lang = self.lang
        st.markdown(f":small[{markdown(label)}]")
        with st.container(horizontal=True, gap="xsmall"):
            day = self._part(label, "day", key, lambda number: f"{int(number)}.", 72)
            month = self._part(label, "month", key, lang.months.__getitem__, 112)
            year = st.text_input(
                f"{label}: {lang('year')}",
                key=f"{key}-year",
                placeholder=lang("year"),
                label_visibility="collapsed",
                on_change=self._spread,
                args=(key,),
                width=104,
            )
        if lacking := lang("year") if (day or month) and not year else lang("month") if day and not month else "":
            st.caption(lang("Still lacking: {part}", part=lacking))

    def _part(self, label: str, part: str, key: str, say: Callable[[str], str], width: int) -> str:
        named = {"month": self.lang("month"), "day": self.lang("day")}[part]
        return st.selectbox(
            f"{label}: {named}",
            ["", *NUMBERS[part]],
            key=f"{key}-{part}",
            format_func=lambda number: say(number) if number else f"{named} –",
            label_visibility="collapsed",
            on_change=self.keep,
            width=width,
        )

    def _spread(self, key: str) -> None:
        """Keep a date; one that was typed as a whole stands in its parts then."""
        typed = st.session_state[f"{key}-year"].strip()
        if not typed.isdecimal():
            with suppress(Unclear):  # what is no date is kept as it was typed, and said
                st.session_state.update(_parts(key, str(exactly(typed).value)))
        self.keep()

    def _was(self, column: Column, key: str) -> None:
        """Say below a changed field what stood there, with the way back to it."""
        if self.before is None or self._text(column) == self.before[column.name]:
            return
        said = _readable(self.before[column.name], column, self.lang) or self.lang(NOT_STATED)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"{key}-was"):
            st.caption(markdown(self.lang("was: {text}", text=said)), width="content")
            self._offer(self.lang("reset"), f"{key}-reset", column, self.before[column.name])

    def _number_changes(self) -> bool:
        return SOURCE in self.table and any(self.table[name].is_quantity for name in self.written.texts or {})

    def _ask_for_source(self, key: str) -> None:
        """Ask, where a number changes and the source does not say another one, whether the one before still holds."""
        was, kept = (self.before or {}).get(SOURCE, ""), f"{key}-kept"
        if not was or self.texts[SOURCE].strip() not in ("", was) or not self._number_changes():
            return
        if not st.session_state.get(kept):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"{key}-asked"):
                st.caption(self.lang("Does it say the new number as well?"), width="content")
                label = self.lang("Keep the source as it is")
                st.button(label, key=f"{key}-keep", type="tertiary", on_click=self._put, args=({key: was, kept: True},))

    def _ask_if_counted(self, column: Column) -> None:
        """Ask about a changed number that is more exact than the word about it."""
        if not column.qualifier or self._text(column) == (self.before or {}).get(column.name, ""):
            return
        number, about = self._text(column).strip(), self.table[column.qualifier]
        word, exactly_ = (about.option(code).words for code in (Qualifier.ABOUT, Qualifier.EXACT))
        if self._text(about) == word.de and number.isdecimal() and int(number) % ROUND:
            said = f"{self.lang.of(word)} {self.lang.number(int(number))}"
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.caption(self.lang("“{number}” is unusually exact. Was it counted?", number=said), width="content")
                label = self.lang("Take “{text}”", text=self.lang.of(exactly_))
                self._offer(label, f"{self.named(column.name)}-counted", about, exactly_.de)

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
            self._offer(said, f"{self.named(name)}-better", self.table[name], problem.suggestion)

    def _offer(self, label: str, key: str, column: Column, text: str) -> None:
        """Offer to put another text into a field."""
        put = _widgets(column, self.named(column.name), text)
        st.button(markdown(label), key=key, type="tertiary", on_click=self._put, args=(put,))

    def _put(self, texts: Mapping[str, object]) -> None:
        st.session_state.update(texts)
        self.keep()


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


def _widgets(column: Column, key: str, text: str) -> dict[str, str]:
    """Return the texts of the widgets of a column by their keys; what is no date stands whole in that of the year."""
    if column.type is not Type.DATE:
        return {key: text}
    return _parts(key, text)


def _parts(key: str, text: str) -> dict[str, str]:
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
