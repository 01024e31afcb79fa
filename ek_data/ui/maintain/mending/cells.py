"""Cells of an upload that hold it up: asked about in place, once for all that say the same, and what was answered."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from ek_data.dataset.lookup import Known
from ek_data.i18n import Language
from ek_data.programme.new_options import Addition
from ek_data.reading.grid import address
from ek_data.text import markdown, xml
from ek_data.ui.components import words
from ek_data.ui.maintain.desk import Desk
from ek_data.ui.maintain.mending import new_options, table_as_read, value_field
from ek_data.updates.file_choices import rows_of
from ek_data.updates.workflow import Preparation
from ek_data.validation.cells_to_answer import OpenCells, is_short, open_cells
from ek_data.validation.check import Checked
from ek_data.validation.corrections import Correction

SHOWN = 10  # questions at once; the next ones follow when these are answered
ONE_BY_ONE = 20  # cells that may be answered one by one
CONTEXT = 6  # cells of a row that say which one it is


def ask(desk: Desk, prepared: Preparation, lang: Language) -> bool:
    """Ask about each open cell, or about all that say the same, and return whether there is any.

    Above the questions stand the files as they were read.
    """
    asked = [
        _Question(desk, prepared, checked, cells, lang)
        for checked in prepared.checks.checked
        for cells in open_cells(checked)
    ]
    table_as_read.show(desk, prepared, [question.cells for question in asked[:SHOWN]], lang)
    if not asked:
        return False
    words.heading(lang("Open cells"), 3)
    anchors = {question.key: table_as_read.anchor(number) for number, question in enumerate(asked[:SHOWN])}
    with st.container(key="questions"):
        for question in _in_place(desk, asked[:SHOWN]):
            with st.container():
                if question:
                    question.show(anchors[question.key])
    if len(asked) > SHOWN:
        st.caption(lang.more(len(asked) - SHOWN))
    return True


def _in_place(desk: Desk, asked: list[_Question]) -> list[_Question | None]:
    """Return the questions at the places they have had since the files were read, None where one is answered.

    A question that moved up would begin anew, without what is being typed in its field.
    """
    by_key = {question.key: question for question in asked}
    turn, keys = desk.asked
    before = keys if turn == desk.turn else ()
    desk.asked = desk.turn, (*before, *(key for key in by_key if key not in before))
    return [by_key.get(key) for key in desk.asked[1]]


def answered(desk: Desk, prepared: Preparation, lang: Language) -> None:
    """List what was answered and which rows are left out, each with the way back."""
    left = {raw.file: rows_of(raw, prepared.left.get(raw.file, ())) for raw in prepared.raws}
    made = [each for each in prepared.corrections if any(raw.file == each.file for raw in prepared.raws)]
    n = sum(map(len, left.values()))
    answers = len(made) + len(prepared.additions)
    if not answers and not n:
        return
    said = [
        *([lang.plural("{n} answer", "{n} answers", answers)] if answers else []),
        *([lang.plural("{n} row left out", "{n} rows left out", n)] if n else []),
    ]
    with st.expander(lang.listing(said), expanded=bool(n)):
        for number, new in enumerate(prepared.additions):
            key = f"undo-new-{desk.turn}-{number}"
            _line(new.amendment().as_new(lang), lang("take back"), key, _take_back_option, (desk, prepared, new))
        for number, each in enumerate(made):
            key = f"undo-{desk.turn}-{number}"
            _line(_said(each, prepared, lang), lang("take back"), key, _take_back, (desk, prepared, each))
        for file, rows in left.items():
            for row, texts in rows.items():
                said_of = lang("{file}, row {row}: {text}", file=file, row=row, text=_shortly(texts))
                key = f"back-{desk.turn}-{file}-{row}"
                _line(said_of, lang("take it all the same"), key, _leave, (desk, prepared, file, (), (row,)))


class _Question:
    """One question about cells that say the same."""

    def __init__(self, desk: Desk, prepared: Preparation, checked: Checked, cells: OpenCells, lang: Language) -> None:
        self.desk, self.prepared, self.checked, self.cells, self.lang = desk, prepared, checked, cells, lang
        self.key = f"{desk.turn}-{checked.file}-{cells.position}-{cells.rows[0]}-{cells.text}"

    def show(self, anchor: str) -> None:
        """Draw what is wrong, where, and the answers; cells that say the same may be answered one by one.

        The cells lead to the `anchor`.
        """
        with st.container(border=True, gap="small"):
            said = xml(self.cells.problem.sentence(self.lang))
            st.html(f'<h4 class="question" id="{anchor}" tabindex="-1">{said}</h4>')
            several = self.cells.is_separable and len(self.cells.rows) <= ONE_BY_ONE
            if several and st.checkbox(self.lang("answer one by one"), key=f"each-{self.key}"):
                for cells in self.cells.alone():
                    _Question(self.desk, self.prepared, self.checked, cells, self.lang)._answers()
            else:
                self._answers()

    def _answers(self) -> None:
        cells, lang = self.cells, self.lang
        st.caption(markdown(self._where()))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for number, better in enumerate(cells.likely):
                label = markdown(better) if better else lang("Empty the cell")
                st.button(label, key=f"answer-{self.key}-{number}", on_click=self._answer, args=(better,))
            if cells.column is not None and not is_short(cells.column):
                names, key = Known.of(self.prepared.current).unique_names, f"value-{self.key}"
                value_field.field(cells.column, names, key, self._typed, cells.text, lang)
            if cells.growing:
                new_options.offer(self.desk, self.prepared, cells, self.key, lang)
            without = lang.plural("Leave out the row", "Leave out the {n} rows", len(cells.rows))
            st.button(without, key=f"leave-{self.key}", type="tertiary", on_click=_leave, args=self._left())

    def _left(self) -> tuple[Desk, Preparation, str, tuple[int, ...], tuple[int, ...]]:
        return self.desk, self.prepared, self.cells.file, self.cells.rows, ()

    def _where(self) -> str:
        """Return where the cells are: one with what else its row says, several by their number."""
        cells, lang = self.cells, self.lang
        file = f"{cells.file}, " if len(self.prepared.raws) > 1 else ""
        if len(cells.rows) > 1:
            first = lang.plural("{n} cell", "{n} cells", len(cells.rows))
            return file + lang("{cells}, the first in row {row}", cells=first, row=cells.rows[0])
        raw, row = self.prepared.original(cells.file), cells.rows[0]
        place = lang("row {row}", row=row)
        if cells.column is not None:
            place = lang("cell {cell}", cell=address(row, raw.columns[cells.position]))
        return f"{file}{place}: {_shortly(rows_of(raw, [row])[row])}"

    def _typed(self, key: str) -> None:
        if text := st.session_state[key]:
            self._answer(text)

    def _answer(self, better: str) -> None:
        noted_in = self.prepared.noted_in(self.checked)
        self.desk.decide(self.prepared.correcting(*self.cells.answered(better, noted_in=noted_in)))


def _line(text: str, label: str, key: str, way_back: Callable[..., None], args: tuple[object, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(markdown(text), width="stretch")
        st.button(label, key=key, type="tertiary", on_click=way_back, args=args)


def _said(each: Correction, prepared: Preparation, lang: Language) -> str:
    """Return what stands in place of what, in which column or cell."""
    raw = prepared.original(each.file)
    place = raw.header[each.position]
    if each.row is not None:
        place = lang("cell {cell}", cell=address(each.row, raw.columns[each.position]))
    return f"{place}: {each.value or lang('empty')} → {each.better or lang('empty')}"


def _shortly(texts: Collection[str]) -> str:
    """Return the first cells of a row that say something."""
    return " · ".join([text for text in texts if text.strip()][:CONTEXT])


def _take_back(desk: Desk, prepared: Preparation, correction: Correction) -> None:
    desk.decide(prepared.as_written(correction))


def _take_back_option(desk: Desk, prepared: Preparation, option: Addition) -> None:
    desk.decide(prepared.not_adding(option))


def _leave(desk: Desk, prepared: Preparation, file: str, rows: Collection[int], back: Collection[int]) -> None:
    """Leave out these rows of a file besides those left out already, save those that come back."""
    left = prepared.left.get(file, frozenset())
    desk.decide(prepared.leaving(file, (left | {*rows}) - {*back}))
