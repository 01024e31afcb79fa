"""The language of the session: German unless the reader switches."""

from __future__ import annotations

import streamlit as st

from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.ui import link

KEY = "sprache"
LANGUAGES = {"Deutsch": GERMAN, "English": ENGLISH}
USUAL = "Deutsch"


def chosen() -> Language:
    """Return the language chosen. The link carries it as ``?sprache=English``."""
    link.take(KEY, KEY, lambda asked: asked[-1] if asked and asked[-1] in LANGUAGES else USUAL)
    link.say(KEY, [st.session_state[KEY]] if current() is not LANGUAGES[USUAL] else [])
    return current()


def switch() -> None:
    """Draw the language switch."""
    st.segmented_control("Sprache · Language", list(LANGUAGES), required=True, key=KEY, persist_state="session")


def current() -> Language:
    """Return the language of this session, inside a page."""
    return LANGUAGES[st.session_state.get(KEY) or USUAL]
