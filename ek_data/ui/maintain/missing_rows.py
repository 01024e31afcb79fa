"""Missing rows of an upload: those of the newest release that are not in the file, and which are to be removed."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ek_data.dataset.keys import Key, row_names
from ek_data.i18n import N_, Language
from ek_data.store.publisher import Store
from ek_data.tables import BY_NAME
from ek_data.ui.components import words
from ek_data.ui.maintain import difference, questions
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.difference_answers import ONE_BY_ONE, REMOVE, REPLACE, MissingRows, missing_rows
from ek_data.updates.plan import Decision
from ek_data.updates.workflow import Preparation

UPDATE = "update"
MODES = {
    UPDATE: N_("Update and add rows; rows that the file does not have stay as they are"),
    REPLACE: N_("Replace the table; rows that the file does not have can be removed"),
}


def decide(
    desk: Desk, prepared: Preparation, store: Store, names: Mapping[str, str], lang: Language
) -> dict[str, Decision]:
    """Ask for each table which of the rows that its files do not have are to be removed; a draft has named them."""
    found = missing_rows(prepared, desk.came_since(prepared, store))
    told = {name: rows for name, rows in found.items() if rows.came or not rows.rows.empty}
    if desk.draft.files and not told:
        st.markdown(lang("No row is missing in the files."))
    for name, rows in told.items():
        words.heading(lang.of(BY_NAME[name].label), 3)
        _ask(desk, rows, names, lang)
    return {name: Decision(rows.removed(desk.draft.answers)) for name, rows in found.items()}


def _ask(desk: Desk, found: MissingRows, names: Mapping[str, str], lang: Language) -> None:
    if found.came:
        st.caption(
            lang.plural(
                "{n} row came after the release of the file and is missing in it for that reason. It stays.",
                "{n} rows came after the release of the file and are missing in it for that reason. They stay.",
                found.came,
            )
        )
    if found.rows.empty:
        return
    if found.few:
        _ticked(desk, found, names, lang)
    elif _mode(desk, found, lang) == REPLACE:
        _named(desk, found, names, lang)


def _mode(desk: Desk, found: MissingRows, lang: Language) -> str:
    """Ask what the file is to do with the rows that it does not have."""
    st.markdown(
        lang.plural(
            "{n} row of the newest release is not in the file.",
            "{n} rows of the newest release are not in the file.",
            len(found.rows),
        )
    )
    key = questions.holding(f"how-{found.how}", desk.draft.answers.get(found.how, UPDATE))
    mode: str = st.radio(
        lang("How is the file to be taken over?"),
        list(MODES),
        format_func=lambda code: lang(MODES[code]),
        key=key,
        on_change=lambda: desk.answer({found.how: st.session_state[key]}),
    )
    return mode


def _ticked(desk: Desk, found: MissingRows, names: Mapping[str, str], lang: Language) -> None:
    """Ask row by row whether it is to be removed."""
    st.markdown(
        lang.plural(
            "{n} row is missing in the file. Shall it be removed? Without a tick it stays.",
            "{n} rows are missing in the file. Shall they be removed? Without a tick they stay.",
            len(found.rows),
        )
    )
    called = row_names(found.rows, found.table, names)
    for question, name in zip(found.each.values(), called, strict=True):
        questions.tick(desk, question, REMOVE, lang("Remove {row}", row=name))


def _named(desk: Desk, found: MissingRows, names: Mapping[str, str], lang: Language) -> None:
    """Ask which rows are to be removed, of many whether all are."""
    if len(found.rows) > ONE_BY_ONE:
        difference.names_of_rows(found.rows, found.table, names, lang, key=f"missing-{found.how}")
        label = lang.plural("Remove {n} row listed above", "Remove all {n} rows listed above", len(found.rows))
        questions.tick(desk, found.all_of_them, REMOVE, label)
        return
    called = dict(zip(found.each, row_names(found.rows, found.table, names), strict=True))
    removed = [key for key in found.each if key in found.removed(desk.draft.answers)]
    key = questions.holding(f"named-{found.how}", removed)

    def name() -> None:
        named: list[Key] = st.session_state[key]
        desk.answer({question: REMOVE if each in named else "" for each, question in found.each.items()})

    st.multiselect(
        lang("Remove these rows (rows that are not named stay)"),
        list(called),
        format_func=called.__getitem__,
        key=key,
        on_change=name,
        placeholder=lang("No row is removed"),
    )
