"""Missing rows of an upload: those of the newest release that are not in the file, and which are to be removed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from ek_data.dataset.keys import Key, keys_of, row_names
from ek_data.i18n import N_, Language
from ek_data.ui import components
from ek_data.ui.maintain import difference
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.workflow import Decision, Preparation
from ek_data.validation.check import Checked

UPDATE, REPLACE = "update", "replace"
MODES = {
    UPDATE: N_("Update and add rows; rows that the file does not have stay as they are"),
    REPLACE: N_("Replace the table; rows that the file does not have can be removed"),
}
CHOSEN_ONE_BY_ONE = 100  # more rows are listed and removed together or not at all


def decide(desk: Desk, prepared: Preparation, names: Mapping[str, str], lang: Language) -> dict[str, Decision]:
    """Ask for each table how it is to be taken over, and return which rows are to be removed."""
    return {
        checked.table.name: Decision(_to_remove(desk, checked, prepared.missing(checked), names, lang))
        for checked in prepared.checks.checked
    }


def _to_remove(
    desk: Desk, checked: Checked, missing: pd.DataFrame, names: Mapping[str, str], lang: Language
) -> frozenset[Key]:
    table = checked.table
    components.heading(lang.of(table.label), 3)
    if missing.empty:
        st.markdown(lang("The file has every row that the newest release has."))
        return frozenset()
    st.markdown(
        lang.plural(
            "{n} row of the newest release is not in the file.",
            "{n} rows of the newest release are not in the file.",
            len(missing),
        )
    )
    key = f"{desk.turn}-{table.name}"
    mode = st.radio(
        lang("How is the file to be taken over?"),
        list(MODES),
        format_func=lambda code: lang(MODES[code]),
        key=f"mode-{key}",
        persist_state="session",
    )
    return _named(missing, checked, names, key, lang) if mode == REPLACE else frozenset()


def _named(
    missing: pd.DataFrame, checked: Checked, names: Mapping[str, str], key: str, lang: Language
) -> frozenset[Key]:
    """Return the keys of the rows that were named to be removed."""
    keys = keys_of(missing, checked.table)
    if len(missing) > CHOSEN_ONE_BY_ONE:
        difference.names_of_rows(missing, checked.table, names, lang, key=f"missing-{key}")
        label = lang.plural("Remove {n} row listed above", "Remove all {n} rows listed above", len(missing))
        return frozenset(keys) if st.checkbox(label, key=f"all-{key}", persist_state="session") else frozenset()
    called = dict(zip(keys, row_names(missing, checked.table, names), strict=True))
    chosen = st.multiselect(
        lang("Remove these rows (rows that are not named stay)"),
        keys,
        format_func=called.__getitem__,
        key=f"named-{key}",
        placeholder=lang("No row is removed"),
        persist_state="session",
    )
    return frozenset(chosen)
