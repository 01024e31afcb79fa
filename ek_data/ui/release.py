"""The release that is shown: the newest, or the one the reader or the link asks for."""

from __future__ import annotations

import streamlit as st

from ek_data.i18n import N_, Language
from ek_data.manifest import Release
from ek_data.ui import cached

KEY = "stand"
NEWEST = 0
LONGEST_NOTE = 40


def choose(version: str, _: Language) -> int | None:
    """Draw the choice of a release where there are several, and return its number, None for the newest."""
    numbered = {release.number: release for release in cached.releases(version)}
    if len(numbered) < 2:
        return None
    if KEY not in st.session_state:
        asked = st.query_params.get(KEY, "")
        st.session_state[KEY] = int(asked) if asked.isdigit() else NEWEST
    if st.session_state[KEY] not in numbered:
        st.session_state[KEY] = NEWEST
    chosen = st.selectbox(
        _(N_("Release")),
        [NEWEST, *numbered],
        format_func=lambda number: _(N_("newest")) if number == NEWEST else in_words(numbered[number], _),
        key=KEY,
        persist_state="session",
    )
    if chosen:
        st.query_params[KEY] = str(chosen)
    elif KEY in st.query_params:
        del st.query_params[KEY]
    return chosen or None


def in_words(release: Release, _: Language) -> str:
    """Return number, time and the beginning of the note of a release, as plain text for a list to choose from."""
    note = release.note if len(release.note) <= LONGEST_NOTE else f"{release.note[:LONGEST_NOTE]}…"
    return f"{release.number} · {_.moment(release.published_at)} · {note}"
