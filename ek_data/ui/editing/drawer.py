"""The drawer: one row to change or add, opened from wherever the row is shown, checked as a file is, into the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from ek_data.analysis.reminders import Question
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of, parts_of, row_names
from ek_data.dataset.lookup import Known
from ek_data.dataset.numbering import next_numbers, numbered_by
from ek_data.i18n import Language
from ek_data.programme.model import ALL_LISTS
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.shared_columns import BOTH_SOURCES
from ek_data.tables.types import Table
from ek_data.text import markdown
from ek_data.ui import cached, navigation
from ek_data.ui.components import change_links, source_links, words
from ek_data.ui.context import Context
from ek_data.ui.editing.form import RowForm, changed
from ek_data.ui.editing.option_form import OptionForm
from ek_data.ui.maintain.desk import desk
from ek_data.updates.draft import Draft, Edit, name_of, row_texts

ASKED = "row-to-edit"  # what is open
WIDTH = 600  # pixels
KEY = "edits"
LISTED = 500  # rows that can be chosen from a list
_component = st.components.v2.component(
    "edits", js=Path(__file__).with_name("drawer.js").read_text(encoding="utf-8"), isolate_styles=False
)


@dataclass(frozen=True)
class Opening:
    """A row or option whose drawer is to open, without a key a new one; it begins at the field of `column`.

    `given` are cells that a new row has from where it was asked for, `kept` is the key under which it is in the draft.
    An option that was asked for in the form of a row leads `back` to that, where it becomes the cell of `column`.
    """

    table: str
    key: Key | None
    column: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    kept: Key | None = None
    back: Opening | None = None

    @property
    def place(self) -> Key:
        """The key under which the draft has the row, or would have it."""
        return self.kept or self.key or ""


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
        _choice(BY_NAME[name], base, lang)
        _new(Opening(name, None), lang)


def button(key: Key, table: Table, context: Context, column: str = "") -> None:
    """Offer editors to change one row that stands beside the button."""
    if change_links.may_change(context):
        drafted = context.draft.of(table.name, key)
        said = [context.lang("Change"), *([context.lang(change_links.IN_DRAFT)] if drafted else [])]
        st.button(
            " · ".join(said),
            key=f"edit-{table.name}-{key}-{column}",
            icon=":material/edit:",
            type="tertiary",
            on_click=_ask,
            args=(Opening(table.name, key, column),),
        )


def new(table: Table, context: Context) -> None:
    """Offer editors to add a row to a table."""
    if change_links.may_change(context):
        _new(Opening(table.name, None), context.lang)


def new_option(name: str, context: Context) -> None:
    """Offer editors to add an option to a list of the programme."""
    if change_links.may_change(context):
        label = context.lang("New option")
        st.button(label, key=f"new-{name}", icon=":material/add:", on_click=_ask, args=(Opening(name, None),))


def new_of(ars: str, table: Table, context: Context) -> None:
    """Offer editors to add a row to a table that is of one municipality."""
    if change_links.may_change(context):
        _new(Opening(table.name, None, given=_of_one(ars, table, cached.dataset(context.version, None))), context.lang)


def enter(question: Question, ars: str, context: Context) -> None:
    """Offer editors to enter an answer: in the first row that lacks it in data and draft, or in a new one."""
    if not change_links.may_change(context):
        return
    table, draft = BY_NAME[question.table], desk().draft
    left = [key for key in question.keys if not _answers(draft.of(table.name, key), question.column)]
    asked = (
        Opening(table.name, (left or question.keys)[0], question.column)
        if question.keys
        else Opening(table.name, None, given=_of_one(ars, table, cached.dataset(context.version, None)))
    )
    label = context.lang("Enter")
    st.button(label, key=f"enter-{question.code}", type="tertiary", on_click=_ask, args=(asked,))


def _answers(edit: Edit | None, column: str) -> bool:
    return edit is not None and (edit.texts is None or column in edit.texts)


def show(context: Context) -> None:
    """Follow the links of rows, and show the drawer that somebody has asked for until it is closed."""
    if not change_links.may_change(context):
        return
    asked: Opening | None = st.session_state.get(ASKED)
    base, lang = cached.dataset(context.version, None), context.lang
    if drafted := [edit.place for edit in desk().draft.edits if not edit.amendment]:
        st.html(change_links.marks(drafted, lang))
    option = _option_form(asked, base, lang) if asked and asked.table in ALL_LISTS else None
    if asked and not option and asked.key is None:
        asked = st.session_state[ASKED] = replace(asked, key=_next_key(BY_NAME[asked.table], base))
    form = _form(asked, base, lang) if asked and not option else None
    first = form.focused if form else ""
    _component(
        key=KEY, data={"link": change_links.LINK, "opened": bool(asked), "field": first}, on_asked_change=_follow
    )
    if option:
        st.dialog(markdown(option.title), width=WIDTH, position="right", on_dismiss=_close)(_option)(base, lang)
    elif asked:
        row = lang.of(BY_NAME[asked.table].row[0])
        known = row_texts(asked.place, BY_NAME[asked.table], base)
        title = lang("Change {row}", row=row) if known else lang("New {row}", row=row)
        leave = partial(_leave, base, lang)
        st.dialog(markdown(title), width=WIDTH, position="right", on_dismiss=leave)(_drawer)(base, lang)


def _form(asked: Opening, base: Dataset, lang: Language) -> RowForm | None:
    """Return the form of a row as the data have it, with what the draft and the place it was asked at say of it.

    A row that the draft removes has none.
    """
    table, key, draft = BY_NAME[asked.table], asked.key or "", desk().draft
    edit = draft.of(asked.table, asked.place)
    if edit and edit.texts is None:
        return None
    before = row_texts(key, table, base)
    blank = dict.fromkeys((column.name for column in table.columns), "")
    start = blank | (before or parts_of(key, table)) | {**asked.given} | {**(edit.texts or {} if edit else {})}
    taken = {edit.key for edit in draft.edits if edit.table == asked.table} - {asked.place}
    keep = partial(_keep, base, lang)
    options = tuple(edit for edit in draft.edits if edit.amendment)
    return RowForm(
        table, key, start, before, base, lang, first=asked.column, taken=taken, options=options, keep=keep, grow=_grow
    )


def _choice(table: Table, base: Dataset, lang: Language) -> None:
    """Draw the list of the rows, of which one opens its drawer."""
    key = f"edit-row-{table.name}"
    listed = base.tables[table.name].head(LISTED)
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


def _new(asked: Opening, lang: Language) -> None:
    table = BY_NAME[asked.table]
    label = lang("New {row}", row=lang.of(table.row[0]))
    st.button(label, key=f"new-{table.name}", icon=":material/add:", on_click=_ask, args=(asked,))


def _ask(asked: Opening) -> None:
    st.session_state[ASKED] = asked


def _close() -> None:
    """Close what is open, and open again the form of a row from which it was asked for."""
    asked: Opening | None = st.session_state.pop(ASKED, None)
    if asked and asked.back:
        st.session_state[ASKED] = asked.back


def _grow(name: str, column: str) -> None:
    """Ask for a new option of a list in place of the form of a row."""
    st.session_state[ASKED] = Opening(name, None, column, back=st.session_state[ASKED])
    st.rerun()


def _option_form(asked: Opening, base: Dataset, lang: Language) -> OptionForm:
    """Return the form of an option as the data have it, with what the draft says of it."""
    keep = partial(_keep_option, asked, base)
    return OptionForm(asked.table, str(asked.key or ""), str(asked.kept or ""), base, keep, lang)


def _option(base: Dataset, lang: Language) -> None:
    """Draw the form of an option, whose fields are in the draft as soon as they say something else."""
    asked: Opening | None = st.session_state.get(ASKED)
    if asked is None or asked.table not in ALL_LISTS:  # left together with the last change of a field
        st.rerun()
    form = _option_form(asked, base, lang)
    form.draw()
    if form.edit and st.button(lang("Take back"), icon=":material/undo:", type="tertiary"):
        _done(kept=desk().take_out(Draft((form.edit,))))
    kept = lang("in the draft, not published yet") if form.edit else lang("Changes are in the draft at once.")
    _foot(f":small[{markdown(kept)}]", partial(_into_row, asked, form.texts["de"], base), lang)


def _keep_option(asked: Opening, base: Dataset, edit: Edit) -> None:
    """Put an option into the draft, a new one under the code that it has by now."""
    if asked.key or any((edit.texts or {}).values()):
        desk().put(edit, base=base)
    if asked.place not in ("", edit.key):
        desk().change(lambda draft: draft.without(asked.table, asked.place))
    if st.session_state.get(ASKED) == asked:  # else the form is left already
        st.session_state[ASKED] = replace(asked, kept=edit.key)


def _into_row(asked: Opening, word: str, base: Dataset) -> bool:
    """Put the word of an option into the row in whose form it was asked for."""
    row = asked.back
    if row is None or not word:
        return True
    cells = {asked.column: word}
    if desk().draft.of(row.table, row.place) or row_texts(row.place, BY_NAME[row.table], base):
        return desk().put(Edit(row.table, row.place, base.origin.release or 0, cells), base=base)
    st.session_state[ASKED] = replace(asked, back=replace(row, given={**row.given, **cells}))  # nothing is typed of it
    return True


def _ask_chosen(table: str, widget: str) -> None:
    chosen, st.session_state[widget] = st.session_state[widget], None
    if chosen is not None:
        _ask(Opening(table, chosen))


def _follow() -> None:
    """Open the row whose link was clicked, or of which a cell was, under the header that is named."""
    address, header = st.session_state[KEY].asked
    name, key = change_links.opened(address)
    columns = BY_NAME[name].columns if name in BY_NAME else ()
    _ask(Opening(name, key, next((column.name for column in columns if header in column.label), "")))


def _of_one(ars: str, table: Table, base: Dataset) -> dict[str, str]:
    """Return the cells that say of which municipality, and so of which cohort, a row is."""
    given = {table.municipality: Known.of(base).unique_names.get(ars, ars)} if table.municipality else {}
    cohort = Known.of(base).cohorts.get(ars)
    return given | ({table.cohort: str(cohort)} if table.cohort and pd.notna(cohort) else {})


def _next_key(table: Table, base: Dataset) -> Key:
    """Return the number after the highest one, also of the draft; an empty key where numbers are given by others."""
    column = numbered_by(table)
    if column is None:
        return "" if len(table.key) == 1 else tuple("" for _name in table.key)
    drafted = [str(edit.key) for edit in desk().draft.edits if edit.table == table.name]
    return next_numbers([*map(str, base.tables[table.name][column.name].dropna()), *drafted], 1)[0]


def _drawer(base: Dataset, lang: Language) -> None:
    """Draw the form of a row, whose fields are in the draft as soon as they say something else."""
    asked: Opening | None = st.session_state.get(ASKED)
    if asked is None:  # left together with the last change of a field, and taken for that alone
        st.rerun()
    edit = desk().draft.of(asked.table, asked.place)
    before = row_texts(asked.place, BY_NAME[asked.table], base)
    if before:
        sources = tuple(filter(None, (before.get(name) for name in BOTH_SOURCES)))
        st.caption(markdown(name_of(asked.place, BY_NAME[asked.table], base)) + source_links.in_brackets(sources))
    form = _form(asked, base, lang)
    if form:
        form.draw()
    with st.container(horizontal=True, gap="large"):
        if before and form and st.button(lang("Remove this row"), icon=":material/delete:", type="tertiary"):
            _done(kept=desk().put(Edit(asked.table, asked.place, base.origin.release or 0, None)))
        if edit and st.button(lang("Take back"), icon=":material/undo:", type="tertiary"):
            _done(kept=desk().take_out(Draft((edit,))))
    said = _counted(form, edit, lang) if form else lang("The draft removes this row.")
    _foot(said, partial(_put, base, lang), lang)


def _foot(said: str, keep: Callable[[], bool], lang: Language) -> None:
    """Draw the foot of a drawer: how it stands, the way to the difference, and the way out; both `keep` first."""
    with st.container(key="drawer-foot", gap="small"):
        st.markdown(said)
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(lang("Look at it and publish"), key="drawer-to-the-draft") and keep():
                st.session_state.pop(ASKED)
                st.switch_page(navigation.page("aktualisieren"))
            if st.button(lang("Done"), type="primary", shortcut="Ctrl+Enter"):
                _done(kept=keep())


def _counted(form: RowForm, edit: Edit | None, lang: Language) -> str:
    """Return how many fields are changed and how much is to be cleared up, and what becomes of it."""
    n = len(edit.texts or {}) if edit else 0
    said = lang.plural("{n} field changed", "{n} fields changed", n) if n else lang("Nothing changed yet")
    errors = sum(problem.severity == "error" for problems in form.problems.values() for problem in problems)
    open_ = f", :red[{markdown(lang('{n} to be cleared up', n=lang.number(errors)))}]" if n and errors else ""
    kept = lang("in the draft, not published yet") if n else lang("Changes are in the draft at once.")
    if not form.kept:
        kept = lang("not saved in the draft yet")
    return f"**{markdown(said)}**{open_} · :small[{markdown(kept)}]"


def _put(base: Dataset, lang: Language) -> bool:
    """Put what the fields of the open drawer say into the draft, under the key that a new row has by now."""
    # a drawer that is left is told first, then what was typed in it
    asked: Opening | None = st.session_state.get(ASKED)
    form = _form(asked, base, lang) if asked else None
    if not asked or not form or form.kept:
        return True
    key = form.row_key or asked.place
    texts = form.texts if form.row_key else {**form.texts, **parts_of(key, form.table)}
    cells = changed(texts, form.start if form.before or asked.kept == key else {})
    if cells and not desk().put(Edit(asked.table, key, base.origin.release or 0, cells), base=base):
        return False
    if key != asked.place:
        desk().change(lambda draft: draft.without(asked.table, asked.place))
    st.session_state[ASKED] = replace(asked, kept=key)
    return True


def _keep(base: Dataset, lang: Language) -> None:
    _put(base, lang)


def _leave(base: Dataset, lang: Language) -> None:
    """Close the drawer with what was typed last in the draft."""
    _put(base, lang)
    _close()


def _done(*, kept: bool) -> None:
    """Close the drawer, once the draft has what it shall have."""
    if kept:
        _close()
        st.rerun()
