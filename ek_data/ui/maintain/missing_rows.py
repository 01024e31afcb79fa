"""Missing rows of an upload: those of the newest release that are not in the file, and which are to be removed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from ek_data.dataset.keys import Key, keys_of, row_names
from ek_data.i18n import N_, Language
from ek_data.store.publisher import Store
from ek_data.tables.types import Table
from ek_data.text import markdown
from ek_data.ui.components import words
from ek_data.ui.maintain import difference
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.merge import missing
from ek_data.updates.plan import Decision
from ek_data.updates.workflow import Preparation
from ek_data.validation.check import Checked

UPDATE, REPLACE = "update", "replace"
MODES = {
    UPDATE: N_("Update and add rows; rows that the file does not have stay as they are"),
    REPLACE: N_("Replace the table; rows that the file does not have can be removed"),
}
CHOSEN_ONE_BY_ONE = 100  # more rows are listed and removed together or not at all
ASKED = 10  # so few rows missing in a file that has most of them were probably deleted in it


def decide(
    desk: Desk, prepared: Preparation, store: Store, names: Mapping[str, str], lang: Language
) -> dict[str, Decision]:
    """Ask for each table which of the rows that its files do not have are to be removed; a draft has named them."""
    came = desk.came_since(prepared, store)
    return {
        name: Decision(_to_remove(desk, checked, prepared, came.get(name), names, lang))
        for name, checked in prepared.by_table.items()
        if not prepared.is_draft(checked.table)
    }


def _to_remove(
    desk: Desk,
    checked: Checked,
    prepared: Preparation,
    came: pd.DataFrame | None,
    names: Mapping[str, str],
    lang: Language,
) -> frozenset[Key]:
    table, rows = checked.table, prepared.missing(checked)
    words.heading(lang.of(table.label), 3)
    if came is not None:
        asked = missing(rows, came, table)
        later, rows = len(rows) - len(asked), asked
        if later:
            st.caption(
                lang.plural(
                    "{n} row came after the release of the file and is missing in it for that reason. It stays.",
                    "{n} rows came after the release of the file and are missing in it for that reason. They stay.",
                    later,
                )
            )
    if rows.empty:
        st.markdown(lang("No row is missing in the files."))
        return frozenset()
    key = f"{desk.visit}-{table.name}"
    if len(rows) <= ASKED and len(rows) < sum(len(each.rows) for each in prepared.files_for(table)):
        return _ticked(rows, table, names, key, lang)
    return _named(rows, checked, names, key, lang) if _mode(len(rows), key, lang) == REPLACE else frozenset()


def _mode(n: int, key: str, lang: Language) -> str:
    """Ask what the file is to do with the `n` rows that it does not have."""
    st.markdown(
        lang.plural(
            "{n} row of the newest release is not in the file.",
            "{n} rows of the newest release are not in the file.",
            n,
        )
    )
    mode: str = st.radio(
        lang("How is the file to be taken over?"),
        list(MODES),
        format_func=lambda code: lang(MODES[code]),
        key=f"mode-{key}",
        persist_state="session",
    )
    return mode


def _ticked(rows: pd.DataFrame, table: Table, names: Mapping[str, str], key: str, lang: Language) -> frozenset[Key]:
    """Ask row by row whether it is to be removed, and return the keys of those that are."""
    st.markdown(
        lang.plural(
            "{n} row is missing in the file. Shall it be removed? Without a tick it stays.",
            "{n} rows are missing in the file. Shall they be removed? Without a tick they stay.",
            len(rows),
        )
    )
    called = zip(keys_of(rows, table), row_names(rows, table, names), strict=True)
    return frozenset(
        each
        for each, name in called
        if st.checkbox(markdown(lang("Remove {row}", row=name)), key=f"gone-{key}-{each}", persist_state="session")
    )


def _named(rows: pd.DataFrame, checked: Checked, names: Mapping[str, str], key: str, lang: Language) -> frozenset[Key]:
    """Return the keys of the rows that were named to be removed."""
    keys = keys_of(rows, checked.table)
    if len(rows) > CHOSEN_ONE_BY_ONE:
        difference.names_of_rows(rows, checked.table, names, lang, key=f"missing-{key}")
        label = lang.plural("Remove {n} row listed above", "Remove all {n} rows listed above", len(rows))
        return frozenset(keys) if st.checkbox(label, key=f"all-{key}", persist_state="session") else frozenset()
    called = dict(zip(keys, row_names(rows, checked.table, names), strict=True))
    earlier = st.session_state.get(f"named-{key}", ())
    st.session_state[f"named-{key}"] = [each for each in earlier if each in called]
    chosen = st.multiselect(
        lang("Remove these rows (rows that are not named stay)"),
        keys,
        format_func=called.__getitem__,
        key=f"named-{key}",
        placeholder=lang("No row is removed"),
        persist_state="session",
    )
    return frozenset(chosen)
