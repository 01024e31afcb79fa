"""The language of the session: German unless the reader switches."""

from __future__ import annotations

import streamlit as st

from ek_data.i18n import ENGLISH, GERMAN, Language

KEY = "sprache"
LANGUAGES = {"Deutsch": GERMAN, "English": ENGLISH}


def switch() -> Language:
    """Draw the language switch and return the language chosen. The link carries it as ``?sprache=English``."""
    chosen = st.segmented_control(
        "Sprache · Language",
        list(LANGUAGES),
        default="Deutsch",
        required=True,
        key=KEY,
        bind="query-params",
    )
    return LANGUAGES[chosen or "Deutsch"]


def current() -> Language:
    """Return the language of this session, inside a page."""
    return LANGUAGES[st.session_state.get(KEY) or "Deutsch"]
