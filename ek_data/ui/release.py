"""The release that is shown: the newest, or the one the reader or the link asks for."""

from __future__ import annotations

import streamlit as st

from ek_data.i18n import Language
from ek_data.ui import cached

KEY = "stand"
NEWEST = 0


def choose(version: str, lang: Language) -> int | None:
    """Draw the choice of a release where there are several, and return its number, None for the newest."""
    numbered = cached.release_labels(version, lang.code)
    if len(numbered) < 2:
        return None
    if KEY not in st.session_state:
        asked = st.query_params.get(KEY, "")
        st.session_state[KEY] = int(asked) if asked.isdigit() else NEWEST
    if st.session_state[KEY] not in numbered:
        st.session_state[KEY] = NEWEST
    chosen = st.selectbox(
        lang("Release"),
        [NEWEST, *numbered],
        format_func=lambda number: lang("newest") if number == NEWEST else numbered[number],
        key=KEY,
        persist_state="session",
    )
    if chosen:
        st.query_params[KEY] = str(chosen)
    elif KEY in st.query_params:
        del st.query_params[KEY]
    return chosen or None
